package org.ocpiplatform.contract.deliveries;

import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** What is said to the ledger of deliveries; each is answered by a {@link org.ocpiplatform.contract.WriteResult}. */
public sealed interface DeliveryCommand {

    /** The delivery that is meant. */
    DeliveryId deliveryId();

    /** Asks to push the object as it is now. */
    record RequestDelivery(@TargetAggregateIdentifier DeliveryId deliveryId) implements DeliveryCommand {}

    /**
     * Tells that the partner took a push. Of a revision before one that it has taken, nothing is recorded.
     *
     * @param location where the partner keeps the object, if it said so
     */
    record RecordAcknowledgement(
            @TargetAggregateIdentifier DeliveryId deliveryId,
            long revision,
            String method,
            @Nullable String location) implements DeliveryCommand {}

    /**
     * Tells that a push failed. Of a revision before one that the partner has taken, nothing is recorded.
     *
     * @param detail for administrators; no secrets
     * @param repeatable whether another try may succeed without a change of the object
     */
    record RecordFailure(
            @TargetAggregateIdentifier DeliveryId deliveryId,
            long revision,
            String method,
            String reason,
            String detail,
            @Nullable Integer httpStatus,
            @Nullable Integer statusCode,
            boolean repeatable)
            implements DeliveryCommand {}
}
