package org.ocpiplatform.api.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.ocpiplatform.api.http.Problems;
import org.ocpiplatform.api.messaging.Queries;
import org.ocpiplatform.contract.Rejection;
import org.ocpiplatform.contract.partners.AccessTokens;
import org.ocpiplatform.contract.readers.ReaderQuery.FindReaderByToken;
import org.ocpiplatform.contract.readers.ReaderView;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.web.filter.OncePerRequestFilter;

/** Recognises consumers and auditors by their tokens, once it is clear that no administrator asks. */
final class ReaderFilter extends OncePerRequestFilter {

    private final Queries queries;

    ReaderFilter(Queries queries) {
        this.queries = queries;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (SecurityContextHolder.getContext().getAuthentication() == null) {
            try {
                AuthorizationHeader.of(request, "Bearer")
                        .map(AccessTokens::hash)
                        .flatMap(hash -> queries.optional(new FindReaderByToken(hash), ReaderView.class))
                        .ifPresent(reader -> SecurityContextHolder.setContext(
                                new SecurityContextImpl(Authenticated.reader(reader))));
            } catch (Rejection unavailable) {
                Problems.write(response, HttpStatus.SERVICE_UNAVAILABLE, unavailable.getMessage());
                return;
            }
        }
        chain.doFilter(request, response);
    }
}
