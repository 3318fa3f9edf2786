package org.ocpiplatform.simulator;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.ocpi.json.OcpiDateTime;
import org.ocpiplatform.ocpi.json.OcpiJson;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What is sent back.
 *
 * @param status of HTTP; 0 if nothing is sent
 */
record Answer(int status, Map<String, String> headers, String body, Delivery delivery) {

    /** What {@link Delivery#GIGANTIC} sends at least. */
    static final int GIGANTIC_BYTES = 64 * 1024 * 1024;

    /** How the bytes get to the client. */
    enum Delivery {
        NORMAL,
        DRIP,
        GIGANTIC,
        NEVER,
        CLOSE
    }

    /** A success without data. */
    static Answer done(int http) {
        return enveloped(http, 1000, null, null);
    }

    static Answer of(Object data) {
        return enveloped(200, 1000, null, OcpiJson.mapper().valueToTree(data));
    }

    static Answer refused(int http, int code, String message) {
        return enveloped(http, code, message, null);
    }

    /** Something that is no OCPI. */
    static Answer plain(int http, String type, String body) {
        return new Answer(http, Map.of("Content-Type", type), body, Delivery.NORMAL);
    }

    /** No answer, or none that ends. */
    static Answer none(Delivery delivery) {
        return new Answer(delivery == Delivery.GIGANTIC ? 200 : 0, Map.of(), "", delivery);
    }

    private static Answer enveloped(int http, int code, @Nullable String message, @Nullable JsonNode data) {
        ObjectNode envelope = OcpiJson.mapper().createObjectNode();
        if (data != null) {
            envelope.set("data", data);
        }
        envelope.put("status_code", code);
        if (message != null) {
            envelope.put("status_message", message);
        }
        envelope.put("timestamp", OcpiDateTime.format(Instant.now()));
        return new Answer(http, Map.of("Content-Type", "application/json"), envelope.toString(), Delivery.NORMAL);
    }

    Answer with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Answer(status, more, body, delivery);
    }

    Answer withStatus(int http) {
        return new Answer(http, headers, body, delivery);
    }

    Answer withBody(String other) {
        return new Answer(status, headers, other, delivery);
    }

    Answer delivered(Delivery other) {
        return new Answer(status, headers, body, other);
    }
}
