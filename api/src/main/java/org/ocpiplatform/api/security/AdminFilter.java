package org.ocpiplatform.api.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.ocpiplatform.api.backoffice.tokens.BackOfficeTokens;
import org.ocpiplatform.api.http.Problems;
import org.ocpiplatform.contract.Rejection;
import org.ocpiplatform.contract.backoffice.UserRole;
import org.ocpiplatform.contract.partners.AccessTokens;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.web.filter.OncePerRequestFilter;

/** Recognises administrators by their token, or by the access token of a user of the back office who is one. */
final class AdminFilter extends OncePerRequestFilter {

    private final AdminToken token;
    private final BackOfficeTokens users;

    AdminFilter(AdminToken token, BackOfficeTokens users) {
        this.token = token;
        this.users = users;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            AuthorizationHeader.of(request, "Bearer")
                    .filter(this::isAdministrators)
                    .ifPresent(presented ->
                            SecurityContextHolder.setContext(new SecurityContextImpl(Authenticated.administrator())));
        } catch (Rejection unavailable) {
            Problems.write(response, HttpStatus.SERVICE_UNAVAILABLE, unavailable.getMessage());
            return;
        }
        chain.doFilter(request, response);
    }

    private boolean isAdministrators(String presented) {
        return AccessTokens.same(AccessTokens.hash(presented), token.hash())
                || users.access(presented)
                        .filter(caller -> caller.role() == UserRole.ADMIN)
                        .isPresent();
    }
}
