package org.ocpiplatform.contract.bookings;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.ocpi.CiString;
import org.ocpiplatform.ocpi.bookings.BookingLocation;
import org.ocpiplatform.ocpi.bookings.Calendar;

/**
 * Finds and replaces the calendars of a BookingLocation, and tells when the whole was last updated. Either level keeps
 * the {@code last_updated} that was set for itself, so that a change of a calendar does not make its booking location
 * look newer than what its owner sends next; partners are shown the latest of all.
 */
public final class BookingLocationParts {

    private BookingLocationParts() {}

    /** The calendar with that id; null if there is none. */
    public static @Nullable Calendar calendar(BookingLocation bookingLocation, CiString id) {
        return bookingLocation.calendars().stream()
                .filter(calendar -> calendar.id().equals(id))
                .findFirst()
                .orElse(null);
    }

    /** The booking location with that calendar in place of the one with its id, or added. */
    public static BookingLocation with(BookingLocation bookingLocation, Calendar calendar) {
        List<Calendar> calendars = new ArrayList<>(bookingLocation.calendars());
        for (int i = 0; i < calendars.size(); i++) {
            if (calendars.get(i).id().equals(calendar.id())) {
                calendars.set(i, calendar);
                return bookingLocation.withCalendars(calendars);
            }
        }
        calendars.add(calendar);
        return bookingLocation.withCalendars(calendars);
    }

    /** The booking location as partners are shown it: not older than a calendar in it. */
    public static BookingLocation shown(BookingLocation bookingLocation) {
        Instant latest = lastUpdated(bookingLocation);
        return latest.equals(bookingLocation.lastUpdated()) ? bookingLocation : bookingLocation.withLastUpdated(latest);
    }

    /** When the booking location or a calendar in it was last updated. */
    public static Instant lastUpdated(BookingLocation bookingLocation) {
        Instant latest = bookingLocation.lastUpdated();
        for (Calendar calendar : bookingLocation.calendars()) {
            latest = calendar.lastUpdated().isAfter(latest) ? calendar.lastUpdated() : latest;
        }
        return latest;
    }
}
