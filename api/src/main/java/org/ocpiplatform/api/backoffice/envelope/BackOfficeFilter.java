package org.ocpiplatform.api.backoffice.envelope;

import jakarta.servlet.FilterChain;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.ocpiplatform.api.backoffice.BackOfficePaths;
import org.ocpiplatform.api.http.MessageIds;
import org.springframework.web.filter.OncePerRequestFilter;

/** Stands ahead of everything else, so that whatever happens is answered with the message ids and the envelope. */
final class BackOfficeFilter extends OncePerRequestFilter {

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !BackOfficePaths.cover(request.getRequestURI());
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain) {
        MessageIds.of(request).addHeaders(response);
        try {
            chain.doFilter(AnyAccept.of(request), response);
        } catch (Exception e) {
            BackOfficeFailures.answer(request, response, e);
        }
    }
}
