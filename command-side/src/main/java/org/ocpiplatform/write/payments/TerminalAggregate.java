package org.ocpiplatform.write.payments;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;
import static org.axonframework.modelling.command.AggregateLifecycle.getVersion;

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
import org.ocpiplatform.contract.ReplicaId;
import org.ocpiplatform.contract.WriteResult;
import org.ocpiplatform.contract.payments.TerminalCommand.ActivateTerminal;
import org.ocpiplatform.contract.payments.TerminalCommand.CreateTerminal;
import org.ocpiplatform.contract.payments.TerminalCommand.DeactivateTerminal;
import org.ocpiplatform.contract.payments.TerminalCommand.PatchTerminal;
import org.ocpiplatform.contract.payments.TerminalCommand.PutTerminal;
import org.ocpiplatform.contract.payments.TerminalEvent;
import org.ocpiplatform.contract.payments.TerminalFold;
import org.ocpiplatform.contract.payments.TerminalState;
import org.ocpiplatform.write.StoredAsSnapshot;
import org.ocpiplatform.write.Writes;

/** A Terminal as its PTP has it, or as a CPO was told of it. */
@Revision("1")
@StoredAsSnapshot
@Aggregate(type = "Terminal", cache = "aggregateCache", snapshotTriggerDefinition = "snapshots")
final class TerminalAggregate {

    @AggregateIdentifier
    @SuppressWarnings("UnusedVariable") // Axon reads it
    private @Nullable ReplicaId id;

    private @Nullable TerminalState current;

    TerminalAggregate() {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    WriteResult decide(CreateTerminal command, Clock clock) {
        return decided(command.terminalId(), TerminalRules.create(current, command, clock.instant()));
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    WriteResult decide(PutTerminal command, Clock clock) {
        return decided(command.terminalId(), TerminalRules.put(current, command, clock.instant()));
    }

    @CommandHandler
    WriteResult decide(PatchTerminal command, Clock clock) {
        return decided(command.terminalId(), TerminalRules.patch(current, command, clock.instant()));
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    WriteResult decide(ActivateTerminal command, Clock clock) {
        return decided(command.terminalId(), TerminalRules.activate(current, command, clock.instant()));
    }

    @CommandHandler
    WriteResult decide(DeactivateTerminal command, Clock clock) {
        return decided(command.terminalId(), TerminalRules.deactivate(current, command, clock.instant()));
    }

    private WriteResult decided(ReplicaId terminalId, List<? extends TerminalEvent> events) {
        boolean created = current == null;
        events.forEach(event -> apply(event));
        return Writes.result(terminalId.toString(), created, !events.isEmpty(), getVersion());
    }

    @EventSourcingHandler
    void evolve(TerminalEvent event) {
        id = event.terminalId();
        current = TerminalFold.apply(current, event);
    }
}
