package org.ocpiplatform.write.invoicereconciliation;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.contract.Rejection;
import org.ocpiplatform.contract.ReplicaId;
import org.ocpiplatform.contract.invoicereconciliation.FiledRecord;
import org.ocpiplatform.contract.invoicereconciliation.InvoiceReconciliationCommand.FileRecord;
import org.ocpiplatform.contract.invoicereconciliation.InvoiceReconciliationCommand.PutRecord;
import org.ocpiplatform.contract.invoicereconciliation.InvoiceReconciliationCommand.WithdrawRecord;
import org.ocpiplatform.contract.invoicereconciliation.InvoiceReconciliationEvent;
import org.ocpiplatform.contract.invoicereconciliation.InvoiceReconciliationEvent.RecordReplaced;
import org.ocpiplatform.contract.invoicereconciliation.InvoiceReconciliationEvent.RecordWithdrawn;
import org.ocpiplatform.ocpi.PartyId;
import org.ocpiplatform.ocpi.invoicereconciliation.InvoiceReconciliationRecord;
import org.ocpiplatform.ocpi.validation.Validation;
import org.ocpiplatform.write.Writes;

/** When an invoice reconciliation record may change (OCPI 2.3.0, chapter Invoice reconciliation). */
final class InvoiceReconciliationRules {

    private InvoiceReconciliationRules() {}

    /** A POST repeats or creates, and never replaces. */
    static List<InvoiceReconciliationEvent> file(@Nullable FiledRecord current, FileRecord command) {
        if (current != null && !current.record().equals(command.record())) {
            throw Rejection.invalid(
                    "id " + command.recordId().id() + " is that of a record with other content; use PUT to replace it");
        }
        return replaced(current, command.recordId(), command.record(), command.payers());
    }

    static List<InvoiceReconciliationEvent> put(@Nullable FiledRecord current, PutRecord command) {
        return replaced(current, command.recordId(), command.record(), command.payers());
    }

    static List<InvoiceReconciliationEvent> withdraw(@Nullable FiledRecord current, WithdrawRecord command) {
        Writes.existing(current, command.recordId());
        return List.of(new RecordWithdrawn(command.recordId()));
    }

    private static List<InvoiceReconciliationEvent> replaced(
            @Nullable FiledRecord current,
            ReplicaId recordId,
            InvoiceReconciliationRecord record,
            Set<PartyId> payers) {
        InvoiceReconciliationRecord incoming = Validation.valid(record);
        Writes.requireSameIdentity(recordId, incoming.owner(), incoming.id());
        return Writes.put(
                current,
                new FiledRecord(incoming, payers),
                FiledRecord::lastUpdated,
                new RecordReplaced(recordId, incoming, payers));
    }
}
