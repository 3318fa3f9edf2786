package org.ocpiplatform.eventstore;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes this node's events. Appends that arrive while a commit is under way wait in a queue and go together into the
 * next commit.
 */
final class GroupWriter implements AutoCloseable {

    private static final Logger logger = LoggerFactory.getLogger(GroupWriter.class);

    private static final long MAX_GROUP_BYTES = 8L << 20;
    private static final Duration IDLE_CHECK = Duration.ofMillis(100);
    private static final Duration RECOVERY_PAUSE = Duration.ofMillis(100);
    private static final Duration TRUSTED_WHEN_IDLE = Duration.ofSeconds(10);
    private static final Duration VALIDATION_WAIT = Duration.ofSeconds(2);

    private final DataSource dataSource;
    private final EventStoreSettings settings;
    private final CommitLog log;
    private final BlockingQueue<PendingAppend> queue;
    private final Thread thread;
    private volatile boolean closing;
    private volatile AppendMonitor monitor = AppendMonitor.NONE;

    // Used by the writer's thread alone, except for its backend's id.
    private volatile @Nullable WriterConnection connection;
    private long lastUsed;

    GroupWriter(DataSource dataSource, EventStoreSettings settings, CommitLog log) {
        this.dataSource = dataSource;
        this.settings = settings;
        this.log = log;
        this.queue = new ArrayBlockingQueue<>(settings.queueCapacity());
        this.thread = Thread.ofPlatform().name("event-store-writer").daemon().unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    void monitor(AppendMonitor appends) {
        monitor = appends;
    }

    boolean isAlive() {
        return thread.isAlive() && !closing;
    }

    /** Whether a notification from this server process stems from this writer. */
    boolean writesAs(int backendPid) {
        WriterConnection current = connection;
        return current != null && current.backend().pid() == backendPid;
    }

    /**
     * Returns once the events are committed.
     *
     * @throws SQLException if the database refused these events
     */
    void append(List<NewEvent> events) throws SQLException {
        if (closing) {
            throw new EventStoreException("The events were not stored: the event store is closed");
        }
        long deadline = System.nanoTime() + settings.appendTimeout().toNanos();
        PendingAppend append = new PendingAppend(events);
        try {
            if (!queue.offer(append, settings.appendTimeout().toNanos(), TimeUnit.NANOSECONDS)) {
                throw new EventStoreException("The events were not stored: too many appends are waiting");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EventStoreException("The events were not stored: interrupted while waiting", e);
        }
        append.await(deadline - System.nanoTime());
    }

    /** Stops taking appends and returns when those already taken are done. */
    @Override
    public void close() {
        closing = true;
        try {
            thread.join(
                    settings.commitTimeout().plus(settings.recoveryTimeout()).plus(settings.appendTimeout()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        while (true) {
            PendingAppend oldest = nextWaiting();
            if (oldest == null) {
                break;
            }
            // Appends are claimed only when there is a connection, so that until then their callers can withdraw them.
            SQLException unreachable = connect();
            List<PendingAppend> group = claimGroup(oldest);
            if (unreachable != null) {
                fail(group, "The events were not stored: the database can't be reached", unreachable);
            } else if (!group.isEmpty()) {
                storeOrReport(group);
            }
        }
        disconnect();
    }

    private @Nullable PendingAppend nextWaiting() {
        while (true) {
            // Read before the queue: what was handed over before closing is still written.
            boolean last = closing;
            try {
                PendingAppend oldest = queue.poll(IDLE_CHECK.toMillis(), TimeUnit.MILLISECONDS);
                if (oldest != null || last) {
                    return oldest;
                }
            } catch (InterruptedException e) {
                logger.warn("The event store's writer does not stop on interruption but when the store is closed", e);
            }
        }
    }

    private List<PendingAppend> claimGroup(PendingAppend oldest) {
        List<PendingAppend> group = new ArrayList<>();
        int events = 0;
        long bytes = 0;
        for (PendingAppend append = oldest; append != null; append = queue.poll()) {
            if (append.claim()) {
                group.add(append);
                events += append.events().size();
                for (NewEvent event : append.events()) {
                    bytes += event.row().size();
                }
                if (events >= settings.maxGroupEvents() || bytes >= MAX_GROUP_BYTES) {
                    break;
                }
            }
        }
        return group;
    }

    private @Nullable SQLException connect() {
        WriterConnection current = connection;
        long now = System.nanoTime();
        if (current != null
                && (current.isClosed()
                        || (now - lastUsed > TRUSTED_WHEN_IDLE.toNanos() && !current.isValid(VALIDATION_WAIT)))) {
            disconnect();
        }
        lastUsed = now;
        if (connection == null) {
            try {
                connection = WriterConnection.open(dataSource, settings.commitTimeout());
            } catch (SQLException e) {
                return e;
            }
        }
        return null;
    }

    private void disconnect() {
        WriterConnection current = connection;
        connection = null;
        if (current != null) {
            current.close();
        }
    }

    private void storeOrReport(List<PendingAppend> group) {
        try {
            store(group);
        } catch (RuntimeException | Error e) {
            // Callers wait without a limit for what was claimed, so none may be left without an answer.
            logger.error("The event store's writer failed", e);
            disconnect();
            failAsUnknown(group, e);
        }
    }

    /**
     * Stores a group in one commit. If the database refuses it, its halves are stored one after the other, down to the
     * single append that is at fault and alone fails; refusals are rare and cost no commit.
     */
    private void store(List<PendingAppend> group) {
        WriterConnection current = connection;
        if (current == null) {
            fail(group, "The events were not stored: the connection to the database was lost", null);
            return;
        }
        List<NewEvent> events =
                group.stream().flatMap(append -> append.events().stream()).toList();
        try {
            long start = System.nanoTime();
            long last = current.insert(events.stream().map(NewEvent::chained).toList());
            monitor.committed(events.size(), Duration.ofNanos(System.nanoTime() - start));
            committed(group, events, last);
        } catch (SQLException e) {
            if (current.isClosed()) {
                storedOrNot(group, events, current.backend(), e);
            } else if (group.size() == 1) {
                group.getFirst().fail(e);
            } else {
                int half = group.size() / 2;
                store(group.subList(0, half));
                store(group.subList(half, group.size()));
            }
        }
    }

    private void committed(List<PendingAppend> group, List<NewEvent> events, long last) {
        log.committed(last - events.size() + 1, events);
        group.forEach(PendingAppend::succeed);
        log.wake(events.stream()
                .<Class<?>>map(event -> event.message().getPayloadType())
                .collect(Collectors.toSet()));
    }

    private void storedOrNot(
            List<PendingAppend> group, List<NewEvent> events, WriterConnection.Backend lost, SQLException cause) {
        logger.warn("The connection to the event store was lost during a write", cause);
        disconnect();
        long deadline = System.nanoTime() + settings.recoveryTimeout().toNanos();
        while (true) {
            try {
                OptionalLong first = WriterConnection.positionAfterLoss(
                        dataSource, lost, events.getFirst().row());
                if (first.isPresent()) {
                    committed(group, events, first.getAsLong() + events.size() - 1);
                } else {
                    fail(group, "The events were not stored: the connection to the database was lost", cause);
                }
                return;
            } catch (SQLException e) {
                if (System.nanoTime() - deadline >= 0) {
                    cause.addSuppressed(e);
                    failAsUnknown(group, cause);
                    return;
                }
                pause();
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(RECOVERY_PAUSE);
        } catch (InterruptedException e) {
            logger.warn("The event store's writer does not stop on interruption but when the store is closed", e);
        }
    }

    private static void fail(List<PendingAppend> group, String message, @Nullable Throwable cause) {
        group.forEach(append -> append.fail(new EventStoreException(message, cause)));
    }

    private static void failAsUnknown(List<PendingAppend> group, Throwable cause) {
        group.forEach(append -> append.fail(new AppendOutcomeUnknownException(
                "It is unknown whether the events were stored: the database could not be asked in time", cause)));
    }
}
