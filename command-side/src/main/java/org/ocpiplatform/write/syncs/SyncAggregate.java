package org.ocpiplatform.write.syncs;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;
import static org.axonframework.modelling.command.AggregateLifecycle.getVersion;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.serialization.Revision;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.contract.WriteResult;
import org.ocpiplatform.contract.syncs.SyncCommand.CompleteSync;
import org.ocpiplatform.contract.syncs.SyncCommand.FailSync;
import org.ocpiplatform.contract.syncs.SyncCommand.RecordPage;
import org.ocpiplatform.contract.syncs.SyncCommand.StartSync;
import org.ocpiplatform.contract.syncs.SyncEvent;
import org.ocpiplatform.contract.syncs.SyncFold;
import org.ocpiplatform.contract.syncs.SyncId;
import org.ocpiplatform.contract.syncs.SyncMode;
import org.ocpiplatform.contract.syncs.SyncState;
import org.ocpiplatform.write.StoredAsSnapshot;
import org.ocpiplatform.write.Writes;

/** The synchronisation of one list of a partner: how far it has come, and when it goes on. */
@Revision("1")
@StoredAsSnapshot
@Aggregate(type = "Sync", cache = "aggregateCache", snapshotTriggerDefinition = "snapshots")
final class SyncAggregate {

    @AggregateIdentifier
    @SuppressWarnings("UnusedVariable") // Axon reads it
    private @Nullable SyncId id;

    private @Nullable SyncState current;

    SyncAggregate() {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    SyncDecision decide(StartSync command, SyncSettings settings, Clock clock) {
        return decided(SyncRules.start(current, command, settings, clock.instant()));
    }

    @CommandHandler
    SyncDecision decide(RecordPage command) {
        return decided(SyncRules.page(current, command));
    }

    @CommandHandler
    SyncDecision decide(CompleteSync command, SyncSettings settings, Clock clock, SecureRandom random) {
        return decided(SyncRules.complete(current, command, settings, clock.instant(), random));
    }

    @CommandHandler
    SyncDecision decide(FailSync command, SyncSettings settings, Clock clock) {
        return decided(SyncRules.fail(current, command, settings, clock.instant()));
    }

    /** Takes note that an administrator wants a run. */
    WriteResult request(SyncId syncId, @Nullable SyncMode mode, Clock clock) {
        boolean created = current == null;
        SyncRules.request(current, syncId, mode, clock.instant()).forEach(event -> apply(event));
        return Writes.result(syncId.toString(), created, true, getVersion());
    }

    private SyncDecision decided(List<SyncEvent> events) {
        events.forEach(event -> apply(event));
        return new SyncDecision(current);
    }

    @EventSourcingHandler
    void evolve(SyncEvent event) {
        id = event.syncId();
        current = SyncFold.apply(current, event);
    }
}
