package org.ocpiplatform.api.ocpi.envelope;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.api.http.Routes;
import org.ocpiplatform.api.ocpi.exchange.OcpiExchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.ModelAndView;

/** Answers whatever goes wrong under OCPI's paths with an envelope. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
public final class OcpiFailures implements HandlerExceptionResolver {

    private static final Logger LOG = LoggerFactory.getLogger(OcpiFailures.class);

    private final EnvelopeWriter envelopes;

    OcpiFailures(EnvelopeWriter envelopes) {
        this.envelopes = envelopes;
    }

    @Override
    public @Nullable ModelAndView resolveException(
            HttpServletRequest request, HttpServletResponse response, @Nullable Object handler, Exception failure) {
        if (!OcpiExchange.covers(request.getRequestURI())) {
            return null;
        }
        answer(request, response, failure);
        return new ModelAndView();
    }

    void answer(HttpServletRequest request, HttpServletResponse response, Throwable failure) {
        if (failure instanceof IOException && response.isCommitted()) {
            LOG.debug("The client has gone", failure);
            return;
        }
        OcpiFailure told = OcpiFailure.of(failure);
        if (told.unexpected()) {
            LOG.error(
                    "{} {} failed, X-Request-ID {}",
                    request.getMethod(),
                    Routes.of(request),
                    OcpiExchange.of(request).requestId(),
                    failure);
        }
        if (response.isCommitted()) {
            // The client has part of an answer and sees by its length that the rest is missing.
            return;
        }
        if (told.allowed() != null) {
            response.setHeader(
                    HttpHeaders.ALLOW,
                    told.allowed().stream().map(HttpMethod::name).sorted().collect(Collectors.joining(", ")));
        }
        try {
            response.resetBuffer();
            envelopes.fail(request, response, told.status(), told.code(), told.message());
        } catch (IOException e) {
            LOG.debug("The client has gone", e);
        }
    }
}
