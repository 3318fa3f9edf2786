package org.ocpiplatform.write.outbound;

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

    PartnerCalls(OutboundHttp http, SecretSeal seal) {
        this.http = http;
        this.seal = seal;
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
        JsonNode envelope = envelope(response);
        boolean ok = response.status() / 100 == 2;
        if (envelope == null) {
            throw new OutboundFailure(
                    ok ? OutboundFailure.Reason.NOT_OCPI : OutboundFailure.Reason.REFUSED,
                    request.method() + " " + request.url() + " was answered by HTTP " + response.status()
                            + " without an OCPI envelope",
                    response.status(),
                    null);
        }
        int statusCode = envelope.get("status_code").intValue();
        if (!ok || statusCode / 1000 != 1) {
            throw new OutboundFailure(
                    OutboundFailure.Reason.REFUSED,
                    request.method() + " " + request.url() + " was answered by HTTP " + response.status() + " and "
                            + statusCode + message(envelope),
                    response.status(),
                    statusCode);
        }
        JsonNode data = envelope.get("data");
        return new PartnerAnswer(response, statusCode, data == null || data.isNull() ? null : data);
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

    private static String message(JsonNode envelope) {
        JsonNode message = envelope.get("status_message");
        if (message == null || !message.isString()) {
            return "";
        }
        String text = message.asString();
        return ": " + (text.length() > MESSAGE_LIMIT ? text.substring(0, MESSAGE_LIMIT) + "…" : text);
    }
}
