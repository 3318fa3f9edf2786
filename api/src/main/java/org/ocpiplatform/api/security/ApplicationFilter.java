package org.ocpiplatform.api.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.ocpiplatform.api.backoffice.BackOfficeSettings;
import org.ocpiplatform.contract.partners.AccessTokens;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.web.filter.OncePerRequestFilter;

/** Recognises applications that may register companies and log users in, by their token. */
final class ApplicationFilter extends OncePerRequestFilter {

    private final BackOfficeSettings settings;

    ApplicationFilter(BackOfficeSettings settings) {
        this.settings = settings;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        AuthorizationHeader.of(request, "Bearer")
                .map(AccessTokens::hash)
                .filter(hash -> AccessTokens.same(hash, settings.applicationTokenHash()))
                .ifPresent(
                        hash -> SecurityContextHolder.setContext(new SecurityContextImpl(Authenticated.application())));
        chain.doFilter(request, response);
    }
}
