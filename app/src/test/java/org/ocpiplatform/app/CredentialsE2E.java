package org.ocpiplatform.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ocpiplatform.app.FakePartner.Asked;
import tools.jackson.databind.JsonNode;

/** Registration between platforms, in both directions. */
class CredentialsE2E {

    private static final String PATH = "/ocpi/cpo/2.3.0/credentials";
    private static final String ALIAS = "/ocpi/emsp/2.3.0/credentials";

    @TempDir
    static Path dataDir;

    @TempDir
    static Path otherDataDir;

    private static RunningPlatform platform;

    @BeforeAll
    static void start() throws Exception {
        platform = RunningPlatform.start(dataDir);
    }

    @AfterAll
    static void stop() throws Exception {
        platform.close();
    }

    @Test
    void aPartnerRegistersChangesItsPartiesAndLeaves() throws Exception {
        try (FakePartner partner = FakePartner.start("AA1")) {
            String a = invite("AA1");
            assertThat(platform.partner(a).get("/ocpi/versions").outcome()).isEqualTo("200/1000");
            assertThat(platform.partner(a).get(PATH).outcome()).isEqualTo("404/2000");
            assertThat(platform.partner(a).get("/ocpi/emsp/2.3.0/tokens").outcome())
                    .isEqualTo("401/2000");
            Http.Answer early = platform.partner(a).put(PATH, partner.credentials("b"));
            assertThat(early.outcome()).isEqualTo("405/2000");
            assertThat(early.header("Allow")).contains("GET, POST");

            Http.Answer posted = platform.partner(a).post(ALIAS + "/", partner.credentials("token-b"));
            assertThat(posted.outcome()).isEqualTo("200/1000");
            assertThat(partner.asked)
                    .extracting(Asked::method, Asked::path, Asked::token)
                    .containsExactly(tuple("GET", "/versions", "token-b"), tuple("GET", "/2.3.0", "token-b"));
            assertThat(posted.data().get("url").asString()).endsWith("/ocpi/versions");
            assertThat(posted.data().get("roles").findValuesAsString("party_id"))
                    .contains("OCP")
                    .doesNotContain("AA1");
            String c = posted.data().get("token").asString();
            Http us = platform.partner(c);
            assertThat(platform.partner(a).get("/ocpi/versions").outcome()).isEqualTo("401/2000");
            assertThat(us.get(PATH).data().get("token").asString()).isEqualTo(c);
            Http.Answer again = us.post(PATH, partner.credentials("token-b2"));
            assertThat(again.outcome()).isEqualTo("405/2000");
            assertThat(again.header("Allow")).contains("DELETE, GET, PUT");

            assertThat(us.put("/ocpi/cpo/2.3.0/tokens/DE/AA1/T1", token("AA1")).status())
                    .isEqualTo(201);
            assertThat(us.put("/ocpi/cpo/2.3.0/tokens/DE/AA2/T1", token("AA2")).status())
                    .isEqualTo(404);
            Http.Answer put = us.put(PATH, partner.credentials("token-b3", "AA2"));
            assertThat(put.outcome()).isEqualTo("200/1000");
            assertThat(us.get(PATH).outcome()).isEqualTo("401/2000");
            us = platform.partner(put.data().get("token").asString());
            assertThat(us.put("/ocpi/cpo/2.3.0/tokens/DE/AA2/T1", token("AA2")).status())
                    .isEqualTo(201);
            assertThat(us.put("/ocpi/cpo/2.3.0/tokens/DE/AA1/T1", token("AA1")).status())
                    .isEqualTo(404);
            invite("AA1");

            JsonNode report = report("Partner AA1", "REGISTERED");
            assertThat(report.get("versions_url").asString()).isEqualTo(partner.url("/versions"));
            assertThat(report.get("endpoints").size()).isEqualTo(2);
            assertThat(report.get("last_contact_out").isString()).isTrue();
            assertThat(report.toString()).doesNotContain("token-b3");

            Http.Answer deleted = us.send("DELETE", PATH, null);
            assertThat(deleted.outcome()).isEqualTo("200/1000");
            assertThat(deleted.json().has("data")).isFalse();
            assertThat(us.get("/ocpi/versions").outcome()).isEqualTo("401/2000");
            assertThat(us.post(PATH, partner.credentials("x")).outcome()).isEqualTo("401/2000");
            invite("AA2");
            assertThat(platform.log()).doesNotContain("token-b").doesNotContain(c);
        }
    }

