package org.ocpiplatform.write.bookings;

import static org.ocpiplatform.ocpi.bookings.ReservationStatus.CANCELED;
import static org.ocpiplatform.ocpi.bookings.ReservationStatus.FAILED;
import static org.ocpiplatform.ocpi.bookings.ReservationStatus.FULFILLED;
import static org.ocpiplatform.ocpi.bookings.ReservationStatus.NO_SHOW;
import static org.ocpiplatform.ocpi.bookings.ReservationStatus.PENDING;
import static org.ocpiplatform.ocpi.bookings.ReservationStatus.REJECTED;
import static org.ocpiplatform.ocpi.bookings.ReservationStatus.RESERVED;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.contract.Rejection;
import org.ocpiplatform.contract.ReplicaId;
import org.ocpiplatform.contract.bookings.BookingCommand.PatchBooking;
import org.ocpiplatform.contract.bookings.BookingCommand.PutBooking;
import org.ocpiplatform.contract.bookings.BookingEvent;
import org.ocpiplatform.contract.bookings.BookingEvent.BookingDecided;
import org.ocpiplatform.contract.bookings.BookingEvent.BookingPatched;
import org.ocpiplatform.contract.bookings.BookingEvent.BookingReplaced;
import org.ocpiplatform.contract.bookings.BookingFold;
import org.ocpiplatform.ocpi.Side;
import org.ocpiplatform.ocpi.bookings.Booking;
import org.ocpiplatform.ocpi.bookings.ReservationRequestStatus;
import org.ocpiplatform.ocpi.bookings.ReservationStatus;
import org.ocpiplatform.ocpi.validation.Validation;
import org.ocpiplatform.write.Writes;
import tools.jackson.databind.node.ObjectNode;

/** When the CPO may change a Booking, and to what (OCPI 2.3.0, chapter Bookings). */
final class BookingRules {

    /** Statuses that are not here are final. */
    private static final Map<ReservationStatus, Set<ReservationStatus>> TRANSITIONS = Map.of(
            PENDING, Set.of(PENDING, RESERVED, REJECTED, FAILED, CANCELED),
            RESERVED, Set.of(RESERVED, FULFILLED, CANCELED, NO_SHOW));

    /** What a decision on a booking says of the requests for it. */
    private static final Map<ReservationStatus, ReservationRequestStatus> OUTCOMES = Map.of(
            RESERVED, ReservationRequestStatus.ACCEPTED,
            REJECTED, ReservationRequestStatus.DECLINED,
            FAILED, ReservationRequestStatus.FAILED);

    private BookingRules() {}

    static List<BookingEvent> put(@Nullable Booking current, PutBooking command) {
        Booking incoming = Validation.valid(command.booking());
        ReplicaId bookingId = command.bookingId();
        Writes.requireSameIdentity(bookingId, incoming.owner(), incoming.id());
        BookingReplaced replaced = new BookingReplaced(bookingId, incoming);
        if (current == null) {
            Writes.refuseReservedId(bookingId);
            return List.of(replaced);
        }
        return changed(current, incoming, replaced);
    }

    static List<BookingEvent> patch(@Nullable Booking current, PatchBooking command) {
        ReplicaId bookingId = command.bookingId();
        Booking known = Writes.existing(current, bookingId);
        ObjectNode patch = Writes.patch(command.patch());
        Booking incoming = Validation.valid(BookingFold.patch(known, patch));
        Writes.requireSameIdentity(bookingId, incoming.owner(), incoming.id());
        if (bookingId.side() == Side.CPO && !incoming.requestId().equals(known.requestId())) {
            throw Rejection.invalid("request_id is " + known.requestId() + ", by which its eMSP finds the booking");
        }
        ReservationRequestStatus outcome = outcome(known, incoming, bookingId, patch);
        return changed(
                known,
                incoming,
                outcome == null ? new BookingPatched(bookingId, patch) : new BookingDecided(bookingId, patch, outcome));
    }

    /** Whether nothing more can happen to the booking. */
    static boolean isFinal(Booking booking) {
        return !TRANSITIONS.containsKey(booking.reservationStatus());
    }

    /** What becomes of the pending requests: a copy shows what its owner says, and so does a patch that tells it. */
    private static @Nullable ReservationRequestStatus outcome(
            Booking current, Booking incoming, ReplicaId bookingId, ObjectNode patch) {
        return bookingId.side() == Side.CPO && current.reservationStatus() == PENDING && !patch.has("booking_requests")
                ? OUTCOMES.get(incoming.reservationStatus())
                : null;
    }

    private static List<BookingEvent> changed(Booking current, Booking next, BookingEvent event) {
        if (next.equals(current)) {
            return List.of();
        }
        Writes.refuseStale(current.lastUpdated(), next.lastUpdated());
        ReservationStatus status = current.reservationStatus();
        if (isFinal(current)) {
            throw Rejection.invalid("reservation_status is " + status + ", so the booking no longer changes");
        }
        if (!TRANSITIONS.getOrDefault(status, Set.of()).contains(next.reservationStatus())) {
            throw Rejection.invalid("reservation_status " + next.reservationStatus() + " cannot follow " + status);
        }
        return List.of(event);
    }
}
