package org.ocpiplatform.contract.invoicereconciliation;

import org.jspecify.annotations.Nullable;
import org.ocpiplatform.contract.invoicereconciliation.InvoiceReconciliationEvent.RecordReplaced;
import org.ocpiplatform.contract.invoicereconciliation.InvoiceReconciliationEvent.RecordWithdrawn;

/**
 * The state of an invoice reconciliation record after its events; the aggregate, the projector and the audit all use
 * this one fold.
 */
public final class InvoiceReconciliationFold {

    private InvoiceReconciliationFold() {}

    /**
     * The record after one more event; null once it is withdrawn.
     *
     * @param current the record before it; null before the first, and after a withdrawal
     */
    public static @Nullable FiledRecord apply(@Nullable FiledRecord current, InvoiceReconciliationEvent event) {
        return switch (event) {
            case RecordReplaced replaced -> new FiledRecord(replaced.record(), replaced.payers());
            case RecordWithdrawn withdrawn -> null;
        };
    }
}
