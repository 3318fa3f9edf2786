package org.ocpiplatform.api.ocpi.routing;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.ocpiplatform.api.ocpi.exchange.OcpiInterface;
import org.ocpiplatform.ocpi.InterfaceRole;
import org.ocpiplatform.ocpi.ModuleId;
import org.ocpiplatform.ocpi.Side;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.web.method.HandlerMethod;

/**
 * The interface of a module that a request is for.
 *
 * @param path of the interface here
 * @param rest of the request's URL, encoded, with its query; empty if there is none
 */
record CalledInterface(ModuleId module, InterfaceRole role, Side side, String path, String rest) {

    /** The interface, if the controller that would answer belongs to one. */
    static Optional<CalledInterface> of(HttpServletRequest request, HandlerMethod handler) {
        String uri = request.getRequestURI();
        return AnnotatedElementUtils.findMergedRepeatableAnnotations(handler.getBeanType(), OcpiInterface.class)
                .stream()
                .map(served -> of(request, uri, served))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<CalledInterface> of(HttpServletRequest request, String uri, OcpiInterface served) {
        String path = "/ocpi/" + served.side().segment() + "/2.3.0/" + served.module();
        if (!uri.equals(path) && !uri.startsWith(path + "/")) {
            return Optional.empty();
        }
        String query = request.getQueryString();
        return Optional.of(new CalledInterface(
                new ModuleId(served.module()),
                served.role(),
                served.side(),
                path,
                uri.substring(path.length()) + (query == null ? "" : "?" + query)));
    }

    /** The segments of the path after the interface's own, still encoded. */
    String[] segments() {
        int query = rest.indexOf('?');
        String segments = query < 0 ? rest : rest.substring(0, query);
        return segments.length() < 2 ? new String[0] : segments.substring(1).split("/", -1);
    }
}
