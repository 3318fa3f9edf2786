package org.ocpiplatform.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.ocpiplatform.ocpi.InterfaceRole.RECEIVER;
import static org.ocpiplatform.ocpi.InterfaceRole.SENDER;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ocpiplatform.ocpi.json.OcpiJson;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Every fault is what it says, seen by a client that knows nothing of the simulator. */
class FaultsIT {

    private final Simulator cpo =
            Simulator.start(Settings.of(PartnerRole.CPO, "NL", "SIM").withPageLimit(3));
    private final Simulator emsp = Simulator.start(Settings.of(PartnerRole.EMSP, "DE", "EMS"));
    private final HttpClient client = HttpClient.newHttpClient();
    private String url;

    @BeforeEach
    void publish() {
        emsp.register(cpo.versionsUrl(), cpo.tokenA().orElseThrow());
        cpo.publishSamples("locations", 8);
        url = emsp.partnerUrl("locations", SENDER);
    }

    @AfterEach
    void close() {
        cpo.close();
        emsp.close();
        client.shutdownNow();
    }

    private HttpRequest.Builder request(String target) {
        return HttpRequest.newBuilder(URI.create(target))
                .timeout(Duration.ofSeconds(2))
                .header("Authorization", authorization());
    }

    private String authorization() {
        return Client.authorization(emsp.partner().orElseThrow().credentials().token(), false);
    }

    private HttpResponse<String> get(String target) throws IOException, InterruptedException {
        return client.send(request(target).build(), BodyHandlers.ofString());
    }

    private static JsonNode json(HttpResponse<String> response) {
        return OcpiJson.mapper().readTree(response.body());
    }

    private static List<String> ids(HttpResponse<String> response) {
        List<String> ids = new ArrayList<>();
        json(response).path("data").forEach(each -> ids.add(each.path("id").asString("")));
        return ids;
    }

    private static String next(HttpResponse<String> response) {
        return TwoSimulatorsIT.target(response.headers().firstValue("Link").orElseThrow());
    }

    @ParameterizedTest
    @CsvSource({
        "ERROR_500, 500, 0",
        "UNAVAILABLE_503, 503, 0",
        "OCPI_2001, 200, 2001",
        "OCPI_3000, 200, 3000",
        "UNAUTHORIZED, 401, 2000"
    })
    void refusals(Fault fault, int status, int code) throws Exception {
        cpo.misbehave(fault);
        HttpResponse<String> response = get(url);

        assertThat(response.statusCode()).isEqualTo(status);
        if (code > 0) {
            assertThat(json(response).path("status_code").asInt()).isEqualTo(code);
        }
        assertThat(response.headers().firstValue("Retry-After").isPresent()).isEqualTo(status == 503);
        assertThat(cpo.requests().getLast().status()).isEqualTo(status);
    }

    @Test
    void endWithGoodBehaviour() throws Exception {
        cpo.misbehave(Fault.ERROR_500);
        assertThat(get(url).statusCode()).isEqualTo(500);
        cpo.behave();
        assertThat(get(url).statusCode()).isEqualTo(200);
    }

    @Test
    void concernOneModule() throws Exception {
        cpo.misbehave(Fault.ERROR_500, "tariffs");

        assertThat(get(url).statusCode()).isEqualTo(200);
        assertThat(get(emsp.partnerUrl("tariffs", SENDER)).statusCode()).isEqualTo(500);
        assertThat(get(cpo.versionsUrl()).statusCode()).isEqualTo(200);
    }

    @Test
    void endAfterSoManyRequests() throws Exception {
        cpo.misbehave(Fault.ERROR_500, "locations", 2);

        assertThat(List.of(get(url).statusCode(), get(url).statusCode(), get(url).statusCode()))
                .containsExactly(500, 500, 200);
    }

