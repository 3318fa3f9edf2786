package org.ocpiplatform.api.ocpi.bookings;

import org.ocpiplatform.api.ocpi.objects.JsonParts;
import org.ocpiplatform.contract.ObjectKind;
import org.ocpiplatform.ocpi.CiString;
import org.ocpiplatform.ocpi.json.EncodedJson;
import tools.jackson.databind.JsonNode;

/** The calendars in the JSON of a booking location. */
final class Calendars {

    private Calendars() {}

    /** The calendar of that id; rejected as unknown if there is none. */
    static JsonNode find(EncodedJson bookingLocation, CiString id) {
        JsonNode calendars = bookingLocation.tree().path("calendars");
        return JsonParts.element(calendars, "id", id, ObjectKind.BOOKING_LOCATION);
    }
}
