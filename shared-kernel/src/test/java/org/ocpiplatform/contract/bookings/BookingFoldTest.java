package org.ocpiplatform.contract.bookings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.ocpiplatform.ocpi.bookings.BookingLocations.aBookingLocation;
import static org.ocpiplatform.ocpi.bookings.BookingLocations.aCalendar;
import static org.ocpiplatform.ocpi.bookings.BookingRequests.aBookingRequest;
import static org.ocpiplatform.ocpi.bookings.Bookings.aBooking;
import static org.ocpiplatform.ocpi.bookings.Bookings.aRequest;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.ocpiplatform.contract.ReplicaId;
import org.ocpiplatform.contract.bookings.BookingEvent.BookingCanceled;
import org.ocpiplatform.contract.bookings.BookingEvent.BookingChangeRequested;
import org.ocpiplatform.contract.bookings.BookingEvent.BookingDecided;
import org.ocpiplatform.contract.bookings.BookingEvent.BookingPatched;
import org.ocpiplatform.contract.bookings.BookingLocationEvent.BookingLocationPatched;
import org.ocpiplatform.contract.bookings.BookingLocationEvent.CalendarPatched;
import org.ocpiplatform.contract.bookings.BookingLocationEvent.CalendarReplaced;
import org.ocpiplatform.ocpi.CiString;
import org.ocpiplatform.ocpi.bookings.Booking;
import org.ocpiplatform.ocpi.bookings.BookingLocation;
import org.ocpiplatform.ocpi.bookings.Calendar;
import org.ocpiplatform.ocpi.bookings.ReservationRequestStatus;
import org.ocpiplatform.ocpi.json.OcpiJson;
import tools.jackson.databind.node.ObjectNode;

class BookingFoldTest {

    private static final ReplicaId BOOKING = ReplicaId.parse("cpo:bookings:NL:TNM:B1");
    private static final ReplicaId PLACE = ReplicaId.parse("cpo:booking_locations:NL:TNM:BL-1");
    private static final Instant NOW = Instant.parse("2026-03-01T09:30:00Z");

    @Test
    void aDecisionLeavesEarlierOutcomesAsTheyAre() {
        Booking booking = aBooking()
                .withRequests(
                        aRequest(
                                ReservationRequestStatus.DECLINED,
                                aBookingRequest().build()),
                        aRequest(
                                ReservationRequestStatus.PENDING,
                                aBookingRequest().build()))
                .build();

        Booking decided =
                BookingFold.apply(booking, new BookingDecided(BOOKING, patch(), ReservationRequestStatus.ACCEPTED));

        assertThat(decided.bookingRequests())
                .extracting(request -> request.requestStatus())
                .containsExactly(ReservationRequestStatus.DECLINED, ReservationRequestStatus.ACCEPTED);
    }

    @ParameterizedTest
    @MethodSource
    void aHistoryBeginsWithTheWholeBooking(BookingEvent event) {
        assertThatIllegalStateException().isThrownBy(() -> BookingFold.apply(null, event));
    }

    static List<BookingEvent> aHistoryBeginsWithTheWholeBooking() {
        return List.of(
                new BookingChangeRequested(BOOKING, aBookingRequest().build(), NOW),
                new BookingCanceled(BOOKING, aBookingRequest().build(), NOW),
                new BookingDecided(BOOKING, patch(), ReservationRequestStatus.ACCEPTED),
                new BookingPatched(BOOKING, patch()));
    }

    @Test
    void aCancellationHasAReason() {
        assertThatIllegalStateException()
                .isThrownBy(() -> BookingFold.apply(
                        aBooking().build(),
                        new BookingCanceled(BOOKING, aBookingRequest().build(), NOW)));
    }

    @Test
    void aCalendarTakesThePlaceOfTheOneOfItsId() {
        Calendar monday = calendar("MON", "2026-03-01T06:00:00Z");
        Calendar tuesday = calendar("TUE", "2026-03-01T06:00:00Z");
        Calendar newMonday = calendar("mon", "2026-03-01T07:00:00Z");
        BookingLocation place = aBookingLocation().withCalendars(monday).build();

        BookingLocation both = BookingLocationFold.apply(place, new CalendarReplaced(PLACE, tuesday));
        assertThat(both.calendars()).containsExactly(monday, tuesday);
        BookingLocation replaced = BookingLocationFold.apply(both, new CalendarReplaced(PLACE, newMonday));
        assertThat(replaced.calendars()).containsExactly(newMonday, tuesday);

        assertThat(replaced.lastUpdated()).isEqualTo(place.lastUpdated());
        assertThat(BookingLocationParts.lastUpdated(replaced)).isEqualTo(newMonday.lastUpdated());
        assertThat(BookingLocationParts.shown(replaced)).isEqualTo(replaced.withLastUpdated(newMonday.lastUpdated()));
        assertThat(BookingLocationParts.shown(both)).isSameAs(both);
    }

    @Test
    void whatIsNotThereCannotChange() {
        BookingLocation place = aBookingLocation().build();
        CalendarPatched patched = new CalendarPatched(PLACE, CiString.of("MON"), patch());

        assertThatIllegalStateException().isThrownBy(() -> BookingLocationFold.apply(place, patched));
        assertThatIllegalStateException().isThrownBy(() -> BookingLocationFold.apply(null, patched));
        assertThatIllegalStateException()
                .isThrownBy(() -> BookingLocationFold.apply(null, new BookingLocationPatched(PLACE, patch())));
        assertThatIllegalStateException()
                .isThrownBy(() -> BookingLocationFold.apply(
                        null, new CalendarReplaced(PLACE, calendar("MON", "2026-03-01T06:00:00Z"))));
    }

    private static Calendar calendar(String id, String lastUpdated) {
        return aCalendar(id, "2026-03-02T00:00:00Z", "2026-03-03T00:00:00Z")
                .withLastUpdated(Instant.parse(lastUpdated));
    }

    private static ObjectNode patch() {
        return OcpiJson.mapper().createObjectNode().put("last_updated", "2026-03-01T09:35:00Z");
    }
}
