package org.ocpiplatform.contract.bookings;

import org.axonframework.serialization.Revision;
import org.ocpiplatform.contract.ReplicaId;
import org.ocpiplatform.contract.StoredType;
import org.ocpiplatform.ocpi.CiString;
import org.ocpiplatform.ocpi.bookings.BookingLocation;
import org.ocpiplatform.ocpi.bookings.Calendar;
import tools.jackson.databind.node.ObjectNode;

/** What happened to a BookingLocation and the calendars in it. Patches are as the partner sent them, without nulls. */
public sealed interface BookingLocationEvent {

    /** The booking location it happened to, or that holds what it happened to. */
    ReplicaId bookingLocationId();

    /** The booking location was created, or replaced as a whole. */
    @Revision("1")
    @StoredType("booking_locations.replaced")
    record BookingLocationReplaced(ReplicaId bookingLocationId, BookingLocation bookingLocation)
            implements BookingLocationEvent {}

    /** Fields of the booking location were changed. */
    @Revision("1")
    @StoredType("booking_locations.patched")
    record BookingLocationPatched(ReplicaId bookingLocationId, ObjectNode patch) implements BookingLocationEvent {}

    /** A calendar was created, or replaced as a whole. */
    @Revision("1")
    @StoredType("booking_locations.calendar_replaced")
    record CalendarReplaced(ReplicaId bookingLocationId, Calendar calendar) implements BookingLocationEvent {}

    /** Fields of a calendar were changed. */
    @Revision("1")
    @StoredType("booking_locations.calendar_patched")
    record CalendarPatched(ReplicaId bookingLocationId, CiString calendarId, ObjectNode patch)
            implements BookingLocationEvent {}
}
