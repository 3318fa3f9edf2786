package org.ocpiplatform.write.incoming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.ocpiplatform.contract.remote.RemoteOperation.ACTIVE_CHARGING_PROFILE;
import static org.ocpiplatform.contract.remote.RemoteOperation.CANCEL_RESERVATION;
import static org.ocpiplatform.contract.remote.RemoteOperation.CHARGING_PROFILE;
import static org.ocpiplatform.contract.remote.RemoteOperation.CLEAR_PROFILE;
import static org.ocpiplatform.contract.remote.RemoteOperation.RESERVE_NOW;
import static org.ocpiplatform.contract.remote.RemoteOperation.START_SESSION;
import static org.ocpiplatform.contract.remote.RemoteOperation.STOP_SESSION;
import static org.ocpiplatform.contract.remote.RemoteOperation.UNLOCK_CONNECTOR;
import static org.ocpiplatform.ocpi.locations.Capability.CHARGING_PROFILE_CAPABLE;
import static org.ocpiplatform.ocpi.locations.Capability.REMOTE_START_STOP_CAPABLE;
import static org.ocpiplatform.ocpi.locations.Capability.RESERVABLE;
import static org.ocpiplatform.ocpi.locations.Capability.START_SESSION_CONNECTOR_REQUIRED;
import static org.ocpiplatform.ocpi.locations.Capability.UNLOCK_CAPABLE;
import static org.ocpiplatform.ocpi.locations.Locations.aLocation;
import static org.ocpiplatform.ocpi.locations.Locations.anEvse;
import static org.ocpiplatform.ocpi.sessions.Sessions.aSession;
import static org.ocpiplatform.write.incoming.Requests.NOW;
import static org.ocpiplatform.write.incoming.Requests.premises;
import static org.ocpiplatform.write.incoming.Requests.request;
import static org.ocpiplatform.write.incoming.Requests.reservedAt;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.ocpiplatform.contract.Rejection;
import org.ocpiplatform.contract.incoming.Premises;
import org.ocpiplatform.contract.remote.RemoteAnswer;
import org.ocpiplatform.contract.remote.RemoteOperation;
import org.ocpiplatform.ocpi.PartyId;
import org.ocpiplatform.ocpi.Role;
import org.ocpiplatform.ocpi.locations.Capability;
import org.ocpiplatform.ocpi.locations.EvseStatus;
import org.ocpiplatform.ocpi.locations.Evses;
import org.ocpiplatform.ocpi.locations.Location;
import org.ocpiplatform.ocpi.sessions.Session;
import org.ocpiplatform.ocpi.sessions.SessionStatus;
import org.ocpiplatform.ocpi.tokens.Tokens;
import tools.jackson.databind.node.ObjectNode;

class AdmissionTest {

    private static final Location CAPABLE =
            location(REMOTE_START_STOP_CAPABLE, RESERVABLE, UNLOCK_CAPABLE, CHARGING_PROFILE_CAPABLE);
    private static final Location INCAPABLE = location();

    @Test
    void whatCanBeDoneGoesOn() {
        Session session = aSession().build();
        assertThat(decide(START_SESSION, Requests.start(), premises(CAPABLE, null)))
                .isNull();
        assertThat(decide(RESERVE_NOW, Requests.reserve(NOW.plusSeconds(1)), premises(CAPABLE, null)))
                .isNull();
        assertThat(decide(UNLOCK_CONNECTOR, Requests.unlock(), premises(CAPABLE, null)))
                .isNull();
        assertThat(decide(STOP_SESSION, Requests.ofSession(), premises(CAPABLE, session)))
                .isNull();
        assertThat(decide(CANCEL_RESERVATION, Requests.cancel(), reservedAt(null, "LOC-UTR-0042")))
                .isNull();
        for (RemoteOperation operation : List.of(ACTIVE_CHARGING_PROFILE, CHARGING_PROFILE, CLEAR_PROFILE)) {
            assertThat(decide(operation, Requests.ofSession(), premises(CAPABLE, session)))
                    .isNull();
        }
    }