    @Test
    void whatTheCallBackRunsIntoIsToldAndTheTokenStays() throws Exception {
        try (FakePartner partner = FakePartner.start("BB1")) {
            String a = invite("BB1");
            Http us = platform.partner(a);
            for (int i = 0; i < 6; i++) {
                partner.answer("/versions", 500, "");
                assertThat(us.post(PATH, partner.credentials("b")).outcome()).isEqualTo("200/3001");
            }
            partner.answer(
                    "/versions",
                    200,
                    FakePartner.ok("[{\"version\":\"2.2.1\",\"url\":\"https://x.example\"}]")
                            .body());
            assertThat(us.post(PATH, partner.credentials("b")).outcome()).isEqualTo("200/3002");
            partner.answerWell();
            partner.answer(
                    "/2.3.0",
                    200,
                    FakePartner.ok("{\"version\":\"2.3.0\",\"endpoints\":[]}").body());
            assertThat(us.post(PATH, partner.credentials("b")).outcome()).isEqualTo("200/3003");
            assertThat(us.post(PATH, partner.credentials("with space")).outcome())
                    .isEqualTo("200/2001");
            assertThat(us.post(PATH, partner.credentials("b").replace("localhost", "nowhere.invalid"))
                            .outcome())
                    .isEqualTo("200/3001");
            partner.answerWell();
            Http.Answer own =
                    us.post(PATH, partner.credentials("b").replace("DE", "NL").replace("BB1", "OCP"));
            assertThat(own.outcome()).isEqualTo("200/2001");
            assertThat(own.message()).contains("ocpi.parties");
            assertThat(us.post(PATH, partner.credentials("b")).outcome()).isEqualTo("200/1000");
        }
    }

    @Test
    void ofSixteenRegistrationsWithOneTokenOneSucceeds() throws Exception {
        try (FakePartner partner = FakePartner.start("CC1");
                ExecutorService threads = Executors.newFixedThreadPool(16)) {
            Http us = platform.partner(invite("CC1"));
            CountDownLatch start = new CountDownLatch(1);
            List<Future<String>> running = new ArrayList<>();
            for (int i = 0; i < 16; i++) {
                String body = partner.credentials("token-b-" + i);
                running.add(threads.submit(() -> {
                    start.await();
                    Http.Answer answer = us.post(PATH, body);
                    return answer.outcome();
                }));
            }
            start.countDown();
            List<String> outcomes = new ArrayList<>();
            for (Future<String> each : running) {
                outcomes.add(each.get());
            }
            assertThat(outcomes).containsOnlyOnce("200/1000");
            // Whoever asks after the winner was answered has a void token.
            assertThat(outcomes).allMatch(List.of("200/1000", "405/2000", "401/2000")::contains);
        }
    }

