package org.ocpiplatform.api.ocpi.bookings;

import org.ocpiplatform.api.http.JsonBody;
import org.ocpiplatform.api.ocpi.envelope.OcpiAnswer;
import org.ocpiplatform.api.ocpi.exchange.OcpiExchange;
import org.ocpiplatform.api.ocpi.objects.ObjectRequests;
import org.ocpiplatform.api.ocpi.objects.OwnerPath;
import org.ocpiplatform.api.ocpi.objects.PageQuery;
import org.ocpiplatform.contract.ObjectKind;
import org.ocpiplatform.contract.Rejection;
import org.ocpiplatform.contract.ReplicaId;
import org.ocpiplatform.contract.WriteResult;
import org.ocpiplatform.contract.bookings.BookingAnswer;
import org.ocpiplatform.contract.bookings.BookingCommand.PatchBooking;
import org.ocpiplatform.contract.bookings.BookingCommand.PutBooking;
import org.ocpiplatform.contract.bookings.BookingCommand.RequestBooking;
import org.ocpiplatform.contract.bookings.BookingIds;
import org.ocpiplatform.ocpi.Role;
import org.ocpiplatform.ocpi.Side;
import org.ocpiplatform.ocpi.bookings.Booking;
import org.ocpiplatform.ocpi.bookings.BookingLocation;
import org.ocpiplatform.ocpi.bookings.BookingRequest;
import org.ocpiplatform.ocpi.json.OcpiJson;
import org.springframework.stereotype.Component;

/** Requests about Bookings: eMSPs ask for them where their CPO publishes, and only the owning CPO writes them. */
@Component
final class BookingRequests {

    private static final ObjectKind KIND = ObjectKind.BOOKING;

    private final ObjectRequests objects;

    BookingRequests(ObjectRequests objects) {
        this.objects = objects;
    }

    OcpiAnswer list(Side side, OcpiExchange exchange, PageQuery query) {
        return objects.list(KIND, side, exchange, query);
    }

    OcpiAnswer get(Side side, OcpiExchange exchange, OwnerPath path) {
        return objects.get(path.readable(side, KIND), exchange);
    }

    /** The path names no CPO: the one of the booking location that the request names is asked. */
    OcpiAnswer request(OcpiExchange exchange, JsonBody body) {
        BookingRequest request = body.valid(BookingRequest.class);
        if (!exchange.caller().driverParties().contains(request.requester())) {
            throw Rejection.invalid("country_code and party_id name no eMSP of the caller");
        }
        ReplicaId offered = offer(exchange, request);
        BookingLocation offer = OcpiJson.mapper().readValue(objects.find(offered, exchange), BookingLocation.class);
        ReplicaId id = BookingIds.of(offered.owner(), request.requester(), request.requestId());
        BookingAnswer answer = objects.send(
                exchange, request.requester(), new RequestBooking(id, request, offer), BookingAnswer.class);
        OcpiAnswer shown = objects.shown(KIND, answer.result(), OcpiAnswer.value(answer.booking()));
        return answer.result().kind() == WriteResult.Kind.CREATED ? shown.created() : shown;
    }

    private ReplicaId offer(OcpiExchange exchange, BookingRequest request) {
        try {
            return objects.named(
                    ObjectKind.BOOKING_LOCATION,
                    Side.CPO,
                    request.bookingLocationId(),
                    exchange,
                    Rejection.Code.INVALID);
        } catch (Rejection e) {
            // Only a path that leads nowhere is a 404.
            throw e.code() == Rejection.Code.NOT_FOUND
                    ? new Rejection(Rejection.Code.UNKNOWN_LOCATION, "booking_location_id is unknown")
                    : e;
        }
    }

    OcpiAnswer put(Side side, OcpiExchange exchange, OwnerPath path, JsonBody body) {
        ReplicaId id = path.creatable(side, KIND, exchange.caller(), Role.CPO);
        return objects.write(id, exchange, new PutBooking(id, body.valid(Booking.class)));
    }

    OcpiAnswer patch(Side side, OcpiExchange exchange, OwnerPath path, JsonBody body) {
        ReplicaId id = path.writable(side, KIND, exchange.caller(), Role.CPO);
        return objects.write(id, exchange, new PatchBooking(id, body.object()));
    }
}
