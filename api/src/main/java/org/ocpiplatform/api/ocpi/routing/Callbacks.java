package org.ocpiplatform.api.ocpi.routing;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.api.EdgeSettings;
import org.ocpiplatform.api.messaging.Queries;
import org.ocpiplatform.contract.Caller;
import org.ocpiplatform.contract.Rejection;
import org.ocpiplatform.contract.partners.PartnerId;
import org.ocpiplatform.contract.partners.PartnerQuery.FindPartner;
import org.ocpiplatform.contract.partners.PartnerView;
import org.ocpiplatform.ocpi.InterfaceRole;
import org.ocpiplatform.ocpi.ModuleId;
import org.ocpiplatform.ocpi.json.OcpiJson;
import org.ocpiplatform.ocpi.versions.Endpoint;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriComponentsBuilder;
import tools.jackson.databind.node.ObjectNode;

/**
 * Where the results of remote requests are awaited that go through this hub. Who carries one out has a token of the hub
 * only, so it is told a URL of ours, which holds the rest of the asker's own after the asker's interface; nothing is
 * remembered here.
 */
@Component
final class Callbacks {

    private static final Set<ModuleId> ANSWERED_LATER = Set.of(ModuleId.COMMANDS, ModuleId.CHARGING_PROFILES);
    private static final String FIELD = "response_url";
    private static final String ASKERS = "/ocpi/emsp/2.3.0/";
    private static final String MARK = "/HUB/";

    private final Queries queries;
    private final EdgeSettings settings;

    Callbacks(Queries queries, EdgeSettings settings) {
        this.queries = queries;
        this.settings = settings;
    }

    /**
     * What is passed on of a request.
     *
     * @param rest of the URL after the interface's own
     */
    record Passed(String rest, @Nullable String body) {}

    /**
     * A request with callbacks that lead through the hub.
     *
     * @param body a JSON object; none if there is none
     * @throws Rejection if the asker awaits the result elsewhere than at its own interface
     */
    Passed through(CalledInterface called, Caller caller, HttpServletRequest request, @Nullable String body) {
        if (!ANSWERED_LATER.contains(called.module())) {
            return new Passed(called.rest(), body);
        }
        if (called.role() == InterfaceRole.SENDER) {
            return new Passed(asked(called), body);
        }
        String inQuery = request.getParameter(FIELD);
        String rest = inQuery == null
                ? called.rest()
                : UriComponentsBuilder.fromUriString(called.rest())
                        .replaceQueryParam(FIELD, "{" + FIELD + "}")
                        .encode()
                        .buildAndExpand(ours(called, caller, inQuery))
                        .toUriString();
        return new Passed(rest, body == null ? null : body(called, caller, body));
    }

    private String body(CalledInterface called, Caller caller, String body) {
        ObjectNode object = OcpiJson.mapper().readValue(body, ObjectNode.class);
        if (!object.path(FIELD).isString()) {
            return body;
        }
        return OcpiJson.mapper()
                .writeValueAsString(object.put(
                        FIELD, ours(called, caller, object.path(FIELD).asString())));
    }

    private String ours(CalledInterface called, Caller caller, String theirs) {
        String endpoint = endpoint(called.module(), caller)
                .orElseThrow(() -> Rejection.invalid("the caller has no interface at which "
                        + called.module().value() + " lead to results, so none can reach it through this hub"));
        if (!theirs.startsWith(endpoint + "/")) {
            throw Rejection.invalid(FIELD + " must lie under " + endpoint
                    + ", the caller's own interface: results reach it through this hub");
        }
        String rest = theirs.substring(endpoint.length());
        return settings.url(ASKERS
                + called.module().value()
                + MARK
                + Base64.getUrlEncoder().withoutPadding().encodeToString(rest.getBytes(StandardCharsets.UTF_8)));
    }

    private Optional<String> endpoint(ModuleId module, Caller caller) {
        return queries.optional(new FindPartner(new PartnerId(caller.partnerId())), PartnerView.class).stream()
                .flatMap(partner -> partner.endpoints().stream())
                .filter(endpoint -> endpoint.identifier().equals(module) && endpoint.role() == InterfaceRole.SENDER)
                .map(Endpoint::url)
                .map(url -> url.endsWith("/") ? url.substring(0, url.length() - 1) : url)
                .findFirst();
    }

    /** The asker's own path again, unless the result was addressed to it without us in between. */
    private static String asked(CalledInterface called) {
        if (!called.rest().startsWith(MARK)) {
            return called.rest();
        }
        String rest;
        try {
            rest = new String(
                    Base64.getUrlDecoder().decode(called.rest().substring(MARK.length())), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw Rejection.notFound("request");
        }
        if (!rest.startsWith("/") || leavesTheInterface(rest)) {
            throw Rejection.notFound("request");
        }
        return rest;
    }

    /** Not every text that decodes is one that was encoded here. */
    private static boolean leavesTheInterface(String rest) {
        int query = rest.indexOf('?');
        String path = (query < 0 ? rest : rest.substring(0, query))
                .toLowerCase(Locale.ROOT)
                .replace("%2e", ".");
        return rest.chars().anyMatch(c -> c <= 0x20 || c >= 0x7F || c == '\\' || c == '#')
                || Arrays.stream(path.split("/")).anyMatch(segment -> segment.matches("\\.+"));
    }
}
