package org.ocpiplatform.contract.remote;

import java.time.Instant;
import java.util.Set;
import org.ocpiplatform.contract.ReplicaId;
import org.ocpiplatform.contract.partners.PartnerId;

/** What can be asked about remote requests. */
public sealed interface RemoteRequestQuery {

    /** A request of ours; answered by an optional RemoteRequestView. */
    record FindOutgoingRequest(RequestId id) implements RemoteRequestQuery {}

    /** A request of a partner; answered by an optional RemoteRequestView. */
    record FindIncomingRequest(RequestId id) implements RemoteRequestQuery {}

    /**
     * The latest requests of ours, latest first; answered by RemoteRequestViews.
     *
     * @param stages only those in one of these, by name; all if empty
     */
    record ListOutgoingRequests(Set<RemoteOperation> operations, Set<String> stages, int limit)
            implements RemoteRequestQuery {}

    /** The latest requests of partners, like {@link ListOutgoingRequests}. */
    record ListIncomingRequests(Set<RemoteOperation> operations, Set<String> stages, int limit)
            implements RemoteRequestQuery {}

    /**
     * How many requests about the profile of a session a partner has made since an instant; answered by an Integer.
     *
     * @param session on the CPO's side
     */
    record CountProfileRequests(PartnerId partnerId, ReplicaId session, Instant since) implements RemoteRequestQuery {}
}
