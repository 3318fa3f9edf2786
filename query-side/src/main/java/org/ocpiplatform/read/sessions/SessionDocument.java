package org.ocpiplatform.read.sessions;

import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.stream.Stream;
import org.bson.Document;
import org.ocpiplatform.contract.Caller;
import org.ocpiplatform.contract.sessions.SessionId;
import org.ocpiplatform.ocpi.CiString;
import org.ocpiplatform.ocpi.PartyId;
import org.ocpiplatform.ocpi.Side;
import org.ocpiplatform.ocpi.json.OcpiJson;
import org.ocpiplatform.ocpi.sessions.Session;

/**
 * A Session in the read store: the JSON that partners are given, and beside it only what queries look for.
 *
 * <p>{@code audience} says who may see it, on which side and in which capacity: its owner, and the party of its token.
 */
final class SessionDocument {

    static final String JSON = "json";
    static final String AUDIENCE = "audience";
    static final String LAST_UPDATED = "last_updated";
    static final String OBJECT_ID = "object_id";

    private SessionDocument() {}

    static void write(SessionId sessionId, Session session, Document document) {
        document.append(OBJECT_ID, objectId(sessionId.side(), sessionId.id()))
                .append(
                        AUDIENCE,
                        Stream.of(
                                        owner(sessionId.side(), session.owner()),
                                        driver(
                                                sessionId.side(),
                                                session.cdrToken().party()))
                                .distinct()
                                .toList())
                .append(LAST_UPDATED, Date.from(session.lastUpdated()))
                .append(JSON, OcpiJson.mapper().writeValueAsString(session));
    }

    static Session read(Document document) {
        return OcpiJson.mapper().readValue(document.getString(JSON), Session.class);
    }

    /** The audiences that a caller belongs to on one side. */
    static List<String> audiences(Side side, Caller caller) {
        return Stream.concat(
                        caller.cpoParties().stream().map(party -> owner(side, party)),
                        caller.driverParties().stream().map(party -> driver(side, party)))
                .toList();
    }

    static boolean seenBy(Document document, Collection<String> audiences) {
        return document.getList(AUDIENCE, String.class).stream().anyMatch(audiences::contains);
    }

    static String objectId(Side side, CiString id) {
        return side.segment() + ":" + id.key();
    }

    private static String owner(Side side, PartyId party) {
        return side.segment() + ":owner:" + party.key();
    }

    private static String driver(Side side, PartyId party) {
        return side.segment() + ":driver:" + party.key();
    }
}
