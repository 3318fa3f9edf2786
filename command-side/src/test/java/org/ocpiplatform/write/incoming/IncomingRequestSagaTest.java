package org.ocpiplatform.write.incoming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ocpiplatform.write.incoming.Requests.DEADLINE;
import static org.ocpiplatform.write.incoming.Requests.ID;
import static org.ocpiplatform.write.incoming.Requests.NOW;
import static org.ocpiplatform.write.incoming.Requests.request;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.axonframework.commandhandling.gateway.DefaultCommandGateway;
import org.axonframework.test.saga.ContinuedGivenState;
import org.axonframework.test.saga.SagaTestFixture;
import org.axonframework.test.saga.WhenState;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ocpiplatform.contract.incoming.IncomingRequestCommand.ExpireRequest;
import org.ocpiplatform.contract.incoming.IncomingRequestEvent.ForwardingFailed;
import org.ocpiplatform.contract.incoming.IncomingRequestEvent.RequestAbandoned;
import org.ocpiplatform.contract.incoming.IncomingRequestEvent.RequestAccepted;
import org.ocpiplatform.contract.incoming.IncomingRequestEvent.RequestForwarded;
import org.ocpiplatform.contract.incoming.IncomingRequestEvent.RequestReceived;
import org.ocpiplatform.contract.incoming.IncomingRequestEvent.RequestRefused;
import org.ocpiplatform.contract.incoming.IncomingRequestEvent.ResultDetermined;
import org.ocpiplatform.contract.incoming.IncomingRequestEvent.ResultDetermined.Cause;
import org.ocpiplatform.contract.incoming.IncomingRequestEvent.ResultSent;
import org.ocpiplatform.contract.incoming.IncomingRequestEvent.ResultUndeliverable;
import org.ocpiplatform.contract.remote.RemoteAnswer;
import org.ocpiplatform.contract.remote.RemoteOperation;
import org.ocpiplatform.contract.remote.RemoteResult;
import org.ocpiplatform.contract.remote.RequestId;
import org.ocpiplatform.write.Steps;

class IncomingRequestSagaTest {

    private static final Instant EXPIRY = NOW.plusSeconds(600);
    private static final RequestReceived START =
            new RequestReceived(ID, request(RemoteOperation.START_SESSION, Requests.start()), DEADLINE);
    private static final RequestReceived RESERVE =
            new RequestReceived(ID, request(RemoteOperation.RESERVE_NOW, Requests.reserve(EXPIRY)), DEADLINE);
    private static final RequestForwarded FORWARDED = new RequestForwarded(ID);
    private static final RequestAccepted ACCEPTED = new RequestAccepted(ID);
    private static final ForwardingFailed FAILED = new ForwardingFailed(ID, "down");
    private static final ResultDetermined DONE = determined("ACCEPTED", Cause.CHARGE_POINT);
    private static final ResultDetermined CANCELED = determined("CANCELED_RESERVATION", Cause.CANCELLATION);

    private final List<String> tasks = new ArrayList<>();
    private SagaTestFixture<IncomingRequestSaga> fixture;

    @BeforeEach
    void fixture() {
        fixture = new SagaTestFixture<>(IncomingRequestSaga.class);
        fixture.registerResource(new Steps(DefaultCommandGateway.builder()
                .commandBus(fixture.getCommandBus())
                .build()));
        fixture.registerResource(new RequestTasks() {
            @Override
            public void forward(RequestId id, Instant at, String correlationId) {
                tasks.add("forward " + id + " at " + at + " for " + correlationId);
            }

            @Override
            public void tellResult(RequestId id, int number, String correlationId) {
                tasks.add("tell " + id + " " + number);
            }
        });
    }

    @Test
    void aRequestHasADeadlineAndIsForwardedLaterIfItWasNot() {
        fixture.givenCurrentTime(NOW)
                .whenPublishingA(START)
                .expectActiveSagas(1)
                .expectScheduledDeadlineWithName(DEADLINE, IncomingRequestSaga.DEADLINE);
        assertThat(tasks).containsExactly("forward 3f2b7a9e at 2026-03-01T10:00:20Z for 3f2b7a9e");
    }

