package org.ocpiplatform.write.partners;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.contract.Rejection;
import org.ocpiplatform.contract.partners.PartnerQuirks;
import org.ocpiplatform.ocpi.InterfaceRole;
import org.ocpiplatform.ocpi.ModuleId;
import org.ocpiplatform.ocpi.credentials.Credentials;
import org.ocpiplatform.ocpi.json.OcpiJson;
import org.ocpiplatform.ocpi.validation.Invalid;
import org.ocpiplatform.ocpi.validation.Validation;
import org.ocpiplatform.ocpi.versions.Endpoint;
import org.ocpiplatform.write.outbound.OutboundFailure;
import org.ocpiplatform.write.outbound.OutboundRequest;
import org.ocpiplatform.write.outbound.PartnerAnswer;
import org.ocpiplatform.write.outbound.PartnerCalls;
import org.ocpiplatform.write.outbound.Peer;
import org.ocpiplatform.write.outbound.Routing;
import org.ocpiplatform.write.outbound.Urls;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * The other platform of a handshake, as its configuration modules answer. Every failure names the step, tells what the
 * other side answered, and holds no token, even if the other side sent one back.
 */
final class Counterpart {

    /** The one version that this platform speaks. */
    static final String VERSION = "2.3.0";

    private static final String HIDDEN = "***";

    private final PartnerCalls calls;
    private final String name;
    private final String token;
    private final PartnerQuirks quirks;
    private final String correlationId;

    /**
     * The platform that is called with a token.
     *
     * @param name under which calls to it are counted
     */
    Counterpart(PartnerCalls calls, String name, String token, PartnerQuirks quirks, String correlationId) {
        this.calls = calls;
        this.name = name;
        this.token = token;
        this.quirks = quirks;
        this.correlationId = correlationId;
    }

    /**
     * Its endpoints of our version.
     *
     * @throws Rejection that tells at which step it failed
     * @throws OutboundFailure with the reason REFUSED_URL if its versions may not be called
     */
    List<Endpoint> discover(String versionsUrl) {
        PartnerAnswer versions;
        try {
            versions = send("GET", versionsUrl, null);
        } catch (OutboundFailure e) {
            if (e.reason() == OutboundFailure.Reason.REFUSED_URL) {
                throw e;
            }
            throw unusable("versions", e.getMessage());
        }
        String detailsUrl = detailsUrl(versions.data());
        try {
            return endpoints(send("GET", detailsUrl, null).data());
        } catch (OutboundFailure e) {
            throw unusable("version details", e.getMessage());
        }
    }

    /** Whether it answers to the token; not if it refuses it, and not if it cannot be asked. */
    boolean takesToken(String versionsUrl) {
        try {
            send("GET", versionsUrl, null);
            return true;
        } catch (OutboundFailure e) {
            return false;
        }
    }

    /**
     * Gives it credentials of ours.
     *
     * @param method POST or PUT
     * @return the credentials that it gives us
     * @throws OutboundFailure if it does not answer with any
     */
    Credentials exchange(String method, List<Endpoint> endpoints, Credentials ours) {
        String url = Urls.of(credentialsUrl(endpoints), quirks);
        PartnerAnswer answer;
        try {
            answer = send(method, url, OcpiJson.mapper().writeValueAsString(ours));
        } catch (OutboundFailure e) {
            throw new OutboundFailure(
                    e.reason(), e.getMessage().replace(ours.token(), HIDDEN), e.httpStatus(), e.statusCode());
        }
        if (answer.data() == null) {
            throw new OutboundFailure(
                    OutboundFailure.Reason.NOT_OCPI, method + " " + url + " was answered without credentials");
        }
        try {
            return Validation.valid(OcpiJson.mapper().treeToValue(answer.data(), Credentials.class));
        } catch (JacksonException e) {
            throw new OutboundFailure(
                    OutboundFailure.Reason.NOT_OCPI,
                    method + " " + url + " was answered with credentials that cannot be read");
        } catch (Invalid e) {
            throw new OutboundFailure(
                    OutboundFailure.Reason.NOT_OCPI,
                    method + " " + url + " was answered with credentials that are not valid: " + e.getMessage());
        }
    }

    /**
     * Ends the registration there.
     *
     * @throws OutboundFailure if it does not say that it has
     */
    void unregister(List<Endpoint> endpoints) {
        send("DELETE", Urls.of(credentialsUrl(endpoints), quirks), null);
    }

    private PartnerAnswer send(String method, String url, @Nullable String body) {
        return calls.call(
                new OutboundRequest(new Peer(name, token, quirks), method, url, Routing.NONE, correlationId, body)
                        .of(ModuleId.CREDENTIALS));
    }

    private static String credentialsUrl(List<Endpoint> endpoints) {
        return endpoints.stream()
                .filter(endpoint -> endpoint.identifier().equals(ModuleId.CREDENTIALS))
                .map(Endpoint::url)
                .findFirst()
                .orElseThrow(() -> new OutboundFailure(
                        OutboundFailure.Reason.REFUSED_URL, "the partner has no credentials endpoint"));
    }

    private static String detailsUrl(@Nullable JsonNode versions) {
        if (versions == null || !versions.isArray()) {
            throw unusable("versions", "data is no list of versions");
        }
        for (JsonNode version : versions) {
            if (VERSION.equals(text(version, "version"))) {
                String url = text(version, "url");
                if (url == null || !isHttp(url)) {
                    throw unusable("versions", "version " + VERSION + " has no url");
                }
                return url;
            }
        }
        throw new Rejection(
                Rejection.Code.VERSION_UNSUPPORTED,
                "versions: version " + VERSION + " is not in the list of the other platform");
    }

    private static List<Endpoint> endpoints(@Nullable JsonNode details) {
        if (details == null || !VERSION.equals(text(details, "version"))) {
            throw unusable("version details", "data are no details of version " + VERSION);
        }
        JsonNode list = details.get("endpoints");
        if (list == null || !list.isArray()) {
            throw unusable("version details", "data has no list of endpoints");
        }
        List<Endpoint> endpoints = new ArrayList<>();
        for (JsonNode each : list) {
            String identifier = text(each, "identifier");
            String url = text(each, "url");
            if (identifier == null || url == null || !isHttp(url)) {
                throw unusable("version details", "an endpoint has no identifier or no url");
            }
            // The role of credentials means nothing, and some leave it out.
            String role = identifier.equals(ModuleId.CREDENTIALS.value())
                    ? InterfaceRole.SENDER.name()
                    : String.valueOf(text(each, "role"));
            switch (role) {
                case "SENDER" -> endpoints.add(new Endpoint(new ModuleId(identifier), InterfaceRole.SENDER, url));
                case "RECEIVER" -> endpoints.add(new Endpoint(new ModuleId(identifier), InterfaceRole.RECEIVER, url));
                default -> throw unusable("version details", "an endpoint is neither SENDER nor RECEIVER");
            }
        }
        return endpoints;
    }

    private static @Nullable String text(JsonNode object, String field) {
        JsonNode value = object.get(field);
        return value != null && value.isString() ? value.asString() : null;
    }

    private static boolean isHttp(String url) {
        String lower = url.toLowerCase(Locale.ROOT);
        return lower.startsWith("https://") || lower.startsWith("http://");
    }

    private static Rejection unusable(String step, String why) {
        return new Rejection(Rejection.Code.CLIENT_UNREACHABLE, step + ": " + why);
    }
}
