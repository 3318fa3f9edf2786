package org.ocpiplatform.api.ocpi.sessions;

import io.swagger.v3.oas.annotations.Operation;
import org.ocpiplatform.api.http.JsonBody;
import org.ocpiplatform.api.ocpi.envelope.OcpiAnswer;
import org.ocpiplatform.api.ocpi.exchange.BodyExample;
import org.ocpiplatform.api.ocpi.exchange.OcpiExchange;
import org.ocpiplatform.api.ocpi.exchange.OcpiInterface;
import org.ocpiplatform.api.ocpi.objects.ObjectId;
import org.ocpiplatform.api.ocpi.objects.ObjectRequests;
import org.ocpiplatform.contract.ObjectKind;
import org.ocpiplatform.contract.ReplicaId;
import org.ocpiplatform.contract.sessions.ChargingPreferencesDecision;
import org.ocpiplatform.contract.sessions.SessionCommand.SetChargingPreferences;
import org.ocpiplatform.ocpi.InterfaceRole;
import org.ocpiplatform.ocpi.PartyId;
import org.ocpiplatform.ocpi.Side;
import org.ocpiplatform.ocpi.sessions.ChargingPreferences;
import org.ocpiplatform.ocpi.sessions.Session;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** What drivers tell CPOs about how they want to be charged, through the eMSP of their token. */
@OcpiInterface(module = "sessions", role = InterfaceRole.SENDER, side = Side.CPO)
@RequestMapping("/ocpi/cpo/2.3.0/sessions")
final class ChargingPreferencesController {

    private static final ObjectKind KIND = ObjectKind.SESSION;

    private final ObjectRequests objects;
    private final EvseOffers offers;

    ChargingPreferencesController(ObjectRequests objects, EvseOffers offers) {
        this.objects = objects;
        this.offers = offers;
    }

    @PutMapping("/{session_id}/charging_preferences")
    @Operation(summary = "The eMSP of the session's token tells how the driver wants to be charged")
    @BodyExample("charging-preferences")
    OcpiAnswer put(Side side, OcpiExchange exchange, ObjectId sessionId, JsonBody body) {
        ReplicaId id = objects.named(KIND, side, sessionId, exchange);
        Session session = objects.find(id, exchange).read(Session.class);
        PartyId driversParty = session.cdrToken().party();
        if (!exchange.caller().driverParties().contains(driversParty)) {
            throw KIND.notFound();
        }
        ChargingPreferencesDecision decision = objects.send(
                exchange,
                driversParty,
                new SetChargingPreferences(id, body.valid(ChargingPreferences.class), offers.of(session, exchange)),
                ChargingPreferencesDecision.class);
        return objects.shown(KIND, decision.result(), OcpiAnswer.value(decision.response()));
    }
}
