package org.ocpiplatform.api.ocpi.invoicereconciliation;

import io.swagger.v3.oas.annotations.Operation;
import org.ocpiplatform.api.ocpi.envelope.OcpiAnswer;
import org.ocpiplatform.api.ocpi.exchange.OcpiExchange;
import org.ocpiplatform.api.ocpi.exchange.OcpiInterface;
import org.ocpiplatform.api.ocpi.objects.ObjectRequests;
import org.ocpiplatform.api.ocpi.objects.PageQuery;
import org.ocpiplatform.contract.ObjectKind;
import org.ocpiplatform.ocpi.InterfaceRole;
import org.ocpiplatform.ocpi.Side;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** The list of records that CPOs publish here. */
@OcpiInterface(module = "invoicereconciliation", role = InterfaceRole.SENDER, side = Side.CPO)
@RequestMapping("/ocpi/cpo/2.3.0/invoicereconciliation")
final class PublishedRecordsController {

    private final ObjectRequests objects;

    PublishedRecordsController(ObjectRequests objects) {
        this.objects = objects;
    }

    @GetMapping
    @Operation(summary = "The records of invoices that the caller wrote or pays")
    OcpiAnswer list(Side side, OcpiExchange exchange, PageQuery query) {
        return objects.list(ObjectKind.INVOICE_RECONCILIATION_RECORD, side, exchange, query);
    }
}
