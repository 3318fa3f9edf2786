package org.ocpiplatform.api.ocpi.bookings;

import io.swagger.v3.oas.annotations.Operation;
import org.ocpiplatform.api.http.JsonBody;
import org.ocpiplatform.api.ocpi.envelope.OcpiAnswer;
import org.ocpiplatform.api.ocpi.exchange.BodyExample;
import org.ocpiplatform.api.ocpi.exchange.OcpiExchange;
import org.ocpiplatform.api.ocpi.exchange.OcpiInterface;
import org.ocpiplatform.api.ocpi.objects.OwnerPath;
import org.ocpiplatform.ocpi.CiString;
import org.ocpiplatform.ocpi.InterfaceRole;
import org.ocpiplatform.ocpi.Side;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** Bookings, and what can be booked, as CPOs push them to the eMSPs on this platform. */
@OcpiInterface(module = "bookings", role = InterfaceRole.RECEIVER, side = Side.EMSP)
@RequestMapping(BookingsReceiver.PATH)
final class BookingsReceiver {

    static final String PATH = "/ocpi/emsp/2.3.0/bookings";

    private static final String BOOKING = "/{country_code}/{party_id}/{booking_id}";
    private static final String BOOKING_LOCATION = "/{country_code}/{party_id}/booking_locations/{booking_location_id}";
    private static final String CALENDAR = BOOKING_LOCATION + "/{calendar_id}";

    private final BookingRequests bookings;
    private final BookingLocationRequests bookingLocations;

    BookingsReceiver(BookingRequests bookings, BookingLocationRequests bookingLocations) {
        this.bookings = bookings;
        this.bookingLocations = bookingLocations;
    }

    @GetMapping(BOOKING)
    @Operation(summary = "The copy of one booking")
    OcpiAnswer get(OcpiExchange exchange, OwnerPath path) {
        return bookings.get(Side.EMSP, exchange, path);
    }

    @PutMapping(BOOKING)
    @Operation(summary = "The owning CPO pushes a whole booking")
    @BodyExample("booking")
    OcpiAnswer put(OcpiExchange exchange, OwnerPath path, JsonBody body) {
        return bookings.put(Side.EMSP, exchange, path, body);
    }

    @PatchMapping(BOOKING)
    @Operation(summary = "The owning CPO pushes changed fields of a booking")
    @BodyExample("booking-patch")
    OcpiAnswer patch(OcpiExchange exchange, OwnerPath path, JsonBody body) {
        return bookings.patch(Side.EMSP, exchange, path, body);
    }

    @GetMapping(BOOKING_LOCATION)
    @Operation(summary = "The copy of one booking location")
    OcpiAnswer getBookingLocation(OcpiExchange exchange, OwnerPath path) {
        return bookingLocations.get(Side.EMSP, exchange, path);
    }

    @GetMapping(CALENDAR)
    @Operation(summary = "The copy of one calendar")
    OcpiAnswer getCalendar(OcpiExchange exchange, OwnerPath path, @PathVariable("calendar_id") CiString calendarId) {
        return bookingLocations.get(Side.EMSP, exchange, path, calendarId);
    }

    @PutMapping(BOOKING_LOCATION)
    @Operation(summary = "The owning CPO pushes a whole booking location with its calendars")
    @BodyExample("booking-location")
    OcpiAnswer putBookingLocation(OcpiExchange exchange, OwnerPath path, JsonBody body) {
        return bookingLocations.put(Side.EMSP, exchange, path, body);
    }

    @PutMapping(CALENDAR)
    @Operation(summary = "The owning CPO pushes a whole calendar")
    @BodyExample("calendar")
    OcpiAnswer putCalendar(
            OcpiExchange exchange, OwnerPath path, @PathVariable("calendar_id") CiString calendarId, JsonBody body) {
        return bookingLocations.put(Side.EMSP, exchange, path, calendarId, body);
    }

    @PatchMapping(BOOKING_LOCATION)
    @Operation(summary = "The owning CPO pushes changed fields of a booking location")
    @BodyExample("booking-location-patch")
    OcpiAnswer patchBookingLocation(OcpiExchange exchange, OwnerPath path, JsonBody body) {
        return bookingLocations.patch(Side.EMSP, exchange, path, body);
    }

    @PatchMapping(CALENDAR)
    @Operation(summary = "The owning CPO pushes changed fields of a calendar")
    @BodyExample("calendar-patch")
    OcpiAnswer patchCalendar(
            OcpiExchange exchange, OwnerPath path, @PathVariable("calendar_id") CiString calendarId, JsonBody body) {
        return bookingLocations.patch(Side.EMSP, exchange, path, calendarId, body);
    }
}
