package org.ocpiplatform.write.erasures;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;
import static org.axonframework.modelling.command.AggregateLifecycle.getVersion;

import java.util.HashSet;
import java.util.Set;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.serialization.Revision;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.contract.WriteResult;
import org.ocpiplatform.contract.erasures.ErasureCommand.BeginRebuilding;
import org.ocpiplatform.contract.erasures.ErasureCommand.CompleteErasure;
import org.ocpiplatform.contract.erasures.ErasureCommand.RecordKeyDeleted;
import org.ocpiplatform.contract.erasures.ErasureCommand.RecordRebuilt;
import org.ocpiplatform.contract.erasures.ErasureCommand.RequestErasure;
import org.ocpiplatform.contract.erasures.ErasureEvent;
import org.ocpiplatform.contract.erasures.ErasureEvent.ErasureCompleted;
import org.ocpiplatform.contract.erasures.ErasureEvent.ErasureRequested;
import org.ocpiplatform.contract.erasures.ErasureEvent.KeyDeleted;
import org.ocpiplatform.contract.erasures.ErasureEvent.ProjectionRebuilt;
import org.ocpiplatform.contract.erasures.ErasureEvent.RebuildingBegun;
import org.ocpiplatform.contract.erasures.ErasureState;
import org.ocpiplatform.write.StoredAsSnapshot;
import org.ocpiplatform.write.Writes;

/** An erasure on its way; what a repeated task tells twice, or out of its turn, changes nothing. */
@Revision("1")
@StoredAsSnapshot
@Aggregate(type = "Erasure", cache = "aggregateCache", snapshotTriggerDefinition = "snapshots")
final class ErasureAggregate {

    @AggregateIdentifier
    private @Nullable String id;

    private ErasureState state = ErasureState.REQUESTED;
    private Set<String> remaining = new HashSet<>();

    ErasureAggregate() {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    WriteResult decide(RequestErasure command) {
        return id == null
                ? applied(new ErasureRequested(command.erasureId(), command.party()))
                : unchanged(command.erasureId());
    }

    @CommandHandler
    WriteResult decide(RecordKeyDeleted command) {
        return state == ErasureState.REQUESTED
                ? applied(new KeyDeleted(command.erasureId()))
                : unchanged(command.erasureId());
    }

    @CommandHandler
    WriteResult decide(BeginRebuilding command) {
        return state == ErasureState.KEY_DELETED
                ? applied(new RebuildingBegun(command.erasureId(), command.projections()))
                : unchanged(command.erasureId());
    }

    @CommandHandler
    WriteResult decide(RecordRebuilt command) {
        return remaining.contains(command.projection())
                ? applied(new ProjectionRebuilt(command.erasureId(), command.projection()))
                : unchanged(command.erasureId());
    }

    @CommandHandler
    WriteResult decide(CompleteErasure command) {
        return state == ErasureState.PROJECTIONS_REBUILDING && remaining.isEmpty()
                ? applied(new ErasureCompleted(command.erasureId()))
                : unchanged(command.erasureId());
    }

    private WriteResult applied(ErasureEvent event) {
        boolean created = id == null;
        apply(event);
        return Writes.result(event.erasureId(), created, true, getVersion());
    }

    private static WriteResult unchanged(String id) {
        return Writes.result(id, false, false, getVersion());
    }

    @EventSourcingHandler
    void evolve(ErasureEvent event) {
        id = event.erasureId();
        switch (event) {
            case ErasureRequested requested -> {}
            case KeyDeleted deleted -> state = ErasureState.KEY_DELETED;
            case RebuildingBegun begun -> {
                state = ErasureState.PROJECTIONS_REBUILDING;
                remaining.addAll(begun.projections());
            }
            case ProjectionRebuilt rebuilt -> remaining.remove(rebuilt.projection());
            case ErasureCompleted completed -> state = ErasureState.DONE;
        }
    }
}
