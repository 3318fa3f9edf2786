package org.ocpiplatform.contract.deliveries;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The delivery of an object to a partner as it stands.
 *
 * @param entry revision of the ledger's entry; it grows with every request, success and failure
 * @param acknowledged revision of the object that the partner has taken; none if it never took one
 * @param attempts at the last push that was taken or, if it failed, failed ones so far
 * @param location where the partner keeps the object, if it said so
 * @param lastFailure the last push that failed, even if a later one was taken; those that were {@linkplain
 *     FailureReason#heldBack held back} afterwards do not replace it
 * @param retryAt when a failed push may be tried again; none if it is not tried by itself
 */
public record DeliveryView(
        DeliveryId id,
        long entry,
        DeliveryState state,
        @Nullable Long acknowledged,
        int attempts,
        @Nullable String location,
        @Nullable Failure lastFailure,
        @Nullable Instant retryAt) {

    /** A push that failed. */
    public record Failure(
            Instant at,
            long revision,
            String method,
            String reason,
            String detail,
            @Nullable Integer httpStatus,
            @Nullable Integer statusCode) {}

    /** Whether the partner has that revision of the object, as far as we know. */
    public boolean has(long revision) {
        return state == DeliveryState.ACKNOWLEDGED && acknowledged != null && acknowledged >= revision;
    }
}
