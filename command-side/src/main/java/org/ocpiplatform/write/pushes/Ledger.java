package org.ocpiplatform.write.pushes;

import java.util.Map;
import java.util.Optional;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.messaging.MetaData;
import org.axonframework.messaging.responsetypes.ResponseTypes;
import org.axonframework.queryhandling.QueryGateway;
import org.ocpiplatform.contract.CurrentObject;
import org.ocpiplatform.contract.MessageOrigin;
import org.ocpiplatform.contract.ObjectQuery.FindCurrentObject;
import org.ocpiplatform.contract.ReplicaId;
import org.ocpiplatform.contract.WriteResult;
import org.ocpiplatform.contract.deliveries.DeliveryId;
import org.ocpiplatform.contract.deliveries.DeliveryQuery.FindDelivery;
import org.ocpiplatform.contract.deliveries.DeliveryView;
import org.ocpiplatform.contract.projections.ProjectionQuery.AwaitRevision;
import org.springframework.stereotype.Component;

/** Reads and writes what became of pushes, and reads the objects that they are about. */
@Component
final class Ledger {

    private final CommandGateway commands;
    private final QueryGateway queries;

    Ledger(CommandGateway commands, QueryGateway queries) {
        this.commands = commands;
        this.queries = queries;
    }

    /** Sends a command about a delivery or a resync; it is durable when this returns. */
    WriteResult record(Object command, String correlationId) {
        return commands.<WriteResult>send(command, MetaData.from(Map.of(MessageOrigin.CORRELATION_ID, correlationId)))
                .join();
    }

    Optional<DeliveryView> find(DeliveryId id) {
        return queries.query(new FindDelivery(id), ResponseTypes.optionalInstanceOf(DeliveryView.class))
                .join();
    }

    /** The object as it stands, which is at that revision or later; none if the projection is not that far in time. */
    Optional<CurrentObject> current(ReplicaId id, long revision) {
        if (!shown(id.kind().segment(), id.toString(), revision)) {
            return Optional.empty();
        }
        return queries.query(new FindCurrentObject(id), ResponseTypes.optionalInstanceOf(CurrentObject.class))
                .join();
    }

    /** Waits a bounded time until a projection shows a revision. */
    boolean shown(String projection, String aggregateId, long revision) {
        return queries.query(
                        new AwaitRevision(projection, aggregateId, revision, false),
                        ResponseTypes.instanceOf(Boolean.class))
                .join();
    }
}
