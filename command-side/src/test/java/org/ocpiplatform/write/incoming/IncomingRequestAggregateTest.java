package org.ocpiplatform.write.incoming;

import static org.ocpiplatform.contract.remote.RemoteOperation.ACTIVE_CHARGING_PROFILE;
import static org.ocpiplatform.contract.remote.RemoteOperation.CHARGING_PROFILE;
import static org.ocpiplatform.contract.remote.RemoteOperation.RESERVE_NOW;
import static org.ocpiplatform.contract.remote.RemoteOperation.START_SESSION;
import static org.ocpiplatform.write.Rejections.rejection;
import static org.ocpiplatform.write.incoming.Requests.DEADLINE;
import static org.ocpiplatform.write.incoming.Requests.ID;
import static org.ocpiplatform.write.incoming.Requests.NOW;
import static org.ocpiplatform.write.incoming.Requests.premises;
import static org.ocpiplatform.write.incoming.Requests.request;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.matchers.Matchers;
import org.hamcrest.Matcher;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ocpiplatform.contract.Caller;
import org.ocpiplatform.contract.Rejection;
import org.ocpiplatform.contract.incoming.DueForwarding;
import org.ocpiplatform.contract.incoming.DueResult;
import org.ocpiplatform.contract.incoming.IncomingRequest;
import org.ocpiplatform.contract.incoming.IncomingRequestCommand.AcceptRequest;
import org.ocpiplatform.contract.incoming.IncomingRequestCommand.ExpireRequest;
import org.ocpiplatform.contract.incoming.IncomingRequestCommand.NoteForwarded;
import org.ocpiplatform.contract.incoming.IncomingRequestCommand.NoteNotForwarded;
import org.ocpiplatform.contract.incoming.IncomingRequestCommand.NoteResultSent;
import org.ocpiplatform.contract.incoming.IncomingRequestCommand.NoteResultUndeliverable;
import org.ocpiplatform.contract.incoming.IncomingRequestCommand.PrepareForwarding;
import org.ocpiplatform.contract.incoming.IncomingRequestCommand.PrepareResult;
import org.ocpiplatform.contract.incoming.IncomingRequestCommand.ReceiveRequest;
import org.ocpiplatform.contract.incoming.IncomingRequestCommand.RecordReply;
import org.ocpiplatform.contract.incoming.IncomingRequestEvent.ForwardingFailed;
import org.ocpiplatform.contract.incoming.IncomingRequestEvent.ReplyIgnored;
import org.ocpiplatform.contract.incoming.IncomingRequestEvent.RequestAbandoned;
import org.ocpiplatform.contract.incoming.IncomingRequestEvent.RequestAccepted;
import org.ocpiplatform.contract.incoming.IncomingRequestEvent.RequestForwarded;
import org.ocpiplatform.contract.incoming.IncomingRequestEvent.RequestReceived;
import org.ocpiplatform.contract.incoming.IncomingRequestEvent.RequestRefused;
import org.ocpiplatform.contract.incoming.IncomingRequestEvent.ResultDetermined;
import org.ocpiplatform.contract.incoming.IncomingRequestEvent.ResultDetermined.Cause;
import org.ocpiplatform.contract.incoming.IncomingRequestEvent.ResultSent;
import org.ocpiplatform.contract.incoming.IncomingRequestEvent.ResultUndeliverable;
import org.ocpiplatform.contract.incoming.Reception;
import org.ocpiplatform.contract.remote.RemoteAnswer;
import org.ocpiplatform.contract.remote.RemoteOperation;
import org.ocpiplatform.contract.remote.RemoteResult;
import org.ocpiplatform.ocpi.PartyId;
import org.ocpiplatform.ocpi.Role;
import org.ocpiplatform.ocpi.chargingprofiles.ActiveChargingProfile;
import org.ocpiplatform.ocpi.chargingprofiles.ChargingProfile;
import org.ocpiplatform.ocpi.chargingprofiles.ChargingRateUnit;
import org.ocpiplatform.ocpi.locations.Capability;
import org.ocpiplatform.ocpi.locations.Location;
import org.ocpiplatform.ocpi.locations.Locations;
import org.ocpiplatform.ocpi.types.DisplayText;

/** The state chart of a request, path by path. */
class IncomingRequestAggregateTest {

    private static final IncomingRequest START = request(START_SESSION, Requests.start());
    private static final IncomingRequest RESERVE = request(RESERVE_NOW, Requests.reserve(NOW.plusSeconds(600)));
    private static final IncomingRequest PROFILE = request(CHARGING_PROFILE, Requests.ofSession());
    private static final IncomingRequest ASK_PROFILE = request(ACTIVE_CHARGING_PROFILE, Requests.ofSession());
    private static final Location CAPABLE = Locations.aLocation()
            .withEvse(Locations.anEvse("EVSE-1").withCapability(Capability.REMOTE_START_STOP_CAPABLE))
            .build();

