package org.ocpiplatform.write.bookings;

import static org.ocpiplatform.ocpi.bookings.Bookings.aBooking;
import static org.ocpiplatform.write.Rejections.rejection;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.ocpiplatform.contract.Rejection;
import org.ocpiplatform.contract.ReplicaId;
import org.ocpiplatform.contract.WriteResult;
import org.ocpiplatform.contract.bookings.BookingCommand.PatchBooking;
import org.ocpiplatform.contract.bookings.BookingCommand.PutBooking;
import org.ocpiplatform.contract.bookings.BookingEvent.BookingPatched;
import org.ocpiplatform.contract.bookings.BookingEvent.BookingReplaced;
import org.ocpiplatform.ocpi.bookings.Booking;
import org.ocpiplatform.ocpi.bookings.ReservationStatus;
import org.ocpiplatform.ocpi.json.OcpiJson;
import org.ocpiplatform.write.PatchContract;
import tools.jackson.databind.node.ObjectNode;

/** Bookings as their CPO pushes them to the eMSP side. */
class BookingAggregateTest extends PatchContract<BookingAggregate> {

    private static final ReplicaId ID = ReplicaId.parse("emsp:bookings:NL:TNM:B1");

    @ParameterizedTest
    @EnumSource
    void firstContactIsInAnyStatus(ReservationStatus status) {
        fixture.givenNoPriorActivity().when(put(in(status, NOW))).expectEvents(replaced(in(status, NOW)));
    }

    @ParameterizedTest
    @CsvSource({
        "PENDING, PENDING",
        "PENDING, RESERVED",
        "PENDING, REJECTED",
        "PENDING, FAILED",
        "PENDING, CANCELED",
        "RESERVED, RESERVED",
        "RESERVED, FULFILLED",
        "RESERVED, CANCELED",
        "RESERVED, NO_SHOW"
    })
    void aStatusFollowsAnother(ReservationStatus from, ReservationStatus to) {
        fixture.given(replaced(in(from, NOW))).when(put(in(to, LATER))).expectEvents(replaced(in(to, LATER)));
        setUpFixture();
        ObjectNode patch = patchOf(LATER).put("reservation_status", to.name());
        fixture.given(replaced(in(from, NOW))).when(patch(patch)).expectEvents(patched(patch));
    }

    @ParameterizedTest
    @CsvSource({
        "PENDING, NO_SHOW",
        "PENDING, FULFILLED",
        "PENDING, UNKNOWN",
        "RESERVED, PENDING",
        "RESERVED, REJECTED",
        "RESERVED, FAILED",
        "RESERVED, UNKNOWN"
    })
    void aStatusDoesNotFollowAnother(ReservationStatus from, ReservationStatus to) {
        refused(in(from, NOW), put(in(to, LATER)), "cannot follow " + from);
        refused(in(from, NOW), patch(patchOf(LATER).put("reservation_status", to.name())), "cannot follow " + from);
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"PENDING", "RESERVED"})
    void aFinalBookingChangesNoMore(ReservationStatus status) {
        refused(in(status, NOW), put(in(status, LATER)), "no longer changes");
        refused(in(status, NOW), put(in(ReservationStatus.RESERVED, LATER)), "no longer changes");
        refused(in(status, NOW), patch(patchOf(LATER)), "no longer changes");
        setUpFixture();
        unchanged(fixture.given(replaced(in(status, NOW))).when(put(in(status, NOW))), 0);
    }

    @Test
    void aCopyIsReservedAsItsOwnerSaysIt() {
        ObjectNode patch = patchOf(LATER).put("reservation_status", "RESERVED");
        ObjectNode result = in(ReservationStatus.RESERVED, LATER);

        unchanged(fixture.given(replaced(sampleOf(NOW)), patched(patch)).when(put(result)), 1);
    }

    @Test
    void aReservedIdIsRefused() {
        ReplicaId reserved = ReplicaId.parse("emsp:bookings:NL:TNM:booking_locations");
        Booking booking = aBooking().withId("Booking_Locations").build();

        fixture.givenNoPriorActivity()
                .when(new PutBooking(reserved, booking))
                .expectNoEvents()
                .expectException(rejection(Rejection.Code.INVALID, "cannot be the id of a booking"));
    }

    @Test
    void patchReplacesTheRequestsAsAWhole() {
        ObjectNode patch = patchOf(LATER);
        patch.putArray("booking_requests").add(sample().get("booking_requests").get(0));

        fixture.given(replaced(sampleOf(NOW)))
                .when(patch(patch))
                .expectEvents(patched(patch))
                .expectResultMessagePayload(result(WriteResult.Kind.UPDATED, 1));
    }

    private void refused(ObjectNode stored, Object command, String message) {
        setUpFixture();
        fixture.given(replaced(stored))
                .when(command)
                .expectNoEvents()
                .expectException(rejection(Rejection.Code.INVALID, message));
    }

    private ObjectNode in(ReservationStatus status, String lastUpdated) {
        return sampleOf(lastUpdated).put("reservation_status", status.name());
    }

    @Override
    protected Class<BookingAggregate> aggregateType() {
        return BookingAggregate.class;
    }

    @Override
    protected String aggregateId() {
        return ID.toString();
    }

    @Override
    protected ObjectNode sample() {
        return aBooking().json().put("note", "by the gate");
    }

    @Override
    protected String optionalText() {
        return "note";
    }

    @Override
    protected String limitedText() {
        return "authorization_reference";
    }

    @Override
    protected Object put(ObjectNode object) {
        return new PutBooking(ID, OcpiJson.mapper().treeToValue(object, Booking.class));
    }

    @Override
    protected Object replaced(ObjectNode object) {
        return new BookingReplaced(ID, OcpiJson.mapper().treeToValue(object, Booking.class));
    }

    @Override
    protected Object patch(ObjectNode patch) {
        return new PatchBooking(ID, patch);
    }

    @Override
    protected Object patched(ObjectNode patch) {
        return new BookingPatched(ID, patch);
    }
}
