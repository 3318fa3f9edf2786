package org.ocpiplatform.contract.history;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One event of an object.
 *
 * @param revision number of the event in the object's history, from 0
 * @param position of the event among all events
 * @param type the name that the event is stored under
 * @param occurredAt RFC 3339 in UTC, with six digits behind the second
 * @param payload what the event says; absent if that cannot be read
 * @param changes what it made of the object; absent if the events up to here cannot be read
 * @param previousHash of the event before it in its stream, in hexadecimal digits
 * @param hash in hexadecimal digits
 */
public record HistoryEvent(
        long revision,
        long position,
        String type,
        String occurredAt,
        Actor actor,
        @Nullable String requestId,
        @Nullable String correlationId,
        @Nullable JsonNode payload,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<FieldChange> changes,
        String previousHash,
        String hash) {}
