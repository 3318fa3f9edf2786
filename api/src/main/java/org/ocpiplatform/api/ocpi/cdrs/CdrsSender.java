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

/** CDRs as CPOs publish them through this platform; the owning CPO's own system files them, which OCPI leaves open. */
@OcpiInterface(module = "cdrs", role = InterfaceRole.SENDER, side = Side.CPO)
@RequestMapping(CdrsSender.PATH)
final class CdrsSender {

    static final String PATH = "/ocpi/cpo/2.3.0/cdrs";

    private final CdrRequests cdrs;

    CdrsSender(CdrRequests cdrs) {
        this.cdrs = cdrs;
    }

    @GetMapping
    @Operation(summary = "The CDRs that the caller owns or pays")
    OcpiAnswer list(OcpiExchange exchange, PageQuery query) {
        return cdrs.list(Side.CPO, exchange, query);
    }

    @GetMapping("/{country_code}/{party_id}/{cdr_id}")
    @Operation(summary = "One CDR")
    OcpiAnswer get(OcpiExchange exchange, OwnerPath path) {
        return cdrs.get(Side.CPO, exchange, path);
    }

    @PostMapping
    @Operation(summary = "The owning CPO files a CDR; the Location header says where it is")
    @BodyExample("cdr")
    OcpiAnswer post(OcpiExchange exchange, JsonBody body) {
        return cdrs.post(Side.CPO, exchange, PATH, body);
    }
}
