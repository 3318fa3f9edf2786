package org.ocpiplatform.contract.history;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What somebody else needs to verify that an event was stored as it is when a checkpoint was made. Hashes are in
 * hexadecimal digits.
 *
 * @param index of the event's leaf in the checkpoint's tree, from 0
 * @param size leaves in that tree
 * @param path hashes that lead from the leaf to the root, from below (RFC 6962, section 2.1.1)
 */
public record EventProof(
        String form,
        StoredForm event,
        int index,
        int size,
        @JsonInclude(JsonInclude.Include.ALWAYS) List<String> path,
        CheckpointView checkpoint) {

    /** Names the form of a proof; another form needs another name. */
    public static final String FORM = "ocpi-platform-proof-1";

    public EventProof {
        path = List.copyOf(path);
    }

    /**
     * What is stored of an event.
     *
     * @param occurredAt RFC 3339 in UTC, with six digits behind the second
     * @param payload the text that is stored; absent if it holds secrets
     * @param metadata the text that is stored; absent if the payload is
     */
    public record StoredForm(
            long position,
            String eventId,
            String aggregateId,
            long sequenceNumber,
            @Nullable String aggregateType,
            String occurredAt,
            String type,
            @Nullable String payloadRevision,
            @Nullable String payload,
            @Nullable String metadata,
            String payloadSha256,
            String metadataSha256,
            String previousHash,
            String hash) {}
}
