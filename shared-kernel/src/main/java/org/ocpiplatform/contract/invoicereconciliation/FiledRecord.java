package org.ocpiplatform.contract.invoicereconciliation;

import java.time.Instant;
import java.util.Set;
import org.ocpiplatform.ocpi.PartyId;
import org.ocpiplatform.ocpi.invoicereconciliation.InvoiceReconciliationRecord;

/**
 * An invoice reconciliation record and whom it concerns.
 *
 * @param payers the parties that pay its CDRs, as far as the CDRs were known when it was filed
 */
public record FiledRecord(InvoiceReconciliationRecord record, Set<PartyId> payers) {

    public FiledRecord {
        payers = Set.copyOf(payers);
    }

    /** When the record was last updated. */
    public Instant lastUpdated() {
        return record.lastUpdated();
    }
}
