package org.ocpiplatform.write.chargepoints.simulated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ocpiplatform.ocpi.locations.Locations.aConnector;
import static org.ocpiplatform.ocpi.locations.Locations.aLocation;
import static org.ocpiplatform.ocpi.locations.Locations.anEvse;
import static org.ocpiplatform.ocpi.tariffs.Tariffs.aPrice;
import static org.ocpiplatform.ocpi.tariffs.Tariffs.aTariff;
import static org.ocpiplatform.ocpi.tokens.Tokens.aToken;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.ocpiplatform.contract.remote.RemoteOperation;
import org.ocpiplatform.contract.remote.RemoteResult;
import org.ocpiplatform.contract.remote.RequestId;
import org.ocpiplatform.ocpi.CiString;
import org.ocpiplatform.ocpi.cdrs.Cdr;
import org.ocpiplatform.ocpi.cdrs.CdrDimensionType;
import org.ocpiplatform.ocpi.cdrs.ChargingPeriod;
import org.ocpiplatform.ocpi.chargingprofiles.ChargingProfile;
import org.ocpiplatform.ocpi.json.OcpiJson;
import org.ocpiplatform.ocpi.locations.Capability;
import org.ocpiplatform.ocpi.locations.EvseStatus;
import org.ocpiplatform.ocpi.locations.Evses;
import org.ocpiplatform.ocpi.sessions.Session;
import org.ocpiplatform.ocpi.sessions.SessionStatus;
import org.ocpiplatform.ocpi.sessions.Sessions;
import org.ocpiplatform.ocpi.tariffs.ReservationRestrictionType;
import org.ocpiplatform.ocpi.tariffs.TariffDimensionType;
import org.ocpiplatform.ocpi.tariffs.TariffElement;
import org.ocpiplatform.ocpi.tariffs.TariffRestrictions;
import tools.jackson.databind.node.ObjectNode;

class SimulatedChargePointsTest {

    private static final Duration HOUR = Duration.ofHours(1);

    private final SimulatedWorld world = aWorld(1);

    @Test
    void aStartOpensAnActiveSessionOfTheToken() {
        assertThat(start("R1", "E1")).containsExactly(accepted());

        Session session = world.sessions().getFirst();
        assertThat(world.sessions()).hasSize(1);
        assertThat(session.id()).isEqualTo(CiString.of("R1"));
        assertThat(session.status()).isEqualTo(SessionStatus.ACTIVE);
        assertThat(session.cdrToken().uid()).isEqualTo(aToken().build().uid());
        assertThat(session.authorizationReference()).isEqualTo(CiString.of("AUTH-1"));
        assertThat(session.evseUid()).isEqualTo(CiString.of("E1"));
        assertThat(session.currency()).isEqualTo("EUR");
        assertThat(world.status("E1")).isEqualTo(EvseStatus.CHARGING);
    }

    @Test
    void energyGrowsAndPeriodsAreOnlyAppended() {
        start("R1", "E1");
        world.pass(Duration.ofMinutes(20));
        Session before = world.sessions().getFirst();
        world.pass(Duration.ofMinutes(20));
        Session after = world.sessions().getFirst();

        assertThat(before.kwh()).isPositive();
        assertThat(after.kwh()).isGreaterThan(before.kwh());
        assertThat(before.chargingPeriods()).isNotEmpty();
        assertThat(after.chargingPeriods()).startsWith(before.chargingPeriods().toArray(new ChargingPeriod[0]));
        assertThat(after.totalCost()).isNotNull();
    }

