package org.ocpiplatform.app;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.ocpiplatform.ocpi.locations.Locations.aConnector;
import static org.ocpiplatform.ocpi.locations.Locations.aLocation;
import static org.ocpiplatform.ocpi.locations.Locations.anEvse;
import static org.ocpiplatform.ocpi.tariffs.Tariffs.aTariff;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ocpiplatform.contract.secrets.SecretSeal;
import org.ocpiplatform.embedded.DataDirectory;
import org.ocpiplatform.embedded.postgres.PostgresServer;
import org.ocpiplatform.eventstore.EventLog;
import org.ocpiplatform.eventstore.LinkedEvent;
import org.ocpiplatform.eventstore.PostgresEventLog;
import org.ocpiplatform.eventstore.StoredEvent;
import org.ocpiplatform.ocpi.PartyId;
import org.ocpiplatform.ocpi.bookings.Bookings;
import org.ocpiplatform.ocpi.json.OcpiJson;
import org.ocpiplatform.ocpi.locations.Capability;
import org.ocpiplatform.ocpi.locations.Evses;
import org.ocpiplatform.ocpi.tariffs.TariffDimensionType;
import org.ocpiplatform.ocpi.tokens.Tokens;
import org.ocpiplatform.simulator.Asked;
import org.ocpiplatform.simulator.PartnerRole;
import org.ocpiplatform.simulator.Settings;
import org.ocpiplatform.simulator.Simulator;
import org.postgresql.ds.PGSimpleDataSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A driver's life on this platform, and its end: what is left everywhere once the driver is erased. */
class ErasureE2E {

    private static final PartyId TNM = PartyId.of("NL", "TNM");
    private static final Duration SOON = Duration.ofSeconds(60);

    private static final String SECRET_KEY = SecretSeal.newKey(new SecureRandom());
    private static final String BOOKINGS = "/ocpi/emsp/2.3.0/bookings/NL/TNM/B-";

    private static final String UID = "ERASE-ME-4711";
    private static final String CONTRACT = "DE-EMS-CERASE4711-X";
    private static final String VISUAL = "visual 4711 erase";
    private static final String[] PERSONAL = {UID, CONTRACT, VISUAL};

    private static final String OTHER_UID = "KEEP-ME-0815";
    private static final String OTHER_CONTRACT = "DE-EMS-CKEEP0815-X";
    private static final String LATER_UID = "ERASE-LATER-99";
    private static final String LATER_CONTRACT = "DE-EMS-CLATER99-X";

    @TempDir
    Path dataDir;

    @TempDir
    Path postgresDir;

    private PostgresServer postgres;
    private RunningPlatform platform;
    private Simulator ems;
    private String cpoToken = "";

    @Test
    void nothingOfADriverIsLeftAndEverythingElseIs() throws Exception {
        try (DataDirectory directory = DataDirectory.open(postgresDir);
                PostgresServer server = PostgresServer.start(directory);
                Simulator partner = Simulator.start(Settings.of(PartnerRole.EMSP, "DE", "EMS"))) {
            postgres = server;
            ems = partner;
            platform = start();
            try {
                life();
                erasure();
                anotherIsInterrupted();
            } finally {
                platform.close();
            }
        }
    }

