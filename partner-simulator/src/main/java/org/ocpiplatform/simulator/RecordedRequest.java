package org.ocpiplatform.simulator;

import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.ocpiplatform.ocpi.json.OcpiJson;
import tools.jackson.databind.JsonNode;

/**
 * A request that the simulator received.
 *
 * @param time when it was answered
 * @param path as it came, still encoded, without the query
 * @param headers by name in lower case; of several values the first
 * @param body as text, empty if there was none
 * @param status HTTP status of the answer, 0 if there was none
 * @param answer body of the answer as text, empty if there was none
 */
public record RecordedRequest(
        Instant time,
        String method,
        String path,
        Map<String, String> query,
        Map<String, String> headers,
        String body,
        int status,
        String answer) {

    /** A header, by its name in any case. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
    }

    /**
     * The body, read.
     *
     * @throws tools.jackson.core.JacksonException if it is not JSON
     */
    public JsonNode json() {
        return OcpiJson.mapper().readTree(body);
    }
}
