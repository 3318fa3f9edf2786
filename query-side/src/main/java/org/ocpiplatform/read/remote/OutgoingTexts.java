package org.ocpiplatform.read.remote;

import java.time.Duration;
import java.time.Instant;
import org.ocpiplatform.contract.outgoing.OutgoingRequest;
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
import org.ocpiplatform.contract.remote.RemoteAnswer;
import org.ocpiplatform.contract.remote.RemoteResult;

/** What happened to a request, in words for a help desk; the token's uid is left out, also where partners quote it. */
final class OutgoingTexts {

    private OutgoingTexts() {}

    /**
     * One event in words.
     *
     * @param state before the event; after it for the first
     * @param at when it happened
     */
    static String of(OutgoingRequestEvent event, OutgoingState state, Instant at) {
        OutgoingRequest request = state.request();
        String to = request.to().toString();
        String text = switch (event) {
            case OperationRequested it ->
                request.from() + " asks " + to + " " + RequestTexts.what(request.operation(), request.content());
            case SendingBegun it -> "Sent";
            case AnswerReceived it -> answer(it, request, at);
            case SendingFailed it -> to + " does not have it: " + it.detail();
            case AnswerLost it -> "The answer of " + to + " is lost, a result may still come: " + it.detail();
            case ResultReceived it -> "Result " + result(it.result());
            case LateResultReceived it ->
                (state.stage() == OutgoingStage.REFUSED
                                ? "A result came although the request was refused: "
                                : "A result came after the deadline: ")
                        + RequestTexts.word(it.result());
            case FurtherResultReceived it ->
                "A further result came and changes nothing: " + RequestTexts.word(it.result());
            case ReservationCanceled it -> to + " cannot keep the reservation: " + RequestTexts.word(it.result());
            case RequestExpired it -> expired(state);
        };
        return RequestTexts.withoutUid(text, request.content());
    }

    private static String answer(AnswerReceived event, OutgoingRequest request, Instant at) {
        RemoteAnswer answer = event.answer();
        if (!answer.accepted()) {
            return request.to() + " refused it: " + answer.result()
                    + (answer.unknownLocation() ? ", the location is unknown there" : "")
                    + RequestTexts.said(answer.message());
        }
        Instant deadline = event.deadline();
        if (deadline == null) {
            return request.to() + " accepted it, after the result had come";
        }
        long left = Math.max(0, Duration.between(at, deadline).toSeconds());
        return request.to() + " accepted it; a result is due within "
                + RequestTexts.seconds(answer.timeout() > 0 ? Math.min(answer.timeout(), left) : left);
    }

    private static String expired(OutgoingState state) {
        RemoteAnswer answer = state.answer();
        return answer == null || answer.timeout() <= 0
                ? "No result came in time"
                : "No result came within " + RequestTexts.seconds(answer.timeout());
    }

    private static String result(RemoteResult result) {
        String meaning = switch (result.result()) {
            case RemoteResult.ACCEPTED -> ": the charge point will do it";
            case RemoteResult.REJECTED -> ": the charge point will not do it";
            case RemoteResult.TIMEOUT -> ": the charge point did not answer";
            case RemoteResult.CANCELED_RESERVATION -> ": the CPO canceled the reservation";
            case "EVSE_OCCUPIED" -> ": the EVSE is in use";
            case "EVSE_INOPERATIVE" -> ": the EVSE is out of order";
            case "FAILED" -> ": it failed at the charge point";
            case "NOT_SUPPORTED" -> ": the charge point cannot do that";
            case "UNKNOWN_RESERVATION" -> ": the charge point does not know the reservation";
            case "UNKNOWN" -> ": the charge point knows of no such profile";
            default -> "";
        };
        return result.result() + meaning + RequestTexts.said(result.message());
    }
}
