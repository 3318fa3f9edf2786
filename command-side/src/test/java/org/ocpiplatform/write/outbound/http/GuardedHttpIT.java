package org.ocpiplatform.write.outbound.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.ocpiplatform.write.outbound.http.RawServer.answer;
import static org.ocpiplatform.write.outbound.http.RawServer.write;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Deque;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ocpiplatform.contract.partners.PartnerCallStatus;
import org.ocpiplatform.contract.partners.PartnerCallStatus.Circuit;
import org.ocpiplatform.contract.partners.PartnerId;
import org.ocpiplatform.contract.partners.PartnerQuery.FindCallStatus;
import org.ocpiplatform.contract.partners.PartnerQuirks;
import org.ocpiplatform.contract.tracing.Traces;
import org.ocpiplatform.ocpi.PartyId;
import org.ocpiplatform.write.outbound.Contacts;
import org.ocpiplatform.write.outbound.OutboundFailure;
import org.ocpiplatform.write.outbound.OutboundFailure.Reason;
import org.ocpiplatform.write.outbound.OutboundRequest;
import org.ocpiplatform.write.outbound.OutboundResponse;
import org.ocpiplatform.write.outbound.OutboundSettings;
import org.ocpiplatform.write.outbound.Peer;
import org.ocpiplatform.write.outbound.Routing;
import org.ocpiplatform.write.outbound.UrlGuard;

@Timeout(30)
class GuardedHttpIT {

    private static final String TOKEN = "tökén";
    private static final Peer PEER = new Peer("p1", TOKEN, PartnerQuirks.NONE);
    private static final Peer OTHER = new Peer("p2", TOKEN, PartnerQuirks.NONE);
    private static final Routing ROUTING = new Routing(PartyId.of("NL", "TNM"), PartyId.of("DE", "ABC"));
    private static final String OK = answer("200 OK", "{}");
    private static final int LIMIT = 64 * 1024;
    private static final Duration TIMEOUT = Duration.ofMillis(700);

