package org.ocpiplatform.contract.outgoing;

import java.time.Instant;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.contract.StoredType;
import org.ocpiplatform.contract.remote.RemoteAnswer;
import org.ocpiplatform.contract.remote.RemoteResult;
import org.ocpiplatform.contract.remote.RequestId;

/** What happened to a request of ours to a partner's charge point. */
public sealed interface OutgoingRequestEvent {

    /** The request it happened to. */
    RequestId requestId();

    /** Somebody asked for it. */
    @Revision("1")
    @StoredType("outgoing_requests.requested")
    record OperationRequested(RequestId requestId, OutgoingRequest request) implements OutgoingRequestEvent {}

    /** From here on the partner may have it. */
    @Revision("1")
    @StoredType("outgoing_requests.sending")
    record SendingBegun(RequestId requestId) implements OutgoingRequestEvent {}

    /**
     * The partner answered.
     *
     * @param deadline until which its result is awaited; none if none follows
     */
    @Revision("1")
    @StoredType("outgoing_requests.answered")
    record AnswerReceived(
            RequestId requestId,
            RemoteAnswer answer,
            @Nullable Instant deadline) implements OutgoingRequestEvent {}

    /** The partner does not have it. */
    @Revision("1")
    @StoredType("outgoing_requests.sending_failed")
    record SendingFailed(RequestId requestId, String detail) implements OutgoingRequestEvent {}

    /** The partner may or may not have it, and its answer is lost. */
    @Revision("1")
    @StoredType("outgoing_requests.answer_lost")
    record AnswerLost(RequestId requestId, String detail, Instant deadline) implements OutgoingRequestEvent {}

    /** The partner told what became of it. */
    @Revision("1")
    @StoredType("outgoing_requests.result_received")
    record ResultReceived(RequestId requestId, RemoteResult result) implements OutgoingRequestEvent {}

    /** The partner told what became of it when that was no longer awaited. */
    @Revision("1")
    @StoredType("outgoing_requests.late_result_received")
    record LateResultReceived(RequestId requestId, RemoteResult result) implements OutgoingRequestEvent {}

    /** The partner told once more what became of it. */
    @Revision("1")
    @StoredType("outgoing_requests.further_result_received")
    record FurtherResultReceived(RequestId requestId, RemoteResult result) implements OutgoingRequestEvent {}

    /** The CPO cannot keep the reservation that the request made. */
    @Revision("1")
    @StoredType("outgoing_requests.reservation_canceled")
    record ReservationCanceled(RequestId requestId, RemoteResult result) implements OutgoingRequestEvent {}

    /** No result came in time. */
    @Revision("1")
    @StoredType("outgoing_requests.expired")
    record RequestExpired(RequestId requestId) implements OutgoingRequestEvent {}
}
