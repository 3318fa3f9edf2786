package org.ocpiplatform.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Consumers follow what sixteen writers do: all of it, once and in order, whatever happens to their connections. */
class StreamsE2E {

    private static final String SESSIONS = "/ocpi/emsp/2.3.0/sessions/NL/TNM/";
    private static final String TOKENS = "/ocpi/cpo/2.3.0/tokens/DE/ABC/";
    private static final int WRITERS = 16;
    private static final int OBJECTS = 6;
    private static final int KILLS = 20;
    private static final String UID = "04A2B3C4D5E680";
    private static final String CONTRACT = "DE-ABC-C12345678-X";

    @TempDir
    static Path dataDir;

    private static RunningPlatform platform;
    private static String cpoToken;
    private static String emspToken;

    @BeforeAll
    static void start() throws Exception {
        restart();
        cpoToken = platform.provisionToken("CPO", "NL", "TNM");
        emspToken = platform.provisionToken("EMSP", "DE", "ABC");
    }

    @AfterAll
    static void stop() throws Exception {
        platform.close();
    }

    private static void restart() throws Exception {
        if (platform != null) {
            platform.close();
        }
        platform = RunningPlatform.start(dataDir, "--ocpi.streams.heartbeat=1s");
    }

    @Test
    void everyConsumerSeesEveryChangeOnceAndInOrderWhileSixteenWrite() throws Exception {
        int before = StreamConsumer.everything(platform.admin()).size();
        try (StreamConsumer sse = StreamConsumer.sse(platform.admin(), "", null);
                StreamConsumer lines = StreamConsumer.ndjson(platform.admin(), "");
                StreamConsumer sessions = StreamConsumer.ndjson(platform.admin(), "?modules=sessions")) {
            write("all");
            int written = before + 3 * WRITERS * OBJECTS;

            List<String> everything = StreamConsumer.everything(platform.admin());
            assertThat(everything).hasSize(written);
            assertThat(everything.stream().map(event -> Long.parseLong(StreamConsumer.id(event))))
                    .isSorted()
                    .doesNotHaveDuplicates();
            sse.await(written);
            lines.await(written);
            assertThat(sse.events()).isEqualTo(everything);
            assertThat(lines.events()).isEqualTo(everything);
            List<String> ofSessions = everything.stream()
                    .filter(event -> event.contains("\"type\":\"ocpi.sessions."))
                    .toList();
            sessions.await(ofSessions.size());
            assertThat(sessions.events()).isEqualTo(ofSessions);
        }
    }

    @Test
    void aConsumerThatIsKilledAgainAndAgainMissesNothingAndSeesNothingTwice() throws Exception {
        Random chance = new Random(7);
        List<String> seen = new ArrayList<>();
        try (ExecutorService threads = Executors.newSingleThreadExecutor()) {
            Future<?> writing = threads.submit(() -> {
                write("kill");
                return null;
            });
            for (int i = 0; i < KILLS; i++) {
                try (StreamConsumer consumer = resumed(seen)) {
                    TimeUnit.MILLISECONDS.sleep(chance.nextInt(500));
                    seen.addAll(consumer.events());
                }
            }
            writing.get();
        }
        List<String> everything = StreamConsumer.everything(platform.admin());
        try (StreamConsumer consumer = resumed(seen)) {
            consumer.await(everything.size() - seen.size());
            seen.addAll(consumer.events());
        }

        assertThat(seen).isEqualTo(everything);
        assertThat(positionsAndTypes(seen)).isEqualTo(exported());
    }

