package org.ocpiplatform.read.projection;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.messaging.StreamableMessageSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Replays the event store into a side collection while the old documents keep serving, then switches over. The
 * processor waits only for the last few events and the switch; what it applies afterwards and the new documents already
 * contain changes nothing.
 */
final class Rebuild<S> {

    private static final Logger LOG = LoggerFactory.getLogger(Rebuild.class);
    /** Many events of one aggregate lie in it, whose document is then written once. */
    private static final int BATCH = 5_000;

    private static final int WAIT_MILLIS = 20;

    private final Projection<S> projection;
    private final StreamableMessageSource<TrackedEventMessage<?>> events;
    private final Runnable beforeSwitch;
    private final CompletableFuture<Void> done = new CompletableFuture<>();
    private final long startedNanos = System.nanoTime();
    private volatile long position;
    private volatile long target;

    /**
     * @param beforeSwitch throws if this node must not replace the documents
     */
    Rebuild(Projection<S> projection, StreamableMessageSource<TrackedEventMessage<?>> events, Runnable beforeSwitch) {
        this.projection = projection;
        this.events = events;
        this.beforeSwitch = beforeSwitch;
        this.target = Positions.head(events);
    }

    void run() throws Exception {
        LOG.info("Rebuilding projection {} from {} events", projection.name(), target);
        DocumentWriter<S> writer = projection.sideWriter();
        List<DocumentWriter.Refused> refused = new ArrayList<>();
        try (BlockingStream<TrackedEventMessage<?>> stream = events.openStream(events.createTailToken());
                ReadAhead<Batch> ahead = new ReadAhead<>(() -> read(stream), "rebuild-reads-" + projection.name())) {
            while (position < target) {
                replay(ahead, writer, refused);
                if (position >= target) {
                    target = Positions.head(events) - position > BATCH ? Positions.head(events) : target;
                }
            }
            projection.indexSides();
            target = Positions.head(events);
            while (position < target) {
                replay(ahead, writer, refused);
            }
            projection.switchOver(() -> {
                target = Positions.head(events);
                while (position < target) {
                    replay(ahead, writer, refused);
                }
                beforeSwitch.run();
                return refused;
            });
        }
        LOG.info("Projection {} is rebuilt up to position {}", projection.name(), position);
    }

    private void replay(ReadAhead<Batch> ahead, DocumentWriter<S> writer, List<DocumentWriter.Refused> refused)
            throws InterruptedException {
        Batch batch = ahead.next();
        refused.addAll(writer.apply(batch.changes()).refused());
        position = Math.max(position, batch.last());
    }

    /** Events that were read, and the position of the last one. */
    private record Batch(List<Change> changes, long last) {}

    private Batch read(BlockingStream<TrackedEventMessage<?>> stream) throws InterruptedException {
        List<Change> changes = new ArrayList<>();
        long last = 0;
        int read = 0;
        while (read < BATCH && stream.hasNextAvailable(read == 0 ? WAIT_MILLIS : 0, TimeUnit.MILLISECONDS)) {
            TrackedEventMessage<?> event = stream.nextAvailable();
            last = event.trackingToken().position().orElseThrow();
            read++;
            if (projection.concerns(event) && event instanceof DomainEventMessage<?> domainEvent) {
                understand(domainEvent);
                changes.add(new Change(domainEvent, last));
            }
        }
        return new Batch(changes, last);
    }

    /** Events are understood when they are first asked for what they say, which is the larger part of reading. */
    private static void understand(DomainEventMessage<?> event) {
        try {
            event.getPayload();
        } catch (RuntimeException e) {
            LOG.debug("Event {} cannot be read; it will be refused", event.getIdentifier(), e);
        }
    }

    /** Completes with the rebuild. */
    CompletableFuture<Void> done() {
        return done;
    }

    double percent() {
        return target == 0 ? 100 : Math.min(100, 100.0 * position / target);
    }

    long secondsLeft() {
        long done = position;
        long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - startedNanos);
        return done == 0 ? 0 : Math.max(0, seconds * (target - position) / done);
    }
}
