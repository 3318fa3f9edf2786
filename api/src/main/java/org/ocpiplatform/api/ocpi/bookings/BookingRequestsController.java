package org.ocpiplatform.api.ocpi.bookings;

import io.swagger.v3.oas.annotations.Operation;
import org.ocpiplatform.api.http.JsonBody;
import org.ocpiplatform.api.ocpi.envelope.OcpiAnswer;
import org.ocpiplatform.api.ocpi.exchange.BodyExample;
import org.ocpiplatform.api.ocpi.exchange.OcpiExchange;
import org.ocpiplatform.api.ocpi.exchange.OcpiInterface;
import org.ocpiplatform.api.ocpi.objects.ObjectRequests;
import org.ocpiplatform.api.ocpi.objects.PageQuery;
import org.ocpiplatform.contract.ObjectKind;
import org.ocpiplatform.contract.Rejection;
import org.ocpiplatform.contract.ReplicaId;
import org.ocpiplatform.contract.WriteResult;
import org.ocpiplatform.contract.bookings.BookingAnswer;
import org.ocpiplatform.contract.bookings.BookingCommand.RequestBooking;
import org.ocpiplatform.contract.bookings.BookingIds;
import org.ocpiplatform.ocpi.InterfaceRole;
import org.ocpiplatform.ocpi.Side;
import org.ocpiplatform.ocpi.bookings.BookingLocation;
import org.ocpiplatform.ocpi.bookings.BookingRequest;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** What eMSPs ask of the CPOs that take bookings through this platform. */
@OcpiInterface(module = "bookings", role = InterfaceRole.SENDER, side = Side.CPO)
@RequestMapping("/ocpi/cpo/2.3.0/bookings")
final class BookingRequestsController {

    private static final ObjectKind KIND = ObjectKind.BOOKING;

    private final ObjectRequests objects;

    BookingRequestsController(ObjectRequests objects) {
        this.objects = objects;
    }

    @GetMapping
    @Operation(summary = "The bookings that the caller owns or asked for")
    OcpiAnswer list(Side side, OcpiExchange exchange, PageQuery query) {
        return objects.list(KIND, side, exchange, query);
    }

    /** The path names no CPO: the one of the booking location that the request names is asked. */
    @PostMapping
    @Operation(
            summary = "An eMSP asks for a booking",
            description = "Another request with the same request_id asks for a change, or cancels if it has canceled.")
    @BodyExample("booking-request")
    OcpiAnswer request(Side side, OcpiExchange exchange, JsonBody body) {
        BookingRequest request = body.valid(BookingRequest.class);
        if (!exchange.caller().driverParties().contains(request.requester())) {
            throw Rejection.invalid("country_code and party_id name no eMSP of the caller");
        }
        ReplicaId offered = offer(side, exchange, request);
        BookingLocation offer = objects.find(offered, exchange).read(BookingLocation.class);
        ReplicaId id = BookingIds.of(offered.owner(), request.requester(), request.requestId());
        BookingAnswer answer = objects.send(
                exchange, request.requester(), new RequestBooking(id, request, offer), BookingAnswer.class);
        OcpiAnswer shown = objects.shown(KIND, answer.result(), OcpiAnswer.value(answer.booking()));
        return answer.result().kind() == WriteResult.Kind.CREATED ? shown.created() : shown;
    }

    private ReplicaId offer(Side side, OcpiExchange exchange, BookingRequest request) {
        try {
            return objects.named(
                    ObjectKind.BOOKING_LOCATION, side, request.bookingLocationId(), exchange, Rejection.Code.INVALID);
        } catch (Rejection e) {
            // Only a path that leads nowhere is a 404.
            throw e.code() == Rejection.Code.NOT_FOUND
                    ? new Rejection(Rejection.Code.UNKNOWN_LOCATION, "booking_location_id is unknown")
                    : e;
        }
    }
}
