package org.ocpiplatform.app;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole platform against clients that take more than their share. */
class HardeningE2E {

    private static final int BURST = 40;
    private static final int STRANGERS = 60;
    private static final int SESSIONS = 10;
    private static final Duration CONNECTION_TIMEOUT = Duration.ofSeconds(3);

    @TempDir
    static Path dataDir;

    private static RunningPlatform platform;

    @BeforeAll
    static void start() throws Exception {
        platform = RunningPlatform.start(
                dataDir,
                "--ocpi.limits.requests-per-second=1",
                "--ocpi.limits.burst=" + BURST,
                "--ocpi.limits.strangers-per-second=10",
                "--ocpi.limits.strangers-burst=" + STRANGERS,
                "--ocpi.limits.head-time=2s",
                "--ocpi.limits.transfer-time=3s",
                "--ocpi.limits.transfer-rate=1MB",
                "--server.tomcat.connection-timeout=" + CONNECTION_TIMEOUT.toMillis());
    }

    @AfterAll
    static void stop() throws Exception {
        if (platform != null) {
            platform.close();
        }
    }

    @Test
    void aPartnerThatAsksTooOftenWaitsAndNobodyElseDoes() throws Exception {
        Http greedy = platform.provision("CPO", "NL", "GRD");
        Http modest = platform.provision("EMSP", "DE", "MOD");
        List<Http.Answer> answers = new ArrayList<>();
        for (int i = 0; i < 2 * BURST; i++) {
            answers.add(greedy.get("/ocpi/versions"));
        }

        List<Http.Answer> refused =
                answers.stream().filter(answer -> answer.status() == 429).toList();
        assertThat(answers.stream().filter(answer -> answer.status() == 200)).hasSizeGreaterThanOrEqualTo(BURST);
        assertThat(refused).isNotEmpty().allSatisfy(answer -> {
            assertThat(answer.code()).isEqualTo(2000);
            assertThat(answer.header("Retry-After")).contains("1");
        });
        assertThat(modest.get("/ocpi/versions").outcome()).isEqualTo("200/1000");
        assertThat(platform.admin().get("/admin/partners").status()).isEqualTo(200);
        TimeUnit.MILLISECONDS.sleep(1_100);
        assertThat(greedy.get("/ocpi/versions").status()).isEqualTo(200);
    }

    @Test
    void whoGuessesTokensIsSlowedDownWhateverItSaysOfItsAddress() throws Exception {
        Http honest = platform.provision("CPO", "NL", "HON");
        int refused = 0;
        for (int i = 0; i < 3 * STRANGERS; i++) {
            Http.Answer answer = new Http(platform.http().base(), "Token Z3Vlc3M" + i)
                    .get("/ocpi/versions", "X-Forwarded-For", "198.51.100." + i);
            assertThat(answer.status()).isIn(401, 429);
            refused += answer.status() == 429 ? 1 : 0;
        }

        assertThat(refused).isPositive();
        assertThat(honest.get("/ocpi/versions").status()).isEqualTo(200);
        assertThat(platform.http().get("/actuator/health/readiness").status()).isEqualTo(200);
        awaitThatStrangersAreForgiven();
    }

    @Test
    void whatAClientSaysOfProxiesChangesNothing() throws Exception {
        Http partner = platform.provision("CPO", "NL", "FWD");

        Http.Answer answer = partner.get(
                "/ocpi/versions",
                "X-Forwarded-Proto",
                "https",
                "X-Forwarded-Host",
                "evil.example",
                "X-Forwarded-Port",
                "444",
                "Forwarded",
                "for=198.51.100.1;host=evil.example;proto=https");

        assertThat(answer.outcome()).isEqualTo("200/1000");
        assertThat(answer.body()).contains(platform.http().base()).doesNotContain("evil.example", "https:");
        assertThat(answer.header("Strict-Transport-Security")).isEmpty();
    }

