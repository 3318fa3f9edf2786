package org.ocpiplatform.eventstore;

import java.time.Duration;

/**
 * Limits of an event store.
 *
 * @param appendTimeout how long an append may wait to be picked up by the writer; after that it is withdrawn and fails
 * @param commitTimeout how long the database may stay silent during a write before its connection is given up
 * @param recoveryTimeout how long, after a connection was lost during a write, the store tries to find out whether the
 *     write was committed
 * @param queueCapacity how many appends may wait for the writer
 * @param maxGroupEvents how many events are combined into one commit at most; a larger single append is written alone
 * @param pageSize how many events are read from the database at once
 * @param ringEvents how many of the latest events are kept in memory for streams
 * @param ringBytes how many bytes of serialised events those may stand for
 * @param pollInterval how often the head is looked up in case a notification was missed
 */
public record EventStoreSettings(
        Duration appendTimeout,
        Duration commitTimeout,
        Duration recoveryTimeout,
        int queueCapacity,
        int maxGroupEvents,
        int pageSize,
        int ringEvents,
        long ringBytes,
        Duration pollInterval) {

    /** Checks that every limit is positive. */
    public EventStoreSettings {
        requirePositive("appendTimeout", appendTimeout.toMillis());
        requirePositive("commitTimeout", commitTimeout.toMillis());
        requirePositive("recoveryTimeout", recoveryTimeout.toMillis());
        requirePositive("queueCapacity", queueCapacity);
        requirePositive("maxGroupEvents", maxGroupEvents);
        requirePositive("pageSize", pageSize);
        requirePositive("ringEvents", ringEvents);
        requirePositive("ringBytes", ringBytes);
        requirePositive("pollInterval", pollInterval.toMillis());
    }

    /** Settings for a store with some hundred concurrent appends and a ring of at most 32 MiB of events. */
    public static EventStoreSettings defaults() {
        return new EventStoreSettings(
                Duration.ofSeconds(5),
                Duration.ofSeconds(10),
                Duration.ofSeconds(10),
                1024,
                1000,
                200,
                16_384,
                32L << 20,
                Duration.ofSeconds(1));
    }

    private static void requirePositive(String name, long value) {
        if (value <= 0) {
            throw new IllegalArgumentException(name + " must be positive but is " + value);
        }
    }
}
