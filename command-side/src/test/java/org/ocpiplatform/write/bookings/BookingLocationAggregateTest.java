package org.ocpiplatform.write.bookings;

import static org.ocpiplatform.ocpi.bookings.BookingLocations.aBookingLocation;
import static org.ocpiplatform.ocpi.bookings.BookingLocations.aCalendar;
import static org.ocpiplatform.write.Rejections.rejection;

import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.test.aggregate.TestExecutor;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.ocpiplatform.contract.Rejection;
import org.ocpiplatform.contract.ReplicaId;
import org.ocpiplatform.contract.WriteResult;
import org.ocpiplatform.contract.bookings.BookingLocationCommand.PatchBookingLocation;
import org.ocpiplatform.contract.bookings.BookingLocationCommand.PatchCalendar;
import org.ocpiplatform.contract.bookings.BookingLocationCommand.PutBookingLocation;
import org.ocpiplatform.contract.bookings.BookingLocationCommand.PutCalendar;
import org.ocpiplatform.contract.bookings.BookingLocationEvent.BookingLocationPatched;
import org.ocpiplatform.contract.bookings.BookingLocationEvent.BookingLocationReplaced;
import org.ocpiplatform.contract.bookings.BookingLocationEvent.CalendarPatched;
import org.ocpiplatform.contract.bookings.BookingLocationEvent.CalendarReplaced;
import org.ocpiplatform.ocpi.CiString;
import org.ocpiplatform.ocpi.bookings.BookingLocation;
import org.ocpiplatform.ocpi.bookings.Calendar;
import org.ocpiplatform.ocpi.json.OcpiDateTime;
import org.ocpiplatform.ocpi.json.OcpiJson;
import org.ocpiplatform.ocpi.validation.Invalid;
import org.ocpiplatform.write.PatchContract;
import tools.jackson.databind.node.ObjectNode;

class BookingLocationAggregateTest extends PatchContract<BookingLocationAggregate> {

    private static final ReplicaId ID = ReplicaId.parse("cpo:booking_locations:NL:TNM:BL-1");
    private static final CiString MONDAY = CiString.of("MON");

    @Test
    void putReplacesTheCalendarsAsGiven() {
        ObjectNode tuesdayOnly = with(calendar("TUE", NOW));

        given(calendar("MON", NOW), calendar("TUE", NOW)).when(put(tuesdayOnly)).expectEvents(replaced(tuesdayOnly));
        setUpFixture();
        unchanged(
                fixture.given(replaced(with(calendar("MON", NOW))), replaced(tuesdayOnly))
                        .when(put(tuesdayOnly)),
                1);
    }

    @Test
    void putIsNotStaleForACalendarThatIsNewer() {
        given(calendar("MON", LATER))
                .when(put(with(calendar("MON", BEFORE))))
                .expectEvents(replaced(with(calendar("MON", BEFORE))));
    }

    @Test
    void patchReplacesTheCalendarsAsAWhole() {
        ObjectNode patch = patchOf(LATER);
        patch.putArray("calendars").add(OcpiJson.mapper().<ObjectNode>valueToTree(calendar("TUE", NOW)));

        given(calendar("MON", NOW)).when(patch(patch)).expectEvents(patched(patch));
    }

    @Test
    void twoCalendarsOfOneIdAreRefused() {
        fixture.givenNoPriorActivity()
                .when(put(with(calendar("MON", NOW), calendar("mon", NOW))))
                .expectNoEvents()
                .expectException(Invalid.class);
    }

    @Nested
    class Calendars {

        @Test
        void aNewOneIsAdded() {
            given(calendar("TUE", NOW))
                    .when(put(calendar("MON", NOW)))
                    .expectEvents(replaced(calendar("MON", NOW)))
                    .expectResultMessagePayload(result(WriteResult.Kind.CREATED, 1));
        }

        @Test
        void aKnownOneIsReplaced() {
            given(calendar("mon", NOW))
                    .when(put(calendar("MON", LATER)))
                    .expectEvents(replaced(calendar("MON", LATER)))
                    .expectResultMessagePayload(result(WriteResult.Kind.UPDATED, 1));
        }

        @Test
        void theSameAgainChangesNothing() {
            unchanged(given(calendar("MON", NOW)).when(put(calendar("MON", NOW))), 0);
        }

        @Test
        void anOlderOneIsStale() {
            given(calendar("MON", NOW))
                    .when(put(calendar("MON", BEFORE)))
                    .expectNoEvents()
                    .expectException(rejection(Rejection.Code.STALE, "stale"));
        }

        @Test
        void oneOlderThanItsBookingLocationIsNotStale() {
            fixture.given(replaced(sampleOf(LATER)))
                    .when(put(calendar("MON", BEFORE)))
                    .expectEvents(replaced(calendar("MON", BEFORE)));
        }

