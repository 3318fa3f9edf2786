package org.ocpiplatform.api.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.ocpiplatform.api.limits.CallerLimits;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses who asks too often, with 429 and Retry-After. It stands behind those who recognise callers: a valid token is
 * never refused because of what others do at the same address.
 */
final class LimitFilter extends OncePerRequestFilter {

    /** Asked all the time by whoever watches the platform, and answered from memory. */
    private static final String HEALTH = "/actuator/health";

    private final CallerLimits limits;
    private final Refusing refusing;

    LimitFilter(CallerLimits limits, Refusing refusing) {
        this.limits = limits;
        this.refusing = refusing;
    }

    /** Writes a refusal in the form that callers of the path expect. */
    interface Refusing {

        /** Answers with 429; the message is shown to the caller. */
        void write(HttpServletRequest request, HttpServletResponse response, String message) throws IOException;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return request.getRequestURI().startsWith(HEALTH);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (!(SecurityContextHolder.getContext().getAuthentication() instanceof Authenticated known)) {
            if (admitsStranger(request, response)) {
                chain.doFilter(request, response);
            }
            return;
        }
        Optional<String> caller = known.limitedAs();
        if (caller.isEmpty()) {
            chain.doFilter(request, response);
            return;
        }
        Optional<Duration> wait = limits.enter(caller.get());
        if (wait.isPresent()) {
            refuse(request, response, wait.get(), "too many requests with this token; please slow down");
            return;
        }
        try {
            chain.doFilter(request, response);
        } finally {
            limits.left(caller.get());
        }
    }

    /** Counts those whose token is refused before the filter gets to see them. */
    AuthenticationEntryPoint counting(AuthenticationEntryPoint refused) {
        return (request, response, failure) -> {
            if (admitsStranger(request, response)) {
                refused.commence(request, response, failure);
            }
        };
    }

    private boolean admitsStranger(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Optional<Duration> wait = limits.stranger(request.getRemoteAddr());
        if (wait.isPresent()) {
            refuse(request, response, wait.get(), "too many requests without a valid token from this address");
        }
        return wait.isEmpty();
    }

    private void refuse(HttpServletRequest request, HttpServletResponse response, Duration wait, String message)
            throws IOException {
        // Rounded up, or who comes back in time would still be too early.
        response.setHeader(
                HttpHeaders.RETRY_AFTER, Long.toString(wait.plusMillis(999).toSeconds()));
        refusing.write(request, response, message);
    }
}
