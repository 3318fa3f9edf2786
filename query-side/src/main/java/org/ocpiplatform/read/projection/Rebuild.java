package org.ocpiplatform.read.projection;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
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
        try (ExecutorService reader = Executors.newSingleThreadExecutor(Thread.ofPlatform()
                        .daemon()
                        .name("rebuild-reads-" + projection.name())
                        .factory());
                BlockingStream<TrackedEventMessage<?>> stream = events.openStream(events.createTailToken())) {
            Ahead ahead = new Ahead(reader, stream);
            while (position < target) {
                replay(ahead, writer, refused);
                if (position >= target) {
                    target = Positions.head(events) - position > BATCH ? Positions.head(events) : target;
                }
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

    private void replay(Ahead ahead, DocumentWriter<S> writer, List<DocumentWriter.Refused> refused)
            throws InterruptedException, ExecutionException {
        Batch batch = ahead.next();
        refused.addAll(writer.apply(batch.changes()).refused());
        position = Math.max(position, batch.last());
    }

    /** Events that were read, and the position of the last one. */
    private record Batch(List<Change> changes, long last) {}

    /** Reads a batch while the one before it is applied. */
    private final class Ahead {

        private final ExecutorService reader;
        private final BlockingStream<TrackedEventMessage<?>> stream;
        private Future<Batch> next;

        Ahead(ExecutorService reader, BlockingStream<TrackedEventMessage<?>> stream) {
            this.reader = reader;
            this.stream = stream;
            this.next = reader.submit(this::read);
        }

        Batch next() throws InterruptedException, ExecutionException {
            Batch batch = next.get();
            next = reader.submit(this::read);
            return batch;
        }

        private Batch read() throws InterruptedException {
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
        private void understand(DomainEventMessage<?> event) {
            try {
                event.getPayload();
            } catch (RuntimeException e) {
                LOG.debug("Event {} cannot be read; it will be refused", event.getIdentifier(), e);
            }
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