    private static final RequestReceived RECEIVED = received(START);
    private static final RequestForwarded FORWARDED = new RequestForwarded(ID);
    private static final RequestAccepted ACCEPTED = new RequestAccepted(ID);
    private static final RemoteResult YES = RemoteResult.of("ACCEPTED");
    private static final RemoteResult NO = RemoteResult.of("FAILED");
    private static final RemoteResult CANCELED = RemoteResult.of("CANCELED_RESERVATION");
    private static final ResultDetermined DONE = new ResultDetermined(ID, YES, Cause.CHARGE_POINT);
    private static final ResultDetermined UNREACHABLE = new ResultDetermined(
            ID,
            new RemoteResult("REJECTED", List.of(DisplayText.english("The charge point cannot be reached")), null),
            Cause.NOT_FORWARDED);

    private AggregateTestFixture<IncomingRequestAggregate> fixture;

    @BeforeEach
    void fixture() {
        at(NOW);
    }

    private void at(Instant now) {
        fixture = new AggregateTestFixture<>(IncomingRequestAggregate.class);
        fixture.registerInjectableResource(Clock.fixed(now, ZoneOffset.UTC));
    }

    @Test
    void aRequestThatMayBeForwardedHasNoAnswerYet() {
        fixture.givenNoPriorActivity()
                .when(new ReceiveRequest(ID, START, premises(CAPABLE, null), DEADLINE))
                .expectEvents(RECEIVED)
                .expectResultMessagePayloadMatching(answered(null));
    }

    @Test
    void aRefusedRequestIsKeptWithItsAnswer() {
        RemoteAnswer unknown = RemoteAnswer.unknownLocation("The location");
        fixture.givenNoPriorActivity()
                .when(new ReceiveRequest(ID, START, premises(null, null), DEADLINE))
                .expectEvents(new RequestRefused(ID, START, unknown))
                .expectResultMessagePayloadMatching(answered(unknown));
    }

    @Test
    void aRequestIsReceivedOnce() {
        fixture.given(RECEIVED)
                .when(new ReceiveRequest(ID, START, premises(null, null), DEADLINE))
                .expectNoEvents();
    }

    @Test
    void whatTheBackEndTakesIsAcceptedWithTheTimeout() {
        fixture.given(RECEIVED)
                .when(new NoteForwarded(ID))
                .expectEvents(FORWARDED)
                .expectResultMessagePayloadMatching(answered(RemoteAnswer.accepted(30)));
        fixture.given(RECEIVED, FORWARDED).when(new NoteForwarded(ID)).expectNoEvents();
    }

    @Test
    void whatTheBackEndDoesNotTakeIsRejectedAndHasNoResult() {
        ForwardingFailed failed = new ForwardingFailed(ID, "HTTP 503");
        fixture.given(RECEIVED)
                .when(new NoteNotForwarded(ID, "HTTP 503"))
                .expectEvents(failed)
                .expectResultMessagePayloadMatching(
                        answered(RemoteAnswer.refused("REJECTED", "The charge point cannot be reached")));
        fixture.given(RECEIVED, failed).when(new ExpireRequest(ID)).expectNoEvents();
        fixture.given(RECEIVED, failed).when(new NoteForwarded(ID)).expectNoEvents();
        fixture.given(RECEIVED, failed)
                .when(new AcceptRequest(ID))
                .expectNoEvents()
                .expectResultMessagePayloadMatching(
                        answered(RemoteAnswer.refused("REJECTED", "The charge point cannot be reached")));
        fixture.given(RECEIVED, failed)
                .when(reply(START_SESSION, Requests.BACK_END, YES))
                .expectEvents(new ReplyIgnored(ID, YES));
    }

    @Test
    void aSlowBackEndIsNotWaitedFor() {
        fixture.given(RECEIVED)
                .when(new AcceptRequest(ID))
                .expectEvents(ACCEPTED)
                .expectResultMessagePayloadMatching(answered(RemoteAnswer.accepted(30)));
        fixture.given(RECEIVED, ACCEPTED).when(new AcceptRequest(ID)).expectNoEvents();
        fixture.given(RECEIVED, FORWARDED)
                .when(new AcceptRequest(ID))
                .expectNoEvents()
                .expectResultMessagePayloadMatching(answered(RemoteAnswer.accepted(30)));
        fixture.given(RECEIVED, ACCEPTED).when(new NoteForwarded(ID)).expectEvents(FORWARDED);
    }