    @Test
    void aStopCompletesTheSessionAndFilesItsCdr() {
        start("R1", "E1");
        world.pass(Duration.ofMinutes(40));
        assertThat(stop("R2", "R1")).containsExactly(accepted());

        Session session = world.sessions().getFirst();
        Cdr cdr = world.cdrs().getFirst();
        assertThat(session.status()).isEqualTo(SessionStatus.COMPLETED);
        assertThat(session.endDateTime()).isEqualTo(cdr.endDateTime());
        assertThat(cdr.sessionId()).isEqualTo(session.id());
        assertThat(cdr.totalEnergy()).isEqualByComparingTo(session.kwh()).isPositive();
        assertThat(cdr.authorizationReference()).isEqualTo(CiString.of("AUTH-1"));
        assertThat(cdr.totalCost()).isEqualTo(session.totalCost());
        assertThat(cdr.totalCost().beforeTaxes())
                .isEqualByComparingTo(cdr.totalEnergy().multiply(new BigDecimal("0.30")));
        assertThat(cdr.tariffs()).hasSize(1);
        assertThat(volume(cdr, CdrDimensionType.ENERGY)).isEqualByComparingTo(cdr.totalEnergy());
        assertThat(world.status("E1")).isEqualTo(EvseStatus.AVAILABLE);
        assertThat(world.tasks()).isEmpty();
    }

    @Test
    void withoutAStopTheSessionEndsWhenTheCarIsGone() {
        start("R1", "E1");
        world.pass(Duration.ofHours(25));

        assertThat(world.sessions().getFirst().status()).isEqualTo(SessionStatus.COMPLETED);
        assertThat(world.cdrs()).hasSize(1);
        assertThat(world.tasks()).isEmpty();
    }

    @Test
    void atAHighSpeedAnHourOfTheCarIsAMinuteOfTheWorld() {
        SimulatedWorld fast = aWorld(60);
        fast.ask("R1", RemoteOperation.START_SESSION, startSession("E1"));
        fast.pass(Duration.ofSeconds(19));
        Session session = fast.sessions().getFirst();
        fast.ask("R2", RemoteOperation.STOP_SESSION, stopSession("R1"));

        assertThat(session.lastUpdated()).isBetween(fast.now.minusSeconds(25), fast.now);
        Cdr cdr = fast.cdrs().getFirst();
        assertThat(Duration.between(cdr.startDateTime(), cdr.endDateTime()))
                .isBetween(Duration.ofMinutes(18), Duration.ofMinutes(21));
        assertThat(cdr.totalTime()).isBetween(new BigDecimal("0.3"), new BigDecimal("0.35"));
    }

    @Test
    void whoeverComesSecondFindsTheEvseOccupied() {
        start("R1", "E1");

        assertThat(start("R2", "E1")).extracting(RemoteResult::result).containsExactly("EVSE_OCCUPIED");
        assertThat(world.sessions()).hasSize(1);
    }

    @Test
    void theSameRequestIsCarriedOutOnce() {
        start("R1", "E1");

        assertThat(start("R1", "E1")).containsExactly(accepted());
        assertThat(world.sessions()).hasSize(1);
    }

    @Test
    void whatThePartnerHasGivenUpIsNotCarriedOutAnyMore() {
        assertThat(world.ask("R1", RemoteOperation.START_SESSION, startSession("E1"), world.now))
                .isEmpty();
        assertThat(world.sessions()).isEmpty();
    }

    @Test
    void withoutAnEvseTheFirstFreeOneIsTaken() {
        start("R1", null);
        start("R2", null);

        assertThat(world.sessions()).extracting(Session::evseUid).containsExactly(CiString.of("E1"), CiString.of("E2"));
        assertThat(start("R3", null)).extracting(RemoteResult::result).containsExactly("EVSE_OCCUPIED");
    }

    @Test
    void anEvseThatIsOutOfOrderChargesNobody() {
        SimulatedWorld broken = new SimulatedWorld(1)
                .with(aLocation()
                        .withEvse(capable("E1").withStatus(EvseStatus.OUTOFORDER))
                        .build());

        assertThat(broken.ask("R1", RemoteOperation.START_SESSION, startSession("E1")))
                .extracting(RemoteResult::result)
                .containsExactly("EVSE_INOPERATIVE");
        assertThat(broken.status("E1")).isEqualTo(EvseStatus.OUTOFORDER);
        assertThat(broken.tasks()).isEmpty();
    }

