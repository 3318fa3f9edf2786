package org.ocpiplatform.simulator;

import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.ocpi.CiString;
import org.ocpiplatform.ocpi.InterfaceRole;
import org.ocpiplatform.ocpi.ModuleId;
import org.ocpiplatform.ocpi.Role;
import org.ocpiplatform.ocpi.credentials.Credentials;
import org.ocpiplatform.ocpi.credentials.CredentialsRole;
import org.ocpiplatform.ocpi.json.OcpiJson;
import org.ocpiplatform.ocpi.types.BusinessDetails;
import org.ocpiplatform.ocpi.validation.Invalid;
import org.ocpiplatform.ocpi.validation.Validation;
import org.ocpiplatform.ocpi.versions.Endpoint;
import org.ocpiplatform.ocpi.versions.VersionDetails;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Versions and credentials, from both ends (OCPI 2.3.0, chapters Versions and Credentials). */
final class Registration {

    private static final String VERSION = "2.3.0";

    private final Settings settings;
    private final Faults faults;
    private final Client client;
    private final Supplier<String> base;

    private @Nullable String tokenA;
    private @Nullable String offered;
    private @Nullable Partner partner;

    Registration(Settings settings, Faults faults, Client client, Supplier<String> base) {
        this.settings = settings;
        this.faults = faults;
        this.client = client;
        this.base = base;
        this.tokenA = settings.tokenA() == null ? freshToken() : settings.tokenA();
    }

    /** What ends a handshake; the code is what the other side hears of it. */
    private static final class Failed extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final int code;

