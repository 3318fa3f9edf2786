package org.ocpiplatform.write.bookings;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.contract.Rejection;
import org.ocpiplatform.contract.ReplicaId;
import org.ocpiplatform.contract.bookings.BookingCommand.RequestBooking;
import org.ocpiplatform.contract.bookings.BookingEvent;
import org.ocpiplatform.contract.bookings.BookingEvent.BookingCanceled;
import org.ocpiplatform.contract.bookings.BookingEvent.BookingChangeRequested;
import org.ocpiplatform.contract.bookings.BookingEvent.BookingRequested;
import org.ocpiplatform.ocpi.bookings.AccessMethod;
import org.ocpiplatform.ocpi.bookings.Booking;
import org.ocpiplatform.ocpi.bookings.BookingLocation;
import org.ocpiplatform.ocpi.bookings.BookingRequest;
import org.ocpiplatform.ocpi.bookings.BookingRequestStatus;
import org.ocpiplatform.ocpi.bookings.BookingTerms;
import org.ocpiplatform.ocpi.bookings.Period;
import org.ocpiplatform.ocpi.bookings.ReservationRequestStatus;
import org.ocpiplatform.ocpi.bookings.ReservationStatus;
import org.ocpiplatform.ocpi.bookings.Timeslot;
import org.ocpiplatform.ocpi.validation.Validation;

/** What an eMSP may ask of a Booking, and until when (OCPI 2.3.0, chapter Bookings). */
final class BookingRequestRules {

    private static final BigDecimal MILLIS_PER_MINUTE = BigDecimal.valueOf(60_000);

    /** Where the CPO states no terms: the token opens the place, and plans may change until the start. */
    private static final BookingTerms DEFAULT_TERMS = new BookingTerms(
            null,
            null,
            null,
            List.of(AccessMethod.TOKEN),
            BigDecimal.ZERO,
            BigDecimal.ZERO,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            Map.of());

    private BookingRequestRules() {}

    static List<BookingEvent> request(@Nullable Booking current, RequestBooking command, Instant moment) {
        BookingRequest request = Validation.valid(command.request());
        Instant now = moment.truncatedTo(ChronoUnit.MILLIS);
        if (current != null && isRepeat(current, request)) {
            return List.of();
        }
        requireLocation(request, command.offer());
        if (current == null) {
            return List.of(new BookingRequested(command.bookingId(), booked(command, now)));
        }
        if (BookingRules.isFinal(current)) {
            throw Rejection.invalid(
                    "reservation_status is " + current.reservationStatus() + ", so the booking no longer changes");
        }
        return request.canceled() == null
                ? List.of(changed(current, command.bookingId(), request, now))
                : List.of(canceled(current, command.bookingId(), request, now));
    }

    private static boolean isRepeat(Booking current, BookingRequest request) {
        return current.bookingRequests().getLast().bookingRequest().equals(request);
    }

    private static void requireLocation(BookingRequest request, BookingLocation offer) {
        if (!request.locationId().equals(offer.locationId())) {
            throw new Rejection(
                    Rejection.Code.UNKNOWN_LOCATION,
                    "booking_location_id " + request.bookingLocationId() + " is none of location_id "
                            + request.locationId());
        }
    }

    private static Booking booked(RequestBooking command, Instant now) {
        BookingRequest request = command.request();
        BookingLocation offer = command.offer();
        ReplicaId id = command.bookingId();
        if (request.canceled() != null) {
            throw Rejection.invalid("request_id " + request.requestId() + " is of no booking that could be canceled");
        }
        BookingTerms terms = offer.bookingTerms() == null ? DEFAULT_TERMS : offer.bookingTerms();
        requirePossible(request.period(), terms, now);
        return new Booking(
                id.id(),
                offer.countryCode(),
                offer.partyId(),
                request.requestId(),
                request.bookingOption() == null ? offer.bookingOption() : request.bookingOption(),
                offer.locationId(),
                request.tokens(),
                offer.tariffIds(),
                new Timeslot(
                        request.period().startDateTime(), request.period().endDateTime(), null, null, null, Map.of()),
                ReservationStatus.PENDING,
                null,
                request.accessInformation(),
                request.authorizationReference(),
                terms,
                List.of(new BookingRequestStatus(ReservationRequestStatus.PENDING, request, now, Map.of())),
                now,
                Map.of());
    }

    private static BookingEvent changed(Booking current, ReplicaId bookingId, BookingRequest request, Instant now) {
        BookingTerms terms = current.bookingTerms();
        if (Boolean.TRUE.equals(terms.changeNotAllowed())) {
            throw Rejection.invalid("the booking_terms do not allow changes");
        }
        requireInTime(current, "change_until_minutes", terms.changeUntilMinutes(), now);
        requirePossible(request.period(), terms, now);
        return new BookingChangeRequested(bookingId, request, now);
    }

    private static BookingEvent canceled(Booking current, ReplicaId bookingId, BookingRequest request, Instant now) {
        requireInTime(current, "cancel_until_minutes", current.bookingTerms().cancelUntilMinutes(), now);
        return new BookingCanceled(bookingId, request, now);
    }

    private static void requireInTime(Booking current, String term, BigDecimal minutes, Instant now) {
        Duration left = Duration.between(now, current.period().startDateTime());
        if (compare(left, minutes) < 0) {
            throw Rejection.invalid("it is too late: " + term + " before the start is " + minutes);
        }
    }

    private static void requirePossible(Period period, BookingTerms terms, Instant now) {
        if (period.startDateTime().isBefore(now)) {
            throw Rejection.invalid("period.start_date_time is in the past");
        }
        Duration length = Duration.between(period.startDateTime(), period.endDateTime());
        if (terms.minBookingDuration() != null && compare(length, terms.minBookingDuration()) < 0) {
            throw Rejection.invalid(
                    "period is shorter than min_booking_duration, " + terms.minBookingDuration() + " minutes");
        }
        if (terms.maxBookingDuration() != null && compare(length, terms.maxBookingDuration()) > 0) {
            throw Rejection.invalid(
                    "period is longer than max_booking_duration, " + terms.maxBookingDuration() + " minutes");
        }
    }

    /** Partners may send any number of minutes, also more than a Duration holds. */
    private static int compare(Duration time, BigDecimal minutes) {
        return BigDecimal.valueOf(time.toMillis()).compareTo(minutes.multiply(MILLIS_PER_MINUTE));
    }
}