        @Test
        void oneOfAnotherIdThanTheUrlsIsRefused() {
            given().when(new PutCalendar(ID, CiString.of("TUE"), calendar("MON", NOW)))
                    .expectNoEvents()
                    .expectException(rejection(Rejection.Code.INVALID, "id MON"));
            setUpFixture();
            given(calendar("MON", NOW))
                    .when(new PatchCalendar(ID, MONDAY, patchOf(NOW).put("id", "TUE")))
                    .expectNoEvents()
                    .expectException(rejection(Rejection.Code.INVALID, "id TUE"));
        }

        @Test
        void ofAnUnknownBookingLocationThereIsNone() {
            fixture.givenNoPriorActivity()
                    .when(put(calendar("MON", NOW)))
                    .expectNoEvents()
                    .expectException(AggregateNotFoundException.class);
        }

        @Test
        void aPatchChangesTheFieldsItNames() {
            ObjectNode patch = patchOf(LATER).put("timeslot_increment", 30).put("note", "spring");

            given(calendar("MON", NOW))
                    .when(new PatchCalendar(
                            ID, CiString.of("mon"), patch.deepCopy().putNull("end_before")))
                    .expectEvents(new CalendarPatched(ID, MONDAY, patch))
                    .expectResultMessagePayload(result(WriteResult.Kind.UPDATED, 1));
        }

        @Test
        void aPatchSentTwiceChangesNothingTheSecondTime() {
            ObjectNode patch = patchOf(LATER).put("timeslot_increment", 30);

            unchanged(
                    fixture.given(replaced(with(calendar("MON", NOW))), new CalendarPatched(ID, MONDAY, patch))
                            .when(new PatchCalendar(ID, MONDAY, patch)),
                    1);
        }

        @Test
        void aPatchOfAnUnknownOneFindsNothing() {
            given(calendar("TUE", NOW))
                    .when(new PatchCalendar(ID, MONDAY, patchOf(NOW)))
                    .expectNoEvents()
                    .expectException(rejection(Rejection.Code.NOT_FOUND, "booking location"));
        }

        @Test
        void aPatchThatIsStaleOrHasNoAgeIsRefused() {
            given(calendar("MON", NOW))
                    .when(new PatchCalendar(ID, MONDAY, patchOf(BEFORE).put("timeslot_increment", 30)))
                    .expectNoEvents()
                    .expectException(rejection(Rejection.Code.STALE, "stale"));
            setUpFixture();
            given(calendar("MON", NOW))
                    .when(new PatchCalendar(ID, MONDAY, json("{\"timeslot_increment\":30}")))
                    .expectNoEvents()
                    .expectException(rejection(Rejection.Code.INVALID, "last_updated"));
        }

        @Test
        void aPatchToAnInvalidOneIsRefused() {
            given(calendar("MON", NOW))
                    .when(new PatchCalendar(ID, MONDAY, patchOf(LATER).put("end_before", "2026-03-01T00:00:00Z")))
                    .expectNoEvents()
                    .expectException(Invalid.class);
        }

        private Object put(Calendar calendar) {
            return new PutCalendar(ID, calendar.id(), calendar);
        }

        private Object replaced(Calendar calendar) {
            return new CalendarReplaced(ID, calendar);
        }

        private Object replaced(ObjectNode object) {
            return BookingLocationAggregateTest.this.replaced(object);
        }
    }

    private TestExecutor<BookingLocationAggregate> given(Calendar... calendars) {
        return fixture.given(replaced(with(calendars)));
    }

    private static ObjectNode with(Calendar... calendars) {
        return aBookingLocation().withCalendars(calendars).lastUpdated(NOW).json();
    }

    private static Calendar calendar(String id, String lastUpdated) {
        return aCalendar(id, "2026-03-02T00:00:00Z", "2026-03-03T00:00:00Z")
                .withLastUpdated(OcpiDateTime.parse(lastUpdated));
    }

    @Override
    protected Class<BookingLocationAggregate> aggregateType() {
        return BookingLocationAggregate.class;
    }

    @Override
    protected String aggregateId() {
        return ID.toString();
    }

    @Override
    protected ObjectNode sample() {
        return aBookingLocation().json().put("note", "by the canal");
    }

    @Override
    protected String optionalText() {
        return "note";
    }

    @Override
    protected String limitedText() {
        return "location_id";
    }

    @Override
    protected Object put(ObjectNode object) {
        return new PutBookingLocation(ID, OcpiJson.mapper().treeToValue(object, BookingLocation.class));
    }

    @Override
    protected Object replaced(ObjectNode object) {
        return new BookingLocationReplaced(ID, OcpiJson.mapper().treeToValue(object, BookingLocation.class));
    }

    @Override
    protected Object patch(ObjectNode patch) {
        return new PatchBookingLocation(ID, patch);
    }

    @Override
    protected Object patched(ObjectNode patch) {
        return new BookingLocationPatched(ID, patch);
    }
}