        Failed(int code, String message) {
            super(message);
            this.code = code;
        }
    }

    /** What a caller may do. */
    enum Access {
        NONE,
        /** During a handshake of ours: only versions. */
        VERSIONS,
        /** With token A: versions and credentials. */
        REGISTER,
        ALL
    }

    synchronized Access access(Call call) {
        String token = presented(call).orElse(null);
        if (token == null) {
            return Access.NONE;
        }
        if (partner != null && token.equals(partner.itsToken())) {
            return Access.ALL;
        }
        return token.equals(tokenA) ? Access.REGISTER : token.equals(offered) ? Access.VERSIONS : Access.NONE;
    }

    private Optional<String> presented(Call call) {
        return call.header("authorization")
                .filter(header -> header.startsWith("Token "))
                .map(header -> header.substring("Token ".length()))
                .flatMap(value -> {
                    if (call.faults().contains(Fault.RAW_TOKENS)) {
                        return Optional.of(value);
                    }
                    try {
                        return Optional.of(new String(Base64.getDecoder().decode(value), StandardCharsets.UTF_8));
                    } catch (IllegalArgumentException e) {
                        return Optional.empty();
                    }
                });
    }

    synchronized Optional<Partner> partner() {
        return Optional.ofNullable(partner);
    }

    synchronized Optional<String> tokenA() {
        return Optional.ofNullable(tokenA);
    }

    /** A new token A; the one before is void. */
    synchronized String invite() {
        String fresh = freshToken();
        tokenA = fresh;
        return fresh;
    }

    Answer versions() {
        return Answer.of(List.of(Map.of("version", VERSION, "url", base.get() + "/ocpi/2.3.0/details" + slash())));
    }

    Answer details() {
        return Answer.of(new VersionDetails(VERSION, endpoints()));
    }

    /** What is advertised: both sides of every module that the roles have. */
    List<Endpoint> endpoints() {
        String ocpi = base.get() + "/ocpi/2.3.0/";
        List<Endpoint> endpoints = new ArrayList<>();
        endpoints.add(new Endpoint(ModuleId.CREDENTIALS, InterfaceRole.SENDER, ocpi + "credentials" + slash()));
        for (String module : PartnerRole.identifiers()) {
            for (InterfaceRole side : InterfaceRole.values()) {
                if (PartnerRole.offered(settings.roles(), module, side)) {
                    String url = ocpi + Simulator.segment(side) + "/" + module + slash();
                    endpoints.add(new Endpoint(new ModuleId(module), side, url));
                }
            }
        }
        return List.copyOf(endpoints);
    }

    /** What its URLs end with. */
    String slash() {
        return faults.on(Fault.TRAILING_SLASHES) || faults.on(Fault.ONLY_TRAILING_SLASHES) ? "/" : "";
    }

    /** Answers as the platform that somebody registers with. */
    Answer credentials(Call call, Access access) {
        boolean registered = access == Access.ALL;
        return switch (call.method()) {
            case "GET" ->
                registered
                        ? Answer.of(ours(partner().orElseThrow().itsToken()))
                        : Answer.refused(404, 2000, "not registered");
            case "POST" -> registered || partner().isPresent() ? notAllowed("GET, PUT, DELETE") : accept(call);
            case "PUT" -> registered ? accept(call) : notAllowed("GET, POST");
            case "DELETE" -> registered ? leave() : notAllowed("GET, POST");
            default -> notAllowed("GET, POST, PUT, DELETE");
        };
    }

    private static Answer notAllowed(String allowed) {
        return Answer.refused(405, 2000, "not allowed now").with("Allow", allowed);
    }

    private Answer accept(Call call) {
        try {
            Credentials theirs = read(call.json().orElseThrow(() -> new Failed(2001, "no JSON")), 2001);
            List<Endpoint> found = discover(theirs.url(), theirs.token());
            String fresh = freshToken();
            synchronized (this) {
                // Of two that come at once with one token A, the second finds it used.
                if (access(call) == Access.NONE) {
                    return notAllowed("GET");
                }
                partner = new Partner(fresh, theirs, found);
                tokenA = null;
            }
            return Answer.of(ours(fresh));
        } catch (Failed e) {
            return Answer.refused(200, e.code, String.valueOf(e.getMessage()));
        }
    }

    private synchronized Answer leave() {
        partner = null;
        return Answer.done(200);
    }

    /** Registers with a platform, as the one that starts. */
    Partner register(String versionsUrl, String token) {
        if (partner().isPresent()) {
            throw new IllegalStateException("registered already; unregister first");
        }
        return introduce("POST", versionsUrl, token);
    }

    /** Takes up a registration that was made by hand: what was token A is what the partner presents from now on. */
    Partner adopt(String versionsUrl, String token) {
        List<Endpoint> found = discover(versionsUrl, token);
        Credentials theirs = read(data(credentialsUrl(found), token), 3001);
        synchronized (this) {
            if (tokenA == null) {
                throw new IllegalStateException("without a token A there is nothing that the partner could present");
            }
            Partner made = new Partner(tokenA, theirs, found);
            partner = made;
            tokenA = null;
            return made;
        }
    }

    /** Gives the partner a new token and gets one. */
    Partner rotate() {
        Partner now = registered();
        return introduce("PUT", now.credentials().url(), now.credentials().token());
    }

    void unregister() {
        Partner now = registered();
        Reply reply = call(
                "DELETE",
                now.url("credentials", InterfaceRole.SENDER),
                now.credentials().token(),
                "");
        if (!reply.ok()) {
            throw new IllegalStateException("DELETE credentials: " + reply);
        }
        leave();
    }

    /**
     * The partner.
     *
     * @throws IllegalStateException if there is none
     */
    Partner registered() {
        return partner().orElseThrow(() -> new IllegalStateException("not registered"));
    }

    private Partner introduce(String method, String versionsUrl, String token) {
        List<Endpoint> found = discover(versionsUrl, token);
        String credentials = credentialsUrl(found);
        String fresh = freshToken();
        synchronized (this) {
            offered = fresh;
        }
        try {
            Reply reply = call(method, credentials, token, OcpiJson.mapper().writeValueAsString(ours(fresh)));
            if (!reply.ok()) {
                throw new Failed(3001, method + " credentials: " + reply);
            }
            Partner made = new Partner(fresh, read(reply.data(), 3001), found);
            synchronized (this) {
                partner = made;
                return made;
            }
        } finally {
            synchronized (this) {
                offered = null;
            }
        }
    }

    private static String credentialsUrl(List<Endpoint> endpoints) {
        return endpoints.stream()
                .filter(each -> each.identifier().equals(ModuleId.CREDENTIALS))
                .map(Endpoint::url)
                .findFirst()
                .orElseThrow(() -> new Failed(3003, "no credentials endpoint"));
    }

    /** The endpoints of a platform's version 2.3.0. */
    private List<Endpoint> discover(String versionsUrl, String token) {
        String details = null;
        for (JsonNode version : data(versionsUrl, token)) {
            if (version.path("version").asString("").equals(VERSION)) {
                details = version.path("url").asString("");
            }
        }
        if (details == null) {
            throw new Failed(3002, "no version " + VERSION + " at " + versionsUrl);
        }
        List<Endpoint> theirs;
        try {
            theirs = OcpiJson.mapper()
                    .treeToValue(data(details, token), VersionDetails.class)
                    .endpoints();
        } catch (JacksonException e) {
            throw new Failed(3001, "details at " + details + ": " + e.getOriginalMessage());
        }
        if (theirs.stream().noneMatch(this::matches)) {
            throw new Failed(3003, "no endpoint at " + details + " that matches one of " + endpoints());
        }
        return theirs;
    }

    /** One sends what the other receives. */
    private boolean matches(Endpoint theirs) {
        return !theirs.identifier().equals(ModuleId.CREDENTIALS)
                && endpoints().stream()
                        .anyMatch(
                                ours -> ours.identifier().equals(theirs.identifier()) && ours.role() != theirs.role());
    }

    private JsonNode data(String url, String token) {
        try {
            Reply reply = call("GET", url, token, "");
            if (!reply.ok()) {
                throw new Failed(3001, "GET " + url + ": " + reply);
            }
            return reply.data();
        } catch (UncheckedIOException | IllegalArgumentException e) {
            throw new Failed(3001, String.valueOf(e.getMessage()));
        }
    }

    private Reply call(String method, String url, String token, String body) {
        return client.send(method, url, Client.authorization(token, faults.on(Fault.RAW_TOKENS)), body, Map.of());
    }

    private static Credentials read(JsonNode json, int code) {
        try {
            return Validation.valid(OcpiJson.mapper().treeToValue(json, Credentials.class));
        } catch (JacksonException | Invalid e) {
            throw new Failed(code, "credentials: " + e.getMessage());
        }
    }

    private Credentials ours(String token) {
        // Several roles can be one in OCPI's list, and a role stands there once for a party.
        Map<Role, CredentialsRole> roles = new LinkedHashMap<>();
        for (PartnerRole role : EnumSet.copyOf(settings.roles())) {
            roles.put(
                    role.role(),
                    new CredentialsRole(
                            role.role(),
                            new BusinessDetails("Simulated " + settings.party(), null, null, Map.of()),
                            settings.party().partyId(),
                            settings.party().countryCode(),
                            Map.of()));
        }
        CiString hub = settings.roles().contains(PartnerRole.HUB)
                ? CiString.of(
                        "" + settings.party().countryCode() + settings.party().partyId())
                : null;
        return new Credentials(
                token, base.get() + "/ocpi/versions" + slash(), hub, List.copyOf(roles.values()), Map.of());
    }

    private static String freshToken() {
        return UUID.randomUUID().toString();
    }
}
