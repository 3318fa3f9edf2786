package org.ocpiplatform.write.sessions;

import static org.ocpiplatform.ocpi.sessions.SessionStatus.ACTIVE;
import static org.ocpiplatform.ocpi.sessions.SessionStatus.COMPLETED;
import static org.ocpiplatform.ocpi.sessions.SessionStatus.INVALID;
import static org.ocpiplatform.ocpi.sessions.SessionStatus.PENDING;
import static org.ocpiplatform.ocpi.sessions.SessionStatus.RESERVATION;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.contract.Rejection;
import org.ocpiplatform.contract.ReplicaId;
import org.ocpiplatform.contract.sessions.SessionCommand.PatchSession;
import org.ocpiplatform.contract.sessions.SessionCommand.PutSession;
import org.ocpiplatform.contract.sessions.SessionCommand.SetChargingPreferences;
import org.ocpiplatform.contract.sessions.SessionEvent;
import org.ocpiplatform.contract.sessions.SessionEvent.SessionPatched;
import org.ocpiplatform.contract.sessions.SessionEvent.SessionReplaced;
import org.ocpiplatform.contract.sessions.SessionFold;
import org.ocpiplatform.ocpi.cdrs.CdrToken;
import org.ocpiplatform.ocpi.sessions.ChargingPreferences;
import org.ocpiplatform.ocpi.sessions.ChargingPreferencesResponse;
import org.ocpiplatform.ocpi.sessions.Session;
import org.ocpiplatform.ocpi.sessions.SessionStatus;
import org.ocpiplatform.ocpi.types.ProfileType;
import org.ocpiplatform.ocpi.validation.Validation;
import org.ocpiplatform.write.Writes;
import tools.jackson.databind.node.ObjectNode;

/** When a Session may change, and to what (OCPI 2.3.0, chapter Sessions). */
final class SessionRules {

    private static final Set<SessionStatus> FROZEN = Set.of(COMPLETED, INVALID);

    private static final Map<SessionStatus, Set<SessionStatus>> TRANSITIONS = Map.of(
            PENDING, Set.of(PENDING, ACTIVE, COMPLETED, INVALID),
            RESERVATION, Set.of(RESERVATION, ACTIVE, COMPLETED, INVALID),
            ACTIVE, Set.of(ACTIVE, COMPLETED, INVALID),
            COMPLETED, Set.of(COMPLETED),
            INVALID, Set.of(INVALID));

    private SessionRules() {}

    static List<SessionEvent> put(@Nullable Session current, PutSession command) {
        Session incoming = Validation.valid(command.session());
        ReplicaId sessionId = command.sessionId();
        Writes.requireSameIdentity(sessionId, incoming.owner(), incoming.id());
        endsAfterItStarts(incoming);
        return current == null
                ? List.of(new SessionReplaced(sessionId, incoming))
                : changed(current, incoming, new SessionReplaced(sessionId, incoming));
    }

    static List<SessionEvent> patch(@Nullable Session current, PatchSession command) {
        Session known = Writes.existing(current, command.sessionId());
        ObjectNode patch = Writes.patch(command.patch());
        // Only what the patch brings needs checking: the periods that are there were checked when they came.
        Session incoming = Validation.valid(SessionFold.patch(known.withChargingPeriods(List.of()), patch));
        ReplicaId sessionId = command.sessionId();
        Writes.requireSameIdentity(sessionId, incoming.owner(), incoming.id());
        endsAfterItStarts(incoming);
        SessionPatched patched = new SessionPatched(sessionId, patch);
        return changed(known, SessionFold.apply(known, patched), patched);
    }

    static ChargingPreferencesResponse answer(
            @Nullable Session current, SetChargingPreferences command, ChargingPreferencesPolicy policy, Instant now) {
        Session known = Writes.existing(current, command.sessionId());
        ChargingPreferences preferences = Validation.valid(command.preferences());
        if (!command.offer().takesPreferences()) {
            throw new Rejection(
                    Rejection.Code.NOT_CAPABLE, "EVSE " + known.evseUid() + " is not CHARGING_PREFERENCES_CAPABLE");
        }
        if (FROZEN.contains(known.status())) {
            return ChargingPreferencesResponse.NOT_POSSIBLE;
        }
        if (preferences.profileType() != ProfileType.REGULAR
                && !command.offer().profiles().contains(preferences.profileType())) {
            return ChargingPreferencesResponse.PROFILE_TYPE_NOT_SUPPORTED;
        }
        if (policy.departureRequired() && preferences.departureTime() == null) {
            return ChargingPreferencesResponse.DEPARTURE_REQUIRED;
        }
        if (policy.energyNeedRequired() && preferences.energyNeed() == null) {
            return ChargingPreferencesResponse.ENERGY_NEED_REQUIRED;
        }
        if (preferences.departureTime() != null && preferences.departureTime().isBefore(now)) {
            return ChargingPreferencesResponse.NOT_POSSIBLE;
        }
        return ChargingPreferencesResponse.ACCEPTED;
    }

    private static List<SessionEvent> changed(Session current, Session next, SessionEvent event) {
        if (next.equals(current)) {
            return List.of();
        }
        Writes.refuseStale(current.lastUpdated(), next.lastUpdated());
        if (FROZEN.contains(current.status())) {
            throw Rejection.invalid("status is " + current.status() + ", so the session no longer changes");
        }
        mayFollow(current, next);
        return List.of(event);
    }

    private static void mayFollow(Session current, Session next) {
        if (!TRANSITIONS.getOrDefault(current.status(), Set.of()).contains(next.status())) {
            throw Rejection.invalid("status " + next.status() + " cannot follow " + current.status());
        }
        if (current.status() == RESERVATION
                && next.status() == ACTIVE
                && !sameToken(current.cdrToken(), next.cdrToken())) {
            throw Rejection.invalid("cdr_token is not the one that the reservation was made with");
        }
    }

    private static boolean sameToken(CdrToken one, CdrToken other) {
        return one.party().equals(other.party())
                && one.uid().equals(other.uid())
                && one.type().equals(other.type());
    }

    private static void endsAfterItStarts(Session session) {
        if (session.endDateTime() != null && session.endDateTime().isBefore(session.startDateTime())) {
            throw Rejection.invalid("end_date_time is before start_date_time");
        }
    }
}
