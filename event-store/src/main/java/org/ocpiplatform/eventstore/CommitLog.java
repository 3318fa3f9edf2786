package org.ocpiplatform.eventstore;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What this node knows of the end of the log: the last committed position, and a ring of the latest events committed
 * here, without gaps between them.
 */
final class CommitLog {

    private static final Logger logger = LoggerFactory.getLogger(CommitLog.class);

    /** What an event in the ring costs besides its payload, roughly: message, token and metadata objects. */
    private static final int OVERHEAD_BYTES = 500;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Set<CommitListener> listeners = new CopyOnWriteArraySet<>();

    private final @Nullable TrackedEventMessage<?>[] ring;
    private final int[] sizes;
    private final long maxBytes;
    private long bytes;
    private long first = 1;
    private long next = 1;
    private volatile long forgotten;

    private volatile long head;

    /** Whoever waits for events. */
    @FunctionalInterface
    interface CommitListener {

        /**
         * Events were committed.
         *
         * @param payloadTypes of all of them; empty if they are not known
         */
        void committed(Set<Class<?>> payloadTypes);
    }

    CommitLog(int maxEvents, long maxBytes) {
        this.ring = new TrackedEventMessage<?>[maxEvents];
        this.sizes = new int[maxEvents];
        this.maxBytes = maxBytes;
    }

    long head() {
        return head;
    }

    /** Takes over events this node has committed; their readers are woken by a call to {@link #wake}. */
    void committed(long firstPosition, List<NewEvent> events) {
        lock.lock();
        try {
            if (firstPosition != next) {
                dropAll();
                first = firstPosition;
                next = firstPosition;
            }
            for (NewEvent event : events) {
                add(event);
            }
            if (events.stream().anyMatch(event -> event.forgotten() != forgotten)) {
                // What was sealed before something was forgotten may hold just that in clear.
                dropAll();
            }
            head = Math.max(head, next - 1);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** How often something was forgotten. */
    long forgotten() {
        return forgotten;
    }

    /** Drops all events, which are read from the database from now on; those too that are on their way. */
    void forget() {
        lock.lock();
        try {
            forgotten = forgotten + 1;
            dropAll();
        } finally {
            lock.unlock();
        }
    }

    private void dropAll() {
        while (first < next) {
            dropFirst();
        }
    }

    private void add(NewEvent event) {
        int size = event.row().size() + OVERHEAD_BYTES;
        while (first < next && (next - first == ring.length || bytes + size > maxBytes)) {
            dropFirst();
        }
        int slot = slot(next);
        ring[slot] = event.at(next);
        sizes[slot] = size;
        bytes += size;
        next++;
    }

    private void dropFirst() {
        int slot = slot(first);
        ring[slot] = null;
        bytes -= sizes[slot];
        first++;
    }

    private int slot(long position) {
        return (int) (position % ring.length);
    }

    /** Takes note of commits by whichever node. */
    void advanceTo(long position) {
        if (position <= head) {
            return;
        }
        lock.lock();
        try {
            head = Math.max(head, position);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        wake(Set.of());
    }

    /** Returns events that follow directly on a position, or none if the ring does not hold the first of them. */
    List<TrackedEventMessage<?>> after(long position, int limit) {
        lock.lock();
        try {
            if (position + 1 < first || position + 1 >= next) {
                return List.of();
            }
            int count = (int) Math.min(limit, next - 1 - position);
            List<TrackedEventMessage<?>> events = new ArrayList<>(count);
            for (long p = position + 1; p <= position + count; p++) {
                events.add(requireNonNull(ring[slot(p)]));
            }
            return events;
        } finally {
            lock.unlock();
        }
    }

    /** Waits for a commit after a position; returns whether there is one. */
    boolean awaitAfter(long position, long deadlineNanos, BooleanSupplier givenUp) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long remaining = deadlineNanos - System.nanoTime();
            while (head <= position && remaining > 0 && !givenUp.getAsBoolean()) {
                remaining = changed.awaitNanos(remaining);
            }
            return head > position && !givenUp.getAsBoolean();
        } finally {
            lock.unlock();
        }
    }

    void onCommit(CommitListener listener) {
        listeners.add(listener);
    }

    void remove(CommitListener listener) {
        listeners.remove(listener);
        lock.lock();
        try {
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** See {@link CommitListener#committed}. */
    void wake(Set<Class<?>> payloadTypes) {
        for (CommitListener listener : listeners) {
            try {
                listener.committed(payloadTypes);
            } catch (RuntimeException e) {
                // A processor that is shutting down rejects the task; the others must still be woken.
                logger.debug("A reader of the event store could not be woken", e);
            }
        }
    }
}
