package org.ocpiplatform.api.admin;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.contract.ReplicaId;
import org.ocpiplatform.contract.deliveries.DeliveryView;

/**
 * A delivery as administrators are shown it.
 *
 * @param state pending, acknowledged or failed
 * @param revision of the object that the partner has taken; null if it never took one
 * @param attempts at the last push that was taken or, if it failed, failed ones so far
 * @param lastFailure the last push that failed, even if a later one was taken
 * @param retryAt when a failed push may be tried again; null if it is not tried by itself
 */
record DeliveryReport(
        Subject object,
        String state,
        @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable Long revision,
        int attempts,
        @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable Failure lastFailure,
        @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable Instant retryAt) {

    /** The object, its ids upper-cased; that of a token begins with its type. */
    record Subject(String side, String module, String countryCode, String partyId, String id) {}

    /** A push that failed. */
    record Failure(
            Instant at,
            long revision,
            String method,
            String reason,
            String detail,
            @Nullable Integer httpStatus,
            @Nullable Integer statusCode) {}

    /** A page of deliveries. */
    record Page(@JsonInclude(JsonInclude.Include.ALWAYS) List<DeliveryReport> deliveries, long total) {}

    static DeliveryReport of(DeliveryView delivery) {
        ReplicaId object = delivery.id().object();
        DeliveryView.Failure failure = delivery.lastFailure();
        return new DeliveryReport(
                new Subject(
                        object.side().segment(),
                        object.kind().segment(),
                        object.owner().countryCode().toString(),
                        object.owner().partyId().toString(),
                        object.id().toString()),
                delivery.state().name().toLowerCase(Locale.ROOT),
                delivery.acknowledged(),
                delivery.attempts(),
                failure == null
                        ? null
                        : new Failure(
                                failure.at(),
                                failure.revision(),
                                failure.method(),
                                failure.reason(),
                                failure.detail(),
                                failure.httpStatus(),
                                failure.statusCode()),
                delivery.retryAt());
    }
}
