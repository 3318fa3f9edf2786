package org.ocpiplatform.write.reservations;

import static org.ocpiplatform.write.reservations.ReservationAggregateTest.FIRST;
import static org.ocpiplatform.write.reservations.ReservationAggregateTest.ID;
import static org.ocpiplatform.write.reservations.ReservationAggregateTest.SECOND;

import java.time.Instant;
import java.util.List;
import org.axonframework.commandhandling.gateway.DefaultCommandGateway;
import org.axonframework.test.saga.SagaTestFixture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.ocpiplatform.contract.remote.RequestId;
import org.ocpiplatform.contract.reservations.ReleasedBy;
import org.ocpiplatform.contract.reservations.ReservationCommand.ExpireReservation;
import org.ocpiplatform.contract.reservations.ReservationEvent;
import org.ocpiplatform.contract.reservations.ReservationEvent.ReservationExpired;
import org.ocpiplatform.contract.reservations.ReservationEvent.ReservationHeld;
import org.ocpiplatform.contract.reservations.ReservationEvent.ReservationReleased;
import org.ocpiplatform.contract.reservations.ReservationEvent.ReservationReplaced;
import org.ocpiplatform.contract.reservations.ReservationEvent.ReservationUsed;
import org.ocpiplatform.write.Steps;

class ReservationSagaTest {

    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private static final ReservationHeld HELD = new ReservationHeld(ID, FIRST);

    private SagaTestFixture<ReservationSaga> fixture;

    @BeforeEach
    void fixture() {
        fixture = new SagaTestFixture<>(ReservationSaga.class);
        fixture.registerResource(new Steps(DefaultCommandGateway.builder()
                .commandBus(fixture.getCommandBus())
                .build()));
    }

    @Test
    void whatIsHeldHasADeadline() {
        fixture.givenCurrentTime(NOW)
                .whenPublishingA(HELD)
                .expectActiveSagas(1)
                .expectScheduledDeadlineWithName(FIRST.expiryDate(), ReservationSaga.EXPIRY);
    }

    @Test
    void atItsTimeItExpires() {
        fixture.givenCurrentTime(NOW)
                .andThenAPublished(HELD)
                .whenTimeAdvancesTo(FIRST.expiryDate())
                .expectDispatchedCommands(new ExpireReservation(ID, FIRST.expiryDate()))
                .expectActiveSagas(1);
    }

    @Test
    void whatReplacedItHasADeadlineOfItsOwn() {
        fixture.givenCurrentTime(NOW)
                .andThenAPublished(HELD)
                .andThenAPublished(new ReservationReplaced(ID, SECOND))
                .whenTimeAdvancesTo(SECOND.expiryDate())
                .expectDispatchedCommands(
                        new ExpireReservation(ID, FIRST.expiryDate()), new ExpireReservation(ID, SECOND.expiryDate()));
    }

    @ParameterizedTest
    @MethodSource("ends")
    void anEndIsTheEnd(ReservationEvent end) {
        fixture.givenCurrentTime(NOW)
                .andThenAPublished(HELD)
                .whenPublishingA(end)
                .expectActiveSagas(0);
    }

    static List<ReservationEvent> ends() {
        return List.of(
                new ReservationReleased(ID, ReleasedBy.SENDER, new RequestId("c")),
                new ReservationUsed(ID, new RequestId("s")),
                new ReservationExpired(ID));
    }
}