    @Test
    void patch404() {
        cpo.misbehave(Fault.PATCH_404);
        emsp.publishSamples("tokens", 1);
        String token = emsp.partnerUrl("tokens", RECEIVER, "DE", "EMS", "CARD1");

        assertThat(emsp.put(token, emsp.published("tokens").getFirst()).status())
                .isEqualTo(201);
        assertThat(emsp.patch(token, "{\"valid\":false,\"last_updated\":\"2026-02-01T00:00:00Z\"}")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void hang() throws Exception {
        cpo.misbehave(Fault.HANG);

        assertThatIOException().isThrownBy(() -> get(url)).isInstanceOf(HttpTimeoutException.class);
        assertThat(cpo.requests("GET", "/locations").getLast().status()).isZero();
    }

    @Test
    void drip() throws Exception {
        cpo.misbehave(Fault.DRIP);
        long start = System.nanoTime();
        HttpResponse<InputStream> response = client.send(request(url).build(), BodyHandlers.ofInputStream());
        try (InputStream body = response.body()) {
            assertThat(new String(body.readNBytes(3), StandardCharsets.UTF_8)).isEqualTo("{\"d");
        }

        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .isBetween(Duration.ofMillis(1900), Duration.ofSeconds(6));
    }

    @Test
    void closeTheConnection() {
        cpo.misbehave(Fault.CLOSE);

        assertThatIOException()
                .isThrownBy(() -> get(url))
                .isNotInstanceOf(HttpTimeoutException.class)
                .isNotInstanceOf(ConnectException.class);
    }

    @Test
    void down() throws Exception {
        cpo.misbehave(Fault.DOWN);
        assertThatIOException().isThrownBy(() -> get(url)).isInstanceOf(ConnectException.class);

        cpo.behave();
        assertThat(get(url).statusCode()).isEqualTo(200);
        assertThatIllegalArgumentException().isThrownBy(() -> cpo.misbehave(Fault.DOWN, "locations"));
        assertThatIllegalArgumentException().isThrownBy(() -> cpo.misbehave(Fault.HANG, "location"));
    }

    @ParameterizedTest
    @CsvSource({"GARBAGE, application/json", "HTML, text/html"})
    void noJson(Fault fault, String type) throws Exception {
        cpo.misbehave(fault);
        HttpResponse<String> response = get(url);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).contains(type);
        assertThatExceptionOfType(JacksonException.class).isThrownBy(() -> json(response));
    }

    @Test
    void noEnvelope() throws Exception {
        cpo.misbehave(Fault.NO_ENVELOPE);

        assertThat(json(get(url)).isArray()).isTrue();
        assertThat(json(get(url + "/LOC1")).path("id").asString()).isEqualTo("LOC1");
    }

    @Test
    void gigantic() throws Exception {
        cpo.misbehave(Fault.GIGANTIC);
        HttpResponse<InputStream> response = client.send(request(url).build(), BodyHandlers.ofInputStream());

        try (InputStream body = response.body()) {
            assertThat(body.skip(Long.MAX_VALUE)).isGreaterThan(Answer.GIGANTIC_BYTES);
        }
    }

    @Test
    void redirect() throws Exception {
        cpo.otherHost("http://127.0.0.2:1");
        cpo.misbehave(Fault.REDIRECT);
        HttpResponse<String> response = get(url + "?limit=1");

        assertThat(response.statusCode()).isEqualTo(302);
        assertThat(response.headers().firstValue("Location"))
                .contains("http://127.0.0.2:1/ocpi/2.3.0/sender/locations?limit=1");
    }

    @Test
    void linkToItself() throws Exception {
        cpo.misbehave(Fault.LINK_TO_ITSELF);

        assertThat(next(get(url + "?offset=3"))).isEqualTo(url + "?offset=3");
    }

    @Test
    void linkToOtherHost() throws Exception {
        cpo.misbehave(Fault.LINK_TO_OTHER_HOST);

        assertThat(next(get(url))).isEqualTo("http://elsewhere.invalid/ocpi/2.3.0/sender/locations?offset=3&limit=3");
    }

    @Test
    void linkForEver() throws Exception {
        cpo.misbehave(Fault.LINK_FOR_EVER);
        String page = url;
        for (int i = 0; i < 10; i++) {
            HttpResponse<String> response = get(page);
            assertThat(ids(response)).hasSize(3);
            assertThat(next(response)).isNotEqualTo(page);
            page = next(response);
        }
    }

    @Test
    void wrongTotal() throws Exception {
        cpo.misbehave(Fault.TOTAL_WRONG);

        assertThat(get(url).headers().firstValue("X-Total-Count")).contains("1008");
    }

    @Test
    void totalThatDropsWhileObjectsMoveUp() throws Exception {
        cpo.misbehave(Fault.TOTAL_DROPS);
        HttpResponse<String> first = get(url);
        HttpResponse<String> second = get(next(first));

        assertThat(first.headers().firstValue("X-Total-Count")).contains("8");
        assertThat(ids(first)).containsExactly("LOC1", "LOC2", "LOC3");
        assertThat(second.headers().firstValue("X-Total-Count")).contains("7");
        assertThat(ids(second)).containsExactly("LOC5", "LOC6", "LOC7");
        assertThat(ids(get(url + "?offset=2&limit=3"))).containsExactly("LOC4", "LOC5", "LOC6");
    }

    @ParameterizedTest
    @CsvSource({"SMALL_PAGES, 3", "SMALL_LIMIT, 2"})
    void smallPages(Fault fault, String limit) throws Exception {
        cpo.misbehave(fault);
        HttpResponse<String> response = get(url + "?limit=3");

        assertThat(ids(response)).containsExactly("LOC1", "LOC2");
        assertThat(response.headers().firstValue("X-Limit")).contains(limit);
        assertThat(ids(get(next(response)))).containsExactly("LOC3", "LOC4");
    }

    @Test
    void dataThatIsAnObject() throws Exception {
        cpo.misbehave(Fault.DATA_IS_OBJECT);

        assertThat(json(get(url)).path("data").isObject()).isTrue();
    }

    @Test
    void brokenObjects() throws Exception {
        assertThat(second(Fault.MISSING_FIELD).has("last_updated")).isFalse();
        assertThat(second(Fault.WRONG_ENUM).at("/evses/0/status").asString()).isEqualTo("NO_SUCH_VALUE");
        assertThat(second(Fault.WRONG_TYPE).path("last_updated").isNumber()).isTrue();
        assertThat(second(Fault.NOT_AN_OBJECT).isString()).isTrue();
    }

    /** The broken one; those around it are whole, and what is published stays so. */
    private JsonNode second(Fault fault) throws Exception {
        cpo.misbehave(fault, "locations");
        JsonNode page = json(get(url)).path("data");
        cpo.behave();

        DataModule.LOCATIONS.check(page.get(0));
        DataModule.LOCATIONS.check(page.get(2));
        cpo.published("locations").forEach(DataModule.LOCATIONS::check);
        return page.get(1);
    }

    @Test
    void rawTokens() throws Exception {
        cpo.misbehave(Fault.RAW_TOKENS);

        assertThat(get(url).statusCode()).isEqualTo(401);
        String raw = "Token " + emsp.partner().orElseThrow().credentials().token();
        assertThat(client.send(
                                HttpRequest.newBuilder(URI.create(url))
                                        .header("Authorization", raw)
                                        .build(),
                                BodyHandlers.ofString())
                        .statusCode())
                .isEqualTo(200);
        assertThat(cpo.get(emsp.versionsUrl()).status()).isEqualTo(401);
        assertThat(emsp.requests().getLast().header("Authorization"))
                .contains("Token " + cpo.partner().orElseThrow().credentials().token());
    }

    @Test
    void trailingSlashes() throws Exception {
        cpo.misbehave(Fault.TRAILING_SLASHES);
        assertThat(json(get(cpo.url() + "/ocpi/2.3.0/details")).at("/data/endpoints"))
                .allSatisfy(
                        endpoint -> assertThat(endpoint.path("url").asString()).endsWith("/"));
        assertThat(get(url).statusCode()).isEqualTo(200);

        cpo.misbehave(Fault.ONLY_TRAILING_SLASHES);
        assertThat(get(url).statusCode()).isEqualTo(404);
        assertThat(get(url + "/?limit=1").statusCode()).isEqualTo(200);
    }

    @Test
    void noRoutingHeaders() throws Exception {
        HttpRequest routed = request(url).header("OCPI-from-party-id", "EMS").build();
        assertThat(client.send(routed, BodyHandlers.ofString()).headers().firstValue("OCPI-to-party-id"))
                .contains("EMS");

        cpo.misbehave(Fault.NO_ROUTING_HEADERS);
        assertThat(client.send(routed, BodyHandlers.ofString()).headers().firstValue("OCPI-to-party-id"))
                .isEmpty();
        cpo.get(cpo.partnerUrl("tokens", SENDER));
        assertThat(emsp.requests().getLast().header("OCPI-from-party-id")).isEmpty();
    }
}
