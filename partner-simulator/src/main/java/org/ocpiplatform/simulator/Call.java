package org.ocpiplatform.simulator;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.ocpiplatform.ocpi.json.OcpiJson;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * A request while it is being answered.
 *
 * @param uri path and query as they came
 * @param segments of the path, decoded; a trailing slash adds none
 * @param headers by name in lower case
 * @param faults that befall it
 */
record Call(
        String method,
        String uri,
        List<String> segments,
        Map<String, String> query,
        Map<String, String> headers,
        String body,
        Set<Fault> faults) {

    static Call of(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getRawPath();
        String query = exchange.getRequestURI().getRawQuery();
        Map<String, String> parameters = new LinkedHashMap<>();
        if (query != null) {
            for (String pair : query.split("&")) {
                String[] parts = pair.split("=", 2);
                parameters.put(decoded(parts[0]), parts.length > 1 ? decoded(parts[1]) : "");
            }
        }
        Map<String, String> headers = new TreeMap<>();
        exchange.getRequestHeaders()
                .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.getFirst()));
        return new Call(
                exchange.getRequestMethod(),
                exchange.getRequestURI().toString(),
                // A plus sign is itself in a path.
                Arrays.stream(path.split("/"))
                        .filter(segment -> !segment.isEmpty())
                        .map(segment -> decoded(segment.replace("+", "%2B")))
                        .toList(),
                parameters,
                headers,
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8),
                Set.of());
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    Call with(Set<Fault> befalling) {
        return new Call(method, uri, segments, query, headers, body, befalling);
    }

    /** The same without the first segments. */
    Call below(int depth) {
        return new Call(method, uri, segments.subList(depth, segments.size()), query, headers, body, faults);
    }

    String path() {
        return "/" + String.join("/", segments);
    }

    /** The path as it came, still encoded. */
    String rawPath() {
        return uri.split("\\?", 2)[0];
    }

    /** The identifier of the called module; that of versions and details is {@code versions}. */
    String module() {
        return switch (segments.size()) {
            case 0, 1 -> "";
            case 2 -> "versions";
            case 3 -> segments.get(2).equals("details") ? "versions" : segments.get(2);
            default -> segments.get(3);
        };
    }

    Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
    }

    boolean is(String wanted) {
        return method.equals(wanted);
    }

    /** The body, if it is JSON. */
    Optional<JsonNode> json() {
        try {
            return body.isBlank()
                    ? Optional.empty()
                    : Optional.of(OcpiJson.mapper().readTree(body));
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }
}
