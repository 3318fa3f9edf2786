package org.ocpiplatform.api.ocpi.routing;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import org.ocpiplatform.api.ocpi.exchange.OcpiInterface;
import org.ocpiplatform.ocpi.InterfaceRole;
import org.ocpiplatform.ocpi.ModuleId;
import org.ocpiplatform.ocpi.PartyId;
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

    /** Modules whose owners the protocol does not name in the paths of the Sender. */
    private static final Set<ModuleId> SHORTER = Set.of(ModuleId.LOCATIONS, ModuleId.TOKENS);

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

    /** The owner of what is called, if the path names one. */
    Optional<PartyId> owner() {
        String[] segments = segments();
        return segments.length > 1
                        && segments[0].length() == 2
                        && segments[0].chars().allMatch(Character::isLetter)
                ? Optional.of(PartyId.of(segments[0], decoded(segments[1])))
                : Optional.empty();
    }

    /** The same interface by the path that the protocol has for it, where it does not name the owner. */
    CalledInterface withoutOwner() {
        boolean shorter = role == InterfaceRole.SENDER && SHORTER.contains(module) && owner().isPresent();
        return shorter ? new CalledInterface(module, role, side, path, rest.substring(nthSlash(rest, 3))) : this;
    }

    private static int nthSlash(String path, int n) {
        int at = -1;
        for (int i = 0; i < n; i++) {
            int next = path.indexOf('/', at + 1);
            if (next < 0) {
                return path.length();
            }
            at = next;
        }
        return at;
    }

    static String decoded(String segment) {
        return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    /** The segments of the path after the interface's own, still encoded. */
    String[] segments() {
        int query = rest.indexOf('?');
        String segments = query < 0 ? rest : rest.substring(0, query);
        return segments.length() < 2 ? new String[0] : segments.substring(1).split("/", -1);
    }
}