    @Test
    void aRefusedRequestNeedsNothing() {
        fixture.givenNoPriorActivity()
                .whenPublishingA(new RequestRefused(ID, START.request(), RemoteAnswer.refused("REJECTED", "no")))
                .expectActiveSagas(0)
                .expectNoScheduledDeadlines();
    }

    @Test
    void atTheDeadlineItExpires() {
        fixture.givenCurrentTime(NOW)
                .andThenAPublished(START)
                .andThenAPublished(FORWARDED)
                .whenTimeAdvancesTo(DEADLINE)
                .expectDispatchedCommands(new ExpireRequest(ID))
                .expectActiveSagas(1);
    }

    @Test
    void whatWasRejectedIsOver() {
        given(START).whenPublishingA(FAILED).expectActiveSagas(0);
        fixture();
        given(START).whenPublishingA(new RequestAbandoned(ID)).expectActiveSagas(0);
    }

    @Test
    void whatWasAcceptedIsNotOverWhenItCannotBeForwarded() {
        given(START, ACCEPTED).whenPublishingA(FAILED).expectActiveSagas(1);
    }

    @Test
    void aResultIsToldAndThenItIsOver() {
        given(START, FORWARDED).whenPublishingA(DONE).expectActiveSagas(1);
        assertThat(tasks).contains("tell 3f2b7a9e 1");
        fixture();
        given(START, FORWARDED, DONE).whenPublishingA(new ResultSent(ID, 1)).expectActiveSagas(0);
        fixture();
        given(START, FORWARDED, DONE)
                .whenPublishingA(new ResultUndeliverable(ID, 1, "down"))
                .expectActiveSagas(0);
    }

    @Test
    void aResultThatOvertakesTheAnswerIsToldAfterIt() {
        given(START).whenPublishingA(DONE).expectActiveSagas(1);
        assertThat(tasks).noneMatch(task -> task.startsWith("tell"));
        fixture();
        given(START, DONE).whenPublishingA(FORWARDED).expectActiveSagas(1);
        assertThat(tasks).endsWith("tell 3f2b7a9e 1");
        fixture();
        given(START, DONE).whenPublishingA(ACCEPTED).expectActiveSagas(1);
        assertThat(tasks).endsWith("tell 3f2b7a9e 1");
    }

    @Test
    void aReservationMayBeCanceledUntilItEnds() {
        given(RESERVE, FORWARDED)
                .whenPublishingA(DONE)
                .expectScheduledDeadlineWithName(EXPIRY, IncomingRequestSaga.RESERVATION_END);
        fixture();
        given(RESERVE, FORWARDED, DONE).whenPublishingA(new ResultSent(ID, 1)).expectActiveSagas(1);
        fixture();
        given(RESERVE, FORWARDED, DONE, new ResultSent(ID, 1))
                .whenTimeAdvancesTo(EXPIRY)
                .expectActiveSagas(0);
    }

    @Test
    void theSecondResultIsToldAndThenItIsOver() {
        given(RESERVE, FORWARDED, DONE, new ResultSent(ID, 1))
                .whenPublishingA(CANCELED)
                .expectActiveSagas(1);
        assertThat(tasks).endsWith("tell 3f2b7a9e 2");
        fixture();
        given(RESERVE, FORWARDED, DONE, new ResultSent(ID, 1), CANCELED)
                .whenPublishingA(new ResultSent(ID, 2))
                .expectActiveSagas(0);
    }

    @Test
    void bothResultsAreToldHoweverTheyCome() {
        given(RESERVE, FORWARDED, DONE, CANCELED)
                .whenPublishingA(new ResultSent(ID, 1))
                .expectActiveSagas(0);
        assertThat(tasks).endsWith("tell 3f2b7a9e 1", "tell 3f2b7a9e 2");
    }

    @Test
    void aReservationThatWasNotMadeHasNoSecondResult() {
        given(RESERVE, FORWARDED, determined("FAILED", Cause.CHARGE_POINT))
                .whenPublishingA(new ResultSent(ID, 1))
                .expectActiveSagas(0);
    }

    private WhenState given(Object... events) {
        ContinuedGivenState given = fixture.givenCurrentTime(NOW);
        for (Object event : events) {
            given = given.andThenAPublished(event);
        }
        return given;
    }

    private static ResultDetermined determined(String result, Cause cause) {
        return new ResultDetermined(ID, RemoteResult.of(result), cause);
    }
}
