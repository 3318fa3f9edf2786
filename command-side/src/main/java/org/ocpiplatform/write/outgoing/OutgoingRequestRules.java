package org.ocpiplatform.write.outgoing;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.contract.Rejection;
import org.ocpiplatform.contract.outgoing.OutgoingRequestCommand.NoteAnswerLost;
import org.ocpiplatform.contract.outgoing.OutgoingRequestCommand.NoteSendingFailed;
import org.ocpiplatform.contract.outgoing.OutgoingRequestCommand.RecordAnswer;
import org.ocpiplatform.contract.outgoing.OutgoingRequestCommand.RecordResult;
import org.ocpiplatform.contract.outgoing.OutgoingRequestCommand.RequestOperation;
import org.ocpiplatform.contract.outgoing.OutgoingRequestEvent;
import org.ocpiplatform.contract.outgoing.OutgoingRequestEvent.AnswerLost;
import org.ocpiplatform.contract.outgoing.OutgoingRequestEvent.AnswerReceived;
import org.ocpiplatform.contract.outgoing.OutgoingRequestEvent.FurtherResultReceived;
import org.ocpiplatform.contract.outgoing.OutgoingRequestEvent.LateResultReceived;
import org.ocpiplatform.contract.outgoing.OutgoingRequestEvent.OperationRequested;
import org.ocpiplatform.contract.outgoing.OutgoingRequestEvent.RequestExpired;
import org.ocpiplatform.contract.outgoing.OutgoingRequestEvent.ReservationCanceled;
import org.ocpiplatform.contract.outgoing.OutgoingRequestEvent.ResultReceived;
import org.ocpiplatform.contract.outgoing.OutgoingRequestEvent.SendingBegun;
import org.ocpiplatform.contract.outgoing.OutgoingRequestEvent.SendingFailed;
import org.ocpiplatform.contract.outgoing.OutgoingStage;
import org.ocpiplatform.contract.outgoing.OutgoingState;
import org.ocpiplatform.contract.outgoing.Sending.Turn;
import org.ocpiplatform.contract.remote.RemoteOperation;
import org.ocpiplatform.contract.remote.RemoteResult;

/** What follows from what is said to a request of ours (OCPI 2.3.0, chapters Commands and ChargingProfiles). */
final class OutgoingRequestRules {

    /** Awaited where the partner gives no time that could be meant. */
    private static final int DEFAULT_TIMEOUT = 30;

    private static final int MAX_TIMEOUT = 3600;

    /** The partner counts from when it answered, and its result is on its way for a while. */
    private static final Duration GRACE = Duration.ofSeconds(2);

    /** After this a request is not sent any more: the platform was down, or too much else was to be sent. */
    private static final Duration FRESH = Duration.ofSeconds(120);

    private OutgoingRequestRules() {}

    /** The same request again is a repeat. */
    static List<OutgoingRequestEvent> request(@Nullable OutgoingState current, RequestOperation command) {
        if (current == null) {
            return List.of(new OperationRequested(command.requestId(), command.request()));
        }
        if (current.request().equals(command.request())) {
            return List.of();
        }
        throw new Rejection(Rejection.Code.CONFLICT, "another request has that uid");
    }

    /** Whether to send, which is done once, even if nobody knows what came of it. */
    static Turn turn(OutgoingState current) {
        if (current.ended() || current.answer() != null || current.deadline() != null) {
            return Turn.DONE;
        }
        return current.sending() ? Turn.INTERRUPTED : Turn.SEND;
    }

    /**
     * What comes of sending now: a driver who was kept waiting has gone, and must not find later that the car is charged.
     */
    static OutgoingRequestEvent send(OutgoingState current, Instant requestedAt, Instant now) {
        return now.isAfter(requestedAt.plus(FRESH))
                ? new SendingFailed(
                        current.requestId(), "it could not be sent within " + FRESH.toSeconds() + " seconds")
                : new SendingBegun(current.requestId());
    }

    /** An answer after the result is noted, and nothing more is awaited. */
    static List<OutgoingRequestEvent> answer(OutgoingState current, RecordAnswer command) {
        if (current.answer() != null || current.stage() == OutgoingStage.REFUSED) {
            return List.of();
        }
        boolean awaited = command.answer().accepted() && !current.ended();
        return List.of(new AnswerReceived(
                command.requestId(),
                command.answer(),
                awaited ? deadline(command.answeredAt(), command.answer().timeout()) : null));
    }

    private static Instant deadline(Instant answeredAt, int timeout) {
        int seconds = timeout <= 0 ? DEFAULT_TIMEOUT : Math.min(timeout, MAX_TIMEOUT);
        return answeredAt.plusSeconds(seconds).plus(GRACE);
    }

    static List<OutgoingRequestEvent> sendingFailed(OutgoingState current, NoteSendingFailed command) {
        return current.ended() || current.answer() != null
                ? List.of()
                : List.of(new SendingFailed(command.requestId(), command.detail()));
    }

    static List<OutgoingRequestEvent> answerLost(OutgoingState current, NoteAnswerLost command) {
        return current.ended() || current.answer() != null || current.deadline() != null
                ? List.of()
                : List.of(new AnswerLost(command.requestId(), command.detail(), command.deadline()));
    }

    /**
     * What a result means by when it comes.
     *
     * @throws Rejection unless it comes from whom was asked, and is one that the operation can have
     */
    static List<OutgoingRequestEvent> result(OutgoingState current, RecordResult command) {
        RemoteOperation operation = current.request().operation();
        boolean asked =
                current.request().partnerId().value().equals(command.caller().partnerId());
        if (!asked || operation != command.operation()) {
            throw Rejection.notFound("request");
        }
        RemoteResult result = command.result();
        requireFitting(operation, result);
        return List.of(
                switch (current.stage()) {
                    case REQUESTED, ACCEPTED -> new ResultReceived(command.requestId(), result);
                    case REFUSED, EXPIRED ->
                        current.result() == null
                                ? new LateResultReceived(command.requestId(), result)
                                : new FurtherResultReceived(command.requestId(), result);
                    case SUCCEEDED ->
                        cancels(current, result)
                                ? new ReservationCanceled(command.requestId(), result)
                                : new FurtherResultReceived(command.requestId(), result);
                    case FAILED -> new FurtherResultReceived(command.requestId(), result);
                });
    }

    /** A reservation is given up once. */
    private static boolean cancels(OutgoingState current, RemoteResult result) {
        return current.request().operation() == RemoteOperation.RESERVE_NOW
                && result.result().equals(RemoteResult.CANCELED_RESERVATION)
                && current.result() != null
                && current.result().accepted();
    }

    private static void requireFitting(RemoteOperation operation, RemoteResult result) {
        if (!operation.results().contains(result.result())) {
            throw Rejection.invalid("result must be one of " + String.join(", ", operation.results()));
        }
    }

    static List<OutgoingRequestEvent> expire(OutgoingState current) {
        return current.ended() ? List.of() : List.of(new RequestExpired(current.requestId()));
    }
}
