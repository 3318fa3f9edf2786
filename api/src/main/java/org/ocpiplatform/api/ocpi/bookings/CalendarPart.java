package org.ocpiplatform.api.ocpi.bookings;

import org.ocpiplatform.api.ocpi.objects.IdText;
import org.ocpiplatform.contract.ObjectKind;
import org.ocpiplatform.contract.Rejection;
import org.ocpiplatform.ocpi.CiString;
import org.ocpiplatform.ocpi.json.OcpiJson;
import tools.jackson.databind.JsonNode;

/** The calendar that a path leads to below a booking location. */
record CalendarPart(CiString calendarId) {

    private static final int MAX_ID_LENGTH = 36;

    /** The same, of a calendar that may not exist yet; who creates it is told what is wrong with its id. */
    CalendarPart creatable() {
        if (!IdText.fits(calendarId, MAX_ID_LENGTH)) {
            throw Rejection.invalid(IdText.demand("the calendar's id", MAX_ID_LENGTH));
        }
        return this;
    }

    /**
     * The calendar of a booking location.
     *
     * @param bookingLocation its JSON
     * @throws Rejection if the booking location has no such calendar
     */
    JsonNode of(String bookingLocation) {
        return OcpiJson.mapper()
                .readTree(bookingLocation)
                .path("calendars")
                .valueStream()
                .filter(calendar -> CiString.of(calendar.path("id").asString()).equals(calendarId))
                .findFirst()
                .orElseThrow(ObjectKind.BOOKING_LOCATION::notFound);
    }
}
