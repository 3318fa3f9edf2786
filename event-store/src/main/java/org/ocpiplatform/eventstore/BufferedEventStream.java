package org.ocpiplatform.eventstore;

import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingEventStream;

/** One reader's way through the events, a page of which it holds: where pages come from is for others to say. */
public abstract class BufferedEventStream implements TrackingEventStream {

    /** Held by whoever touches the buffer, or what it is filled from. */
    protected final ReentrantLock lock = new ReentrantLock();

    /** What was read and not yet taken. */
    protected final Queue<TrackedEventMessage<?>> buffer = new ArrayDeque<>();

    /** Fills an empty buffer with what is there, if anything is; called with the lock held. */
    protected abstract void fill();

    /**
     * Waits for events to fill the buffer with; called with the lock held.
     *
     * @param deadline when to give up, as {@link System#nanoTime()} tells it
     * @return whether it is worth looking again: false after the deadline, and when the stream is closed
     */
    protected abstract boolean awaitMore(long deadline) throws InterruptedException;

    /** Tells whether this stream was closed. */
    protected abstract boolean isClosed();

    @Override
    public final Optional<TrackedEventMessage<?>> peek() {
        lock.lock();
        try {
            fill();
            return Optional.ofNullable(buffer.peek());
        } finally {
            lock.unlock();
        }
    }

    @Override
    public final boolean hasNextAvailable(int timeout, TimeUnit unit) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long deadline = System.nanoTime() + unit.toNanos(timeout);
            fill();
            while (buffer.isEmpty() && timeout > 0 && awaitMore(deadline)) {
                fill();
            }
            return !buffer.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public final TrackedEventMessage<?> nextAvailable() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (!hasNextAvailable(Integer.MAX_VALUE, TimeUnit.SECONDS)) {
                if (isClosed()) {
                    throw new IllegalStateException("The stream is closed");
                }
            }
            return buffer.remove();
        } finally {
            lock.unlock();
        }
    }
}
