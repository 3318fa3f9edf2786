package org.ocpiplatform.write.invoicereconciliation;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;
import static org.axonframework.modelling.command.AggregateLifecycle.getVersion;

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
import org.ocpiplatform.contract.invoicereconciliation.FiledRecord;
import org.ocpiplatform.contract.invoicereconciliation.InvoiceReconciliationCommand.FileRecord;
import org.ocpiplatform.contract.invoicereconciliation.InvoiceReconciliationCommand.PutRecord;
import org.ocpiplatform.contract.invoicereconciliation.InvoiceReconciliationCommand.WithdrawRecord;
import org.ocpiplatform.contract.invoicereconciliation.InvoiceReconciliationEvent;
import org.ocpiplatform.contract.invoicereconciliation.InvoiceReconciliationFold;
import org.ocpiplatform.write.StoredAsSnapshot;
import org.ocpiplatform.write.Writes;

/** An invoice reconciliation record on one side of the platform; once withdrawn it may come again. */
@Revision("1")
@StoredAsSnapshot
@Aggregate(type = "InvoiceReconciliationRecord", cache = "aggregateCache", snapshotTriggerDefinition = "snapshots")
final class InvoiceReconciliationAggregate {

    @AggregateIdentifier
    @SuppressWarnings("UnusedVariable") // Axon reads it
    private @Nullable ReplicaId id;

    private @Nullable FiledRecord current;

    InvoiceReconciliationAggregate() {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    WriteResult decide(FileRecord command) {
        return decided(command.recordId(), InvoiceReconciliationRules.file(current, command));
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    WriteResult decide(PutRecord command) {
        return decided(command.recordId(), InvoiceReconciliationRules.put(current, command));
    }

    @CommandHandler
    WriteResult decide(WithdrawRecord command) {
        return decided(command.recordId(), InvoiceReconciliationRules.withdraw(current, command));
    }

    private WriteResult decided(ReplicaId recordId, List<? extends InvoiceReconciliationEvent> events) {
        boolean created = current == null;
        events.forEach(event -> apply(event));
        return Writes.result(recordId.toString(), created, !events.isEmpty(), getVersion());
    }

    @EventSourcingHandler
    void evolve(InvoiceReconciliationEvent event) {
        id = event.recordId();
        current = InvoiceReconciliationFold.apply(current, event);
    }
}
