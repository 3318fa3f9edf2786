package org.ocpiplatform.write.chargepoints.simulated;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.axonframework.messaging.responsetypes.ResponseTypes;
import org.axonframework.queryhandling.QueryGateway;
import org.ocpiplatform.contract.CurrentObject;
import org.ocpiplatform.contract.MessageOrigin;
import org.ocpiplatform.contract.ObjectKind;
import org.ocpiplatform.contract.ObjectQuery.FindCurrentObject;
import org.ocpiplatform.contract.Rejection;
import org.ocpiplatform.contract.ReplicaId;
import org.ocpiplatform.contract.WriteResult;
import org.ocpiplatform.contract.activeprofiles.ActiveProfileCommand.PutActiveProfile;
import org.ocpiplatform.contract.cdrs.CdrCommand.FileCdr;
import org.ocpiplatform.contract.incoming.IncomingRequestCommand.RecordReply;
import org.ocpiplatform.contract.locations.LocationCommand.PatchEvse;
import org.ocpiplatform.contract.locations.LocationParts;
import org.ocpiplatform.contract.projections.ProjectionQuery.AwaitRevision;
import org.ocpiplatform.contract.sessions.SessionCommand.PatchSession;
import org.ocpiplatform.contract.sessions.SessionCommand.PutSession;
import org.ocpiplatform.ocpi.CiString;
import org.ocpiplatform.ocpi.PartyId;
import org.ocpiplatform.ocpi.Side;
import org.ocpiplatform.ocpi.cdrs.Cdr;
import org.ocpiplatform.ocpi.chargingprofiles.ActiveChargingProfile;
import org.ocpiplatform.ocpi.json.OcpiDateTime;
import org.ocpiplatform.ocpi.json.OcpiJson;
import org.ocpiplatform.ocpi.locations.Evse;
import org.ocpiplatform.ocpi.locations.EvseStatus;
import org.ocpiplatform.ocpi.locations.Location;
import org.ocpiplatform.ocpi.sessions.Session;
import org.ocpiplatform.ocpi.sessions.SessionStatus;
import org.ocpiplatform.ocpi.tariffs.Tariff;
import org.ocpiplatform.write.Steps;
import org.ocpiplatform.write.chargepoints.simulated.Occupant.Reply;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** Reads and writes what a CPO's own system would: sessions, CDRs and the status of EVSEs, each in the name of the CPO. */
@Component
final class PlatformData {

    /** Those that say what an EVSE is used for; the others are the operator's to say. */
    private static final Set<EvseStatus> OF_USE =
            Set.of(EvseStatus.AVAILABLE, EvseStatus.CHARGING, EvseStatus.RESERVED, EvseStatus.UNKNOWN);

    private final Steps steps;
    private final QueryGateway queries;

    PlatformData(Steps steps, QueryGateway queries) {
        this.steps = steps;
        this.queries = queries;
    }

    Optional<Location> location(PartyId cpo, CiString id) {
        return find(ObjectKind.LOCATION, cpo, id, Location.class);
    }

    Optional<Session> session(PartyId cpo, CiString id) {
        return find(ObjectKind.SESSION, cpo, id, Session.class);
    }

    Optional<Tariff> tariff(PartyId cpo, CiString id) {
        return find(ObjectKind.TARIFF, cpo, id, Tariff.class);
    }

    private <T> Optional<T> find(ObjectKind kind, PartyId cpo, CiString id, Class<T> type) {
        return queries.query(
                        new FindCurrentObject(id(kind, cpo, id)), ResponseTypes.optionalInstanceOf(CurrentObject.class))
                .join()
                .flatMap(found -> Optional.ofNullable(found.json()))
                .map(json -> json.read(type));
    }

    /** Stores a session as a whole. */
    void put(Session session, String correlationId) {
        ReplicaId id = id(ObjectKind.SESSION, session.owner(), session.id());
        write(new PutSession(id, asRead(session, Session.class)), session.owner(), correlationId);
    }

    /** Stores how far a session is, whose charging periods are as they were. */
    void progress(Session session, String correlationId) {
        ObjectNode patch = OcpiJson.mapper()
                .createObjectNode()
                .put("kwh", session.kwh())
                .put("last_updated", OcpiDateTime.format(session.lastUpdated()));
        if (session.totalCost() != null) {
            patch.set("total_cost", OcpiJson.mapper().valueToTree(session.totalCost()));
        }
        patch(session, patch, correlationId);
    }

