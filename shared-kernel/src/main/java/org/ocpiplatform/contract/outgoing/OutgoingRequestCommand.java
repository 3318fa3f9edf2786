package org.ocpiplatform.contract.outgoing;

import java.time.Instant;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.ocpiplatform.contract.Caller;
import org.ocpiplatform.contract.remote.RemoteAnswer;
import org.ocpiplatform.contract.remote.RemoteOperation;
import org.ocpiplatform.contract.remote.RemoteResult;
import org.ocpiplatform.contract.remote.RequestId;

/** What is said to a request of ours to a partner's charge point; unless said otherwise answered by a WriteResult. */
public sealed interface OutgoingRequestCommand {

    /** The request that is meant. */
    RequestId requestId();

    /** Asks for the request to be sent. */
    record RequestOperation(@TargetAggregateIdentifier RequestId requestId, OutgoingRequest request)
            implements OutgoingRequestCommand {}

    /** Begins to send the request, which is done once, and not if it is too old. Answered by a {@link Sending}. */
    record BeginSending(@TargetAggregateIdentifier RequestId requestId) implements OutgoingRequestCommand {}

    /**
     * Tells what the partner answered.
     *
     * @param answeredAt from when its timeout counts
     */
    record RecordAnswer(@TargetAggregateIdentifier RequestId requestId, RemoteAnswer answer, Instant answeredAt)
            implements OutgoingRequestCommand {}

    /**
     * Tells that the partner does not have the request.
     *
     * @param detail for administrators; no secrets
     */
    record NoteSendingFailed(@TargetAggregateIdentifier RequestId requestId, String detail)
            implements OutgoingRequestCommand {}

    /**
     * Tells that nobody knows whether the partner has the request; a result may still come.
     *
     * @param detail for administrators; no secrets
     * @param deadline until which a result is awaited
     */
    record NoteAnswerLost(@TargetAggregateIdentifier RequestId requestId, String detail, Instant deadline)
            implements OutgoingRequestCommand {}

    /**
     * Tells what became of the request. What comes too late, or again, is recorded and changes nothing.
     *
     * @param operation as the URL names it
     * @param caller who tells, which must be the platform that was asked
     */
    record RecordResult(
            @TargetAggregateIdentifier RequestId requestId,
            RemoteOperation operation,
            Caller caller,
            RemoteResult result)
            implements OutgoingRequestCommand {}

    /** Tells that the deadline has passed. */
    record ExpireOutgoing(@TargetAggregateIdentifier RequestId requestId) implements OutgoingRequestCommand {}
}
