package org.ocpiplatform.api.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.util.ServletRequestPathUtils;

/**
 * Finds the method for a request as Spring does, which compares a path with variables to all of some hundred routes, but
 * compares only those whose patterns begin as the path does.
 */
final class RouteMapping extends RequestMappingHandlerMapping {

    private static final Pattern LITERAL = Pattern.compile("[^{*?]*");

    private final Map<RequestMappingInfo, List<String>> beginnings = new ConcurrentHashMap<>();

    @Override
    protected @Nullable RequestMappingInfo getMatchingMapping(RequestMappingInfo route, HttpServletRequest request) {
        return mayMatch(route, request) ? super.getMatchingMapping(route, request) : null;
    }

    private boolean mayMatch(RequestMappingInfo route, HttpServletRequest request) {
        String path = ServletRequestPathUtils.getParsedRequestPath(request)
                .pathWithinApplication()
                .value();
        if (path.indexOf('%') >= 0 || path.indexOf(';') >= 0) {
            // Patterns are compared with what such a path stands for.
            return true;
        }
        for (String beginning : beginnings.computeIfAbsent(route, RouteMapping::beginnings)) {
            if (path.startsWith(beginning)) {
                return true;
            }
        }
        return false;
    }

    private static List<String> beginnings(RequestMappingInfo route) {
        Set<String> patterns = route.getPatternValues();
        return patterns.isEmpty()
                ? List.of("")
                : patterns.stream().map(RouteMapping::beginning).distinct().toList();
    }

    private static String beginning(String pattern) {
        Matcher literal = LITERAL.matcher(pattern);
        String beginning = literal.lookingAt() ? literal.group() : "";
        // What stands for the rest of a path also stands for none, not even the slash before it.
        return beginning.endsWith("/") ? beginning.substring(0, beginning.length() - 1) : beginning;
    }
}
