package org.ocpiplatform.api.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.ocpiplatform.contract.partners.AccessTokens;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.web.filter.OncePerRequestFilter;

/** Recognises administrators by their token. */
final class AdminFilter extends OncePerRequestFilter {

    private final AdminToken token;

    AdminFilter(AdminToken token) {
        this.token = token;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        AuthorizationHeader.of(request, "Bearer")
                .map(AccessTokens::hash)
                .filter(hash -> AccessTokens.same(hash, token.hash()))
                .ifPresent(hash ->
                        SecurityContextHolder.setContext(new SecurityContextImpl(Authenticated.administrator())));
        chain.doFilter(request, response);
    }
}
