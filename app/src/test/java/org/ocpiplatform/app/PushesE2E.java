package org.ocpiplatform.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ocpiplatform.ocpi.cdrs.Cdrs.aCdr;
import static org.ocpiplatform.ocpi.locations.Locations.aLocation;
import static org.ocpiplatform.ocpi.locations.Locations.anEvse;
import static org.ocpiplatform.ocpi.tariffs.Tariffs.aTariff;
import static org.ocpiplatform.ocpi.tokens.Tokens.aToken;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class PushesE2E {

    private static final String LOCATIONS = "/ocpi/cpo/2.3.0/locations";
    private static final String SESSIONS = "/ocpi/cpo/2.3.0/sessions";
    private static final String T1 = "2026-03-10T10:01:00Z";
    private static final String[] SETTINGS = {
        "--ocpi.pushes.redelivery-delays=1s", "--ocpi.pushes.redelivery-interval=1s", "--ocpi.outbound.timeout=3s"
    };

    @TempDir
    static Path dataDir;

    private static RunningPlatform platform;
    private static FakeReceiver emsp;
    private static FakeReceiver other;
    private static FakeReceiver cpoSystem;
    private static String emspId;
    private static String otherId;
    private static String cpoToken;
    private static String mspToken;
    private static Http cpo;

    @BeforeAll
    static void start() throws Exception {
        platform = RunningPlatform.start(dataDir, SETTINGS);
        emsp = new FakeReceiver();
        other = new FakeReceiver();
        cpoSystem = new FakeReceiver();
        emspId = emsp.provision(platform, "EMSP", "DE", "ABC");
        otherId = other.provision(platform, "EMSP", "FR", "OTH");
        cpoSystem.provision(platform, "CPO", "BE", "CPO");
        cpoToken = platform.provisionToken("CPO", "NL", "TNM");
        mspToken = platform.provisionToken("EMSP", "NL", "MSP");
        cpo = platform.partner(cpoToken);
    }

    @AfterEach
    void calm() {
        for (FakeReceiver partner : List.of(emsp, other, cpoSystem)) {
            partner.goOn();
            partner.answering(200);
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

        for (FakeReceiver partner : List.of(emsp, other)) {
            eventually(() -> about(partner, "Loc-1")
                    .equals(List.of("PUT locations/NL/TNM/Loc-1", "PATCH locations/NL/TNM/Loc-1/E1")));
        }
        FakeReceiver.Received patch = emsp.received.stream()
                .filter(push -> push.toString().equals("PATCH locations/NL/TNM/Loc-1/E1"))
                .findFirst()
                .orElseThrow();
        assertThat(patch.body().toString()).isEqualTo("{\"status\":\"CHARGING\",\"last_updated\":\"" + T1 + "\"}");
        assertThat(patch.to()).isEqualTo("DEABC");
        assertThat(patch.from()).isEqualTo("NLTNM");
        assertThat(patch.correlationId()).isEqualTo("tied-together");
        assertThat(about(cpoSystem, "Loc-1")).isEmpty();
    }

    @Test
    void aPatchOfAnUnknownObjectIsFollowedByTheWhole() throws Exception {
        put(LOCATIONS + "/NL/TNM/GONE", aLocation().withId("GONE").json().toString());
        eventually(() -> emsp.objects.containsKey("/r/locations/NL/TNM/GONE"));
        emsp.objects.remove("/r/locations/NL/TNM/GONE");
        ok(cpo.patch(LOCATIONS + "/NL/TNM/GONE", "{\"name\":\"Anew\",\"last_updated\":\"" + T1 + "\"}"));

        eventually(() -> emsp.objects.containsKey("/r/locations/NL/TNM/GONE"));
        assertThat(emsp.objects.get("/r/locations/NL/TNM/GONE").get("name").asString())
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

        eventually(() -> about(emsp, "S-1").size() == 1 && emsp.objects.containsKey("/r/cdrs/kept/C-1"));
        eventually(() -> about(other, "S-2").size() == 1);
        assertThat(about(other, "S-1")).isEmpty();
        assertThat(about(emsp, "S-2")).isEmpty();
        assertThat(other.objects).doesNotContainKey("/r/cdrs/kept/C-1");
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
        other.hang();
        put(LOCATIONS + "/NL/TNM/SLOW", aLocation().withId("SLOW").json().toString());
        long begin = System.nanoTime();
        eventually(() -> about(emsp, "SLOW").size() == 1);
        assertThat(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin)).isLessThan(2_500);
    }

    @Test
    void aPartnerThatFailsIsSeenAndCaughtUpWhenItIsBack() throws Exception {
        other.answering(503);
        put(LOCATIONS + "/NL/TNM/DOWN", aLocation().withId("DOWN").json().toString());
        post(aCdr().withId("C-DOWN").paidBy("FR", "OTH").json().toString());
        eventually(() -> {
            JsonNode page = deliveries(otherId, "?state=failed");
            return page.toString().contains("\"DOWN\"") && page.toString().contains("\"C-DOWN\"");
        });
        JsonNode failed = deliveries(otherId, "?state=failed&module=locations").at("/deliveries/0");
        assertThat(failed.at("/object/module").asString()).isEqualTo("locations");
        assertThat(failed.at("/last_failure/http_status").asInt()).isEqualTo(503);
        assertThat(platform.admin()
                        .get("/admin/partners/" + otherId)
                        .json()
                        .get("failed_deliveries")
                        .asLong())
                .isPositive();
        other.answering(200);

        eventually(() -> other.objects.containsKey("/r/locations/NL/TNM/DOWN"));
        eventually(() -> other.objects.containsKey("/r/cdrs/kept/C-DOWN"));
        eventually(() -> deliveries(otherId, "?state=failed").get("total").asLong() == 0);
    }

    @Test
    void aResyncPushesExactlyWhatDiffers() throws Exception {
        for (String id : List.of("RS-1", "RS-2", "RS-3")) {
            put(LOCATIONS + "/NL/TNM/" + id, aLocation().withId(id).json().toString());
            eventually(() -> emsp.objects.containsKey("/r/locations/NL/TNM/" + id));
        }
        emsp.objects.remove("/r/locations/NL/TNM/RS-1");
        emsp.objects.computeIfPresent(
                "/r/locations/NL/TNM/RS-2",
                (path, json) -> ((tools.jackson.databind.node.ObjectNode) json)
                        .deepCopy()
                        .put("name", "Something else"));
        int before = emsp.received.size();

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
        assertThat(emsp.requests().subList(before, emsp.received.size()))
                .contains("PUT locations/NL/TNM/RS-1", "PUT locations/NL/TNM/RS-2")
                .doesNotContain("PUT locations/NL/TNM/RS-3");
        assertThat(emsp.objects.get("/r/locations/NL/TNM/RS-2").get("name").asString())
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
        emsp.hang();
        Set<String> expected = new HashSet<>();
        for (int i = 0; i < 60; i++) {
            String id = "K9-" + i;
            put(LOCATIONS + "/NL/TNM/" + id, aLocation().withId(id).json().toString());
            expected.add("/r/locations/NL/TNM/" + id);
            if (i == 30) {
                emsp.goOn();
            }
        }
        platform.kill();
        platform = RunningPlatform.start(dataDir, SETTINGS);
        cpo = platform.partner(cpoToken);

        eventually(() -> emsp.objects.keySet().containsAll(expected));
        eventually(() -> other.objects.keySet().containsAll(expected));
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

    private static List<String> about(FakeReceiver partner, String id) {
        return partner.received.stream()
                .map(FakeReceiver.Received::toString)
                .filter(request -> request.matches(".*/" + id + "([/?].*)?"))
                .toList();
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

    private static void eventually(Callable<Boolean> condition) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!condition.call()) {
            assertThat(System.nanoTime()).as("in time").isLessThan(deadline);
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }
}
