package org.ocpiplatform.contract.incoming;

import java.time.Instant;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.contract.Caller;
import org.ocpiplatform.contract.remote.RemoteOperation;
import org.ocpiplatform.contract.remote.RemoteResult;
import org.ocpiplatform.contract.remote.RequestId;

/** What is said to a request of a partner to a charge point; unless said otherwise answered by a WriteResult. */
public sealed interface IncomingRequestCommand {

    /** The request that is meant. */
    RequestId requestId();

    /**
     * Decides on a request that has just come in. Answered by a {@link Reception}, without an answer if the request may
     * be forwarded.
     *
     * @param deadline by which the charge point must have answered
     */
    record ReceiveRequest(
            @TargetAggregateIdentifier RequestId requestId,
            IncomingRequest request,
            Premises premises,
            Instant deadline)
            implements IncomingRequestCommand {}

    /** Asks whether the charge point back end is still to be handed the request. Answered by a {@link DueForwarding}. */
    record PrepareForwarding(@TargetAggregateIdentifier RequestId requestId) implements IncomingRequestCommand {}

    /** Tells that the charge point back end has taken the request. Answered by a {@link Reception}. */
    record NoteForwarded(@TargetAggregateIdentifier RequestId requestId) implements IncomingRequestCommand {}

    /**
     * Tells that the charge point back end has not taken the request, and will not. Answered by a {@link Reception}.
     *
     * @param detail for administrators
     */
    record NoteNotForwarded(@TargetAggregateIdentifier RequestId requestId, String detail)
            implements IncomingRequestCommand {}

    /**
     * Asks for an answer now, although the charge point back end may not have said whether it takes the request; from
     * then on a result is owed. Answered by a {@link Reception}.
     */
    record AcceptRequest(@TargetAggregateIdentifier RequestId requestId) implements IncomingRequestCommand {}

    /**
     * Tells what became of the request at the charge point. What comes too late, or again, is recorded and changes
     * nothing.
     *
     * @param operation as the URL names it
     * @param caller who tells; none if it is this platform's own simulator
     * @param reservationEnded whether the reservation that was asked for has ended, or holds for a later request
     */
    record RecordReply(
            @TargetAggregateIdentifier RequestId requestId,
            RemoteOperation operation,
            @Nullable Caller caller,
            RemoteResult result,
            boolean reservationEnded)
            implements IncomingRequestCommand {

        /** Tells of a request of which no reservation has ended. */
        public RecordReply(
                RequestId requestId, RemoteOperation operation, @Nullable Caller caller, RemoteResult result) {
            this(requestId, operation, caller, result, false);
        }
    }

    /** Tells that the deadline has passed. */
    record ExpireRequest(@TargetAggregateIdentifier RequestId requestId) implements IncomingRequestCommand {}

    /** Asks what the partner is still to be told. Answered by a {@link DueResult}. */
    record PrepareResult(@TargetAggregateIdentifier RequestId requestId) implements IncomingRequestCommand {}

    /** Tells that the partner has taken a result. */
    record NoteResultSent(@TargetAggregateIdentifier RequestId requestId, int number)
            implements IncomingRequestCommand {}

    /**
     * Tells that the partner could not be told a result, which is not tried again.
     *
     * @param detail for administrators; no secrets
     */
    record NoteResultUndeliverable(
            @TargetAggregateIdentifier RequestId requestId, int number, String detail)
            implements IncomingRequestCommand {}
}
