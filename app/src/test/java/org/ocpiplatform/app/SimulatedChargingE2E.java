package org.ocpiplatform.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.ocpiplatform.ocpi.locations.Locations.aConnector;
import static org.ocpiplatform.ocpi.locations.Locations.aLocation;
import static org.ocpiplatform.ocpi.locations.Locations.anEvse;
import static org.ocpiplatform.ocpi.tariffs.Tariffs.aTariff;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.ocpiplatform.ocpi.PartyId;
import org.ocpiplatform.ocpi.json.OcpiJson;
import org.ocpiplatform.ocpi.locations.Capability;
import org.ocpiplatform.ocpi.locations.Evses;
import org.ocpiplatform.ocpi.tariffs.TariffDimensionType;
import org.ocpiplatform.ocpi.tokens.Tokens;
import org.ocpiplatform.simulator.Asked;
import org.ocpiplatform.simulator.PartnerRole;
import org.ocpiplatform.simulator.Settings;
import org.ocpiplatform.simulator.Simulator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Charging without charge points: from an eMSP's command to the CDR that it is sent, at ten minutes a second. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SimulatedChargingE2E {

    private static final PartyId TNM = PartyId.of("NL", "TNM");
    private static final Duration SOON = Duration.ofSeconds(20);

    @TempDir
    static Path dataDir;

    private static RunningPlatform platform;
    private static Simulator ems;
    private static String cpo;

    @BeforeAll
    static void start() throws Exception {
        platform = startPlatform();
        cpo = platform.provisionToken("CPO", "NL", "TNM");
        ems = Simulator.start(Settings.of(PartnerRole.EMSP, "DE", "EMS"));
        platform.register(ems);
        put(
                "tariffs",
                "DAL-TARIEF",
                aTariff().withPrice(TariffDimensionType.ENERGY, "0.30").json());
        put(
                "locations",
                "LOC1",
                aLocation()
                        .withId("LOC1")
                        .withEvse(capable("E1"))
                        .withEvse(capable("E2"))
                        .withEvse(capable("E3"))
                        .withEvse(capable("E4"))
                        .json());
    }

    private static RunningPlatform startPlatform() throws Exception {
        return RunningPlatform.start(
                dataDir,
                "--ocpi.sync.enabled=false",
                "--ocpi.node-id=one",
                "--ocpi.charge-points.simulator.speed=600",
                "--ocpi.parties[0].role=CPO",
                "--ocpi.parties[0].country-code=NL",
                "--ocpi.parties[0].party-id=TNM",
                "--ocpi.parties[0].business-details.name=TNM");
    }

    @AfterAll
    static void stop() throws Exception {
        platform.close();
        ems.close();
    }

    @Test
    @Order(1)
    void aSessionGrowsFromItsStartToItsCdr() throws Exception {
        Instant asked = Instant.now();
        String session = startAt("E1").path("id").asString();
        assertThat(Duration.between(asked, Instant.now())).isLessThan(Duration.ofSeconds(5));
        assertThat(evse("E1")).isEqualTo("CHARGING");

        JsonNode first =
                awaitSession(session, one -> one.path("kwh").decimalValue().signum() > 0);
        awaitSession(
                session,
                one -> one.path("kwh")
                                .decimalValue()
                                .compareTo(first.path("kwh").decimalValue())
                        > 0);
        assertThat(result("STOP_SESSION", json("{}").put("session_id", session)))
                .isEqualTo("ACCEPTED");

        JsonNode completed =
                awaitSession(session, one -> one.path("status").asString().equals("COMPLETED"));
        JsonNode cdr = awaitCdr(session);
        assertThat(cdr.path("authorization_reference").asString()).isEqualTo("AUTH-E1");
        assertThat(cdr.path("total_energy").decimalValue())
                .isEqualByComparingTo(completed.path("kwh").decimalValue());
        assertThat(cdr.path("total_cost").path("before_taxes").decimalValue())
                .isEqualByComparingTo(cdr.path("total_energy")
                        .decimalValue()
                        .multiply(new BigDecimal("0.30"))
                        .setScale(4, RoundingMode.HALF_UP));
        assertThat(cdr.path("cdr_location").path("evse_uid").asString()).isEqualTo("E1");
        await().atMost(SOON).until(() -> evse("E1").equals("AVAILABLE"));
    }

    @Test
    @Order(2)
    void aReservationBecomesASessionWithACdr() throws Exception {
        assertThat(result("RESERVE_NOW", reservation("E2", "RES-1"))).isEqualTo("ACCEPTED");
        assertThat(evse("E2")).isEqualTo("RESERVED");
        JsonNode reserved = awaitAny(one -> one.path("evse_uid").asString().equals("E2"));
        assertThat(reserved.path("status").asString()).isEqualTo("RESERVATION");

        JsonNode active = startAt("E2");
        assertThat(active.path("id")).isEqualTo(reserved.path("id"));
        String session = active.path("id").asString();
        assertThat(result("STOP_SESSION", json("{}").put("session_id", session)))
                .isEqualTo("ACCEPTED");
        assertThat(awaitCdr(session)
                        .path("charging_periods")
                        .get(0)
                        .path("dimensions")
                        .get(0)
                        .path("type")
                        .asString())
                .isEqualTo("RESERVATION_TIME");
    }

    @Test
    @Order(3)
    void aCancelledReservationFreesTheEvse() throws Exception {
        assertThat(result("RESERVE_NOW", reservation("E3", "RES-2"))).isEqualTo("ACCEPTED");
        assertThat(result("CANCEL_RESERVATION", json("{}").put("reservation_id", "RES-2")))
                .isEqualTo("ACCEPTED");

        awaitAny(one -> one.path("evse_uid").asString().equals("E3")
                && one.path("status").asString().equals("COMPLETED"));
        await().atMost(SOON).until(() -> evse("E3").equals("AVAILABLE"));
    }

    @Test
    @Order(4)
    void whoeverSetsAProfileHearsOfTheActiveOne() throws Exception {
        String session = startAt("E3").path("id").asString();
        Asked set = ems.setProfile(session, TNM, json("""
                {"charging_rate_unit": "W", "charging_profile_period": [{"start_period": 0, "limit": 4000}]}"""));
        assertThat(ems.awaitResults(set.uid(), 1, SOON))
                .extracting(one -> one.result())
                .containsExactly("ACCEPTED");
        assertThat(ems.awaitResults(session, 1, SOON)
                        .getFirst()
                        .body()
                        .at("/charging_profile/charging_profile_period/0/limit")
                        .decimalValue())
                .isEqualByComparingTo("4000");
        Asked active = ems.activeProfile(session, TNM, 600);
        assertThat(ems.awaitResults(active.uid(), 1, SOON)
                        .getFirst()
                        .body()
                        .at("/profile/charging_profile/charging_profile_period/0/limit")
                        .decimalValue())
                .isEqualByComparingTo("4000");
        assertThat(result("STOP_SESSION", json("{}").put("session_id", session)))
                .isEqualTo("ACCEPTED");
    }

    @Test
    @Order(5)
    void aSessionOutlivesKill9AndHasOneCdr() throws Exception {
        String session = startAt("E4").path("id").asString();
        awaitSession(session, one -> one.path("kwh").decimalValue().signum() > 0);
        platform.kill();
        platform = startPlatform();

        await().atMost(Duration.ofMinutes(4))
                .until(() -> awaitSession(session, one -> true)
                        .path("status")
                        .asString()
                        .equals("COMPLETED"));
        JsonNode cdr = awaitCdr(session);
        assertThat(cdr.path("total_energy").decimalValue()).isPositive();
        await().atMost(SOON).until(() -> evse("E4").equals("AVAILABLE"));
        assertThat(ems.received("cdrs").stream()
                        .filter(one -> one.path("session_id").asString().equals(session)))
                .hasSize(1);
    }

    /** Starts a session, and waits for it. */
    private static JsonNode startAt(String evse) throws Exception {
        ObjectNode start = place(evse).put("authorization_reference", "AUTH-" + evse);
        assertThat(result("START_SESSION", start)).isEqualTo("ACCEPTED");
        return awaitAny(one -> one.path("evse_uid").asString().equals(evse)
                && one.path("status").asString().equals("ACTIVE"));
    }

    /** Sends a command; what became of it. */
    private static String result(String command, ObjectNode content) throws Exception {
        Asked asked = ems.command(command, TNM, content);
        assertThat(asked.reply().data().path("result").asString())
                .as(asked.reply().toString())
                .isEqualTo("ACCEPTED");
        return ems.awaitResults(asked.uid(), 1, SOON).getFirst().result();
    }

    private static JsonNode awaitSession(String id, Predicate<JsonNode> condition) {
        return awaitAny(one -> one.path("id").asString().equals(id) && condition.test(one));
    }

    private static JsonNode awaitAny(Predicate<JsonNode> condition) {
        return await().atMost(SOON)
                .until(() -> received("sessions", condition), Optional::isPresent)
                .orElseThrow();
    }

    private static JsonNode awaitCdr(String session) {
        return await().atMost(SOON)
                .until(
                        () -> received(
                                "cdrs", one -> one.path("session_id").asString().equals(session)),
                        Optional::isPresent)
                .orElseThrow();
    }

    private static Optional<JsonNode> received(String module, Predicate<JsonNode> condition) {
        return List.<JsonNode>copyOf(ems.received(module)).stream()
                .filter(condition)
                .findFirst();
    }

    private static String evse(String uid) throws Exception {
        for (JsonNode evse : platform.partner(cpo)
                .get("/ocpi/cpo/2.3.0/locations/LOC1")
                .data()
                .path("evses")) {
            if (evse.path("uid").asString().equals(uid)) {
                return evse.path("status").asString();
            }
        }
        return "unknown";
    }

    private static ObjectNode reservation(String evse, String id) {
        return place(evse)
                .put("reservation_id", id)
                .put(
                        "expiry_date",
                        Instant.now()
                                .plusSeconds(600)
                                .truncatedTo(ChronoUnit.SECONDS)
                                .toString());
    }

    private static ObjectNode place(String evse) {
        ObjectNode place = json("{}").put("location_id", "LOC1").put("evse_uid", evse);
        place.set("token", Tokens.aToken().ownedBy("DE", "EMS").json());
        return place;
    }

    private static ObjectNode json(String text) {
        return OcpiJson.mapper().readValue(text, ObjectNode.class);
    }

    private static Evses capable(String uid) {
        return anEvse(uid)
                .withEvseId("NL*TNM*" + uid)
                .withCapability(Capability.REMOTE_START_STOP_CAPABLE)
                .withCapability(Capability.RESERVABLE)
                .withCapability(Capability.CHARGING_PROFILE_CAPABLE)
                .withConnector(aConnector("1").withTariffId("DAL-TARIEF"));
    }

    private static void put(String module, String id, ObjectNode object) throws Exception {
        Http.Answer answer =
                platform.partner(cpo).put("/ocpi/cpo/2.3.0/" + module + "/NL/TNM/" + id, object.toString());
        assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
    }
}