    @Test
    void consumersThatTakeNothingHoldUpNobody() throws Exception {
        Http cpo = platform.partner(cpoToken);
        String url = "/ocpi/cpo/2.3.0/tariffs/NL/TNM/LONG";
        String consumer = admit("Stalled", "FULL").get("token").asString();
        List<Socket> stalled = new ArrayList<>();
        try (StreamConsumer other = StreamConsumer.ndjson(platform.admin(), "?from=now&modules=tariffs")) {
            for (int i = 0; i < 5; i++) {
                stalled.add(stall(consumer));
            }
            for (int i = 0; i < 100; i++) {
                assertThat(cpo.put(url, longTariff(i)).code()).isEqualTo(1000);
            }
            other.await(100);

            assertThat(stream(consumer).status()).isEqualTo(429);
            assertThat(platform.http().get("/actuator/health/readiness").status())
                    .isEqualTo(200);
        } finally {
            for (Socket socket : stalled) {
                socket.close();
            }
        }
    }

    @Test
    void pseudonymsAreTheConsumersOwnAndOutliveARestart() throws Exception {
        Http first = consumer(admit("First", "PSEUDONYMISED"));
        Http second = consumer(admit("Second", "PSEUDONYMISED"));
        write("pseudo");

        List<String> forFirst = StreamConsumer.everything(first);
        List<String> forSecond = StreamConsumer.everything(second);
        List<String> full = StreamConsumer.everything(platform.admin());
        assertThat(positionsAndTypes(forFirst))
                .isEqualTo(positionsAndTypes(forSecond))
                .isEqualTo(positionsAndTypes(full));
        assertThat(full).anyMatch(event -> event.contains(UID)).anyMatch(event -> event.contains(CONTRACT));
        assertThat(forFirst).noneMatch(event -> event.contains(UID)).noneMatch(event -> event.contains(CONTRACT));
        assertThat(uids(forFirst)).isNotEmpty().doesNotContainAnyElementsOf(uids(forSecond));

        try (StreamConsumer open = StreamConsumer.sse(first, "?from=now", null)) {
            restart();
            open.awaitEnd(Duration.ofSeconds(1));
        }
        Http again = new Http(platform.http().base(), first.authorization());
        assertThat(StreamConsumer.everything(again)).isEqualTo(forFirst);
        try (StreamConsumer resumed = StreamConsumer.sse(again, "", StreamConsumer.id(forFirst.get(9)))) {
            resumed.await(forFirst.size() - 10);
            assertThat(resumed.events()).isEqualTo(forFirst.subList(10, forFirst.size()));
        }
    }

    @Test
    void whoIsRevokedIsLetGo() throws Exception {
        JsonNode admitted = admit("Revoked", "FULL");
        Http consumer = consumer(admitted);
        try (StreamConsumer open = StreamConsumer.sse(consumer, "?from=now", null)) {
            String one = "/admin/consumers/" + admitted.get("id").asString();
            assertThat(platform.admin().get(one).json().get("name").asString()).isEqualTo("Revoked");
            JsonNode replaced = platform.admin().post(one + "/token", "").json();
            open.awaitEnd(Duration.ofSeconds(20));
            assertThat(stream(admitted.get("token").asString()).status()).isEqualTo(401);

            try (StreamConsumer next = StreamConsumer.sse(consumer(replaced), "?from=now", null)) {
                assertThat(platform.admin().send("DELETE", one, null).status()).isEqualTo(204);
                assertThat(stream(replaced.get("token").asString()).status()).isEqualTo(401);
                next.awaitEnd(Duration.ofSeconds(20));
            }
        }
    }

    /** The positions and types of all changes, as the auditors' export tells them of the events that are stored. */
    private static List<String> exported() throws Exception {
        return platform.admin()
                .get("/audit/export")
                .body()
                .lines()
                .map(StreamConsumer::json)
                .filter(event -> event.has("object"))
                .map(event -> event.get("position").asLong() + " ocpi."
                        + event.at("/object/module").asString()
                        + event.get("type").asString().replaceFirst("^[^.]+", ""))
                .toList();
    }

    private static List<String> positionsAndTypes(List<String> events) {
        return events.stream()
                .map(StreamConsumer::json)
                .map(event ->
                        event.get("id").asString() + " " + event.get("type").asString())
                .toList();
    }

