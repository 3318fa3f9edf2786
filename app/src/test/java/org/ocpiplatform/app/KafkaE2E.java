package org.ocpiplatform.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ocpiplatform.app.KafkaTopics.Received;
import org.ocpiplatform.broker.KafkaBroker;
import org.ocpiplatform.embedded.DataDirectory;
import org.ocpiplatform.embedded.mongo.EmbeddedMongo;
import org.ocpiplatform.embedded.postgres.PostgresServer;
import org.ocpiplatform.ocpi.tariffs.Tariffs;
import org.ocpiplatform.ocpi.tokens.Tokens;
import tools.jackson.databind.JsonNode;

/** Changes arrive at a real broker, complete and in order, whatever ends and comes back in between. */
@Alone
class KafkaE2E {

    private static final String SESSIONS = "/ocpi/emsp/2.3.0/sessions/NL/TNM/";
    private static final String KEY = "emsp:sessions:NL:TNM:";
    private static final int WRITERS = 8;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    /** Of most answers, also while the broker is away; far less than anything waits for a broker. */
    private static final Duration FAST = Duration.ofSeconds(2);

    @TempDir
    Path dataDir;

    @TempDir
    Path brokerDir;

    @Test
    void everyChangeIsACloudEventOnItsModulesTopicInTheOrderOfItsObject() throws Exception {
        try (KafkaBroker broker = KafkaBroker.start(brokerDir);
                RunningPlatform platform = start(broker, "--ocpi.kafka.topic-prefix=my.prefix")) {
            Http cpo = platform.provision("CPO", "NL", "TNM");
            Writes writes = new Writes();
            writes.run(cpo, 20, 10);
            String tariff = "/ocpi/cpo/2.3.0/tariffs/NL/TNM/T1";
            cpo.put(
                    tariff,
                    Tariffs.aTariff()
                            .ownedBy("NL", "TNM")
                            .withId("T1")
                            .lastUpdated("2026-01-10T10:00:00Z")
                            .json()
                            .toString());
            assertThat(cpo.send("DELETE", tariff, null).status()).isEqualTo(200);
            awaitEverything(platform);

            KafkaTopics topics = KafkaTopics.read(broker);
            assertThat(topics.topics()).containsExactly("my.prefix.sessions", "my.prefix.tariffs");
            assertThat(topics.received()).hasSize(20 * 11 + 2);
            assertThat(topics.received().stream().map(one -> one.event().getId()))
                    .doesNotHaveDuplicates();
            writes.assertComplete(topics);
            for (List<Received> ofObject : topics.byKey().values()) {
                assertThat(ofObject.stream().map(Received::partition).distinct())
                        .hasSize(1);
                assertThat(ofObject.stream().map(Received::position)).isSorted();
            }
            Received first = topics.byKey().get(KEY + "S0").getFirst();
            assertThat(first.event().getType()).isEqualTo("ocpi.sessions.replaced");
            assertThat(first.event().getSource()).hasToString("/ocpi/emsp/sessions");
            assertThat(first.event().getSubject()).isEqualTo("NL/TNM/S0");
            assertThat(first.event().getSpecVersion()).hasToString("1.0");
            assertThat(first.event().getDataContentType()).isEqualTo("application/json");
            assertThat(first.event().getTime()).isNotNull();
            assertThat(topics.byKey().get(KEY + "S0").getLast().data())
                    .isEqualTo(cpo.get(SESSIONS + "S0").data());
            assertThat(topics.byKey().get("cpo:tariffs:NL:TNM:T1").getLast().hasData())
                    .as("data of a withdrawn tariff")
                    .isFalse();

            JsonNode status = platform.admin().get("/admin/kafka").json();
            assertThat(status.get("state").asString()).isEqualTo("RUNNING");
            assertThat(status.get("published").asLong()).isEqualTo(20 * 11 + 2);
            assertThat(status.get("topics").size()).isEqualTo(2);
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(
                                    platform.admin().get("/actuator/prometheus").body())
                            .contains(
                                    "ocpi_kafka_published_total 222.0",
                                    "ocpi_kafka_lag 0.0",
                                    "ocpi_kafka_waiting 0.0"));
        }
    }

    @Test
    void nothingIsLostWhileBrokerAndPlatformGoAndComeBack() throws Exception {
        try (KafkaBroker broker = KafkaBroker.create(brokerDir)) {
            Writes writes = new Writes();
            RunningPlatform platform = start(broker);
            try {
                String token = platform.provisionToken("CPO", "NL", "TNM");
                writes.run(platform.partner(token), 8, 5);
                awaitState(platform, "WAITING");
                assertThat(platform.http().get("/actuator/health").status()).isEqualTo(200);
                assertThat(platform.http().get("/actuator/health/readiness").status())
                        .isEqualTo(200);

                broker.start();
                awaitEverything(platform);
                writes.assertComplete(KafkaTopics.read(broker));

                broker.stop();
                writes.run(platform.partner(token), 8, 5);
                awaitState(platform, "WAITING");
                broker.start();
                awaitEverything(platform);
                writes.assertComplete(KafkaTopics.read(broker));
                List<String> told = platform.log()
                        .lines()
                        .filter(line -> line.contains("Kafka") || line.contains("kafka"))
                        .toList();
                assertThat(told).as("lines about Kafka").hasSize(4);

                try (Going going = writes.keepGoing(platform.partner(token))) {
                    broker.kill();
                    going.awaitMore(40);
                    broker.start();
                    going.awaitMore(40);
                    broker.kill();
                    going.awaitMore(40);
                    platform.kill();
                }
                platform = start(broker);
                writes.run(platform.partner(token), 8, 5);
                broker.start();
                try (Going going = writes.keepGoing(platform.partner(token))) {
                    going.awaitMore(100);
                    platform.kill();
                }
                platform = start(broker);
                awaitEverything(platform);
                writes.assertComplete(KafkaTopics.read(broker));
            } finally {
                platform.close();
            }
        }
    }

    @Test
    void changesArePublishedAgainFromAnywhere() throws Exception {
        try (KafkaBroker broker = KafkaBroker.start(brokerDir);
                RunningPlatform platform = start(broker)) {
            Http cpo = platform.provision("CPO", "NL", "TNM");
            platform.awaitThatHabitsAreKnown(cpo, "CPO NL-TNM");
            new Writes().run(cpo, 1, 9);
            awaitEverything(platform);
            List<Received> once = KafkaTopics.read(broker).received();
            assertThat(once).hasSize(10);

            assertThat(reset(platform, "{\"from\":\"beginning\"}").status()).isEqualTo(202);
            awaitEverything(platform);
            List<Received> twice = KafkaTopics.read(broker).received();
            assertThat(twice.subList(10, twice.size())).isEqualTo(once);

            assertThat(reset(platform, "{\"position\":" + once.get(7).position() + "}")
                            .status())
                    .isEqualTo(202);
            awaitEverything(platform);
            assertThat(KafkaTopics.read(broker).received())
                    .hasSize(23)
                    .endsWith(once.subList(7, 10).toArray(Received[]::new));

            broker.stop();
            new Writes().run(cpo, 1, 3);
            awaitState(platform, "WAITING");
            assertThat(reset(platform, "{\"from\":\"now\"}").status()).isEqualTo(202);
            broker.start();
            cpo.patch(SESSIONS + "S0", patch(77));
            awaitEverything(platform);
            List<Received> now = KafkaTopics.read(broker).received();
            assertThat(now).hasSize(24);
            assertThat(now.getLast().data().get("kwh").asInt()).isEqualTo(77);

            for (String bad : List.of("{}", "{\"from\":\"yesterday\"}", "{\"position\":0}", "{\"position\":999999}")) {
                assertThat(reset(platform, bad).status()).as(bad).isEqualTo(400);
            }
        }
    }

    @Test
    void ofTwoNodesOneKnowsWhereToGoOn() throws Exception {
        Path second = dataDir.resolve("second");
        try (KafkaBroker broker = KafkaBroker.start(brokerDir);
                DataDirectory directory = DataDirectory.open(dataDir.resolve("postgres"));
                PostgresServer postgres = PostgresServer.start(directory);
                EmbeddedMongo mongo = EmbeddedMongo.start(dataDir.resolve("mongo"))) {
            String[] stores = {
                "--ocpi.kafka.bootstrap-servers=" + broker.bootstrapServers(),
                "--ocpi.event-store.url=" + postgres.jdbcUrl(),
                "--ocpi.event-store.username=" + postgres.username(),
                "--ocpi.event-store.password=" + postgres.password(),
                "--ocpi.read-store.uri=" + mongo.connectionString()
            };
            try (RunningPlatform one = RunningPlatform.start(dataDir.resolve("first"), stores);
                    RunningPlatform other = RunningPlatform.start(second, stores)) {
                Http cpo = one.provision("CPO", "NL", "TNM");
                Writes writes = new Writes();
                writes.run(cpo, 4, 5);
                awaitEverything(one);
                awaitEverything(other);
                writes.assertComplete(KafkaTopics.read(broker));

                String node = one.admin().get("/admin/kafka").json().get("node").asString();
                assertThat(other.admin().get("/admin/kafka").json().get("node").asString())
                        .isEqualTo(node);
                boolean first = node.endsWith(
                        one.http().base().substring(one.http().base().lastIndexOf(':')));
                Http.Answer refused = reset(first ? other : one, "{\"from\":\"beginning\"}");
                assertThat(refused.status()).isEqualTo(409);
                assertThat(refused.body()).contains(node);
                assertThat(reset(first ? one : other, "{\"from\":\"beginning\"}")
                                .status())
                        .isEqualTo(202);
            }
        }
    }

    @Test
    void driversArePseudonymsIfThatIsWanted() throws Exception {
        try (KafkaBroker broker = KafkaBroker.start(brokerDir);
                RunningPlatform platform = start(broker, "--ocpi.kafka.privacy=PSEUDONYMISED")) {
            Http emsp = platform.provision("EMSP", "DE", "ABC");
            Http cpo = platform.provision("CPO", "NL", "TNM");
            String token = Tokens.aToken()
                    .ownedBy("DE", "ABC")
                    .withUid("SECRET-UID-1")
                    .json()
                    .toString();
            assertThat(emsp.put("/ocpi/emsp/2.3.0/tokens/DE/ABC/SECRET-UID-1", token)
                            .outcome())
                    .isEqualTo("201/1000");
            cpo.put(SESSIONS + "S0", SessionJson.aSession("S0", "DE", "ABC", "2026-01-10T10:00:00Z"));
            awaitEverything(platform);

            List<Received> received = KafkaTopics.read(broker).received();
            assertThat(received).hasSize(2).allSatisfy(one -> {
                assertThat(one.key() + one.event().getSubject() + one.data())
                        .doesNotContain("SECRET-UID-1", "012345678", "C12345678");
            });
        }
    }

    @Test
    void withoutBrokersThereIsNothingToSay() throws Exception {
        try (RunningPlatform platform = RunningPlatform.start(dataDir)) {
            assertThat(platform.admin().get("/admin/kafka").json().get("state").asString())
                    .isEqualTo("OFF");
            assertThat(reset(platform, "{\"from\":\"beginning\"}").status()).isEqualTo(409);
        }
    }

    @Test
    void whatWouldLoseChangesStopsTheStart() throws Exception {
        for (Map.Entry<String, String> setting : Map.of(
                        "--ocpi.kafka.properties.acks=1", "ocpi.kafka.properties.acks",
                        "--ocpi.kafka.properties.enable.idempotence=false", "ocpi.kafka.properties.enable.idempotence",
                        "--ocpi.kafka.properties.security.protocol=TELEPATHY", "security.protocol")
                .entrySet()) {
            try (RunningPlatform platform =
                    RunningPlatform.launch(dataDir, "--ocpi.kafka.bootstrap-servers=127.0.0.1:1", setting.getKey())) {
                assertThat(platform.awaitEnd()).isNotZero();
                String last =
                        platform.log().lines().reduce((earlier, later) -> later).orElse("");
                assertThat(last).startsWith("The platform does not start: ").contains(setting.getValue());
            }
        }
    }

    private RunningPlatform start(KafkaBroker broker, String... settings) throws Exception {
        String[] all = Arrays.copyOf(settings, settings.length + 1);
        all[settings.length] = "--ocpi.kafka.bootstrap-servers=" + broker.bootstrapServers();
        return RunningPlatform.start(dataDir, all);
    }

    private static Http.Answer reset(RunningPlatform platform, String body) throws Exception {
        return platform.admin().post("/admin/kafka/reset", body);
    }

    private static void awaitEverything(RunningPlatform platform) {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(100)).untilAsserted(() -> {
            JsonNode status = platform.admin().get("/admin/kafka").json();
            assertThat(status.get("state").asString()).as(status.toString()).isEqualTo("RUNNING");
            assertThat(status.get("lag").asLong()).as(status.toString()).isZero();
        });
    }

    private static void awaitState(RunningPlatform platform, String state) {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(100)).untilAsserted(() -> {
            JsonNode status = platform.admin().get("/admin/kafka").json();
            assertThat(status.get("state").asString()).as(status.toString()).isEqualTo(state);
            // A broker that was not asked yet has given no reason.
            assertThat(status.path("last_error").asString(""))
                    .as(status.toString())
                    .isNotBlank();
        });
    }

    private static String patch(int kwh) {
        return "{\"kwh\":" + kwh + ",\"last_updated\":\"2026-01-10T11:00:00Z\"}";
    }

    /** Writers that go on until they are stopped, or their platform is. */
    private interface Going extends AutoCloseable {

        void awaitMore(int writes) throws InterruptedException;

        @Override
        void close() throws InterruptedException;
    }

    /** Every writer writes one session after the other, so that it is known in which order what should arrive. */
    private static final class Writes {

        /** The last acknowledged value by session; a later one may have been stored, too, if the answer was lost. */
        private final Map<String, Integer> acknowledged = new ConcurrentHashMap<>();

        private final Queue<Duration> latencies = new ConcurrentLinkedQueue<>();

        void run(Http cpo, int sessions, int patches) throws Exception {
            try (ExecutorService writers = Executors.newFixedThreadPool(WRITERS)) {
                List<Future<?>> done = IntStream.range(0, sessions)
                        .<Future<?>>mapToObj(session -> writers.submit(() -> {
                            for (int i = 0; i <= patches; i++) {
                                write(cpo, "S" + session);
                            }
                            return null;
                        }))
                        .toList();
                for (Future<?> each : done) {
                    each.get();
                }
            }
            assertThat(latencies.stream().sorted().toList().get(latencies.size() / 2))
                    .as("median latency")
                    .isLessThan(FAST);
            latencies.clear();
        }

        Going keepGoing(Http cpo) {
            AtomicBoolean stopped = new AtomicBoolean();
            ExecutorService writers = Executors.newFixedThreadPool(WRITERS);
            for (int writer = 0; writer < WRITERS; writer++) {
                String session = "S" + writer;
                writers.submit(() -> {
                    while (!stopped.get()) {
                        write(cpo, session);
                    }
                    return null;
                });
            }
            return new Going() {
                @Override
                public void awaitMore(int writes) throws InterruptedException {
                    int before = total();
                    long deadline = System.nanoTime() + PATIENCE.toNanos();
                    while (total() < before + writes) {
                        assertThat(System.nanoTime()).as("writes stand still").isLessThan(deadline);
                        TimeUnit.MILLISECONDS.sleep(20);
                    }
                }

                @Override
                public void close() throws InterruptedException {
                    stopped.set(true);
                    writers.shutdown();
                    assertThat(writers.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
                }
            };
        }

        private int total() {
            return acknowledged.values().stream().mapToInt(Integer::intValue).sum();
        }

        private void write(Http cpo, String session) throws Exception {
            Integer before = acknowledged.get(session);
            long started = System.nanoTime();
            Http.Answer answer = before == null
                    ? cpo.put(SESSIONS + session, SessionJson.aSession(session, "DE", "ABC", "2026-01-10T10:00:00Z"))
                    : cpo.patch(SESSIONS + session, patch(before + 1));
            assertThat(answer.status()).as(answer.toString()).isIn(200, 201);
            latencies.add(Duration.ofNanos(System.nanoTime() - started));
            acknowledged.put(session, before == null ? 0 : before + 1);
        }

        /** Each value of each session is there, and for the first time in the order in which it was written. */
        void assertComplete(KafkaTopics topics) {
            Map<String, List<Received>> byKey = topics.byKey();
            acknowledged.forEach((session, last) -> {
                Set<Integer> seen = new HashSet<>();
                List<Integer> values = byKey.getOrDefault(KEY + session, List.of()).stream()
                        .map(one -> one.data().get("kwh").asInt())
                        .filter(seen::add)
                        .toList();
                assertThat(values)
                        .as(session)
                        .startsWith(IntStream.rangeClosed(0, last).boxed().toArray(Integer[]::new));
            });
        }
    }
}
