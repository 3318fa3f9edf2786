package org.ocpiplatform.write.reservations;

import java.time.Instant;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.api.Test;
import org.ocpiplatform.contract.remote.RequestId;
import org.ocpiplatform.contract.reservations.Hold;
import org.ocpiplatform.contract.reservations.ReleasedBy;
import org.ocpiplatform.contract.reservations.ReservationCommand.ExpireReservation;
import org.ocpiplatform.contract.reservations.ReservationCommand.HoldReservation;
import org.ocpiplatform.contract.reservations.ReservationCommand.ReleaseReservation;
import org.ocpiplatform.contract.reservations.ReservationCommand.UseReservation;
import org.ocpiplatform.contract.reservations.ReservationEvent.ReservationExpired;
import org.ocpiplatform.contract.reservations.ReservationEvent.ReservationHeld;
import org.ocpiplatform.contract.reservations.ReservationEvent.ReservationReleased;
import org.ocpiplatform.contract.reservations.ReservationEvent.ReservationReplaced;
import org.ocpiplatform.contract.reservations.ReservationEvent.ReservationUsed;
import org.ocpiplatform.contract.reservations.ReservationId;
import org.ocpiplatform.ocpi.CiString;
import org.ocpiplatform.ocpi.tokens.Tokens;

class ReservationAggregateTest {

    static final ReservationId ID = ReservationId.parse("reservations:NL:TNM:NL:MSP:R1");
    static final Hold FIRST = hold("a", Instant.parse("2026-03-01T10:30:00Z"));
    static final Hold SECOND = hold("b", Instant.parse("2026-03-01T11:00:00Z"));

    private static final RequestId CANCEL = new RequestId("c");
    private static final ReservationHeld HELD = new ReservationHeld(ID, FIRST);
    private static final ReservationReleased RELEASED = new ReservationReleased(ID, ReleasedBy.SENDER, CANCEL);

    private final AggregateTestFixture<ReservationAggregate> fixture =
            new AggregateTestFixture<>(ReservationAggregate.class);

    static Hold hold(String requestId, Instant expiryDate) {
        return new Hold(
                new RequestId(requestId),
                CiString.of("r1"),
                Tokens.aToken().build(),
                CiString.of("LOC1"),
                null,
                null,
                expiryDate);
    }

    @Test
    void anotherRequestReplacesWhatIsHeld() {
        fixture.givenNoPriorActivity().when(new HoldReservation(ID, FIRST)).expectEvents(HELD);
        fixture.given(HELD).when(new HoldReservation(ID, SECOND)).expectEvents(new ReservationReplaced(ID, SECOND));
    }

    @Test
    void theSameRequestHoldsOnce() {
        fixture.given(HELD).when(new HoldReservation(ID, FIRST)).expectNoEvents();
        fixture.given(HELD, RELEASED).when(new HoldReservation(ID, FIRST)).expectNoEvents();
    }

    @Test
    void whatHasEndedMayHoldAgain() {
        fixture.given(HELD, RELEASED)
                .when(new HoldReservation(ID, SECOND))
                .expectEvents(new ReservationHeld(ID, SECOND));
        fixture.given(HELD, new ReservationExpired(ID))
                .when(new HoldReservation(ID, SECOND))
                .expectEvents(new ReservationHeld(ID, SECOND));
    }

    @Test
    void theSenderReleasesWhatIsHeld() {
        fixture.given(HELD)
                .when(new ReleaseReservation(ID, ReleasedBy.SENDER, CANCEL))
                .expectEvents(RELEASED);
        fixture.given(HELD, RELEASED)
                .when(new ReleaseReservation(ID, ReleasedBy.SENDER, CANCEL))
                .expectNoEvents();
    }

    @Test
    void theCpoCancelsOnlyTheRequestThatItMeans() {
        ReleaseReservation first = new ReleaseReservation(ID, ReleasedBy.CPO, FIRST.requestId());
        fixture.given(HELD).when(first).expectEvents(new ReservationReleased(ID, ReleasedBy.CPO, FIRST.requestId()));
        fixture.given(HELD, new ReservationReplaced(ID, SECOND)).when(first).expectNoEvents();
    }

    @Test
    void itIsUsedOnce() {
        RequestId start = new RequestId("s");
        fixture.given(HELD).when(new UseReservation(ID, start)).expectEvents(new ReservationUsed(ID, start));
        fixture.given(HELD, new ReservationUsed(ID, start))
                .when(new UseReservation(ID, start))
                .expectNoEvents();
        fixture.given(HELD, new ReservationUsed(ID, start))
                .when(new ReleaseReservation(ID, ReleasedBy.SENDER, CANCEL))
                .expectNoEvents();
    }

    @Test
    void onlyTheTimeOfWhatIsHeldCounts() {
        fixture.given(HELD)
                .when(new ExpireReservation(ID, FIRST.expiryDate()))
                .expectEvents(new ReservationExpired(ID));
        fixture.given(HELD, new ReservationReplaced(ID, SECOND))
                .when(new ExpireReservation(ID, FIRST.expiryDate()))
                .expectNoEvents();
        fixture.given(HELD, new ReservationReplaced(ID, SECOND))
                .when(new ExpireReservation(ID, SECOND.expiryDate()))
                .expectEvents(new ReservationExpired(ID));
        fixture.given(HELD, RELEASED)
                .when(new ExpireReservation(ID, FIRST.expiryDate()))
                .expectNoEvents();
    }
}
