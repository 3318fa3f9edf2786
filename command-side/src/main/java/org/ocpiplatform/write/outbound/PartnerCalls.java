package org.ocpiplatform.write.outbound;

import static org.ocpiplatform.write.outbound.OutboundFailure.Reason.NOT_OCPI;
import static org.ocpiplatform.write.outbound.OutboundFailure.Reason.REFUSED;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.contract.partners.PartnerLink;
import org.ocpiplatform.contract.secrets.SecretSeal;
import org.ocpiplatform.ocpi.json.OcpiJson;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** OCPI calls to partners: an answer is either a success or a failure that says what is wrong. */
@Component
public final class PartnerCalls {

    private static final int MESSAGE_LIMIT = 300;

    private final OutboundHttp http;
    private final SecretSeal seal;
    private final Contacts contacts;

    /** Calls by way of a client, with tokens that were sealed. */
    public PartnerCalls(OutboundHttp http, SecretSeal seal, Contacts contacts) {
        this.http = http;
        this.seal = seal;
        this.contacts = contacts;
    }

    /** The partner as the one whom a call is for. */
    public Peer peer(PartnerLink link) {
        return new Peer(
                link.partner().id().value(),
                seal.open(link.connection().token()),
                link.partner().quirks());
    }

    /**
     * Sends a request.
     *
     * @throws OutboundFailure unless the answer is HTTP 2xx with an OCPI status of 1xxx
     */
    public PartnerAnswer call(OutboundRequest request) {
        OutboundResponse response = http.exchange(request);
        try {
            return answer(request, response);
        } catch (OutboundFailure e) {
            // Not to know an object is an answer like any other.
            if (!e.notFound()) {
                contacts.answeredBadly(request.peer(), e.getMessage());
            }
            throw e;
        }
    }

    /**
     * Gets one page of a list.
     *
     * @param url of the first page with its parameters, or {@link PartnerPage#nextUrl()} of the page before
     * @throws OutboundFailure also if the data are no list, or the next page is the same again
     */
    public PartnerPage page(Peer peer, String url, Routing routing, String correlationId) {
        OutboundRequest request = OutboundRequest.get(peer, url, routing, correlationId);
        PartnerAnswer answer = call(request);
        JsonNode data = answer.data();
        if (data != null && !data.isArray()) {
            throw failure(NOT_OCPI, request, answer.response(), answer.statusCode(), "without a list");
        }
        String next =
                answer.nextPage().map(link -> absolute(request, answer, link)).orElse(null);
        if (url.equals(next)) {
            throw failure(
                    NOT_OCPI,
                    request,
                    answer.response(),
                    answer.statusCode(),
                    "with a next page that is the same again");
        }
        return new PartnerPage(
                data == null ? List.of() : List.copyOf(data.values()),
                next,
                answer.totalCount().orElse(null),
                answer.limit().orElse(null));
    }

    private static PartnerAnswer answer(OutboundRequest request, OutboundResponse response) {
        JsonNode envelope = envelope(response);
        boolean ok = response.status() / 100 == 2;
        if (envelope == null) {
            throw failure(ok ? NOT_OCPI : REFUSED, request, response, null, "without an OCPI envelope");
        }
        int statusCode = envelope.path("status_code").intValue();
        if (!ok || statusCode / 1000 != 1) {
            String statement = statement(envelope, request.peer());
            throw OutboundFailure.refused(
                    message(request, response, "and " + statusCode + (statement == null ? "" : ": " + statement)),
                    response.status(),
                    statusCode,
                    statement,
                    data(envelope));
        }
        return new PartnerAnswer(response, statusCode, data(envelope));
    }

    /** Whether an answer is OCPI's, whatever it says. */
    public static boolean isEnvelope(OutboundResponse response) {
        return envelope(response) != null;
    }

    private static @Nullable JsonNode envelope(OutboundResponse response) {
        try {
            JsonNode json = OcpiJson.mapper().readTree(response.body());
            JsonNode code = json == null ? null : json.get("status_code");
            return code != null && code.isIntegralNumber() && code.canConvertToInt() ? json : null;
        } catch (JacksonException e) {
            return null;
        }
    }

    private static @Nullable JsonNode data(JsonNode envelope) {
        JsonNode data = envelope.get("data");
        return data == null || data.isNull() ? null : data;
    }

    /** What the partner says about it, without our token, which some quote. */
    private static @Nullable String statement(JsonNode envelope, Peer peer) {
        JsonNode message = envelope.get("status_message");
        if (message == null || !message.isString()) {
            return null;
        }
        String text = without(
                without(
                        message.asString(),
                        Base64.getEncoder().encodeToString(peer.token().getBytes(StandardCharsets.UTF_8))),
                peer.token());
        return text.length() > MESSAGE_LIMIT ? text.substring(0, MESSAGE_LIMIT) + "…" : text;
    }

    private static String without(String text, String secret) {
        return secret.isEmpty() ? text : text.replace(secret, "***");
    }

    private static String absolute(OutboundRequest request, PartnerAnswer answer, String link) {
        try {
            return URI.create(request.url()).resolve(link).toString();
        } catch (IllegalArgumentException e) {
            throw failure(
                    NOT_OCPI,
                    request,
                    answer.response(),
                    answer.statusCode(),
                    "with a next page that is no URL: " + link);
        }
    }

    private static OutboundFailure failure(
            OutboundFailure.Reason reason,
            OutboundRequest request,
            OutboundResponse response,
            @Nullable Integer statusCode,
            String what) {
        return new OutboundFailure(reason, message(request, response, what), response.status(), statusCode);
    }

    private static String message(OutboundRequest request, OutboundResponse response, String what) {
        return request.method() + " " + Urls.shown(request.url()) + " was answered by HTTP " + response.status() + " "
                + what;
    }
}