    private final SetClock clock = new SetClock();
    private final Contacts contacts = new Contacts(clock);
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Deque<AutoCloseable> closed = new ArrayDeque<>();
    private final GuardedHttp http = http(TIMEOUT);

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable each : closed) {
            each.close();
        }
    }

    @Test
    void aRequestCarriesWhatTheProtocolWants() throws Exception {
        RawServer server =
                server(RawServer.of(answer("201 Created", "{\"a\":\"ä\"}", "X-Limit: 5", "Link: a", "link: b")));

        OutboundResponse response = http.exchange(new OutboundRequest(
                PEER, "PUT", server.url("/ocpi/a%2Fb?k=v%26w#f"), ROUTING, "corr-1", "{\"name\":\"Zoë\"}"));

        assertThat(response.status()).isEqualTo(201);
        assertThat(new String(response.body(), StandardCharsets.UTF_8)).isEqualTo("{\"a\":\"ä\"}");
        assertThat(response.header("X-LIMIT")).contains("5");
        assertThat(response.headers().get("link")).containsExactly("a", "b");
        String request = server.requests().getFirst();
        assertThat(request).startsWith("PUT /ocpi/a%2Fb?k=v%26w HTTP/1.1\r\n").endsWith("\r\n\r\n{\"name\":\"Zoë\"}");
        assertThat(request.lines())
                .contains(
                        "Authorization: Token "
                                + Base64.getEncoder().encodeToString(TOKEN.getBytes(StandardCharsets.UTF_8)),
                        "Accept: application/json",
                        "Content-Type: application/json",
                        "X-Correlation-ID: corr-1",
                        "OCPI-from-party-id: TNM",
                        "OCPI-from-country-code: NL",
                        "OCPI-to-party-id: ABC",
                        "OCPI-to-country-code: DE",
                        "Host: 127.0.0.1:" + server.port());
        assertThat(headers(request, "User-Agent")).singleElement().asString().startsWith("ocpi-platform");
        assertThat(request.lines().filter(line -> line.startsWith("Content-Type:")))
                .hasSize(1);
        assertThat(request).doesNotContainIgnoringCase("Upgrade:").doesNotContain("Cookie");
    }

    @Test
    void eachRequestHasAnIdOfItsOwn() throws Exception {
        RawServer server = server(RawServer.of(OK));

        http.exchange(get(server.url("/")));
        http.exchange(get(server.url("/")));

        List<String> ids = server.requests().stream()
                .flatMap(request -> headers(request, "X-Request-ID").stream())
                .toList();
        assertThat(ids).hasSize(2).doesNotHaveDuplicates().allSatisfy(id -> {
            assertThat(UUID.fromString(id).version()).isEqualTo(4);
            assertThat(UUID.fromString(id).variant()).isEqualTo(2);
        });
        assertThat(server.connections()).isEqualTo(1);
    }

    @Test
    void quirksOfAPartnerAreMet() throws Exception {
        RawServer server = server(RawServer.of(OK));
        Peer quirky = new Peer("p1", "raw-token", new PartnerQuirks(true, null, null, true));

        http.exchange(OutboundRequest.get(quirky, server.url("/"), ROUTING, "corr-1"));

        String request = server.requests().getFirst();
        assertThat(headers(request, "Authorization")).containsExactly("Token raw-token");
        assertThat(request).doesNotContainIgnoringCase("OCPI-from").doesNotContainIgnoringCase("OCPI-to");
        assertThat(headers(request, "Content-Type")).isEmpty();
    }

    @Test
    void noValueAddsAHeader() throws Exception {
        RawServer server = server(RawServer.of(OK));

        http.exchange(OutboundRequest.get(PEER, server.url("/"), Routing.NONE, "corr\r\nX-Injected: yes"));

        assertThat(headers(server.requests().getFirst(), "X-Injected")).isEmpty();
    }

    @Test
    void aServerThatTakesNoConnectionEndsInTime() throws Exception {
        try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            List<Socket> fillers = fill(full);

            OutboundFailure failure = failure(get("http://127.0.0.1:" + full.getLocalPort() + "/"), 300, 1500);

            assertThat(failure.reason()).isEqualTo(Reason.NO_CONNECTION);
            for (Socket filler : fillers) {
                filler.close();
            }
        }
    }

    @Test
    void aServerThatDoesNotAnswerEndsInTime() throws Exception {
        RawServer server = server(new RawServer((connection, number) -> Thread.sleep(10_000)));

        OutboundFailure failure = failure(get(server.url("/path?secret")), 500, 2000);

        assertThat(failure.reason()).isEqualTo(Reason.TIMEOUT);
        assertThat(failure.getMessage()).contains("/path", "700 ms").doesNotContain("secret");
        assertThat(status().lastFailure()).isEqualTo(failure.getMessage());
        assertThat(status().lastAnsweredAt()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n", "HTTP/1.1 200 OK\r\nX-Header: "})
    void aServerThatDripsEndsInTime(String start) throws Exception {
        RawServer server = server(new RawServer((connection, number) -> {
            write(connection, start);
            while (true) {
                write(connection, "a");
                Thread.sleep(50);
            }
        }));

        OutboundFailure failure = failure(get(server.url("/")), 500, 2000);

        assertThat(failure.reason()).isEqualTo(Reason.TIMEOUT);
    }

    @Test
    void aConnectionIsClosedOnceTimeIsUp() throws Exception {
        CountDownLatch gone = new CountDownLatch(1);
        RawServer server = server(new RawServer((connection, number) -> {
            try {
                connection.getInputStream().read();
            } finally {
                gone.countDown();
            }
        }));

        failure(get(server.url("/")), 500, 2000);

        assertThat(gone.await(3, TimeUnit.SECONDS)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: 1000000000", "Transfer-Encoding: chunked", "Connection: close"})
    void anEndlessBodyIsNotReadToItsEnd(String framing) throws Exception {
        CountDownLatch gone = new CountDownLatch(1);
        RawServer server = server(new RawServer((connection, number) -> {
            try {
                write(connection, "HTTP/1.1 200 OK\r\n" + framing + "\r\n\r\n");
                while (true) {
                    write(connection, "3e8\r\n" + "a".repeat(1000) + "\r\n");
                }
            } catch (IOException e) {
                gone.countDown();
            }
        }));

        OutboundFailure failure = failure(get(server.url("/")));

        assertThat(failure.reason()).isEqualTo(Reason.TOO_LARGE);
        assertThat(gone.await(3, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void aBodyMayBeAsLargeAsTheLimit() throws Exception {
        RawServer server = server(new RawServer((connection, number) ->
                write(connection, answer("200 OK", "a".repeat(number == 1 ? LIMIT : LIMIT + 1)))));

        assertThat(http.exchange(get(server.url("/"))).body()).hasSize(LIMIT);
        assertThat(failure(get(server.url("/"))).reason()).isEqualTo(Reason.TOO_LARGE);
    }

    @Test
    void aGzippedBodyIsRead() throws Exception {
        RawServer server = server(new RawServer(gzipped(100)));

        OutboundResponse response = http.exchange(get(server.url("/")));

        assertThat(response.body()).hasSize(100);
        assertThat(headers(server.requests().getFirst(), "Accept-Encoding")).containsExactly("gzip");
    }

    @Test
    void aGzipBombDoesNotGoOff() throws Exception {
        RawServer server = server(new RawServer(gzipped(50_000_000)));

        assertThat(failure(get(server.url("/"))).reason()).isEqualTo(Reason.TOO_LARGE);
    }

    @Test
    void headersAreLimited() throws Exception {
        RawServer many = server(RawServer.of("HTTP/1.1 200 OK\r\n" + "X-Header: a\r\n".repeat(10_000) + "\r\n"));
        RawServer lengthy = server(RawServer.of("HTTP/1.1 200 OK\r\nX-Header: " + "a".repeat(100_000) + "\r\n\r\n"));

        assertThat(failure(get(many.url("/"))).reason()).isEqualTo(Reason.TOO_LARGE);
        assertThat(failure(get(lengthy.url("/"))).reason()).isEqualTo(Reason.TOO_LARGE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SSH-2.0-OpenSSH_9.6\\r\\n | NOT_OCPI",
                "<html>\\n<body>hello</body></html>\\n | NOT_OCPI",
                "HTTP/9.9 200 OK\\r\\n\\r\\n | NOT_OCPI",
                "HTTP/1.1 OK\\r\\n\\r\\n | NOT_OCPI",
                "HTTP/1.1 200 OK\\r\\nContent-Length: many\\r\\n\\r\\n | NOT_OCPI",
                "HTTP/1.1 200 OK\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\nxyz\\r\\n | NOT_OCPI",
                "HTTP/1.1 200 OK\\r\\nContent-Encoding: gzip\\r\\nContent-Length: 30\\r\\n\\r\\nnot gzip not gzip not gzip no. | NOT_OCPI",
                "HTTP/1.1 200 OK\\r\\nContent-Encoding: br\\r\\nContent-Length: 3\\r\\n\\r\\nabc | NOT_OCPI",
                "HTTP/1.1 200 OK\\r\\nContent-Length: 30\\r\\n\\r\\nabc | NO_CONNECTION",
                "HTTP/1.1 200 OK\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n5\\r\\nab | NO_CONNECTION",
                "'' | NO_CONNECTION"
            })
    void whatIsNoWholeHttpAnswerFails(String said, Reason reason) throws Exception {
        RawServer server = server(new RawServer((connection, number) -> {
            write(connection, said.replace("\\r", "\r").replace("\\n", "\n"));
            connection.close();
        }));

        assertThat(failure(get(server.url("/"))).reason()).isEqualTo(reason);
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void aResetConnectionIsNoConnection() throws Exception {
        RawServer server = server(new RawServer((connection, number) -> {
            connection.setSoLinger(true, 0);
            connection.close();
        }));

        assertThat(failure(get(server.url("/"))).reason()).isEqualTo(Reason.NO_CONNECTION);
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void nobodyThereIsNoConnection() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }

        assertThat(failure(get("http://127.0.0.1:" + port + "/")).reason()).isEqualTo(Reason.NO_CONNECTION);
        assertThat(failure(get("http://nobody.invalid/")).reason()).isEqualTo(Reason.NO_CONNECTION);
    }

    @Test
    void aServerWithoutTlsIsNoConnectionForHttps() throws Exception {
        try (ServerSocket plain = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> {
                try (Socket connection = plain.accept()) {
                    write(connection, answer("400 Bad Request", ""));
                } catch (IOException e) {
                    // Then the call fails in another way.
                }
            });

            GuardedHttp patient = http(Duration.ofSeconds(10));
            OutboundFailure failure = catchThrowableOfType(
                    OutboundFailure.class,
                    () -> patient.exchange(get("https://127.0.0.1:" + plain.getLocalPort() + "/")));

            assertThat(failure.reason()).isEqualTo(Reason.NO_CONNECTION);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void redirectsElsewhereAreNotFollowed(int status) throws Exception {
        RawServer elsewhere = server(RawServer.of(OK));
        RawServer server = server(
                RawServer.of(answer(status + " Moved", "", "Location: " + elsewhere.url("/stolen?token=secret"))));

        OutboundFailure failure = failure(get(server.url("/")));

        assertThat(failure.reason()).isEqualTo(Reason.REDIRECT);
        assertThat(failure.getMessage()).contains(elsewhere.url("/stolen")).doesNotContain("secret");
        assertThat(elsewhere.connections()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://127.0.0.1:%d/",
                "http://localhost:%d/",
                "//evil.invalid/",
                "ftp://127.0.0.1:%d/",
                "http:/%%%"
            })
    void redirectsToAnotherSchemeOrHostAreNotFollowed(String location) throws Exception {
        RawServer[] server = new RawServer[1];
        server[0] = server(new RawServer((connection, number) -> write(
                connection, answer("302 Found", "", "Location: " + location.replace("%d", "" + server[0].port())))));

        OutboundFailure failure = failure(get(server[0].url("/")));

        assertThat(failure.reason()).isEqualTo(Reason.REDIRECT);
        assertThat(server[0].requests()).hasSize(1);
    }

    @Test
    void redirectsToTheSameOriginAreFollowedThreeTimes() throws Exception {
        RawServer three = server(new RawServer((connection, number) ->
                write(connection, number <= 3 ? answer("302 Found", "", "Location: /" + number + "?q") : OK)));
        RawServer endless = server(new RawServer(
                (connection, number) -> write(connection, answer("302 Found", "", "Location: " + number))));

        assertThat(http.exchange(get(three.url("/ocpi"))).status()).isEqualTo(200);
        assertThat(three.requests()).hasSize(4).last().asString().startsWith("GET /3?q HTTP/1.1");
        assertThat(three.requests()).allMatch(request -> request.contains("Authorization: Token "));
        assertThat(failure(get(endless.url("/ocpi"))).reason()).isEqualTo(Reason.REDIRECT);
        assertThat(endless.requests()).hasSize(4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "PATCH", "DELETE"})
    void redirectsOfWritesAreNotFollowed(String method) throws Exception {
        RawServer server = server(RawServer.of(answer("307 Moved", "", "Location: /elsewhere")));

        assertThat(failure(request(method, server.url("/"))).reason()).isEqualTo(Reason.REDIRECT);
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void aNameThatTurnsPrivateBetweenCheckAndCallIsRefused() throws Exception {
        RawServer server = server(RawServer.of(OK));
        Deque<String> answers = new ArrayDeque<>(List.of("93.184.216.34", "127.0.0.1"));
        OutboundSettings settings = settings(false, TIMEOUT);
        UrlGuard guard =
                new UrlGuard(settings, host -> new InetAddress[] {InetAddress.ofLiteral(answers.removeFirst())});
        GuardedHttp guarded = http(settings, guard);
        String url = "https://partner.example.com:" + server.port() + "/";

        guard.check(url);
        OutboundFailure failure = catchThrowableOfType(OutboundFailure.class, () -> guarded.exchange(get(url)));

        assertThat(failure.reason()).isEqualTo(Reason.REFUSED_URL);
        assertThat(failure.getMessage()).contains("127.0.0.1", "partner.example.com");
        assertThat(server.connections()).isZero();
        assertThat(answers).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"https://127.0.0.1:%d/", "https://[::1]:%d/", "https://localhost:%d/", "http://127.0.0.1:%d/"})
    void privateAddressesAreNotConnectedTo(String url) throws Exception {
        RawServer server = server(RawServer.of(OK));
        OutboundSettings settings = settings(false, TIMEOUT);
        GuardedHttp guarded = http(settings, new UrlGuard(settings));

        OutboundFailure failure =
                catchThrowableOfType(OutboundFailure.class, () -> guarded.exchange(get(url.formatted(server.port()))));

        assertThat(failure.reason()).isEqualTo(Reason.REFUSED_URL);
        assertThat(server.connections()).isZero();
    }

    @Test
    void aLookupThatHangsEndsInTime() {
        OutboundSettings settings = settings(false, TIMEOUT);
        GuardedHttp guarded = http(settings, new UrlGuard(settings, host -> {
            sleep(5000);
            return new InetAddress[0];
        }));
        long start = System.nanoTime();

        OutboundFailure failure =
                catchThrowableOfType(OutboundFailure.class, () -> guarded.exchange(get("https://slow.example.com/")));

        assertThat(failure.reason()).isEqualTo(Reason.NO_CONNECTION);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
    }

    @Test
    void proxiesOfTheJvmAreNotUsed() throws Exception {
        RawServer proxy = server(RawServer.of(answer("502 Bad Gateway", "")));
        RawServer server = server(RawServer.of(OK));
        List<String> properties = List.of("http.proxyHost", "socksProxyHost");
        System.setProperty("http.proxyPort", "" + proxy.port());
        System.setProperty("socksProxyPort", "" + proxy.port());
        System.setProperty("http.nonProxyHosts", "");
        System.setProperty("socksNonProxyHosts", "");
        properties.forEach(property -> System.setProperty(property, "127.0.0.1"));
        try {
            assertThat(http.exchange(get(server.url("/"))).status()).isEqualTo(200);
        } finally {
            Stream.concat(
                            properties.stream(),
                            Stream.of("http.proxyPort", "socksProxyPort", "http.nonProxyHosts", "socksNonProxyHosts"))
                    .forEach(System::clearProperty);
        }
        assertThat(proxy.connections()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"GET, 3", "PUT, 3", "DELETE, 3", "POST, 2", "PATCH, 2"})
    void onlyWhatMayBeRepeatedIsRepeatedAfterAKeptConnectionDied(String method, int requests) throws Exception {
        RawServer server = server(new RawServer((connection, number) -> {
            if (number == 2) {
                connection.close();
            } else {
                write(connection, OK);
            }
        }));
        http.exchange(request(method, server.url("/")));

        if (requests == 3) {
            assertThat(http.exchange(request(method, server.url("/"))).status()).isEqualTo(200);
        } else {
            assertThat(failure(request(method, server.url("/"))).reason()).isEqualTo(Reason.NO_CONNECTION);
        }

        assertThat(server.requests()).hasSize(requests);
    }

    @Test
    void aRepeatIsNotRepeated() throws Exception {
        RawServer server = server(new RawServer((connection, number) -> {
            if (number >= 2) {
                connection.close();
            } else {
                write(connection, OK);
            }
        }));
        http.exchange(get(server.url("/")));

        assertThat(failure(get(server.url("/"))).reason()).isEqualTo(Reason.NO_CONNECTION);
        assertThat(server.requests()).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 500, 503})
    void statusesAreNotRepeated(int status) throws Exception {
        RawServer server = server(RawServer.of(answer(status + " Sorry", "", "Retry-After: 0")));

        assertThat(http.exchange(get(server.url("/"))).status()).isEqualTo(status);
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void noCookiesAreKept() throws Exception {
        RawServer server = server(RawServer.of(answer("200 OK", "", "Set-Cookie: a=b")));

        http.exchange(get(server.url("/")));
        http.exchange(get(server.url("/")));

        assertThat(server.requests()).hasSize(2).noneMatch(request -> request.contains("Cookie"));
    }

    @Test
    void whereAPartnersRequestsPointToSaysNothingAboutThePartner() throws Exception {
        RawServer elsewhere = server(RawServer.of(answer("503 Service Unavailable", "")));
        RawServer server = server(RawServer.of(answer("503 Service Unavailable", "")));
        for (int i = 0; i < 10; i++) {
            http.exchange(callback(elsewhere.url("/")));
        }
        assertThat(status().circuit()).isEqualTo(Circuit.CLOSED);

        for (int i = 0; i < 5; i++) {
            http.exchange(get(server.url("/")));
        }
        assertThat(failure(get(server.url("/"))).reason()).isEqualTo(Reason.CIRCUIT_OPEN);
        assertThat(http.exchange(callback(elsewhere.url("/"))).status()).isEqualTo(503);
    }

    private static OutboundRequest callback(String url) {
        return new OutboundRequest(PEER, "POST", url, ROUTING, "c", null, "{}", true);
    }

    @Test
    void aPartnerThatKeepsFailingIsGivenARestAndThenTriedAgain() throws Exception {
        boolean[] well = {false};
        RawServer server = server(new RawServer(
                (connection, number) -> write(connection, well[0] ? OK : answer("503 Service Unavailable", ""))));
        RawServer neighbour = server(RawServer.of(OK));
        for (int i = 0; i < 5; i++) {
            assertThat(http.exchange(get(server.url("/"))).status()).isEqualTo(503);
        }

        OutboundFailure failure = failure(get(server.url("/")));
        assertThat(failure.reason()).isEqualTo(Reason.CIRCUIT_OPEN);
        assertThat(failure.getMessage()).contains("2026-01-01T00:00:00Z", "HTTP 503");
        assertThat(status().circuit()).isEqualTo(Circuit.OPEN);
        assertThat(circuit()).isEqualTo(2);
        assertThat(server.requests()).hasSize(5);
        assertThat(http.exchange(OutboundRequest.get(OTHER, neighbour.url("/"), ROUTING, "c"))
                        .status())
                .isEqualTo(200);

        clock.now = clock.now.plusSeconds(29);
        assertThat(failure(get(server.url("/"))).reason()).isEqualTo(Reason.CIRCUIT_OPEN);
        clock.now = clock.now.plusSeconds(2);
        http.exchange(get(server.url("/")));
        assertThat(status().circuit()).isEqualTo(Circuit.HALF_OPEN);
        assertThat(circuit()).isEqualTo(1);
        http.exchange(get(server.url("/")));
        assertThat(status().circuit()).isEqualTo(Circuit.OPEN);

        clock.now = clock.now.plusSeconds(31);
        well[0] = true;
        http.exchange(get(server.url("/")));
        http.exchange(get(server.url("/")));
        assertThat(status()).isEqualTo(new PartnerCallStatus(clock.now, null, null, Circuit.CLOSED));
        assertThat(circuit()).isZero();
    }

    @Test
    void aPartnerNotCalledForLongIsForgotten() throws Exception {
        RawServer server = server(new RawServer(
                (connection, number) -> write(connection, number > 5 ? OK : answer("503 Service Unavailable", ""))));
        for (int i = 0; i < 5; i++) {
            http.exchange(get(server.url("/")));
        }
        assertThat(circuit()).isEqualTo(2);

        clock.now = clock.now.plus(Duration.ofHours(2));
        http.exchange(get(server.url("/")));

        assertThat(circuit()).isZero();
        assertThat(status().circuit()).isEqualTo(Circuit.CLOSED);
    }

    @Test
    void whatIsUnderWayAtTheEndIsFinished() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        RawServer server = server(new RawServer((connection, number) -> {
            asked.countDown();
            Thread.sleep(300);
            write(connection, OK);
        }));
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<OutboundResponse> call = callers.submit(() -> http.exchange(get(server.url("/"))));
            asked.await();

            http.close();

            assertThat(call.get().status()).isEqualTo(200);
        }
    }

    @Test
    void answersAndRefusedUrlsOpenNoCircuit() throws Exception {
        RawServer server = server(new RawServer((connection, number) ->
                write(connection, number % 2 == 0 ? answer("404 Not Found", "") : answer("401 Unauthorized", ""))));

        for (int i = 0; i < 20; i++) {
            http.exchange(get(server.url("/")));
            assertThat(failure(get("ftp://127.0.0.1/")).reason()).isEqualTo(Reason.REFUSED_URL);
        }

        assertThat(server.requests()).hasSize(20);
        assertThat(status().circuit()).isEqualTo(Circuit.CLOSED);
    }

    @Test
    void aHangingPartnerHoldsUpNobodyElse() throws Exception {
        GuardedHttp patient = http(Duration.ofSeconds(4));
        RawServer hanging = server(new RawServer((connection, number) -> Thread.sleep(10_000)));
        RawServer server = server(RawServer.of(OK));
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Reason>> hung = IntStream.range(0, 8)
                    .mapToObj(i -> callers.submit(() -> reason(patient, get(hanging.url("/")))))
                    .toList();
            while (hanging.requests().size() < 8) {
                Thread.sleep(10);
            }
            long start = System.nanoTime();

            patient.exchange(OutboundRequest.get(OTHER, server.url("/"), ROUTING, "c"));

            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(1));
            assertThat(reason(patient, get(hanging.url("/")))).isEqualTo(Reason.BUSY);
            assertThat(hanging.requests()).hasSize(8);
            for (Future<Reason> each : hung) {
                assertThat(each.get()).isEqualTo(Reason.TIMEOUT);
            }
        }
    }

    @Test
    void callsAreCountedByPartnerMethodAndOutcome() throws Exception {
        RawServer server = server(RawServer.of(OK));

        http.exchange(get(server.url("/a")));
        http.exchange(get(server.url("/b")));
        failure(get("ftp://127.0.0.1/"));

        assertThat(calls("2xx")).isEqualTo(2);
        assertThat(calls("refused_url")).isEqualTo(1);
        assertThat(meters.getMeters())
                .flatMap(meter -> meter.getId().getTags())
                .noneMatch(tag -> tag.getValue().contains("127.0.0.1"));
    }

    @Test
    void aPartnerNeverCalledHasNoHistory() {
        assertThat(status()).isEqualTo(new PartnerCallStatus(null, null, null, Circuit.CLOSED));
    }

    @Test
    void nothingIsSentOnceClosed() throws Exception {
        RawServer server = server(RawServer.of(OK));
        GuardedHttp closing = http(TIMEOUT);
        closing.exchange(get(server.url("/")));

        closing.close();

        assertThat(reason(closing, get(server.url("/")))).isEqualTo(Reason.BUSY);
        assertThat(server.requests()).hasSize(1);
    }

    private long calls(String outcome) {
        return meters.get("ocpi.outbound.requests")
                .tags("partner", "p1", "method", "GET", "outcome", outcome)
                .timer()
                .count();
    }

    private double circuit() {
        return meters.get("ocpi.outbound.circuit").tag("partner", "p1").gauge().value();
    }

    private PartnerCallStatus status() {
        return contacts.handle(new FindCallStatus(new PartnerId("p1")));
    }

    private OutboundFailure failure(OutboundRequest request) {
        return catchThrowableOfType(OutboundFailure.class, () -> http.exchange(request));
    }

    private OutboundFailure failure(OutboundRequest request, long leastMillis, long mostMillis) {
        long start = System.nanoTime();
        OutboundFailure failure = failure(request);
        assertThat(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start)).isBetween(leastMillis, mostMillis);
        return failure;
    }

    private static Reason reason(GuardedHttp http, OutboundRequest request) {
        return catchThrowableOfType(OutboundFailure.class, () -> http.exchange(request))
                .reason();
    }

    private static OutboundRequest get(String url) {
        return request("GET", url);
    }

    private static OutboundRequest request(String method, String url) {
        boolean bodiless = method.equals("GET") || method.equals("DELETE");
        return new OutboundRequest(PEER, method, url, ROUTING, "corr-1", bodiless ? null : "{}");
    }

    private static List<String> headers(String request, String name) {
        return request.lines()
                .filter(line -> line.regionMatches(true, 0, name + ": ", 0, name.length() + 2))
                .map(line -> line.substring(name.length() + 2))
                .toList();
    }

    /** Leaves no room for one more connection. */
    private static List<Socket> fill(ServerSocket server) throws IOException {
        List<Socket> fillers = new ArrayList<>();
        while (true) {
            Socket filler = new Socket();
            fillers.add(filler);
            try {
                filler.connect(new InetSocketAddress(server.getInetAddress(), server.getLocalPort()), 200);
            } catch (SocketTimeoutException e) {
                return fillers;
            }
        }
    }

    private static RawServer.Answer gzipped(int size) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(new byte[size]);
        }
        return (connection, number) -> {
            write(
                    connection,
                    "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: " + bytes.size() + "\r\n\r\n");
            bytes.writeTo(connection.getOutputStream());
        };
    }

    private static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private RawServer server(RawServer server) {
        closed.push(server);
        return server;
    }

    private GuardedHttp http(Duration timeout) {
        OutboundSettings settings = settings(true, timeout);
        return http(settings, new UrlGuard(settings));
    }

    private GuardedHttp http(OutboundSettings settings, UrlGuard guard) {
        GuardedHttp made = new GuardedHttp(
                settings, guard, new RequestIds(new SecureRandom()), clock, contacts, meters, Traces.NONE);
        closed.push(made);
        return made;
    }

    private static OutboundSettings settings(boolean allowPrivateAddresses, Duration timeout) {
        return new OutboundSettings(allowPrivateAddresses, Duration.ofMillis(400), timeout, LIMIT, 8);
    }

    private static final class SetClock extends Clock {

        private volatile Instant now = Instant.parse("2026-01-01T00:00:00Z");

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}
