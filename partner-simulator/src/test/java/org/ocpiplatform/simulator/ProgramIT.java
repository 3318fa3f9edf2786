package org.ocpiplatform.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.ocpiplatform.ocpi.InterfaceRole;
import org.ocpiplatform.ocpi.json.OcpiJson;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The jar as a program, steered over HTTP. */
class ProgramIT {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static Process process;
    private static String startLine;
    private static String control;

    @BeforeAll
    static void start() throws IOException {
        int port = freePort();
        int controlPort = freePort();
        process = program(
                "--role=CPO",
                "--party=NL-SIM",
                "--port=" + port,
                "--control-port=" + controlPort,
                "--token-a=secret",
                "--samples=3");
        BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
        startLine = output.readLine();
        control = "http://localhost:" + controlPort + "/simulator";
    }

    private static Process program(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                Path.of("target", "partner-simulator.jar").toString()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    @AfterAll
    static void stop() {
        process.destroy();
    }

    private static HttpResponse<String> send(String method, String path, String body, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(control + path))
                .timeout(Duration.ofSeconds(20))
                .method(method, BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return CLIENT.send(request.build(), BodyHandlers.ofString());
    }

    private static JsonNode json(String method, String path, String body) throws Exception {
        HttpResponse<String> response = send(method, path, body);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return OcpiJson.mapper().readTree(response.body());
    }

    @Test
    void saysWhatToTry() {
        assertThat(startLine).contains("NL-SIM", "/ocpi/versions", "secret", "curl " + control);
    }

    @Test
    void explainsItself() throws Exception {
        Process help = program("--help");

        assertThat(help.inputReader(StandardCharsets.UTF_8).readAllAsString()).contains("--role", "LINK_FOR_EVER");
        assertThat(help.waitFor()).isZero();
    }

    @Test
    void refusesWhatItDoesNotKnow() throws Exception {
        Process wrong = program("--rolle=CPO");

        assertThat(wrong.inputReader(StandardCharsets.UTF_8).readAllAsString()).contains("--rolle=CPO");
        assertThat(wrong.waitFor()).isEqualTo(2);
    }

    @Test
    void isSteeredOverHttp() throws Exception {
        try (Simulator emsp = Simulator.start(Settings.of(PartnerRole.EMSP, "DE", "EMS"))) {
            json(
                    "POST",
                    "/register",
                    "{\"url\":\"" + emsp.versionsUrl() + "\",\"token\":\""
                            + emsp.tokenA().orElseThrow() + "\"}");
            assertThat(emsp.partner()).isPresent();
            assertThat(json("POST", "/rotate", "").has("registered_with")).isTrue();

            JsonNode first =
                    json("GET", "/objects/locations", "").path("published").get(0);
            assertThat(json("GET", "/objects/locations", "").path("published").size())
                    .isEqualTo(3);
            json("PUT", "/objects/locations", first.toString().replace("LOC1", "HOME"));
            assertThat(json("GET", "/objects/locations", "").path("published").size())
                    .isEqualTo(4);
            json(
                    "POST",
                    "/send",
                    "{\"method\":\"PUT\",\"module\":\"locations\",\"path\":\"NL/SIM/LOC1\",\"body\":" + first + "}");
            assertThat(emsp.received("locations")).containsExactly((ObjectNode) first);

            json("DELETE", "/requests", "");
            json("PUT", "/faults", "[\"DOWN\"]");
            json("PUT", "/faults", "[{\"fault\":\"OCPI_3000\",\"module\":\"locations\",\"times\":1}]");
            assertThat(emsp.get(emsp.partnerUrl("locations", InterfaceRole.SENDER))
                            .code())
                    .isEqualTo(3000);
            assertThat(json("GET", "/faults", "").size()).isZero();
            assertThat(json("GET", "/requests?path=/locations", "")
                            .get(0)
                            .path("status")
                            .asInt())
                    .isEqualTo(200);

            json("POST", "/unregister", "");
            assertThat(emsp.partner()).isEmpty();
        }
    }

    @Test
    void commandsOverHttp() throws Exception {
        try (Simulator emsp = Simulator.start(Settings.of(PartnerRole.EMSP, "DE", "EMS"));
                Control ofEmsp = new Control(emsp, 0)) {
            String invitation = "{\"url\":\"" + emsp.versionsUrl() + "\",\"token\":\""
                    + emsp.tokenA().orElseThrow() + "\"}";
            json("POST", "/register", invitation);
            json("PUT", "/scripts/STOP_SESSION", "{\"results\":[\"FAILED\"],\"delay_millis\":0,\"message\":\"No.\"}");
            JsonNode script = json("PUT", "/scripts/DELETE", "{\"response\":\"TOO_OFTEN\"}")
                    .path("DELETE");
            assertThat(script.path("timeout").asInt()).isZero();
            assertThat(json("GET", "/scripts", "")
                            .path("STOP_SESSION")
                            .path("timeout")
                            .asInt())
                    .isEqualTo(30);

            JsonNode asked = at(
                    ofEmsp,
                    "POST",
                    "/commands/STOP_SESSION",
                    "{\"to\":\"NL-SIM\",\"command\":{\"session_id\":\"S1\"}}");
            emsp.awaitResults(asked.path("uid").asString(), 1, Duration.ofSeconds(10));
            assertThat(at(ofEmsp, "GET", "/results/" + asked.path("uid").asString(), "")
                            .at("/0/body/message/0/text")
                            .asString())
                    .isEqualTo("No.");
            assertThat(at(ofEmsp, "GET", "/results", "")).hasSize(1);
            assertThat(firstSentResult().at("/reply/status").asInt()).isEqualTo(200);

            assertThat(profile(ofEmsp, "DELETE", "{}")).isEqualTo("TOO_OFTEN");
            assertThat(json("DELETE", "/scripts", "")).isEmpty();
            assertThat(profile(ofEmsp, "DELETE", "{}")).isEqualTo("ACCEPTED");
            assertThat(profile(ofEmsp, "GET", "{\"duration\":60}")).isEqualTo("ACCEPTED");
            assertThat(profile(ofEmsp, "PUT", "{\"charging_profile\":{\"charging_rate_unit\":\"W\"}}"))
                    .isEqualTo("ACCEPTED");

            assertThat(send("PUT", "/scripts/STOP_SESSION", "{\"dealy\":1}").body())
                    .contains("dealy");
            assertThat(send("PUT", "/scripts/START", "{}").body()).contains("START_SESSION");
            json("POST", "/unregister", "");
        }
    }

    /** The program notes it when it has read the answer, which is a moment after the other side gave it. */
    private static JsonNode firstSentResult() throws Exception {
        JsonNode sent = json("GET", "/sent-results", "");
        for (int i = 0; i < 100 && sent.isEmpty(); i++) {
            Thread.sleep(50);
            sent = json("GET", "/sent-results", "");
        }
        return sent.path(0);
    }

    private static JsonNode at(Control control, String method, String path, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(control.url() + path))
                .method(method, BodyPublishers.ofString(body))
                .build();
        HttpResponse<String> response = CLIENT.send(request, BodyHandlers.ofString());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return OcpiJson.mapper().readTree(response.body());
    }

    private static String profile(Control control, String operation, String body) throws Exception {
        String reply = at(control, "POST", "/chargingprofiles/" + operation + "/S1", body)
                .at("/reply/body")
                .asString();
        return OcpiJson.mapper().readTree(reply).at("/data/result").asString();
    }

    @Test
    void saysWhatIsWrong() throws Exception {
        assertThat(send("PUT", "/faults", "[\"EARTHQUAKE\"]").statusCode()).isEqualTo(400);
        assertThat(send("GET", "/objects/cars", "").body()).contains("payments/terminals");
        assertThat(send("POST", "/register", "{\"url\":\"http://localhost:1/x\",\"token\":\"x\"}")
                        .statusCode())
                .isEqualTo(409);
        assertThat(send("GET", "", "", "Origin", "http://example.com").statusCode())
                .isEqualTo(403);
    }
}
