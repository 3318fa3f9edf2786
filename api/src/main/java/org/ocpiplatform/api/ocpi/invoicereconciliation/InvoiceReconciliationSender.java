package org.ocpiplatform.api.ocpi.invoicereconciliation;

import io.swagger.v3.oas.annotations.Operation;
import org.ocpiplatform.api.http.JsonBody;
import org.ocpiplatform.api.ocpi.envelope.OcpiAnswer;
import org.ocpiplatform.api.ocpi.exchange.BodyExample;
import org.ocpiplatform.api.ocpi.exchange.OcpiExchange;
import org.ocpiplatform.api.ocpi.exchange.OcpiInterface;
import org.ocpiplatform.api.ocpi.objects.OwnerPath;
import org.ocpiplatform.api.ocpi.objects.PageQuery;
import org.ocpiplatform.ocpi.InterfaceRole;
import org.ocpiplatform.ocpi.Side;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/**
 * Invoice reconciliation records as CPOs publish them through this platform; the invoicing CPO's own system files them,
 * which OCPI leaves open.
 */
@OcpiInterface(module = "invoicereconciliation", role = InterfaceRole.SENDER, side = Side.CPO)
@RequestMapping(InvoiceReconciliationSender.PATH)
final class InvoiceReconciliationSender {

    static final String PATH = "/ocpi/cpo/2.3.0/invoicereconciliation";

    private static final String RECORD = "/{country_code}/{party_id}/{record_id}";

    private final InvoiceReconciliationRequests records;

    InvoiceReconciliationSender(InvoiceReconciliationRequests records) {
        this.records = records;
    }

    @GetMapping
    @Operation(summary = "The records of invoices that the caller wrote or pays")
    OcpiAnswer list(OcpiExchange exchange, PageQuery query) {
        return records.list(Side.CPO, exchange, query);
    }

    @GetMapping(RECORD)
    @Operation(summary = "One record")
    OcpiAnswer get(OcpiExchange exchange, OwnerPath path) {
        return records.get(Side.CPO, exchange, path);
    }

    @PutMapping(RECORD)
    @Operation(summary = "The invoicing CPO files or replaces a record")
    @BodyExample("invoice-reconciliation")
    OcpiAnswer put(OcpiExchange exchange, OwnerPath path, JsonBody body) {
        return records.put(Side.CPO, exchange, path, body);
    }

    @DeleteMapping(RECORD)
    @Operation(summary = "The invoicing CPO withdraws a record")
    OcpiAnswer delete(OcpiExchange exchange, OwnerPath path) {
        return records.delete(Side.CPO, exchange, path);
    }
}
