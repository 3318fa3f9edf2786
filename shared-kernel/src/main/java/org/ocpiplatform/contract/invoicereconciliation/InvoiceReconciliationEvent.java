package org.ocpiplatform.contract.invoicereconciliation;

import java.util.Set;
import org.axonframework.serialization.Revision;
import org.ocpiplatform.contract.ReplicaId;
import org.ocpiplatform.contract.StoredType;
import org.ocpiplatform.ocpi.PartyId;
import org.ocpiplatform.ocpi.invoicereconciliation.InvoiceReconciliationRecord;

/** What happened to an invoice reconciliation record. */
public sealed interface InvoiceReconciliationEvent {

    /** The record it happened to. */
    ReplicaId recordId();

    /**
     * The record was filed, or replaced as a whole.
     *
     * @param payers the parties that paid the CDRs that were known then
     */
    @Revision("1")
    @StoredType("invoice_reconciliation.replaced")
    record RecordReplaced(ReplicaId recordId, InvoiceReconciliationRecord record, Set<PartyId> payers)
            implements InvoiceReconciliationEvent {

        public RecordReplaced {
            payers = Set.copyOf(payers);
        }
    }

    /** The record was withdrawn. */
    @Revision("1")
    @StoredType("invoice_reconciliation.withdrawn")
    record RecordWithdrawn(ReplicaId recordId) implements InvoiceReconciliationEvent {}
}
