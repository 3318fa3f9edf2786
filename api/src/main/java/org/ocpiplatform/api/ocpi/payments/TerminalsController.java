package org.ocpiplatform.api.ocpi.payments;

import io.swagger.v3.oas.annotations.Operation;
import org.ocpiplatform.api.ocpi.envelope.OcpiAnswer;
import org.ocpiplatform.api.ocpi.exchange.OcpiExchange;
import org.ocpiplatform.api.ocpi.exchange.OcpiInterface;
import org.ocpiplatform.api.ocpi.objects.ObjectId;
import org.ocpiplatform.api.ocpi.objects.ObjectRequests;
import org.ocpiplatform.api.ocpi.objects.OwnerPath;
import org.ocpiplatform.api.ocpi.objects.PageQuery;
import org.ocpiplatform.contract.ObjectKind;
import org.ocpiplatform.ocpi.InterfaceRole;
import org.ocpiplatform.ocpi.Side;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** Terminals to read, as PTPs publish them through this platform, and as they push them to the CPOs on it. */
@OcpiInterface(module = "payments", role = InterfaceRole.SENDER, side = Side.PTP)
@OcpiInterface(module = "payments", role = InterfaceRole.RECEIVER, side = Side.CPO)
@RequestMapping({"/ocpi/ptp/2.3.0/payments", "/ocpi/cpo/2.3.0/payments"})
final class TerminalsController {

    private static final ObjectKind KIND = ObjectKind.TERMINAL;

    private final ObjectRequests objects;

    TerminalsController(ObjectRequests objects) {
        this.objects = objects;
    }

    @GetMapping("/terminals")
    @Operation(summary = "The terminals that the caller owns or is assigned")
    OcpiAnswer list(Side side, OcpiExchange exchange, PageQuery query) {
        return objects.list(KIND, side, exchange, query);
    }

    @GetMapping("/terminals/{terminal_id}")
    @Operation(summary = "One terminal, whoever owns it")
    OcpiAnswer get(Side side, OcpiExchange exchange, ObjectId id) {
        return objects.get(objects.named(KIND, side, id, exchange), exchange);
    }

    @GetMapping("/terminals/{country_code}/{party_id}/{terminal_id}")
    @Operation(summary = "One terminal")
    OcpiAnswer get(Side side, OcpiExchange exchange, OwnerPath path) {
        return objects.get(path.readable(side, KIND), exchange);
    }
}
