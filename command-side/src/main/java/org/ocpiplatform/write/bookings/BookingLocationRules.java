package org.ocpiplatform.write.bookings;

import org.jspecify.annotations.Nullable;
import org.ocpiplatform.contract.ReplicaId;
import org.ocpiplatform.contract.bookings.BookingLocationCommand.PatchBookingLocation;
import org.ocpiplatform.contract.bookings.BookingLocationCommand.PatchCalendar;
import org.ocpiplatform.contract.bookings.BookingLocationCommand.PutBookingLocation;
import org.ocpiplatform.contract.bookings.BookingLocationCommand.PutCalendar;
import org.ocpiplatform.contract.bookings.BookingLocationEvent;
import org.ocpiplatform.contract.bookings.BookingLocationEvent.BookingLocationPatched;
import org.ocpiplatform.contract.bookings.BookingLocationEvent.BookingLocationReplaced;
import org.ocpiplatform.contract.bookings.BookingLocationEvent.CalendarPatched;
import org.ocpiplatform.contract.bookings.BookingLocationEvent.CalendarReplaced;
import org.ocpiplatform.contract.bookings.BookingLocationFold;
import org.ocpiplatform.contract.bookings.BookingLocationParts;
import org.ocpiplatform.ocpi.bookings.BookingLocation;
import org.ocpiplatform.ocpi.bookings.Calendar;
import org.ocpiplatform.ocpi.validation.Validation;
import org.ocpiplatform.write.Decision;
import org.ocpiplatform.write.Writes;
import tools.jackson.databind.node.ObjectNode;

/** When a BookingLocation and the calendars in it may change (OCPI 2.3.0, chapter Bookings). */
final class BookingLocationRules {

    private BookingLocationRules() {}

    static Decision<BookingLocationEvent> put(@Nullable BookingLocation current, PutBookingLocation command) {
        BookingLocation incoming = Validation.valid(command.bookingLocation());
        ReplicaId id = command.bookingLocationId();
        Writes.requireSameIdentity(id, incoming.owner(), incoming.id());
        return new Decision<>(
                current == null,
                Writes.put(current, incoming, BookingLocation::lastUpdated, new BookingLocationReplaced(id, incoming)));
    }

    static Decision<BookingLocationEvent> patch(@Nullable BookingLocation current, PatchBookingLocation command) {
        ReplicaId id = command.bookingLocationId();
        BookingLocation known = Writes.existing(current, id);
        ObjectNode patch = Writes.patch(command.patch());
        BookingLocation incoming = Validation.valid(BookingLocationFold.patch(known, patch));
        Writes.requireSameIdentity(id, incoming.owner(), incoming.id());
        return new Decision<>(
                false,
                Writes.put(known, incoming, BookingLocation::lastUpdated, new BookingLocationPatched(id, patch)));
    }

    static Decision<BookingLocationEvent> put(@Nullable BookingLocation current, PutCalendar command) {
        ReplicaId id = command.bookingLocationId();
        BookingLocation bookingLocation = Writes.existing(current, id);
        Calendar incoming = Validation.valid(command.calendar());
        Writes.requireSame("id", command.calendarId(), incoming.id());
        Calendar calendar = BookingLocationParts.calendar(bookingLocation, command.calendarId());
        return new Decision<>(
                calendar == null,
                Writes.put(calendar, incoming, Calendar::lastUpdated, new CalendarReplaced(id, incoming)));
    }

    static Decision<BookingLocationEvent> patch(@Nullable BookingLocation current, PatchCalendar command) {
        ReplicaId id = command.bookingLocationId();
        Calendar calendar =
                Writes.existing(BookingLocationParts.calendar(Writes.existing(current, id), command.calendarId()), id);
        ObjectNode patch = Writes.patch(command.patch());
        Calendar incoming = Validation.valid(BookingLocationFold.patch(calendar, patch));
        Writes.requireSame("id", command.calendarId(), incoming.id());
        return new Decision<>(
                false,
                Writes.put(calendar, incoming, Calendar::lastUpdated, new CalendarPatched(id, calendar.id(), patch)));
    }
}