    @Test
    void aPlaceThatIsUnknownIsNamedBeforeAnythingElse() {
        ObjectNode foreign = Requests.start();
        foreign.set("token", Tokens.aToken().ownedBy("DE", "EMS").json());
        assertUnknown(decide(START_SESSION, foreign, premises(null, null)), "location");
        assertUnknown(
                decide(START_SESSION, Requests.start().put("evse_uid", "EVSE-9"), premises(CAPABLE, null)), "EVSE");
        assertUnknown(
                decide(RESERVE_NOW, Requests.reserve(NOW).put("evse_uid", "EVSE-9"), premises(CAPABLE, null)), "EVSE");
        assertUnknown(
                decide(UNLOCK_CONNECTOR, Requests.unlock().put("connector_id", "9"), premises(INCAPABLE, null)),
                "connector");
        assertUnknown(
                decide(START_SESSION, Requests.start().put("connector_id", "9"), premises(INCAPABLE, null)),
                "connector");
    }

    @Test
    void aRemovedEvseIsUnknown() {
        Location removed = aLocation()
                .withEvse(evse("EVSE-1", REMOTE_START_STOP_CAPABLE, RESERVABLE, UNLOCK_CAPABLE)
                        .withStatus(EvseStatus.REMOVED))
                .build();
        assertUnknown(decide(START_SESSION, Requests.start(), premises(removed, null)), "EVSE");
        assertUnknown(decide(RESERVE_NOW, Requests.reserve(NOW), premises(removed, null)), "EVSE");
        assertUnknown(decide(UNLOCK_CONNECTOR, Requests.unlock(), premises(removed, null)), "EVSE");
        assertRefused(
                decide(
                        STOP_SESSION,
                        Requests.ofSession(),
                        premises(removed, aSession().build())),
                "REJECTED");
        assertRefused(decide(START_SESSION, anywhere(Requests.start()), premises(removed, null)), "NOT_SUPPORTED");
    }

    @Test
    void aTokenOfSomebodyElseIsRejectedWhateverTheEvseCan() {
        ObjectNode start = Requests.start();
        start.set("token", Tokens.aToken().ownedBy("DE", "EMS").json());
        assertRefused(decide(START_SESSION, start, premises(INCAPABLE, null)), "REJECTED");
        ObjectNode reserve = Requests.reserve(NOW.plusSeconds(1));
        reserve.set("token", Tokens.aToken().ownedBy("DE", "EMS").json());
        assertRefused(decide(RESERVE_NOW, reserve, premises(CAPABLE, null)), "REJECTED");
    }

    @Test
    void aPartyThatIsOnlyACpoOwnsNoTokens() {
        Premises premises =
                new Premises(Requests.caller("p", Role.CPO, PartyId.of("NL", "MSP")), CAPABLE, null, null, false);
        assertRefused(decide(START_SESSION, Requests.start(), premises), "REJECTED");
        assertRefused(decide(UNLOCK_CONNECTOR, Requests.unlock(), premises), "REJECTED");
    }

    @Test
    void anEvseMustBeAbleTo() {
        assertRefused(decide(START_SESSION, Requests.start(), premises(INCAPABLE, null)), "NOT_SUPPORTED");
        assertRefused(
                decide(RESERVE_NOW, Requests.reserve(NOW.plusSeconds(1)), premises(INCAPABLE, null)), "NOT_SUPPORTED");
        assertRefused(decide(UNLOCK_CONNECTOR, Requests.unlock(), premises(INCAPABLE, null)), "NOT_SUPPORTED");
        assertRefused(
                decide(
                        STOP_SESSION,
                        Requests.ofSession(),
                        premises(INCAPABLE, aSession().build())),
                "NOT_SUPPORTED");
        assertRefused(
                decide(
                        CHARGING_PROFILE,
                        Requests.ofSession(),
                        premises(INCAPABLE, aSession().build())),
                "NOT_SUPPORTED");
    }

    @Test
    void withoutAnEvseAnyOfTheLocationWillDo() {
        Location one = aLocation()
                .withEvse(evse("EVSE-1"))
                .withEvse(evse("EVSE-2", REMOTE_START_STOP_CAPABLE))
                .build();
        assertThat(decide(START_SESSION, anywhere(Requests.start()), premises(one, null)))
                .isNull();
        assertRefused(decide(START_SESSION, Requests.start(), premises(one, null)), "NOT_SUPPORTED");
        assertRefused(
                decide(RESERVE_NOW, anywhere(Requests.reserve(NOW.plusSeconds(1))), premises(one, null)),
                "NOT_SUPPORTED");
    }

    @Test
    void anEvseMayRequireTheConnector() {
        Location strict = location(REMOTE_START_STOP_CAPABLE, START_SESSION_CONNECTOR_REQUIRED);
        assertThatThrownBy(() -> decide(START_SESSION, Requests.start(), premises(strict, null)))
                .isInstanceOfSatisfying(
                        Rejection.class,
                        rejection -> assertThat(rejection.code()).isEqualTo(Rejection.Code.INVALID))
                .hasMessageContaining("connector_id");
        assertThat(decide(START_SESSION, Requests.start().put("connector_id", "1"), premises(strict, null)))
                .isNull();
    }

