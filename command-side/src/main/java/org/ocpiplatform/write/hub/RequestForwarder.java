package org.ocpiplatform.write.hub;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.axonframework.commandhandling.CommandHandler;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.contract.Rejection;
import org.ocpiplatform.contract.hub.PassOn;
import org.ocpiplatform.contract.hub.PassedOn;
import org.ocpiplatform.contract.partners.PartnerLink;
import org.ocpiplatform.contract.partners.PartnerQuirks;
import org.ocpiplatform.ocpi.PartyId;
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

/** Passes requests from one partner to another; what comes back is not read, only where it leads is made ours. */
@Component
final class RequestForwarder {

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
        PartnerLink partner = partners.all().stream()
                .filter(link -> link.partner().asCaller().speaksFor(to))
                .findFirst()
                .orElseThrow(() -> new Rejection(Rejection.Code.UNKNOWN_RECEIVER, to + " is not known to this hub"));
        String endpoint = partner.connection()
                .url(command.module(), command.role())
                .orElseThrow(() -> new Rejection(
                        Rejection.Code.NOT_ROUTABLE,
                        to + " has no " + command.role() + " interface of "
                                + command.module().value()));
        OutboundResponse answer = exchange(
                to,
                new OutboundRequest(
                        calls.peer(partner),
                        command.method(),
                        url(endpoint, command.rest(), partner.partner().quirks()),
                        new Routing(command.from(), to),
                        command.correlationId(),
                        command.body()));
        String body = new String(answer.body(), StandardCharsets.UTF_8);
        if (!body.stripLeading().startsWith("{")) {
            throw new Rejection(Rejection.Code.NOT_ROUTABLE, to + " gave an answer that cannot be passed on");
        }
        return new PassedOn(
                answer.status(),
                kept(answer),
                answer.header("Link")
                        .flatMap(LinkHeader::next)
                        .map(url -> rest(endpoint, url))
                        .orElse(null),
                answer.header("Location").map(url -> rest(endpoint, url)).orElse(null),
                body);
    }

    private OutboundResponse exchange(PartyId to, OutboundRequest request) {
        try {
            return http.exchange(request);
        } catch (OutboundFailure e) {
            throw switch (e.reason()) {
                case TIMEOUT -> new Rejection(Rejection.Code.RECEIVER_TIMEOUT, to + " did not answer in time");
                case NO_CONNECTION, CIRCUIT_OPEN, BUSY, REFUSED_URL ->
                    new Rejection(Rejection.Code.RECEIVER_NOT_CONNECTED, to + " cannot be reached");
                case TOO_LARGE, REDIRECT, NOT_OCPI, REFUSED ->
                    new Rejection(Rejection.Code.NOT_ROUTABLE, to + " gave an answer that cannot be passed on");
            };
        }
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

    private static Map<String, String> kept(OutboundResponse answer) {
        Map<String, String> headers = new HashMap<>();
        for (String name : KEPT_HEADERS) {
            Optional<String> value = answer.header(name);
            value.ifPresent(text -> headers.put(name, text));
        }
        return headers;
    }
}
