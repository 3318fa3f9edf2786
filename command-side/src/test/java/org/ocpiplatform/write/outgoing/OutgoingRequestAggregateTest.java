package org.ocpiplatform.write.outgoing;

import static org.ocpiplatform.write.outgoing.Requests.CPO;
import static org.ocpiplatform.write.outgoing.Requests.ID;
import static org.ocpiplatform.write.outgoing.Requests.SOMEBODY;
import static org.ocpiplatform.write.outgoing.Requests.START;
import static org.ocpiplatform.write.outgoing.Requests.STARTED;
import static org.ocpiplatform.write.outgoing.Requests.request;
import static org.ocpiplatform.write.outgoing.Requests.requested;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.axonframework.test.aggregate.TestExecutor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.ocpiplatform.contract.Caller;
import org.ocpiplatform.contract.Rejection;
import org.ocpiplatform.contract.WriteResult;
import org.ocpiplatform.contract.outgoing.OutgoingRequestCommand.BeginSending;
import org.ocpiplatform.contract.outgoing.OutgoingRequestCommand.ExpireOutgoing;
import org.ocpiplatform.contract.outgoing.OutgoingRequestCommand.NoteAnswerLost;
import org.ocpiplatform.contract.outgoing.OutgoingRequestCommand.NoteSendingFailed;
import org.ocpiplatform.contract.outgoing.OutgoingRequestCommand.RecordAnswer;
import org.ocpiplatform.contract.outgoing.OutgoingRequestCommand.RecordResult;
import org.ocpiplatform.contract.outgoing.OutgoingRequestCommand.RequestOperation;
import org.ocpiplatform.contract.outgoing.OutgoingRequestEvent.AnswerLost;
import org.ocpiplatform.contract.outgoing.OutgoingRequestEvent.AnswerReceived;
import org.ocpiplatform.contract.outgoing.OutgoingRequestEvent.FurtherResultReceived;
import org.ocpiplatform.contract.outgoing.OutgoingRequestEvent.LateResultReceived;
import org.ocpiplatform.contract.outgoing.OutgoingRequestEvent.RequestExpired;
import org.ocpiplatform.contract.outgoing.OutgoingRequestEvent.ReservationCanceled;
import org.ocpiplatform.contract.outgoing.OutgoingRequestEvent.ResultReceived;
import org.ocpiplatform.contract.outgoing.OutgoingRequestEvent.SendingBegun;
import org.ocpiplatform.contract.outgoing.OutgoingRequestEvent.SendingFailed;
import org.ocpiplatform.contract.outgoing.Sending;
import org.ocpiplatform.contract.outgoing.Sending.Turn;
import org.ocpiplatform.contract.remote.RemoteAnswer;
import org.ocpiplatform.contract.remote.RemoteOperation;
import org.ocpiplatform.contract.remote.RemoteResult;
import org.ocpiplatform.write.Rejections;

class OutgoingRequestAggregateTest {

    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private static final Instant DEADLINE = NOW.plusSeconds(32);
    private static final SendingBegun SENDING = new SendingBegun(ID);
    private static final RemoteAnswer TAKEN = RemoteAnswer.accepted(30);
    private static final RemoteAnswer REFUSED = RemoteAnswer.refused("REJECTED", "no");
    private static final AnswerReceived ACCEPTED = new AnswerReceived(ID, TAKEN, DEADLINE);
    private static final AnswerLost LOST = new AnswerLost(ID, "no answer", DEADLINE);
    private static final RequestExpired EXPIRED = new RequestExpired(ID);
    private static final RemoteResult DONE = RemoteResult.of("ACCEPTED");
    private static final RemoteResult FAILED = RemoteResult.of("FAILED");
    private static final RemoteResult CANCELED = RemoteResult.of("CANCELED_RESERVATION");

    private final FixtureConfiguration<OutgoingRequestAggregate> fixture = new AggregateTestFixture<>(
                    OutgoingRequestAggregate.class)
            .registerInjectableResource(Clock.fixed(NOW, ZoneOffset.UTC));

    @Test
    void aRequestIsMadeOnce() {
        RequestOperation command = new RequestOperation(ID, START);
        fixture.givenNoPriorActivity()
                .when(command)
                .expectEvents(STARTED)
                .expectResultMessagePayload(new WriteResult(WriteResult.Kind.CREATED, "u1", 0));
        fixture.given(STARTED)
                .when(command)
                .expectNoEvents()
                .expectResultMessagePayload(new WriteResult(WriteResult.Kind.UNCHANGED, "u1", 0));
        fixture.given(STARTED)
                .when(new RequestOperation(ID, request(RemoteOperation.STOP_SESSION, "{}")))
                .expectNoEvents()
                .expectException(Rejections.rejection(Rejection.Code.CONFLICT, "another request"));
    }

