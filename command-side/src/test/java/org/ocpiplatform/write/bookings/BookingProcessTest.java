package org.ocpiplatform.write.bookings;

import static org.assertj.core.api.Assertions.assertThatObject;
import static org.ocpiplatform.ocpi.bookings.BookingLocations.aBookingLocation;
import static org.ocpiplatform.ocpi.bookings.BookingRequests.aBookingRequest;
import static org.ocpiplatform.ocpi.bookings.BookingRequests.anOption;
import static org.ocpiplatform.ocpi.bookings.Bookings.aBooking;
import static org.ocpiplatform.ocpi.bookings.Bookings.aRequest;
import static org.ocpiplatform.ocpi.bookings.Bookings.someTerms;
import static org.ocpiplatform.write.Rejections.rejection;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.ResultValidator;
import org.axonframework.test.aggregate.TestExecutor;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ocpiplatform.contract.Rejection;
import org.ocpiplatform.contract.ReplicaId;
import org.ocpiplatform.contract.WriteResult;
import org.ocpiplatform.contract.bookings.BookingAnswer;
import org.ocpiplatform.contract.bookings.BookingCommand.PatchBooking;
import org.ocpiplatform.contract.bookings.BookingCommand.RequestBooking;
import org.ocpiplatform.contract.bookings.BookingEvent;
import org.ocpiplatform.contract.bookings.BookingEvent.BookingCanceled;
import org.ocpiplatform.contract.bookings.BookingEvent.BookingChangeRequested;
import org.ocpiplatform.contract.bookings.BookingEvent.BookingDecided;
import org.ocpiplatform.contract.bookings.BookingEvent.BookingPatched;
import org.ocpiplatform.contract.bookings.BookingEvent.BookingRequested;
import org.ocpiplatform.contract.bookings.BookingFold;
import org.ocpiplatform.ocpi.Role;
import org.ocpiplatform.ocpi.bookings.AccessMethod;
import org.ocpiplatform.ocpi.bookings.Booking;
import org.ocpiplatform.ocpi.bookings.BookingLocation;
import org.ocpiplatform.ocpi.bookings.BookingRequest;
import org.ocpiplatform.ocpi.bookings.BookingRequestStatus;
import org.ocpiplatform.ocpi.bookings.BookingRequests;
import org.ocpiplatform.ocpi.bookings.BookingTerms;
import org.ocpiplatform.ocpi.bookings.CanceledReason;
import org.ocpiplatform.ocpi.bookings.ReservationRequestStatus;
import org.ocpiplatform.ocpi.bookings.ReservationStatus;
import org.ocpiplatform.ocpi.json.OcpiJson;
import org.ocpiplatform.ocpi.validation.Invalid;
import org.ocpiplatform.write.ObjectLimit;
import tools.jackson.databind.node.ObjectNode;

/** Bookings as eMSPs ask for them and their CPO decides on them, on the CPO side. */
class BookingProcessTest {

    private static final ReplicaId ID = ReplicaId.parse("cpo:bookings:NL:TNM:B1");
    private static final Instant NOW = Instant.parse("2026-03-01T09:30:00Z");
    private static final Instant START = Instant.parse("2026-03-02T10:00:00Z");

    private static final int LIMIT = 1_000_000;

    private AggregateTestFixture<BookingAggregate> fixture;

    @BeforeEach
    void setUpFixture() {
        at(NOW);
    }

    @Test
    void aRequestMakesAPendingBookingOnTheTermsOfThePlace() {
        BookingRequest request = aBookingRequest()
                .withAccess(AccessMethod.LICENSE_PLATE, "XJ-041-K")
                .build();
        BookingTerms terms = someTerms();
        Booking booking = new Booking(
                ID.id(),
                ID.owner().countryCode(),
                ID.owner().partyId(),
                request.requestId(),
                anOption("E1"),
                request.locationId(),
                request.tokens(),
                aBookingLocation().withTariffIds("T1", "T2").build().tariffIds(),
                aBooking().build().period(),
                ReservationStatus.PENDING,
                null,
                request.accessInformation(),
                request.authorizationReference(),
                terms,
                List.of(new BookingRequestStatus(ReservationRequestStatus.PENDING, request, NOW, Map.of())),
                NOW,
                Map.of());
        at(NOW.plusNanos(999_999));

        fixture.givenNoPriorActivity()
                .when(new RequestBooking(
                        ID,
                        request,
                        aBookingLocation()
                                .withTerms(terms)
                                .withOption(anOption("E1"))
                                .withTariffIds("T1", "T2")
                                .build()))
                .expectEvents(new BookingRequested(ID, booking))
                .expectResultMessagePayload(answer(WriteResult.Kind.CREATED, 0, booking));
    }

