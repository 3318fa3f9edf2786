package org.ocpiplatform.contract.invoicereconciliation;

import java.util.Set;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.ocpiplatform.contract.ReplicaId;
import org.ocpiplatform.ocpi.PartyId;
import org.ocpiplatform.ocpi.invoicereconciliation.InvoiceReconciliationRecord;

/**
 * What can be asked of an invoice reconciliation record; every command is answered by a
 * {@link org.ocpiplatform.contract.WriteResult}.
 */
public sealed interface InvoiceReconciliationCommand {

    /** The record that is meant. */
    ReplicaId recordId();

    /**
     * Files a record that does not exist yet, also one that was withdrawn.
     *
     * @param record a valid object, whole
     * @param payers the parties that pay the CDRs, as far as the CDRs are known
     */
    record FileRecord(
            @TargetAggregateIdentifier ReplicaId recordId, InvoiceReconciliationRecord record, Set<PartyId> payers)
            implements InvoiceReconciliationCommand {}

    /**
     * Creates or replaces a record, also one that was withdrawn.
     *
     * @param record a valid object, whole
     * @param payers the parties that pay the CDRs, as far as the CDRs are known
     */
    record PutRecord(
            @TargetAggregateIdentifier ReplicaId recordId, InvoiceReconciliationRecord record, Set<PartyId> payers)
            implements InvoiceReconciliationCommand {}

    /** Withdraws a record: it was wrong that there was one. */
    record WithdrawRecord(@TargetAggregateIdentifier ReplicaId recordId) implements InvoiceReconciliationCommand {}
}