    @Test
    void aRefusalAfterTheAnswerIsTheResult() {
        ForwardingFailed failed = new ForwardingFailed(ID, "refused");
        fixture.given(RECEIVED, ACCEPTED)
                .when(new NoteNotForwarded(ID, "refused"))
                .expectEvents(failed, UNREACHABLE)
                .expectResultMessagePayloadMatching(answered(RemoteAnswer.accepted(30)));
        fixture.given(RECEIVED, ACCEPTED, failed, UNREACHABLE)
                .when(new NoteForwarded(ID))
                .expectNoEvents();
        fixture.given(RECEIVED, ACCEPTED, failed, UNREACHABLE)
                .when(new ExpireRequest(ID))
                .expectNoEvents();
    }

    @Test
    void whatMayHaveBeenForwardedIsNotAfterAll() {
        fixture.given(RECEIVED, FORWARDED)
                .when(new NoteNotForwarded(ID, "late"))
                .expectNoEvents()
                .expectResultMessagePayloadMatching(answered(RemoteAnswer.accepted(30)));
    }

    @Test
    void onlyWhatIsUndecidedIsForwardedAgain() {
        fixture.given(RECEIVED)
                .when(new PrepareForwarding(ID))
                .expectNoEvents()
                .expectResultMessagePayload(new DueForwarding(START, DEADLINE));
        fixture.given(RECEIVED, ACCEPTED)
                .when(new PrepareForwarding(ID))
                .expectResultMessagePayload(new DueForwarding(START, DEADLINE));
        fixture.given(RECEIVED, FORWARDED)
                .when(new PrepareForwarding(ID))
                .expectResultMessagePayload(new DueForwarding(null, DEADLINE));
        fixture.given(RECEIVED, new RequestAbandoned(ID))
                .when(new PrepareForwarding(ID))
                .expectResultMessagePayload(new DueForwarding(null, DEADLINE));
    }

    @Test
    void whatIsTooLateIsNotForwardedAgain() {
        at(DEADLINE);
        fixture.given(RECEIVED)
                .when(new PrepareForwarding(ID))
                .expectResultMessagePayload(new DueForwarding(null, DEADLINE));
    }

    @Test
    void theFirstReplyIsTheResult() {
        fixture.given(RECEIVED, FORWARDED)
                .when(reply(START_SESSION, Requests.BACK_END, YES))
                .expectEvents(DONE);
        fixture.given(RECEIVED, FORWARDED)
                .when(reply(START_SESSION, null, NO))
                .expectEvents(new ResultDetermined(ID, NO, Cause.CHARGE_POINT));
    }

    @Test
    void aReplyThatOvertakesTheAnswerIsToldAfterIt() {
        fixture.given(RECEIVED)
                .when(reply(START_SESSION, Requests.BACK_END, YES))
                .expectEvents(DONE);
        fixture.given(RECEIVED, DONE)
                .when(new PrepareResult(ID))
                .expectResultMessagePayload(new DueResult(START, 0, null));
        fixture.given(RECEIVED, DONE)
                .when(new NoteForwarded(ID))
                .expectEvents(FORWARDED)
                .expectResultMessagePayloadMatching(answered(RemoteAnswer.accepted(30)));
        fixture.given(RECEIVED, DONE).when(new NoteNotForwarded(ID, "HTTP 500")).expectEvents(FORWARDED);
        fixture.given(RECEIVED, DONE).when(new AcceptRequest(ID)).expectEvents(ACCEPTED);
        fixture.given(RECEIVED, DONE).when(new ExpireRequest(ID)).expectEvents(FORWARDED);
        fixture.given(RECEIVED, DONE, ACCEPTED)
                .when(new PrepareResult(ID))
                .expectResultMessagePayload(new DueResult(START, 1, YES));
        fixture.given(RECEIVED, DONE, ACCEPTED).when(new ExpireRequest(ID)).expectNoEvents();
    }

    @Test
    void furtherRepliesAreNotedOnly() {
        fixture.given(RECEIVED, FORWARDED, DONE)
                .when(reply(START_SESSION, Requests.BACK_END, YES))
                .expectEvents(new ReplyIgnored(ID, YES));
        fixture.given(RECEIVED, FORWARDED, DONE, new ResultSent(ID, 1))
                .when(reply(START_SESSION, Requests.BACK_END, CANCELED))
                .expectEvents(new ReplyIgnored(ID, CANCELED));
    }

