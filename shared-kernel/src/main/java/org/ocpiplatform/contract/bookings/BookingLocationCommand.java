package org.ocpiplatform.contract.bookings;

import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.ocpiplatform.contract.ReplicaId;
import org.ocpiplatform.ocpi.CiString;
import org.ocpiplatform.ocpi.bookings.BookingLocation;
import org.ocpiplatform.ocpi.bookings.Calendar;
import tools.jackson.databind.node.ObjectNode;

/**
 * What can be asked of a BookingLocation and the calendars in it; every command is answered by a
 * {@link org.ocpiplatform.contract.WriteResult}, whose kind is that of the object or calendar that is written.
 */
public sealed interface BookingLocationCommand {

    /** The booking location that is meant, or that holds what is meant. */
    ReplicaId bookingLocationId();

    /**
     * Creates or replaces a booking location with its calendars.
     *
     * @param bookingLocation a valid object, whole
     */
    record PutBookingLocation(@TargetAggregateIdentifier ReplicaId bookingLocationId, BookingLocation bookingLocation)
            implements BookingLocationCommand {}

    /**
     * Changes fields of a booking location.
     *
     * @param patch the fields to change, with {@code last_updated}; calendars are replaced as a whole
     */
    record PatchBookingLocation(@TargetAggregateIdentifier ReplicaId bookingLocationId, ObjectNode patch)
            implements BookingLocationCommand {}

    /**
     * Creates or replaces a calendar.
     *
     * @param calendar a valid object, whole
     */
    record PutCalendar(@TargetAggregateIdentifier ReplicaId bookingLocationId, CiString calendarId, Calendar calendar)
            implements BookingLocationCommand {}

    /**
     * Changes fields of a calendar.
     *
     * @param patch the fields to change, with {@code last_updated}
     */
    record PatchCalendar(@TargetAggregateIdentifier ReplicaId bookingLocationId, CiString calendarId, ObjectNode patch)
            implements BookingLocationCommand {}
}