    @Test
    void withoutATariffNothingIsSaidAboutTheCost() {
        SimulatedWorld free =
                new SimulatedWorld(1).with(aLocation().withEvse(capable("E1")).build());
        free.ask("R1", RemoteOperation.START_SESSION, startSession("E1"));
        free.pass(Duration.ofMinutes(5));
        free.ask("R2", RemoteOperation.STOP_SESSION, stopSession("R1"));

        assertThat(free.sessions().getFirst().totalCost()).isNull();
        assertThat(free.cdrs().getFirst().totalCost().beforeTaxes()).isZero();
        assertThat(free.cdrs().getFirst().tariffs()).isEmpty();
    }

    @Test
    void aReservationBecomesTheSessionOfWhoeverHoldsItsToken() {
        assertThat(reserve("R1", "E1", "RES", HOUR)).containsExactly(accepted());
        assertThat(world.sessions()).extracting(Session::status).containsExactly(SessionStatus.RESERVATION);
        assertThat(world.status("E1")).isEqualTo(EvseStatus.RESERVED);
        world.pass(Duration.ofMinutes(15));

        ObjectNode stranger = startSession("E1");
        stranger.set("token", aToken().withUid("ANOTHER").json());
        assertThat(world.ask("R2", RemoteOperation.START_SESSION, stranger))
                .extracting(RemoteResult::result)
                .containsExactly("EVSE_OCCUPIED");
        assertThat(start("R3", null)).containsExactly(accepted());
        assertThat(world.sessions()).hasSize(1);
        assertThat(world.sessions().getFirst().status()).isEqualTo(SessionStatus.ACTIVE);

        world.pass(HOUR);
        stop("R4", "R1");
        Cdr cdr = world.cdrs().getFirst();
        assertThat(cdr.chargingPeriods().getFirst().dimensions().getFirst().type())
                .isEqualTo(CdrDimensionType.RESERVATION_TIME);
        assertThat(volume(cdr, CdrDimensionType.RESERVATION_TIME))
                .isBetween(new BigDecimal("0.25"), new BigDecimal("0.251"));
        assertThat(cdr.totalReservationCost().beforeTaxes()).isBetween(new BigDecimal("1.25"), new BigDecimal("1.26"));
        assertThat(cdr.startDateTime()).isBefore(world.sessions().getFirst().startDateTime());
        assertThat(world.cdrs()).hasSize(1);
    }

    @Test
    void aReservationThatNobodyUsedIsBilledAsExpired() {
        reserve("R1", "E1", "RES", HOUR);
        world.pass(HOUR);

        assertThat(world.sessions().getFirst().status()).isEqualTo(SessionStatus.COMPLETED);
        assertThat(world.cdrs().getFirst().totalReservationCost().beforeTaxes()).isEqualByComparingTo("9.00");
        assertThat(world.cdrs().getFirst().totalEnergy()).isZero();
        assertThat(world.status("E1")).isEqualTo(EvseStatus.AVAILABLE);
        assertThat(world.tasks()).isEmpty();
    }

    @Test
    void aReservationThatCostsNothingHasNoCdr() {
        SimulatedWorld free =
                new SimulatedWorld(1).with(aLocation().withEvse(capable("E1")).build());
        free.ask("R1", RemoteOperation.RESERVE_NOW, reserveNow("E1", "RES", free.now.plus(HOUR)));
        free.pass(HOUR);

        assertThat(free.sessions().getFirst().status()).isEqualTo(SessionStatus.COMPLETED);
        assertThat(free.cdrs()).isEmpty();
    }

    @Test
    void aCancelledReservationFreesTheEvse() {
        reserve("R1", "E1", "RES", HOUR);
        world.pass(Duration.ofMinutes(30));

        assertThat(cancel("R2", "RES")).containsExactly(accepted());
        assertThat(world.status("E1")).isEqualTo(EvseStatus.AVAILABLE);
        assertThat(world.sessions().getFirst().status()).isEqualTo(SessionStatus.COMPLETED);
        assertThat(world.cdrs().getFirst().totalReservationCost().beforeTaxes())
                .isBetween(new BigDecimal("2.50"), new BigDecimal("2.51"));
        assertThat(cancel("R3", "RES")).extracting(RemoteResult::result).containsExactly("UNKNOWN_RESERVATION");
    }

