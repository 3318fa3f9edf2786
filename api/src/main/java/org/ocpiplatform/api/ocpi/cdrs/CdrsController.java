package org.ocpiplatform.api.ocpi.cdrs;

import io.swagger.v3.oas.annotations.Operation;
import java.nio.charset.StandardCharsets;
import org.ocpiplatform.api.EdgeSettings;
import org.ocpiplatform.api.http.JsonBody;
import org.ocpiplatform.api.ocpi.envelope.OcpiAnswer;
import org.ocpiplatform.api.ocpi.exchange.BodyExample;
import org.ocpiplatform.api.ocpi.exchange.OcpiExchange;
import org.ocpiplatform.api.ocpi.exchange.OcpiInterface;
import org.ocpiplatform.api.ocpi.objects.ObjectRequests;
import org.ocpiplatform.api.ocpi.objects.OwnerPath;
import org.ocpiplatform.api.ocpi.objects.PageQuery;
import org.ocpiplatform.contract.ObjectKind;
import org.ocpiplatform.contract.ReplicaId;
import org.ocpiplatform.contract.cdrs.CdrCommand.FileCdr;
import org.ocpiplatform.ocpi.CiString;
import org.ocpiplatform.ocpi.InterfaceRole;
import org.ocpiplatform.ocpi.Role;
import org.ocpiplatform.ocpi.Side;
import org.ocpiplatform.ocpi.cdrs.Cdr;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.util.UriUtils;

/**
 * CDRs as CPOs publish them through this platform, and as they send them to the eMSPs on it. Only the owning CPO files
 * them; that it may where it publishes OCPI leaves open.
 */
@OcpiInterface(module = "cdrs", role = InterfaceRole.SENDER, side = Side.CPO)
@OcpiInterface(module = "cdrs", role = InterfaceRole.RECEIVER, side = Side.EMSP)
@RequestMapping({"/ocpi/cpo/2.3.0/cdrs", "/ocpi/emsp/2.3.0/cdrs"})
final class CdrsController {

    private static final ObjectKind KIND = ObjectKind.CDR;

    private final ObjectRequests objects;
    private final EdgeSettings settings;

    CdrsController(ObjectRequests objects, EdgeSettings settings) {
        this.objects = objects;
        this.settings = settings;
    }

    @GetMapping
    @Operation(summary = "The CDRs that the caller owns or pays")
    OcpiAnswer list(Side side, OcpiExchange exchange, PageQuery query) {
        return objects.list(KIND, side, exchange, query);
    }

    @GetMapping("/{country_code}/{party_id}/{cdr_id}")
    @Operation(summary = "One CDR")
    OcpiAnswer get(Side side, OcpiExchange exchange, OwnerPath path) {
        return objects.get(path.readable(side, KIND), exchange);
    }

    @PostMapping
    @Operation(summary = "The owning CPO files a CDR; the Location header says where it is")
    @BodyExample("cdr")
    OcpiAnswer post(Side side, OcpiExchange exchange, JsonBody body) {
        Cdr cdr = body.valid(Cdr.class);
        ReplicaId id = objects.ownedByBody(side, KIND, cdr.owner(), cdr.id(), exchange.caller(), Role.CPO);
        return objects.write(id, exchange, new FileCdr(id, cdr)).with("Location", settings.url(path(side, cdr)));
    }

    private static String path(Side side, Cdr cdr) {
        return "/ocpi/" + side.segment() + "/2.3.0/cdrs/" + segment(cdr.countryCode()) + "/" + segment(cdr.partyId())
                + "/" + segment(cdr.id());
    }

    private static String segment(CiString text) {
        return UriUtils.encode(text.toString(), StandardCharsets.UTF_8);
    }
}