    @Test
    void aReservationIsForTheFutureAndForOneLocation() {
        assertRefused(decide(RESERVE_NOW, Requests.reserve(NOW), premises(CAPABLE, null)), "REJECTED");
        ObjectNode reserve = Requests.reserve(NOW.plusSeconds(1));
        assertThat(decide(RESERVE_NOW, reserve, reservedAt(CAPABLE, "loc-utr-0042")))
                .isNull();
        assertRefused(decide(RESERVE_NOW, reserve, reservedAt(CAPABLE, "LOC-AMS-1")), "REJECTED");
    }

    @Test
    void aReservationThatIsNotHeldCannotBeCanceled() {
        assertRefused(decide(CANCEL_RESERVATION, Requests.cancel(), premises(null, null)), "REJECTED");
    }

    @Test
    void aSessionThatIsUnknownIsSaidToBe() {
        assertRefused(decide(STOP_SESSION, Requests.ofSession(), premises(null, null)), "UNKNOWN_SESSION");
        assertRefused(decide(CLEAR_PROFILE, Requests.ofSession(), premises(null, null)), "UNKNOWN_SESSION");
    }

    @Test
    void aSessionOfSomebodyElsesDriverIsRejected() {
        Session foreign = aSession().paidBy("DE", "EMS").build();
        assertRefused(decide(STOP_SESSION, Requests.ofSession(), premises(INCAPABLE, foreign)), "REJECTED");
        assertRefused(decide(ACTIVE_CHARGING_PROFILE, Requests.ofSession(), premises(INCAPABLE, foreign)), "REJECTED");
    }

    @ParameterizedTest
    @EnumSource(SessionStatus.class)
    void onlyASessionThatGoesOnCanBeSteered(SessionStatus status) {
        Session session = aSession().withStatus(status).build();
        boolean ended = status == SessionStatus.COMPLETED || status == SessionStatus.INVALID;
        boolean steerable = status == SessionStatus.ACTIVE || status == SessionStatus.PENDING;

        RemoteAnswer stop = decide(STOP_SESSION, Requests.ofSession(), premises(CAPABLE, session));
        RemoteAnswer profile = decide(CHARGING_PROFILE, Requests.ofSession(), premises(CAPABLE, session));
        assertThat(stop == null ? null : stop.result()).isEqualTo(ended ? "REJECTED" : null);
        assertThat(profile == null ? null : profile.result()).isEqualTo(steerable ? null : "REJECTED");
    }

    @Test
    void anEvseThatIsNotPublishedMayBeAbleTo() {
        Session session = aSession().build();
        assertThat(decide(STOP_SESSION, Requests.ofSession(), premises(null, session)))
                .isNull();
        assertThat(decide(CHARGING_PROFILE, Requests.ofSession(), premises(null, session)))
                .isNull();
    }

    @Test
    void whoAsksTooOftenIsToldSo() {
        Premises premises = new Premises(Requests.CALLER, CAPABLE, aSession().build(), null, true);
        assertRefused(decide(ACTIVE_CHARGING_PROFILE, Requests.ofSession(), premises), "TOO_OFTEN");
    }

    private static @Nullable RemoteAnswer decide(RemoteOperation operation, ObjectNode content, Premises premises) {
        return Admission.refusal(request(operation, content), premises, NOW);
    }

    private static void assertUnknown(@Nullable RemoteAnswer answer, String what) {
        assertRefused(answer, "REJECTED");
        assertThat(answer.unknownLocation()).isTrue();
        assertThat(answer.message().getFirst().text()).contains(what);
    }

    private static void assertRefused(@Nullable RemoteAnswer answer, String result) {
        assertThat(answer).isNotNull();
        assertThat(answer.result()).isEqualTo(result);
        assertThat(answer.timeout()).isZero();
    }

    private static ObjectNode anywhere(ObjectNode content) {
        return content.without("evse_uid");
    }

    private static Location location(Capability... capabilities) {
        return aLocation().withEvse(evse("EVSE-1", capabilities)).build();
    }

    private static Evses evse(String uid, Capability... capabilities) {
        Evses evse = anEvse(uid);
        for (Capability capability : capabilities) {
            evse.withCapability(capability);
        }
        return evse;
    }
}
