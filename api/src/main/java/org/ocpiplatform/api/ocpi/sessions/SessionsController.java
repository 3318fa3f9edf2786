package org.ocpiplatform.api.ocpi.sessions;

import io.swagger.v3.oas.annotations.Operation;
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
import org.ocpiplatform.contract.sessions.SessionCommand.PatchSession;
import org.ocpiplatform.contract.sessions.SessionCommand.PutSession;
import org.ocpiplatform.ocpi.InterfaceRole;
import org.ocpiplatform.ocpi.Role;
import org.ocpiplatform.ocpi.Side;
import org.ocpiplatform.ocpi.sessions.Session;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/**
 * Sessions as CPOs publish them through this platform, and as they push them to the eMSPs on it. Only the owning CPO
 * writes; that it may where it publishes OCPI leaves open.
 */
@OcpiInterface(module = "sessions", role = InterfaceRole.SENDER, side = Side.CPO)
@OcpiInterface(module = "sessions", role = InterfaceRole.RECEIVER, side = Side.EMSP)
@RequestMapping({"/ocpi/cpo/2.3.0/sessions", "/ocpi/emsp/2.3.0/sessions"})
final class SessionsController {

    private static final ObjectKind KIND = ObjectKind.SESSION;
    private static final String SESSION = "/{country_code}/{party_id}/{session_id}";

    private final ObjectRequests objects;

    SessionsController(ObjectRequests objects) {
        this.objects = objects;
    }

    @GetMapping
    @Operation(summary = "The sessions that the caller owns or pays for")
    OcpiAnswer list(Side side, OcpiExchange exchange, PageQuery query) {
        return objects.list(KIND, side, exchange, query);
    }

    @GetMapping(SESSION)
    @Operation(summary = "One session")
    OcpiAnswer get(Side side, OcpiExchange exchange, OwnerPath path) {
        return objects.get(path.readable(side, KIND), exchange);
    }

    @PutMapping(SESSION)
    @Operation(summary = "The owning CPO creates or replaces a session")
    @BodyExample("session")
    OcpiAnswer put(Side side, OcpiExchange exchange, OwnerPath path, JsonBody body) {
        ReplicaId id = path.creatable(side, KIND, exchange.caller(), Role.CPO);
        return objects.write(id, exchange, new PutSession(id, body.valid(Session.class)));
    }

    @PatchMapping(SESSION)
    @Operation(summary = "The owning CPO changes fields of a session; charging periods are appended")
    @BodyExample("session-patch")
    OcpiAnswer patch(Side side, OcpiExchange exchange, OwnerPath path, JsonBody body) {
        ReplicaId id = path.writable(side, KIND, exchange.caller(), Role.CPO);
        return objects.write(id, exchange, new PatchSession(id, body.object()));
    }
}
