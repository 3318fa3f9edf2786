package org.ocpiplatform.contract.history;

import com.fasterxml.jackson.annotation.JsonRawValue;
import org.jspecify.annotations.Nullable;

/**
 * One event with all that its hash is made of, the content by its own hash. Hashes are in hexadecimal digits.
 *
 * @param type the name that the event is stored under
 * @param revision sequence number in its stream, from 0
 * @param object whose event it is; absent of events of nothing that partners are given. Its id is upper-cased
 * @param occurredAt RFC 3339 in UTC, with six digits behind the second
 * @param payload JSON in one line: what the event says, secrets replaced; absent if that cannot be read
 * @param payloadRevision of the form in which the payload is stored
 * @param payloadSha256 of the payload as it is stored
 * @param metadataSha256 of the metadata as they are stored
 * @param stored what is stored, if that is wanted and holds no secrets
 */
public record ExportedEvent(
        long position,
        String eventId,
        String type,
        long revision,
        Aggregate aggregate,
        @Nullable AuditedObject object,
        String occurredAt,
        Actor actor,
        @Nullable String requestId,
        @Nullable String correlationId,
        @JsonRawValue @Nullable String payload,
        @Nullable String payloadRevision,
        String payloadSha256,
        String metadataSha256,
        String previousHash,
        String hash,
        @Nullable Stored stored) {

    /** The stream that an event belongs to. */
    public record Aggregate(String id, @Nullable String type, long sequenceNumber) {}

    /** The texts that are stored of an event, exactly. */
    public record Stored(String payload, String metadata) {}
}