    @Test
    void itIsSentOnce() {
        begin(given(), Turn.SEND, true);
        begin(given(SENDING), Turn.INTERRUPTED, false);
    }

    @Test
    void whatHasWaitedTooLongIsNotSentAnyMore() {
        fixture.givenCurrentTime(NOW.minusSeconds(121))
                .andGiven(STARTED)
                .when(new BeginSending(ID))
                .expectResultMessagePayload(new Sending(Turn.DONE, START))
                .expectEvents(new SendingFailed(ID, "it could not be sent within 120 seconds"));
    }

    @Test
    void whatWasAnsweredOrHasEndedIsNotSent() {
        begin(given(SENDING, ACCEPTED), Turn.DONE, false);
        begin(given(SENDING, LOST), Turn.DONE, false);
        begin(given(SENDING, new SendingFailed(ID, "down")), Turn.DONE, false);
        begin(given(SENDING, new ResultReceived(ID, DONE)), Turn.DONE, false);
        begin(given(SENDING, LOST, EXPIRED), Turn.DONE, false);
    }

    private static void begin(TestExecutor<OutgoingRequestAggregate> given, Turn turn, boolean begun) {
        var result = given.when(new BeginSending(ID)).expectResultMessagePayload(new Sending(turn, START));
        if (begun) {
            result.expectEvents(SENDING);
        } else {
            result.expectNoEvents();
        }
    }

    @ParameterizedTest
    @CsvSource({"30, 32", "0, 32", "-5, 32", "3600, 3602", "2147483647, 3602", "1, 3"})
    void anAcceptedRequestAwaitsItsResultForABoundedTime(int timeout, int seconds) {
        RemoteAnswer answer = RemoteAnswer.accepted(timeout);
        given(SENDING)
                .when(new RecordAnswer(ID, answer, NOW))
                .expectEvents(new AnswerReceived(ID, answer, NOW.plusSeconds(seconds)));
    }

    @Test
    void aRefusedOneAwaitsNothing() {
        given(SENDING).when(new RecordAnswer(ID, REFUSED, NOW)).expectEvents(new AnswerReceived(ID, REFUSED, null));
    }

    @Test
    void theFirstAnswerCounts() {
        given(SENDING, ACCEPTED).when(new RecordAnswer(ID, REFUSED, NOW)).expectNoEvents();
        given(SENDING, new SendingFailed(ID, "down"))
                .when(new RecordAnswer(ID, TAKEN, NOW))
                .expectNoEvents();
    }

    @Test
    void anAnswerThatWasThoughtLostCounts() {
        given(SENDING, LOST)
                .when(new RecordAnswer(ID, TAKEN, NOW.plusSeconds(5)))
                .expectEvents(new AnswerReceived(ID, TAKEN, DEADLINE.plusSeconds(5)));
    }

    @Test
    void anAnswerThatTheResultHasOvertakenIsNoted() {
        given(SENDING, new ResultReceived(ID, DONE))
                .when(new RecordAnswer(ID, TAKEN, NOW))
                .expectEvents(new AnswerReceived(ID, TAKEN, null));
        given(SENDING, LOST, EXPIRED)
                .when(new RecordAnswer(ID, TAKEN, NOW))
                .expectEvents(new AnswerReceived(ID, TAKEN, null));
    }

    @Test
    void aRequestThatDoesNotArriveHasFailed() {
        NoteSendingFailed command = new NoteSendingFailed(ID, "down");
        given(SENDING).when(command).expectEvents(new SendingFailed(ID, "down"));
        given(SENDING, ACCEPTED).when(command).expectNoEvents();
        given(SENDING, new ResultReceived(ID, DONE)).when(command).expectNoEvents();
    }

    @Test
    void aLostAnswerIsNotedOnce() {
        NoteAnswerLost command = new NoteAnswerLost(ID, "no answer", DEADLINE);
        given(SENDING).when(command).expectEvents(LOST);
        given(SENDING, LOST).when(command).expectNoEvents();
        given(SENDING, ACCEPTED).when(command).expectNoEvents();
        given(SENDING, new ResultReceived(ID, DONE)).when(command).expectNoEvents();
    }

    @Test
    void aResultEndsARequestThatWaits() {
        given(SENDING, ACCEPTED).when(result(DONE)).expectEvents(new ResultReceived(ID, DONE));
        given(SENDING, ACCEPTED).when(result(FAILED)).expectEvents(new ResultReceived(ID, FAILED));
        given(SENDING, LOST).when(result(DONE)).expectEvents(new ResultReceived(ID, DONE));
    }

    @Test
    void aResultMayOvertakeTheAnswer() {
        given(SENDING).when(result(DONE)).expectEvents(new ResultReceived(ID, DONE));
    }

