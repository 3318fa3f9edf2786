package org.ocpiplatform.api.web;

import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.api.web.RouteIndex.Route;
import org.springframework.web.cors.CorsUtils;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.util.ServletRequestPathUtils;

/**
 * Finds the method for a request as Spring does, which compares a path with variables to all of some hundred routes, but
 * compares only those that a {@link RouteIndex} has for the path. It is asked ahead of the mappings of Actuator and of
 * functions, which share no path with a controller and would otherwise look at every request first.
 */
final class RouteMapping extends RequestMappingHandlerMapping {

    /** Actuator's is at -100. */
    private static final int AHEAD = -200;

    private volatile @Nullable RouteIndex index;

    @Override
    public int getOrder() {
        return AHEAD;
    }

    @Override
    protected @Nullable HandlerMethod lookupHandlerMethod(String path, HttpServletRequest request) throws Exception {
        RouteIndex routes = index();
        List<Route> matches = matching(routes.withLiteral(path), request);
        if (matches.isEmpty()) {
            Set<Route> candidates = routes.candidates(
                    ServletRequestPathUtils.getParsedRequestPath(request).pathWithinApplication());
            matches = matching(candidates, request);
            if (matches.isEmpty()) {
                // What to answer depends on those only that the path belongs to.
                return handleNoMatch(candidates.stream().map(Route::info).collect(Collectors.toSet()), path, request);
            }
        }
        Route best = matches.getFirst();
        if (matches.size() > 1) {
            Comparator<RequestMappingInfo> order = getMappingComparator(request);
            matches.sort(Comparator.comparing(Route::info, order));
            best = matches.getFirst();
            if (order.compare(best.info(), matches.get(1).info()) == 0 || CorsUtils.isPreFlightRequest(request)) {
                // Spring knows what to say of it.
                return super.lookupHandlerMethod(path, request);
            }
        }
        request.setAttribute(BEST_MATCHING_HANDLER_ATTRIBUTE, best.handler());
        handleMatch(best.info(), path, request);
        return best.handler();
    }

    /** With what of each route fits the request. */
    private List<Route> matching(Collection<Route> routes, HttpServletRequest request) {
        List<Route> matches = new ArrayList<>(1);
        for (Route route : routes) {
            RequestMappingInfo match = getMatchingMapping(route.info(), request);
            if (match != null) {
                matches.add(new Route(match, route.handler()));
            }
        }
        return matches;
    }

    private RouteIndex index() {
        RouteIndex known = index;
        if (known == null) {
            // No route comes or goes meanwhile: Spring holds its lock while a method is looked up.
            known = new RouteIndex(getHandlerMethods());
            index = known;
        }
        return known;
    }

    @Override
    public void registerMapping(RequestMappingInfo route, Object handler, Method method) {
        super.registerMapping(route, handler, method);
        index = null;
    }

    @Override
    protected void registerHandlerMethod(Object handler, Method method, RequestMappingInfo route) {
        super.registerHandlerMethod(handler, method, route);
        index = null;
    }

    @Override
    public void unregisterMapping(RequestMappingInfo route) {
        super.unregisterMapping(route);
        index = null;
    }
}