    private void life() throws Exception {
        cpoToken = platform.provisionToken("CPO", "NL", "TNM");
        platform.register(ems);
        cpoPut(
                "tariffs",
                "T1",
                aTariff()
                        .withId("T1")
                        .withPrice(TariffDimensionType.ENERGY, "0.30")
                        .json());
        cpoPut(
                "locations",
                "LOC1",
                aLocation()
                        .withId("LOC1")
                        .withEvse(capable("E1"))
                        .withEvse(capable("E2"))
                        .json());
        for (String[] driver :
                new String[][] {{UID, CONTRACT}, {OTHER_UID, OTHER_CONTRACT}, {LATER_UID, LATER_CONTRACT}}) {
            partnerPuts(token(driver[0], driver[1]));
            cpoPut("sessions", "S-" + driver[0].hashCode(), session(driver[0], driver[1]));
            cpoPut("bookings", "B-" + driver[0].hashCode(), booking(driver[0], driver[1]));
        }
        assertThat(result("RESERVE_NOW", reservation())).isEqualTo("ACCEPTED");
        assertThat(result("START_SESSION", place("E1"))).isEqualTo("ACCEPTED");
        String session = await().atMost(SOON)
                .until(
                        () -> ems.received("sessions").stream()
                                .filter(one -> one.path("evse_uid").asString().equals("E1")
                                        && one.path("status").asString().equals("ACTIVE"))
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow()
                .path("id")
                .asString();
        assertThat(tablesWith(PERSONAL)).as("sealed while charging goes on").isEmpty();
        assertThat(result("STOP_SESSION", OcpiJson.mapper().createObjectNode().put("session_id", session)))
                .isEqualTo("ACCEPTED");
        await().atMost(SOON).until(() -> !ems.received("cdrs").isEmpty());
        await().atMost(SOON).until(() -> !failing());
        assertThat(tablesWith(PERSONAL)).isEmpty();
        assertThat(tablesWith(OTHER_UID, OTHER_CONTRACT)).isEmpty();
        await().atMost(SOON).until(() -> !filesWith(UID).isEmpty());
    }

    private boolean failing() throws Exception {
        for (JsonNode projection : platform.admin().get("/admin/projections").json()) {
            if (projection.get("lag").asLong() > 0) {
                return true;
            }
        }
        return false;
    }

    private void erasure() throws Exception {
        JsonNode cdrBefore = cdr();
        JsonNode otherBefore = others();
        long events = log().head().orElseThrow();
        ems.forgetRequests();

        Http.Answer asked = erase(UID);

        assertThat(asked.status()).as(asked.toString()).isEqualTo(202);
        String id = asked.json().get("id").asString();
        assertThat(asked.header("Location").orElseThrow()).endsWith("/admin/erasures/" + id);
        JsonNode done = awaitDone(id);
        assertThat(done.get("projections")
                        .valueStream()
                        .map(one -> one.get("state").asString()))
                .containsOnly("DONE")
                .hasSizeGreaterThan(5);
        assertThat(done.get("country_code").asString() + done.get("party_id").asString())
                .isEqualTo("DEEMS");
        assertThat(platform.admin()
                        .get("/admin/erasures")
                        .json()
                        .get(0)
                        .get("id")
                        .asString())
                .isEqualTo(id);

        assertGone(UID, CONTRACT, VISUAL);
        JsonNode cdrAfter = cdr();
        assertThat(cdrAfter.at("/cdr_token/uid").asString()).isEqualTo("erased-" + id);
        assertThat(cdrAfter.at("/cdr_token/contract_id").asString()).isEqualTo("erased-" + id);
        assertThat(without(cdrAfter, "cdr_token")).isEqualTo(without(cdrBefore, "cdr_token"));
        assertThat(get("/ocpi/cpo/2.3.0/sessions").toString()).contains("erased-" + id);
        assertThat(get(BOOKINGS + UID.hashCode()).toString()).contains("erased-" + id);
        assertThat(platform.admin().get("/admin/reservations").body()).doesNotContain(UID);
        assertThat(ems.get(tokenUrl(UID)).status()).isEqualTo(404);
        assertThat(ems.get(platform.http().base() + "/ocpi/cpo/2.3.0/tokens/DE/EMS/erased-" + id)
                        .status())
                .isEqualTo(404);
        assertThat(others()).isEqualTo(otherBefore);
        assertThat(ems.requests().stream().filter(request -> !request.method().equals("GET")))
                .as("nobody is told")
                .isEmpty();
        assertIntact();
        assertThat(log().head().orElseThrow()).isGreaterThan(events);
        assertThat(erase(UID).status()).isEqualTo(404);
        assertThat(erase("NEVER-SEEN").status()).isEqualTo(404);
        assertThat(platform.admin().get("/admin/erasures/unknown").status()).isEqualTo(404);
        assertThat(platform.admin()
                        .post("/admin/erasures", "{\"country_code\":\"DE\"}")
                        .status())
                .isEqualTo(400);

        platform.close();
        anotherSecretKeyIsRefused();
        platform = start();
        rebuildAll();
        assertGone(UID, CONTRACT, VISUAL);
        assertThat(without(cdr(), "cdr_token")).isEqualTo(without(cdrBefore, "cdr_token"));
        assertThat(others()).isEqualTo(otherBefore);

        partnerPuts(token(UID, CONTRACT));
        assertThat(erase(UID).json().get("id").asString()).isNotEqualTo(id);
    }

    private void anotherSecretKeyIsRefused() throws Exception {
        RunningPlatform other = RunningPlatform.launch(dataDir, settings(SecretSeal.newKey(new SecureRandom())));
        assertThat(other.awaitEnd()).isNotZero();
        assertThat(other.log()).contains("The platform does not start: the keys of drivers", "ocpi.secret-key");
        other.close();
    }

    private void anotherIsInterrupted() throws Exception {
        await().atMost(SOON).until(() -> openErasures() == 0);
        JsonNode otherBefore = others();
        String id = erase(LATER_UID).json().get("id").asString();
        await().atMost(SOON)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> state(id).equals("KEY_DELETED"));
        platform.kill();
        assertThat(tablesWith(LATER_UID, LATER_CONTRACT)).isEmpty();

        platform = start();
        assertThat(platform.admin().get("/admin/erasures/" + id).status()).isEqualTo(200);
        awaitDone(id);

        assertGone(LATER_UID, LATER_CONTRACT);
        assertGone(UID, CONTRACT, VISUAL);
        assertThat(others()).isEqualTo(otherBefore);
        assertIntact();
    }