    @Test
    void idleConnectionsEndAndKeepNobodyOut() throws Exception {
        List<Socket> idle = new ArrayList<>();
        try {
            for (int i = 0; i < 1_000; i++) {
                idle.add(new Socket("localhost", port()));
            }
            assertThat(platform.http().get("/actuator/health/readiness").status())
                    .isEqualTo(200);
            long begun = System.nanoTime();
            for (Socket socket : idle) {
                socket.setSoTimeout(30_000);
                assertThat(socket.getInputStream().read()).isEqualTo(-1);
            }
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(25));
        } finally {
            for (Socket socket : idle) {
                socket.close();
            }
        }
    }

    @Test
    void whoTakesALargeAnswerTooSlowlyIsLetGo() throws Exception {
        String token = platform.provisionToken("CPO", "NL", "TNM");
        Http partner = platform.partner(token);
        String padding = "x".repeat(1_500_000);
        for (int i = 0; i < SESSIONS; i++) {
            String url = "/ocpi/emsp/2.3.0/sessions/NL/TNM/BIG" + i;
            String session = SessionJson.aSession("BIG" + i, "DE", "ABC", "2026-01-10T10:00:00Z")
                    .replaceFirst("\\{", "{\"padding\":\"" + padding + "\",");
            assertThat(partner.put(url, session).outcome()).isEqualTo("201/1000");
        }

        long begun = System.nanoTime();
        long taken = 0;
        try (Socket socket = new Socket()) {
            socket.setReceiveBufferSize(4 * 1024);
            socket.connect(new InetSocketAddress("localhost", port()));
            socket.setSoTimeout(30_000);
            socket.getOutputStream()
                    .write(("GET /ocpi/emsp/2.3.0/sessions HTTP/1.1\r\nHost: localhost\r\nAuthorization: "
                                    + partner.authorization() + "\r\n\r\n")
                            .getBytes(ISO_8859_1));
            // Longer than the platform waits; what it wrote before lies in the buffers of the network.
            TimeUnit.SECONDS.sleep(25);
            taken = drained(socket.getInputStream());
        } catch (IOException e) {
            // The connection was reset.
        }
        assertThat(secondsSince(begun)).isLessThan(50);
        assertThat(taken).isLessThan(SESSIONS * (long) padding.length());
        assertThat(partner.get("/ocpi/emsp/2.3.0/sessions/NL/TNM/BIG0").status())
                .isEqualTo(200);
    }

    private static long drained(InputStream in) throws IOException {
        long taken = 0;
        byte[] buffer = new byte[64 * 1024];
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            taken += read;
        }
        return taken;
    }

    @Test
    void slowBodiesOfOnePartnerHoldOnlySoManyThreads() throws Exception {
        String token = platform.provisionToken("CPO", "NL", "BOD");
        Http other = platform.provision("EMSP", "DE", "OTH");
        String head = "PUT /ocpi/emsp/2.3.0/sessions/NL/BOD/S1 HTTP/1.1\r\nHost: localhost\r\nAuthorization: "
                + platform.partner(token).authorization()
                + "\r\nContent-Type: application/json\r\nContent-Length: 5000\r\n\r\n";
        List<Future<Long>> endings = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < BURST - 5; i++) {
                endings.add(threads.submit(() -> secondsUntilTheEnd(head)));
            }
            assertThat(other.get("/ocpi/versions").outcome()).isEqualTo("200/1000");
            for (Future<Long> ending : endings) {
                assertThat(ending.get()).isLessThan(15);
            }
        }
    }

    /** Sends a body of a byte each 200 ms. */
    private static long secondsUntilTheEnd(String head) throws Exception {
        long begun = System.nanoTime();
        try (Socket socket = new Socket("localhost", port())) {
            socket.setSoTimeout(200);
            socket.getOutputStream().write(head.getBytes(ISO_8859_1));
            while (secondsSince(begun) < 60) {
                socket.getOutputStream().write(' ');
                try {
                    while (socket.getInputStream().read() >= 0) {
                        // The answer; its end is what counts.
                    }
                    break;
                } catch (SocketTimeoutException e) {
                    // Not yet.
                }
            }
        } catch (IOException e) {
            // The connection was reset.
        }
        return secondsSince(begun);
    }

    private static void awaitThatStrangersAreForgiven() {
        await().atMost(Duration.ofSeconds(30))
                .until(() -> platform.http().get("/ocpi/versions").status() == 401);
    }

    private static long secondsSince(long nanoTime) {
        return Duration.ofNanos(System.nanoTime() - nanoTime).toSeconds();
    }

    private static int port() {
        return URI.create(platform.http().base()).getPort();
    }
}
