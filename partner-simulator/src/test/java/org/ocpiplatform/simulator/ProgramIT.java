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
