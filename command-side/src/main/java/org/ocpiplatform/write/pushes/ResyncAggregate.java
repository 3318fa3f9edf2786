package org.ocpiplatform.write.pushes;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;
import static org.axonframework.modelling.command.AggregateLifecycle.getVersion;

import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.serialization.Revision;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.contract.Rejection;
import org.ocpiplatform.contract.WriteResult;
import org.ocpiplatform.contract.deliveries.ResyncCommand.AbandonResync;
import org.ocpiplatform.contract.deliveries.ResyncCommand.FinishResync;
import org.ocpiplatform.contract.deliveries.ResyncCommand.RecordProgress;
import org.ocpiplatform.contract.deliveries.ResyncCommand.StartResync;
import org.ocpiplatform.contract.deliveries.ResyncEvent;
import org.ocpiplatform.contract.deliveries.ResyncEvent.ResyncAbandoned;
import org.ocpiplatform.contract.deliveries.ResyncEvent.ResyncFinished;
import org.ocpiplatform.contract.deliveries.ResyncEvent.ResyncProgressed;
import org.ocpiplatform.contract.deliveries.ResyncEvent.ResyncStarted;
import org.ocpiplatform.write.StoredAsSnapshot;
import org.ocpiplatform.write.Writes;

/** A comparison of what a partner holds with what it should; what a repeated task tells twice is counted once. */
@Revision("1")
@StoredAsSnapshot
@Aggregate(type = "Resync", cache = "aggregateCache", snapshotTriggerDefinition = "snapshots")
final class ResyncAggregate {

    @AggregateIdentifier
    private @Nullable String id;

    private long pages;
    private boolean ended;

    ResyncAggregate() {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    WriteResult decide(StartResync command) {
        if (command.kinds().isEmpty() || !StartResync.COMPARED.containsAll(command.kinds())) {
            throw Rejection.invalid("there is nothing to compare, or something that cannot be");
        }
        return id != null
                ? unchanged(command.resyncId())
                : applied(new ResyncStarted(
                        command.resyncId(),
                        command.partnerId(),
                        command.kinds(),
                        command.dateFrom(),
                        command.dateTo()));
    }

    @CommandHandler
    WriteResult decide(RecordProgress command) {
        return ended || command.page() != pages
                ? unchanged(command.resyncId())
                : applied(new ResyncProgressed(command.resyncId(), command.counts(), command.kind(), command.cursor()));
    }

    @CommandHandler
    WriteResult decide(FinishResync command) {
        return ended ? unchanged(command.resyncId()) : applied(new ResyncFinished(command.resyncId()));
    }

    @CommandHandler
    WriteResult decide(AbandonResync command) {
        return ended ? unchanged(command.resyncId()) : applied(new ResyncAbandoned(command.resyncId()));
    }

    private WriteResult applied(ResyncEvent event) {
        boolean created = id == null;
        apply(event);
        return Writes.result(event.resyncId(), created, true, getVersion());
    }

    private static WriteResult unchanged(String id) {
        return Writes.result(id, false, false, getVersion());
    }

    @EventSourcingHandler
    void evolve(ResyncEvent event) {
        id = event.resyncId();
        switch (event) {
            case ResyncStarted started -> {}
            case ResyncProgressed progressed -> pages++;
            case ResyncFinished finished -> ended = true;
            case ResyncAbandoned abandoned -> ended = true;
        }
    }
}
