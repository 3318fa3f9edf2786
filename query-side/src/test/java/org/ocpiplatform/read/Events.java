package org.ocpiplatform.read;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.GenericTrackedDomainEventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.messaging.MetaData;
import org.axonframework.messaging.StreamableMessageSource;
import org.jspecify.annotations.Nullable;

/** An event store in memory: positions begin at 1 and have no gaps, like those of the real one. */
public final class Events implements StreamableMessageSource<TrackedEventMessage<?>> {

    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

    private final List<GenericTrackedDomainEventMessage<?>> stored = new ArrayList<>();
    private final Map<String, Long> revisions = new HashMap<>();
    private final List<Runnable> callbacks = new CopyOnWriteArrayList<>();

    /** Stores an aggregate's next event. */
    public synchronized GenericTrackedDomainEventMessage<?> append(String aggregateId, Object payload) {
        long revision = revisions.merge(aggregateId, 0L, (last, first) -> last + 1);
        GenericTrackedDomainEventMessage<?> event = new GenericTrackedDomainEventMessage<>(
                new GlobalSequenceTrackingToken(stored.size() + 1L),
                new GenericDomainEventMessage<>(
                        "aggregate",
                        aggregateId,
                        revision,
                        payload,
                        MetaData.emptyInstance(),
                        aggregateId + "/" + revision,
                        NOW));
        stored.add(event);
        notifyAll();
        callbacks.forEach(Runnable::run);
        return event;
    }

    /** All events so far. */
    public synchronized List<GenericTrackedDomainEventMessage<?>> all() {
        return List.copyOf(stored);
    }

    /** The position of the last event. */
    public synchronized long head() {
        return stored.size();
    }

    @Override
    public @Nullable TrackingToken createTailToken() {
        return null;
    }

    @Override
    public synchronized @Nullable TrackingToken createHeadToken() {
        return stored.isEmpty() ? null : new GlobalSequenceTrackingToken(stored.size());
    }

    @Override
    public BlockingStream<TrackedEventMessage<?>> openStream(@Nullable TrackingToken token) {
        return new EventStream(token == null ? 0 : token.position().orElseThrow());
    }

    private synchronized boolean available(long position, long millis) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        long left = millis;
        while (stored.size() <= position && left > 0) {
            wait(left);
            left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
        }
        return stored.size() > position;
    }

    private synchronized Optional<TrackedEventMessage<?>> event(long position) {
        return stored.size() > position ? Optional.of(stored.get(Math.toIntExact(position))) : Optional.empty();
    }

    private final class EventStream implements BlockingStream<TrackedEventMessage<?>> {

        private long position;
        private @Nullable Runnable callback;

        EventStream(long position) {
            this.position = position;
        }

        @Override
        public Optional<TrackedEventMessage<?>> peek() {
            return event(position);
        }

        @Override
        public boolean hasNextAvailable(int timeout, TimeUnit unit) throws InterruptedException {
            return available(position, unit.toMillis(timeout));
        }

        @Override
        public TrackedEventMessage<?> nextAvailable() throws InterruptedException {
            while (!available(position, 1_000)) {
                continue;
            }
            return event(position++).orElseThrow();
        }

        @Override
        public boolean setOnAvailableCallback(Runnable onAvailable) {
            callback = onAvailable;
            return callbacks.add(onAvailable);
        }

        @Override
        public void close() {
            callbacks.remove(callback);
        }
    }
}
