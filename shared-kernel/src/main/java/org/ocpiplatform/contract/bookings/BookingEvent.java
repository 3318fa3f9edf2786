package org.ocpiplatform.contract.bookings;

import java.time.Instant;
import org.axonframework.serialization.Revision;
import org.ocpiplatform.contract.ReplicaId;
import org.ocpiplatform.contract.StoredType;
import org.ocpiplatform.ocpi.bookings.Booking;
import org.ocpiplatform.ocpi.bookings.BookingRequest;
import org.ocpiplatform.ocpi.bookings.ReservationRequestStatus;
import tools.jackson.databind.node.ObjectNode;

/** What happened to a Booking. Patches are as the partner sent them, without nulls. */
public sealed interface BookingEvent {

    /** The booking it happened to. */
    ReplicaId bookingId();

    /**
     * An eMSP asked for the booking.
     *
     * @param booking as its CPO finds it, pending
     */
    @Revision("1")
    @StoredType("bookings.requested")
    record BookingRequested(ReplicaId bookingId, Booking booking) implements BookingEvent {}

    /** The eMSP asked for a change, which leaves the booking as it is until its CPO has decided. */
    @Revision("1")
    @StoredType("bookings.change_requested")
    record BookingChangeRequested(ReplicaId bookingId, BookingRequest request, Instant received)
            implements BookingEvent {}

    /** The eMSP cancelled the booking. */
    @Revision("1")
    @StoredType("bookings.canceled")
    record BookingCanceled(ReplicaId bookingId, BookingRequest request, Instant received) implements BookingEvent {}

    /**
     * The CPO decided on the pending booking.
     *
     * @param outcome of the requests that were pending
     */
    @Revision("1")
    @StoredType("bookings.decided")
    record BookingDecided(ReplicaId bookingId, ObjectNode patch, ReservationRequestStatus outcome)
            implements BookingEvent {}

    /** The booking was created, or replaced as a whole. */
    @Revision("1")
    @StoredType("bookings.replaced")
    record BookingReplaced(ReplicaId bookingId, Booking booking) implements BookingEvent {}

    /** Fields of the booking were changed. */
    @Revision("1")
    @StoredType("bookings.patched")
    record BookingPatched(ReplicaId bookingId, ObjectNode patch) implements BookingEvent {}
}
