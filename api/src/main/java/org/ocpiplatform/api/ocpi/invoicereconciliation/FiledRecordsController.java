package org.ocpiplatform.api.ocpi.invoicereconciliation;

import io.swagger.v3.oas.annotations.Operation;
import org.ocpiplatform.api.http.JsonBody;
import org.ocpiplatform.api.ocpi.envelope.OcpiAnswer;
import org.ocpiplatform.api.ocpi.exchange.BodyExample;
import org.ocpiplatform.api.ocpi.exchange.OcpiExchange;
import org.ocpiplatform.api.ocpi.exchange.OcpiInterface;
import org.ocpiplatform.api.ocpi.objects.ObjectRequests;
import org.ocpiplatform.contract.ObjectKind;
import org.ocpiplatform.contract.ReplicaId;
import org.ocpiplatform.contract.invoicereconciliation.InvoiceReconciliationCommand.FileRecord;
import org.ocpiplatform.ocpi.InterfaceRole;
import org.ocpiplatform.ocpi.Role;
import org.ocpiplatform.ocpi.Side;
import org.ocpiplatform.ocpi.invoicereconciliation.InvoiceReconciliationRecord;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** New records as CPOs push them to the eMSPs on this platform. */
@OcpiInterface(module = "invoicereconciliation", role = InterfaceRole.RECEIVER, side = Side.EMSP)
@RequestMapping("/ocpi/emsp/2.3.0/invoicereconciliation")
final class FiledRecordsController {

    private static final ObjectKind KIND = ObjectKind.INVOICE_RECONCILIATION_RECORD;

    private final ObjectRequests objects;
    private final Payers payers;

    FiledRecordsController(ObjectRequests objects, Payers payers) {
        this.objects = objects;
        this.payers = payers;
    }

    @PostMapping
    @Operation(summary = "The invoicing CPO pushes a new record")
    @BodyExample("invoice-reconciliation")
    OcpiAnswer post(Side side, OcpiExchange exchange, JsonBody body) {
        InvoiceReconciliationRecord record = body.valid(InvoiceReconciliationRecord.class);
        ReplicaId id = objects.ownedByBody(side, KIND, record.owner(), record.id(), exchange.caller(), Role.CPO);
        return objects.write(id, exchange, new FileRecord(id, record, payers.of(id, record.cdrs(), exchange)));
    }
}
