package org.ocpiplatform.read.bookings;

import java.util.List;
import java.util.stream.Stream;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.TrackingToken;
import org.ocpiplatform.contract.Caller;
import org.ocpiplatform.contract.ObjectKind;
import org.ocpiplatform.contract.ReplicaId;
import org.ocpiplatform.contract.bookings.BookingEvent;
import org.ocpiplatform.contract.bookings.BookingFold;
import org.ocpiplatform.ocpi.Role;
import org.ocpiplatform.ocpi.Side;
import org.ocpiplatform.ocpi.bookings.Booking;
import org.ocpiplatform.read.objects.Audience;
import org.ocpiplatform.read.objects.ObjectProjections;
import org.ocpiplatform.read.objects.ObjectShape;
import org.ocpiplatform.read.projection.Projection;
import org.springframework.stereotype.Component;

/** Bookings as partners see them: the owner, and the eMSPs that asked for them. */
@Component
@ProcessingGroup("bookings")
final class BookingProjector {

    private final Projection<Booking> projection;

    BookingProjector(ObjectProjections objects) {
        projection = objects.register(ObjectShape.of(
                ObjectKind.BOOKING,
                Booking.class,
                BookingEvent.class,
                BookingFold::apply,
                Booking::lastUpdated,
                BookingProjector::audience,
                BookingProjector::audiences));
    }

    @EventHandler
    void on(BookingEvent event, DomainEventMessage<?> message, TrackingToken token) {
        projection.add(message, token);
    }

    private static List<String> audience(ReplicaId id, Booking state) {
        return Stream.concat(
                        Stream.of(Audience.OWNER.on(id.side(), id.owner())),
                        state.bookingRequests().stream()
                                .map(request -> Audience.REQUESTER.on(
                                        id.side(), request.bookingRequest().requester())))
                .toList();
    }

    private static List<String> audiences(Side side, Caller caller) {
        return Stream.concat(
                        Audience.OWNER.on(side, caller.parties(Role.CPO)).stream(),
                        Audience.REQUESTER.on(side, caller.driverParties()).stream())
                .toList();
    }
}
