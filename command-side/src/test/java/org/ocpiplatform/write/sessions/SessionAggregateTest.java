package org.ocpiplatform.write.sessions;

import static org.ocpiplatform.ocpi.sessions.SessionStatus.ACTIVE;
import static org.ocpiplatform.ocpi.sessions.SessionStatus.COMPLETED;
import static org.ocpiplatform.ocpi.sessions.SessionStatus.RESERVATION;
import static org.ocpiplatform.ocpi.sessions.Sessions.aSession;
import static org.ocpiplatform.write.Rejections.rejection;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.test.aggregate.TestExecutor;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ocpiplatform.contract.Rejection;
import org.ocpiplatform.contract.ReplicaId;
import org.ocpiplatform.contract.WriteResult;
import org.ocpiplatform.contract.sessions.ChargingPreferencesDecision;
import org.ocpiplatform.contract.sessions.EvseOffer;
import org.ocpiplatform.contract.sessions.SessionCommand.PatchSession;
import org.ocpiplatform.contract.sessions.SessionCommand.PutSession;
import org.ocpiplatform.contract.sessions.SessionCommand.SetChargingPreferences;
import org.ocpiplatform.contract.sessions.SessionEvent.ChargingPreferencesAccepted;
import org.ocpiplatform.contract.sessions.SessionEvent.SessionPatched;
import org.ocpiplatform.contract.sessions.SessionEvent.SessionReplaced;
import org.ocpiplatform.ocpi.json.OcpiJson;
import org.ocpiplatform.ocpi.sessions.ChargingPreferences;
import org.ocpiplatform.ocpi.sessions.ChargingPreferencesResponse;
import org.ocpiplatform.ocpi.sessions.Session;
import org.ocpiplatform.ocpi.sessions.SessionStatus;
import org.ocpiplatform.ocpi.sessions.Sessions;
import org.ocpiplatform.ocpi.tokens.TokenType;
import org.ocpiplatform.ocpi.types.ProfileType;
import org.ocpiplatform.ocpi.validation.Invalid;
import org.ocpiplatform.write.PatchContract;
import tools.jackson.databind.node.ObjectNode;

class SessionAggregateTest extends PatchContract<SessionAggregate> {

    private static final ReplicaId ID = ReplicaId.parse("emsp:sessions:NL:TNM:S1");

    @Override
    protected Class<SessionAggregate> aggregateType() {
        return SessionAggregate.class;
    }

    @Override
    protected String aggregateId() {
        return "emsp:sessions:NL:TNM:S1";
    }

    @Override
    protected ObjectNode sample() {
        return aSession().withMeterId("M1").json();
    }

    @Override
    protected String optionalText() {
        return "meter_id";
    }

    @Override
    protected Object put(ObjectNode object) {
        return new PutSession(ID, OcpiJson.mapper().treeToValue(object, Session.class));
    }

    @Override
    protected Object patch(ObjectNode patch) {
        return new PatchSession(ID, patch);
    }

    @Override
    protected Object replaced(ObjectNode object) {
        return new SessionReplaced(ID, OcpiJson.mapper().treeToValue(object, Session.class));
    }

    @Override
    protected Object patched(ObjectNode patch) {
        return new SessionPatched(ID, patch);
    }

    @Nested
    class ChargingPeriods {

        private final Sessions onePeriod = aSession().withPeriod("2026-03-01T10:00:00Z", "1.50");

        @Test
        void areReplacedByAPut() {
            ObjectNode other =
                    aSession().withPeriod("2026-03-01T10:05:00Z", "2.00").json();

            given(onePeriod).when(put(other)).expectEvents(replaced(other));
        }

        @Test
        void areEmptiedByAPutWithoutThem() {
            given(onePeriod)
                    .when(put(aSession().json()))
                    .expectEvents(replaced(aSession().json()));
        }

        @Test
        void areAppendedByAPatch() {
            ObjectNode patch = json("{\"last_updated\":\"2026-03-01T10:30:00Z\"}");
            patch.set(
                    "charging_periods",
                    aSession().withPeriod("2026-03-01T10:15:00Z", "0.25").json().get("charging_periods"));
            ObjectNode both = aSession()
                    .withPeriod("2026-03-01T10:00:00Z", "1.50")
                    .withPeriod("2026-03-01T10:15:00Z", "0.25")
                    .lastUpdated("2026-03-01T10:30:00Z")
                    .json();

            given(onePeriod).when(patch(patch)).expectEvents(patched(patch));

            setUpFixture();
            unchanged(given(onePeriod).andGiven(patched(patch)).when(put(both)), 1);
        }