    @Test
    void theSameReservationAgainIsMadeLonger() {
        reserve("R1", "E1", "RES", HOUR);
        assertThat(reserve("R2", "E1", "RES", Duration.ofHours(2))).containsExactly(accepted());
        assertThat(reserve("R3", "E1", "OTHER", HOUR))
                .extracting(RemoteResult::result)
                .containsExactly("EVSE_OCCUPIED");
        world.pass(Duration.ofMinutes(90));

        assertThat(world.sessions()).extracting(Session::status).containsExactly(SessionStatus.RESERVATION);
    }

    @Test
    void aReservationMovesToAnotherEvse() {
        reserve("R1", "E1", "RES", HOUR);
        assertThat(reserve("R2", "E2", "RES", HOUR)).containsExactly(accepted());

        assertThat(world.status("E1")).isEqualTo(EvseStatus.AVAILABLE);
        assertThat(world.status("E2")).isEqualTo(EvseStatus.RESERVED);
    }

    @Test
    void aReservationWithoutEvseBecomesASessionOnAFreeOne() {
        assertThat(reserve("R1", null, "RES", HOUR)).containsExactly(accepted());
        assertThat(world.sessions().getFirst().evseUid()).isEqualTo(CiString.of("#NA"));
        assertThat(world.status("E1")).isEqualTo(EvseStatus.AVAILABLE);

        start("R2", "E2");
        assertThat(world.sessions()).hasSize(1);
        assertThat(world.sessions().getFirst().evseUid()).isEqualTo(CiString.of("E2"));
        assertThat(world.sessions().getFirst().status()).isEqualTo(SessionStatus.ACTIVE);
        world.pass(HOUR);
        assertThat(world.sessions().getFirst().status()).isEqualTo(SessionStatus.ACTIVE);
    }

    @Test
    void unlockingAConnectorEndsTheSessionOnIt() {
        start("R1", "E1");
        ObjectNode unlock = json("""
                {"location_id": "LOC-UTR-0042", "evse_uid": "E1", "connector_id": "1"}""");

        assertThat(world.ask("R2", RemoteOperation.UNLOCK_CONNECTOR, unlock)).containsExactly(accepted());
        assertThat(world.sessions().getFirst().status()).isEqualTo(SessionStatus.COMPLETED);
        assertThat(world.ask("R3", RemoteOperation.UNLOCK_CONNECTOR, unlock.put("connector_id", "9")))
                .extracting(RemoteResult::result)
                .containsExactly("REJECTED");
    }

    @Test
    void whatTheSimulatorDoesNotDriveIsStoppedAsItStands() {
        Session pushed = Sessions.aSession().withStatus(SessionStatus.ACTIVE).build();
        world.with(pushed);

        assertThat(stop("R1", pushed.id().toString())).containsExactly(accepted());
        assertThat(world.sessions().getFirst().status()).isEqualTo(SessionStatus.COMPLETED);
        assertThat(world.sessions().getFirst().kwh()).isEqualTo(pushed.kwh());
        assertThat(world.cdrs()).isEmpty();
    }

