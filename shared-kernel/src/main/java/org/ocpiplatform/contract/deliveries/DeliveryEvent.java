package org.ocpiplatform.contract.deliveries;

import java.time.Instant;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.contract.StoredType;

/** What happened to the delivery of an object to a partner. A revision is that of the object. */
public sealed interface DeliveryEvent {

    /** The delivery it happened to. */
    DeliveryId deliveryId();

    /** The object as it is now is to be pushed, whatever was pushed before. */
    @Revision("1")
    @StoredType("deliveries.requested")
    record DeliveryRequested(DeliveryId deliveryId) implements DeliveryEvent {}

    /**
     * The partner took a push.
     *
     * @param revision up to which the partner has the object now
     * @param method of the request that it took
     * @param attempts that it needed, the failed ones included
     * @param location where the partner keeps the object, if it said so
     */
    @Revision("1")
    @StoredType("deliveries.acknowledged")
    record DeliveryAcknowledged(
            DeliveryId deliveryId,
            long revision,
            String method,
            int attempts,
            @Nullable String location) implements DeliveryEvent {}

    /**
     * A push failed.
     *
     * @param revision that the partner does not have
     * @param method of the request that failed
     * @param reason a fixed word for what went wrong
     * @param detail for administrators; no secrets
     * @param attempt failed attempts since the partner last took a push; this is none of them if it was {@linkplain
     *     FailureReason#heldBack held back}
     * @param httpStatus of the answer, if there was one
     * @param statusCode of the answer's envelope, if there was one
     * @param retryAt when it may be tried again; none if only a change of the object or a resync leads to another try
     */
    @Revision("1")
    @StoredType("deliveries.failed")
    record DeliveryFailed(
            DeliveryId deliveryId,
            long revision,
            String method,
            String reason,
            String detail,
            int attempt,
            @Nullable Integer httpStatus,
            @Nullable Integer statusCode,
            @Nullable Instant retryAt)
            implements DeliveryEvent {}
}
