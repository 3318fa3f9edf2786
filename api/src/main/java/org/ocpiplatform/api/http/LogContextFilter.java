package org.ocpiplatform.api.http;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.ocpiplatform.contract.MessageOrigin;
import org.slf4j.MDC;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** Puts the ids of a request beside everything that is logged while it is answered. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
final class LogContextFilter extends OncePerRequestFilter {

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        MessageIds ids = MessageIds.of(request);
        MDC.put(MessageOrigin.REQUEST_ID, ids.requestId());
        MDC.put(MessageOrigin.CORRELATION_ID, ids.correlationId());
        try {
            chain.doFilter(request, response);
        } finally {
            MDC.remove(MessageOrigin.REQUEST_ID);
            MDC.remove(MessageOrigin.CORRELATION_ID);
            MDC.remove(MessageOrigin.PARTNER_ID);
        }
    }
}
