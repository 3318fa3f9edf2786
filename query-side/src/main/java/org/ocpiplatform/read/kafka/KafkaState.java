package org.ocpiplatform.read.kafka;

import java.time.Clock;
import java.time.Instant;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether the brokers take what they are given; each change of that is logged, once. */
final class KafkaState {

    private static final Logger LOG = LoggerFactory.getLogger(KafkaState.class);
    private static final int MAX_ERROR = 500;

    private final String brokers;
    private final Clock clock;
    private @Nullable Boolean running;
    /** What stands in the way of the current batch, which counts for more than whether brokers answer. */
    private boolean refused;

    private @Nullable String lastError;
    private @Nullable Instant lastErrorAt;

    KafkaState(String brokers, Clock clock) {
        this.brokers = brokers;
        this.clock = clock;
    }

    synchronized boolean isRunning() {
        return Boolean.TRUE.equals(running);
    }

    synchronized @Nullable String lastError() {
        return lastError;
    }

    synchronized @Nullable Instant lastErrorAt() {
        return lastErrorAt;
    }

    /** The brokers answer. */
    synchronized void reachable() {
        if (!refused) {
            go();
        }
    }

    /** The brokers do not answer. */
    synchronized void unreachable(Throwable failure) {
        halt(failure);
    }

    /** The brokers have taken everything. */
    synchronized void taken() {
        refused = false;
        go();
    }

    /** The brokers have not taken something. */
    synchronized void refused(Throwable failure) {
        refused = true;
        halt(failure);
    }

    private void go() {
        if (!Boolean.TRUE.equals(running)) {
            running = true;
            LOG.info("Kafka at {} takes changes", brokers);
        }
    }

    private void halt(Throwable failure) {
        lastError = describe(failure);
        lastErrorAt = clock.instant();
        if (!Boolean.FALSE.equals(running)) {
            running = false;
            LOG.warn("Kafka at {} takes no changes, which wait until it does: {}", brokers, lastError);
        }
    }

    /** Kafka's exceptions say on the outside what could not be done, and inside why. */
    private static String describe(Throwable failure) {
        StringBuilder text = new StringBuilder(String.valueOf(failure.getMessage()));
        for (Throwable cause = failure.getCause();
                failure instanceof KafkaException && cause != null && cause.getMessage() != null;
                cause = cause.getCause()) {
            text.append(": ").append(cause.getMessage());
        }
        return text.length() > MAX_ERROR ? text.substring(0, MAX_ERROR) : text.toString();
    }
}
