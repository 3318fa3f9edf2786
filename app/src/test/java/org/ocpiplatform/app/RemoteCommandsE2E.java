package org.ocpiplatform.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ocpiplatform.ocpi.json.OcpiJson;
import tools.jackson.databind.JsonNode;

/** Our eMSP side of Commands and ChargingProfiles: NL-OCP asks charge points of the CPO NL-TNM. */
class RemoteCommandsE2E {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String COMMANDS = "/admin/remote-commands/";
    private static final String PROFILES = "/admin/charging-profiles/";

    @TempDir
    static Path dataDir;

    private static final List<String> SETTINGS = new ArrayList<>();
    private static RunningPlatform platform;
    private static Cpo cpo;
    private static Http cpoHttp;
    private static Http otherHttp;

    /** A request that the CPO got. */
    record Asked(String method, URI url, String from, String to, JsonNode body) {

        String responseUrl() {
            return body.path("response_url").asString();
        }
    }

    /** A CPO's platform, which does as the location or session that is meant says. */
    static final class Cpo implements AutoCloseable {

        final List<Asked> asked = new CopyOnWriteArrayList<>();
        private final HttpServer server;

        Cpo() throws IOException {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/", this::handle);
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.start();
        }

        String url(String path) {
            return "http://localhost:" + server.getAddress().getPort() + path;
        }

        private void handle(HttpExchange exchange) throws IOException {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            String answer = switch (exchange.getRequestURI().getPath()) {
                case "/versions" -> ok("[{\"version\":\"2.3.0\",\"url\":\"" + url("/2.3.0") + "\"}]");
                case "/2.3.0" -> ok("""
                        {"version":"2.3.0","endpoints":[
                         {"identifier":"credentials","role":"SENDER","url":"%1$s/credentials"},
                         {"identifier":"commands","role":"RECEIVER","url":"%1$s/commands"},
                         {"identifier":"chargingprofiles","role":"RECEIVER","url":"%1$s/profiles"}]}
                        """.formatted(url("")));
                default -> asked(exchange, body.isEmpty() ? "{}" : body);
            };
            byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        }

        private String asked(HttpExchange exchange, String body) {
            var headers = exchange.getRequestHeaders();
            JsonNode json = OcpiJson.mapper().readTree(body);
            asked.add(new Asked(
                    exchange.getRequestMethod(),
                    exchange.getRequestURI(),
                    headers.getFirst("OCPI-from-country-code") + "-" + headers.getFirst("OCPI-from-party-id"),
                    headers.getFirst("OCPI-to-country-code") + "-" + headers.getFirst("OCPI-to-party-id"),
                    json));
            return switch (json.path("location_id").asString("")) {
                case "REFUSED" ->
                    ok(
                            "{\"result\":\"REJECTED\",\"timeout\":0,\"message\":[{\"language\":\"en\",\"text\":\"closed\"}]}");
                case "UNKNOWN" ->
                    "{\"data\":{\"result\":\"REJECTED\",\"timeout\":0},\"status_code\":2003,\"status_message\":\"no such location\"}";
                case "SHORT" -> ok("{\"result\":\"ACCEPTED\",\"timeout\":1}");
                case "HANGS" -> {
                    try {
                        TimeUnit.SECONDS.sleep(8);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                    yield ok("{\"result\":\"ACCEPTED\",\"timeout\":30}");
                }
                case "WHILE" -> ok("{\"result\":\"ACCEPTED\",\"timeout\":15}");
                default -> ok("{\"result\":\"ACCEPTED\",\"timeout\":30}");
            };
        }

        static String ok(String data) {
            return "{\"data\":" + data + ",\"status_code\":1000,\"timestamp\":\"2026-01-01T00:00:00Z\"}";
        }

        Asked of(String uid) {
            return asked.stream()
                    .filter(request -> (request.url().toString() + request.body()).contains(uid))
                    .findFirst()
                    .orElseThrow();
        }

        @Override
        public void close() {
            server.stop(0);
        }
    }

    @BeforeAll
    static void start() throws Exception {
        SETTINGS.addAll(List.of(
                "--server.port=" + RunningPlatform.freePort(),
                "--ocpi.sync.enabled=false",
                "--ocpi.outbound.timeout=3s",
                "--ocpi.outbound.allow-private-addresses=true"));
        platform = RunningPlatform.start(dataDir, SETTINGS.toArray(String[]::new));
        cpo = new Cpo();
        cpoHttp = platform.partner(provision(cpo, "TNM"));
        otherHttp = platform.provision("CPO", "NL", "TWO");
    }