    /** Ends a session as it stands. */
    void complete(Session session, Instant at, String correlationId) {
        patch(
                session,
                OcpiJson.mapper()
                        .createObjectNode()
                        .put("status", SessionStatus.COMPLETED.name())
                        .put("end_date_time", OcpiDateTime.format(latest(at, session.startDateTime())))
                        .put("last_updated", OcpiDateTime.format(latest(at, session.lastUpdated()))),
                correlationId);
    }

    private void patch(Session session, ObjectNode patch, String correlationId) {
        ReplicaId id = id(ObjectKind.SESSION, session.owner(), session.id());
        write(new PatchSession(id, patch), session.owner(), correlationId);
    }

    /** Files a CDR. */
    void file(Cdr cdr, String correlationId) {
        ReplicaId id = id(ObjectKind.CDR, cdr.owner(), cdr.id());
        write(new FileCdr(id, asRead(cdr, Cdr.class)), cdr.owner(), correlationId);
    }

    /** Tells what the power of a session is limited to from now on; those who have set a profile on it hear of it. */
    void announce(Occupant occupant, ActiveChargingProfile profile) {
        ReplicaId id = id(ObjectKind.ACTIVE_CHARGING_PROFILE, occupant.cpo(), occupant.sessionId());
        steps.take(
                new PutActiveProfile(id, profile), origin(occupant.cpo(), occupant.correlationId()), WriteResult.class);
    }

    /** Shows what an EVSE is used for, unless its operator says that it cannot be used. */
    void show(Occupant occupant, EvseStatus status, Instant at) {
        CiString locationId = occupant.site().location().id();
        Evse evse = location(occupant.cpo(), locationId)
                .map(location -> LocationParts.evse(location, occupant.evseUid()))
                .orElse(null);
        if (evse == null || evse.status() == status || !OF_USE.contains(evse.status())) {
            return;
        }
        ObjectNode patch = OcpiJson.mapper()
                .createObjectNode()
                .put("status", status.name())
                .put("last_updated", OcpiDateTime.format(latest(at, evse.lastUpdated())));
        write(
                new PatchEvse(id(ObjectKind.LOCATION, occupant.cpo(), locationId), evse.uid(), patch),
                occupant.cpo(),
                occupant.correlationId());
    }

    /** Tells a request what became of it. */
    void reply(Reply reply, PartyId cpo) {
        steps.take(
                new RecordReply(reply.requestId(), reply.operation(), null, reply.result()),
                origin(cpo, reply.correlationId()),
                Object.class);
    }

    /** Writes, and waits until everybody can see it. */
    private void write(Object command, PartyId cpo, String correlationId) {
        WriteResult result = steps.take(command, origin(cpo, correlationId), WriteResult.class);
        boolean shown = queries.query(
                        new AwaitRevision(
                                ReplicaId.parse(result.aggregateId()).kind().segment(),
                                result.aggregateId(),
                                result.revision(),
                                result.kind() != WriteResult.Kind.UNCHANGED),
                        ResponseTypes.instanceOf(Boolean.class))
                .join();
        if (!shown) {
            throw new Rejection(Rejection.Code.UNAVAILABLE, result.aggregateId() + " is not shown yet");
        }
    }

    private static Map<String, String> origin(PartyId cpo, String correlationId) {
        return Map.of(
                MessageOrigin.COUNTRY_CODE, cpo.countryCode().toString(),
                MessageOrigin.PARTY_ID, cpo.partyId().toString(),
                MessageOrigin.CORRELATION_ID, correlationId);
    }

    private static ReplicaId id(ObjectKind kind, PartyId cpo, CiString id) {
        return new ReplicaId(Side.CPO, kind, cpo, id);
    }

    /** As it is read back from its event, so that the same is recognised as the same after a restart too. */
    private static <T> T asRead(T object, Class<T> type) {
        return OcpiJson.mapper().readValue(OcpiJson.mapper().writeValueAsString(object), type);
    }

    private static Instant latest(Instant one, Instant other) {
        return one.isBefore(other) ? other : one;
    }
}
