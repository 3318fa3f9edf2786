package org.ocpiplatform.contract.hubclientinfo;

import java.time.Instant;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.ocpiplatform.contract.ReplicaId;
import org.ocpiplatform.ocpi.hubclientinfo.ClientInfo;
import org.ocpiplatform.ocpi.hubclientinfo.ConnectionStatus;

/** What can be asked of a ClientInfo; answered by a {@link org.ocpiplatform.contract.WriteResult}. */
public sealed interface ClientInfoCommand {

    /** The client info that is meant: its owner is the party that is described, its id that party's role. */
    ReplicaId clientInfoId();

    /**
     * Creates or replaces a client info.
     *
     * @param clientInfo a valid object, whole
     */
    record PutClientInfo(@TargetAggregateIdentifier ReplicaId clientInfoId, ClientInfo clientInfo)
            implements ClientInfoCommand {}

    /**
     * Says as a hub how a party is connected; changes nothing if it was so before, or has changed since.
     *
     * @param at when that was seen
     */
    record ReportConnection(@TargetAggregateIdentifier ReplicaId clientInfoId, ConnectionStatus status, Instant at)
            implements ClientInfoCommand {}
}
