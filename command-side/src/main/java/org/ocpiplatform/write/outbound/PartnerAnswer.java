package org.ocpiplatform.write.outbound;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A successful OCPI answer.
 *
 * @param data as the partner sent it; none if it sent none, or null
 */
public record PartnerAnswer(
        OutboundResponse response, int statusCode, @Nullable JsonNode data) {

    /** The URL of the next page of a list, as the partner gives it. */
    public Optional<String> nextPage() {
        return response.headers().getOrDefault("link", List.of()).stream()
                .flatMap(header -> LinkHeader.next(header).stream())
                .findFirst();
    }

    /** How many objects the partner says that a list has. */
    public Optional<Integer> totalCount() {
        return number("X-Total-Count");
    }

    /** How many objects the partner says that it gives on a page. */
    public Optional<Integer> limit() {
        return number("X-Limit");
    }

    private Optional<Integer> number(String header) {
        return response.header(header)
                .map(String::strip)
                .filter(value -> value.matches("\\d{1,9}"))
                .map(Integer::valueOf);
    }
}
