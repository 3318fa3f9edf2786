package org.ocpiplatform.api.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.filter.UrlHandlerFilter;

/** Takes a slash off the end of paths. Spring's filter splits every path into its segments to see whether it has one. */
final class TrailingSlashes extends OncePerRequestFilter {

    private final UrlHandlerFilter filter;

    TrailingSlashes(String... patterns) {
        this.filter =
                UrlHandlerFilter.trailingSlashHandler(patterns).wrapRequest().build();
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !request.getRequestURI().endsWith("/");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        filter.doFilter(request, response, chain);
    }
}
