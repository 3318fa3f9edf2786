package org.ocpiplatform.eventstore;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An event exactly as it is stored.
 *
 * @param payload JSON in UTF-8, of the revision in which it was stored
 * @param metadata JSON in UTF-8
 * @param previousHash the hash of the event before it in its stream, as stored with it
 * @param hash its own, as stored with it
 */
@SuppressWarnings("ArrayRecordComponent") // never compared as a whole
public record StoredEvent(
        long position,
        String eventId,
        String aggregateId,
        long sequenceNumber,
        @Nullable String aggregateType,
        Instant occurredAt,
        String payloadType,
        @Nullable String payloadRevision,
        byte[] payload,
        byte[] metadata,
        byte[] previousHash,
        byte[] hash) {

    /** The hash that follows from what is stored. */
    public byte[] computedHash() {
        return EventHash.of(
                eventId,
                aggregateId,
                sequenceNumber,
                aggregateType,
                occurredAt,
                payloadType,
                payloadRevision,
                payload,
                metadata,
                previousHash);
    }
}
