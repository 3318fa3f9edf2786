package org.ocpiplatform.contract.reservations;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.contract.reservations.ReservationEvent.ReservationExpired;
import org.ocpiplatform.contract.reservations.ReservationEvent.ReservationHeld;
import org.ocpiplatform.contract.reservations.ReservationEvent.ReservationReleased;
import org.ocpiplatform.contract.reservations.ReservationEvent.ReservationReplaced;
import org.ocpiplatform.contract.reservations.ReservationEvent.ReservationUsed;

/** How a reservation follows from its events. */
public final class ReservationFold {

    private ReservationFold() {}

    /** The reservation after one more event. */
    public static ReservationState apply(@Nullable ReservationState current, ReservationEvent event) {
        return switch (event) {
            case ReservationHeld it -> new ReservationState(it.reservationId(), it.hold(), ReservationStage.HELD);
            case ReservationReplaced it -> new ReservationState(it.reservationId(), it.hold(), ReservationStage.HELD);
            case ReservationReleased it ->
                in(current, it.by() == ReleasedBy.SENDER ? ReservationStage.RELEASED : ReservationStage.CANCELED);
            case ReservationUsed it -> in(current, ReservationStage.USED);
            case ReservationExpired it -> in(current, ReservationStage.EXPIRED);
        };
    }

    private static ReservationState in(@Nullable ReservationState current, ReservationStage stage) {
        ReservationState before = Objects.requireNonNull(current, "the first event holds something");
        return new ReservationState(before.id(), before.hold(), stage);
    }
}
