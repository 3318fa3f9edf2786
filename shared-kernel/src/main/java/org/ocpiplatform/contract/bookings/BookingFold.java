package org.ocpiplatform.contract.bookings;

import java.lang.invoke.MethodHandles;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.contract.bookings.BookingEvent.BookingCanceled;
import org.ocpiplatform.contract.bookings.BookingEvent.BookingChangeRequested;
import org.ocpiplatform.contract.bookings.BookingEvent.BookingDecided;
import org.ocpiplatform.contract.bookings.BookingEvent.BookingPatched;
import org.ocpiplatform.contract.bookings.BookingEvent.BookingReplaced;
import org.ocpiplatform.contract.bookings.BookingEvent.BookingRequested;
import org.ocpiplatform.ocpi.bookings.Booking;
import org.ocpiplatform.ocpi.bookings.BookingRequest;
import org.ocpiplatform.ocpi.bookings.BookingRequestStatus;
import org.ocpiplatform.ocpi.bookings.Cancellation;
import org.ocpiplatform.ocpi.bookings.ReservationRequestStatus;
import org.ocpiplatform.ocpi.bookings.ReservationStatus;
import org.ocpiplatform.ocpi.json.RecordPatch;
import tools.jackson.databind.node.ObjectNode;

/** The state of a Booking after its events; the aggregate, the projector and the audit all use this one fold. */
public final class BookingFold {

    private static final RecordPatch<Booking> PATCH = RecordPatch.of(MethodHandles.lookup(), Booking.class, Map.of());

    private BookingFold() {}

    /**
     * The booking after one more event.
     *
     * @param current the booking before it; null before the first
     */
    public static Booking apply(@Nullable Booking current, BookingEvent event) {
        return switch (event) {
            case BookingRequested requested -> requested.booking();
            case BookingChangeRequested asked ->
                withRequest(
                        existing(current, event), ReservationRequestStatus.PENDING, asked.request(), asked.received());
            case BookingCanceled canceled -> canceled(existing(current, event), canceled);
            case BookingDecided decided -> decided(patch(existing(current, event), decided.patch()), decided.outcome());
            case BookingReplaced replaced -> replaced.booking();
            case BookingPatched patched -> patch(existing(current, event), patched.patch());
        };
    }

    /** The booking with the fields of a patch; not validated. */
    public static Booking patch(Booking current, ObjectNode patch) {
        return PATCH.apply(current, patch);
    }

    private static Booking canceled(Booking current, BookingCanceled event) {
        Cancellation cancellation = event.request().canceled();
        if (cancellation == null) {
            throw new IllegalStateException(event.bookingId() + " is cancelled without a cancellation");
        }
        return withRequest(current, ReservationRequestStatus.ACCEPTED, event.request(), event.received())
                .withStatus(ReservationStatus.CANCELED)
                .withCanceled(cancellation);
    }

    /** A booking's own clock does not run backwards, whatever its CPO has set it to. */
    private static Booking withRequest(
            Booking current, ReservationRequestStatus status, BookingRequest request, Instant received) {
        List<BookingRequestStatus> requests = new ArrayList<>(current.bookingRequests());
        requests.add(new BookingRequestStatus(status, request, received, Map.of()));
        return current.withBookingRequests(requests)
                .withLastUpdated(received.isAfter(current.lastUpdated()) ? received : current.lastUpdated());
    }

    private static Booking decided(Booking current, ReservationRequestStatus outcome) {
        return current.withBookingRequests(current.bookingRequests().stream()
                .map(request -> request.requestStatus() == ReservationRequestStatus.PENDING
                        ? new BookingRequestStatus(
                                outcome, request.bookingRequest(), request.requestReceived(), request.extensions())
                        : request)
                .toList());
    }

    private static Booking existing(@Nullable Booking current, BookingEvent event) {
        if (current == null) {
            throw new IllegalStateException(event.bookingId() + " begins with " + event);
        }
        return current;
    }
}