        @ParameterizedTest
        @ValueSource(strings = {"[]", "null"})
        void stayAsTheyAreByAPatchWithNone(String none) {
            unchanged(
                    given(onePeriod)
                            .when(patch(json(
                                    "{\"last_updated\":\"2026-03-01T10:15:00Z\",\"charging_periods\":" + none + "}"))),
                    0);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "[null]",
                    "[{}]",
                    "[{\"start_date_time\":\"2026-03-01T10:30:00Z\",\"dimensions\":[]}]",
                    "[{\"start_date_time\":\"2026-03-01T10:30:00Z\",\"dimensions\":[{\"type\":\"TIME\"}]}]"
                })
        void areRefusedIfInvalid(String periods) {
            given(onePeriod)
                    .when(patch(
                            json("{\"last_updated\":\"2026-03-01T10:30:00Z\",\"charging_periods\":" + periods + "}")))
                    .expectNoEvents()
                    .expectException(Invalid.class);
        }
    }

    @Nested
    class StatusTransitions {

        private static final String TABLE = """
                from        PENDING RESERVATION ACTIVE COMPLETED INVALID
                PENDING     yes     no          yes    yes       yes
                RESERVATION no      yes         yes    yes       yes
                ACTIVE      no      no          yes    yes       yes
                COMPLETED   no      no          no     no        no
                INVALID     no      no          no     no        no
                """;

        static Stream<Arguments> transitions() {
            String[][] rows = TABLE.lines().map(line -> line.split(" +")).toArray(String[][]::new);
            return Arrays.stream(rows)
                    .skip(1)
                    .flatMap(row -> IntStream.range(1, row.length)
                            .mapToObj(to -> Arguments.of(
                                    SessionStatus.valueOf(row[0]),
                                    SessionStatus.valueOf(rows[0][to]),
                                    row[to].equals("yes"))));
        }

        @ParameterizedTest
        @EnumSource
        void firstContactMayBeInAnyState(SessionStatus status) {
            ObjectNode session = aSession().withStatus(status).json();

            fixture.givenNoPriorActivity().when(put(session)).expectEvents(replaced(session));
        }

        @ParameterizedTest
        @MethodSource("transitions")
        void putMovesAlongTheTable(SessionStatus from, SessionStatus to, boolean allowed) {
            ObjectNode next = aSession().withStatus(to).withKwh("9.90").json();

            expect(given(aSession().withStatus(from)), put(next), replaced(next), allowed);
        }

        @ParameterizedTest
        @MethodSource("transitions")
        void patchMovesAlongTheTable(SessionStatus from, SessionStatus to, boolean allowed) {
            ObjectNode patch =
                    json("{\"last_updated\":\"2026-03-01T11:00:00Z\"}").put("status", to.name());

            expect(given(aSession().withStatus(from)), patch(patch), patched(patch), allowed);
        }

        private void expect(TestExecutor<SessionAggregate> given, Object command, Object event, boolean allowed) {
            if (allowed) {
                given.when(command).expectEvents(event);
            } else {
                given.when(command).expectNoEvents().expectException(rejection(Rejection.Code.INVALID, "status"));
            }
        }
    }

    @Nested
    class Frozen {

        @ParameterizedTest
        @EnumSource(names = {"COMPLETED", "INVALID"})
        void anIdenticalResendIsNoChange(SessionStatus frozen) {
            Sessions session = aSession().withStatus(frozen);

            unchanged(given(session).when(put(session.json())), 0);

            setUpFixture();
            ObjectNode patch =
                    json("{\"last_updated\":\"2026-03-01T10:15:00Z\"}").put("status", frozen.name());
            unchanged(given(session).when(patch(patch)), 0);
        }

        @ParameterizedTest
        @EnumSource(names = {"COMPLETED", "INVALID"})
        void aPutOfAnyChangeIsRefused(SessionStatus frozen) {
            refused(
                    frozen,
                    put(aSession().withStatus(frozen).withTotalCost("0.60").json()));
            refused(frozen, put(aSession().withStatus(frozen).withMeterId(null).json()));
            refused(
                    frozen,
                    put(aSession()
                            .withStatus(frozen)
                            .lastUpdated("2026-03-01T11:00:00Z")
                            .json()));
            refused(
                    frozen,
                    put(aSession()
                            .withStatus(frozen)
                            .withExtension("vehicle", "\"Zoe\"")
                            .json()));
        }

        @ParameterizedTest
        @EnumSource(names = {"COMPLETED", "INVALID"})
        void aPatchOfAnyChangeIsRefused(SessionStatus frozen) {
            refused(frozen, patch(json("{\"last_updated\":\"2026-03-01T11:00:00Z\"}")));
            refused(frozen, patch(json("{\"last_updated\":\"2026-03-01T10:15:00Z\",\"kwh\":2}")));
            refused(frozen, patch(json("{\"last_updated\":\"2026-03-01T10:15:00Z\",\"vehicle\":\"Zoe\"}")));
        }

        private void refused(SessionStatus frozen, Object command) {
            setUpFixture();
            given(aSession().withStatus(frozen))
                    .when(command)
                    .expectNoEvents()
                    .expectException(rejection(Rejection.Code.INVALID, "status is " + frozen));
        }
    }

    @Nested
    class Reservations {

        private final Sessions reservation = aSession().withStatus(RESERVATION).withTokenUid("U1");

        @Test
        void becomeActiveWithTheSameToken() {
            ObjectNode active = aSession().withStatus(ACTIVE).withTokenUid("u1").json();

            given(reservation).when(put(active)).expectEvents(replaced(active));
        }

        @Test
        void doNotBecomeActiveWithAnotherToken() {
            refused(aSession().withTokenUid("U2"));
            refused(aSession().withTokenUid("U1").withTokenType(TokenType.APP_USER));
            refused(aSession().withTokenUid("U1").paidBy("NL", "EVG"));
            refused(aSession().withTokenUid("U1").paidBy("BE", "MSP"));
        }

        @Test
        void doNotBecomeActiveWithAnotherTokenByAPatch() {
            ObjectNode patch = json("{\"status\":\"ACTIVE\",\"last_updated\":\"2026-03-01T10:30:00Z\"}");
            patch.set("cdr_token", aSession().withTokenUid("U2").json().get("cdr_token"));

            given(reservation)
                    .when(patch(patch))
                    .expectNoEvents()
                    .expectException(rejection(Rejection.Code.INVALID, "cdr_token"));
        }

        @Test
        void mayEndUnusedOrChangeTheirTokenWhileTheyLast() {
            ObjectNode unused =
                    aSession().withStatus(COMPLETED).withTokenUid("U2").json();
            ObjectNode corrected =
                    aSession().withStatus(RESERVATION).withTokenUid("U2").json();

            given(reservation).when(put(unused)).expectEvents(replaced(unused));

            setUpFixture();
            given(reservation).when(put(corrected)).expectEvents(replaced(corrected));
        }

        private void refused(Sessions session) {
            setUpFixture();
            given(reservation)
                    .when(put(session.withStatus(ACTIVE).json()))
                    .expectNoEvents()
                    .expectException(rejection(Rejection.Code.INVALID, "cdr_token"));
        }
    }

    @Nested
    class End {

        @Test
        void mayBeTheStart() {
            ObjectNode session = aSession()
                    .startedAt("2026-03-01T10:00:00Z")
                    .endedAt("2026-03-01T10:00:00Z")
                    .json();

            fixture.givenNoPriorActivity().when(put(session)).expectEvents(replaced(session));
        }

        @Test
        void isNotBeforeTheStartInAPut() {
            fixture.givenNoPriorActivity()
                    .when(put(aSession()
                            .startedAt("2026-03-01T10:00:00Z")
                            .endedAt("2026-03-01T09:59:59.999Z")
                            .json()))
                    .expectNoEvents()
                    .expectException(rejection(Rejection.Code.INVALID, "end_date_time"));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "{\"last_updated\":\"2026-03-01T10:30:00Z\",\"end_date_time\":\"2026-03-01T09:59:59Z\"}",
                    "{\"last_updated\":\"2026-03-01T10:30:00Z\",\"start_date_time\":\"2026-03-01T10:20:01Z\"}"
                })
        void isNotBeforeTheStartAfterAPatch(String patch) {
            given(aSession().startedAt("2026-03-01T10:00:00Z").endedAt("2026-03-01T10:20:00Z"))
                    .when(patch(json(patch)))
                    .expectNoEvents()
                    .expectException(rejection(Rejection.Code.INVALID, "end_date_time"));
        }
    }

    @Nested
    class Patches {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "{\"status\":\"CHARGING\"}",
                    "{\"status\":\"completed\"}",
                    "{\"status\":\"\"}",
                    "{\"status\":3}",
                    "{\"kwh\":\"5\"}",
                    "{\"kwh\":1e1000000}",
                    "{\"auth_method\":\"PLUG_AND_CHARGE\"}",
                    "{\"cdr_token\":\"U1\"}",
                    "{\"charging_periods\":{}}",
                    "{\"charging_periods\":[{\"dimensions\":[{\"type\":\"ENERGY\",\"volume\":\"1\"}]}]}",
                    "{\"end_date_time\":\"2026-03-01T11:00:00+00:00\"}"
                })
        void withFieldsThatAreNotOfTheirTypeAreRefused(String patch) {
            refusedAsJson(json(patch).put("last_updated", "2026-03-01T10:30:00Z"));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "{\"currency\":\"EURO\"}",
                    "{\"evse_uid\":\"\"}",
                    "{\"location_id\":\"Ütrecht\"}",
                    "{\"cdr_token\":{\"uid\":\"U1\"}}",
                    "{\"total_cost\":{}}",
                    "{\"vehicle\":{\"range\":1e1000000}}"
                })
        void toAnInvalidSessionAreRefused(String patch) {
            given(aSession())
                    .when(patch(json(patch).put("last_updated", "2026-03-01T10:30:00Z")))
                    .expectNoEvents()
                    .expectException(Invalid.class);
        }

        @Test
        void keepUnknownFieldsOfEveryLevel() {
            ObjectNode patch = json("""
                    {"last_updated":"2026-03-01T10:30:00Z","vehicle":{"soc":80.50},
                     "total_cost":{"before_taxes":1.10,"rounding":0.00}}""");

            given(aSession()).when(patch(patch)).expectEvents(patched(patch));
        }
    }

    @Nested
    class Preferences {

        private static final Instant NOW = Instant.parse("2026-03-01T10:20:00Z");
        private static final ChargingPreferencesPolicy LENIENT = new ChargingPreferencesPolicy(false, false);

        @Test
        void areAccepted() {
            expectAccepted(LENIENT, preferences(ProfileType.REGULAR, NOW.plusSeconds(3600), "32.5"));
        }

        @Test
        void areAcceptedWithNothingButAProfile() {
            expectAccepted(LENIENT, preferences(ProfileType.REGULAR, null, null));
        }

        @Test
        void areAcceptedForADepartureNow() {
            expectAccepted(LENIENT, preferences(ProfileType.REGULAR, NOW, null));
        }

        @Test
        void areAcceptedWithAllThatThePolicyDemands() {
            expectAccepted(
                    new ChargingPreferencesPolicy(true, true),
                    preferences(ProfileType.REGULAR, NOW.plusSeconds(1), "10"));
        }

        @ParameterizedTest
        @EnumSource(
                mode = EnumSource.Mode.EXCLUDE,
                names = {"COMPLETED", "INVALID"})
        void areAcceptedUntilTheSessionEnds(SessionStatus status) {
            ChargingPreferences preferences = preferences(ProfileType.REGULAR, null, null);

            givenWith(LENIENT, aSession().withStatus(status))
                    .when(new SetChargingPreferences(ID, preferences, EvseOffer.UNKNOWN))
                    .expectEvents(new ChargingPreferencesAccepted(ID, preferences));
        }

        @ParameterizedTest
        @EnumSource(names = {"COMPLETED", "INVALID"})
        void areNotPossibleOnceTheSessionHasEnded(SessionStatus status) {
            expectAnswer(
                    ChargingPreferencesResponse.NOT_POSSIBLE,
                    LENIENT,
                    aSession().withStatus(status),
                    preferences(ProfileType.CHEAP, null, null));
        }

        @ParameterizedTest
        @EnumSource(
                mode = EnumSource.Mode.EXCLUDE,
                names = {"REGULAR"})
        void ofAProfileWithoutATariffAreNotSupported(ProfileType profile) {
            expectAnswer(
                    ChargingPreferencesResponse.PROFILE_TYPE_NOT_SUPPORTED,
                    new ChargingPreferencesPolicy(true, true),
                    aSession(),
                    preferences(profile, null, null));
        }

        @Test
        void ofAProfileWithATariffAreAccepted() {
            ChargingPreferences preferences = preferences(ProfileType.GREEN, null, null);
            givenWith(LENIENT, aSession())
                    .when(new SetChargingPreferences(ID, preferences, new EvseOffer(true, Set.of(ProfileType.GREEN))))
                    .expectEvents(new ChargingPreferencesAccepted(ID, preferences));
        }

        @ParameterizedTest
        @EnumSource(names = {"ACTIVE", "COMPLETED"})
        void atAnEvseThatTakesNoneAreRefused(SessionStatus status) {
            givenWith(LENIENT, aSession().withStatus(status))
                    .when(new SetChargingPreferences(
                            ID,
                            preferences(ProfileType.REGULAR, null, null),
                            new EvseOffer(false, Set.of(ProfileType.GREEN))))
                    .expectNoEvents()
                    .expectException(rejection(Rejection.Code.NOT_CAPABLE, "CHARGING_PREFERENCES_CAPABLE"));
        }

        @Test
        void withoutADepartureAreAnsweredByTheDemandForIt() {
            expectAnswer(
                    ChargingPreferencesResponse.DEPARTURE_REQUIRED,
                    new ChargingPreferencesPolicy(true, true),
                    aSession(),
                    preferences(ProfileType.REGULAR, null, null));
        }

        @Test
        void withoutAnEnergyNeedAreAnsweredByTheDemandForIt() {
            expectAnswer(
                    ChargingPreferencesResponse.ENERGY_NEED_REQUIRED,
                    new ChargingPreferencesPolicy(false, true),
                    aSession(),
                    preferences(ProfileType.REGULAR, null, null));
        }

        @Test
        void forADepartureInThePastAreNotPossible() {
            expectAnswer(
                    ChargingPreferencesResponse.NOT_POSSIBLE,
                    LENIENT,
                    aSession(),
                    preferences(ProfileType.REGULAR, NOW.minusMillis(1), null));
        }

        @Test
        void withoutAProfileAreRefused() {
            givenWith(LENIENT, aSession())
                    .when(new SetChargingPreferences(
                            ID, new ChargingPreferences(null, null, null, null, Map.of()), EvseOffer.UNKNOWN))
                    .expectNoEvents()
                    .expectException(Invalid.class);
        }

        @Test
        void ofAnUnknownSessionFindNothing() {
            inject(LENIENT);

            fixture.givenNoPriorActivity()
                    .when(new SetChargingPreferences(
                            ID, preferences(ProfileType.REGULAR, null, null), EvseOffer.UNKNOWN))
                    .expectNoEvents()
                    .expectException(AggregateNotFoundException.class);
        }

        @Test
        void leaveTheSessionAsItIs() {
            unchanged(
                    given(aSession())
                            .andGiven(new ChargingPreferencesAccepted(ID, preferences(ProfileType.REGULAR, null, null)))
                            .when(put(aSession().json())),
                    1);
        }

        private void expectAccepted(ChargingPreferencesPolicy policy, ChargingPreferences preferences) {
            givenWith(policy, aSession())
                    .when(new SetChargingPreferences(ID, preferences, EvseOffer.UNKNOWN))
                    .expectEvents(new ChargingPreferencesAccepted(ID, preferences))
                    .expectResultMessagePayload(new ChargingPreferencesDecision(
                            ChargingPreferencesResponse.ACCEPTED,
                            new WriteResult(WriteResult.Kind.UPDATED, aggregateId(), 1)));
        }

        private void expectAnswer(
                ChargingPreferencesResponse response,
                ChargingPreferencesPolicy policy,
                Sessions session,
                ChargingPreferences preferences) {
            givenWith(policy, session)
                    .when(new SetChargingPreferences(ID, preferences, EvseOffer.UNKNOWN))
                    .expectNoEvents()
                    .expectResultMessagePayload(new ChargingPreferencesDecision(
                            response, new WriteResult(WriteResult.Kind.UNCHANGED, aggregateId(), 0)));
        }

        private TestExecutor<SessionAggregate> givenWith(ChargingPreferencesPolicy policy, Sessions session) {
            inject(policy);
            return given(session);
        }

        private void inject(ChargingPreferencesPolicy policy) {
            fixture.registerInjectableResource(policy).registerInjectableResource(Clock.fixed(NOW, ZoneOffset.UTC));
        }

        private ChargingPreferences preferences(
                ProfileType profile, @Nullable Instant departure, @Nullable String energyNeed) {
            return new ChargingPreferences(
                    profile, departure, energyNeed == null ? null : new BigDecimal(energyNeed), null, Map.of());
        }
    }

    private TestExecutor<SessionAggregate> given(Sessions session) {
        return fixture.given(replaced(session.json()));
    }
}
