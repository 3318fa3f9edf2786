package org.ocpiplatform.eventstore;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.IntPredicate;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Learns of the commits of other nodes, from their notifications or at the latest by looking now and then, and of what is
 * to be forgotten.
 */
final class HeadListener implements AutoCloseable {

    /** Where nodes are told that something must be forgotten. */
    static final String FORGET_CHANNEL = "forget";

    private static final Logger logger = LoggerFactory.getLogger(HeadListener.class);

    private static final Duration CLOSE_WAIT = Duration.ofSeconds(5);
    /** What is asked here takes no time, so a database that says nothing for that long is away. */
    private static final Duration SILENCE = Duration.ofSeconds(3);

    private final DataSource dataSource;
    private final EventStoreSettings settings;
    private final CommitLog log;
    private final IntPredicate ownBackend;
    private final Runnable forget;
    private final Thread thread;
    private volatile boolean closing;
    private volatile boolean away;
    private volatile @Nullable Connection connection;

    HeadListener(
            DataSource dataSource,
            EventStoreSettings settings,
            CommitLog log,
            IntPredicate ownBackend,
            Runnable forget) {
        this.dataSource = dataSource;
        this.settings = settings;
        this.log = log;
        this.ownBackend = ownBackend;
        this.forget = forget;
        this.thread = Thread.ofPlatform().name("event-store-listener").daemon().unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    @Override
    public void close() {
        closing = true;
        thread.interrupt();
        try {
            // Its wait for notifications ends by itself after the poll interval; only a dead connection needs more.
            if (!thread.join(settings.pollInterval().plus(CLOSE_WAIT))) {
                Connection current = connection;
                if (current != null) {
                    current.abort(Runnable::run);
                }
            }
        } catch (SQLException e) {
            logger.debug("The event store's listener could not be ended early", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether the database did not answer when it was asked last, which is about once a second. */
    boolean isAway() {
        return away;
    }

    private void run() {
        while (!closing) {
            try (Connection opened = dataSource.getConnection()) {
                connection = opened;
                listen(opened);
            } catch (SQLException | RuntimeException e) {
                if (closing) {
                    return;
                }
                if (away) {
                    logger.debug("The event store still cannot be reached", e);
                    pause();
                } else {
                    // A connection that broke by itself is made anew at once.
                    logger.warn("The event store's listener lost its connection and will connect again", e);
                    away = true;
                }
            }
        }
    }

    private void listen(Connection opened) throws SQLException {
        opened.setAutoCommit(true);
        opened.setNetworkTimeout(Runnable::run, Math.toIntExact(SILENCE.toMillis()));
        PGConnection notified = opened.unwrap(PGConnection.class);
        int pollMillis = Math.toIntExact(settings.pollInterval().toMillis());
        try (Statement statement = opened.createStatement()) {
            statement.execute("LISTEN " + WriterConnection.CHANNEL);
            statement.execute("LISTEN " + FORGET_CHANNEL);
            // What was told while nobody listened.
            forget.run();
            refresh(statement);
            if (away) {
                away = false;
                logger.info("The event store can be reached");
            }
            while (!closing) {
                PGNotification[] notifications = notified.getNotifications(pollMillis);
                if (Arrays.stream(notifications).anyMatch(one -> one.getName().equals(FORGET_CHANNEL))) {
                    forget.run();
                }
                if (notifications.length == 0 || fromElsewhere(notifications)) {
                    refresh(statement);
                }
            }
        }
    }

    /** The writer tells of its own commits sooner and without a query. */
    private boolean fromElsewhere(PGNotification[] notifications) {
        for (PGNotification notification : notifications) {
            if (!ownBackend.test(notification.getPID())) {
                return true;
            }
        }
        return false;
    }

    private void refresh(Statement statement) throws SQLException {
        try (ResultSet head = statement.executeQuery("SELECT max(position) FROM domain_events")) {
            head.next();
            log.advanceTo(head.getLong(1));
        }
    }

    private void pause() {
        try {
            Thread.sleep(settings.pollInterval());
        } catch (InterruptedException e) {
            logger.debug("The event store's listener is asked to end", e);
        }
    }
}
