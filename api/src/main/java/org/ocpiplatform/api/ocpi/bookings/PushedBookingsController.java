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
import org.ocpiplatform.contract.bookings.BookingCommand.PutBooking;
import org.ocpiplatform.ocpi.InterfaceRole;
import org.ocpiplatform.ocpi.Role;
import org.ocpiplatform.ocpi.Side;
import org.ocpiplatform.ocpi.bookings.Booking;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** Whole bookings as CPOs push them to the eMSPs on this platform. */
@OcpiInterface(module = "bookings", role = InterfaceRole.RECEIVER, side = Side.EMSP)
@RequestMapping("/ocpi/emsp/2.3.0/bookings")
final class PushedBookingsController {

    private final ObjectRequests objects;

    PushedBookingsController(ObjectRequests objects) {
        this.objects = objects;
    }

    @PutMapping("/{country_code}/{party_id}/{booking_id}")
    @Operation(summary = "The owning CPO pushes a whole booking")
    @BodyExample("booking")
    OcpiAnswer put(Side side, OcpiExchange exchange, OwnerPath path, JsonBody body) {
        ReplicaId id = path.creatable(side, ObjectKind.BOOKING, exchange.caller(), Role.CPO);
        return objects.write(id, exchange, new PutBooking(id, body.valid(Booking.class)));
    }
}
