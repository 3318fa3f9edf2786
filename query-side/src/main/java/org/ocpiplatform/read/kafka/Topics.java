package org.ocpiplatform.read.kafka;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.CreateTopicsOptions;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

/** Looks after the cluster: whether it answers, and whether it has the topics. */
final class Topics implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 5_000;

    private final KafkaSettings settings;
    private @Nullable Admin admin;

    Topics(KafkaSettings settings) {
        this.settings = settings;
    }

    /**
     * Asks whether somebody is there.
     *
     * @throws KafkaException if nobody is
     */
    void probe() {
        await(admin().describeCluster(new DescribeClusterOptions().timeoutMs(PATIENCE_MILLIS))
                .nodes());
    }

    /**
     * Creates a topic that is missing. Who may not create topics can have them made beforehand.
     *
     * @throws KafkaException if there is none in the end
     */
    void require(String topic) {
        try {
            await(admin().describeTopics(List.of(topic), new DescribeTopicsOptions().timeoutMs(PATIENCE_MILLIS))
                    .allTopicNames());
        } catch (UnknownTopicOrPartitionException missing) {
            create(topic);
        }
    }

    private void create(String topic) {
        NewTopic created = new NewTopic(
                        topic, Optional.of(settings.partitions()), Optional.ofNullable(settings.replicationFactor()))
                .configs(new HashMap<>(
                        Map.of(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, String.valueOf(KafkaSettings.MAX_RECORD_BYTES))));
        try {
            await(admin().createTopics(List.of(created), new CreateTopicsOptions().timeoutMs(PATIENCE_MILLIS))
                    .all());
        } catch (TopicExistsException e) {
            // Another node, or somebody else, was faster.
        }
    }

    private synchronized Admin admin() {
        if (admin == null) {
            admin = Admin.create(settings.admin());
        }
        return admin;
    }

    private static void await(KafkaFuture<?> answer) {
        try {
            answer.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException failure ? failure : new KafkaException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptException(e);
        }
    }

    @Override
    public synchronized void close() {
        if (admin != null) {
            admin.close(Duration.ZERO);
        }
    }
}
