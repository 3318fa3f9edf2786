package org.ocpiplatform.api.web;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.http.server.PathContainer;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;

/**
 * Tells which routes a path may belong to: those whose patterns have its first segments, up to their first variable or
 * wildcard. The letters' case matters, as it does to Spring unless it is told otherwise.
 */
final class RouteIndex {

    private final Map<String, Set<Route>> literal = new HashMap<>();
    private final Branch root = new Branch();

    RouteIndex(Map<RequestMappingInfo, HandlerMethod> handlers) {
        handlers.forEach((info, handler) -> {
            Route route = new Route(info, handler);
            info.getDirectPaths()
                    .forEach(path -> literal.computeIfAbsent(path, first -> new LinkedHashSet<>())
                            .add(route));
            Set<String> patterns = info.getPatternValues();
            (patterns.isEmpty() ? Set.of("") : patterns)
                    .forEach(pattern -> branch(pattern).routes.add(route));
        });
        root.handDown();
    }

    /** A route with the method that it leads to. */
    record Route(RequestMappingInfo info, HandlerMethod handler) {}

    /** What begins with the same segments. */
    private static final class Branch {

        private final Map<String, Branch> next = new HashMap<>();
        private final Set<Route> routes = new LinkedHashSet<>();

        void handDown() {
            next.values().forEach(branch -> {
                branch.routes.addAll(routes);
                branch.handDown();
            });
        }
    }

    private Branch branch(String pattern) {
        Branch branch = root;
        for (String segment : pattern.split("/")) {
            if (segment.chars().anyMatch(c -> c == '{' || c == '*' || c == '?')) {
                return branch;
            }
            if (!segment.isEmpty()) {
                branch = branch.next.computeIfAbsent(segment, first -> new Branch());
            }
        }
        return branch;
    }

    /** The routes that have this very path for a pattern. */
    Set<Route> withLiteral(String path) {
        return literal.getOrDefault(path, Set.of());
    }

    /** All routes that the path may belong to, and some more. */
    Set<Route> candidates(PathContainer path) {
        Branch branch = root;
        List<PathContainer.Element> elements = path.elements();
        for (int i = 0; i < elements.size(); i++) {
            if (elements.get(i) instanceof PathContainer.PathSegment segment) {
                // Decoded and without parameters, as patterns are compared with it.
                Branch next = branch.next.get(segment.valueToMatch());
                if (next == null) {
                    break;
                }
                branch = next;
            }
        }
        return branch.routes;
    }
}
