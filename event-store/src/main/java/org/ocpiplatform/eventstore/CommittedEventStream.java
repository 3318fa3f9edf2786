package org.ocpiplatform.eventstore;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.axonframework.eventhandling.TrackedDomainEventData;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.eventstore.CommitLog.CommitListener;

/**
 * One reader's way through the log: from the ring where that continues its position, otherwise from the database. A
 * reader that has said which events it has no use for is given only the last one of a page of them, from which it learns
 * how far it is, and that later than others.
 */
final class CommittedEventStream extends BufferedEventStream {

    /** Two dozen processors woken by every commit would take as long as the commit itself. */
    private static final Duration LATER = Duration.ofMillis(100);

    private final PostgresEventStorageEngine engine;
    private final CommitLog log;
    private final int pageSize;
    private final CommitListener wakeUp = this::committed;
    private final Set<Class<?>> unwanted = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean wakesLater = new AtomicBoolean();

    /** The position up to which events have been taken into the buffer. */
    private long position;

    private volatile @Nullable Runnable callback;
    private volatile boolean closed;

    CommittedEventStream(PostgresEventStorageEngine engine, CommitLog log, int pageSize, long position) {
        this.engine = engine;
        this.log = log;
        this.pageSize = pageSize;
        this.position = position;
    }

    @Override
    protected boolean awaitMore(long deadline) throws InterruptedException {
        return log.awaitAfter(position, deadline, () -> closed);
    }

    @Override
    protected boolean isClosed() {
        return closed;
    }

    @Override
    public boolean setOnAvailableCallback(Runnable newCallback) {
        callback = newCallback;
        log.onCommit(wakeUp);
        if (closed) {
            log.remove(wakeUp);
        } else {
            newCallback.run();
        }
        return true;
    }

    @Override
    public void close() {
        closed = true;
        log.remove(wakeUp);
    }

    @Override
    public void skipMessagesWithPayloadTypeOf(TrackedEventMessage<?> ignored) {
        unwanted.add(ignored.getPayloadType());
    }

    private void committed(Set<Class<?>> payloadTypes) {
        if (payloadTypes.isEmpty() || !unwanted.containsAll(payloadTypes)) {
            wake();
        } else if (wakesLater.compareAndSet(false, true)) {
            CompletableFuture.delayedExecutor(LATER.toMillis(), TimeUnit.MILLISECONDS)
                    .execute(() -> {
                        wakesLater.set(false);
                        wake();
                    });
        }
    }

    private void wake() {
        Runnable current = callback;
        if (current != null && !closed) {
            current.run();
        }
    }

    @Override
    protected void fill() {
        while (buffer.isEmpty() && !closed && log.head() > position) {
            List<TrackedEventMessage<?>> recent = log.after(position, pageSize);
            if (!recent.isEmpty()) {
                buffer(recent);
                position += recent.size();
                continue;
            }
            List<TrackedDomainEventData<byte[]>> page = engine.eventsAfter(position, pageSize);
            if (page.isEmpty()) {
                return;
            }
            take(page);
        }
    }

    /** An event that cannot be read is in the way of those after it, but not of those before. */
    private void take(List<TrackedDomainEventData<byte[]>> page) {
        List<TrackedEventMessage<?>> read;
        try {
            read = engine.upcast(page);
        } catch (RuntimeException e) {
            if (page.size() == 1) {
                throw e;
            }
            take(page.subList(0, page.size() / 2));
            return;
        }
        // Upcasters may have dropped or multiplied events; the position counts what was stored.
        buffer(read);
        position += page.size();
    }

    private void buffer(List<TrackedEventMessage<?>> page) {
        if (unwanted.isEmpty()) {
            buffer.addAll(page);
            return;
        }
        for (int i = 0; i < page.size(); i++) {
            TrackedEventMessage<?> event = page.get(i);
            if (i == page.size() - 1 || !unwanted.contains(event.getPayloadType())) {
                buffer.add(event);
            }
        }
    }
}