    @Test
    void onlyTheCpoItselfReplies() {
        Caller other = Requests.caller("two", Role.CPO, PartyId.of("NL", "TWO"));
        Caller namesake = Requests.caller("emsp", Role.EMSP, Requests.TNM);
        for (Caller caller : List.of(other, namesake, Requests.CALLER)) {
            fixture.given(RECEIVED, FORWARDED)
                    .when(reply(START_SESSION, caller, YES))
                    .expectNoEvents()
                    .expectException(rejection(Rejection.Code.NOT_FOUND, "request"));
        }
        fixture.given(RECEIVED, FORWARDED)
                .when(reply(RESERVE_NOW, Requests.BACK_END, YES))
                .expectNoEvents()
                .expectException(rejection(Rejection.Code.NOT_FOUND, "request"));
        fixture.given(new RequestRefused(ID, START, RemoteAnswer.refused("REJECTED", "no")))
                .when(reply(START_SESSION, Requests.BACK_END, YES))
                .expectNoEvents()
                .expectException(rejection(Rejection.Code.NOT_FOUND, "request"));
    }

    @Test
    void aReplyIsOneThatTheOperationHas() {
        invalid(START, "DONE");
        invalid(START, "UNKNOWN");
        invalid(PROFILE, "FAILED");
        fixture.given(received(PROFILE), FORWARDED)
                .when(reply(CHARGING_PROFILE, Requests.BACK_END, RemoteResult.of("UNKNOWN")))
                .expectEvents(new ResultDetermined(ID, RemoteResult.of("UNKNOWN"), Cause.CHARGE_POINT));
    }

    private void invalid(IncomingRequest request, String result) {
        fixture.given(received(request), FORWARDED)
                .when(reply(request.operation(), Requests.BACK_END, RemoteResult.of(result)))
                .expectNoEvents()
                .expectException(rejection(Rejection.Code.INVALID, "result must be one of"));
    }

    @Test
    void onlyTheAnswerToTheQuestionForItHasAProfile() {
        ActiveChargingProfile profile = new ActiveChargingProfile(
                NOW, new ChargingProfile(null, null, ChargingRateUnit.W, null, List.of(), Map.of()), Map.of());
        RemoteResult shown = new RemoteResult("ACCEPTED", List.of(), profile);
        fixture.given(received(ASK_PROFILE), FORWARDED)
                .when(reply(ACTIVE_CHARGING_PROFILE, Requests.BACK_END, shown))
                .expectEvents(new ResultDetermined(ID, shown, Cause.CHARGE_POINT));
        fixture.given(received(ASK_PROFILE), FORWARDED)
                .when(reply(
                        ACTIVE_CHARGING_PROFILE, Requests.BACK_END, new RemoteResult("REJECTED", List.of(), profile)))
                .expectException(rejection(Rejection.Code.INVALID, "profile"));
        fixture.given(RECEIVED, FORWARDED)
                .when(reply(START_SESSION, Requests.BACK_END, shown))
                .expectException(rejection(Rejection.Code.INVALID, "profile"));
    }

    @Test
    void silenceIsATimeoutForCommandsAndARejectionForProfiles() {
        ResultDetermined timeout = new ResultDetermined(
                ID,
                new RemoteResult(
                        "TIMEOUT", List.of(DisplayText.english("The charge point did not answer in time")), null),
                Cause.DEADLINE);
        fixture.given(RECEIVED, FORWARDED).when(new ExpireRequest(ID)).expectEvents(timeout);
        fixture.given(RECEIVED, ACCEPTED).when(new ExpireRequest(ID)).expectEvents(timeout);
        fixture.given(received(PROFILE), FORWARDED)
                .when(new ExpireRequest(ID))
                .expectEvents(new ResultDetermined(ID, RemoteResult.of("REJECTED"), Cause.DEADLINE));
        fixture.given(RECEIVED, FORWARDED, timeout)
                .when(reply(START_SESSION, Requests.BACK_END, YES))
                .expectEvents(new ReplyIgnored(ID, YES));
        fixture.given(RECEIVED, ACCEPTED, timeout).when(new NoteForwarded(ID)).expectNoEvents();
        fixture.given(RECEIVED, FORWARDED, DONE).when(new ExpireRequest(ID)).expectNoEvents();
    }

    @Test
    void whoWasNeverAnsweredIsToldNothing() {
        fixture.given(RECEIVED).when(new ExpireRequest(ID)).expectEvents(new RequestAbandoned(ID));
        fixture.given(RECEIVED, new RequestAbandoned(ID))
                .when(new ExpireRequest(ID))
                .expectNoEvents();
        fixture.given(RECEIVED, new RequestAbandoned(ID))
                .when(new NoteForwarded(ID))
                .expectNoEvents()
                .expectResultMessagePayloadMatching(
                        answered(RemoteAnswer.refused("REJECTED", "The request was interrupted")));
    }

