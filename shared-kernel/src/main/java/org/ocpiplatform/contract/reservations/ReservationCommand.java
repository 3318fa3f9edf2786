package org.ocpiplatform.contract.reservations;

import java.time.Instant;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.ocpiplatform.contract.remote.RequestId;

/** What is said to a reservation; answered by a WriteResult. What no longer fits its state changes nothing. */
public sealed interface ReservationCommand {

    /** The reservation that is meant. */
    ReservationId reservationId();

    /** Holds something from now on, in place of what the reservation held before. */
    record HoldReservation(@TargetAggregateIdentifier ReservationId reservationId, Hold hold)
            implements ReservationCommand {}

    /**
     * Gives up what is held.
     *
     * @param requestId of the CANCEL_RESERVATION; or of the RESERVE_NOW that the CPO cannot keep, and then nothing
     *     happens if another one holds by now
     */
    record ReleaseReservation(
            @TargetAggregateIdentifier ReservationId reservationId, ReleasedBy by, RequestId requestId)
            implements ReservationCommand {}

    /**
     * Tells that the driver charges.
     *
     * @param requestId of the START_SESSION
     */
    record UseReservation(@TargetAggregateIdentifier ReservationId reservationId, RequestId requestId)
            implements ReservationCommand {}

    /**
     * Tells that the time of what was held is over.
     *
     * @param expiryDate of the hold that is meant; a later one is not touched
     */
    record ExpireReservation(@TargetAggregateIdentifier ReservationId reservationId, Instant expiryDate)
            implements ReservationCommand {}
}
