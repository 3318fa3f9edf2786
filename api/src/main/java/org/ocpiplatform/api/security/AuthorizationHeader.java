package org.ocpiplatform.api.security;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.springframework.http.HttpHeaders;

/** Reads the Authorization header. */
final class AuthorizationHeader {

    private AuthorizationHeader() {}

    /** What follows the scheme, if the request uses that scheme, in whatever case. */
    static Optional<String> of(HttpServletRequest request, String scheme) {
        String header = request.getHeader(HttpHeaders.AUTHORIZATION);
        if (header == null
                || header.length() <= scheme.length()
                || !header.regionMatches(true, 0, scheme, 0, scheme.length())
                || header.charAt(scheme.length()) != ' ') {
            return Optional.empty();
        }
        return Optional.of(header.substring(scheme.length() + 1).strip()).filter(value -> !value.isEmpty());
    }
}