    @Test
    void aReservationThatCannotBeKeptIsASecondResult() {
        fixture.given(received(RESERVE), FORWARDED, DONE, new ResultSent(ID, 1))
                .when(reply(RESERVE_NOW, Requests.BACK_END, CANCELED))
                .expectEvents(new ResultDetermined(ID, CANCELED, Cause.CANCELLATION));
        fixture.given(received(RESERVE), FORWARDED, DONE, new ResultDetermined(ID, CANCELED, Cause.CANCELLATION))
                .when(reply(RESERVE_NOW, Requests.BACK_END, CANCELED))
                .expectEvents(new ReplyIgnored(ID, CANCELED));
        fixture.given(received(RESERVE), FORWARDED, new ResultDetermined(ID, NO, Cause.CHARGE_POINT))
                .when(reply(RESERVE_NOW, Requests.BACK_END, CANCELED))
                .expectEvents(new ReplyIgnored(ID, CANCELED));
        fixture.given(received(RESERVE), FORWARDED, DONE)
                .when(reply(RESERVE_NOW, Requests.BACK_END, NO))
                .expectEvents(new ReplyIgnored(ID, NO));
    }

    @Test
    void aReservationThatHasEndedAlreadyIsNotCanceled() {
        fixture.given(received(RESERVE), FORWARDED, DONE, new ResultSent(ID, 1))
                .when(new RecordReply(ID, RESERVE_NOW, Requests.BACK_END, CANCELED, true))
                .expectEvents(new ReplyIgnored(ID, CANCELED));
    }

    @Test
    void afterItsExpiryThereIsNothingToCancel() {
        at(NOW.plusSeconds(600));
        fixture.given(received(RESERVE), FORWARDED, DONE)
                .when(reply(RESERVE_NOW, Requests.BACK_END, CANCELED))
                .expectEvents(new ReplyIgnored(ID, CANCELED));
    }

    @Test
    void resultsAreToldOneAfterTheOther() {
        ResultDetermined canceled = new ResultDetermined(ID, CANCELED, Cause.CANCELLATION);
        fixture.given(received(RESERVE), FORWARDED)
                .when(new PrepareResult(ID))
                .expectResultMessagePayload(new DueResult(RESERVE, 0, null));
        fixture.given(received(RESERVE), FORWARDED, DONE, canceled)
                .when(new PrepareResult(ID))
                .expectNoEvents()
                .expectResultMessagePayload(new DueResult(RESERVE, 1, YES));
        fixture.given(received(RESERVE), FORWARDED, DONE, canceled, new ResultUndeliverable(ID, 1, "down"))
                .when(new PrepareResult(ID))
                .expectResultMessagePayload(new DueResult(RESERVE, 2, CANCELED));
        fixture.given(received(RESERVE), FORWARDED, DONE, canceled)
                .when(new NoteResultSent(ID, 2))
                .expectNoEvents();
    }

    @Test
    void aResultIsToldOnce() {
        fixture.given(RECEIVED, FORWARDED, DONE).when(new NoteResultSent(ID, 1)).expectEvents(new ResultSent(ID, 1));
        fixture.given(RECEIVED, FORWARDED, DONE)
                .when(new NoteResultUndeliverable(ID, 1, "down"))
                .expectEvents(new ResultUndeliverable(ID, 1, "down"));
        fixture.given(RECEIVED, FORWARDED, DONE, new ResultSent(ID, 1))
                .when(new NoteResultUndeliverable(ID, 1, "down"))
                .expectNoEvents();
        fixture.given(RECEIVED, FORWARDED, DONE, new ResultSent(ID, 1))
                .when(new PrepareResult(ID))
                .expectResultMessagePayload(new DueResult(START, 1, null));
        fixture.given(RECEIVED, FORWARDED).when(new NoteResultSent(ID, 1)).expectNoEvents();
    }

    private static RequestReceived received(IncomingRequest request) {
        return new RequestReceived(ID, request, DEADLINE);
    }

    private static RecordReply reply(RemoteOperation operation, @Nullable Caller caller, RemoteResult result) {
        return new RecordReply(ID, operation, caller, result);
    }

    private static Matcher<Object> answered(@Nullable RemoteAnswer answer) {
        return Matchers.matches(
                payload -> payload instanceof Reception reception && Objects.equals(reception.answer(), answer));
    }
}
