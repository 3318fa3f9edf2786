package org.ocpiplatform.api.http;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.web.servlet.HandlerMapping;

/** Where requests went, as logs and metrics show it: paths hold uids of tokens, patterns do not. */
public final class Routes {

    private static final String NONE = "none";

    private Routes() {}

    /** The pattern of the route that a request was handled by; none if it came to no route. */
    public static String of(HttpServletRequest request) {
        return request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE) instanceof String pattern
                ? pattern
                : NONE;
    }
}
