package org.ocpiplatform.simulator;

import java.util.Map;
import java.util.Optional;
import org.ocpiplatform.ocpi.json.OcpiJson;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * What another platform answered to the simulator.
 *
 * @param status of HTTP
 * @param headers by name in lower case
 */
public record Reply(int status, Map<String, String> headers, String body) {

    /** The body, or a missing node if it is no JSON. */
    public JsonNode json() {
        try {
            return body.isEmpty()
                    ? MissingNode.getInstance()
                    : OcpiJson.mapper().readTree(body);
        } catch (JacksonException e) {
            return MissingNode.getInstance();
        }
    }

    /** OCPI's status code; 0 if there is none. */
    public int code() {
        return json().path("status_code").asInt(0);
    }

    /** The envelope's data; a missing node if there is none. */
    public JsonNode data() {
        return json().path("data");
    }

    /** A header, by its name in lower case. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    /** HTTP 2xx and OCPI 1xxx: the two that make a success (OCPI 2.3.0, chapter Status codes). */
    public boolean ok() {
        return status / 100 == 2 && code() / 1000 == 1;
    }

    /** {@code 200/1000 body}, the body cut after 300 characters. */
    @Override
    public String toString() {
        return status + "/" + code() + " " + body.substring(0, Math.min(300, body.length()));
    }
}