    @Test
    void aProfileLimitsThePowerFromNowOn() {
        start("R1", "E1");
        world.pass(Duration.ofMinutes(10));
        ObjectNode set = json("""
                {"session_id": "R1", "charging_profile": {"start_date_time": "%s", "duration": 1800,
                 "charging_rate_unit": "W", "charging_profile_period": [{"start_period": 0, "limit": 1000},
                  {"start_period": 600, "limit": 2000.5}]}}""".formatted(world.now));
        assertThat(world.ask("R2", RemoteOperation.CHARGING_PROFILE, set)).containsExactly(accepted());
        BigDecimal before = world.sessions().getFirst().kwh();

        RemoteResult active = world.ask("R3", RemoteOperation.ACTIVE_CHARGING_PROFILE, json("""
                                {"session_id": "R1", "duration": 3600}"""))
                .getFirst();
        ChargingProfile profile = active.profile().chargingProfile();
        assertThat(profile.chargingProfilePeriod())
                .extracting(period -> period.limit().toPlainString())
                .containsExactly("1000.0", "2000.5", "22080.0");
        world.pass(Duration.ofMinutes(9));
        assertThat(world.sessions().getFirst().kwh().subtract(before)).isLessThan(new BigDecimal("0.16"));

        assertThat(world.announced).as("set, and its first period").hasSize(1);
        world.pass(Duration.ofMinutes(15));
        assertThat(world.announced).as("its second period").hasSize(2);

        ObjectNode clear = json("{\"session_id\": \"R1\"}");
        assertThat(world.ask("R4", RemoteOperation.CLEAR_PROFILE, clear)).containsExactly(accepted());
        assertThat(world.ask("R5", RemoteOperation.CLEAR_PROFILE, clear))
                .extracting(RemoteResult::result)
                .containsExactly("UNKNOWN");
        assertThat(world.announced.getLast().chargingProfile().chargingProfilePeriod())
                .as("without a profile")
                .extracting(period -> period.limit().toPlainString())
                .containsExactly("22080.0");
    }

    @Test
    void whereverTheProcessIsKilledThereIsOneSessionAndOneCdr() {
        int steps = life(aWorld(1), -1);
        assertThat(steps).isGreaterThan(40);
        for (int killAt = 0; killAt < steps; killAt++) {
            SimulatedWorld killed = aWorld(1);
            life(killed, killAt);

            assertThat(killed.sessions())
                    .as("killed at %d", killAt)
                    .extracting(Session::status)
                    .containsExactly(SessionStatus.COMPLETED, SessionStatus.COMPLETED, SessionStatus.COMPLETED);
            assertThat(killed.cdrs()).as("killed at %d", killAt).hasSize(3);
            for (Session session : killed.sessions()) {
                Cdr cdr = killed.cdrs().stream()
                        .filter(one -> one.id().equals(session.id()))
                        .findFirst()
                        .orElseThrow();
                assertThat(cdr.totalEnergy()).isEqualByComparingTo(session.kwh());
                assertThat(cdr.totalCost()).isEqualTo(session.totalCost());
            }
            assertThat(killed.tasks()).as("killed at %d", killAt).isEmpty();
            assertThat(killed.status("E1")).isEqualTo(EvseStatus.AVAILABLE);
            assertThat(killed.status("E2")).isEqualTo(EvseStatus.AVAILABLE);
            for (String request : List.of("R1", "R2", "R3", "R4", "R5", "R6", "R7")) {
                assertThat(killed.replies.get(new RequestId(request)))
                        .as("%s, killed at %d", request, killAt)
                        .first()
                        .isEqualTo(accepted());
            }
        }
    }

    @Test
    void whereverTheProcessIsKilledTheSessionEndsByItself() {
        int steps = untilTheCarIsGone(aWorld(3600), -1);
        for (int killAt = steps - 25; killAt < steps; killAt++) {
            SimulatedWorld killed = aWorld(3600);
            untilTheCarIsGone(killed, killAt);

            assertThat(killed.sessions())
                    .as("killed at %d", killAt)
                    .extracting(Session::status)
                    .containsExactly(SessionStatus.COMPLETED);
            assertThat(killed.cdrs()).as("killed at %d", killAt).hasSize(1);
            assertThat(killed.tasks()).as("killed at %d", killAt).isEmpty();
        }
    }

    private static int untilTheCarIsGone(SimulatedWorld world, int killAt) {
        world.killAt = killAt;
        world.ask("R1", RemoteOperation.START_SESSION, startSession("E1"));
        world.pass(Duration.ofMinutes(1));
        return world.steps;
    }

