package org.ocpiplatform.contract.bookings;

import java.lang.invoke.MethodHandles;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.contract.bookings.BookingLocationEvent.BookingLocationPatched;
import org.ocpiplatform.contract.bookings.BookingLocationEvent.BookingLocationReplaced;
import org.ocpiplatform.contract.bookings.BookingLocationEvent.CalendarPatched;
import org.ocpiplatform.contract.bookings.BookingLocationEvent.CalendarReplaced;
import org.ocpiplatform.ocpi.bookings.BookingLocation;
import org.ocpiplatform.ocpi.bookings.Calendar;
import org.ocpiplatform.ocpi.json.RecordPatch;
import tools.jackson.databind.node.ObjectNode;

/**
 * The state of a BookingLocation after its events; the aggregate, the projector and the audit all use this one fold.
 */
public final class BookingLocationFold {

    private static final RecordPatch<BookingLocation> BOOKING_LOCATION =
            RecordPatch.of(MethodHandles.lookup(), BookingLocation.class, Map.of());
    private static final RecordPatch<Calendar> CALENDAR =
            RecordPatch.of(MethodHandles.lookup(), Calendar.class, Map.of());

    private BookingLocationFold() {}

    /**
     * The booking location after one more event, every level with its own {@code last_updated}; see
     * {@link BookingLocationParts}.
     *
     * @param current the booking location before it; null before the first
     */
    public static BookingLocation apply(@Nullable BookingLocation current, BookingLocationEvent event) {
        return switch (event) {
            case BookingLocationReplaced replaced -> replaced.bookingLocation();
            case BookingLocationPatched patched -> patch(existing(current, event), patched.patch());
            case CalendarReplaced replaced -> BookingLocationParts.with(existing(current, event), replaced.calendar());
            case CalendarPatched patched -> {
                BookingLocation bookingLocation = existing(current, event);
                Calendar calendar =
                        existing(BookingLocationParts.calendar(bookingLocation, patched.calendarId()), event);
                yield BookingLocationParts.with(bookingLocation, patch(calendar, patched.patch()));
            }
        };
    }

    /** The booking location with the fields of a patch; not validated. */
    public static BookingLocation patch(BookingLocation current, ObjectNode patch) {
        return BOOKING_LOCATION.apply(current, patch);
    }

    /** The calendar with the fields of a patch; not validated. */
    public static Calendar patch(Calendar current, ObjectNode patch) {
        return CALENDAR.apply(current, patch);
    }

    private static <P> P existing(@Nullable P part, BookingLocationEvent event) {
        if (part == null) {
            throw new IllegalStateException(event.bookingLocationId() + " lacks what changes in " + event);
        }
        return part;
    }
}
