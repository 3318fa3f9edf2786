package org.ocpiplatform.api.ocpi.cdrs;

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
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** CDRs as CPOs send them to the eMSPs on this platform. */
@OcpiInterface(module = "cdrs", role = InterfaceRole.RECEIVER, side = Side.EMSP)
@RequestMapping(CdrsReceiver.PATH)
final class CdrsReceiver {

    static final String PATH = "/ocpi/emsp/2.3.0/cdrs";

    private final CdrRequests cdrs;

    CdrsReceiver(CdrRequests cdrs) {
        this.cdrs = cdrs;
    }

    @GetMapping
    @Operation(summary = "The CDRs that were received from the caller, or that it pays")
    OcpiAnswer list(OcpiExchange exchange, PageQuery query) {
        return cdrs.list(Side.EMSP, exchange, query);
    }

    @GetMapping("/{country_code}/{party_id}/{cdr_id}")
    @Operation(summary = "One CDR as it was received")
    OcpiAnswer get(OcpiExchange exchange, OwnerPath path) {
        return cdrs.get(Side.EMSP, exchange, path);
    }

    @PostMapping
    @Operation(summary = "The owning CPO sends a CDR; the Location header says where it is")
    @BodyExample("cdr")
    OcpiAnswer post(OcpiExchange exchange, JsonBody body) {
        return cdrs.post(Side.EMSP, exchange, PATH, body);
    }
}
