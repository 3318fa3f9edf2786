package org.ocpiplatform.api.ocpi.sessions;

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
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** Sessions as CPOs push them to the eMSPs on this platform. */
@OcpiInterface(module = "sessions", role = InterfaceRole.RECEIVER, side = Side.EMSP)
@RequestMapping(SessionsReceiver.PATH)
final class SessionsReceiver {

    static final String PATH = "/ocpi/emsp/2.3.0/sessions";

    private final SessionRequests sessions;

    SessionsReceiver(SessionRequests sessions) {
        this.sessions = sessions;
    }

    @GetMapping
    @Operation(summary = "The copies of sessions that the caller owns or pays for")
    OcpiAnswer list(OcpiExchange exchange, PageQuery query) {
        return sessions.list(Side.EMSP, exchange, query);
    }

    @GetMapping("/{country_code}/{party_id}/{session_id}")
    @Operation(summary = "The copy of one session")
    OcpiAnswer get(OcpiExchange exchange, OwnerPath path) {
        return sessions.get(Side.EMSP, exchange, path);
    }

    @PutMapping("/{country_code}/{party_id}/{session_id}")
    @Operation(summary = "The owning CPO pushes a whole session")
    @BodyExample("session")
    OcpiAnswer put(OcpiExchange exchange, OwnerPath path, JsonBody body) {
        return sessions.put(Side.EMSP, exchange, path, body);
    }

    @PatchMapping("/{country_code}/{party_id}/{session_id}")
    @Operation(summary = "The owning CPO pushes changed fields; charging periods are appended")
    @BodyExample("session-patch")
    OcpiAnswer patch(OcpiExchange exchange, OwnerPath path, JsonBody body) {
        return sessions.patch(Side.EMSP, exchange, path, body);
    }
}
