package org.ocpiplatform.write.incoming;

import static org.ocpiplatform.contract.remote.RemoteAnswer.refused;
import static org.ocpiplatform.contract.remote.RemoteAnswer.unknownLocation;
import static org.ocpiplatform.contract.remote.RemoteResult.REJECTED;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.contract.Rejection;
import org.ocpiplatform.contract.incoming.IncomingRequest;
import org.ocpiplatform.contract.incoming.Premises;
import org.ocpiplatform.contract.locations.LocationParts;
import org.ocpiplatform.contract.remote.RemoteAnswer;
import org.ocpiplatform.ocpi.CiString;
import org.ocpiplatform.ocpi.PartyId;
import org.ocpiplatform.ocpi.chargingprofiles.ChargingProfileResponseType;
import org.ocpiplatform.ocpi.commands.CommandResponseType;
import org.ocpiplatform.ocpi.json.OcpiDateTime;
import org.ocpiplatform.ocpi.locations.Capability;
import org.ocpiplatform.ocpi.locations.Evse;
import org.ocpiplatform.ocpi.locations.EvseStatus;
import org.ocpiplatform.ocpi.locations.Location;
import org.ocpiplatform.ocpi.sessions.Session;
import org.ocpiplatform.ocpi.sessions.SessionStatus;
import tools.jackson.databind.JsonNode;

/**
 * Whether a request goes on to the charge point (OCPI 2.3.0, chapters Commands and ChargingProfiles). First what is
 * unknown, then whether the caller may ask for it, then whether the EVSE can do it, then whether it makes sense.
 */
final class Admission {

    private static final String NOT_SUPPORTED = CommandResponseType.NOT_SUPPORTED.name();
    private static final String UNKNOWN_SESSION = CommandResponseType.UNKNOWN_SESSION.name();
    private static final String TOO_OFTEN = ChargingProfileResponseType.TOO_OFTEN.name();

    private static final Set<SessionStatus> ENDED = Set.of(SessionStatus.COMPLETED, SessionStatus.INVALID);
    private static final Set<SessionStatus> STEERABLE = Set.of(SessionStatus.ACTIVE, SessionStatus.PENDING);

    private final IncomingRequest request;
    private final Premises premises;
    private final Instant now;

    private Admission(IncomingRequest request, Premises premises, Instant now) {
        this.request = request;
        this.premises = premises;
        this.now = now;
    }

    /**
     * What the request is refused with; none if it goes on.
     *
     * @throws Rejection if the request lacks what the EVSE needs
     */
    static @Nullable RemoteAnswer refusal(IncomingRequest request, Premises premises, Instant now) {
        Admission admission = new Admission(request, premises, now);
        return switch (request.operation()) {
            case START_SESSION -> admission.start();
            case RESERVE_NOW -> admission.reserve();
            case UNLOCK_CONNECTOR -> admission.unlock();
            case STOP_SESSION -> admission.stop();
            case CANCEL_RESERVATION -> admission.cancel();
            case ACTIVE_CHARGING_PROFILE, CHARGING_PROFILE, CLEAR_PROFILE -> admission.profile();
        };
    }

    private @Nullable RemoteAnswer start() {
        RemoteAnswer refusal = firstOf(unknownPlace(), foreignToken(), incapable(Capability.REMOTE_START_STOP_CAPABLE));
        if (refusal == null && text("connector_id") == null && connectorRequired()) {
            throw Rejection.invalid("connector_id must be present, as this EVSE requires it");
        }
        return refusal;
    }

    private @Nullable RemoteAnswer reserve() {
        return firstOf(unknownPlace(), foreignToken(), incapable(Capability.RESERVABLE), past(), heldElsewhere());
    }

    private @Nullable RemoteAnswer unlock() {
        return firstOf(unknownPlace(), notForDrivers(), incapable(Capability.UNLOCK_CAPABLE));
    }

    private @Nullable RemoteAnswer stop() {
        return firstOf(
                unknownSession(),
                foreignSession(),
                in(ENDED) ? refused(REJECTED, "The session has ended") : null,
                removedEvse(),
                incapableOfSession(Capability.REMOTE_START_STOP_CAPABLE));
    }

    private @Nullable RemoteAnswer cancel() {
        return premises.reservedAt() == null ? refused(REJECTED, "The reservation is unknown") : null;
    }