    @Test
    void aResultAfterTheEndIsLate() {
        given(SENDING, ACCEPTED, EXPIRED).when(result(DONE)).expectEvents(new LateResultReceived(ID, DONE));
        given(SENDING, new AnswerReceived(ID, REFUSED, null))
                .when(result(DONE))
                .expectEvents(new LateResultReceived(ID, DONE));
        given(SENDING, new SendingFailed(ID, "down"))
                .when(result(FAILED))
                .expectEvents(new LateResultReceived(ID, FAILED));
    }

    @Test
    void aFurtherResultChangesNothing() {
        given(SENDING, ACCEPTED, new ResultReceived(ID, DONE))
                .when(result(FAILED))
                .expectEvents(new FurtherResultReceived(ID, FAILED));
        given(SENDING, ACCEPTED, new ResultReceived(ID, FAILED))
                .when(result(DONE))
                .expectEvents(new FurtherResultReceived(ID, DONE));
        given(SENDING, ACCEPTED, EXPIRED, new LateResultReceived(ID, DONE))
                .when(result(DONE))
                .expectEvents(new FurtherResultReceived(ID, DONE));
        given(SENDING, ACCEPTED, new ResultReceived(ID, DONE))
                .when(result(CANCELED))
                .expectEvents(new FurtherResultReceived(ID, CANCELED));
    }

    @Test
    void aReservationThatWasMadeMayBeGivenUpOnce() {
        RecordResult cancel = new RecordResult(ID, RemoteOperation.RESERVE_NOW, CPO, CANCELED);
        Object[] reserved = {requested(RemoteOperation.RESERVE_NOW), SENDING, ACCEPTED, new ResultReceived(ID, DONE)};
        fixture.given(reserved).when(cancel).expectEvents(new ReservationCanceled(ID, CANCELED));
        fixture.given(reserved)
                .andGiven(new ReservationCanceled(ID, CANCELED))
                .when(cancel)
                .expectEvents(new FurtherResultReceived(ID, CANCELED));
        fixture.given(requested(RemoteOperation.RESERVE_NOW), SENDING, ACCEPTED, new ResultReceived(ID, FAILED))
                .when(cancel)
                .expectEvents(new FurtherResultReceived(ID, CANCELED));
        fixture.given(requested(RemoteOperation.RESERVE_NOW), SENDING, ACCEPTED)
                .when(cancel)
                .expectEvents(new ResultReceived(ID, CANCELED));
    }

    @Test
    void onlyWhoWasAskedTellsTheResultOfWhatItWasAsked() {
        unknown(RemoteOperation.START_SESSION, SOMEBODY);
        unknown(RemoteOperation.STOP_SESSION, CPO);
        unknown(RemoteOperation.CLEAR_PROFILE, CPO);
    }

    private void unknown(RemoteOperation operation, Caller caller) {
        given(SENDING, ACCEPTED)
                .when(new RecordResult(ID, operation, caller, DONE))
                .expectNoEvents()
                .expectException(Rejections.rejection(Rejection.Code.NOT_FOUND, "request"));
    }

    @ParameterizedTest
    @EnumSource(RemoteOperation.class)
    void aResultMustBeOneOfTheOperation(RemoteOperation operation) {
        for (String word : List.of(operation.ofProfiles() ? "TIMEOUT" : "UNKNOWN", "accepted", "")) {
            fixture.given(requested(operation), SENDING)
                    .when(new RecordResult(ID, operation, CPO, RemoteResult.of(word)))
                    .expectNoEvents()
                    .expectException(Rejections.rejection(Rejection.Code.INVALID, "result must be one of ACCEPTED"));
        }
        RemoteResult fits = RemoteResult.of(operation.ofProfiles() ? "UNKNOWN" : "TIMEOUT");
        fixture.given(requested(operation), SENDING)
                .when(new RecordResult(ID, operation, CPO, fits))
                .expectEvents(new ResultReceived(ID, fits));
    }

    @Test
    void whatHasNotEndedExpires() {
        ExpireOutgoing command = new ExpireOutgoing(ID);
        given(SENDING, ACCEPTED).when(command).expectEvents(EXPIRED);
        given(SENDING, LOST).when(command).expectEvents(EXPIRED);
        given(SENDING, ACCEPTED, EXPIRED).when(command).expectNoEvents();
        given(SENDING, ACCEPTED, new ResultReceived(ID, DONE)).when(command).expectNoEvents();
    }

    private TestExecutor<OutgoingRequestAggregate> given(Object... events) {
        return fixture.given(STARTED).andGiven(events);
    }

    private static RecordResult result(RemoteResult result) {
        return new RecordResult(ID, RemoteOperation.START_SESSION, CPO, result);
    }
}
