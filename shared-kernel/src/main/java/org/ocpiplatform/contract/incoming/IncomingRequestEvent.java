package org.ocpiplatform.contract.incoming;

import java.time.Instant;
import org.axonframework.serialization.Revision;
import org.ocpiplatform.contract.StoredType;
import org.ocpiplatform.contract.remote.RemoteAnswer;
import org.ocpiplatform.contract.remote.RemoteResult;
import org.ocpiplatform.contract.remote.RequestId;

/** What happened to a request of a partner to a charge point. */
public sealed interface IncomingRequestEvent {

    /** The request it happened to. */
    RequestId requestId();

    /** The request came in and may be forwarded. */
    @Revision("1")
    @StoredType("incoming_requests.received")
    record RequestReceived(RequestId requestId, IncomingRequest request, Instant deadline)
            implements IncomingRequestEvent {}

    /** The request came in and was refused by this platform itself; nothing more happens to it. */
    @Revision("1")
    @StoredType("incoming_requests.refused")
    record RequestRefused(RequestId requestId, IncomingRequest request, RemoteAnswer answer)
            implements IncomingRequestEvent {}

    /** The charge point back end took it; the partner is answered that it is accepted. */
    @Revision("1")
    @StoredType("incoming_requests.forwarded")
    record RequestForwarded(RequestId requestId) implements IncomingRequestEvent {}

    /** The partner was answered that it is accepted, while the charge point back end had not said so yet. */
    @Revision("1")
    @StoredType("incoming_requests.accepted")
    record RequestAccepted(RequestId requestId) implements IncomingRequestEvent {}

    /** The charge point back end did not take it; a partner that has no answer yet is answered that it is rejected. */
    @Revision("1")
    @StoredType("incoming_requests.not_forwarded")
    record ForwardingFailed(RequestId requestId, String detail) implements IncomingRequestEvent {}

    /** The deadline passed before the partner had an answer, as the platform was stopped meanwhile. */
    @Revision("1")
    @StoredType("incoming_requests.abandoned")
    record RequestAbandoned(RequestId requestId) implements IncomingRequestEvent {}

    /** The partner is to be told a result. */
    @Revision("1")
    @StoredType("incoming_requests.result_determined")
    record ResultDetermined(RequestId requestId, RemoteResult result, Cause cause) implements IncomingRequestEvent {

        /** Where a result comes from. */
        public enum Cause {
            /** The charge point said so. */
            CHARGE_POINT,
            /** The charge point had not answered by the deadline. */
            DEADLINE,
            /** The charge point back end did not take a request that the partner believes accepted. */
            NOT_FORWARDED,
            /** The CPO cannot keep the reservation that the request made; the second result. */
            CANCELLATION
        }
    }

    /** The charge point said something after the result had been determined. */
    @Revision("1")
    @StoredType("incoming_requests.reply_ignored")
    record ReplyIgnored(RequestId requestId, RemoteResult reply) implements IncomingRequestEvent {}

    /** The partner took a result. */
    @Revision("1")
    @StoredType("incoming_requests.result_sent")
    record ResultSent(RequestId requestId, int number) implements IncomingRequestEvent {}

    /** The partner could not be told a result. */
    @Revision("1")
    @StoredType("incoming_requests.result_undeliverable")
    record ResultUndeliverable(RequestId requestId, int number, String detail) implements IncomingRequestEvent {}
}
