package org.ocpiplatform.api.ocpi.hubclientinfo;

import io.swagger.v3.oas.annotations.Operation;
import org.ocpiplatform.api.ocpi.envelope.OcpiAnswer;
import org.ocpiplatform.api.ocpi.exchange.OcpiExchange;
import org.ocpiplatform.api.ocpi.exchange.OcpiInterface;
import org.ocpiplatform.api.ocpi.objects.ObjectRequests;
import org.ocpiplatform.api.ocpi.objects.PageQuery;
import org.ocpiplatform.contract.ObjectKind;
import org.ocpiplatform.ocpi.InterfaceRole;
import org.ocpiplatform.ocpi.Side;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** The parties that this platform connects as a hub; there is no such path on a platform that is none. */
@ConditionalOnProperty("ocpi.hub-party-id")
@OcpiInterface(module = "hubclientinfo", role = InterfaceRole.SENDER, side = Side.HUB)
@RequestMapping("/ocpi/hub/2.3.0/hubclientinfo")
final class ConnectedPartiesController {

    private final ObjectRequests objects;

    ConnectedPartiesController(ObjectRequests objects) {
        this.objects = objects;
    }

    @GetMapping
    @Operation(summary = "Every party that this hub knows, and whether it is connected")
    OcpiAnswer list(OcpiExchange exchange, PageQuery query) {
        return objects.list(ObjectKind.CLIENT_INFO, Side.CPO, exchange, query);
    }
}
