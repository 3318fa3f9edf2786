package org.ocpiplatform.api.ocpi.envelope;

import jakarta.servlet.FilterChain;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.ocpiplatform.api.ocpi.exchange.OcpiExchange;
import org.springframework.web.filter.OncePerRequestFilter;

/** Opens the exchange ahead of everything else, so that even a refused token is answered with the message ids. */
final class ExchangeFilter extends OncePerRequestFilter {

    private final OcpiFailures failures;

    ExchangeFilter(OcpiFailures failures) {
        this.failures = failures;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !OcpiExchange.covers(request.getRequestURI());
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain) {
        OcpiExchange.of(request).addHeaders(response);
        try {
            chain.doFilter(request, response);
        } catch (Exception e) {
            failures.answer(request, response, e);
        }
    }
}
