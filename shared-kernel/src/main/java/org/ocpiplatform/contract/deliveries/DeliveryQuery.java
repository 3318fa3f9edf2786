package org.ocpiplatform.contract.deliveries;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.contract.ObjectKind;
import org.ocpiplatform.contract.partners.PartnerId;

/** What can be asked about deliveries. */
public sealed interface DeliveryQuery {

    /** One delivery, if anything was ever delivered; answered by an optional DeliveryView. */
    record FindDelivery(DeliveryId deliveryId) implements DeliveryQuery {}

    /**
     * Deliveries to a partner, failed ones by the time of their last failure, oldest first; answered by a DeliveryPage.
     *
     * @param state absent means all
     * @param kind absent means all
     */
    record ListDeliveries(
            PartnerId partnerId,
            @Nullable DeliveryState state,
            @Nullable ObjectKind kind,
            long offset,
            int limit) implements DeliveryQuery {}

    /** Failed deliveries to a partner that may be tried again at that time, oldest first; answered by DeliveryViews. */
    record ListDueDeliveries(PartnerId partnerId, Instant at, int limit) implements DeliveryQuery {}

    /** How many deliveries to a partner have failed and were not taken since; answered by a Long. */
    record CountFailedDeliveries(PartnerId partnerId) implements DeliveryQuery {}
}
