package org.ocpiplatform.read.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ocpiplatform.broker.KafkaBroker;
import org.ocpiplatform.contract.changes.Change;
import org.ocpiplatform.contract.changes.Privacy;

/** What a broker refuses, and what is halted; everything else is tried end to end. */
class KafkaPublisherIT {

    @TempDir
    static Path directory;

    private static KafkaBroker broker;
    private static Admin admin;

    @BeforeAll
    static void start() throws Exception {
        broker = KafkaBroker.start(directory);
        admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
    }

    @AfterAll
    static void stop() throws Exception {
        admin.close(Duration.ZERO);
        broker.close();
    }

    @Test
    void topicsAreCreatedAsTheSettingsSay() throws Exception {
        KafkaPublisher publisher = publisher(broker.bootstrapServers(), "created");
        try {
            publisher.publish(change(1, "small"));
            publisher.settle();
        } finally {
            publisher.destroy();
        }

        TopicDescription topic = admin.describeTopics(List.of("created.sessions"))
                .allTopicNames()
                .get()
                .get("created.sessions");
        assertThat(topic.partitions())
                .hasSize(3)
                .allSatisfy(partition -> assertThat(partition.replicas()).hasSize(1));
        assertThat(publisher.published()).isOne();
        assertThat(publisher.topics()).containsExactly("created.sessions");
    }

    @Test
    void whatIsRefusedHoldsUpTheRestUntilItIsTaken() throws Exception {
        admin.createTopics(List.of(new NewTopic("bound.sessions", Optional.of(1), Optional.of((short) 1))
                        .configs(Map.of("max.message.bytes", "2000"))))
                .all()
                .get();
        KafkaPublisher publisher = publisher(broker.bootstrapServers(), "bound");
        try {
            CompletableFuture<Void> published = CompletableFuture.runAsync(() -> {
                publisher.publish(change(1, "small"));
                publisher.publish(change(2, "large".repeat(2_000)));
                publisher.publish(change(3, "small"));
                publisher.settle();
            });
            until(() -> String.valueOf(publisher.state().lastError()).contains("larger"));
            assertThat(publisher.state().isRunning()).isFalse();
            assertThat(published).isNotDone();

            admin.incrementalAlterConfigs(Map.of(
                            new ConfigResource(ConfigResource.Type.TOPIC, "bound.sessions"),
                            List.of(new AlterConfigOp(
                                    new ConfigEntry("max.message.bytes", "100000"), AlterConfigOp.OpType.SET))))
                    .all()
                    .get();
            published.get(60, TimeUnit.SECONDS);
            assertThat(publisher.state().isRunning()).isTrue();
        } finally {
            publisher.destroy();
        }
        List<String> ids = ids("bound.sessions");
        assertThat(ids).contains("1", "2", "3");
        assertThat(ids.subList(ids.indexOf("2"), ids.size())).contains("3");
        assertThat(ids.getLast()).isEqualTo("3");
    }

    @Test
    void whoWaitsForBrokersCanBeHalted() throws Exception {
        KafkaPublisher publisher = publisher("127.0.0.1:1", "halted");
        try {
            CompletableFuture<Void> published = CompletableFuture.runAsync(() -> publisher.publish(change(1, "x")));
            until(() -> publisher.state().lastError() != null);

            publisher.halt();

            assertThatExceptionOfType(ExecutionException.class)
                    .isThrownBy(() -> published.get(20, TimeUnit.SECONDS))
                    .withCauseInstanceOf(HaltedException.class);
        } finally {
            publisher.destroy();
        }
    }

    private static KafkaPublisher publisher(String brokers, String prefix) {
        return new KafkaPublisher(
                new KafkaSettings(brokers, prefix, 3, null, Privacy.FULL, Map.of("compression.type", "none")),
                Clock.systemUTC(),
                new SimpleMeterRegistry());
    }

    private static Change change(long position, String text) {
        return new Change(
                position,
                "sessions",
                "ocpi.sessions.patched",
                "/ocpi/cpo/sessions",
                "NL/TNM/S1",
                "cpo:sessions:NL:TNM:S1",
                Instant.EPOCH,
                "{\"text\":\"" + text + "\"}");
    }

    private static List<String> ids(String topic) {
        try (KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers(), "auto.offset.reset", "earliest"),
                new StringDeserializer(),
                new ByteArrayDeserializer())) {
            TopicPartition partition = new TopicPartition(topic, 0);
            consumer.assign(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).get(partition);
            List<String> ids = new ArrayList<>();
            while (consumer.position(partition) < end) {
                consumer.poll(Duration.ofMillis(200))
                        .forEach(record -> ids.add(
                                new String(record.headers().lastHeader("ce_id").value(), StandardCharsets.UTF_8)));
            }
            return ids;
        }
    }

    private static void until(BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("in time").isLessThan(deadline);
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }
}
