package org.ocpiplatform.api.ocpi.envelope;

import jakarta.servlet.FilterChain;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.concurrent.TimeUnit;
import org.ocpiplatform.api.http.Routes;
import org.ocpiplatform.api.ocpi.exchange.OcpiExchange;
import org.ocpiplatform.ocpi.StatusCode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.filter.OncePerRequestFilter;

/** Opens the exchange ahead of everything else, so that even a refused token is answered with the message ids. */
final class ExchangeFilter extends OncePerRequestFilter {

    private static final Logger LOG = LoggerFactory.getLogger(ExchangeFilter.class);

    private final OcpiFailures failures;
    private final RequestMeters meters;

    ExchangeFilter(OcpiFailures failures, RequestMeters meters) {
        this.failures = failures;
        this.meters = meters;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !OcpiExchange.covers(request.getRequestURI());
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain) {
        long start = System.nanoTime();
        OcpiExchange.of(request).addHeaders(response);
        try {
            chain.doFilter(request, response);
        } catch (Exception e) {
            failures.answer(request, response, e);
        } finally {
            long nanos = System.nanoTime() - start;
            meters.count(request, response, nanos);
            if (LOG.isDebugEnabled()) {
                LOG.debug(
                        "Answered {} {} by {}/{} in {} ms",
                        request.getMethod(),
                        Routes.of(request),
                        response.getStatus(),
                        OcpiExchange.of(request).answer().map(StatusCode::code).orElse(0),
                        TimeUnit.NANOSECONDS.toMillis(nanos));
            }
        }
    }
}
