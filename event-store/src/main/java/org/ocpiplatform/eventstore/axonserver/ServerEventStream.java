package org.ocpiplatform.eventstore.axonserver;

import static java.util.Objects.requireNonNull;

import io.axoniq.axonserver.connector.event.EventStream;
import io.axoniq.axonserver.grpc.event.EventWithToken;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.Condition;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.eventstore.BufferedEventStream;
import org.ocpiplatform.eventstore.EventLedger.PlacedRow;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One reader's way through the events of an Axon Server, which goes on where it was when the server was away. */
final class ServerEventStream extends BufferedEventStream {

    private static final Logger LOG = LoggerFactory.getLogger(ServerEventStream.class);

    private static final int PAGE = 200;
    private static final Executor A_LITTLE_LATER = CompletableFuture.delayedExecutor(500, TimeUnit.MILLISECONDS);

    private final AxonServerEventStorageEngine engine;
    private final EventServer server;
    private final Condition changed = lock.newCondition();

    private final Queue<PlacedRow> stored = new ArrayDeque<>();
    /** The position up to which events have been taken from the server. */
    private long position;

    private final AtomicBoolean opening = new AtomicBoolean();

    private volatile @Nullable EventStream events;
    private volatile @Nullable Runnable callback;
    private volatile boolean closed;

    ServerEventStream(AxonServerEventStorageEngine engine, EventServer server, long position) {
        this.engine = engine;
        this.server = server;
        this.position = position;
        open();
    }

    private void open() {
        lock.lock();
        try {
            if (closed) {
                return;
            }
            EventStream opened = server.stream(position);
            events = opened;
            opened.onAvailable(() -> wake(opened));
        } catch (RuntimeException e) {
            LOG.debug("Axon Server opens no stream", e);
            openLater();
        } finally {
            lock.unlock();
        }
    }

    /** Called for each event, and when the server is lost. */
    private void wake(EventStream source) {
        if (source.isClosed()) {
            openLater();
        }
        lock.lock();
        try {
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        Runnable current = callback;
        if (current != null) {
            current.run();
        }
    }

    private void openLater() {
        if (!closed && opening.compareAndSet(false, true)) {
            A_LITTLE_LATER.execute(this::openAnew);
        }
    }

    /** A stream that has ended is drained before the next is opened. */
    private void openAnew() {
        lock.lock();
        try {
            opening.set(false);
            EventStream ended = events;
            if (ended != null) {
                drain(ended, Integer.MAX_VALUE);
            }
            open();
        } finally {
            lock.unlock();
        }
    }

    @Override
    protected boolean awaitMore(long deadline) throws InterruptedException {
        return !closed && changed.awaitNanos(deadline - System.nanoTime()) > 0;
    }

    @Override
    protected boolean isClosed() {
        return closed;
    }

    @Override
    public boolean setOnAvailableCallback(Runnable newCallback) {
        callback = newCallback;
        newCallback.run();
        return true;
    }

    @Override
    public void close() {
        closed = true;
        EventStream current = events;
        if (current != null) {
            current.close();
        }
        lock.lock();
        try {
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    protected void fill() {
        EventStream current = events;
        if (buffer.isEmpty() && stored.isEmpty() && current != null && !closed) {
            drain(current, PAGE);
            if (stored.isEmpty() && current.isClosed()) {
                openLater();
            }
        }
        while (buffer.isEmpty() && !stored.isEmpty()) {
            // An event that cannot be read is in the way of those after it, and stays there.
            buffer.addAll(engine.read(List.of(requireNonNull(stored.peek()))));
            stored.remove();
        }
    }

    private void drain(EventStream source, int limit) {
        List<PlacedRow> page = new ArrayList<>();
        while (page.size() < limit) {
            EventWithToken event = source.nextIfAvailable();
            if (event == null) {
                break;
            }
            page.add(EventServer.placed(event));
            position = event.getToken() + 1;
        }
        if (!page.isEmpty()) {
            engine.expect(page);
            stored.addAll(page);
        }
    }
}
