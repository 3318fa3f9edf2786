package org.ocpiplatform.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.ocpiplatform.ocpi.cdrs.Cdrs.aCdr;
import static org.ocpiplatform.ocpi.locations.Locations.aLocation;
import static org.ocpiplatform.ocpi.locations.Locations.anEvse;
import static org.ocpiplatform.ocpi.tariffs.Tariffs.aTariff;
import static org.ocpiplatform.ocpi.tokens.Tokens.aToken;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ocpiplatform.simulator.Fault;
import org.ocpiplatform.simulator.PartnerRole;
import org.ocpiplatform.simulator.RecordedRequest;
import org.ocpiplatform.simulator.Settings;
import org.ocpiplatform.simulator.Simulator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class PushesE2E {

    private static final String LOCATIONS = "/ocpi/cpo/2.3.0/locations";
    private static final String SESSIONS = "/ocpi/cpo/2.3.0/sessions";
    private static final String T1 = "2026-03-10T10:01:00Z";
    private static final String[] SETTINGS = {
        "--ocpi.sync.enabled=false",
        "--ocpi.pushes.redelivery-delays=1s",
        "--ocpi.pushes.redelivery-interval=1s",
        "--ocpi.outbound.timeout=3s",
        // Partners take only what belongs to parties that they were told of.
        "--ocpi.parties[0].role=CPO",
        "--ocpi.parties[0].country-code=NL",
        "--ocpi.parties[0].party-id=TNM",
        "--ocpi.parties[0].business-details.name=TNM",
        "--ocpi.parties[1].role=EMSP",
        "--ocpi.parties[1].country-code=NL",
        "--ocpi.parties[1].party-id=MSP",
        "--ocpi.parties[1].business-details.name=MSP"
    };

    @TempDir
    static Path dataDir;

    private static RunningPlatform platform;
    private static Simulator emsp;
    private static Simulator other;
    private static Simulator cpoSystem;
    private static String emspId;
    private static String otherId;
    private static String cpoToken;
    private static String mspToken;
    private static Http cpo;

    @BeforeAll
    static void start() throws Exception {
        platform = RunningPlatform.start(dataDir, SETTINGS);
        cpoToken = platform.provisionToken("CPO", "NL", "TNM");
        mspToken = platform.provisionToken("EMSP", "NL", "MSP");
        emsp = Simulator.start(Settings.of(PartnerRole.EMSP, "DE", "ABC"));
        other = Simulator.start(Settings.of(PartnerRole.EMSP, "FR", "OTH"));
        cpoSystem = Simulator.start(Settings.of(PartnerRole.CPO, "BE", "CPO"));
        emspId = platform.provision(emsp);
        otherId = platform.provision(other);
        platform.provision(cpoSystem);
        cpo = platform.partner(cpoToken);
    }

    @AfterEach
    void calm() {
        for (Simulator partner : List.of(emsp, other, cpoSystem)) {
            partner.behave();
        }
    }

    @AfterAll
    static void stop() throws Exception {
        platform.close();
        emsp.close();
        other.close();
        cpoSystem.close();
    }

    @Test
    void aLocationReachesThoseWhoMayHaveItOnTheLevelThatChanged() throws Exception {
        put(
                LOCATIONS + "/NL/TNM/Loc-1",
                aLocation().withId("Loc-1").withEvse(anEvse("E1")).json().toString());
        ok(cpo.patch(
                LOCATIONS + "/NL/TNM/Loc-1/E1",
                "{\"status\":\"CHARGING\",\"last_updated\":\"" + T1 + "\"}",
                "X-Correlation-ID",
                "tied-together"));

        for (Simulator partner : List.of(emsp, other)) {
            eventually(() -> about(partner, "Loc-1")
                    .equals(List.of("PUT locations/NL/TNM/Loc-1", "PATCH locations/NL/TNM/Loc-1/E1")));
        }
        RecordedRequest patch =
                emsp.requests("PATCH", "/locations/NL/TNM/Loc-1/E1").getFirst();
        assertThat(patch.json().toString()).isEqualTo("{\"status\":\"CHARGING\",\"last_updated\":\"" + T1 + "\"}");
        assertThat(patch.header("OCPI-to-country-code")).contains("DE");
        assertThat(patch.header("OCPI-to-party-id")).contains("ABC");
        assertThat(patch.header("OCPI-from-country-code")).contains("NL");
        assertThat(patch.header("OCPI-from-party-id")).contains("TNM");
        assertThat(patch.header("X-Correlation-ID")).contains("tied-together");
        assertThat(about(cpoSystem, "Loc-1")).isEmpty();
    }

    @Test
    void aPatchOfAnUnknownObjectIsFollowedByTheWhole() throws Exception {
        put(LOCATIONS + "/NL/TNM/GONE", aLocation().withId("GONE").json().toString());
        eventually(() -> received(emsp, "locations").containsKey("GONE"));
        emsp.lose("locations", "NL", "TNM", "GONE");
        ok(cpo.patch(LOCATIONS + "/NL/TNM/GONE", "{\"name\":\"Anew\",\"last_updated\":\"" + T1 + "\"}"));

        eventually(() -> received(emsp, "locations").containsKey("GONE"));
        assertThat(received(emsp, "locations").get("GONE").get("name").asString())
                .isEqualTo("Anew");
        assertThat(about(emsp, "GONE"))
                .containsExactly(
                        "PUT locations/NL/TNM/GONE", "PATCH locations/NL/TNM/GONE", "PUT locations/NL/TNM/GONE");
    }

    @Test
    void sessionsAndCdrsAreForTheDriversProvider() throws Exception {
        put(SESSIONS + "/NL/TNM/S-1", SessionJson.aSession("S-1", "DE", "ABC", "2026-01-10T10:00:00Z"));
        post(aCdr().withId("C-1").paidBy("DE", "ABC").json().toString());
        put(SESSIONS + "/NL/TNM/S-2", SessionJson.aSession("S-2", "FR", "OTH", "2026-01-10T10:00:00Z"));

        eventually(
                () -> about(emsp, "S-1").size() == 1 && received(emsp, "cdrs").containsKey("C-1"));
        eventually(() -> about(other, "S-2").size() == 1);
        assertThat(about(other, "S-1")).isEmpty();
        assertThat(about(emsp, "S-2")).isEmpty();
        assertThat(received(other, "cdrs")).doesNotContainKey("C-1");
    }

    @Test
    void tokensAreForCposAndTariffsAreDeleted() throws Exception {
        Http msp = platform.partner(mspToken);
        String token = aToken().withUid("Tok-1").ownedBy("NL", "MSP").json().toString();
        assertThat(msp.put("/ocpi/emsp/2.3.0/tokens/NL/MSP/Tok-1", token).status())
                .isEqualTo(201);
        String tariffs = "/ocpi/cpo/2.3.0/tariffs/NL/TNM/Tar-1";
        put(tariffs, aTariff().withId("Tar-1").json().toString());
        assertThat(cpo.send("DELETE", tariffs, null).status()).isEqualTo(200);

        eventually(() -> about(cpoSystem, "Tok-1").equals(List.of("PUT tokens/NL/MSP/Tok-1?type=RFID")));
        eventually(
                () -> about(emsp, "Tar-1").equals(List.of("PUT tariffs/NL/TNM/Tar-1", "DELETE tariffs/NL/TNM/Tar-1")));
        assertThat(about(emsp, "Tok-1")).isEmpty();
    }

    @Test
    void whatAPartnerPushedToUsGoesNoFurther() throws Exception {
        assertThat(cpo.put(
                                "/ocpi/emsp/2.3.0/locations/NL/TNM/COPY",
                                aLocation().withId("COPY").json().toString())
                        .status())
                .isEqualTo(201);
        put(LOCATIONS + "/NL/TNM/AFTER", aLocation().withId("AFTER").json().toString());
        eventually(() -> about(emsp, "AFTER").size() == 1);
        assertThat(about(emsp, "COPY")).isEmpty();
    }

    @Test
    void aPartnerThatHangsHoldsUpNoOther() throws Exception {
        other.misbehave(Fault.HANG);
        put(LOCATIONS + "/NL/TNM/SLOW", aLocation().withId("SLOW").json().toString());
        long begin = System.nanoTime();
        eventually(() -> about(emsp, "SLOW").size() == 1);
        assertThat(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin)).isLessThan(2_500);
    }

    @Test
    void aPartnerThatFailsIsSeenAndCaughtUpWhenItIsBack() throws Exception {
        other.misbehave(Fault.UNAVAILABLE_503);
        put(LOCATIONS + "/NL/TNM/DOWN", aLocation().withId("DOWN").json().toString());
        post(aCdr().withId("C-DOWN").paidBy("FR", "OTH").json().toString());
        eventually(() -> {
            JsonNode page = deliveries(otherId, "?state=failed");
            return page.toString().contains("\"DOWN\"") && page.toString().contains("\"C-DOWN\"");
        });
        JsonNode failed = deliveries(otherId, "?state=failed&module=locations")
                .get("deliveries")
                .valueStream()
                .filter(delivery -> delivery.at("/object/id").asString().equals("DOWN"))
                .findFirst()
                .orElseThrow();
        assertThat(failed.at("/object/module").asString()).isEqualTo("locations");
        assertThat(failed.at("/last_failure/http_status").asInt()).isEqualTo(503);
        assertThat(platform.admin()
                        .get("/admin/partners/" + otherId)
                        .json()
                        .get("failed_deliveries")
                        .asLong())
                .isPositive();
        other.behave();

        eventually(() -> received(other, "locations").containsKey("DOWN"));
        eventually(() -> received(other, "cdrs").containsKey("C-DOWN"));
        eventually(() -> deliveries(otherId, "?state=failed").get("total").asLong() == 0);
    }

    @Test
    void aResyncPushesExactlyWhatDiffers() throws Exception {
        for (String id : List.of("RS-1", "RS-2", "RS-3")) {
            put(LOCATIONS + "/NL/TNM/" + id, aLocation().withId(id).json().toString());
            eventually(() -> received(emsp, "locations").containsKey(id));
        }
        emsp.lose("locations", "NL", "TNM", "RS-1");
        emsp.receive("locations", received(emsp, "locations").get("RS-2").put("name", "Something else"));
        emsp.forgetRequests();

        Http.Answer accepted =
                platform.admin().post("/admin/partners/" + emspId + "/resync", "{\"module\":\"locations\"}");
        assertThat(accepted.status()).isEqualTo(202);
        String id = accepted.json().get("id").asString();
        eventually(() -> resync(id).path("state").asString().equals("FINISHED"));
        JsonNode report = resync(id);
        assertThat(report.get("failed").asLong()).isZero();
        assertThat(report.get("compared").asLong())
                .isEqualTo(
                        report.get("pushed").asLong() + report.get("unchanged").asLong());
        assertThat(pushes(emsp))
                .contains("PUT locations/NL/TNM/RS-1", "PUT locations/NL/TNM/RS-2")
                .doesNotContain("PUT locations/NL/TNM/RS-3");
        assertThat(received(emsp, "locations").get("RS-2").get("name").asString())
                .isNotEqualTo("Something else");
    }

    @Test
    void administratorsAreToldWhatTheyAskWrongly() throws Exception {
        Http admin = platform.admin();
        assertThat(admin.get("/admin/partners/nobody/deliveries").status()).isEqualTo(404);
        assertThat(admin.get("/admin/partners/nobody/resyncs").status()).isEqualTo(404);
        assertThat(admin.post("/admin/partners/nobody/resync", "{}").status()).isEqualTo(404);
        for (String query : List.of("state=x", "module=x", "limit=0", "offset=-1", "limit=x")) {
            assertThat(admin.get("/admin/partners/" + emspId + "/deliveries?" + query)
                            .status())
                    .as(query)
                    .isEqualTo(400);
        }
        assertThat(admin.post("/admin/partners/" + emspId + "/resync", "{\"module\":\"terminals\"}")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void kill9InTheMiddleLosesNothing() throws Exception {
        // More than a snapshot's worth, so that the ledger goes on from one after the restart.
        put(
                LOCATIONS + "/NL/TNM/BUSY",
                aLocation().withId("BUSY").withEvse(anEvse("E1")).json().toString());
        for (int i = 0; i < 55; i++) {
            busy(i);
            int pushed = i + 2;
            eventually(() -> about(emsp, "BUSY").size() == pushed);
        }
        emsp.misbehave(Fault.HANG);
        Set<String> expected = new HashSet<>();
        for (int i = 0; i < 60; i++) {
            String id = "K9-" + i;
            put(LOCATIONS + "/NL/TNM/" + id, aLocation().withId(id).json().toString());
            expected.add(id);
            if (i == 30) {
                emsp.behave();
            }
        }
        platform.kill();
        platform = RunningPlatform.start(dataDir, SETTINGS);
        cpo = platform.partner(cpoToken);

        eventually(() -> received(emsp, "locations").keySet().containsAll(expected));
        eventually(() -> received(other, "locations").keySet().containsAll(expected));
        busy(55);
        eventually(() -> deliveries(emspId, "?state=acknowledged&module=locations&limit=1000")
                .toString()
                .contains("\"id\":\"BUSY\"},\"state\":\"acknowledged\",\"revision\":56,"));
        assertThat(platform.log()).doesNotContain("create and store a snapshot");
    }

    private static void busy(int second) throws Exception {
        ok(cpo.patch(
                LOCATIONS + "/NL/TNM/BUSY/E1",
                "{\"status\":\"%s\",\"last_updated\":\"2026-03-10T10:01:%02dZ\"}"
                        .formatted(second % 2 == 0 ? "CHARGING" : "AVAILABLE", second)));
    }

    private static JsonNode resync(String id) throws Exception {
        for (JsonNode resync : platform.admin()
                .get("/admin/partners/" + emspId + "/resyncs")
                .json()
                .values()) {
            if (resync.get("id").asString().equals(id)) {
                return resync;
            }
        }
        throw new AssertionError("no resync " + id);
    }

    private static JsonNode deliveries(String partner, String query) throws Exception {
        return platform.admin()
                .get("/admin/partners/" + partner + "/deliveries" + query)
                .json();
    }

    private static List<String> about(Simulator partner, String id) {
        return pushes(partner).stream()
                .filter(request -> request.matches(".*/" + id + "([/?].*)?"))
                .toList();
    }

    private static List<String> pushes(Simulator partner) {
        return partner.requests().stream()
                .filter(request -> !request.method().equals("GET"))
                .map(request -> request.method() + " " + request.path().replace("/ocpi/2.3.0/receiver/", "")
                        + (request.query().isEmpty()
                                ? ""
                                : "?type=" + request.query().get("type")))
                .toList();
    }

    private static Map<String, ObjectNode> received(Simulator partner, String module) {
        return partner.received(module).stream()
                .collect(Collectors.toMap(object -> object.get("id").asString(), Function.identity()));
    }

    private static void put(String path, String body) throws Exception {
        Http.Answer answer = cpo.put(path, body);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
    }

    private static void post(String cdr) throws Exception {
        Http.Answer answer = cpo.post("/ocpi/cpo/2.3.0/cdrs", cdr);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
    }

    private static void ok(Http.Answer answer) {
        assertThat(answer.outcome()).isEqualTo("200/1000");
    }

    private static void eventually(Callable<Boolean> condition) {
        await().atMost(Duration.ofSeconds(20)).until(condition);
    }
}
