package org.ocpiplatform.contract.hubclientinfo;

import org.axonframework.serialization.Revision;
import org.ocpiplatform.contract.ReplicaId;
import org.ocpiplatform.contract.StoredType;
import org.ocpiplatform.ocpi.hubclientinfo.ClientInfo;

/** What happened to a ClientInfo. */
public sealed interface ClientInfoEvent {

    /** The client info it happened to: its owner is the party that is described, its id that party's role. */
    ReplicaId clientInfoId();

    /** The client info was created, or replaced as a whole. */
    @Revision("1")
    @StoredType("hubclientinfo.replaced")
    record ClientInfoReplaced(ReplicaId clientInfoId, ClientInfo clientInfo) implements ClientInfoEvent {}
}
