package org.ocpiplatform.api.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.ocpiplatform.api.backoffice.envelope.BackOfficeAnswers;
import org.ocpiplatform.contract.Rejection;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;

/** Tells users of the back office to try again where it cannot be found out whether they are logged in. */
final class UnavailableFilter extends OncePerRequestFilter {

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            chain.doFilter(request, response);
        } catch (Rejection unavailable) {
            BackOfficeAnswers.fail(response, HttpStatus.SERVICE_UNAVAILABLE.value(), unavailable.getMessage());
        }
    }
}
