package org.ocpiplatform.contract.incoming;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.contract.incoming.IncomingRequestEvent.ForwardingFailed;
import org.ocpiplatform.contract.incoming.IncomingRequestEvent.ReplyIgnored;
import org.ocpiplatform.contract.incoming.IncomingRequestEvent.RequestAbandoned;
import org.ocpiplatform.contract.incoming.IncomingRequestEvent.RequestAccepted;
import org.ocpiplatform.contract.incoming.IncomingRequestEvent.RequestForwarded;
import org.ocpiplatform.contract.incoming.IncomingRequestEvent.RequestReceived;
import org.ocpiplatform.contract.incoming.IncomingRequestEvent.RequestRefused;
import org.ocpiplatform.contract.incoming.IncomingRequestEvent.ResultDetermined;
import org.ocpiplatform.contract.incoming.IncomingRequestEvent.ResultSent;
import org.ocpiplatform.contract.incoming.IncomingRequestEvent.ResultUndeliverable;
import org.ocpiplatform.contract.remote.RemoteAnswer;
import org.ocpiplatform.contract.remote.RemoteResult;

/** How a request of a partner to a charge point follows from its events. */
public final class IncomingRequestFold {

    private IncomingRequestFold() {}

    /** The request after one more event. */
    public static IncomingState apply(@Nullable IncomingState current, IncomingRequestEvent event) {
        return switch (event) {
            case RequestReceived it ->
                new IncomingState(
                        it.requestId(), it.request(), IncomingStage.RECEIVED, it.deadline(), null, List.of(), 0);
            case RequestRefused it ->
                new IncomingState(
                        it.requestId(), it.request(), IncomingStage.REJECTED, null, it.answer(), List.of(), 0);
            case RequestForwarded it -> accepted(known(current), IncomingStage.FORWARDED);
            case RequestAccepted it -> accepted(known(current), known(current).stage());
            case ForwardingFailed it ->
                known(current).accepted()
                        ? known(current)
                        : rejected(known(current), "The charge point cannot be reached");
            case RequestAbandoned it -> rejected(known(current), "The request was interrupted");
            case ResultDetermined it -> due(known(current), it.result());
            case ReplyIgnored it -> known(current);
            case ResultSent it -> told(known(current), IncomingStage.RESULT_SENT, it.number());
            case ResultUndeliverable it -> told(known(current), IncomingStage.RESULT_UNDELIVERABLE, it.number());
        };
    }

    private static IncomingState known(@Nullable IncomingState current) {
        return Objects.requireNonNull(current, "the first event tells of the request");
    }

    private static IncomingState accepted(IncomingState before, IncomingStage stage) {
        RemoteAnswer answer = RemoteAnswer.accepted(before.request().timeout());
        return new IncomingState(
                before.requestId(),
                before.request(),
                stage,
                before.deadline(),
                answer,
                before.results(),
                before.told());
    }

    private static IncomingState rejected(IncomingState before, String why) {
        return new IncomingState(
                before.requestId(),
                before.request(),
                IncomingStage.REJECTED,
                before.deadline(),
                RemoteAnswer.refused(RemoteResult.REJECTED, why),
                before.results(),
                before.told());
    }

    private static IncomingState due(IncomingState before, RemoteResult result) {
        return new IncomingState(
                before.requestId(),
                before.request(),
                before.stage(),
                before.deadline(),
                before.answer(),
                Stream.concat(before.results().stream(), Stream.of(result)).toList(),
                before.told());
    }

    private static IncomingState told(IncomingState before, IncomingStage stage, int number) {
        return new IncomingState(
                before.requestId(),
                before.request(),
                stage,
                before.deadline(),
                before.answer(),
                before.results(),
                number);
    }
}
