package org.ocpiplatform.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.ocpiplatform.ocpi.locations.Locations.aLocation;
import static org.ocpiplatform.ocpi.locations.Locations.anEvse;
import static org.ocpiplatform.ocpi.tokens.Tokens.aToken;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.ocpiplatform.embedded.DataDirectory;
import org.ocpiplatform.embedded.postgres.PostgresServer;
import org.ocpiplatform.ocpi.cdrs.Cdrs;
import org.ocpiplatform.ocpi.json.OcpiJson;
import org.ocpiplatform.ocpi.locations.Capability;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What an auditor sees of what partners did, and what becomes of it when somebody tampers with the event store. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class AuditE2E {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final Path PROGRAM = Path.of("../docs/audit/VerifyOcpiProof.java");

    @TempDir
    static Path dataDir;

    @TempDir
    static Path postgresDir;

    @TempDir
    static Path files;

    private static DataDirectory directory;
    private static PostgresServer postgres;
    private static RunningPlatform platform;
    private static Http auditor;
    private static String cpoToken;
    private static Http cpo;
    private static Http emsp;

    @BeforeAll
    static void start() throws Exception {
        directory = DataDirectory.open(postgresDir);
        postgres = PostgresServer.start(directory);
        platform = RunningPlatform.start(
                dataDir,
                "--ocpi.event-store.url=" + postgres.jdbcUrl(),
                "--ocpi.event-store.username=" + postgres.username(),
                "--ocpi.event-store.password=" + postgres.password(),
                "--ocpi.audit.seal-every=200ms");
        auditor = platform.admin();
        cpoToken = platform.provisionToken("CPO", "NL", "TNM");
        cpo = platform.partner(cpoToken);
        emsp = platform.provision("EMSP", "DE", "ABC");
        platform.awaitThatHabitsAreKnown(cpo, "CPO NL-TNM");
        platform.awaitThatHabitsAreKnown(emsp, "EMSP DE-ABC");
        assertThat(ToolProvider.getSystemJavaCompiler()
                        .run(null, null, null, "-d", files.toString(), PROGRAM.toString()))
                .isZero();
    }

    @AfterAll
    static void stop() throws Exception {
        platform.close();
        postgres.close();
        directory.close();
    }

    /** What a partner was shown after each write to one object. */
    private record Seen(String path, List<String> answers) {

        static Seen at(String path) {
            return new Seen(path, new ArrayList<>());
        }

        void after(Http.Answer write, Http reader) throws Exception {
            assertThat(write.code()).as(write.toString()).isEqualTo(1000);
            answers.add(reader.get(path).body());
        }

        /** Every revision, and every moment at which one came to be, shows what was shown then. */
        void assertAudited(String audited, String query) throws Exception {
            String and = query.isEmpty() ? "?" : query + "&";
            JsonNode events = auditor.get(audited + "/events" + query).json().get("events");
            assertThat(events.size()).isEqualTo(answers.size());
            for (int revision = 0; revision < answers.size(); revision++) {
                JsonNode event = events.get(revision);
                assertThat(event.get("revision").asInt()).isEqualTo(revision);
                Http.Answer past = auditor.get(audited + and + "revision=" + revision);
                assertThat(answers.get(revision)).contains("\"data\":" + past.body());
                assertThat(past.header("X-Revision")).contains(String.valueOf(revision));
                assertThat(past.header("X-Position"))
                        .contains(event.get("position").asString());
                String occurredAt = event.get("occurred_at").asString();
                assertThat(auditor.get(audited + and + "at=" + occurredAt).body())
                        .isEqualTo(past.body());
                if (revision > 0) {
                    assertThat(event.get("previous_hash"))
                            .isEqualTo(events.get(revision - 1).get("hash"));
                    assertThat(auditor.get(audited + and + "at=" + before(occurredAt))
                                    .header("X-Revision"))
                            .contains(String.valueOf(revision - 1));
                }
            }
            assertThat(auditor.get(audited + query).body())
                    .isEqualTo(auditor.get(audited + and + "revision=" + (answers.size() - 1))
                            .body());
            assertThat(auditor.get(audited + and + "revision=" + answers.size()).status())
                    .isEqualTo(404);
            assertThat(auditor.get(audited + and + "at="
                                    + before(events.get(0).get("occurred_at").asString()))
                            .status())
                    .isEqualTo(404);
        }

        private static String before(String time) {
            return Instant.parse(time).minus(1, ChronoUnit.MICROS).toString();
        }
    }

    @Test
    void bothSidesOfASessionHaveTheirOwnHistory() throws Exception {
        for (String side : List.of("cpo", "emsp")) {
            String path = "/ocpi/" + side + "/2.3.0/sessions/NL/TNM/Hist1";
            Seen seen = Seen.at(path);
            seen.after(
                    cpo.put(
                            path,
                            SessionJson.aSession("Hist1", "DE", "ABC", "2026-01-10T10:00:00Z"),
                            "X-Request-ID",
                            "request-" + side,
                            "X-Correlation-ID",
                            "correlation-" + side),
                    cpo);
            seen.after(cpo.patch(path, """
                            {"kwh":2.50,"charging_periods":[{"start_date_time":"2026-01-10T10:00:00Z",
                             "dimensions":[{"type":"ENERGY","volume":2.50}]}],"last_updated":"2026-01-10T10:15:00Z"}
                            """), cpo);
            seen.after(cpo.patch(path, """
                            {"status":"COMPLETED","end_date_time":"2026-01-10T11:00:00Z","last_updated":"2026-01-10T11:00:00Z"}
                            """), cpo);

            String audited = "/audit/" + side + "/sessions/nl/tnm/HIST1";
            seen.assertAudited(audited, "");
            JsonNode history = auditor.get(audited + "/events").json();
            assertThat(history.get("object")).isEqualTo(json("""
                            {"side":"%s","module":"sessions","country_code":"NL","party_id":"TNM","id":"Hist1"}
                            """.formatted(side)));
            JsonNode first = history.at("/events/0");
            assertThat(first.get("type").asString()).isEqualTo("sessions.replaced");
            assertThat(first.at("/actor/country_code").asString()).isEqualTo("NL");
            assertThat(first.at("/actor/party_id").asString()).isEqualTo("TNM");
            assertThat(first.at("/actor/partner_id").asString()).isNotBlank();
            assertThat(first.get("request_id").asString()).isEqualTo("request-" + side);
            assertThat(first.get("correlation_id").asString()).isEqualTo("correlation-" + side);
            assertThat(first.get("previous_hash").asString()).matches("0{64}");
            assertThat(first.at("/changes/0/path").asString()).isEmpty();
            assertThat(first.at("/changes/0").has("before")).isFalse();
            JsonNode second = history.at("/events/1");
            assertThat(second.at("/payload/patch/kwh").toString()).isEqualTo("2.50");
            assertThat(second.get("changes").values())
                    .contains(json("{\"path\":\"/kwh\",\"before\":0.0,\"after\":2.50}"));
            assertThat(second.get("changes").values().stream()
                            .map(change -> change.get("path").asString()))
                    .containsExactlyInAnyOrder("/kwh", "/charging_periods", "/last_updated");
            assertThat(auditor.get(audited + "/events?after_revision=0&limit=1")
                            .json()
                            .get("events")
                            .values())
                    .containsExactly(second);
        }
        assertThat(auditor.get("/audit/cpo/sessions/NL/TWO/Hist1/events").status())
                .isEqualTo(404);
    }

    @Test
    void aCdrATokenAndALocationAreShownAsTheyStood() throws Exception {
        String cdrPath = "/ocpi/cpo/2.3.0/cdrs/NL/TNM/CDR1";
        Seen cdr = Seen.at(cdrPath);
        cdr.after(
                cpo.post(
                        "/ocpi/cpo/2.3.0/cdrs",
                        Cdrs.aCdr()
                                .ownedBy("NL", "TNM")
                                .withId("CDR1")
                                .paidBy("DE", "ABC")
                                .json()
                                .toString()),
                cpo);
        cdr.assertAudited("/audit/cpo/cdrs/NL/TNM/CDR1", "");

        String tokenPath = "/ocpi/emsp/2.3.0/tokens/DE/ABC/a%2Fb%3Bc";
        Seen token = Seen.at(tokenPath + "?type=APP_USER");
        ObjectNode app = aToken().ownedBy("DE", "ABC").json();
        app.put("uid", "a/b;c").put("type", "APP_USER");
        token.after(emsp.put(tokenPath + "?type=APP_USER", app.toString()), emsp);
        token.after(
                emsp.patch(tokenPath + "?type=APP_USER", "{\"valid\":false,\"last_updated\":\"2099-01-01T00:00:00Z\"}"),
                emsp);
        token.assertAudited("/audit/emsp/tokens/DE/ABC/A%2Fb%3Bc", "?type=APP_USER");
        assertThat(auditor.get("/audit/emsp/tokens/DE/ABC/a%2Fb%3Bc/events").status())
                .as("of another type")
                .isEqualTo(404);

        String locationPath = "/ocpi/cpo/2.3.0/locations/NL/TNM/LOC1";
        Seen location = Seen.at(locationPath);
        location.after(
                cpo.put(
                        locationPath,
                        aLocation()
                                .ownedBy("NL", "TNM")
                                .withId("LOC1")
                                .withEvse(anEvse("EVSE-1"))
                                .withEvse(anEvse("EVSE-2"))
                                .json()
                                .toString()),
                cpo);
        location.after(
                cpo.patch(
                        locationPath + "/EVSE-2",
                        "{\"status\":\"CHARGING\",\"last_updated\":\"2098-01-01T00:00:00Z\"}"),
                cpo);
        location.after(
                cpo.patch(locationPath, "{\"name\":\"Elsewhere\",\"last_updated\":\"2098-01-02T00:00:00Z\"}"), cpo);
        location.assertAudited("/audit/cpo/locations/NL/TNM/LOC1", "");
        assertThat(
                        auditor
                                .get("/audit/cpo/locations/NL/TNM/LOC1/events")
                                .json()
                                .at("/events/1/changes")
                                .values()
                                .stream()
                                .map(change -> change.get("path").asString()))
                .contains("/evses/1/status");
    }

    @Test
    void aCommandLeadsToItsSessionAndItsCdr() throws Exception {
        assertThat(cpo.put(
                                "/ocpi/cpo/2.3.0/locations/NL/TNM/SIM1",
                                aLocation()
                                        .ownedBy("NL", "TNM")
                                        .withId("SIM1")
                                        .withEvse(anEvse("SIM-1").withCapability(Capability.REMOTE_START_STOP_CAPABLE))
                                        .json()
                                        .toString())
                        .status())
                .isEqualTo(201);
        ObjectNode start = OcpiJson.mapper().createObjectNode();
        start.put("response_url", "http://localhost:9/result")
                .put("location_id", "SIM1")
                .put("evse_uid", "SIM-1")
                .put("authorization_reference", "AUTH-1");
        start.set("token", aToken().ownedBy("DE", "ABC").json());
        Http.Answer asked = emsp.post("/ocpi/cpo/2.3.0/commands/START_SESSION", start.toString());
        assertThat(asked.data().path("result").asString()).as(asked.toString()).isEqualTo("ACCEPTED");
        String uid = platform.admin()
                .get("/admin/remote-commands?direction=INCOMING")
                .json()
                .at("/0/uid")
                .asString();

        String audited = "/audit/cpo/commands/NL/TNM/" + uid;
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(auditor.get(audited)
                                .json()
                                .at("/results/0/result")
                                .asString())
                        .isEqualTo("ACCEPTED"));
        JsonNode history = auditor.get(audited + "/events").json();
        assertThat(history.at("/object/module").asString()).isEqualTo("commands");
        assertThat(history.at("/events/0/type").asString()).isEqualTo("incoming_requests.received");
        assertThat(history.at("/events/0/actor/party_id").asString()).isEqualTo("ABC");
        assertThat(auditor.get(audited + "?revision=0").json().get("state").asString())
                .isEqualTo("RECEIVED");
        assertThat(auditor.get("/audit/emsp/commands/NL/TNM/" + uid).status()).isEqualTo(404);
        assertThat(auditor.get("/audit/cpo/commands/NL/TWO/" + uid).status()).isEqualTo(404);
        assertThat(auditor.get("/audit/cpo/chargingprofiles/NL/TNM/" + uid).status())
                .isEqualTo(404);

        String sessionId = exported("?module=sessions&side=cpo").stream()
                .filter(event -> event.at("/payload/session/authorization_reference")
                        .asString("")
                        .equals("AUTH-1"))
                .findFirst()
                .orElseThrow()
                .at("/object/id")
                .asString();
        assertThat(auditor.get("/audit/cpo/sessions/NL/TNM/" + sessionId + "?revision=0")
                        .json()
                        .get("status")
                        .asString())
                .isIn("PENDING", "ACTIVE");
        assertThat(exported("?module=commands").stream()
                        .map(event -> event.at("/object/id").asString())
                        .distinct())
                .containsExactly(uid);
    }

    @Test
    void anExportHoldsEverythingOnceAndIsResumed() throws Exception {
        List<String> all = lines("?stored=true&limit=40");
        assertThat(all.stream().map(line -> json(line).get("position").asLong()))
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, all.size()).boxed().toList());
        List<String> resumed = new ArrayList<>();
        for (String part = ""; resumed.size() < all.size(); ) {
            List<String> next = lines("?stored=true&limit=7" + part);
            resumed.addAll(next);
            part = "&after=" + json(next.getLast()).get("position").asLong();
        }
        assertThat(resumed.subList(0, all.size())).isEqualTo(all);

        List<JsonNode> partners = all.stream()
                .map(AuditE2E::json)
                .filter(event -> event.get("type").asString().equals("partners.provisioned"))
                .toList();
        assertThat(partners).hasSizeGreaterThanOrEqualTo(2);
        assertThat(partners).allSatisfy(event -> {
            assertThat(event.at("/payload/token_hash").asString()).isEqualTo("(secret)");
            assertThat(event.at("/payload/name").asString()).isNotBlank();
            assertThat(event.has("stored")).isFalse();
            assertThat(event.has("object")).isFalse();
        });
        assertThat(String.join("", all)).doesNotContain(cpoToken);
        assertThat(all.stream().map(AuditE2E::json).filter(event -> event.has("stored")))
                .isNotEmpty();
        String future = "2199-01-01T00:00:00Z";
        assertThat(lines("?date_from=" + future)).isEmpty();
        assertThat(lines("?date_to=" + future + "&limit=3")).hasSize(3);
    }

    private static List<String> lines(String query) throws Exception {
        Http.Answer answer = auditor.get("/audit/export" + query);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        return answer.body().lines().toList();
    }

    private static List<JsonNode> exported(String query) throws Exception {
        return lines(query).stream().map(AuditE2E::json).toList();
    }

    @Test
    void othersVerifyWhatTheyWereGiven() throws Exception {
        String path = "/ocpi/cpo/2.3.0/sessions/NL/TNM/PROOF1";
        assertThat(cpo.put(path, SessionJson.aSession("PROOF1", "DE", "ABC", "2026-01-10T10:00:00Z"))
                        .status())
                .isEqualTo(201);
        awaitSealed();
        String keys = save("keys.json", auditor.get("/audit/keys").body());

        String proof = auditor.get("/audit/cpo/sessions/NL/TNM/PROOF1/proof").body();
        assertAccepted(save("proof.json", proof), keys);
        assertThat(proof).contains("PROOF1");
        for (String[] change : new String[][] {
            {"PROOF1", "PROOF2"},
            {"\"sequence_number\":0", "\"sequence_number\":1"},
            {"\"type\":\"sessions.replaced\"", "\"type\":\"sessions.patched\""},
            {"\"number\":", "\"number\":1"}
        }) {
            assertThat(proof).contains(change[0]);
            assertRefused(save("changed.json", proof.replace(change[0], change[1])), keys);
        }
        JsonNode event = json(proof).get("event");
        assertThat(auditor.get("/audit/events/" + event.get("position").asLong() + "/proof")
                        .body())
                .isEqualTo(proof);
        assertThat(auditor.get("/audit/cpo/sessions/NL/TNM/PROOF1/proof?revision=1")
                        .status())
                .isEqualTo(404);

        long partner = exported("?limit=40").stream()
                .filter(line -> line.get("type").asString().equals("partners.provisioned"))
                .findFirst()
                .orElseThrow()
                .get("position")
                .asLong();
        String withheld = auditor.get("/audit/events/" + partner + "/proof").body();
        assertThat(json(withheld).get("event").has("payload")).isFalse();
        assertAccepted(save("withheld.json", withheld), keys);

        awaitSealed();
        String export = auditor.get("/audit/export?stored=true").body();
        String checkpoints = save(
                "checkpoints.ndjson",
                auditor.get("/audit/checkpoints", "Accept", "application/x-ndjson")
                        .body());
        assertAccepted(save("export.ndjson", export), checkpoints, keys);
        List<String> lines = export.lines().toList();
        int middle = lines.size() / 2;
        List<String> without = new ArrayList<>(lines);
        without.remove(middle);
        assertRefused(save("without.ndjson", String.join("\n", without)), checkpoints, keys);
        assertRefused(save("cut.ndjson", String.join("\n", lines.subList(0, lines.size() - 1))), checkpoints, keys);
        assertRefused(save("changed.ndjson", export.replace("PROOF1", "PROOF2")), checkpoints, keys);
        String list = save("checkpoints.json", auditor.get("/audit/checkpoints").body());
        assertAccepted(
                "--part",
                save("part.ndjson", auditor.get("/audit/export?module=sessions").body()),
                list,
                keys);
    }

    private static String save(String name, String text) throws Exception {
        return Files.writeString(files.resolve(name), text).toString();
    }

    private static void assertAccepted(String... arguments) throws Exception {
        assertThat(run(arguments)).startsWith("0 OK: ");
    }

    private static void assertRefused(String... arguments) throws Exception {
        assertThat(run(arguments)).startsWith("1 REFUSED: ");
    }

    private static String run(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                files.toString(),
                "VerifyOcpiProof"));
        command.addAll(List.of(arguments));
        Process program = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(program.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return program.waitFor() + " " + output;
    }

    /** Before anything goes on by itself. */
    @Test
    @Order(1)
    void whoeverTampersWithTheStoreIsFound() throws Exception {
        String path = "/ocpi/cpo/2.3.0/sessions/NL/TNM/TAMPER";
        cpo.put(path, SessionJson.aSession("TAMPER", "DE", "ABC", "2026-01-10T10:00:00Z"));
        cpo.patch(path, "{\"kwh\":1,\"last_updated\":\"2026-01-10T10:10:00Z\"}");
        cpo.patch(path, "{\"kwh\":2,\"last_updated\":\"2026-01-10T10:20:00Z\"}");
        String audited = "/audit/cpo/sessions/NL/TNM/TAMPER";
        long position =
                auditor.get(audited + "/events").json().at("/events/1/position").asLong();
        long head = awaitSealed();
        JsonNode report = auditor.get("/audit/verify").json();
        assertThat(report.get("intact").asBoolean()).as(report.toString()).isTrue();
        assertThat(report.get("first_broken_position").isNull()).isTrue();
        assertThat(report.get("events").asLong()).isGreaterThanOrEqualTo(head);

        String flip = flip(3, position);
        sql(flip);
        assertBrokenAt(position);
        assertThat(auditor.get("/audit/verify?to=" + (position - 1))
                        .json()
                        .get("intact")
                        .asBoolean())
                .isTrue();
        sql(flip);

        String illegible = flip(0, position);
        sql(illegible);
        assertBrokenAt(position);
        JsonNode events = auditor.get(audited + "/events").json().get("events");
        assertThat(events.size()).isEqualTo(3);
        assertThat(events.get(0).has("changes")).isTrue();
        assertThat(events.get(2).has("changes")).isFalse();
        assertThat(auditor.get(audited).status()).isEqualTo(409);
        assertThat(auditor.get(audited + "?revision=0").status()).isEqualTo(200);
        assertThat(exported("?after=" + (position - 1) + "&limit=1").getFirst().has("payload"))
                .isFalse();
        sql(illegible);

        sql("CREATE TABLE kept AS SELECT * FROM domain_events WHERE position = " + position);
        sql("DELETE FROM domain_events WHERE position = " + position);
        assertBrokenAt(position);
        sql("INSERT INTO domain_events SELECT * FROM kept");
        sql("DROP TABLE kept");

        sql("CREATE TABLE kept AS SELECT * FROM domain_events WHERE position >= " + position);
        sql("DELETE FROM domain_events WHERE position >= " + position);
        assertBrokenAt(position);
        sql("INSERT INTO domain_events SELECT * FROM kept");
        sql("DROP TABLE kept");
        assertThat(auditor.get("/audit/verify").json().get("intact").asBoolean())
                .isTrue();
    }

    /** Changes a byte of a payload; done twice, it is as before. */
    private static String flip(int index, long position) {
        return "UPDATE domain_events SET payload = set_byte(payload, %1$d, get_byte(payload, %1$d) # 1) WHERE position = %2$d"
                .formatted(index, position);
    }

    private static void assertBrokenAt(long position) throws Exception {
        JsonNode report = auditor.get("/audit/verify").json();
        assertThat(report.get("intact").asBoolean()).as(report.toString()).isFalse();
        assertThat(report.get("first_broken_position").asLong())
                .as(report.toString())
                .isEqualTo(position);
    }

    /** Waits until checkpoints speak of everything; the position of the last event. */
    private static long awaitSealed() throws Exception {
        long head = Long.parseLong(
                auditor.get("/audit/export?limit=1").header("X-Head-Position").orElseThrow());
        await().atMost(SOON)
                .until(() -> auditor.get("/audit/verify?from=" + head)
                                .json()
                                .get("sealed_position")
                                .asLong()
                        >= head);
        return head;
    }

    private static void sql(String statement) throws Exception {
        try (Connection connection =
                        DriverManager.getConnection(postgres.jdbcUrl(), postgres.username(), postgres.password());
                Statement execution = connection.createStatement()) {
            execution.execute(statement);
        }
    }

    private static JsonNode json(String text) {
        return OcpiJson.mapper().readTree(text);
    }
}
