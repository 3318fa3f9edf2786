package org.ocpiplatform.bench.growth;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.messaging.MetaData;
import org.ocpiplatform.bench.http.HttpRequest;
import org.ocpiplatform.bench.measure.Requests;
import org.ocpiplatform.bench.platform.Platform;
import org.ocpiplatform.bench.platform.Sessions;
import org.ocpiplatform.contract.MessageOrigin;
import org.ocpiplatform.contract.ObjectKind;
import org.ocpiplatform.contract.ReplicaId;
import org.ocpiplatform.contract.sessions.SessionEvent;
import org.ocpiplatform.ocpi.CiString;
import org.ocpiplatform.ocpi.PartyId;
import org.ocpiplatform.ocpi.Side;
import org.ocpiplatform.ocpi.json.OcpiDateTime;
import org.ocpiplatform.ocpi.json.OcpiJson;
import org.ocpiplatform.ocpi.sessions.Session;
import tools.jackson.databind.node.ObjectNode;

/**
 * Sessions as events: a first push of about 1 KB and changes of half of that, each with the metadata of a request. Ids
 * look random, as partners' ids do, and sessions share some ten thousand drivers.
 */
public final class SessionStreams {

    private static final int DRIVERS = 50_000;
    private static final int PERIOD_EVERY = 8;
    private static final String PATCH = """
            {"kwh":%d.%03d,"auth_method":"AUTH_REQUEST",\
            "authorization_reference":"a3f1c7d2-5b9e-4e0a-8c64-2d7f90b1e358","location_id":"LOC-AMS-00042",\
            "evse_uid":"EVSE-AMS-00042-7","connector_id":"1","meter_id":"METER-7731-A","currency":"EUR",\
            "total_cost":{"before_taxes":%d.%02d,"taxes":[{"name":"VAT","amount":0.6}]},"status":"ACTIVE",%s\
            "last_updated":"%s"}""";
    private static final String PERIOD = """
            "charging_periods":[{"start_date_time":"%s","dimensions":[{"type":"ENERGY","volume":0.125},\
            {"type":"MAX_CURRENT","volume":16.0}],"tariff_id":"TARIFF-DAY-1"}],""";

    private SessionStreams() {}

    /** The id of a session. */
    public static String id(String kind, long number) {
        return UUID.nameUUIDFromBytes((kind + number).getBytes(StandardCharsets.US_ASCII))
                .toString()
                .toUpperCase(Locale.ROOT);
    }

    /** The uid of a driver's token. */
    public static String driver(long number) {
        return "04%012X".formatted(Math.floorMod(number * 2_654_435_761L, DRIVERS) * 7_919L);
    }

    /** The identifier of a session's stream. */
    public static String stream(String id) {
        return replica(id).toString();
    }

    private static ReplicaId replica(String id) {
        return new ReplicaId(Side.EMSP, ObjectKind.SESSION, PartyId.of("NL", Sessions.CPO), CiString.of(id));
    }

    /** An event of a session: the first is its first push, all others change it. */
    public static DomainEventMessage<SessionEvent> event(String id, long number, long sequenceNumber) {
        ReplicaId session = replica(id);
        SessionEvent event = sequenceNumber == 0
                ? new SessionEvent.SessionReplaced(
                        session, OcpiJson.mapper().readValue(Sessions.json(id, driver(number), number), Session.class))
                : new SessionEvent.SessionPatched(session, patch(number, sequenceNumber));
        return new GenericDomainEventMessage<>("Session", session.toString(), sequenceNumber, event, origin());
    }

    /** Pushes of new sessions that look like these, of a kind of their own. */
    public static Requests pushes(Platform platform) {
        String kind = "put-" + Long.toHexString(ThreadLocalRandom.current().nextLong()) + "-";
        AtomicLong number = new AtomicLong();
        HttpRequest cpo = platform.cpo();
        return connection -> {
            long next = number.getAndIncrement();
            String id = id(kind, next);
            return cpo.json("PUT", Sessions.path(id), Sessions.json(id, driver(next), next));
        };
    }

    private static ObjectNode patch(long number, long change) {
        String at = OcpiDateTime.format(Sessions.lastUpdated(number).plusSeconds(change));
        return (ObjectNode) OcpiJson.mapper()
                .readTree(PATCH.formatted(
                        5 + change,
                        number % 1000,
                        3 + change,
                        number % 100,
                        change % PERIOD_EVERY == 0 ? PERIOD.formatted(at) : "",
                        at));
    }

    private static MetaData origin() {
        String request = UUID.randomUUID().toString();
        return MetaData.from(Map.of(
                MessageOrigin.PARTNER_ID,
                "5b0a7d3e-2f64-4d0c-9a57-0c8f3f6b1e11",
                MessageOrigin.COUNTRY_CODE,
                "NL",
                MessageOrigin.PARTY_ID,
                Sessions.CPO,
                MessageOrigin.REQUEST_ID,
                request,
                MessageOrigin.CORRELATION_ID,
                request,
                "traceId",
                UUID.randomUUID().toString(),
                "correlationId",
                UUID.randomUUID().toString()));
    }
}