    @Test
    void theOptionIsTheRequestsIfItHasOne() {
        Booking booking = booked(
                aBookingRequest().withOption(anOption("E2")),
                aBookingLocation().withOption(anOption("E1")).build());

        assertThatObject(booking.bookingOption()).isEqualTo(anOption("E2"));
    }

    @Test
    void withoutTermsATokenOpensThePlaceAndPlansChangeUntilTheStart() {
        BookingTerms terms = booked(aBookingRequest(), offer(null)).bookingTerms();

        assertThatObject(terms.supportedAccessMethods()).isEqualTo(List.of(AccessMethod.TOKEN));
        assertThatObject(terms.changeUntilMinutes()).isEqualTo(BigDecimal.ZERO);
        assertThatObject(terms.cancelUntilMinutes()).isEqualTo(BigDecimal.ZERO);
    }

    @Test
    void aPlaceOfAnotherLocationIsUnknown() {
        fixture.givenNoPriorActivity()
                .when(request(aBookingRequest().withLocationId("LOC-OTHER")))
                .expectNoEvents()
                .expectException(rejection(Rejection.Code.UNKNOWN_LOCATION, "LOC-OTHER"));
    }

    @Test
    void anInvalidRequestIsRefused() {
        fixture.givenNoPriorActivity()
                .when(request(aBookingRequest().withAuthorizationReference("x".repeat(37))))
                .expectNoEvents()
                .expectException(Invalid.class);
    }

    @Test
    void aTimeInThePastIsRefused() {
        at(START.plusMillis(1));
        refused(fixture.givenNoPriorActivity().when(request(aBookingRequest())), "in the past");
    }

    @Test
    void aTimeFromNowIsNotInThePast() {
        at(START);
        fixture.givenNoPriorActivity().when(request(aBookingRequest())).expectSuccessfulHandlerExecution();
    }

    @ParameterizedTest
    @CsvSource({"60.5, , shorter than min", ", 59.9, longer than max", "1e999999, , shorter than min"})
    void aTimeOutsideTheTermsIsRefused(@Nullable BigDecimal min, @Nullable BigDecimal max, String message) {
        RequestBooking command = new RequestBooking(ID, aBookingRequest().build(), offer(terms(null, min, max)));

        refused(fixture.givenNoPriorActivity().when(command), message);
    }

    @Test
    void aTimeOnTheEdgeOfTheTermsIsPossible() {
        BookingTerms terms = terms(null, new BigDecimal("60"), new BigDecimal("60.0"));

        fixture.givenNoPriorActivity()
                .when(new RequestBooking(ID, aBookingRequest().build(), offer(terms)))
                .expectSuccessfulHandlerExecution();
    }

    @Test
    void whatIsNotBookedCannotBeCanceled() {
        refused(fixture.givenNoPriorActivity().when(request(cancellation())), "no booking that could be canceled");
    }

    @Test
    void theSameRequestAgainChangesNothing() {
        Booking booking = aBooking().build();

        given(booking)
                .when(request(aBookingRequest()))
                .expectNoEvents()
                .expectResultMessagePayload(answer(WriteResult.Kind.UNCHANGED, 0, booking));
    }

    @Test
    void theSameRequestAgainIsNoChangeEvenWhenItIsTooLateForOne() {
        at(START.plusSeconds(1));
        given(in(ReservationStatus.REJECTED)).when(request(aBookingRequest())).expectNoEvents();
    }

    @ParameterizedTest
    @EnumSource(names = {"PENDING", "RESERVED"})
    void anotherRequestAsksForAChangeAndLeavesTheBookingAsItIs(ReservationStatus status) {
        BookingRequest change = change().build();
        BookingChangeRequested event = new BookingChangeRequested(ID, change, NOW);
        Booking expected = aBooking()
                .withStatus(status)
                .withRequests(
                        aRequest(
                                ReservationRequestStatus.PENDING,
                                aBookingRequest().build()),
                        new BookingRequestStatus(ReservationRequestStatus.PENDING, change, NOW, Map.of()))
                .build()
                .withLastUpdated(NOW);

        given(in(status))
                .when(request(change()))
                .expectEvents(event)
                .expectResultMessagePayload(answer(WriteResult.Kind.UPDATED, 1, expected));
        setUpFixture();
        given(in(status), event)
                .when(request(change()))
                .expectNoEvents()
                .expectResultMessagePayload(answer(WriteResult.Kind.UNCHANGED, 1, expected));
    }

