package org.ocpiplatform.api.ocpi.bookings;

import io.swagger.v3.oas.annotations.Operation;
import org.ocpiplatform.api.http.JsonBody;
import org.ocpiplatform.api.ocpi.envelope.OcpiAnswer;
import org.ocpiplatform.api.ocpi.exchange.BodyExample;
import org.ocpiplatform.api.ocpi.exchange.OcpiExchange;
import org.ocpiplatform.api.ocpi.exchange.OcpiInterface;
import org.ocpiplatform.api.ocpi.objects.ObjectRequests;
import org.ocpiplatform.api.ocpi.objects.OwnerPath;
import org.ocpiplatform.contract.ObjectKind;
import org.ocpiplatform.contract.ReplicaId;
import org.ocpiplatform.contract.bookings.BookingCommand.PatchBooking;
import org.ocpiplatform.ocpi.InterfaceRole;
import org.ocpiplatform.ocpi.Role;
import org.ocpiplatform.ocpi.Side;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/**
 * Bookings as CPOs take them through this platform, and as they push them to the eMSPs on it. Only the owning CPO
 * decides on them.
 */
@OcpiInterface(module = "bookings", role = InterfaceRole.SENDER, side = Side.CPO)
@OcpiInterface(module = "bookings", role = InterfaceRole.RECEIVER, side = Side.EMSP)
@RequestMapping({"/ocpi/cpo/2.3.0/bookings", "/ocpi/emsp/2.3.0/bookings"})
final class BookingsController {

    private static final ObjectKind KIND = ObjectKind.BOOKING;
    private static final String BOOKING = "/{country_code}/{party_id}/{booking_id}";

    private final ObjectRequests objects;

    BookingsController(ObjectRequests objects) {
        this.objects = objects;
    }

    @GetMapping(BOOKING)
    @Operation(summary = "One booking")
    OcpiAnswer get(Side side, OcpiExchange exchange, OwnerPath path) {
        return objects.get(path.readable(side, KIND), exchange);
    }

    @PatchMapping(BOOKING)
    @Operation(summary = "The owning CPO decides on a booking, or changes other fields of it")
    @BodyExample("booking-patch")
    OcpiAnswer patch(Side side, OcpiExchange exchange, OwnerPath path, JsonBody body) {
        ReplicaId id = path.writable(side, KIND, exchange.caller(), Role.CPO);
        return objects.write(id, exchange, new PatchBooking(id, body.object()));
    }
}
