package org.ocpiplatform.eventstore;

import java.util.List;
import org.axonframework.eventhandling.TrackedDomainEventData;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.jspecify.annotations.Nullable;

/** One reader's way through the log: from the ring where that continues its position, otherwise from the database. */
final class CommittedEventStream extends BufferedEventStream {

    private final PostgresEventStorageEngine engine;
    private final CommitLog log;
    private final int pageSize;
    private final Runnable wakeUp = this::wake;

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

    private void wake() {
        Runnable current = callback;
        if (current != null) {
            current.run();
        }
    }

    @Override
    protected void fill() {
        while (buffer.isEmpty() && !closed && log.head() > position) {
            List<TrackedEventMessage<?>> recent = log.after(position, pageSize);
            if (!recent.isEmpty()) {
                buffer.addAll(recent);
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
        buffer.addAll(read);
        position += page.size();
    }
}
