package org.ocpiplatform.api.ocpi.invoicereconciliation;

import io.swagger.v3.oas.annotations.Operation;
import org.ocpiplatform.api.http.JsonBody;
import org.ocpiplatform.api.ocpi.envelope.OcpiAnswer;
import org.ocpiplatform.api.ocpi.exchange.BodyExample;
import org.ocpiplatform.api.ocpi.exchange.OcpiExchange;
import org.ocpiplatform.api.ocpi.exchange.OcpiInterface;
import org.ocpiplatform.api.ocpi.objects.OwnerPath;
import org.ocpiplatform.ocpi.InterfaceRole;
import org.ocpiplatform.ocpi.Side;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** Invoice reconciliation records as CPOs push them to the eMSPs on this platform. */
@OcpiInterface(module = "invoicereconciliation", role = InterfaceRole.RECEIVER, side = Side.EMSP)
@RequestMapping(InvoiceReconciliationReceiver.PATH)
final class InvoiceReconciliationReceiver {

    static final String PATH = "/ocpi/emsp/2.3.0/invoicereconciliation";

    private static final String RECORD = "/{country_code}/{party_id}/{record_id}";

    private final InvoiceReconciliationRequests records;

    InvoiceReconciliationReceiver(InvoiceReconciliationRequests records) {
        this.records = records;
    }

    @PostMapping
    @Operation(summary = "The invoicing CPO pushes a new record")
    @BodyExample("invoice-reconciliation")
    OcpiAnswer post(OcpiExchange exchange, JsonBody body) {
        return records.post(Side.EMSP, exchange, body);
    }

    @GetMapping(RECORD)
    @Operation(summary = "The copy of one record")
    OcpiAnswer get(OcpiExchange exchange, OwnerPath path) {
        return records.get(Side.EMSP, exchange, path);
    }

    @PutMapping(RECORD)
    @Operation(summary = "The invoicing CPO pushes a whole record")
    @BodyExample("invoice-reconciliation")
    OcpiAnswer put(OcpiExchange exchange, OwnerPath path, JsonBody body) {
        return records.put(Side.EMSP, exchange, path, body);
    }

    @DeleteMapping(RECORD)
    @Operation(summary = "The invoicing CPO withdraws a record")
    OcpiAnswer delete(OcpiExchange exchange, OwnerPath path) {
        return records.delete(Side.EMSP, exchange, path);
    }
}
