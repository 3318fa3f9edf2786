package org.ocpiplatform.read.bookings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ocpiplatform.ocpi.bookings.BookingLocations.aBookingLocation;
import static org.ocpiplatform.ocpi.bookings.BookingLocations.aCalendar;
import static org.ocpiplatform.ocpi.bookings.BookingRequests.aBookingRequest;
import static org.ocpiplatform.ocpi.bookings.Bookings.aBooking;

import java.time.Instant;
import java.util.List;
import org.axonframework.eventhandling.GenericTrackedDomainEventMessage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.ocpiplatform.contract.Caller;
import org.ocpiplatform.contract.Caller.PartyRole;
import org.ocpiplatform.contract.ObjectPage;
import org.ocpiplatform.contract.ObjectQuery.FindObject;
import org.ocpiplatform.contract.PageRequest;
import org.ocpiplatform.contract.ReplicaId;
import org.ocpiplatform.contract.bookings.BookingEvent;
import org.ocpiplatform.contract.bookings.BookingEvent.BookingCanceled;
import org.ocpiplatform.contract.bookings.BookingEvent.BookingRequested;
import org.ocpiplatform.contract.bookings.BookingLocationEvent;
import org.ocpiplatform.contract.bookings.BookingLocationEvent.BookingLocationPatched;
import org.ocpiplatform.contract.bookings.BookingLocationEvent.BookingLocationReplaced;
import org.ocpiplatform.contract.bookings.BookingLocationEvent.CalendarReplaced;
import org.ocpiplatform.contract.bookings.BookingQuery.ListBookingLocations;
import org.ocpiplatform.ocpi.PartyId;
import org.ocpiplatform.ocpi.Role;
import org.ocpiplatform.ocpi.Side;
import org.ocpiplatform.ocpi.bookings.Calendar;
import org.ocpiplatform.ocpi.bookings.CanceledReason;
import org.ocpiplatform.ocpi.json.OcpiDateTime;
import org.ocpiplatform.ocpi.json.OcpiJson;
import org.ocpiplatform.read.ReadStore;
import org.ocpiplatform.read.objects.ObjectProjections;
import org.ocpiplatform.read.objects.ReadObjects;
import org.ocpiplatform.read.projection.ReadSide;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class BookingQueriesIT {

    @RegisterExtension
    static final ReadStore STORE = new ReadStore();

    private static final ReplicaId PLACE = ReplicaId.parse("cpo:booking_locations:NL:TNM:BL-1");
    private static final ReplicaId BOOKING = ReplicaId.parse("cpo:bookings:NL:TNM:B1");
    private static final Caller CPO = caller(Role.CPO, "NL", "TNM");
    private static final Caller REQUESTER = caller(Role.EMSP, "NL", "MSP");
    private static final Caller STRANGER = caller(Role.EMSP, "DE", "ABC");

    private ReadSide readSide;
    private ObjectProjections objects;
    private BookingProjector bookings;
    private BookingLocationProjector places;
    private BookingQueries queries;

    @BeforeEach
    void create() {
        readSide = new ReadSide(STORE.database());
        objects = ReadObjects.of(readSide);
        bookings = new BookingProjector(objects);
        places = new BookingLocationProjector(objects);
        queries = new BookingQueries(objects);
    }

    @AfterEach
    void close() {
        readSide.close();
    }

    @Test
    void aBookingIsSeenByItsOwnerAndItsRequester() {
        project(new BookingRequested(BOOKING, aBooking().build()));

        assertThat(objects.handle(new FindObject(BOOKING, CPO))).isPresent();
        assertThat(objects.handle(new FindObject(BOOKING, REQUESTER))).isPresent();
        assertThat(objects.handle(new FindObject(BOOKING, STRANGER))).isEmpty();
        assertThat(objects.handle(new FindObject(BOOKING, caller(Role.CPO, "NL", "MSP"))))
                .isEmpty();
    }

    @Test
    void aBookingIsTheJsonOfItsLastState() {
        project(new BookingRequested(BOOKING, aBooking().build()));
        project(new BookingCanceled(
                BOOKING,
                aBookingRequest().canceledBy(Role.EMSP, CanceledReason.FULL).build(),
                Instant.parse("2026-03-01T09:30:00Z")));

        JsonNode shown = shown(BOOKING);
        assertThat(shown.get("reservation_status").asString()).isEqualTo("CANCELED");
        assertThat(shown.get("booking_requests")).hasSize(2);
        assertThat(shown.get("last_updated").asString()).isEqualTo("2026-03-01T09:30:00Z");
    }

    @Test
    void aCalendarRaisesWhatIsShownAndNotWhatWasSet() {
        Calendar calendar = calendar("2026-03-01T12:00:00Z");
        project(new BookingLocationReplaced(
                PLACE, aBookingLocation().lastUpdated("2026-03-01T10:00:00Z").build()));
        project(new CalendarReplaced(PLACE, calendar));
        assertThat(shown(PLACE).get("last_updated").asString()).isEqualTo("2026-03-01T12:00:00Z");

        ObjectNode withoutCalendars =
                (ObjectNode) OcpiJson.mapper().readTree("{\"calendars\":[],\"tariff_ids\":[\"T1\"]}");
        project(new BookingLocationPatched(PLACE, withoutCalendars));
        assertThat(shown(PLACE).get("last_updated").asString()).isEqualTo("2026-03-01T10:00:00Z");
    }

    @Test
    void aSlotOverlapsATimeThatItSharesMoreThanAnInstantWith() {
        project(new BookingLocationReplaced(PLACE, aBookingLocation().build()));
        assertThat(between(null, null)).isEqualTo(1);
        assertThat(between("2026-03-02T00:00:00Z", null)).isZero();

        project(new CalendarReplaced(PLACE, calendar("2026-03-01T12:00:00Z")));
        assertThat(between("2026-03-02T09:59:59.999Z", "2026-03-02T10:30:00Z")).isEqualTo(1);
        assertThat(between("2026-03-02T10:00:00Z", "2026-03-02T10:30:00Z")).isZero();
        assertThat(between("2026-03-02T07:00:00Z", "2026-03-02T08:00:00Z")).isZero();
        assertThat(between("2026-03-02T07:00:00Z", "2026-03-02T08:00:00.001Z")).isEqualTo(1);
        assertThat(between(null, "2026-03-02T08:00:00Z")).isZero();
        assertThat(between(null, "2026-03-02T08:00:00.001Z")).isEqualTo(1);
        assertThat(between("2026-03-02T09:00:00Z", "2026-03-02T09:00:00Z")).isZero();
    }

    private long between(@Nullable String from, @Nullable String to) {
        ObjectPage page = queries.handle(new ListBookingLocations(
                Side.CPO,
                STRANGER,
                new PageRequest(null, null, 0, 10, null),
                from == null ? null : OcpiDateTime.parse(from),
                to == null ? null : OcpiDateTime.parse(to)));
        assertThat(page.objects()).hasSize((int) page.total());
        return page.total();
    }

    private JsonNode shown(ReplicaId id) {
        return objects.handle(new FindObject(id, CPO)).orElseThrow().tree();
    }

    private static Calendar calendar(String lastUpdated) {
        return aCalendar("MON", "2026-03-02T08:00:00Z", "2026-03-02T10:00:00Z")
                .withLastUpdated(OcpiDateTime.parse(lastUpdated));
    }

    private void project(BookingEvent event) {
        GenericTrackedDomainEventMessage<?> message =
                readSide.events().append(event.bookingId().toString(), event);
        readSide.batch("bookings", () -> bookings.on(event, message, message.trackingToken()));
    }

    private void project(BookingLocationEvent event) {
        GenericTrackedDomainEventMessage<?> message =
                readSide.events().append(event.bookingLocationId().toString(), event);
        readSide.batch("booking_locations", () -> places.on(event, message, message.trackingToken()));
    }

    private static Caller caller(Role role, String countryCode, String partyId) {
        PartyId party = PartyId.of(countryCode, partyId);
        return new Caller("partner", List.of(new PartyRole(role, party.countryCode(), party.partyId())), null);
    }
}