    @Test
    void theFirstRequestAgainAfterAChangeIsAChangeBack() {
        given(aBooking().build(), new BookingChangeRequested(ID, change().build(), NOW))
                .when(request(aBookingRequest()))
                .expectEvents(new BookingChangeRequested(ID, aBookingRequest().build(), NOW));
    }

    @Test
    void aBookingsClockDoesNotRunBackwards() {
        Booking booking = aBooking().lastUpdated("2026-03-01T12:00:00Z").build();
        Booking changed = BookingFold.apply(booking, new BookingChangeRequested(ID, change().build(), NOW));

        assertThatObject(changed.lastUpdated()).isEqualTo(booking.lastUpdated());
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"PENDING", "RESERVED"})
    void aFinalBookingIsNeitherChangedNorCanceled(ReservationStatus status) {
        refused(given(in(status)).when(request(change())), "no longer changes");
        setUpFixture();
        refused(given(in(status)).when(request(cancellation())), "no longer changes");
    }

    @Test
    void termsMayNotAllowChanges() {
        refused(given(aBooking().withTerms(terms(true, null, null)).build()).when(request(change())), "allow changes");
        setUpFixture();
        given(aBooking().withTerms(terms(false, null, null)).build())
                .when(request(change()))
                .expectSuccessfulHandlerExecution();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void changesAndCancellationsAreInTimeUntilAnHourBeforeTheStart(boolean cancels) {
        BookingRequests asked = cancels ? cancellation() : change();
        at(START.minusSeconds(3600));
        given(aBooking().build()).when(request(asked)).expectSuccessfulHandlerExecution();
        at(START.minusSeconds(3600).plusMillis(1));
        refused(given(aBooking().build()).when(request(asked)), cancels ? "cancel_until" : "change_until");
    }

    @Test
    void aChangeMustBePossibleToo() {
        BookingTerms terms = terms(null, null, new BigDecimal("90"));
        refused(given(aBooking().withTerms(terms).build()).when(request(change())), "longer than max");
        setUpFixture();
        refused(
                given(aBooking().build())
                        .when(request(change().during("2026-03-01T09:29:59Z", "2026-03-02T10:00:00Z"))),
                "in the past");
    }

    @ParameterizedTest
    @EnumSource(names = {"PENDING", "RESERVED"})
    void aCancellationEndsTheBooking(ReservationStatus status) {
        BookingRequest cancellation = cancellation().build();
        Booking expected = aBooking()
                .withStatus(ReservationStatus.CANCELED)
                .canceledBy(Role.EMSP, CanceledReason.TRAFFIC)
                .withRequests(
                        aRequest(
                                ReservationRequestStatus.PENDING,
                                aBookingRequest().build()),
                        new BookingRequestStatus(ReservationRequestStatus.ACCEPTED, cancellation, NOW, Map.of()))
                .build()
                .withLastUpdated(NOW);

        given(in(status))
                .when(request(cancellation()))
                .expectEvents(new BookingCanceled(ID, cancellation, NOW))
                .expectResultMessagePayload(answer(WriteResult.Kind.UPDATED, 1, expected));
        setUpFixture();
        given(in(status), new BookingCanceled(ID, cancellation, NOW))
                .when(request(cancellation()))
                .expectNoEvents()
                .expectResultMessagePayload(answer(WriteResult.Kind.UNCHANGED, 1, expected));
    }

    @ParameterizedTest
    @CsvSource({"RESERVED, ACCEPTED", "REJECTED, DECLINED", "FAILED, FAILED"})
    void aDecisionIsTheOutcomeOfThePendingRequests(ReservationStatus status, ReservationRequestStatus outcome) {
        ObjectNode patch = patch(status);
        BookingDecided decided = new BookingDecided(ID, patch, outcome);

        given(aBooking().build())
                .when(new PatchBooking(ID, patch))
                .expectEvents(decided)
                .expectResultMessagePayload(new WriteResult(WriteResult.Kind.UPDATED, ID.toString(), 1));

        Booking booking = BookingFold.apply(
                BookingFold.apply(aBooking().build(), new BookingChangeRequested(ID, change().build(), NOW)), decided);
        assertThatObject(booking.reservationStatus()).isEqualTo(status);
        assertThatObject(booking.bookingRequests().stream()
                        .map(BookingRequestStatus::requestStatus)
                        .toList())
                .isEqualTo(List.of(outcome, outcome));
    }

    @Test
    void aDecisionSentTwiceChangesNothingTheSecondTime() {
        ObjectNode patch = patch(ReservationStatus.RESERVED);

        given(aBooking().build(), new BookingDecided(ID, patch, ReservationRequestStatus.ACCEPTED))
                .when(new PatchBooking(ID, patch))
                .expectNoEvents()
                .expectResultMessagePayload(new WriteResult(WriteResult.Kind.UNCHANGED, ID.toString(), 1));
    }

    @Test
    void aDecisionThatTellsOfTheRequestsItselfIsTakenAsItIs() {
        ObjectNode patch = patch(ReservationStatus.RESERVED);
        patch.putArray("booking_requests")
                .add(OcpiJson.mapper()
                        .<ObjectNode>valueToTree(aRequest(
                                ReservationRequestStatus.FAILED,
                                aBookingRequest().build())));

        given(aBooking().build()).when(new PatchBooking(ID, patch)).expectEvents(new BookingPatched(ID, patch));
    }

    @Test
    void aCancellationByTheCpoLeavesTheRequestsAsTheyAre() {
        ObjectNode patch = patch(ReservationStatus.CANCELED);

        given(aBooking().build()).when(new PatchBooking(ID, patch)).expectEvents(new BookingPatched(ID, patch));
    }

    @Test
    void aChangeOfAReservedBookingIsDecidedInItsRequests() {
        ObjectNode patch = patch(ReservationStatus.RESERVED);

        given(in(ReservationStatus.RESERVED), new BookingChangeRequested(ID, change().build(), NOW))
                .when(new PatchBooking(ID, patch))
                .expectEvents(new BookingPatched(ID, patch));
    }

    @Test
    void theRequestIdStays() {
        refused(
                given(aBooking().build())
                        .when(new PatchBooking(
                                ID, patch(ReservationStatus.PENDING).put("request_id", "BR-2"))),
                "request_id");
    }

    @Test
    void aDecisionThatCannotFollowIsRefused() {
        refused(
                given(aBooking().build()).when(new PatchBooking(ID, patch(ReservationStatus.NO_SHOW))),
                "cannot follow PENDING");
    }

    private TestExecutor<BookingAggregate> given(Booking booking, BookingEvent... more) {
        Object[] events = new Object[more.length + 1];
        events[0] = new BookingRequested(ID, booking);
        System.arraycopy(more, 0, events, 1, more.length);
        return fixture.given(Arrays.asList(events));
    }

    /** Begins a test anew at some moment. */
    private void at(Instant moment) {
        fixture = new AggregateTestFixture<>(BookingAggregate.class);
        fixture.registerInjectableResource(Clock.fixed(moment, ZoneOffset.UTC));
        fixture.registerInjectableResource(new ObjectLimit(LIMIT));
    }

    private static void refused(ResultValidator<BookingAggregate> outcome, String message) {
        outcome.expectNoEvents().expectException(rejection(Rejection.Code.INVALID, message));
    }

    private static BookingAnswer answer(WriteResult.Kind kind, long revision, Booking booking) {
        return new BookingAnswer(booking, new WriteResult(kind, ID.toString(), revision));
    }

    private static Booking in(ReservationStatus status) {
        return aBooking().withStatus(status).build();
    }

    private static RequestBooking request(BookingRequests request) {
        return new RequestBooking(ID, request.build(), offer(null));
    }

    private static Booking booked(BookingRequests request, BookingLocation offer) {
        BookingRequested event = (BookingRequested)
                BookingRequestRules.request(null, new RequestBooking(ID, request.build(), offer), NOW)
                        .getFirst();
        return event.booking();
    }

    private static BookingRequests change() {
        return aBookingRequest().during("2026-03-02T12:00:00Z", "2026-03-02T14:00:00Z");
    }

    private static BookingRequests cancellation() {
        return aBookingRequest().canceledBy(Role.EMSP, CanceledReason.TRAFFIC);
    }

    private static BookingLocation offer(@Nullable BookingTerms terms) {
        return aBookingLocation().withTerms(terms).build();
    }

    private static BookingTerms terms(
            @Nullable Boolean changeNotAllowed, @Nullable BigDecimal min, @Nullable BigDecimal max) {
        BookingTerms terms = someTerms();
        return new BookingTerms(
                null,
                null,
                null,
                terms.supportedAccessMethods(),
                terms.changeUntilMinutes(),
                terms.cancelUntilMinutes(),
                changeNotAllowed,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                min,
                max,
                null,
                Map.of());
    }

    private static ObjectNode patch(ReservationStatus status) {
        return OcpiJson.mapper()
                .createObjectNode()
                .put("reservation_status", status.name())
                .put("last_updated", "2026-03-01T10:00:00Z");
    }
}