    @AfterAll
    static void stop() throws Exception {
        platform.close();
        cpo.close();
    }

    @Test
    void aCommandSucceedsAndItsHistoryIsTold() throws Exception {
        String uid = start("OK");
        awaitState(uid, "ACCEPTED");
        Asked asked = cpo.of(uid);
        assertThat(asked.method() + " " + asked.url()).isEqualTo("POST /commands/START_SESSION");
        assertThat(asked.from() + " to " + asked.to()).isEqualTo("NL-OCP to NL-TNM");
        assertThat(asked.responseUrl()).endsWith("/ocpi/emsp/2.3.0/commands/START_SESSION/" + uid);
        assertThat(asked.body().at("/token/uid").asString()).isEqualTo("SECRETUID");

        Http.Answer answer = post(asked, "ACCEPTED");
        assertThat(answer.outcome()).isEqualTo("200/1000");
        assertThat(answer.json().has("data")).isFalse();
        assertThat(post(asked, "FAILED").outcome()).isEqualTo("200/1000");

        JsonNode report = report(uid);
        assertThat(report.get("state").asString()).isEqualTo("SUCCEEDED");
        assertThat(report.get("direction").asString()).isEqualTo("OUTGOING");
        assertThat(report.get("command").asString()).isEqualTo("START_SESSION");
        assertThat(report.get("timeout").asInt()).isEqualTo(30);
        assertThat(report.get("response").toString())
                .isEqualTo("{\"result\":\"ACCEPTED\",\"timeout\":30,\"message\":[]}");
        assertThat(report.get("result").toString()).isEqualTo("{\"result\":\"ACCEPTED\",\"message\":[]}");
        assertThat(report.toString()).doesNotContain("SECRETUID");
        assertThat(history(uid))
                .containsExactly(
                        "NL-OCP asks NL-TNM to start a session at OK",
                        "Sent",
                        "NL-TNM accepted it; a result is due within 30 seconds",
                        "Result ACCEPTED: the charge point will do it",
                        "A further result came and changes nothing: FAILED");
        assertThat(platform.admin()
                        .get("/admin/remote-commands?direction=OUTGOING&state=SUCCEEDED&command=START_SESSION")
                        .body())
                .contains(uid);
        assertThat(platform.admin().get("/admin/remote-commands?state=EXPIRED").body())
                .doesNotContain(uid);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "REFUSED | NL-TNM refused it: REJECTED (closed)",
                "UNKNOWN | NL-TNM refused it: REJECTED, the location is unknown there (no such location)"
            })
    void aRefusalSaysWhy(String location, String text) throws Exception {
        String uid = start(location);
        awaitState(uid, "REFUSED");
        assertThat(history(uid)).last().isEqualTo(text);
        assertThat(post(cpo.of(uid), "ACCEPTED").outcome()).isEqualTo("200/1000");
        assertThat(report(uid).get("state").asString()).isEqualTo("REFUSED");
    }

    @Test
    void aResultThatDoesNotComeIsGivenUpAndALateOneIsRecorded() throws Exception {
        String uid = start("SHORT");
        awaitState(uid, "EXPIRED");
        assertThat(history(uid)).last().isEqualTo("No result came within 1 second");
        assertThat(post(cpo.of(uid), "ACCEPTED").outcome()).isEqualTo("200/1000");
        assertThat(report(uid).get("state").asString()).isEqualTo("EXPIRED");
        assertThat(report(uid).at("/result/result").asString()).isEqualTo("ACCEPTED");
        assertThat(history(uid)).last().isEqualTo("A result came after the deadline: ACCEPTED");
    }

    @Test
    void aFailureAtTheChargePointIsAFailure() throws Exception {
        String uid = start("OK");
        awaitState(uid, "ACCEPTED");
        assertThat(post(cpo.of(uid), "EVSE_OCCUPIED").outcome()).isEqualTo("200/1000");
        assertThat(report(uid).get("state").asString()).isEqualTo("FAILED");
    }

