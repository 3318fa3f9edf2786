package org.ocpiplatform.contract.outgoing;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
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
import org.ocpiplatform.contract.remote.RemoteAnswer;
import org.ocpiplatform.contract.remote.RemoteResult;

/** How a request of ours to a partner's charge point follows from its events. */
public final class OutgoingRequestFold {

    private OutgoingRequestFold() {}

    /** The request after one more event. */
    public static OutgoingState apply(@Nullable OutgoingState current, OutgoingRequestEvent event) {
        if (event instanceof OperationRequested it) {
            return new OutgoingState(it.requestId(), it.request(), OutgoingStage.REQUESTED, false, null, null, null);
        }
        OutgoingState before = Objects.requireNonNull(current, "the first event tells of the request");
        return switch (event) {
            case OperationRequested it -> before;
            case SendingBegun it -> with(before, before.stage(), before.deadline(), before.answer(), before.result());
            case AnswerReceived it -> answered(before, it);
            case SendingFailed it -> with(before, OutgoingStage.REFUSED, null, null, null);
            case AnswerLost it -> with(before, before.stage(), it.deadline(), null, null);
            case ResultReceived it ->
                with(
                        before,
                        it.result().accepted() ? OutgoingStage.SUCCEEDED : OutgoingStage.FAILED,
                        before.deadline(),
                        before.answer(),
                        it.result());
            case LateResultReceived it -> with(before, before.stage(), before.deadline(), before.answer(), it.result());
            case ReservationCanceled it ->
                with(before, before.stage(), before.deadline(), before.answer(), it.result());
            case FurtherResultReceived it -> before;
            case RequestExpired it ->
                with(before, OutgoingStage.EXPIRED, before.deadline(), before.answer(), before.result());
        };
    }

    /** A result may have come before the answer, which then is only noted. */
    private static OutgoingState answered(OutgoingState before, AnswerReceived event) {
        OutgoingStage stage = event.answer().accepted() ? OutgoingStage.ACCEPTED : OutgoingStage.REFUSED;
        return with(before, before.ended() ? before.stage() : stage, event.deadline(), event.answer(), before.result());
    }

    private static OutgoingState with(
            OutgoingState before,
            OutgoingStage stage,
            @Nullable Instant deadline,
            @Nullable RemoteAnswer answer,
            @Nullable RemoteResult result) {
        return new OutgoingState(before.requestId(), before.request(), stage, true, deadline, answer, result);
    }
}
