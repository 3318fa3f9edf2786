package org.ocpiplatform.api.ocpi.bookings;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.api.http.JsonBody;
import org.ocpiplatform.api.messaging.Queries;
import org.ocpiplatform.api.ocpi.envelope.OcpiAnswer;
import org.ocpiplatform.api.ocpi.exchange.OcpiExchange;
import org.ocpiplatform.api.ocpi.objects.IdText;
import org.ocpiplatform.api.ocpi.objects.ObjectId;
import org.ocpiplatform.api.ocpi.objects.ObjectRequests;
import org.ocpiplatform.api.ocpi.objects.OwnerPath;
import org.ocpiplatform.api.ocpi.objects.PageQuery;
import org.ocpiplatform.contract.ObjectKind;
import org.ocpiplatform.contract.ObjectPage;
import org.ocpiplatform.contract.Rejection;
import org.ocpiplatform.contract.ReplicaId;
import org.ocpiplatform.contract.bookings.BookingLocationCommand.PatchBookingLocation;
import org.ocpiplatform.contract.bookings.BookingLocationCommand.PatchCalendar;
import org.ocpiplatform.contract.bookings.BookingLocationCommand.PutBookingLocation;
import org.ocpiplatform.contract.bookings.BookingLocationCommand.PutCalendar;
import org.ocpiplatform.contract.bookings.BookingQuery.ListBookingLocations;
import org.ocpiplatform.ocpi.CiString;
import org.ocpiplatform.ocpi.Role;
import org.ocpiplatform.ocpi.Side;
import org.ocpiplatform.ocpi.bookings.BookingLocation;
import org.ocpiplatform.ocpi.bookings.Calendar;
import org.ocpiplatform.ocpi.json.OcpiJson;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Requests about booking locations and the calendars in them, the same on either side: only the owning CPO writes. */
@Component
final class BookingLocationRequests {

    private static final ObjectKind KIND = ObjectKind.BOOKING_LOCATION;
    private static final int MAX_CALENDAR_ID = 36;

    private final ObjectRequests objects;
    private final Queries queries;

    BookingLocationRequests(ObjectRequests objects, Queries queries) {
        this.objects = objects;
        this.queries = queries;
    }

    OcpiAnswer list(Side side, OcpiExchange exchange, PageQuery query) {
        @Nullable Instant from = query.dateTime("timeslot_from");
        @Nullable Instant to = query.dateTime("timeslot_to");
        return query.answer(page ->
                queries.one(new ListBookingLocations(side, exchange.caller(), page, from, to), ObjectPage.class));
    }

    OcpiAnswer get(Side side, OcpiExchange exchange, OwnerPath path) {
        return objects.get(path.readable(side, KIND), exchange);
    }

    OcpiAnswer get(Side side, OcpiExchange exchange, OwnerPath path, CiString calendarId) {
        return get(path.readable(side, KIND), exchange, calendarId);
    }

    /** The booking location of that id, whoever owns it. */
    OcpiAnswer get(Side side, OcpiExchange exchange, ObjectId id) {
        return objects.get(objects.named(KIND, side, id, exchange), exchange);
    }

    OcpiAnswer get(Side side, OcpiExchange exchange, ObjectId id, CiString calendarId) {
        return get(objects.named(KIND, side, id, exchange), exchange, calendarId);
    }

    private OcpiAnswer get(ReplicaId id, OcpiExchange exchange, CiString calendarId) {
        JsonNode bookingLocation = OcpiJson.mapper().readTree(objects.find(id, exchange));
        for (JsonNode calendar : bookingLocation.path("calendars").values()) {
            if (CiString.of(calendar.path("id").asString()).equals(calendarId)) {
                return OcpiAnswer.value(calendar);
            }
        }
        throw KIND.notFound();
    }

    OcpiAnswer put(Side side, OcpiExchange exchange, OwnerPath path, JsonBody body) {
        ReplicaId id = path.creatable(side, KIND, exchange.caller(), Role.CPO);
        return objects.write(id, exchange, new PutBookingLocation(id, body.valid(BookingLocation.class)));
    }

    OcpiAnswer put(Side side, OcpiExchange exchange, OwnerPath path, CiString calendarId, JsonBody body) {
        ReplicaId id = path.writable(side, KIND, exchange.caller(), Role.CPO);
        if (!IdText.fits(calendarId, MAX_CALENDAR_ID)) {
            throw Rejection.invalid(IdText.demand("the calendar's id", MAX_CALENDAR_ID));
        }
        return objects.write(id, exchange, new PutCalendar(id, calendarId, body.valid(Calendar.class)));
    }

    OcpiAnswer patch(Side side, OcpiExchange exchange, OwnerPath path, JsonBody body) {
        ReplicaId id = path.writable(side, KIND, exchange.caller(), Role.CPO);
        return objects.write(id, exchange, new PatchBookingLocation(id, body.object()));
    }

    OcpiAnswer patch(Side side, OcpiExchange exchange, OwnerPath path, CiString calendarId, JsonBody body) {
        ReplicaId id = path.writable(side, KIND, exchange.caller(), Role.CPO);
        return objects.write(id, exchange, new PatchCalendar(id, calendarId, body.object()));
    }
}