    @Test
    void onlyWhoWasAskedTellsTheResultOfWhatItWasAsked() throws Exception {
        String uid = start("OK");
        awaitState(uid, "ACCEPTED");
        String path = URI.create(cpo.of(uid).responseUrl()).getPath();
        String result = "{\"result\":\"ACCEPTED\"}";

        assertThat(otherHttp.post(path, result).outcome()).isEqualTo("404/2000");
        assertThat(cpoHttp.post(path.replace("START", "STOP"), result).outcome())
                .isEqualTo("404/2000");
        assertThat(cpoHttp.post(path.replace("START_SESSION", "DANCE"), result).outcome())
                .isEqualTo("404/2000");
        assertThat(cpoHttp.post(path.replace("commands/START_SESSION", "chargingprofiles/CLEAR_PROFILE"), result)
                        .outcome())
                .isEqualTo("404/2000");
        assertThat(cpoHttp.post(path.replace(uid, "00000000-0000-4000-8000-000000000000"), result)
                        .outcome())
                .isEqualTo("404/2000");
        assertThat(cpoHttp.post(path.replace(uid, "x"), result).outcome()).isEqualTo("404/2000");
        assertThat(cpoHttp.post(path, "{\"result\":\"UNKNOWN\"}").outcome()).isEqualTo("200/2001");
        assertThat(cpoHttp.post(path, "{}").outcome()).isEqualTo("200/2001");
        assertThat(cpoHttp.post(path, "{").outcome()).isEqualTo("400/2001");
        assertThat(report(uid).get("state").asString()).isEqualTo("ACCEPTED");
        assertThat(cpoHttp.post(path, result).outcome()).isEqualTo("200/1000");
    }

    @Test
    void aPartnerThatHangsMayHaveTheCommand() throws Exception {
        String uid = start("HANGS");
        await().atMost(PATIENCE).until(() -> history(uid).getLast().startsWith("The answer of NL-TNM is lost"));
        assertThat(report(uid).get("state").asString()).isEqualTo("REQUESTED");
        assertThat(post(cpo.of(uid), "ACCEPTED").outcome()).isEqualTo("200/1000");
        assertThat(report(uid).get("state").asString()).isEqualTo("SUCCEEDED");
    }

    @Test
    void aPartnerThatIsDownDoesNotHaveIt() throws Exception {
        Cpo down = new Cpo();
        provision(down, "DWN");
        down.close();
        String uid = start("OK", "DWN");
        awaitState(uid, "REFUSED");
        assertThat(history(uid)).last().asString().startsWith("NL-DWN does not have it: POST ");
    }

    @Test
    void profilesAreAskedForSetAndCleared() throws Exception {
        String query = "?to_country_code=NL&to_party_id=TNM";
        String asked = uid(platform.admin().get(PROFILES + "S%2F1" + query + "&duration=900"));
        awaitProfile(asked, "ACCEPTED");
        Asked get = cpo.of(asked);
        assertThat(get.method() + " " + get.url().getRawPath()).isEqualTo("GET /profiles/S%2F1");
        assertThat(get.url().getQuery())
                .startsWith("duration=900&response_url=" + platform.http().base());
        assertThat(cpoHttp.post("/ocpi/emsp/2.3.0/chargingprofiles/ACTIVE_CHARGING_PROFILE/" + asked, """
                {"result":"ACCEPTED","profile":{"start_date_time":"2026-03-01T10:00:00Z","charging_profile":{
                 "charging_rate_unit":"W","charging_profile_period":[{"start_period":0,"limit":11000}]}}}
                """)
                        .outcome())
                .isEqualTo("200/1000");
        JsonNode report = profileReport(asked);
        assertThat(report.get("state").asString()).isEqualTo("SUCCEEDED");
        assertThat(report.get("operation").asString()).isEqualTo("ACTIVE_CHARGING_PROFILE");
        assertThat(report.at("/result/profile/charging_profile/charging_rate_unit")
                        .asString())
                .isEqualTo("W");

        String set = uid(platform.admin().post(PROFILES + "S1", """
                {"to":{"country_code":"nl","party_id":"tnm"},"charging_profile":{"charging_rate_unit":"A",
                 "charging_profile_period":[{"start_period":0,"limit":16}]}}
                """));
        awaitProfile(set, "ACCEPTED");
        assertThat(cpo.of(set).method() + " " + cpo.of(set).url()).isEqualTo("PUT /profiles/S1");
        assertThat(cpo.of(set).body().at("/charging_profile/charging_rate_unit").asString())
                .isEqualTo("A");
        assertThat(post(cpo.of(set), "REJECTED").outcome()).isEqualTo("200/1000");
        assertThat(profileReport(set).get("state").asString()).isEqualTo("FAILED");

        String cleared = uid(platform.admin().send("DELETE", PROFILES + "S1" + query, null));
        awaitProfile(cleared, "ACCEPTED");
        assertThat(cpo.of(cleared).method()).isEqualTo("DELETE");
        assertThat(cpoHttp.post(
                                "/ocpi/emsp/2.3.0/chargingprofiles/CLEAR_PROFILE/" + cleared,
                                "{\"result\":\"UNKNOWN\"}")
                        .outcome())
                .isEqualTo("200/1000");
        assertThat(profileReport(cleared).get("state").asString()).isEqualTo("FAILED");
        assertThat(platform.admin().get(COMMANDS + cleared).status()).isEqualTo(404);
    }

