package org.ocpiplatform.write.hub;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.axonframework.commandhandling.CommandHandler;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.contract.Rejection;
import org.ocpiplatform.contract.hub.PassOn;
import org.ocpiplatform.contract.hub.PassedOn;
import org.ocpiplatform.contract.partners.PartnerLink;
import org.ocpiplatform.contract.partners.PartnerQuirks;
import org.ocpiplatform.ocpi.ModuleId;
import org.ocpiplatform.ocpi.PartyId;
import org.ocpiplatform.ocpi.json.OcpiJson;
import org.ocpiplatform.write.outbound.LinkHeader;
import org.ocpiplatform.write.outbound.OutboundFailure;
import org.ocpiplatform.write.outbound.OutboundHttp;
import org.ocpiplatform.write.outbound.OutboundRequest;
import org.ocpiplatform.write.outbound.OutboundResponse;
import org.ocpiplatform.write.outbound.PartnerCalls;
import org.ocpiplatform.write.outbound.PartnerDirectory;
import org.ocpiplatform.write.outbound.Routing;
import org.ocpiplatform.write.outbound.Urls;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Passes requests from one partner to another; what comes back is not read, only where it leads is made ours. */
@Component
final class RequestForwarder {

    private static final int HTTP_UNAUTHORIZED = 401;
    private static final int HTTP_CREATED = 201;
    private static final int RENEWAL_LOOKS = 10;
    private static final int RENEWAL_PAUSE_MILLIS = 100;
    private static final List<String> KEPT_HEADERS = List.of("X-Total-Count", "X-Limit", "Allow", "Retry-After");

    private final PartnerDirectory partners;
    private final PartnerCalls calls;
    private final OutboundHttp http;

    RequestForwarder(PartnerDirectory partners, PartnerCalls calls, OutboundHttp http) {
        this.partners = partners;
        this.calls = calls;
        this.http = http;
    }

    @CommandHandler
    PassedOn handle(PassOn command) {
        PartyId to = command.to();
        PartnerLink partner = partnerOf(to);
        String endpoint = endpoint(partner, command);
        OutboundResponse answer = answer(partner, endpoint, command);
        // A refusal of our own token would look to the caller like one of his.
        if (answer.status() == HTTP_UNAUTHORIZED || !PartnerCalls.isEnvelope(answer)) {
            throw notPassedOn(to);
        }
        String body = new String(answer.body(), StandardCharsets.UTF_8);
        return new PassedOn(
                answer.status(),
                kept(answer),
                answer.header("Link")
                        .flatMap(LinkHeader::next)
                        .map(url -> rest(endpoint, url))
                        .orElse(null),
                answer.header("Location")
                        .map(url -> rest(endpoint, url))
                        .or(() -> created(command, answer))
                        .orElse(null),
                body);
    }

    private OutboundResponse answer(PartnerLink partner, String endpoint, PassOn command) {
        OutboundResponse answer = exchange(command.to(), request(partner, endpoint, command));
        return answer.status() == HTTP_UNAUTHORIZED
                ? renewed(partner, command.to())
                        .map(renewed -> exchange(command.to(), request(renewed, endpoint, command)))
                        .orElse(answer)
                : answer;
    }

    private PartnerLink partnerOf(PartyId to) {
        return partners.all().stream()
                .filter(link -> link.partner().asCaller().speaksFor(to))
                .findFirst()
                .orElseThrow(() -> new Rejection(Rejection.Code.UNKNOWN_RECEIVER, to + " is not known to this hub"));
    }

    private static String endpoint(PartnerLink partner, PassOn command) {
        return partner.connection()
                .url(command.module(), command.role())
                .orElseThrow(() -> new Rejection(
                        Rejection.Code.NOT_ROUTABLE,
                        command.to() + " has no " + command.role() + " interface of "
                                + command.module().value()));
    }

    private OutboundRequest request(PartnerLink partner, String endpoint, PassOn command) {
        return new OutboundRequest(
                        calls.peer(partner),
                        command.method(),
                        url(endpoint, command.rest(), partner.partner().quirks()),
                        new Routing(command.from(), command.to()),
                        command.correlationId(),
                        command.body())
                .of(command.module());
    }

    /** A partner whose token is being replaced takes the new one before we have it; it has done nothing with the old. */
    private Optional<PartnerLink> renewed(PartnerLink before, PartyId to) {
        for (int i = 0; i < RENEWAL_LOOKS; i++) {
            PartnerLink now = partnerOf(to);
            if (!now.connection().token().equals(before.connection().token())) {
                return Optional.of(now);
            }
            try {
                TimeUnit.MILLISECONDS.sleep(RENEWAL_PAUSE_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    private OutboundResponse exchange(PartyId to, OutboundRequest request) {
        try {
            return http.exchange(request);
        } catch (OutboundFailure e) {
            throw switch (e.reason()) {
                case TIMEOUT -> new Rejection(Rejection.Code.RECEIVER_TIMEOUT, to + " did not answer in time");
                case NO_CONNECTION, CIRCUIT_OPEN, BUSY, REFUSED_URL ->
                    new Rejection(Rejection.Code.RECEIVER_NOT_CONNECTED, to + " cannot be reached");
                case TOO_LARGE, REDIRECT, NOT_OCPI, REFUSED -> notPassedOn(to);
            };
        }
    }

    private static Rejection notPassedOn(PartyId to) {
        return new Rejection(Rejection.Code.NOT_ROUTABLE, to + " gave an answer that cannot be passed on");
    }

    private static String url(String endpoint, String rest, PartnerQuirks quirks) {
        int query = rest.indexOf('?');
        String path = query < 0 ? rest : rest.substring(0, query);
        String base = endpoint.endsWith("/") && path.startsWith("/")
                ? endpoint.substring(0, endpoint.length() - 1)
                : endpoint;
        return Urls.of(base + path, quirks) + (query < 0 ? "" : rest.substring(query));
    }

    /** Where a URL of the partner leads, seen from our own interface; what lies elsewhere is kept by its query alone. */
    private static @Nullable String rest(String endpoint, String url) {
        String base = endpoint.endsWith("/") ? endpoint.substring(0, endpoint.length() - 1) : endpoint;
        if (url.startsWith(base + "/") || url.startsWith(base + "?")) {
            return url.substring(base.length());
        }
        int query = url.indexOf('?');
        return query < 0 ? null : url.substring(query);
    }

    /** CDRs must be answered with where they are, and a URL of the receiver's own is of no use to who has only the hub. */
    private static Optional<String> created(PassOn command, OutboundResponse answer) {
        if (answer.status() != HTTP_CREATED
                || command.body() == null
                || !command.module().equals(ModuleId.CDRS)) {
            return Optional.empty();
        }
        JsonNode cdr = OcpiJson.mapper().readTree(command.body());
        return Optional.of(Urls.of(
                "",
                PartnerQuirks.NONE,
                cdr.path("country_code").asString(""),
                cdr.path("party_id").asString(""),
                cdr.path("id").asString("")));
    }

    private static Map<String, String> kept(OutboundResponse answer) {
        Map<String, String> headers = new HashMap<>();
        for (String name : KEPT_HEADERS) {
            Optional<String> value = answer.header(name);
            value.ifPresent(text -> headers.put(name, text));
        }
        return headers;
    }
}
