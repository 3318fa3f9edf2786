package org.ocpiplatform.api.ocpi.bookings;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.api.messaging.Queries;
import org.ocpiplatform.api.ocpi.envelope.OcpiAnswer;
import org.ocpiplatform.api.ocpi.exchange.OcpiExchange;
import org.ocpiplatform.api.ocpi.exchange.OcpiInterface;
import org.ocpiplatform.api.ocpi.objects.ObjectId;
import org.ocpiplatform.api.ocpi.objects.ObjectRequests;
import org.ocpiplatform.api.ocpi.objects.PageQuery;
import org.ocpiplatform.contract.ObjectKind;
import org.ocpiplatform.contract.ObjectPage;
import org.ocpiplatform.contract.ReplicaId;
import org.ocpiplatform.contract.bookings.BookingQuery.ListBookingLocations;
import org.ocpiplatform.ocpi.CiString;
import org.ocpiplatform.ocpi.InterfaceRole;
import org.ocpiplatform.ocpi.Side;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;

/** What can be booked through this platform, by paths that do not name the owner. */
@OcpiInterface(module = "bookings", role = InterfaceRole.SENDER, side = Side.CPO)
@RequestMapping("/ocpi/cpo/2.3.0/bookings")
final class BookingOffersController {

    private static final ObjectKind KIND = ObjectKind.BOOKING_LOCATION;
    private static final String OFFERS = "/booking_locations";

    private final ObjectRequests objects;
    private final Queries queries;

    BookingOffersController(ObjectRequests objects, Queries queries) {
        this.objects = objects;
        this.queries = queries;
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
    OcpiAnswer list(Side side, OcpiExchange exchange, PageQuery query) {
        @Nullable Instant from = query.dateTime("timeslot_from");
        @Nullable Instant to = query.dateTime("timeslot_to");
        return query.answer(page ->
                queries.one(new ListBookingLocations(side, exchange.caller(), page, from, to), ObjectPage.class));
    }

    @GetMapping(OFFERS + "/{booking_location_id}")
    @Operation(summary = "One booking location, whoever owns it")
    OcpiAnswer get(Side side, OcpiExchange exchange, ObjectId id) {
        return objects.get(objects.named(KIND, side, id, exchange), exchange);
    }

    @GetMapping(OFFERS + "/{booking_location_id}/{calendar_id}")
    @Operation(summary = "One calendar of a booking location, whoever owns it")
    OcpiAnswer getCalendar(
            Side side, OcpiExchange exchange, ObjectId id, @PathVariable("calendar_id") CiString calendarId) {
        ReplicaId bookingLocation = objects.named(KIND, side, id, exchange);
        return OcpiAnswer.value(Calendars.find(objects.find(bookingLocation, exchange), calendarId));
    }
}
