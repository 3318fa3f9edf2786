package org.ocpiplatform.api.ocpi.invoicereconciliation;

import io.swagger.v3.oas.annotations.Operation;
import org.ocpiplatform.api.http.JsonBody;
import org.ocpiplatform.api.ocpi.envelope.OcpiAnswer;
import org.ocpiplatform.api.ocpi.exchange.BodyExample;
import org.ocpiplatform.api.ocpi.exchange.OcpiExchange;
import org.ocpiplatform.api.ocpi.exchange.OcpiInterface;
import org.ocpiplatform.api.ocpi.objects.ObjectRequests;
import org.ocpiplatform.api.ocpi.objects.OwnerPath;
import org.ocpiplatform.contract.ObjectKind;
import org.ocpiplatform.contract.ReplicaId;
import org.ocpiplatform.contract.invoicereconciliation.InvoiceReconciliationCommand.PutRecord;
import org.ocpiplatform.contract.invoicereconciliation.InvoiceReconciliationCommand.WithdrawRecord;
import org.ocpiplatform.ocpi.InterfaceRole;
import org.ocpiplatform.ocpi.Role;
import org.ocpiplatform.ocpi.Side;
import org.ocpiplatform.ocpi.invoicereconciliation.InvoiceReconciliationRecord;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/**
 * Invoice reconciliation records as CPOs publish them through this platform, and as they push them to the eMSPs on it.
 * Only the invoicing CPO writes; that it may where it publishes OCPI leaves open.
 */
@OcpiInterface(module = "invoicereconciliation", role = InterfaceRole.SENDER, side = Side.CPO)
@OcpiInterface(module = "invoicereconciliation", role = InterfaceRole.RECEIVER, side = Side.EMSP)
@RequestMapping({"/ocpi/cpo/2.3.0/invoicereconciliation", "/ocpi/emsp/2.3.0/invoicereconciliation"})
final class InvoiceReconciliationController {

    private static final ObjectKind KIND = ObjectKind.INVOICE_RECONCILIATION_RECORD;
    private static final String RECORD = "/{country_code}/{party_id}/{record_id}";

    private final ObjectRequests objects;
    private final Payers payers;

    InvoiceReconciliationController(ObjectRequests objects, Payers payers) {
        this.objects = objects;
        this.payers = payers;
    }

    @GetMapping(RECORD)
    @Operation(summary = "One record")
    OcpiAnswer get(Side side, OcpiExchange exchange, OwnerPath path) {
        return objects.get(path.readable(side, KIND), exchange);
    }

    @PutMapping(RECORD)
    @Operation(summary = "The invoicing CPO creates or replaces a record")
    @BodyExample("invoice-reconciliation")
    OcpiAnswer put(Side side, OcpiExchange exchange, OwnerPath path, JsonBody body) {
        ReplicaId id = path.creatable(side, KIND, exchange.caller(), Role.CPO);
        InvoiceReconciliationRecord record = body.valid(InvoiceReconciliationRecord.class);
        return objects.write(id, exchange, new PutRecord(id, record, payers.of(id, record.cdrs(), exchange)));
    }

    @DeleteMapping(RECORD)
    @Operation(summary = "The invoicing CPO withdraws a record")
    OcpiAnswer delete(Side side, OcpiExchange exchange, OwnerPath path) {
        ReplicaId id = path.writable(side, KIND, exchange.caller(), Role.CPO);
        return objects.write(id, exchange, new WithdrawRecord(id));
    }
}