    private RunningPlatform start() throws Exception {
        return RunningPlatform.start(dataDir, settings(SECRET_KEY));
    }

    private String[] settings(String secretKey) {
        return new String[] {
            "--ocpi.secret-key=" + secretKey,
            "--ocpi.event-store.url=" + postgres.jdbcUrl(),
            "--ocpi.event-store.username=" + postgres.username(),
            "--ocpi.event-store.password=" + postgres.password(),
            "--ocpi.sync.enabled=false",
            "--ocpi.node-id=one",
            "--ocpi.charge-points.simulator.speed=600",
            "--ocpi.parties[0].role=CPO",
            "--ocpi.parties[0].country-code=NL",
            "--ocpi.parties[0].party-id=TNM",
            "--ocpi.parties[0].business-details.name=TNM"
        };
    }

    private Http.Answer erase(String uid) throws Exception {
        return platform.admin()
                .post(
                        "/admin/erasures",
                        "{\"country_code\":\"de\",\"party_id\":\"EMS\",\"uid\":\"%s\"}"
                                .formatted(uid.toLowerCase(Locale.ROOT)));
    }

    private JsonNode awaitDone(String id) throws Exception {
        await().atMost(SOON).until(() -> state(id).equals("DONE"));
        return platform.admin().get("/admin/erasures/" + id).json();
    }

    private String state(String id) throws Exception {
        return platform.admin()
                .get("/admin/erasures/" + id)
                .json()
                .path("state")
                .asString("");
    }

    private long openErasures() throws Exception {
        return platform.admin()
                .get("/admin/erasures")
                .json()
                .valueStream()
                .filter(one -> !one.get("state").asString().equals("DONE"))
                .count();
    }

    private void rebuildAll() throws Exception {
        for (JsonNode projection : platform.admin().get("/admin/projections").json()) {
            assertThat(platform.admin()
                            .post("/admin/projections/" + projection.get("name").asString() + "/rebuild", "")
                            .status())
                    .isEqualTo(202);
        }
        await().atMost(SOON).until(() -> {
            for (JsonNode projection :
                    platform.admin().get("/admin/projections").json()) {
                if (projection.get("state").asString().equals("REBUILDING")) {
                    return false;
                }
            }
            return true;
        });
        for (JsonNode projection : platform.admin().get("/admin/projections").json()) {
            assertThat(projection.get("dead_letters").asLong())
                    .as(projection.toString())
                    .isZero();
        }
    }

    private JsonNode get(String path) throws Exception {
        return platform.partner(cpoToken).get(path).data();
    }

    private JsonNode cdr() throws Exception {
        return get("/ocpi/cpo/2.3.0/cdrs").get(0);
    }

    /** What is shown of the other drivers. */
    private JsonNode others() throws Exception {
        ObjectNode shown = OcpiJson.mapper().createObjectNode();
        shown.set("token", ems.get(tokenUrl(OTHER_UID)).data());
        for (JsonNode session : get("/ocpi/cpo/2.3.0/sessions")) {
            if (session.get("id").asString().equals("S-" + OTHER_UID.hashCode())) {
                shown.set("session", session);
            }
        }
        shown.set("booking", get(BOOKINGS + OTHER_UID.hashCode()));
        assertThat(shown.toString()).contains(OTHER_UID, OTHER_CONTRACT);
        return shown;
    }

    private static JsonNode without(JsonNode object, String field) {
        ObjectNode copy = ((ObjectNode) object).deepCopy();
        copy.remove(field);
        return copy;
    }

    private void assertGone(String... texts) throws Exception {
        assertThat(tablesWith(texts)).as("in PostgreSQL").isEmpty();
        assertThat(filesWith(texts)).as("in files of the data directory").isEmpty();
    }

    /** Tables that have one of the texts in some row, as a text or in bytes. */
    private List<String> tablesWith(String... texts) throws SQLException {
        List<String> found = new ArrayList<>();
        for (String table : query("SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'")) {
            for (String row : query("SELECT t::text FROM \"" + table + "\" t")) {
                for (String text : texts) {
                    String shown = row.toLowerCase(Locale.ROOT);
                    if (shown.contains(text.toLowerCase(Locale.ROOT))
                            || shown.contains(HexFormat.of().formatHex(text.getBytes(UTF_8)))
                            || shown.contains(HexFormat.of()
                                    .formatHex(text.toUpperCase(Locale.ROOT).getBytes(UTF_8)))) {
                        found.add(table + " has " + text + " in " + row.substring(0, Math.min(200, row.length())));
                    }
                }
            }
        }
        return found;
    }

