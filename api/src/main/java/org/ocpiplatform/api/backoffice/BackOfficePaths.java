package org.ocpiplatform.api.backoffice;

import java.util.List;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/** The paths of the back office, some of which lie among those of OCPI. */
public final class BackOfficePaths {

    /** Registers a company. */
    public static final String REGISTER = "/ocpi/cpo/2.2/register";
    /** Takes the CPO's logo. */
    public static final String LOGO = "/ocpi/cpo/2.2/cpo/upload";
    /** Logs a user in. */
    public static final String LOGIN = "/ocpi/cpo/api/auth/v1/login";
    /** Trades a refresh token for new tokens. */
    public static final String REFRESH = "/ocpi/cpo/api/auth/v1/refresh";
    /** Ends a login session. */
    public static final String LOGOUT = "/ocpi/cpo/api/auth/v1/logout";
    /** Takes photos of a location. */
    public static final String PHOTOS = "/2.2/locations/photos/uploads";
    /** Answers GraphQL. */
    public static final String GRAPHQL = "/ocpi/cpo/graphql";
    /** Answers GraphQL as well. */
    public static final String GRAPHQL_ALIAS = "/graphql";

    /** All paths of the back office, as patterns. */
    public static final List<String> PATTERNS = List.of(
            "/ocpi/cpo/2.2",
            "/ocpi/cpo/2.2/**",
            "/ocpi/cpo/api",
            "/ocpi/cpo/api/**",
            GRAPHQL,
            GRAPHQL_ALIAS,
            "/2.2",
            "/2.2/**");

    private static final List<String> ROOTS = List.of("/ocpi/cpo/2.2", "/ocpi/cpo/api", GRAPHQL, GRAPHQL_ALIAS, "/2.2");

    private static final List<PathPattern> PARSED =
            PATTERNS.stream().map(PathPatternParser.defaultInstance::parse).toList();

    private BackOfficePaths() {}

    /** Whether a path is the back office's; it may be encoded in any way. */
    public static boolean cover(String path) {
        // Asked several times a request, so no stream.
        for (String root : ROOTS) {
            if (path.startsWith(root) && endsAt(root.length(), path)) {
                return true;
            }
        }
        return path.indexOf('%') >= 0 && coverDecoded(path);
    }

    private static boolean endsAt(int index, String path) {
        return path.length() == index || path.charAt(index) == '/';
    }

    /** As those see it who choose a path's guards and its controller. */
    private static boolean coverDecoded(String path) {
        try {
            PathContainer decoded = PathContainer.parsePath(path);
            return PARSED.stream().anyMatch(pattern -> pattern.matches(decoded));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
