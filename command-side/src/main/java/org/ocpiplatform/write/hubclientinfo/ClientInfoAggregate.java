package org.ocpiplatform.write.hubclientinfo;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;
import static org.axonframework.modelling.command.AggregateLifecycle.getVersion;

import java.util.List;
import java.util.Map;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.serialization.Revision;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.contract.ReplicaId;
import org.ocpiplatform.contract.WriteResult;
import org.ocpiplatform.contract.hubclientinfo.ClientInfoCommand.PutClientInfo;
import org.ocpiplatform.contract.hubclientinfo.ClientInfoCommand.ReportConnection;
import org.ocpiplatform.contract.hubclientinfo.ClientInfoEvent;
import org.ocpiplatform.contract.hubclientinfo.ClientInfoEvent.ClientInfoReplaced;
import org.ocpiplatform.contract.hubclientinfo.ClientInfoFold;
import org.ocpiplatform.ocpi.CiString;
import org.ocpiplatform.ocpi.Role;
import org.ocpiplatform.ocpi.hubclientinfo.ClientInfo;
import org.ocpiplatform.ocpi.validation.Validation;
import org.ocpiplatform.write.StoredAsSnapshot;
import org.ocpiplatform.write.Writes;

/** What a hub says of a party in one of its roles; never deleted, a party that is gone is SUSPENDED. */
@Revision("1")
@StoredAsSnapshot
@Aggregate(type = "ClientInfo", cache = "aggregateCache", snapshotTriggerDefinition = "snapshots")
final class ClientInfoAggregate {

    @AggregateIdentifier
    @SuppressWarnings("UnusedVariable") // Axon reads it
    private @Nullable ReplicaId id;

    private @Nullable ClientInfo current;

    ClientInfoAggregate() {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    WriteResult decide(PutClientInfo command) {
        ReplicaId clientInfoId = command.clientInfoId();
        ClientInfo incoming = Validation.valid(command.clientInfo());
        Writes.requireSameOwner(clientInfoId, incoming.party());
        Writes.requireSame(
                "role", clientInfoId.id(), CiString.of(incoming.role().name()));
        boolean created = current == null;
        List<ClientInfoReplaced> events =
                Writes.put(current, incoming, ClientInfo::lastUpdated, new ClientInfoReplaced(clientInfoId, incoming));
        events.forEach(event -> apply(event));
        return Writes.result(clientInfoId.toString(), created, !events.isEmpty(), getVersion());
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    WriteResult decide(ReportConnection command) {
        ReplicaId clientInfoId = command.clientInfoId();
        boolean created = current == null;
        boolean changed = current == null
                || (current.status() != command.status() && !command.at().isBefore(current.lastUpdated()));
        if (changed) {
            apply(new ClientInfoReplaced(
                    clientInfoId,
                    new ClientInfo(
                            clientInfoId.owner().partyId(),
                            clientInfoId.owner().countryCode(),
                            Role.valueOf(clientInfoId.id().key()),
                            command.status(),
                            command.at(),
                            Map.of())));
        }
        return Writes.result(clientInfoId.toString(), created, changed, getVersion());
    }

    @EventSourcingHandler
    void evolve(ClientInfoEvent event) {
        id = event.clientInfoId();
        current = ClientInfoFold.apply(current, event);
    }
}
