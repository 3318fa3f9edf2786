package org.ocpiplatform.api.ocpi.sessions;

import org.ocpiplatform.api.http.JsonBody;
import org.ocpiplatform.api.ocpi.envelope.OcpiAnswer;
import org.ocpiplatform.api.ocpi.exchange.OcpiExchange;
import org.ocpiplatform.api.ocpi.objects.ObjectId;
import org.ocpiplatform.api.ocpi.objects.ObjectRequests;
import org.ocpiplatform.api.ocpi.objects.OwnerPath;
import org.ocpiplatform.api.ocpi.objects.PageQuery;
import org.ocpiplatform.contract.ObjectKind;
import org.ocpiplatform.contract.ReplicaId;
import org.ocpiplatform.contract.sessions.ChargingPreferencesDecision;
import org.ocpiplatform.contract.sessions.SessionCommand.PatchSession;
import org.ocpiplatform.contract.sessions.SessionCommand.PutSession;
import org.ocpiplatform.contract.sessions.SessionCommand.SetChargingPreferences;
import org.ocpiplatform.ocpi.PartyId;
import org.ocpiplatform.ocpi.Role;
import org.ocpiplatform.ocpi.Side;
import org.ocpiplatform.ocpi.json.OcpiJson;
import org.ocpiplatform.ocpi.sessions.ChargingPreferences;
import org.ocpiplatform.ocpi.sessions.Session;
import org.springframework.stereotype.Component;

/** Requests about Sessions, the same on either side: only the owning CPO writes. */
@Component
final class SessionRequests {

    private static final ObjectKind KIND = ObjectKind.SESSION;

    private final ObjectRequests objects;
    private final EvseOffers offers;

    SessionRequests(ObjectRequests objects, EvseOffers offers) {
        this.objects = objects;
        this.offers = offers;
    }

    OcpiAnswer list(Side side, OcpiExchange exchange, PageQuery query) {
        return objects.list(KIND, side, exchange, query);
    }

    OcpiAnswer get(Side side, OcpiExchange exchange, OwnerPath path) {
        return objects.get(path.readable(side, KIND), exchange);
    }

    OcpiAnswer put(Side side, OcpiExchange exchange, OwnerPath path, JsonBody body) {
        ReplicaId id = path.creatable(side, KIND, exchange.caller(), Role.CPO);
        return objects.write(id, exchange, new PutSession(id, body.valid(Session.class)));
    }

    OcpiAnswer patch(Side side, OcpiExchange exchange, OwnerPath path, JsonBody body) {
        ReplicaId id = path.writable(side, KIND, exchange.caller(), Role.CPO);
        return objects.write(id, exchange, new PatchSession(id, body.object()));
    }

    OcpiAnswer setChargingPreferences(Side side, OcpiExchange exchange, ObjectId path, JsonBody body) {
        ReplicaId id = objects.named(KIND, side, path, exchange);
        Session session = OcpiJson.mapper().readValue(objects.find(id, exchange), Session.class);
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
