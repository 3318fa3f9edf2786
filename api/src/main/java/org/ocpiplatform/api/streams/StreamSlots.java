package org.ocpiplatform.api.streams;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.ocpiplatform.api.http.Refusal;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/**
 * Counts the streams that are open on this node. That a consumer has gone is seen only when something is written to it:
 * before one is refused that comes again after its connection broke, its other streams are made to write.
 */
@Component
final class StreamSlots {

    /** How long the streams of those who have gone may take to find it out. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final StreamSettings settings;
    private final Map<String, Set<Slot>> byReader = new HashMap<>();
    private int overall;

    StreamSlots(StreamSettings settings, MeterRegistry meters) {
        this.settings = settings;
        Gauge.builder("ocpi.streams.open", this, StreamSlots::open)
                .description("Streams that consumers have open")
                .register(meters);
        Gauge.builder("ocpi.streams.position", this, StreamSlots::lowestPosition)
                .description("Position that the open stream farthest behind has come to")
                .register(meters);
    }

    /** The right to one stream. */
    final class Slot implements AutoCloseable {

        private final String reader;
        private volatile boolean doubted;
        private volatile long position;

        private Slot(String reader) {
            this.reader = reader;
        }

        /** Says up to which position the stream has come. */
        void reached(long read) {
            position = read;
        }

        /** Whether somebody wants to know, since this was last asked, if the consumer is still there. */
        boolean isDoubted() {
            boolean was = doubted;
            doubted = false;
            return was;
        }

        @Override
        public void close() {
            giveBack(this);
        }
    }

    private synchronized int open() {
        return overall;
    }

    /** The position that the stream farthest behind has come to; no number without streams. */
    private synchronized double lowestPosition() {
        return byReader.values().stream()
                .flatMap(Set::stream)
                .mapToDouble(slot -> slot.position)
                .min()
                .orElse(Double.NaN);
    }

    /**
     * Counts one more.
     *
     * @throws Refusal if that would be one too many
     */
    synchronized Slot take(String reader) {
        if (of(reader).size() >= settings.perConsumer()) {
            of(reader).forEach(slot -> slot.doubted = true);
            awaitRoom(reader);
        }
        if (overall >= settings.overall()) {
            throw new Refusal(HttpStatus.SERVICE_UNAVAILABLE, "too many streams are open");
        }
        Slot slot = new Slot(reader);
        byReader.computeIfAbsent(reader, name -> new HashSet<>()).add(slot);
        overall++;
        return slot;
    }

    private synchronized void awaitRoom(String reader) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (of(reader).size() >= settings.perConsumer()) {
            long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            try {
                if (left > 0) {
                    wait(left);
                    continue;
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            throw new Refusal(
                    HttpStatus.TOO_MANY_REQUESTS,
                    "the consumer has " + settings.perConsumer() + " streams open, which is as many as it may have");
        }
    }

    private Set<Slot> of(String reader) {
        return byReader.getOrDefault(reader, Set.of());
    }

    private synchronized void giveBack(Slot slot) {
        Set<Slot> own = of(slot.reader);
        if (own.remove(slot)) {
            overall--;
            if (own.isEmpty()) {
                byReader.remove(slot.reader);
            }
            notifyAll();
        }
    }
}
