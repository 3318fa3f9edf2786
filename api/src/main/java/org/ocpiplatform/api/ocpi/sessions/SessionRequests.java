package org.ocpiplatform.api.ocpi.sessions;

import java.util.List;
import org.ocpiplatform.api.http.JsonBody;
import org.ocpiplatform.api.messaging.Queries;
import org.ocpiplatform.api.ocpi.envelope.OcpiAnswer;
import org.ocpiplatform.api.ocpi.exchange.OcpiExchange;
import org.ocpiplatform.api.ocpi.objects.ObjectId;
import org.ocpiplatform.api.ocpi.objects.ObjectWrites;
import org.ocpiplatform.api.ocpi.objects.OwnerPath;
import org.ocpiplatform.api.ocpi.objects.PageQuery;
import org.ocpiplatform.contract.ObjectPage;
import org.ocpiplatform.contract.Rejection;
import org.ocpiplatform.contract.sessions.ChargingPreferencesDecision;
import org.ocpiplatform.contract.sessions.SessionCommand.PatchSession;
import org.ocpiplatform.contract.sessions.SessionCommand.PutSession;
import org.ocpiplatform.contract.sessions.SessionCommand.SetChargingPreferences;
import org.ocpiplatform.contract.sessions.SessionId;
import org.ocpiplatform.contract.sessions.SessionQuery.FindSession;
import org.ocpiplatform.contract.sessions.SessionQuery.FindSessionsById;
import org.ocpiplatform.contract.sessions.SessionQuery.ListSessions;
import org.ocpiplatform.ocpi.CiString;
import org.ocpiplatform.ocpi.PartyId;
import org.ocpiplatform.ocpi.Role;
import org.ocpiplatform.ocpi.Side;
import org.ocpiplatform.ocpi.json.OcpiJson;
import org.ocpiplatform.ocpi.sessions.ChargingPreferences;
import org.ocpiplatform.ocpi.sessions.Session;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Requests about Sessions, the same on either side: only the owning CPO writes. */
@Component
final class SessionRequests {

    private static final String PROJECTION = "sessions";
    private static final int MAX_ID_LENGTH = 36;

    private final Queries queries;
    private final ObjectWrites writes;

    SessionRequests(Queries queries, ObjectWrites writes) {
        this.queries = queries;
        this.writes = writes;
    }

    OcpiAnswer list(Side side, OcpiExchange exchange, PageQuery query) {
        return query.answer(page -> queries.one(new ListSessions(side, exchange.caller(), page), ObjectPage.class));
    }

    OcpiAnswer get(Side side, OcpiExchange exchange, OwnerPath path) {
        return OcpiAnswer.json(find(idOf(side, path.readable(MAX_ID_LENGTH)), exchange));
    }

    OcpiAnswer put(Side side, OcpiExchange exchange, OwnerPath path, JsonBody body) {
        SessionId id = idOf(side, path.creatable(exchange.caller(), Role.CPO, MAX_ID_LENGTH));
        return writes.put(PROJECTION, exchange, id.owner(), new PutSession(id, body.valid(Session.class)));
    }

    OcpiAnswer patch(Side side, OcpiExchange exchange, OwnerPath path, JsonBody body) {
        SessionId id = idOf(side, path.writable(exchange.caller(), Role.CPO, MAX_ID_LENGTH));
        return writes.put(PROJECTION, exchange, id.owner(), new PatchSession(id, body.object()));
    }

    OcpiAnswer setChargingPreferences(Side side, OcpiExchange exchange, ObjectId path, JsonBody body) {
        SessionId id = named(side, path.readable(MAX_ID_LENGTH), exchange);
        PartyId driversParty = partyOfToken(find(id, exchange));
        if (!exchange.caller().driverParties().contains(driversParty)) {
            throw Rejection.notFound("session");
        }
        ChargingPreferencesDecision decision = writes.send(
                exchange,
                driversParty,
                new SetChargingPreferences(id, body.valid(ChargingPreferences.class)),
                ChargingPreferencesDecision.class);
        return writes.shown(PROJECTION, decision.result(), OcpiAnswer.value(decision.response()));
    }

    private String find(SessionId id, OcpiExchange exchange) {
        return queries.optional(new FindSession(id, exchange.caller()), String.class)
                .orElseThrow(() -> Rejection.notFound("session"));
    }

    /** The one session of that id; if several CPOs have one, the request must be addressed to one of them. */
    private SessionId named(Side side, CiString id, OcpiExchange exchange) {
        List<SessionId> found = queries.list(new FindSessionsById(side, id, exchange.caller()), SessionId.class);
        if (found.size() > 1) {
            PartyId addressee = exchange.to();
            return found.stream()
                    .filter(candidate -> candidate.owner().equals(addressee))
                    .findFirst()
                    .orElseThrow(
                            () -> Rejection.invalid("several CPOs have a session of that id; OCPI-to-* must name one"));
        }
        return found.stream().findFirst().orElseThrow(() -> Rejection.notFound("session"));
    }

    private static PartyId partyOfToken(String session) {
        JsonNode token = OcpiJson.mapper().readTree(session).path("cdr_token");
        return PartyId.of(
                token.path("country_code").asString(), token.path("party_id").asString());
    }

    private static SessionId idOf(Side side, OwnerPath path) {
        return new SessionId(side, path.owner(), path.id());
    }
}
