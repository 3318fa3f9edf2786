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

/** Confirmations to read, as PTPs publish them through this platform, and as they push them to the CPOs on it. */
@OcpiInterface(module = "payments", role = InterfaceRole.SENDER, side = Side.PTP)
@OcpiInterface(module = "payments", role = InterfaceRole.RECEIVER, side = Side.CPO)
@RequestMapping({"/ocpi/ptp/2.3.0/payments", "/ocpi/cpo/2.3.0/payments"})
final class ConfirmationsController {

    private static final ObjectKind KIND = ObjectKind.FINANCIAL_ADVICE_CONFIRMATION;

    // OCPI spells its path with hyphens; partners also call it by the name of the object.
    private static final String HYPHENS = "/financial-advice-confirmations";
    private static final String UNDERSCORES = "/financial_advice_confirmations";
    private static final String ID = "/{confirmation_id}";
    private static final String OWNED = "/{country_code}/{party_id}" + ID;

    private final ObjectRequests objects;

    ConfirmationsController(ObjectRequests objects) {
        this.objects = objects;
    }

    @GetMapping({HYPHENS, UNDERSCORES})
    @Operation(summary = "The confirmations that the caller filed or that are for it")
    OcpiAnswer list(Side side, OcpiExchange exchange, PageQuery query) {
        return objects.list(KIND, side, exchange, query);
    }

    @GetMapping({HYPHENS + ID, UNDERSCORES + ID})
    @Operation(summary = "One confirmation, whoever owns it")
    OcpiAnswer get(Side side, OcpiExchange exchange, ObjectId id) {
        return objects.get(objects.named(KIND, side, id, exchange), exchange);
    }

    @GetMapping({HYPHENS + OWNED, UNDERSCORES + OWNED})
    @Operation(summary = "One confirmation")
    OcpiAnswer get(Side side, OcpiExchange exchange, OwnerPath path) {
        return objects.get(path.readable(side, KIND), exchange);
    }
}