    private static List<String> uids(List<String> events) {
        return events.stream()
                .map(StreamConsumer::json)
                .filter(event -> event.get("type").asString().startsWith("ocpi.tokens."))
                .map(event -> event.at("/data/uid").asString())
                .toList();
    }

    private static StreamConsumer resumed(List<String> seen) throws Exception {
        return StreamConsumer.sse(
                platform.admin(), "?from=beginning", seen.isEmpty() ? null : StreamConsumer.id(seen.getLast()));
    }

    /** Sixteen writers, each of whom writes three events of every one of its objects. */
    private static void write(String name) throws Exception {
        Http cpo = platform.partner(cpoToken);
        Http emsp = platform.partner(emspToken);
        try (ExecutorService writers = Executors.newFixedThreadPool(WRITERS)) {
            List<Future<Void>> results = IntStream.range(0, WRITERS)
                    .mapToObj(writer -> writers.submit(() -> {
                        for (int i = 0; i < OBJECTS; i++) {
                            String id = name + "-" + writer + "-" + i;
                            assertThat(emsp.put(TOKENS + UID + id, token(UID + id))
                                            .code())
                                    .isEqualTo(1000);
                            assertThat(cpo.put(SESSIONS + id, session(id)).code())
                                    .isEqualTo(1000);
                            assertThat(cpo.patch(
                                                    SESSIONS + id,
                                                    "{\"kwh\":1.5,\"last_updated\":\"2026-01-10T11:00:00Z\"}")
                                            .code())
                                    .isEqualTo(1000);
                        }
                        return (Void) null;
                    }))
                    .toList();
            for (Future<Void> result : results) {
                result.get();
            }
        }
    }

    private static String session(String id) {
        return SessionJson.aSession(id, "DE", "ABC", "2026-01-10T10:00:00Z")
                .replace("012345678", UID + id)
                .replace("C12345678", CONTRACT);
    }

    private static String token(String uid) {
        return """
                {"country_code":"DE","party_id":"ABC","uid":"%s","type":"RFID","contract_id":"%s","issuer":"ABC",
                 "valid":true,"whitelist":"ALWAYS","last_updated":"2026-01-10T10:00:00Z"}
                """.formatted(uid, CONTRACT);
    }

    /** One of some 100 kB, which no buffer of a socket holds many of. */
    private static String longTariff(int version) {
        return """
                {"country_code":"NL","party_id":"TNM","id":"LONG","currency":"EUR","tax_included":"NO",
                 "elements":[{"price_components":[{"type":"FLAT","price":%d.0,"step_size":1}]}],
                 "padding":"%s","last_updated":"2026-01-10T10:00:%02dZ"}
                """.formatted(version, "x".repeat(100_000), version % 60).replace("10:00:", "1" + version / 60 + ":00:");
    }

    private static Socket stall(String token) throws Exception {
        URI base = URI.create(platform.http().base());
        Socket socket = new Socket(base.getHost(), base.getPort());
        socket.getOutputStream()
                .write(
                        ("GET /streams/events HTTP/1.1\r\nHost: localhost\r\nAccept: text/event-stream\r\nAuthorization: Bearer "
                                        + token + "\r\n\r\n")
                                .getBytes(StandardCharsets.UTF_8));
        // The head is there, so the stream is counted.
        assertThat(socket.getInputStream().read()).isEqualTo('H');
        return socket;
    }

    private static Http.Answer stream(String token) throws Exception {
        return new Http(platform.http().base(), "Bearer " + token)
                .get("/streams/events?follow=false", "Accept", "application/x-ndjson");
    }

    private static JsonNode admit(String name, String privacy) throws Exception {
        return platform.admin()
                .post("/admin/consumers", "{\"name\":\"%s\",\"privacy\":\"%s\"}".formatted(name, privacy))
                .json();
    }

    private static Http consumer(JsonNode admitted) {
        return new Http(
                platform.http().base(), "Bearer " + admitted.get("token").asString());
    }
}
