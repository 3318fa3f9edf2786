package org.ocpiplatform.api.backoffice.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ocpiplatform.api.FakePlatform;
import org.ocpiplatform.api.MemoryImages;
import org.ocpiplatform.api.TestEdge;
import org.ocpiplatform.api.backoffice.BackOfficePaths;
import org.ocpiplatform.api.backoffice.tokens.TokenIssuer;
import org.ocpiplatform.api.backoffice.tokens.TokenPair;
import org.ocpiplatform.contract.backoffice.LoginSessionId;
import org.ocpiplatform.contract.backoffice.UserId;
import org.ocpiplatform.contract.backoffice.UserRole;
import org.ocpiplatform.ocpi.PartyId;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What only a real servlet container shows of uploads: its limits, its temporary files, broken bodies. */
@SpringBootTest(classes = TestEdge.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@ExtendWith(OutputCaptureExtension.class)
class LargeUploadsTest {

    private static final int MAX_IMAGE = 100_000;
    private static final String BOUNDARY = "the-boundary";

    private static final String LOGGER = "org.ocpiplatform.api.backoffice.envelope";

    private final HttpClient client = HttpClient.newHttpClient();

    @Autowired
    private FakePlatform platform;

    @Autowired
    private MemoryImages images;

    @Autowired
    private TokenIssuer tokens;

    @Autowired
    private LoggingSystem logging;

    @LocalServerPort
    private int port;

    private String token;

    @AfterEach
    void quiet() {
        logging.setLogLevel(LOGGER, null);
    }

    @BeforeEach
    void logIn() {
        logging.setLogLevel(LOGGER, LogLevel.INFO);
        platform.reset();
        images.clear();
        platform.company("jane", "hash");
        LoginSessionId session = new LoginSessionId("session");
        TokenPair pair = tokens.issue(new UserId("jane"), UserRole.CPO_OWNER, PartyId.of("NL", "ABC"), session);
        platform.logIn(session, pair.refreshId());
        token = pair.access();
    }

    @Test
    void anImageOfTheAllowedSizeIsTakenAndNothingIsLeftInTheTemporaryDirectory() throws Exception {
        Set<Path> before = temporary();
        byte[] image = TestImages.svg("", "<text>" + "x".repeat(MAX_IMAGE - 1_000) + "</text>");

        HttpResponse<String> response = send(part("cpo_logo", "filename=\"\u00e9 \u2603.svg\"", image), end());

        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        assertThat(images.names()).hasSize(1);
        // Tomcat deletes its files after the client has its answer.
        await().untilAsserted(() -> assertThat(temporary()).isEqualTo(before));
    }

    @ParameterizedTest
    @ValueSource(ints = {MAX_IMAGE + 1, 5 * MAX_IMAGE, 1_700_000, 2_900_000})
    void aClientThatSendsTooMuchReadsSo(int length) throws Exception {
        HttpResponse<String> response = send(part("cpo_logo", "filename=\"a\"", new byte[length]), end());

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).contains("\"status\":400").contains("large");
    }

    @Test
    void tooManyPartsAreRefused() throws Exception {
        byte[][] parts =
                Stream.generate(() -> part("field", "", new byte[1])).limit(30).toArray(byte[][]::new);
        HttpResponse<String> response = send(parts);
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).contains("\"status\":400").contains("20 parts");
    }

    @Test
    void brokenBodiesAreRefused() throws Exception {
        HttpResponse<String> cut = send(part("cpo_logo", "filename=\"a\"", new byte[100]));
        assertThat(cut.statusCode()).isEqualTo(400);
        assertThat(cut.body()).contains("\"status\":400").contains("no complete multipart/form-data");

        HttpResponse<String> unbounded = client.send(
                request()
                        .header("Content-Type", "multipart/form-data")
                        .POST(BodyPublishers.ofString("x"))
                        .build(),
                BodyHandlers.ofString());
        assertThat(unbounded.statusCode()).isEqualTo(400);
        assertThat(unbounded.body()).contains("\"status\":400");
    }

    @ParameterizedTest
    @ValueSource(strings = {BackOfficePaths.LOGO, BackOfficePaths.PHOTOS})
    void aFileNameWithNulIsTheClientsMistake(String path, CapturedOutput output) throws Exception {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes(part("cpo_logo", "filename=\"/etc/passwd\0.png\"", TestImages.png(3, 3)));
        body.writeBytes(end());
        HttpResponse<String> response = client.send(
                HttpRequest.newBuilder(uri(path))
                        .header("Authorization", "Bearer " + token)
                        .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                        .POST(BodyPublishers.ofByteArray(body.toByteArray()))
                        .build(),
                BodyHandlers.ofString());
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).contains("\"status\":400").contains("a file has a name with NUL");
        assertThat(images.names()).isEmpty();
        assertThat(output.getAll()).doesNotContain("ERROR", "InvalidFileNameException");
    }

    @Test
    void anAnswerComesBeforeALargeBodyIsSentAsAWhole() throws Exception {
        byte[] body = part("cpo_logo", "filename=\"a\"", new byte[2_500_000]);
        try (Socket socket = new Socket("localhost", port)) {
            OutputStream out = socket.getOutputStream();
            out.write(("POST " + BackOfficePaths.LOGO + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + token
                            + "\r\nContent-Type: multipart/form-data; boundary=" + BOUNDARY + "\r\nContent-Length: "
                            + body.length + "\r\nConnection: close\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            out.write(body);
            out.flush();
            InputStream in = socket.getInputStream();
            assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8)).startsWith("HTTP/1.1 400 ");
        }
    }

    @Test
    void headHasTheHeadersOnly() throws Exception {
        send(part("cpo_logo", "filename=\"a\"", TestImages.gif(3, 3)), end());
        String name = images.names().stream()
                .map(Object::toString)
                .filter(image -> image.endsWith(".gif"))
                .findFirst()
                .orElseThrow();
        HttpResponse<String> head = client.send(
                HttpRequest.newBuilder(uri("/images/" + name)).HEAD().build(), BodyHandlers.ofString());
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        assertThat(head.headers().firstValue("Content-Type")).hasValue("image/gif");
        assertThat(head.headers().firstValueAsLong("Content-Length").orElse(0)).isPositive();
        assertThat(head.headers().allValues("Cache-Control")).containsExactly("max-age=31536000, public, immutable");
        assertThat(head.headers().allValues("X-Content-Type-Options")).containsExactly("nosniff");
    }

    private HttpResponse<String> send(byte[]... parts) throws Exception {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            body.writeBytes(part);
        }
        return client.send(
                request()
                        .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                        .POST(BodyPublishers.ofByteArray(body.toByteArray()))
                        .build(),
                BodyHandlers.ofString());
    }

    private HttpRequest.Builder request() {
        return HttpRequest.newBuilder(uri(BackOfficePaths.LOGO)).header("Authorization", "Bearer " + token);
    }

    private static byte[] part(String name, String parameters, byte[] content) {
        ByteArrayOutputStream part = new ByteArrayOutputStream();
        part.writeBytes(("--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"" + name + "\""
                        + (parameters.isEmpty() ? "" : "; " + parameters) + "\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8));
        part.writeBytes(content);
        part.writeBytes("\r\n".getBytes(StandardCharsets.US_ASCII));
        return part.toByteArray();
    }

    private static byte[] end() {
        return ("--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.US_ASCII);
    }

    private URI uri(String path) {
        return URI.create("http://localhost:" + port + path);
    }

    private static Set<Path> temporary() throws IOException {
        try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return files.filter(file -> file.getFileName().toString().startsWith("upload_"))
                    .collect(Collectors.toSet());
        }
    }
}