    @Test
    void tokensAreRotatedWithoutAGapAndTheEndIsTold() throws Exception {
        try (FakePartner partner = FakePartner.start("DD1")) {
            Http.Answer posted = platform.partner(invite("DD1")).post(PATH, partner.credentials("token-b"));
            String c = posted.data().get("token").asString();
            String id = report("Partner DD1", "REGISTERED").get("id").asString();

            partner.answer("/credentials", 405, "{\"status_code\":2000,\"status_message\":\"not today token-b\"}");
            Http.Answer refused = platform.admin().post("/admin/partners/" + id + "/rotate", "");
            assertThat(refused.status()).isEqualTo(502);
            assertThat(refused.body())
                    .contains("PUT credentials")
                    .contains("not today")
                    .doesNotContain("token-b");
            assertThat(platform.partner(c).get(PATH).status()).isEqualTo(200);
            assertThat(platform.partner(partner.lastOffered()).get(PATH).status())
                    .isEqualTo(401);
        }
        try (FakePartner partner = FakePartner.start("DD2")) {
            Http.Answer posted = platform.partner(invite("DD2")).post(PATH, partner.credentials("token-b"));
            String c = posted.data().get("token").asString();
            String id = report("Partner DD2", "REGISTERED").get("id").asString();

            Http.Answer rotated = platform.admin().post("/admin/partners/" + id + "/rotate", "");
            assertThat(rotated.status()).as(rotated.toString()).isEqualTo(200);
            assertThat(partner.asked.getLast().method()).isEqualTo("PUT");
            assertThat(partner.asked.getLast().token()).isEqualTo("token-b");
            String offered = partner.lastOffered();
            assertThat(platform.partner(c).get(PATH).status()).isEqualTo(401);
            assertThat(platform.partner(offered).get(PATH).status()).isEqualTo(200);

            Http.Answer ended = platform.admin().send("DELETE", "/admin/partners/" + id, null);
            assertThat(ended.status()).isEqualTo(200);
            assertThat(ended.json().get("partner_told").asBoolean()).isTrue();
            assertThat(ended.json().get("state").asString()).isEqualTo("UNREGISTERED");
            assertThat(partner.asked.getLast().method()).isEqualTo("DELETE");
            assertThat(partner.asked.getLast().token()).isEqualTo("issued-1");
            assertThat(platform.partner(offered).get(PATH).status()).isEqualTo(401);
            invite("DD2");
        }
    }

    @Test
    void aProvisionedPartnerMayBeReachedAndMayRegister() throws Exception {
        try (FakePartner partner = FakePartner.start("EE1")) {
            String body = """
                    {"name":"Partner EE1","mode":"PROVISIONED","url":"%s","token_b":"token-b","roles":[
                     {"role":"EMSP","country_code":"DE","party_id":"EE1"}]}
                    """.formatted(partner.url("/versions"));
            partner.answer("/2.3.0", 500, "");
            Http.Answer failed = platform.admin().post("/admin/partners", body);
            assertThat(failed.status()).isEqualTo(502);
            assertThat(failed.body()).contains("version details");
            partner.answerWell();
            Http.Answer added = platform.admin().post("/admin/partners", body);
            assertThat(added.status()).isEqualTo(201);
            assertThat(report("Partner EE1", "PROVISIONED").get("endpoints").size())
                    .isEqualTo(2);

            Http us = platform.partner(added.json().get("token").asString());
            assertThat(us.post(PATH, partner.credentials("b2")).outcome()).isEqualTo("405/2000");
            Http.Answer put = us.put(PATH, partner.credentials("b2"));
            assertThat(put.outcome()).isEqualTo("200/1000");
            assertThat(report("Partner EE1", "REGISTERED")).isNotNull();
        }
    }

    @Test
    void habitsAreNoticedAndQuirksAreSet() throws Exception {
        String token = platform.provisionToken("EMSP", "DE", "FF1");
        for (int i = 0; i < 4; i++) {
            assertThat(new Http(platform.http().base(), "Token " + token)
                            .get("/ocpi/versions/")
                            .status())
                    .isEqualTo(200);
        }
        JsonNode report = report("EMSP DE-FF1", "PROVISIONED");
        for (int i = 0; i < 50 && !report.at("/quirks_seen/raw_token").asBoolean(false); i++) {
            Thread.sleep(100);
            report = report("EMSP DE-FF1", "PROVISIONED");
        }
        assertThat(report.get("quirks_seen")).hasToString("{\"raw_token\":true,\"trailing_slash\":true}");

        Http.Answer set = platform.admin()
                .put("/admin/partners/" + report.get("id").asString() + "/quirks", "{\"page_limit\":7}");
        assertThat(set.json().at("/quirks_set/page_limit").asInt()).isEqualTo(7);
    }