    @Test
    void whatWaitsWhenThePlatformIsKilledComesToItsEnd() throws Exception {
        String taken = start("WHILE");
        String expires = start("WHILE");
        awaitState(taken, "ACCEPTED");
        awaitState(expires, "ACCEPTED");
        String interrupted = start("HANGS");
        await().atMost(PATIENCE)
                .until(() -> cpo.asked.stream()
                        .anyMatch(asked -> asked.body().toString().contains(interrupted)));
        platform.kill();
        platform = RunningPlatform.start(dataDir, SETTINGS.toArray(String[]::new));

        assertThat(post(cpo.of(taken), "ACCEPTED").outcome()).isEqualTo("200/1000");
        assertThat(report(taken).get("state").asString()).isIn("SUCCEEDED", "EXPIRED");
        awaitState(expires, "EXPIRED");
        await().atMost(PATIENCE)
                .until(() -> history(interrupted).getLast().endsWith("the platform was stopped while it was sending"));
        assertThat(cpo.asked.stream().filter(asked -> asked.body().toString().contains(interrupted)))
                .hasSize(1);
        assertThat(post(cpo.of(interrupted), "ACCEPTED").outcome()).isEqualTo("200/1000");
        assertThat(report(interrupted).get("state").asString()).isEqualTo("SUCCEEDED");
    }

    private static String provision(Cpo partner, String party) throws Exception {
        Http.Answer answer = platform.admin().post("/admin/partners", """
                {"name":"%1$s","mode":"PROVISIONED","url":"%2$s","token_b":"b",
                 "roles":[{"role":"CPO","country_code":"NL","party_id":"%1$s"}]}
                """.formatted(party, partner.url("/versions")));
        assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
        return answer.json().get("token").asString();
    }

    private static String start(String location) throws Exception {
        return start(location, "TNM");
    }

    private static String start(String location, String party) throws Exception {
        return uid(platform.admin().post(COMMANDS + "START_SESSION", """
                {"to":{"country_code":"NL","party_id":"%s"},"command":{"location_id":"%s","token":{
                 "country_code":"NL","party_id":"OCP","uid":"SECRETUID","type":"APP_USER","contract_id":"C1",
                 "issuer":"OCP","valid":true,"whitelist":"NEVER","last_updated":"2026-03-01T09:00:00Z"}}}
                """.formatted(party, location)));
    }

    private static String uid(Http.Answer answer) {
        assertThat(answer.status()).as(answer.toString()).isEqualTo(202);
        return answer.json().get("uid").asString();
    }

    private static Http.Answer post(Asked asked, String result) throws Exception {
        return cpoHttp.post(URI.create(asked.responseUrl()).getPath(), "{\"result\":\"" + result + "\"}");
    }

    private static JsonNode report(String uid) throws Exception {
        return platform.admin().get(COMMANDS + uid).json();
    }

    private static JsonNode profileReport(String uid) throws Exception {
        return platform.admin().get(PROFILES + "requests/" + uid).json();
    }

    private static List<String> history(String uid) throws Exception {
        return StreamSupport.stream(report(uid).get("history").spliterator(), false)
                .map(note -> note.get("text").asString())
                .toList();
    }

    private static void awaitState(String uid, String state) {
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(report(uid).get("state").asString())
                        .as(report(uid).toString())
                        .isEqualTo(state));
    }

    private static void awaitProfile(String uid, String state) {
        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(profileReport(uid).get("state").asString()).isEqualTo(state));
    }
}
