package org.ocpiplatform.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.ocpiplatform.ocpi.locations.Locations.aConnector;
import static org.ocpiplatform.ocpi.locations.Locations.aLocation;
import static org.ocpiplatform.ocpi.locations.Locations.anEvse;
import static org.ocpiplatform.ocpi.tariffs.Tariffs.aTariff;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.ocpiplatform.embedded.DataDirectory;
import org.ocpiplatform.embedded.mongo.EmbeddedMongo;
import org.ocpiplatform.embedded.postgres.PostgresServer;
import org.ocpiplatform.ocpi.PartyId;
import org.ocpiplatform.ocpi.json.OcpiJson;
import org.ocpiplatform.ocpi.locations.Capability;
import org.ocpiplatform.ocpi.tariffs.TariffDimensionType;
import org.ocpiplatform.ocpi.tokens.Tokens;
import org.ocpiplatform.simulator.Asked;
import org.ocpiplatform.simulator.PartnerRole;
import org.ocpiplatform.simulator.Settings;
import org.ocpiplatform.simulator.Simulator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Two platforms whose events are on a real Axon Server, from the first write to a restart of everything. Skipped unless
 * the environment names a server's jar.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class AxonServerE2E {

    private static final PartyId TNM = PartyId.of("NL", "TNM");
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String SESSION = "/ocpi/emsp/2.3.0/sessions/NL/TNM/";
    private static final int PATCHES_PER_NODE = 24;

    /** Of the driver of all sessions. */
    private static final String UID = "012345678";

    @TempDir
    static Path files;

    private static AxonServerProcess server;
    private static DataDirectory directory;
    private static PostgresServer postgres;
    private static EmbeddedMongo mongo;
    private static RunningPlatform first;
    private static RunningPlatform second;
    private static Simulator ems;
    private static String cpo;

    @BeforeAll
    static void start() throws Exception {
        Assumptions.assumeTrue(
                AxonServerProcess.jar().isPresent(),
                "set " + AxonServerProcess.JAR + " to the jar of an Axon Server to run this");
        server = AxonServerProcess.start(Files.createDirectory(files.resolve("server")));
        directory = DataDirectory.open(Files.createDirectory(files.resolve("postgres")));
        postgres = PostgresServer.start(directory);
        mongo = EmbeddedMongo.start(Files.createDirectory(files.resolve("mongo")));
        first = RunningPlatform.start(files.resolve("first"), settings("one"));
        second = RunningPlatform.start(files.resolve("second"), settings("two"));
        cpo = first.provisionToken("CPO", "NL", "TNM");
        ems = Simulator.start(Settings.of(PartnerRole.EMSP, "DE", "EMS"));
        first.register(ems);
    }

    private static String[] settings(String node) {
        List<String> settings = new ArrayList<>(List.of(server.settings()));
        settings.addAll(List.of(
                "--ocpi.event-store.url=" + postgres.jdbcUrl(),
                "--ocpi.event-store.username=" + postgres.username(),
                "--ocpi.event-store.password=" + postgres.password(),
                "--ocpi.read-store.uri=" + mongo.connectionString(),
                "--ocpi.node-id=" + node,
                "--ocpi.secret-key=" + "c2VjcmV0IGtleSBmb3IgdGVzdHMgb2YgMzIgYnl0ZXM=",
                "--ocpi.audit.keys=" + files.resolve("audit-keys"),
                "--ocpi.sync.enabled=false",
                "--ocpi.charge-points.simulator.speed=600",
                "--ocpi.parties[0].role=CPO",
                "--ocpi.parties[0].country-code=NL",
                "--ocpi.parties[0].party-id=TNM",
                "--ocpi.parties[0].business-details.name=TNM"));
        return settings.toArray(String[]::new);
    }

    @AfterAll
    static void stop() throws Exception {
        if (ems != null) {
            ems.close();
        }
        if (second != null) {
            second.close();
        }
        if (first != null) {
            first.close();
        }
        if (mongo != null) {
            mongo.close();
        }
        if (postgres != null) {
            postgres.close();
            directory.close();
        }
        if (server != null) {
            server.close();
        }
    }

    @Test
    @Order(1)
    void whatIsWrittenIsReadAndWhatIsRefusedIsRefused() throws Exception {
        Http one = first.partner(cpo);
        assertThat(one.put(SESSION + "S1", session("S1", "2026-01-10T10:00:00Z"))
                        .status())
                .isEqualTo(201);
        assertThat(one.get(SESSION + "S1").data().path("id").asString()).isEqualTo("S1");
        assertThat(one.patch(SESSION + "S1", "{\"kwh\":1.50,\"last_updated\":\"2026-01-10T10:30:00Z\"}")
                        .outcome())
                .isEqualTo("200/1000");
        assertThat(second.partner(cpo).get(SESSION + "S1").body()).contains("\"kwh\":1.50");
        assertThat(one.put(SESSION + "S1", session("S1", "2026-01-10T09:00:00Z"))
                        .message())
                .startsWith("stale");
        assertThat(one.patch(SESSION + "S2", "{\"kwh\":1,\"last_updated\":\"2026-01-10T10:30:00Z\"}")
                        .status())
                .isEqualTo(404);
        assertThat(one.put(SESSION + "S2", session("S2", "2026-01-10T10:00:00Z").replace("\"kwh\":0.0,", ""))
                        .status())
                .isEqualTo(200);
        assertThat(ems.get(first.http().base() + "/ocpi/cpo/2.3.0/sessions").status())
                .isEqualTo(200);
    }

    @Test
    @Order(2)
    void twoNodesNeverLoseAnUpdate() throws Exception {
        assertThat(first.partner(cpo)
                        .put(SESSION + "RACE", session("RACE", "2026-01-10T10:00:00Z"))
                        .status())
                .isEqualTo(201);
        List<Callable<Http.Answer>> patches = new ArrayList<>();
        for (int i = 0; i < PATCHES_PER_NODE; i++) {
            patches.add(() -> first.partner(cpo).patch(SESSION + "RACE", PERIOD));
            patches.add(() -> second.partner(cpo).patch(SESSION + "RACE", PERIOD));
        }
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            for (Future<Http.Answer> answer : threads.invokeAll(patches)) {
                assertThat(answer.get().outcome()).isEqualTo("200/1000");
            }
        }
        await().atMost(SOON)
                .until(() -> second.partner(cpo)
                                .get(SESSION + "RACE")
                                .data()
                                .get("charging_periods")
                                .size()
                        == 2 * PATCHES_PER_NODE);
    }

    @Test
    @Order(3)
    void sagasAutomationsAndDeadlinesWork() throws Exception {
        put(
                "tariffs",
                "DAL-TARIEF",
                aTariff().withPrice(TariffDimensionType.ENERGY, "0.30").json());
        put(
                "locations",
                "LOC1",
                aLocation()
                        .withId("LOC1")
                        .withEvse(anEvse("E1")
                                .withEvseId("NL*TNM*E1")
                                .withCapability(Capability.REMOTE_START_STOP_CAPABLE)
                                .withConnector(aConnector("1").withTariffId("DAL-TARIEF")))
                        .json());
        await().atMost(SOON).until(() -> !ems.received("locations").isEmpty());
        assertThat(result("START_SESSION", place())).isEqualTo("ACCEPTED");
        String session = await().atMost(SOON)
                .until(
                        () -> List.<JsonNode>copyOf(ems.received("sessions")).stream()
                                .filter(one -> one.path("evse_uid").asString().equals("E1")
                                        && one.path("status").asString().equals("ACTIVE"))
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow()
                .path("id")
                .asString();
        assertThat(result("STOP_SESSION", OcpiJson.mapper().createObjectNode().put("session_id", session)))
                .isEqualTo("ACCEPTED");
        await().atMost(SOON).until(() -> !ems.received("cdrs").isEmpty());
    }

    @Test
    @Order(4)
    void projectionsAreRebuiltFromTheServer() throws Exception {
        String before = first.partner(cpo).get(SESSION + "S1").data().toString();
        assertThat(first.admin().post("/admin/projections/sessions/rebuild", "").status())
                .isEqualTo(202);
        await().atMost(SOON)
                .untilAsserted(
                        () -> assertThat(first.admin().get("/admin/projections").body())
                                .doesNotContain("REBUILDING"));
        assertThat(first.partner(cpo).get(SESSION + "S1").data().toString()).isEqualTo(before);
    }

    @Test
    @Order(5)
    void historyStreamsAndEvidenceSpeakOfWhatTheServerHolds() throws Exception {
        Http auditor = first.admin();
        assertThat(auditor.get("/audit/emsp/sessions/NL/TNM/S1/events").body()).contains("\"revision\":1");
        List<String> changes = StreamConsumer.everything(auditor);
        assertThat(changes.stream().map(event -> Long.parseLong(StreamConsumer.id(event))))
                .isSorted()
                .doesNotHaveDuplicates();
        assertThat(changes).anyMatch(event -> event.contains("\"RACE\""));
        await().atMost(SOON).untilAsserted(() -> {
            JsonNode report = auditor.get("/audit/verify").json();
            assertThat(report.path("intact").asBoolean()).as(report.toString()).isTrue();
            assertThat(report.path("events").asLong()).isGreaterThan(50);
            assertThat(report.path("sealed_position").asLong()).isPositive();
        });
        assertThat(auditor.get("/audit/events/1/proof").status()).isEqualTo(200);
        assertThat(auditor.get("/audit/export?limit=5").body().lines()).hasSize(5);
    }

    @Test
    @Order(6)
    void theServerNeverSeesWhoDrove() throws Exception {
        assertThat(filesWith(UID)).isEmpty();
        assertThat(filesWith("RACE")).as("what is not personal is found").isNotEmpty();
        Http.Answer asked = second.admin()
                .post("/admin/erasures", "{\"country_code\":\"DE\",\"party_id\":\"EMS\",\"uid\":\"" + UID + "\"}");
        assertThat(asked.status()).as(asked.toString()).isEqualTo(202);
        String id = asked.json().get("id").asString();
        await().atMost(Duration.ofMinutes(3))
                .until(() -> first.admin()
                        .get("/admin/erasures/" + id)
                        .json()
                        .get("state")
                        .asString()
                        .equals("DONE"));
        for (RunningPlatform node : List.of(first, second)) {
            assertThat(node.partner(cpo)
                            .get(SESSION + "S1")
                            .data()
                            .at("/cdr_token/uid")
                            .asString())
                    .isEqualTo("erased-" + id);
        }
        assertThat(first.admin().get("/audit/verify").json().path("intact").asBoolean())
                .isTrue();
    }

    @Test
    @Order(7)
    void aServerThatIsAwayIsSaidToBeAndComesBack() throws Exception {
        server.kill();
        Http one = first.partner(cpo);
        await().atMost(SOON)
                .until(() -> first.http().get("/actuator/health/readiness").status() == 503);
        assertThat(one.put(SESSION + "AWAY", session("AWAY", "2026-01-10T10:00:00Z"))
                        .outcome())
                .isEqualTo("200/3000");
        assertThat(one.get(SESSION + "S1").status()).as("what was read before").isEqualTo(200);

        server.restart();

        for (RunningPlatform node : List.of(first, second)) {
            await().atMost(Duration.ofMinutes(2))
                    .until(() -> node.http().get("/actuator/health/readiness").status() == 200);
            await().atMost(SOON)
                    .until(() -> node.partner(cpo)
                                            .put(SESSION + "BACK", session("BACK", "2026-01-10T10:00:00Z"))
                                            .status()
                                    / 100
                            == 2);
        }
        await().atMost(SOON).until(() -> one.get(SESSION + "BACK").outcome().equals("200/1000"));
    }

    @Test
    @Order(8)
    void aNodeThatIsKilledLosesNothing() throws Exception {
        assertThat(first.partner(cpo)
                        .put(SESSION + "KILL", session("KILL", "2026-01-10T10:00:00Z"))
                        .status())
                .isEqualTo(201);
        first.kill();
        await().atMost(SOON)
                .until(() -> second.partner(cpo)
                        .patch(SESSION + "KILL", PERIOD)
                        .outcome()
                        .equals("200/1000"));
        first = RunningPlatform.start(files.resolve("first"), settings("one"));
        assertThat(first.partner(cpo)
                        .get(SESSION + "KILL")
                        .data()
                        .get("charging_periods")
                        .size())
                .isEqualTo(1);
        JsonNode report = first.admin().get("/audit/verify").json();
        assertThat(report.path("intact").asBoolean()).as(report.toString()).isTrue();
    }

    @Test
    @Order(9)
    void itsDatabaseIsNotTakenForAStoreOfItsOwn() throws Exception {
        String[] without = Stream.of(settings("three"))
                .filter(setting -> !setting.startsWith("--axon."))
                .toArray(String[]::new);
        RunningPlatform refused = RunningPlatform.launch(files.resolve("third"), without);
        assertThat(refused.awaitEnd()).isNotZero();
        assertThat(refused.log()).contains("the events of this database are on an Axon Server");
        refused.close();
    }

    private static String session(String id, String lastUpdated) {
        return SessionJson.aSession(id, "DE", "EMS", lastUpdated);
    }

    private static void put(String module, String id, ObjectNode object) throws Exception {
        Http.Answer answer = first.partner(cpo).put("/ocpi/cpo/2.3.0/" + module + "/NL/TNM/" + id, object.toString());
        assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
    }

    private static ObjectNode place() {
        ObjectNode place =
                OcpiJson.mapper().createObjectNode().put("location_id", "LOC1").put("evse_uid", "E1");
        place.set("token", Tokens.aToken().ownedBy("DE", "EMS").json());
        return place;
    }

    private static String result(String command, ObjectNode content) throws Exception {
        Asked asked = ems.command(command, TNM, content);
        assertThat(asked.reply().data().path("result").asString())
                .as(asked.reply().toString())
                .isEqualTo("ACCEPTED");
        return ems.awaitResults(asked.uid(), 1, SOON).getFirst().result();
    }

    /** The server's files that hold a text. */
    private static List<Path> filesWith(String text) throws IOException {
        try (Stream<Path> all = Files.walk(server.directory())) {
            List<Path> found = new ArrayList<>();
            for (Path file :
                    all.filter(one -> one.toString().endsWith(".events")).toList()) {
                if (Files.readString(file, StandardCharsets.ISO_8859_1).contains(text)) {
                    found.add(file);
                }
            }
            return found;
        }
    }

    private static final String PERIOD = """
            {"charging_periods":[{"start_date_time":"2026-01-10T10:00:00Z","dimensions":[{"type":"ENERGY","volume":1}]}],
             "last_updated":"2026-01-10T11:00:00Z"}
            """;
}
