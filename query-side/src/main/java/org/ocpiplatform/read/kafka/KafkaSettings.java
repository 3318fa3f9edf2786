package org.ocpiplatform.read.kafka;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.contract.changes.Privacy;

/**
 * Settings of the publication to Kafka.
 *
 * @param bootstrapServers of the cluster
 * @param topicPrefix stands before the module's name, with a dot in between
 * @param partitions of topics that are created
 * @param replicationFactor of topics that are created; by default the cluster's own
 * @param privacy what is said of drivers
 * @param properties of Kafka's clients, which may be secrets
 */
public record KafkaSettings(
        String bootstrapServers,
        String topicPrefix,
        int partitions,
        @Nullable Short replicationFactor,
        Privacy privacy,
        Map<String, String> properties) {

    /** The setting without which nothing is published. */
    public static final String SWITCH = "ocpi.kafka.bootstrap-servers";

    private static final String PROPERTIES = "ocpi.kafka.properties.";

    /** The largest record, before compression; an object is a few megabytes at most. */
    static final int MAX_RECORD_BYTES = 32 * 1024 * 1024;

    /** Without any of these as they are, changes might be lost, or overtake each other. */
    private static final Map<String, Object> GUARANTEES = Map.of(
            ProducerConfig.ACKS_CONFIG,
            "all",
            ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
            "true",
            ProducerConfig.RETRIES_CONFIG,
            Integer.MAX_VALUE,
            ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
            Integer.MAX_VALUE,
            ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION,
            5,
            ProducerConfig.PARTITIONER_IGNORE_KEYS_CONFIG,
            "false");

    /** These are decided elsewhere. */
    private static final Set<String> OURS = Set.of(
            ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
            ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG,
            ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG,
            ProducerConfig.PARTITIONER_CLASS_CONFIG,
            ProducerConfig.TRANSACTIONAL_ID_CONFIG);

    /** How a client behaves while the brokers are away, and with what is large; may be overridden. */
    private static final Map<String, Object> DEFAULTS = Map.of(
            ProducerConfig.CLIENT_ID_CONFIG, "ocpi-platform",
            ProducerConfig.RECONNECT_BACKOFF_MS_CONFIG, 250,
            ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 5_000,
            ProducerConfig.RETRY_BACKOFF_MAX_MS_CONFIG, 5_000,
            ProducerConfig.MAX_BLOCK_MS_CONFIG, 5_000,
            ProducerConfig.LINGER_MS_CONFIG, 5,
            ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4",
            ProducerConfig.MAX_REQUEST_SIZE_CONFIG, MAX_RECORD_BYTES,
            ProducerConfig.BUFFER_MEMORY_CONFIG, 2L * MAX_RECORD_BYTES);

    /**
     * Settings that can be used.
     *
     * @throws UnusableKafkaSettingException if a property would take away what is guaranteed, or Kafka's clients do not
     *     take it
     */
    public KafkaSettings {
        properties = Map.copyOf(properties);
        for (String property : new TreeSet<>(properties.keySet())) {
            if (GUARANTEES.containsKey(property) || OURS.contains(property)) {
                throw new UnusableKafkaSettingException("setting " + PROPERTIES + property
                        + " cannot be made: that every change arrives, in order, depends on it");
            }
        }
        Map<String, Object> checked = new HashMap<>(producer(bootstrapServers, properties));
        checked.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, StringSerializer.class);
        checked.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, StringSerializer.class);
        // Whether hosts can be resolved may change.
        checked.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, "127.0.0.1:1");
        try {
            new ProducerConfig(checked);
        } catch (ConfigException e) {
            throw new UnusableKafkaSettingException(
                    "settings " + PROPERTIES + "* are not taken by Kafka: " + e.getMessage());
        }
    }

    /** What its producer is made with. */
    Map<String, Object> producer() {
        return producer(bootstrapServers, properties);
    }

    private static Map<String, Object> producer(String bootstrapServers, Map<String, String> properties) {
        Map<String, Object> producer = new HashMap<>(DEFAULTS);
        producer.putAll(properties);
        producer.putAll(GUARANTEES);
        producer.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        return producer;
    }

    /** What its administrative client is made with. */
    Map<String, Object> admin() {
        Map<String, Object> admin = producer();
        admin.keySet().retainAll(AdminClientConfig.configNames());
        admin.keySet().remove(AdminClientConfig.RETRIES_CONFIG);
        return admin;
    }

    /** The topic of a module's changes. */
    String topic(String module) {
        return topicPrefix + "." + module;
    }

    /** The properties' values are left out: this may end up in logs. */
    @Override
    public String toString() {
        return "KafkaSettings[" + bootstrapServers + ", " + topicPrefix + ", " + privacy + ", "
                + new TreeSet<>(properties.keySet()) + "]";
    }
}
