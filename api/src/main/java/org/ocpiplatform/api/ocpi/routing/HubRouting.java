package org.ocpiplatform.api.ocpi.routing;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.api.EdgeSettings;
import org.ocpiplatform.api.http.JsonBody;
import org.ocpiplatform.api.http.JsonBodyArgument;
import org.ocpiplatform.api.messaging.Commands;
import org.ocpiplatform.api.ocpi.exchange.OcpiExchange;
import org.ocpiplatform.contract.Caller;
import org.ocpiplatform.contract.OwnParties;
import org.ocpiplatform.contract.Rejection;
import org.ocpiplatform.contract.hub.PassOn;
import org.ocpiplatform.contract.hub.PassedOn;
import org.ocpiplatform.ocpi.InterfaceRole;
import org.ocpiplatform.ocpi.ModuleId;
import org.ocpiplatform.ocpi.PartyId;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import tools.jackson.databind.JsonNode;

/**
 * What a hub does with requests (OCPI 2.3.0, transport chapter, message routing): those to a party behind it are passed
 * on and the answer comes back as it is; a push to the hub itself is stored here and told to everybody; a list asked of
 * the hub itself holds the objects of all; and where a request names nobody, its content may.
 */
@Component
final class HubRouting {

    /** What is worth telling everybody; sessions and CDRs concern two parties only. */
    private static final Set<ModuleId> FOR_EVERYBODY =
            Set.of(ModuleId.LOCATIONS, ModuleId.TARIFFS, ModuleId.TOKENS, ModuleId.BOOKINGS);

    /** Modules where what is POSTed has its owner in the body. */
    private static final Set<ModuleId> NAMED_BY_BODY = Set.of(ModuleId.CDRS, ModuleId.INVOICE_RECONCILIATION);

    private static final Set<String> READING = Set.of("GET", "HEAD");

    private final OwnParties own;
    private final Commands commands;
    private final OpenRouting openRouting;
    private final JsonBodyArgument bodies;
    private final EdgeSettings settings;
    private final Callbacks callbacks;

    HubRouting(
            OwnParties own,
            Commands commands,
            OpenRouting openRouting,
            JsonBodyArgument bodies,
            EdgeSettings settings,
            Callbacks callbacks) {
        this.own = own;
        this.commands = commands;
        this.openRouting = openRouting;
        this.bodies = bodies;
        this.settings = settings;
        this.callbacks = callbacks;
    }

    /**
     * Whether the request is answered here; if not, it has been passed on and answered.
     *
     * @param hosted whether a party is on this platform
     * @throws Rejection if it is for a party that cannot be reached
     */
    boolean isForUs(
            OcpiExchange exchange,
            HttpServletRequest request,
            HttpServletResponse response,
            HandlerMethod handler,
            Predicate<PartyId> hosted)
            throws IOException {
        Optional<CalledInterface> called = CalledInterface.of(request, handler);
        if (called.isEmpty()) {
            return true;
        }
        @Nullable PartyId to = exchange.to();
        if (to == null) {
            to = openRouting
                    .receiver(called.get(), request, exchange)
                    .filter(party -> !hosted.test(party))
                    .orElse(null);
        }
        if (to != null && !to.equals(own.hub()) && !hosted.test(to)) {
            passOn(to, called.get().withoutOwner(), exchange, request, response);
            return false;
        }
        if (to == null || to.equals(own.hub())) {
            tellEverybody(to, called.get(), exchange, request);
        }
        return true;
    }

    private void tellEverybody(
            @Nullable PartyId to, CalledInterface called, OcpiExchange exchange, HttpServletRequest request) {
        if (called.role() != InterfaceRole.RECEIVER || READING.contains(request.getMethod())) {
            return;
        }
        if (FOR_EVERYBODY.contains(called.module())) {
            exchange.forEverybody();
        } else if (to != null) {
            throw Rejection.invalid("OCPI-to-* names the hub, but "
                    + called.module().value() + " are for one party and not for everybody");
        }
    }

    /** Who sends it: the receiver must be told even if the caller, having one party only, did not say so. */
    private static @Nullable PartyId sender(OcpiExchange exchange) {
        List<PartyId> parties = exchange.caller().roles().stream()
                .map(Caller.PartyRole::party)
                .distinct()
                .toList();
        return exchange.from() == null && parties.size() == 1 ? parties.getFirst() : exchange.from();
    }

    /** Whoever writes through the hub writes what is his own, as everywhere: the receiver cannot tell, it sees the hub. */
    private void requireOwner(CalledInterface called, OcpiExchange exchange, HttpServletRequest request) {
        if (called.role() != InterfaceRole.RECEIVER) {
            return;
        }
        Optional<PartyId> inPath = called.owner();
        if (inPath.isPresent() && !exchange.caller().speaksFor(inPath.get())) {
            throw Rejection.notFound(called.module().value());
        }
        if (inPath.isEmpty() && NAMED_BY_BODY.contains(called.module())) {
            JsonNode body = bodies.of(request).object();
            PartyId owner = PartyId.of(
                    body.path("country_code").asString(""),
                    body.path("party_id").asString(""));
            if (!exchange.caller().speaksFor(owner)) {
                throw Rejection.invalid("country_code and party_id name no party of the caller");
            }
        }
    }

    private void passOn(
            PartyId to,
            CalledInterface called,
            OcpiExchange exchange,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        requireOwner(called, exchange, request);
        JsonBody body = bodies.of(request);
        Optional<String> text = body.text();
        if (text.isPresent()) {
            // What is no JSON object is refused here; the rest is for the receiver to judge.
            body.object();
        }
        Callbacks.Passed passed = callbacks.through(called, exchange.caller(), request, text.orElse(null));
        PassedOn answer = commands.send(
                new PassOn(
                        to,
                        sender(exchange),
                        request.getMethod(),
                        called.module(),
                        called.role(),
                        passed.rest(),
                        exchange.correlationId(),
                        passed.body()),
                Map.of(),
                PassedOn.class);
        exchange.addHeaders(response);
        response.setStatus(answer.status());
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        answer.headers().forEach(response::setHeader);
        if (answer.next() != null) {
            response.setHeader(HttpHeaders.LINK, "<" + settings.url(called.path() + answer.next()) + ">; rel=\"next\"");
        }
        if (answer.location() != null) {
            response.setHeader(HttpHeaders.LOCATION, settings.url(called.path() + answer.location()));
        }
        response.getOutputStream().write(answer.body().getBytes(StandardCharsets.UTF_8));
    }
}
