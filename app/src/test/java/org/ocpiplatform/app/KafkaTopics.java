package org.ocpiplatform.app;

import io.cloudevents.CloudEvent;
import io.cloudevents.kafka.CloudEventDeserializer;
import io.cloudevents.kafka.KafkaMessageFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.ocpiplatform.broker.KafkaBroker;
import org.ocpiplatform.ocpi.json.OcpiJson;
import tools.jackson.databind.JsonNode;

/** Everything that a broker has, as a consumer with the library of CloudEvents reads it. */
record KafkaTopics(List<Received> received) {

    /** One record. */
    record Received(String topic, int partition, String key, CloudEvent event) {

        long position() {
            return Long.parseLong(event.getId());
        }

        boolean hasData() {
            return event.getData() != null;
        }

        JsonNode data() {
            return OcpiJson.mapper().readTree(event.getData().toBytes());
        }
    }

    static KafkaTopics read(KafkaBroker broker) {
        return read(broker.bootstrapServers());
    }

    static KafkaTopics read(String bootstrapServers) {
        try (KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers, "auto.offset.reset", "earliest"),
                new StringDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.listTopics(Duration.ofSeconds(20)).values().stream()
                    .flatMap(List::stream)
                    .filter(partition -> !partition.topic().startsWith("__"))
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            List<Received> received = new ArrayList<>();
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(200)).forEach(one -> received.add(received(one)));
            }
            return new KafkaTopics(received);
        }
    }

    private static Received received(ConsumerRecord<String, byte[]> message) {
        CloudEvent event = message.value() == null
                ? KafkaMessageFactory.createReader(message.headers(), null).toEvent()
                : new CloudEventDeserializer().deserialize(message.topic(), message.headers(), message.value());
        return new Received(message.topic(), message.partition(), message.key(), event);
    }

    Set<String> topics() {
        Set<String> topics = new TreeSet<>();
        received.forEach(one -> topics.add(one.topic()));
        return topics;
    }

    /** The distinct events by their positions. */
    List<Received> distinct() {
        Map<String, Received> byId = new LinkedHashMap<>();
        received.forEach(one -> byId.putIfAbsent(one.event().getId(), one));
        return byId.values().stream()
                .sorted(Comparator.comparingLong(Received::position))
                .toList();
    }

    /** What came of each key, in the order in which it came. */
    Map<String, List<Received>> byKey() {
        Map<String, List<Received>> byKey = new LinkedHashMap<>();
        received.forEach(one ->
                byKey.computeIfAbsent(one.key(), key -> new ArrayList<>()).add(one));
        return byKey;
    }
}
