package org.ocpiplatform.read.changes;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.ocpiplatform.contract.changes.Change;
import org.ocpiplatform.contract.changes.ChangeReader;

/** Reads no further than it is asked to, so that who is slow costs no more memory than a page. */
final class EventStoreChangeReader implements ChangeReader {

    /** A page is full when it holds so much, however few changes that may be. */
    private static final int CHARACTERS = 512 * 1024;

    private final BlockingStream<TrackedEventMessage<?>> events;
    private final Set<String> modules;
    private final ChangeRenderer renderer;
    private final UnaryOperator<Change> told;
    private final Consumer<EventStoreChangeReader> onClose;

    private long position;
    private volatile boolean closed;

    EventStoreChangeReader(
            BlockingStream<TrackedEventMessage<?>> events,
            long position,
            Set<String> modules,
            ChangeRenderer renderer,
            UnaryOperator<Change> told,
            Consumer<EventStoreChangeReader> onClose) {
        this.events = events;
        this.position = position;
        this.modules = modules;
        this.renderer = renderer;
        this.told = told;
        this.onClose = onClose;
    }

    @Override
    public Page read(int limit, Duration patience) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        List<Change> changes = new ArrayList<>();
        long characters = 0;
        try {
            while (changes.size() < limit && characters < CHARACTERS && isAvailable(changes.isEmpty() ? deadline : 0)) {
                TrackedEventMessage<?> event = events.peek().orElseThrow();
                Optional<Change> change = change(event);
                // Only then: what could not be told is not taken for read.
                events.nextAvailable();
                position = event.trackingToken().position().orElseThrow();
                if (change.isPresent()) {
                    changes.add(change.get());
                    characters += change.get().data().length();
                } else if (System.nanoTime() > deadline) {
                    break;
                }
            }
        } catch (RuntimeException e) {
            // What comes before is told; the next page begins with what fails.
            if (changes.isEmpty()) {
                throw e;
            }
        }
        if (closed) {
            throw EventStoreChangeLog.stopping();
        }
        return new Page(changes, position);
    }

    /** Whether there is another event, or comes one until then. */
    private boolean isAvailable(long deadline) throws InterruptedException {
        long millis = deadline == 0 ? 0 : TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
        return events.hasNextAvailable((int) Math.clamp(millis, 0, Integer.MAX_VALUE), TimeUnit.MILLISECONDS);
    }

    private Optional<Change> change(TrackedEventMessage<?> message) {
        return message instanceof DomainEventMessage<?> event && ChangeRenderer.mayConcern(event, modules)
                ? renderer.of(event, message.trackingToken().position().orElseThrow())
                        .filter(change -> modules.isEmpty() || modules.contains(change.module()))
                        .map(told)
                : Optional.empty();
    }

    @Override
    public void close() {
        closed = true;
        events.close();
        onClose.accept(this);
    }
}
