package org.ocpiplatform.api;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ocpiplatform.api.backoffice.BackOfficePaths;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What only a real servlet container shows: paths, refusals before the application, large bodies. */
@SpringBootTest(classes = TestEdge.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@ExtendWith(OutputCaptureExtension.class)
class ContainerTest {

    private static final String LOGGER = "org.ocpiplatform.api.web";

    private final HttpClient client = HttpClient.newHttpClient();

    @Autowired
    private FakePlatform platform;

    @Autowired
    private LoggingSystem logging;

    @LocalServerPort
    private int port;

    @BeforeEach
    void startOver() {
        platform.reset();
        logging.setLogLevel(LOGGER, LogLevel.INFO);
    }

    @AfterEach
    void quiet() {
        logging.setLogLevel(LOGGER, null);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "A/B A%2FB",
                "A//B A%2F%2FB",
                "A\\B A%5CB",
                "A;B=C A%3BB%3DC",
                "A%B A%25B",
                "A%2FB A%252FB",
                "A?B A%3FB",
                "A#B A%23B",
                "A\"B A%22B",
                "A+B A+B",
                "A:B A:B",
                "A.B A%2EB",
                "../x ..%2Fx",
                "<a>{b}|^`~ %3Ca%3E%7Bb%7D%7C%5E%60%7E",
                "!$&()*,=@ !$&()*,=@"
            })
    void idsOfAnyPrintableCharacterWork(String id, String segment) throws Exception {
        String path = OcpiTest.CPO_SESSIONS + "/NL/TNM/" + segment;
        HttpResponse<String> put = send("PUT", path, OcpiTest.session(id));
        assertThat(put.statusCode()).as(put.body()).isEqualTo(201);
        assertThat(platform.awaited.getLast().aggregateId()).isEqualTo("cpo:sessions:NL:TNM:" + id.toUpperCase());
        assertThat(send("GET", path, null).statusCode()).isEqualTo(200);
        assertThat(send("GET", path + "/", null).statusCode()).isEqualTo(200);
    }

    @Test
    void aSpaceIsAnIdToo() throws Exception {
        assertThat(send("PUT", OcpiTest.CPO_SESSIONS + "/NL/TNM/A%20B", OcpiTest.session("A B"))
                        .statusCode())
                .isEqualTo(201);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/ocpi/versions", "/ocpi/2.3.0/details", OcpiTest.CPO_SESSIONS, OcpiTest.EMSP_SESSIONS})
    void trailingSlashesMakeNoDifference(String path) throws Exception {
        assertThat(send("GET", path, null).statusCode()).isEqualTo(200);
        assertThat(send("GET", path + "/", null).statusCode()).isEqualTo(200);
    }

    @Test
    void writesTakeTrailingSlashesToo() throws Exception {
        String path = OcpiTest.EMSP_SESSIONS + "/NL/TNM/S1/";
        assertThat(send("PUT", path, OcpiTest.session("S1")).statusCode()).isEqualTo(201);
        assertThat(send("PATCH", path, "{\"kwh\":2,\"last_updated\":\"2026-03-01T09:00:00Z\"}")
                        .statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/ocpi/cpo/2.3.0/sessions/NL/TNM/%2e%2e",
                "/ocpi/cpo/2.3.0/sessions/NL/TNM/%2E",
                "/ocpi/cpo/2.3.0/sessions/NL/TNM/A;B",
                "/ocpi/cpo/2.3.0/sessions/NL/TNM/A%00B",
                "/ocpi/cpo/2.3.0/sessions/NL/TNM/A%0AB",
                "/ocpi/cpo/2.3.0/sessions/NL/TNM/A%zzB",
                "/ocpi/cpo/2.3.0/sessions/NL/TNM/A%",
                "/ocpi/%2e%2e/%2e%2e/%2e%2e/x"
            })
    void pathsThatCannotBeServedAreRefusedWithAnEnvelope(String path) throws Exception {
        String response = raw("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: "
                + FakePlatform.token("cpo-token") + "\r\nConnection: close\r\n\r\n");
        assertThat(response)
                .startsWith("HTTP/1.1 400 ")
                .contains("\"status_code\":2001")
                .contains("X-Request-ID:");
        assertThat(response).contains("Content-Type: application/json");
    }

    @Test
    void anInvalidRequestTargetHasAnAnswer() throws Exception {
        assertThat(raw("GET /ocpi/cpo/2.3.0/sessions/NL/TNM/A\"<B HTTP/1.1\r\nHost: localhost\r\n\r\n"))
                .startsWith("HTTP/1.1 400 ")
                .contains("\"status_code\":2001");
    }

    @Test
    void outsideOcpiRefusalsAreProblems() throws Exception {
        assertThat(raw("GET /admin/%00 HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 400 ")
                .contains("application/problem+json");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/ocpi/cpo/2.2/A;B",
                "/ocpi/cpo/api/A%00B",
                "/ocpi/cpo/api/A%zzB",
                "/2.2/%2e%2e/x",
                "/graphql/A;B"
            })
    void theBackOfficeRefusesSuchPathsWithItsOwnEnvelope(String path) throws Exception {
        assertThat(raw("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer x"
                        + "\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 400 ")
                .contains("{\"status\":400,\"data\":[],\"message\":")
                .contains("X-Request-ID:");
    }

    @Test
    void theBackOfficeBoundsBodiesToo() throws Exception {
        HttpResponse<String> response = client.send(
                HttpRequest.newBuilder(uri(BackOfficePaths.REGISTER))
                        .header("Authorization", "Bearer " + TestEdge.APPLICATION_TOKEN)
                        .POST(BodyPublishers.ofString(" ".repeat(70_000)))
                        .build(),
                BodyHandlers.ofString());
        assertThat(response.statusCode()).isEqualTo(413);
        assertThat(response.body()).contains("\"data\":[]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/ocpi/versions", BackOfficePaths.LOGIN, "/images/x.png", "/admin/partners"})
    void aHeaderThatIsTooLongIsTheClientsMistake(String path, CapturedOutput output) throws Exception {
        assertThat(raw("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + "x".repeat(20_000)
                        + "\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 400 ")
                .contains("Content-Type: application/");
        assertThat(output.getAll()).doesNotContain("ERROR", "A request failed outside the application");
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE", "PATCH", "TRACE", "FOO"})
    void imagesAreOnlyRead(String method, CapturedOutput output) throws Exception {
        assertThat(raw(method + " /images/x.png HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0"
                        + "\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 405 ")
                .contains(method.equals("TRACE") ? "Allow: " : "Allow: GET, HEAD\r\n")
                .contains("Content-Type: application/problem+json");
        assertThat(output.getAll()).doesNotContain("DefaultHandlerExceptionResolver", "ERROR");
    }

    @Test
    void theGraphQlPageTakesATrailingSlash() throws Exception {
        String page = send("GET", "/graphiql?path=/graphql", null).body();
        HttpResponse<String> response = send("GET", "/graphiql/?path=/graphql", null);
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).contains("<html").isEqualTo(page);
        assertThat(send("GET", "/graphiql/", null).statusCode())
                .isEqualTo(send("GET", "/graphiql", null).statusCode());
    }

    @ParameterizedTest
    @ValueSource(strings = {"TRACE", "FOO"})
    void strangeMethodsAreRefusedWithAnEnvelope(String method) throws Exception {
        String response = raw(method + " /ocpi/versions HTTP/1.1\r\nHost: localhost\r\nAuthorization: "
                + FakePlatform.token("cpo-token") + "\r\nConnection: close\r\n\r\n");
        assertThat(response)
                .startsWith("HTTP/1.1 405 ")
                .contains("\"status_code\":2000")
                .contains("Allow: ");
    }

    @Test
    void bodiesThatAreTooLongAre413EvenIfVeryLong() throws Exception {
        for (int length : new int[] {20_001, 70_000}) {
            HttpResponse<String> response = send("PUT", OcpiTest.CPO_SESSIONS + "/NL/TNM/S1", " ".repeat(length));
            assertThat(response.statusCode()).isEqualTo(413);
            assertThat(response.body()).contains("\"status_code\":2001");
        }
    }

    @Test
    void chunkedBodiesAreBoundedAsWell() throws Exception {
        byte[] body = " ".repeat(30_000).getBytes();
        HttpResponse<String> response = client.send(
                HttpRequest.newBuilder(uri(OcpiTest.CPO_SESSIONS + "/NL/TNM/S1"))
                        .header("Authorization", FakePlatform.token("cpo-token"))
                        .PUT(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)))
                        .build(),
                BodyHandlers.ofString());
        assertThat(response.statusCode()).isEqualTo(413);
        HttpResponse<String> fine = client.send(
                HttpRequest.newBuilder(uri(OcpiTest.CPO_SESSIONS + "/NL/TNM/S1"))
                        .header("Authorization", FakePlatform.token("cpo-token"))
                        .PUT(BodyPublishers.ofInputStream(() ->
                                new ByteArrayInputStream(OcpiTest.session("S1").getBytes())))
                        .build(),
                BodyHandlers.ofString());
        assertThat(fine.statusCode()).isEqualTo(201);
    }

    @Test
    void headGivesTheHeadersOfGet() throws Exception {
        HttpResponse<String> response = send("HEAD", OcpiTest.CPO_SESSIONS, null);
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEmpty();
        assertThat(response.headers().firstValue("X-Total-Count")).contains("0");
    }

    @Test
    void theConnectionStaysOpenAndNoSessionIsStarted() throws Exception {
        HttpResponse<String> response = send("GET", "/ocpi/versions", null);
        assertThat(response.headers().firstValue("Set-Cookie")).isEmpty();
        assertThat(response.headers().firstValue("Connection")).isEmpty();
    }

    @Test
    void theErrorPageItselfIsClosed() throws Exception {
        assertThat(raw("GET /error HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 401 ");
    }

    @Test
    void administratorsFindNothingWhereNothingIs() throws Exception {
        assertThat(raw("GET /elsewhere HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + TestEdge.ADMIN_TOKEN
                        + "\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 404 ")
                .contains("application/problem+json");
    }

    private HttpResponse<String> send(String method, String path, String body) throws Exception {
        return client.send(
                HttpRequest.newBuilder(uri(path))
                        .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                        .header("Authorization", FakePlatform.token("cpo-token"))
                        .header("Content-Type", "application/json")
                        .build(),
                BodyHandlers.ofString());
    }

    private URI uri(String path) {
        return URI.create("http://localhost:" + port + path);
    }

    private String raw(String request) throws IOException {
        try (Socket socket = new Socket("localhost", port)) {
            socket.setSoTimeout(5_000);
            socket.getOutputStream().write(request.getBytes(ISO_8859_1));
            socket.getOutputStream().flush();
            return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
        }
    }
}
