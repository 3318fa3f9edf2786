package org.ocpiplatform.api.ocpi.sessions;

import io.swagger.v3.oas.annotations.Operation;
import org.ocpiplatform.api.http.JsonBody;
import org.ocpiplatform.api.ocpi.envelope.OcpiAnswer;
import org.ocpiplatform.api.ocpi.exchange.BodyExample;
import org.ocpiplatform.api.ocpi.exchange.OcpiExchange;
import org.ocpiplatform.api.ocpi.exchange.OcpiInterface;
import org.ocpiplatform.api.ocpi.objects.ObjectId;
import org.ocpiplatform.api.ocpi.objects.OwnerPath;
import org.ocpiplatform.api.ocpi.objects.PageQuery;
import org.ocpiplatform.ocpi.InterfaceRole;
import org.ocpiplatform.ocpi.Side;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/**
 * Sessions as CPOs publish them through this platform: eMSPs poll them and tell their drivers' preferences; the owning
 * CPO's own system feeds them in, which OCPI leaves open.
 */
@OcpiInterface(module = "sessions", role = InterfaceRole.SENDER, side = Side.CPO)
@RequestMapping(SessionsSender.PATH)
final class SessionsSender {

    static final String PATH = "/ocpi/cpo/2.3.0/sessions";

    private final SessionRequests sessions;

    SessionsSender(SessionRequests sessions) {
        this.sessions = sessions;
    }

    @GetMapping
    @Operation(summary = "The sessions that the caller owns or pays for")
    OcpiAnswer list(OcpiExchange exchange, PageQuery query) {
        return sessions.list(Side.CPO, exchange, query);
    }

    @GetMapping("/{country_code}/{party_id}/{session_id}")
    @Operation(summary = "One session")
    OcpiAnswer get(OcpiExchange exchange, OwnerPath path) {
        return sessions.get(Side.CPO, exchange, path);
    }

    @PutMapping("/{country_code}/{party_id}/{session_id}")
    @Operation(summary = "The owning CPO creates or replaces a session")
    @BodyExample("session")
    OcpiAnswer put(OcpiExchange exchange, OwnerPath path, JsonBody body) {
        return sessions.put(Side.CPO, exchange, path, body);
    }

    @PatchMapping("/{country_code}/{party_id}/{session_id}")
    @Operation(summary = "The owning CPO changes fields of a session; charging periods are appended")
    @BodyExample("session-patch")
    OcpiAnswer patch(OcpiExchange exchange, OwnerPath path, JsonBody body) {
        return sessions.patch(Side.CPO, exchange, path, body);
    }

    @PutMapping("/{session_id}/charging_preferences")
    @Operation(summary = "The eMSP of the session's token tells how the driver wants to be charged")
    @BodyExample("charging-preferences")
    OcpiAnswer setChargingPreferences(OcpiExchange exchange, ObjectId session, JsonBody body) {
        return sessions.setChargingPreferences(Side.CPO, exchange, session, body);
    }
}