    private @Nullable RemoteAnswer profile() {
        return firstOf(
                unknownSession(),
                foreignSession(),
                in(STEERABLE) ? null : refused(REJECTED, "The session is not going on"),
                incapableOfSession(Capability.CHARGING_PROFILE_CAPABLE),
                premises.tooOften() ? refused(TOO_OFTEN, "The session was asked about too often") : null);
    }

    private static @Nullable RemoteAnswer firstOf(@Nullable RemoteAnswer... refusals) {
        for (RemoteAnswer refusal : refusals) {
            if (refusal != null) {
                return refusal;
            }
        }
        return null;
    }

    private @Nullable RemoteAnswer unknownPlace() {
        Location location = premises.location();
        if (location == null) {
            return unknownLocation("The location");
        }
        CiString evseUid = text("evse_uid");
        if (evseUid == null) {
            return null;
        }
        Evse evse = LocationParts.evse(location, evseUid);
        if (evse == null || evse.status() == EvseStatus.REMOVED) {
            return unknownLocation("The EVSE");
        }
        CiString connectorId = text("connector_id");
        return connectorId != null && LocationParts.connector(evse, connectorId) == null
                ? unknownLocation("The connector")
                : null;
    }

    private @Nullable RemoteAnswer foreignToken() {
        JsonNode token = request.content().path("token");
        PartyId owner = PartyId.of(
                token.path("country_code").asString(), token.path("party_id").asString());
        return premises.caller().driverParties().contains(owner)
                ? null
                : refused(REJECTED, "The token is not one of yours");
    }

    private @Nullable RemoteAnswer notForDrivers() {
        return premises.caller().driverParties().isEmpty()
                ? refused(REJECTED, "Only for those who serve drivers")
                : null;
    }

    private @Nullable RemoteAnswer incapable(Capability needed) {
        Location location = premises.location();
        CiString evseUid = text("evse_uid");
        boolean capable = location == null
                || location.evses().stream()
                        .filter(evse -> evseUid == null
                                ? evse.status() != EvseStatus.REMOVED
                                : evse.uid().equals(evseUid))
                        .anyMatch(evse -> evse.capabilities().contains(needed));
        return capable ? null : notCapable(needed);
    }

    private static RemoteAnswer notCapable(Capability needed) {
        return refused(NOT_SUPPORTED, "The EVSE lacks " + needed.value());
    }

    private boolean connectorRequired() {
        CiString evseUid = text("evse_uid");
        Location location = premises.location();
        Evse evse = evseUid == null || location == null ? null : LocationParts.evse(location, evseUid);
        return evse != null && evse.capabilities().contains(Capability.START_SESSION_CONNECTOR_REQUIRED);
    }

    private @Nullable RemoteAnswer past() {
        Instant expiry =
                OcpiDateTime.parse(request.content().path("expiry_date").asString());
        return expiry.isAfter(now) ? null : refused(REJECTED, "expiry_date has passed");
    }

    private @Nullable RemoteAnswer heldElsewhere() {
        CiString reservedAt = premises.reservedAt();
        return reservedAt == null || reservedAt.equals(text("location_id"))
                ? null
                : refused(REJECTED, "A reservation of that id holds at another location");
    }

    private @Nullable RemoteAnswer unknownSession() {
        return premises.session() == null ? refused(UNKNOWN_SESSION, "The session is unknown") : null;
    }

    private @Nullable RemoteAnswer foreignSession() {
        Session session = premises.session();
        return session == null
                        || premises.caller()
                                .driverParties()
                                .contains(session.cdrToken().party())
                ? null
                : refused(REJECTED, "The session is not one of your drivers'");
    }

    private boolean in(Set<SessionStatus> statuses) {
        Session session = premises.session();
        return session != null && statuses.contains(session.status());
    }

    private @Nullable RemoteAnswer removedEvse() {
        Evse evse = evseOfSession();
        return evse != null && evse.status() == EvseStatus.REMOVED ? refused(REJECTED, "The EVSE was removed") : null;
    }

    /** An EVSE that is not published here may be able to. */
    private @Nullable RemoteAnswer incapableOfSession(Capability needed) {
        Evse evse = evseOfSession();
        return evse == null || evse.capabilities().contains(needed) ? null : notCapable(needed);
    }

    private @Nullable Evse evseOfSession() {
        Session session = premises.session();
        Location location = premises.location();
        return session == null || location == null ? null : LocationParts.evse(location, session.evseUid());
    }

    private @Nullable CiString text(String field) {
        JsonNode value = request.content().get(field);
        return value == null ? null : CiString.of(value.asString());
    }
}
