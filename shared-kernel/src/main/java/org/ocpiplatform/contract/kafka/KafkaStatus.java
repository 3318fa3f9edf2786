package org.ocpiplatform.contract.kafka;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.contract.changes.Privacy;

/**
 * How far the publication of changes to Kafka is.
 *
 * @param node that publishes; none if it is off, or none has begun
 * @param position last position of the event store up to which the brokers have everything; 0 before the first
 * @param head last position of the event store
 * @param lag events after the position
 * @param published records that the brokers took from the asked node since it started
 * @param topics that the asked node has published to since it started
 * @param privacy what is said of drivers
 * @param lastError why the brokers did not take something, the last time that happened on the asked node
 */
public record KafkaStatus(
        State state,
        @Nullable String node,
        long position,
        long head,
        long lag,
        long published,
        List<String> topics,
        @Nullable Privacy privacy,
        @Nullable String lastError,
        @Nullable Instant lastErrorAt) {

    public KafkaStatus {
        topics = List.copyOf(topics);
    }

    /** Whether changes are published. */
    public enum State {
        /** No brokers are configured. */
        OFF,
        /** Brokers take what there is. */
        RUNNING,
        /** Brokers do not answer or refuse what they are given, or the position is being changed; it goes on by itself. */
        WAITING
    }
}
