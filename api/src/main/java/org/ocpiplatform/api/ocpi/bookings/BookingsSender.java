package org.ocpiplatform.api.ocpi.bookings;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import org.ocpiplatform.api.http.JsonBody;
import org.ocpiplatform.api.ocpi.envelope.OcpiAnswer;
import org.ocpiplatform.api.ocpi.exchange.BodyExample;
import org.ocpiplatform.api.ocpi.exchange.OcpiExchange;
import org.ocpiplatform.api.ocpi.exchange.OcpiInterface;
import org.ocpiplatform.api.ocpi.objects.ObjectId;
import org.ocpiplatform.api.ocpi.objects.OwnerPath;
import org.ocpiplatform.api.ocpi.objects.PageQuery;
import org.ocpiplatform.ocpi.CiString;
import org.ocpiplatform.ocpi.InterfaceRole;
import org.ocpiplatform.ocpi.Side;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/**
 * Bookings as CPOs take them through this platform: eMSPs see what can be booked and ask for it; the owning CPO's own
 * system feeds in its offers and decides, which OCPI leaves open.
 */
@OcpiInterface(module = "bookings", role = InterfaceRole.SENDER, side = Side.CPO)
@RequestMapping(BookingsSender.PATH)
final class BookingsSender {

    static final String PATH = "/ocpi/cpo/2.3.0/bookings";

    private static final String OFFERS = "/booking_locations";
    private static final String BOOKING = "/{country_code}/{party_id}/{booking_id}";
    private static final String BOOKING_LOCATION = "/{country_code}/{party_id}/booking_locations/{booking_location_id}";
    private static final String CALENDAR = BOOKING_LOCATION + "/{calendar_id}";

    private final BookingRequests bookings;
    private final BookingLocationRequests bookingLocations;

    BookingsSender(BookingRequests bookings, BookingLocationRequests bookingLocations) {
        this.bookings = bookings;
        this.bookingLocations = bookingLocations;
    }

    @GetMapping
    @Operation(summary = "The bookings that the caller owns or asked for")
    OcpiAnswer list(OcpiExchange exchange, PageQuery query) {
        return bookings.list(Side.CPO, exchange, query);
    }

    @PostMapping
    @Operation(
            summary = "An eMSP asks for a booking",
            description = "Another request with the same request_id asks for a change, or cancels if it has canceled.")
    @BodyExample("booking-request")
    OcpiAnswer request(OcpiExchange exchange, JsonBody body) {
        return bookings.request(exchange, body);
    }

    @GetMapping(BOOKING)
    @Operation(summary = "One booking")
    OcpiAnswer get(OcpiExchange exchange, OwnerPath path) {
        return bookings.get(Side.CPO, exchange, path);
    }

    @PatchMapping(BOOKING)
    @Operation(summary = "The owning CPO decides on a booking, or changes other fields of it")
    @BodyExample("booking-patch")
    OcpiAnswer patch(OcpiExchange exchange, OwnerPath path, JsonBody body) {
        return bookings.patch(Side.CPO, exchange, path, body);
    }

    @GetMapping(OFFERS)
    @Operation(
            summary = "The booking locations that are published here",
            parameters = {
                @Parameter(
                        in = ParameterIn.QUERY,
                        name = "timeslot_from",
                        description = "Those with an available slot that ends after, in UTC"),
                @Parameter(
                        in = ParameterIn.QUERY,
                        name = "timeslot_to",
                        description = "Those with an available slot that starts before, in UTC")
            })
    OcpiAnswer listBookingLocations(OcpiExchange exchange, PageQuery query) {
        return bookingLocations.list(Side.CPO, exchange, query);
    }

    @GetMapping(OFFERS + "/{booking_location_id}")
    @Operation(summary = "One booking location, whoever owns it")
    OcpiAnswer getBookingLocation(OcpiExchange exchange, ObjectId id) {
        return bookingLocations.get(Side.CPO, exchange, id);
    }

    @GetMapping(OFFERS + "/{booking_location_id}/{calendar_id}")
    @Operation(summary = "One calendar of a booking location, whoever owns it")
    OcpiAnswer getCalendar(OcpiExchange exchange, ObjectId id, @PathVariable("calendar_id") CiString calendarId) {
        return bookingLocations.get(Side.CPO, exchange, id, calendarId);
    }

    @GetMapping(BOOKING_LOCATION)
    @Operation(summary = "One booking location")
    OcpiAnswer getBookingLocation(OcpiExchange exchange, OwnerPath path) {
        return bookingLocations.get(Side.CPO, exchange, path);
    }

    @GetMapping(CALENDAR)
    @Operation(summary = "One calendar")
    OcpiAnswer getCalendar(OcpiExchange exchange, OwnerPath path, @PathVariable("calendar_id") CiString calendarId) {
        return bookingLocations.get(Side.CPO, exchange, path, calendarId);
    }

    @PutMapping(BOOKING_LOCATION)
    @Operation(summary = "The owning CPO feeds in a whole booking location with its calendars")
    @BodyExample("booking-location")
    OcpiAnswer putBookingLocation(OcpiExchange exchange, OwnerPath path, JsonBody body) {
        return bookingLocations.put(Side.CPO, exchange, path, body);
    }

    @PutMapping(CALENDAR)
    @Operation(summary = "The owning CPO feeds in a whole calendar")
    @BodyExample("calendar")
    OcpiAnswer putCalendar(
            OcpiExchange exchange, OwnerPath path, @PathVariable("calendar_id") CiString calendarId, JsonBody body) {
        return bookingLocations.put(Side.CPO, exchange, path, calendarId, body);
    }

    @PatchMapping(BOOKING_LOCATION)
    @Operation(summary = "The owning CPO feeds in changed fields of a booking location")
    @BodyExample("booking-location-patch")
    OcpiAnswer patchBookingLocation(OcpiExchange exchange, OwnerPath path, JsonBody body) {
        return bookingLocations.patch(Side.CPO, exchange, path, body);
    }

    @PatchMapping(CALENDAR)
    @Operation(summary = "The owning CPO feeds in changed fields of a calendar")
    @BodyExample("calendar-patch")
    OcpiAnswer patchCalendar(
            OcpiExchange exchange, OwnerPath path, @PathVariable("calendar_id") CiString calendarId, JsonBody body) {
        return bookingLocations.patch(Side.CPO, exchange, path, calendarId, body);
    }
}
