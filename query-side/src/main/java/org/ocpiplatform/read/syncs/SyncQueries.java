package org.ocpiplatform.read.syncs;

import static com.mongodb.client.model.Filters.eq;

import java.util.ArrayList;
import java.util.List;
import org.axonframework.queryhandling.QueryHandler;
import org.ocpiplatform.contract.syncs.SyncQuery.ListSyncs;
import org.ocpiplatform.contract.syncs.SyncState;
import org.ocpiplatform.read.projection.Projection;
import org.springframework.stereotype.Component;

/** Answers questions about synchronisations from their documents. */
@Component
final class SyncQueries {

    private final Projection<SyncState> projection;

    SyncQueries(SyncProjector projector) {
        this.projection = projector.projection();
    }

    @QueryHandler
    List<SyncState> handle(ListSyncs query) {
        projection.requireSettled();
        return projection
                .collection()
                .find(eq(SyncDocument.PARTNER, query.partnerId().value()))
                .map(SyncDocument::read)
                .into(new ArrayList<>());
    }
}
