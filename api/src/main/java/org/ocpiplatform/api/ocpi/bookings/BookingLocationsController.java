package org.ocpiplatform.api.ocpi.bookings;

import io.swagger.v3.oas.annotations.Operation;
import org.ocpiplatform.api.http.JsonBody;
import org.ocpiplatform.api.ocpi.envelope.OcpiAnswer;
import org.ocpiplatform.api.ocpi.exchange.BodyExample;
import org.ocpiplatform.api.ocpi.exchange.OcpiExchange;
import org.ocpiplatform.api.ocpi.exchange.OcpiInterface;
import org.ocpiplatform.api.ocpi.objects.IdText;
import org.ocpiplatform.api.ocpi.objects.ObjectRequests;
import org.ocpiplatform.api.ocpi.objects.OwnerPath;
import org.ocpiplatform.contract.ObjectKind;
import org.ocpiplatform.contract.ReplicaId;
import org.ocpiplatform.contract.bookings.BookingLocationCommand.PatchBookingLocation;
import org.ocpiplatform.contract.bookings.BookingLocationCommand.PatchCalendar;
import org.ocpiplatform.contract.bookings.BookingLocationCommand.PutBookingLocation;
import org.ocpiplatform.contract.bookings.BookingLocationCommand.PutCalendar;
import org.ocpiplatform.ocpi.CiString;
import org.ocpiplatform.ocpi.InterfaceRole;
import org.ocpiplatform.ocpi.Role;
import org.ocpiplatform.ocpi.Side;
import org.ocpiplatform.ocpi.bookings.BookingLocation;
import org.ocpiplatform.ocpi.bookings.Calendar;
import org.ocpiplatform.ocpi.json.EncodedJson;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/**
 * Booking locations with their calendars, as CPOs publish them through this platform, and as they push them to the
 * eMSPs on it. Only the owning CPO writes; that it may where it publishes OCPI leaves open.
 */
@OcpiInterface(module = "bookings", role = InterfaceRole.SENDER, side = Side.CPO)
@OcpiInterface(module = "bookings", role = InterfaceRole.RECEIVER, side = Side.EMSP)
@RequestMapping({"/ocpi/cpo/2.3.0/bookings", "/ocpi/emsp/2.3.0/bookings"})
final class BookingLocationsController {

    private static final ObjectKind KIND = ObjectKind.BOOKING_LOCATION;
    private static final String BOOKING_LOCATION = "/{country_code}/{party_id}/booking_locations/{booking_location_id}";
    private static final String CALENDAR = BOOKING_LOCATION + "/{calendar_id}";

    private static final int MAX_CALENDAR_ID_LENGTH = 36;

    private final ObjectRequests objects;

    BookingLocationsController(ObjectRequests objects) {
        this.objects = objects;
    }

    @GetMapping(BOOKING_LOCATION)
    @Operation(summary = "One booking location")
    OcpiAnswer get(Side side, OcpiExchange exchange, OwnerPath path) {
        return objects.get(path.readable(side, KIND), exchange);
    }

    @GetMapping(CALENDAR)
    @Operation(summary = "One calendar")
    OcpiAnswer getCalendar(
            Side side, OcpiExchange exchange, OwnerPath path, @PathVariable("calendar_id") CiString calendarId) {
        EncodedJson bookingLocation = objects.find(path.readable(side, KIND), exchange);
        return OcpiAnswer.value(Calendars.find(bookingLocation, calendarId));
    }

    @PutMapping(BOOKING_LOCATION)
    @Operation(summary = "The owning CPO creates or replaces a booking location with its calendars")
    @BodyExample("booking-location")
    OcpiAnswer put(Side side, OcpiExchange exchange, OwnerPath path, JsonBody body) {
        ReplicaId id = path.creatable(side, KIND, exchange.caller(), Role.CPO);
        return objects.write(id, exchange, new PutBookingLocation(id, body.valid(BookingLocation.class)));
    }

    @PutMapping(CALENDAR)
    @Operation(summary = "The owning CPO creates or replaces a calendar")
    @BodyExample("calendar")
    OcpiAnswer putCalendar(
            Side side,
            OcpiExchange exchange,
            OwnerPath path,
            @PathVariable("calendar_id") CiString calendarId,
            JsonBody body) {
        ReplicaId id = path.writable(side, KIND, exchange.caller(), Role.CPO);
        CiString created = IdText.creatable("the calendar's id", calendarId, MAX_CALENDAR_ID_LENGTH);
        return objects.write(id, exchange, new PutCalendar(id, created, body.valid(Calendar.class)));
    }

    @PatchMapping(BOOKING_LOCATION)
    @Operation(summary = "The owning CPO changes fields of a booking location")
    @BodyExample("booking-location-patch")
    OcpiAnswer patch(Side side, OcpiExchange exchange, OwnerPath path, JsonBody body) {
        ReplicaId id = path.writable(side, KIND, exchange.caller(), Role.CPO);
        return objects.write(id, exchange, new PatchBookingLocation(id, body.object()));
    }

    @PatchMapping(CALENDAR)
    @Operation(summary = "The owning CPO changes fields of a calendar")
    @BodyExample("calendar-patch")
    OcpiAnswer patchCalendar(
            Side side,
            OcpiExchange exchange,
            OwnerPath path,
            @PathVariable("calendar_id") CiString calendarId,
            JsonBody body) {
        ReplicaId id = path.writable(side, KIND, exchange.caller(), Role.CPO);
        return objects.write(id, exchange, new PatchCalendar(id, calendarId, body.object()));
    }
}