    private List<String> query(String sql) throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection(postgres.jdbcUrl(), postgres.username(), postgres.password());
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            List<String> rows = new ArrayList<>();
            while (result.next()) {
                rows.add(result.getString(1));
            }
            return rows;
        }
    }

    private List<Path> filesWith(String... texts) throws IOException {
        try (Stream<Path> files = Files.walk(dataDir)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> {
                        try {
                            String content = Files.readString(file, ISO_8859_1).toLowerCase(Locale.ROOT);
                            return Stream.of(texts).anyMatch(text -> content.contains(text.toLowerCase(Locale.ROOT)));
                        } catch (NoSuchFileException e) {
                            return false;
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                    })
                    .toList();
        }
    }

    private EventLog log() {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(postgres.jdbcUrl());
        source.setUser(postgres.username());
        source.setPassword(postgres.password());
        return new PostgresEventLog(source);
    }

    private void assertIntact() {
        long seen = 0;
        for (LinkedEvent linked : log().linkedAfter(0, 10_000)) {
            StoredEvent event = linked.event();
            assertThat(event.position()).isEqualTo(++seen);
            assertThat(event.computedHash()).isEqualTo(event.hash());
            assertThat(event.previousHash()).isEqualTo(linked.hashBefore());
        }
        assertThat(seen).isPositive();
    }

    private String result(String command, ObjectNode content) throws Exception {
        Asked asked = ems.command(command, TNM, content);
        assertThat(asked.reply().data().path("result").asString())
                .as(asked.reply().toString())
                .isEqualTo("ACCEPTED");
        return ems.awaitResults(asked.uid(), 1, SOON).getFirst().result();
    }

    private void cpoPut(String module, String id, ObjectNode object) throws Exception {
        String side = module.equals("bookings") ? "emsp" : "cpo";
        Http.Answer answer = platform.partner(cpoToken)
                .put("/ocpi/" + side + "/2.3.0/" + module + "/NL/TNM/" + id, object.toString());
        assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
    }

    private String tokenUrl(String uid) {
        return platform.http().base() + "/ocpi/cpo/2.3.0/tokens/DE/EMS/" + uid;
    }

    private void partnerPuts(ObjectNode token) {
        ems.put(tokenUrl(token.get("uid").asString()), token);
        assertThat(ems.get(tokenUrl(token.get("uid").asString())).json().at("/data/uid"))
                .isEqualTo(token.get("uid"));
    }

    private static ObjectNode token(String uid, String contract) {
        return Tokens.aToken()
                .ownedBy("DE", "EMS")
                .withUid(uid)
                .json()
                .put("contract_id", contract)
                .put("visual_number", uid.equals(UID) ? VISUAL : "visual " + uid);
    }

    private static ObjectNode session(String uid, String contract) {
        ObjectNode session = (ObjectNode) OcpiJson.mapper()
                .readTree(SessionJson.aSession("S-" + uid.hashCode(), "DE", "EMS", "2026-01-10T10:00:00Z"));
        ((ObjectNode) session.get("cdr_token")).put("uid", uid).put("contract_id", contract);
        return session;
    }

    private static ObjectNode booking(String uid, String contract) {
        ObjectNode booking = Bookings.aBooking().withId("B-" + uid.hashCode()).json();
        replaceTokens(booking, uid, contract);
        return booking;
    }

    private static void replaceTokens(JsonNode node, String uid, String contract) {
        if (node instanceof ObjectNode object && object.has("contract_id")) {
            object.put("country_code", "DE")
                    .put("party_id", "EMS")
                    .put("uid", uid)
                    .put("type", "RFID")
                    .put("contract_id", contract);
        }
        node.forEach(child -> replaceTokens(child, uid, contract));
    }

    private static ObjectNode reservation() {
        return place("E2")
                .put("reservation_id", "RES-1")
                .put(
                        "expiry_date",
                        Instant.now()
                                .plusSeconds(3600)
                                .truncatedTo(ChronoUnit.SECONDS)
                                .toString());
    }

    private static ObjectNode place(String evse) {
        ObjectNode place =
                OcpiJson.mapper().createObjectNode().put("location_id", "LOC1").put("evse_uid", evse);
        place.set("token", token(UID, CONTRACT));
        return place;
    }

    private static Evses capable(String uid) {
        return anEvse(uid)
                .withEvseId("NL*TNM*" + uid)
                .withCapability(Capability.REMOTE_START_STOP_CAPABLE)
                .withCapability(Capability.RESERVABLE)
                .withConnector(aConnector("1").withTariffId("T1"));
    }
}
