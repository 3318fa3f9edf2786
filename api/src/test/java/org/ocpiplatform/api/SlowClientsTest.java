package org.ocpiplatform.api;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;

/**
 * Clients that are slow on purpose are let go in bounded time. A head has 1 s here, a body may be waited for 2 s and a
 * second more for each 4096 bytes.
 */
@SpringBootTest(classes = TestEdge.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class SlowClientsTest {

    private static final Duration BETWEEN_BYTES = Duration.ofMillis(100);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String PATH = OcpiTest.CPO_SESSIONS + "/NL/TNM/S1";

    @Autowired
    private FakePlatform platform;

    @LocalServerPort
    private int port;

    @BeforeEach
    void startOver() {
        platform.reset();
    }

    @Test
    void aHeadThatComesByteByByteIsNotWaitedFor() throws Exception {
        Ending ending = trickle("GET /ocpi/versions HTTP/1.1\r\nHost: localhost\r\n", "X-Slow: " + "x".repeat(1_000));

        assertThat(ending.after()).isLessThan(Duration.ofSeconds(5));
        assertThat(ending.answer()).doesNotContain("200");
    }

    @Test
    void aBodyThatComesByteByByteIs408() throws Exception {
        Ending ending = trickle(put("Content-Length: 5000"), " ".repeat(1_000));

        assertThat(ending.after()).isBetween(Duration.ofSeconds(2), Duration.ofSeconds(8));
        assertThat(ending.answer()).startsWith("HTTP/1.1 408 ").contains("\"status_code\":2000");
        assertThat(platform.commands).isEmpty();
    }

    @Test
    void aBodyWhoseChunksNeverBeginIsNotWaitedFor() throws Exception {
        Ending ending = trickle(put("Transfer-Encoding: chunked"), "5;" + "x".repeat(1_000));

        assertThat(ending.after()).isLessThan(Duration.ofSeconds(10));
        assertThat(platform.commands).isEmpty();
    }

    @Test
    void whoIsRefusedAnywayIsNotWaitedForEither() throws Exception {
        Ending ending = trickle(
                put("Content-Length: 5000").replace(FakePlatform.token("cpo-token"), "Token none"), " ".repeat(1_000));

        assertThat(ending.answer()).startsWith("HTTP/1.1 401 ");
        assertThat(ending.after()).isLessThan(Duration.ofSeconds(8));
    }

    @Test
    void aSlowLinkIsFine() throws Exception {
        String session = OcpiTest.session("S1");
        int half = session.length() / 2;
        try (Socket socket = connected()) {
            OutputStream out = socket.getOutputStream();
            out.write((put("Content-Length: " + session.length()) + session.substring(0, half)).getBytes(ISO_8859_1));
            TimeUnit.MILLISECONDS.sleep(1_500);
            out.write(session.substring(half).getBytes(ISO_8859_1));

            assertThat(firstLine(socket)).startsWith("HTTP/1.1 201 ");
        }
    }

    @Test
    void aConnectionThatIsKeptHasTheFullTimeForEachHead() throws Exception {
        try (Socket socket = connected()) {
            for (int i = 0; i < 3; i++) {
                socket.getOutputStream()
                        .write("HEAD /ocpi/versions HTTP/1.1\r\nHost: localhost\r\n".getBytes(ISO_8859_1));
                TimeUnit.MILLISECONDS.sleep(400);
                socket.getOutputStream().write("\r\n".getBytes(ISO_8859_1));
                assertThat(firstLine(socket)).startsWith("HTTP/1.1 401 ");
                skipHeaders(socket);
            }
        }
    }

    @Test
    void aHeadThatBeginsBeforeTheAnswerHasTheFullTimeToo() throws Exception {
        String head = "HEAD /ocpi/versions HTTP/1.1\r\nHost: localhost\r\n";
        try (Socket socket = connected()) {
            socket.getOutputStream().write(head.getBytes(ISO_8859_1));
            for (int i = 0; i < 3; i++) {
                TimeUnit.MILLISECONDS.sleep(400);
                socket.getOutputStream().write(("\r\n" + head).getBytes(ISO_8859_1));
                assertThat(firstLine(socket)).startsWith("HTTP/1.1 401 ");
                skipHeaders(socket);
            }
        }
    }

    @Test
    void headsAreBoundedInSize() throws Exception {
        String lines = "X-Line: y\r\n".repeat(10_000);
        Ending ending = send("GET /ocpi/versions HTTP/1.1\r\nHost: localhost\r\n" + lines);

        assertThat(ending.after()).isLessThan(Duration.ofSeconds(5));
        assertThat(ending.answer()).doesNotContain("HTTP/1.1 200");
    }

    @Test
    void aBodyWithoutAnEndIsNotReadForEver() throws Exception {
        String chunk = "1000\r\n" + " ".repeat(0x1000) + "\r\n";
        Ending ending = send(put("Transfer-Encoding: chunked") + chunk.repeat(5_000));

        assertThat(ending.after()).isLessThan(Duration.ofSeconds(15));
        assertThat(platform.commands).isEmpty();
    }

    @Test
    void manySlowBodiesDoNotKeepOthersOut() throws Exception {
        Socket[] slow = new Socket[100];
        try {
            for (int i = 0; i < slow.length; i++) {
                slow[i] = connected();
                slow[i].getOutputStream().write((put("Content-Length: 5000") + " ").getBytes(ISO_8859_1));
            }
            try (Socket socket = connected()) {
                socket.getOutputStream()
                        .write(("GET /ocpi/versions HTTP/1.1\r\nHost: localhost\r\nAuthorization: "
                                        + FakePlatform.token("cpo-token") + "\r\n\r\n")
                                .getBytes(ISO_8859_1));
                assertThat(firstLine(socket)).startsWith("HTTP/1.1 200 ");
            }
        } finally {
            for (Socket socket : slow) {
                if (socket != null) {
                    socket.close();
                }
            }
        }
    }

    private static String put(String framing) {
        return "PUT " + PATH + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: " + FakePlatform.token("cpo-token")
                + "\r\nContent-Type: application/json\r\n" + framing + "\r\n\r\n";
    }

    /** What came back until the connection ended, and when that was. */
    private record Ending(String answer, Duration after) {}

    /** Sends the beginning at once and the rest byte by byte, until the platform ends the connection. */
    private Ending trickle(String beginning, String rest) throws Exception {
        long begun = System.nanoTime();
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        try (Socket socket = connected()) {
            socket.setSoTimeout(Math.toIntExact(BETWEEN_BYTES.toMillis()));
            try {
                socket.getOutputStream().write(beginning.getBytes(ISO_8859_1));
                for (byte next : rest.getBytes(ISO_8859_1)) {
                    socket.getOutputStream().write(next);
                    if (hasEnded(socket.getInputStream(), answer)) {
                        break;
                    }
                }
            } catch (IOException e) {
                // The connection was reset.
            }
        }
        return new Ending(answer.toString(ISO_8859_1), Duration.ofNanos(System.nanoTime() - begun));
    }

    private static boolean hasEnded(InputStream in, ByteArrayOutputStream answer) throws IOException {
        try {
            int read = in.read();
            while (read >= 0) {
                answer.write(read);
                read = in.read();
            }
            return true;
        } catch (SocketTimeoutException e) {
            return false;
        }
    }

    private Ending send(String all) throws Exception {
        long begun = System.nanoTime();
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        try (Socket socket = connected()) {
            Thread reader = Thread.ofVirtual().start(() -> {
                try {
                    socket.getInputStream().transferTo(answer);
                } catch (IOException e) {
                    // The connection was reset.
                }
            });
            try {
                socket.getOutputStream().write(all.getBytes(ISO_8859_1));
            } catch (IOException e) {
                // The connection was reset.
            }
            assertThat(reader.join(PATIENCE))
                    .as("the platform ends the connection")
                    .isTrue();
        }
        return new Ending(answer.toString(ISO_8859_1), Duration.ofNanos(System.nanoTime() - begun));
    }

    private static void skipHeaders(Socket socket) throws IOException {
        String header;
        do {
            header = firstLine(socket);
        } while (!header.isEmpty());
    }

    private static String firstLine(Socket socket) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = socket.getInputStream().read();
                next >= 0 && next != '\n';
                next = socket.getInputStream().read()) {
            if (next != '\r') {
                line.append((char) next);
            }
        }
        return line.toString();
    }

    private Socket connected() throws IOException {
        Socket socket = new Socket("localhost", port);
        socket.setSoTimeout(Math.toIntExact(PATIENCE.toMillis()));
        return socket;
    }
}
