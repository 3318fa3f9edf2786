package org.ocpiplatform.read.syncs;

import com.mongodb.client.model.Indexes;
import java.util.List;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.TrackingToken;
import org.ocpiplatform.contract.syncs.SyncEvent;
import org.ocpiplatform.contract.syncs.SyncFold;
import org.ocpiplatform.contract.syncs.SyncState;
import org.ocpiplatform.read.projection.Projection;
import org.ocpiplatform.read.projection.ProjectionDefinition;
import org.ocpiplatform.read.projection.Projections;
import org.springframework.stereotype.Component;

/** Keeps how the synchronisations stand, page by page. */
@Component
@ProcessingGroup(SyncProjector.PROJECTION)
final class SyncProjector {

    static final String PROJECTION = "syncs";

    private final Projection<SyncState> projection;

    SyncProjector(Projections projections) {
        projection = projections.register(new ProjectionDefinition<>(
                PROJECTION,
                SyncEvent.class,
                (current, message) -> SyncFold.apply(current, (SyncEvent) message.getPayload()),
                SyncDocument::write,
                SyncDocument::read,
                List.of(Indexes.ascending(SyncDocument.PARTNER))));
    }

    @EventHandler
    void on(SyncEvent event, DomainEventMessage<?> message, TrackingToken token) {
        projection.add(message, token);
    }

    Projection<SyncState> projection() {
        return projection;
    }
}