    @Test
    void twoPlatformsRegisterAndItHolds() throws Exception {
        RunningPlatform other = other();
        try {
            String theirA = other.admin()
                    .post("/admin/partners", """
                            {"name":"We","roles":[{"role":"CPO","country_code":"NL","party_id":"OCP"}]}
                            """)
                    .json()
                    .get("token")
                    .asString();
            String versions = other.http().base() + "/ocpi/versions";
            Http.Answer wrong = connect(versions, "wrong");
            assertThat(wrong.status()).isEqualTo(502);
            assertThat(wrong.body()).contains("versions").contains("401");
            assertThat(connect("ftp://localhost/versions", theirA).status()).isEqualTo(400);
            Http.Answer connected = connect(versions, theirA);
            assertThat(connected.status()).as(connected.toString()).isEqualTo(201);
            assertThat(connected.json().get("state").asString()).isEqualTo("REGISTERED");
            assertThat(connected.json().at("/roles/0/party_id").asString()).isEqualTo("XYZ");
            assertThat(connected.json().has("token")).isFalse();
            String id = connected.json().get("id").asString();
            // An attempt that failed is no partner.
            assertThat(named("They")).hasSize(1);

            // Killed, they still know each other: each call presents a token that only the other has.
            other.kill();
            other = other("--ocpi.public-url=" + other.http().base(), "--server.port=" + port(other));
            Http.Answer rotated = platform.admin().post("/admin/partners/" + id + "/rotate", "");
            assertThat(rotated.status()).as(rotated.toString()).isEqualTo(200);
            String back =
                    other.admin().get("/admin/partners").json().get(0).get("id").asString();
            rotated = other.admin().post("/admin/partners/" + back + "/rotate", "");
            assertThat(rotated.status()).as(rotated.toString()).isEqualTo(200);

            Http.Answer ended = platform.admin().send("DELETE", "/admin/partners/" + id, null);
            assertThat(ended.json().get("partner_told").asBoolean()).isTrue();
            assertThat(other.admin()
                            .get("/admin/partners/" + back)
                            .json()
                            .get("state")
                            .asString())
                    .isEqualTo("UNREGISTERED");
        } finally {
            other.close();
        }
    }

    private static RunningPlatform other(String... more) throws Exception {
        List<String> settings = new ArrayList<>(List.of(
                "--ocpi.parties[0].role=EMSP",
                "--ocpi.parties[0].country-code=DE",
                "--ocpi.parties[0].party-id=XYZ",
                "--ocpi.parties[0].business-details.name=They"));
        Collections.addAll(settings, more);
        return RunningPlatform.start(otherDataDir, settings.toArray(String[]::new));
    }

    private static int port(RunningPlatform running) {
        String base = running.http().base();
        return Integer.parseInt(base.substring(base.lastIndexOf(':') + 1));
    }

    private static Http.Answer connect(String versionsUrl, String token) throws Exception {
        return platform.admin()
                .post(
                        "/admin/partners/connect",
                        "{\"name\":\"They\",\"versions_url\":\"" + versionsUrl + "\",\"token\":\"" + token + "\"}");
    }

    /** Invites the eMSP DE-{@code party} and returns its token A. */
    private static String invite(String party) throws Exception {
        Http.Answer answer = platform.admin().post("/admin/partners", """
                {"name":"Partner %1$s","roles":[{"role":"EMSP","country_code":"DE","party_id":"%1$s"}]}
                """.formatted(party));
        assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
        assertThat(answer.json().get("state").asString()).isEqualTo("INVITED");
        return answer.json().get("token").asString();
    }

    private static List<JsonNode> named(String name) throws Exception {
        List<JsonNode> found = new ArrayList<>();
        for (JsonNode partner : platform.admin().get("/admin/partners").json()) {
            if (partner.get("name").asString().equals(name)) {
                found.add(partner);
            }
        }
        return found;
    }

    private static JsonNode report(String name, String state) throws Exception {
        return named(name).stream()
                .filter(partner -> partner.get("state").asString().equals(state))
                .findFirst()
                .orElseThrow();
    }

    private static String token(String party) {
        return """
                {"country_code":"DE","party_id":"%s","uid":"T1","type":"RFID","contract_id":"C1","issuer":"Fake",
                 "valid":true,"whitelist":"ALWAYS","last_updated":"2026-01-01T00:00:00Z"}
                """.formatted(party);
    }
}
