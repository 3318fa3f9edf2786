package org.ocpiplatform.api.ocpi.invoicereconciliation;

import java.util.Set;
import org.ocpiplatform.api.http.JsonBody;
import org.ocpiplatform.api.ocpi.envelope.OcpiAnswer;
import org.ocpiplatform.api.ocpi.exchange.OcpiExchange;
import org.ocpiplatform.api.ocpi.objects.ObjectRequests;
import org.ocpiplatform.api.ocpi.objects.OwnerPath;
import org.ocpiplatform.api.ocpi.objects.PageQuery;
import org.ocpiplatform.contract.ObjectKind;
import org.ocpiplatform.contract.ReplicaId;
import org.ocpiplatform.contract.invoicereconciliation.InvoiceReconciliationCommand.FileRecord;
import org.ocpiplatform.contract.invoicereconciliation.InvoiceReconciliationCommand.PutRecord;
import org.ocpiplatform.contract.invoicereconciliation.InvoiceReconciliationCommand.WithdrawRecord;
import org.ocpiplatform.ocpi.PartyId;
import org.ocpiplatform.ocpi.Role;
import org.ocpiplatform.ocpi.Side;
import org.ocpiplatform.ocpi.invoicereconciliation.InvoiceReconciliationRecord;
import org.springframework.stereotype.Component;

/** Requests about invoice reconciliation records, the same on either side: only the invoicing CPO writes. */
@Component
final class InvoiceReconciliationRequests {

    private static final ObjectKind KIND = ObjectKind.INVOICE_RECONCILIATION_RECORD;

    private final ObjectRequests objects;
    private final Payers payers;

    InvoiceReconciliationRequests(ObjectRequests objects, Payers payers) {
        this.objects = objects;
        this.payers = payers;
    }

    OcpiAnswer list(Side side, OcpiExchange exchange, PageQuery query) {
        return objects.list(KIND, side, exchange, query);
    }

    OcpiAnswer get(Side side, OcpiExchange exchange, OwnerPath path) {
        return objects.get(path.readable(side, KIND), exchange);
    }

    OcpiAnswer post(Side side, OcpiExchange exchange, JsonBody body) {
        InvoiceReconciliationRecord record = body.valid(InvoiceReconciliationRecord.class);
        ReplicaId id = objects.ownedByBody(side, KIND, record.owner(), record.id(), exchange.caller(), Role.CPO);
        return objects.write(id, exchange, new FileRecord(id, record, payers(id, record, exchange)));
    }

    OcpiAnswer put(Side side, OcpiExchange exchange, OwnerPath path, JsonBody body) {
        ReplicaId id = path.creatable(side, KIND, exchange.caller(), Role.CPO);
        InvoiceReconciliationRecord record = body.valid(InvoiceReconciliationRecord.class);
        return objects.write(id, exchange, new PutRecord(id, record, payers(id, record, exchange)));
    }

    OcpiAnswer delete(Side side, OcpiExchange exchange, OwnerPath path) {
        ReplicaId id = path.writable(side, KIND, exchange.caller(), Role.CPO);
        return objects.write(id, exchange, new WithdrawRecord(id));
    }

    private Set<PartyId> payers(ReplicaId id, InvoiceReconciliationRecord record, OcpiExchange exchange) {
        return payers.of(id, record.cdrs(), exchange);
    }
}
