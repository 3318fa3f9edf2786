package org.ocpiplatform.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ocpiplatform.ocpi.json.OcpiJson;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** Streams in a real servlet container, over a log that a test fills; heartbeats come every half second. */
@SpringBootTest(classes = TestEdge.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@ExtendWith(OutputCaptureExtension.class)
@Timeout(60)
class StreamsTest {

    private static final String EVENTS = "/streams/events";
    private static final String SSE = "text/event-stream";
    private static final String NDJSON = "application/x-ndjson";

    private final HttpClient client = HttpClient.newHttpClient();

    @Autowired
    private FakePlatform platform;

    @Autowired
    private TestChanges changes;

    @LocalServerPort
    private int port;

    @BeforeEach
    void startOver() throws Exception {
        platform.reset();
        await(() -> changes.open() == 0);
        changes.reset(3, 0);
    }

    @Test
    void changesAreServerSentEventsWithPositionsAsIds() throws Exception {
        HttpResponse<String> response = get(admin(EVENTS + "?follow=false", SSE));

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("text/event-stream;charset=UTF-8");
        assertThat(response.headers().firstValue("Cache-Control")).hasValue("no-store");
        List<String> events = List.of(response.body().split("\n\n"));
        assertThat(events).hasSize(4);
        assertThat(events.getFirst()).startsWith(":");
        assertThat(events.get(1)).isEqualTo("id: 1\ndata: " + """
                {"specversion":"1.0","id":"1","source":"/ocpi/cpo/tariffs","type":"ocpi.tariffs.replaced",\
                "subject":"NL/TNM/T\\"1","time":"2026-03-01T12:00:00Z","datacontenttype":"application/json",\
                "data":{"id":"T1","x":""}}""");
    }

    @Test
    void theSameEventsAreLines() throws Exception {
        HttpResponse<String> response = get(admin(EVENTS + "?follow=false", NDJSON));

        assertThat(response.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith(NDJSON));
        assertThat(response.body().lines().map(line -> json(line).get("id").asString()))
                .containsExactly("1", "2", "3");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | '' | 1,2,3",
                "&from=beginning | '' | 1,2,3",
                "&from=now | '' | ''",
                "&after=0 | '' | 1,2,3",
                "&after=2 | '' | 3",
                "&after=3 | '' | ''",
                "&after=0 | 2 | 3",
                "&from=beginning | 1 | 2,3",
                "&from=now | 1 | 2,3"
            })
    void aStreamBeginsWhereItIsAskedTo(String query, String lastEventId, String ids) throws Exception {
        HttpRequest.Builder request = admin(EVENTS + "?follow=false" + query, NDJSON);
        if (!lastEventId.isEmpty()) {
            request.header("Last-Event-ID", lastEventId);
        }
        assertThat(get(request).body().lines().map(line -> json(line).get("id").asString()))
                .containsExactly(ids.isEmpty() ? new String[0] : ids.split(","));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "?modules=nothing | '' | modules must be of",
                "?after=1&from=now | '' | exclude each other",
                "?after=x | '' | after must be the position",
                "?after=-1 | '' | after must not be negative",
                "?after=4 | '' | after 4 is beyond the last event, 3",
                "'' | 4 | Last-Event-ID 4 is beyond the last event, 3",
                "'' | x | Last-Event-ID must be",
                "?from=yesterday | '' | from must be",
                "?follow=maybe | '' | follow must be"
            })
    void whatMakesNoSenseIsAProblem(String query, String lastEventId, String detail) throws Exception {
        HttpRequest.Builder request = admin(EVENTS + query, SSE);
        if (!lastEventId.isEmpty()) {
            request.header("Last-Event-ID", lastEventId);
        }
        problem(get(request), 400, detail);
        assertThat(changes.open()).isZero();
    }

    @Test
    void whoAcceptsNeitherFormIsToldSo() throws Exception {
        problem(get(admin(EVENTS, "application/json")), 406, "Not Acceptable");
        assertThat(get(admin(EVENTS + "?follow=false", "*/*")).headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith(SSE));
        assertThat(get(admin(EVENTS + "?follow=false", "text/event-stream;q=0.1, application/x-ndjson"))
                        .headers()
                        .firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith(NDJSON));
    }

    @Test
    void aHeadRequestOpensNothing() throws Exception {
        HttpResponse<String> response = get(admin(EVENTS, SSE).method("HEAD", HttpRequest.BodyPublishers.noBody()));
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith(SSE));
        assertThat(changes.open()).isZero();
    }

    @Test
    void otherMethodsAreNotOffered() throws Exception {
        problem(get(admin(EVENTS, SSE).POST(HttpRequest.BodyPublishers.noBody())), 405, "POST is not offered here");
    }

    @Test
    void aConsumerFollowsItsOwnModulesWithItsOwnPseudonyms() throws Exception {
        String token = admit("{\"name\":\"x\",\"modules\":[\"tariffs\",\"cdrs\"],\"privacy\":\"PSEUDONYMISED\"}");

        assertThat(get(consumer(token, EVENTS + "?follow=false&modules=tariffs", NDJSON))
                        .statusCode())
                .isEqualTo(200);
        assertThat(changes.pseudonymKey()).isNotNull();
        problem(
                get(consumer(token, EVENTS + "?modules=tariffs,tokens", NDJSON)),
                403,
                "the consumer may not follow tokens");
        problem(get(consumer(token, EVENTS + "?modules=nothing", NDJSON)), 400, "modules must be of");
    }

    @Test
    void whatHappensIsToldAtOnce() throws Exception {
        try (Follower follower = new Follower(admin(EVENTS + "?from=now", SSE))) {
            assertThat(follower.line()).startsWith(":");
            assertThat(follower.line()).isEmpty();
            changes.append();
            follower.skipTo("id: 4");
            changes.append();
            follower.skipTo("id: 5");
        }
    }

    @Test
    void aStreamThatCannotGoOnDoesNotEndAsIfItWereComplete() throws Exception {
        changes.fail();

        assertThatThrownBy(() -> get(admin(EVENTS + "?follow=false", NDJSON))).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> get(admin(EVENTS + "?from=now", SSE))).isInstanceOf(IOException.class);
    }

    @Test
    void aSilentStreamHasHeartbeats() throws Exception {
        try (Follower sse = new Follower(admin(EVENTS + "?from=now", SSE));
                Follower lines = new Follower(admin(EVENTS + "?from=now", NDJSON))) {
            for (int i = 0; i < 3; i++) {
                assertThat(sse.line()).startsWith(":");
                assertThat(sse.line()).isEmpty();
                assertThat(lines.line()).isEmpty();
            }
        }
    }

    @Test
    void aStreamEndsSoonAfterItsTokenIsRevoked() throws Exception {
        String token = admit("{\"name\":\"x\",\"privacy\":\"FULL\"}");
        String id = json(get(admin("/admin/consumers", "application/json")).body())
                .get(0)
                .get("id")
                .asString();
        try (Follower follower = new Follower(consumer(token, EVENTS, SSE))) {
            follower.skipTo("id: 3");
            assertThat(get(admin("/admin/consumers/" + id, "*/*").DELETE()).statusCode())
                    .isEqualTo(204);
            follower.awaitEnd();
        }
        await(() -> changes.open() == 0);
    }

    @Test
    void aConsumerHasAsManyStreamsAsItMayAndNoMore() throws Exception {
        String token = admit("{\"name\":\"x\",\"privacy\":\"FULL\"}");
        try (Follower first = new Follower(consumer(token, EVENTS, SSE))) {
            try (Follower second = new Follower(consumer(token, EVENTS, NDJSON))) {
                first.line();
                second.line();
                problem(get(consumer(token, EVENTS, SSE)), 429, "2 streams open");
                assertThat(get(admin(EVENTS + "?follow=false", SSE)).statusCode())
                        .isEqualTo(200);
            }
            await(() -> changes.open() == 1);
            assertThat(get(consumer(token, EVENTS + "?follow=false", SSE)).statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void whoComesAgainAfterItsConnectionBrokeIsNotRefused() throws Exception {
        String token = admit("{\"name\":\"x\",\"privacy\":\"FULL\"}");
        for (int i = 0; i < 10; i++) {
            try (Follower follower = new Follower(consumer(token, EVENTS + "?from=now", SSE))) {
                follower.line();
            }
        }
    }

    @Test
    void nobodyButItselfWaitsForAConsumerThatTakesNothing() throws Exception {
        changes.reset(100_000, 10_000);
        String token = admit("{\"name\":\"x\",\"privacy\":\"FULL\"}");
        try (Socket stalled = new Socket()) {
            stalled.setReceiveBufferSize(8 * 1024);
            stalled.connect(new InetSocketAddress("localhost", port));
            stalled.getOutputStream()
                    .write(("GET " + EVENTS + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + token
                                    + "\r\nAccept: text/event-stream\r\n\r\n")
                            .getBytes(UTF_8));
            long[] taken = {-1};
            await(() -> {
                boolean still = changes.taken() > 0 && changes.taken() == taken[0];
                taken[0] = changes.taken();
                return still;
            });

            HttpResponse<InputStream> other = client.send(
                    admin(EVENTS + "?after=90000&follow=false", NDJSON).build(), BodyHandlers.ofInputStream());
            try (BufferedReader lines = new BufferedReader(new InputStreamReader(other.body(), UTF_8))) {
                assertThat(lines.lines().count()).isEqualTo(10_000);
            }

            // A page is 100 changes; some more lie in the buffers of the sockets.
            assertThat(taken[0]).isLessThan(1_500);
            assertThat(changes.taken()).isEqualTo(taken[0] + 10_000);
        }
    }

    @Test
    void aConsumerThatGoesAwayIsNoError(CapturedOutput output) throws Exception {
        changes.reset(100_000, 1_000);
        for (int i = 0; i < 3; i++) {
            try (Follower follower = new Follower(admin(EVENTS, SSE))) {
                follower.skipTo("id: " + (i + 1) * 50);
            }
        }
        await(() -> changes.open() == 0);
        assertThat(output.getAll()).doesNotContain("ERROR", "Exception");
    }

    private final class Follower implements AutoCloseable {

        private final InputStream body;
        private final BufferedReader lines;

        Follower(HttpRequest.Builder request) throws Exception {
            HttpResponse<InputStream> response = client.send(request.build(), BodyHandlers.ofInputStream());
            assertThat(response.statusCode()).isEqualTo(200);
            body = response.body();
            lines = new BufferedReader(new InputStreamReader(body, UTF_8));
        }

        String line() throws IOException {
            return lines.readLine();
        }

        void skipTo(String wanted) throws IOException {
            String line = line();
            while (line != null && !line.equals(wanted)) {
                line = line();
            }
            assertThat(line).isEqualTo(wanted);
        }

        void awaitEnd() throws IOException {
            List<String> rest = new ArrayList<>();
            for (String line = line(); line != null; line = line()) {
                rest.add(line);
            }
            assertThat(rest).filteredOn(line -> line.startsWith("id:")).isEmpty();
        }

        @Override
        public void close() throws IOException {
            body.close();
        }
    }

    private String admit(String consumer) throws Exception {
        return json(get(admin("/admin/consumers", "application/json")
                                .header("Content-Type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofString(consumer)))
                        .body())
                .get("token")
                .asString();
    }

    private HttpRequest.Builder admin(String path, String accept) {
        return consumer(TestEdge.ADMIN_TOKEN, path, accept);
    }

    private HttpRequest.Builder consumer(String token, String path, String accept) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .timeout(Duration.ofSeconds(30))
                .header("Authorization", "Bearer " + token)
                .header("Accept", accept);
    }

    private HttpResponse<String> get(HttpRequest.Builder request) throws Exception {
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private static void problem(HttpResponse<String> response, int status, String detail) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(response.body()).contains(detail);
    }

    private static JsonNode json(String text) {
        return OcpiJson.mapper().readTree(text);
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            Thread.sleep(300);
        }
    }
}
