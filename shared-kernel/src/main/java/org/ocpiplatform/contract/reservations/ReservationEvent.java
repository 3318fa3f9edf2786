package org.ocpiplatform.contract.reservations;

import org.axonframework.serialization.Revision;
import org.ocpiplatform.contract.StoredType;
import org.ocpiplatform.contract.remote.RequestId;

/** What happened to a reservation. */
public sealed interface ReservationEvent {

    /** The reservation it happened to. */
    ReservationId reservationId();

    /** Something is held, and nothing was before. */
    @Revision("1")
    @StoredType("reservations.held")
    record ReservationHeld(ReservationId reservationId, Hold hold) implements ReservationEvent {}

    /** Something else is held than before. */
    @Revision("1")
    @StoredType("reservations.replaced")
    record ReservationReplaced(ReservationId reservationId, Hold hold) implements ReservationEvent {}

    /**
     * The reservation was given up.
     *
     * @param requestId of the CANCEL_RESERVATION, or of the RESERVE_NOW that the CPO cannot keep
     */
    @Revision("1")
    @StoredType("reservations.released")
    record ReservationReleased(ReservationId reservationId, ReleasedBy by, RequestId requestId)
            implements ReservationEvent {}

    /**
     * The driver charges.
     *
     * @param requestId of the START_SESSION
     */
    @Revision("1")
    @StoredType("reservations.used")
    record ReservationUsed(ReservationId reservationId, RequestId requestId) implements ReservationEvent {}

    /** The driver did not come in time. */
    @Revision("1")
    @StoredType("reservations.expired")
    record ReservationExpired(ReservationId reservationId) implements ReservationEvent {}
}
