package org.ocpiplatform.contract.bookings;

import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.ocpiplatform.contract.ReplicaId;
import org.ocpiplatform.ocpi.bookings.Booking;
import org.ocpiplatform.ocpi.bookings.BookingLocation;
import org.ocpiplatform.ocpi.bookings.BookingRequest;
import tools.jackson.databind.node.ObjectNode;

/** What can be asked of a Booking (OCPI 2.3.0, Bookings module). */
public sealed interface BookingCommand {

    /** The booking that is meant. */
    ReplicaId bookingId();

    /**
     * Asks the CPO for a booking, or to change or cancel the one that the same request_id has led to. Answered by a
     * {@link BookingAnswer}.
     *
     * @param bookingId of the request, as {@link BookingIds} says
     * @param request a valid object
     * @param offer the booking location that the request names
     */
    record RequestBooking(@TargetAggregateIdentifier ReplicaId bookingId, BookingRequest request, BookingLocation offer)
            implements BookingCommand {}

    /**
     * Creates or replaces a booking. Answered by a {@link org.ocpiplatform.contract.WriteResult}.
     *
     * @param booking a valid object, whole
     */
    record PutBooking(@TargetAggregateIdentifier ReplicaId bookingId, Booking booking) implements BookingCommand {}

    /**
     * Changes fields of a booking. Answered by a {@link org.ocpiplatform.contract.WriteResult}.
     *
     * @param patch the fields to change, with {@code last_updated}
     */
    record PatchBooking(@TargetAggregateIdentifier ReplicaId bookingId, ObjectNode patch) implements BookingCommand {}
}