    /** A session, a reservation that is used without its EVSE being known before, one that is cancelled. */
    private static int life(SimulatedWorld world, int killAt) {
        Duration pause = Duration.ofSeconds(4);
        world.killAt = killAt;
        world.ask("R1", RemoteOperation.START_SESSION, startSession("E1"));
        world.pass(pause);
        world.ask("R2", RemoteOperation.STOP_SESSION, stopSession("R1"));
        world.pass(pause);
        world.ask("R3", RemoteOperation.RESERVE_NOW, reserveNow(null, "RES", world.now.plus(HOUR)));
        world.pass(pause);
        world.ask("R4", RemoteOperation.START_SESSION, startSession("E1"));
        world.pass(pause);
        world.ask("R5", RemoteOperation.RESERVE_NOW, reserveNow("E2", "RES-2", world.now.plus(HOUR)));
        world.pass(pause);
        world.ask("R6", RemoteOperation.CANCEL_RESERVATION, json("{\"reservation_id\": \"RES-2\"}"));
        world.pass(pause);
        world.ask("R7", RemoteOperation.STOP_SESSION, stopSession("R3"));
        // A lease of the location may have been left behind.
        world.pass(Duration.ofMinutes(1));
        return world.steps;
    }

    private List<RemoteResult> start(String id, String evse) {
        return world.ask(id, RemoteOperation.START_SESSION, startSession(evse));
    }

    private List<RemoteResult> stop(String id, String session) {
        return world.ask(id, RemoteOperation.STOP_SESSION, stopSession(session));
    }

    private List<RemoteResult> reserve(String id, String evse, String reservation, Duration length) {
        return world.ask(id, RemoteOperation.RESERVE_NOW, reserveNow(evse, reservation, world.now.plus(length)));
    }

    private List<RemoteResult> cancel(String id, String reservation) {
        return world.ask(
                id, RemoteOperation.CANCEL_RESERVATION, json("{\"reservation_id\": \"%s\"}".formatted(reservation)));
    }

    private static SimulatedWorld aWorld(int speed) {
        return new SimulatedWorld(speed)
                .with(aLocation()
                        .withEvse(capable("E1"))
                        .withEvse(capable("E2"))
                        .build())
                .with(aTariff()
                        .withPrice(TariffDimensionType.ENERGY, "0.30")
                        .withElement(reservationPrice(ReservationRestrictionType.RESERVATION, "5.00"))
                        .withElement(reservationPrice(ReservationRestrictionType.RESERVATION_EXPIRES, "9.00"))
                        .build());
    }

    private static TariffElement reservationPrice(ReservationRestrictionType type, String price) {
        return new TariffElement(
                List.of(aPrice(TariffDimensionType.TIME, price)),
                new TariffRestrictions(
                        null, null, null, null, null, null, null, null, null, null, null, null, List.of(), type, null,
                        Map.of()),
                Map.of());
    }

    private static Evses capable(String uid) {
        return anEvse(uid)
                .withEvseId("NL*TNM*" + uid)
                .withCapability(Capability.REMOTE_START_STOP_CAPABLE)
                .withCapability(Capability.RESERVABLE)
                .withConnector(aConnector("1").withTariffId("DAL-TARIEF"));
    }

    private static ObjectNode startSession(String evse) {
        ObjectNode command = json("""
                {"location_id": "LOC-UTR-0042", "authorization_reference": "AUTH-1"}""");
        command.set("token", aToken().json());
        return evse == null ? command : command.put("evse_uid", evse);
    }

    private static ObjectNode stopSession(String session) {
        return json("{\"session_id\": \"%s\"}".formatted(session));
    }

    private static ObjectNode reserveNow(String evse, String reservation, Instant until) {
        return startSession(evse).put("reservation_id", reservation).put("expiry_date", until.toString());
    }

    private static ObjectNode json(String text) {
        return (ObjectNode) OcpiJson.mapper().readTree(text);
    }

    private static BigDecimal volume(Cdr cdr, CdrDimensionType type) {
        return cdr.chargingPeriods().stream()
                .flatMap(period -> period.dimensions().stream())
                .filter(dimension -> dimension.type() == type)
                .map(dimension -> dimension.volume())
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static RemoteResult accepted() {
        return RemoteResult.of(RemoteResult.ACCEPTED);
    }
}
