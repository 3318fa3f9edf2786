package org.ocpiplatform.eventstore;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.IntFunction;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGStatement;

/** The connection on which this node's writer inserts events. */
final class WriterConnection implements AutoCloseable {

    static final String CHANNEL = "domain_events";

    private static final long APPEND_LOCK = 0x6F637069_617070L;
    private static final Duration TERMINATION_WAIT = Duration.ofSeconds(5);

    /**
     * One round trip and one commit: the driver sends both statements before a single Sync, which makes them one
     * transaction. The lock has a statement of its own because each statement sees only what was committed before it
     * started, so that the insert sees the head left by whoever held the lock before. The lock is held until after the
     * commit became visible; so positions follow commits, and it is never held while the server waits for a client.
     */
    private static final String INSERT = "SELECT pg_advisory_xact_lock(" + APPEND_LOCK + ");" + """
            WITH inserted AS (
                INSERT INTO domain_events (position, event_id, aggregate_id, sequence_number, aggregate_type,
                    occurred_at, payload_type, payload_revision, payload, metadata, previous_hash, hash)
                SELECT head.position + event.ordinal, event.event_id, event.aggregate_id, event.sequence_number,
                    event.aggregate_type, event.occurred_at, event.payload_type, event.payload_revision,
                    event.payload, event.metadata, event.previous_hash, event.hash
                FROM (SELECT coalesce(max(position), 0) AS position FROM domain_events) AS head,
                    unnest(?::text[], ?::text[], ?::bigint[], ?::text[], ?::timestamptz[], ?::text[], ?::text[],
                        ?::bytea[], ?::bytea[], ?::bytea[], ?::bytea[])
                    WITH ORDINALITY AS event (event_id, aggregate_id, sequence_number, aggregate_type,
                        occurred_at, payload_type, payload_revision, payload, metadata, previous_hash, hash, ordinal)
                RETURNING position)
            SELECT max(position), pg_notify('domain_events', '') FROM inserted
            """;

    private final Connection connection;
    private final PreparedStatement insert;
    private final Backend backend;

    /** A server process; the start time tells it from a later one with the same id. */
    record Backend(int pid, OffsetDateTime startedAt) {}

    private WriterConnection(Connection connection, PreparedStatement insert, Backend backend) {
        this.connection = connection;
        this.insert = insert;
        this.backend = backend;
    }

    static WriterConnection open(DataSource dataSource, Duration silence) throws SQLException {
        Connection connection = dataSource.getConnection();
        try {
            connection.setAutoCommit(true);
            connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
            connection.setNetworkTimeout(Runnable::run, Math.toIntExact(silence.toMillis()));
            PreparedStatement insert = connection.prepareStatement(INSERT);
            insert.unwrap(PGStatement.class).setPrepareThreshold(1);
            return new WriterConnection(connection, insert, backendOf(connection));
        } catch (SQLException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    private static Backend backendOf(Connection connection) throws SQLException {
        int pid = connection.unwrap(PGConnection.class).getBackendPID();
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(
                        "SELECT backend_start FROM pg_stat_activity WHERE pid = pg_backend_pid()")) {
            result.next();
            return new Backend(pid, result.getObject(1, OffsetDateTime.class));
        }
    }

    /** Inserts and commits the rows; returns the position of the last one. */
    long insert(List<ChainedRow> chained) throws SQLException {
        List<EventRow> rows = chained.stream().map(ChainedRow::row).toList();
        setArray(1, "text", rows, EventRow::eventId, String[]::new);
        setArray(2, "text", rows, EventRow::aggregateId, String[]::new);
        setArray(3, "bigint", rows, EventRow::sequenceNumber, Long[]::new);
        setArray(4, "text", rows, EventRow::aggregateType, String[]::new);
        setArray(5, "timestamptz", rows, row -> row.occurredAt().toString(), String[]::new);
        setArray(6, "text", rows, EventRow::payloadType, String[]::new);
        setArray(7, "text", rows, EventRow::payloadRevision, String[]::new);
        setArray(8, "bytea", rows, EventRow::payload, byte[][]::new);
        setArray(9, "bytea", rows, EventRow::metadata, byte[][]::new);
        setArray(10, "bytea", chained, ChainedRow::previousHash, byte[][]::new);
        setArray(11, "bytea", chained, ChainedRow::hash, byte[][]::new);
        insert.execute();
        insert.getMoreResults();
        try (ResultSet result = insert.getResultSet()) {
            result.next();
            return result.getLong(1);
        }
    }

    private <R, T extends @Nullable Object> void setArray(
            int index, String type, List<R> rows, Function<R, T> column, IntFunction<T[]> newArray)
            throws SQLException {
        insert.setArray(
                index, connection.createArrayOf(type, rows.stream().map(column).toArray(newArray)));
    }

    Backend backend() {
        return backend;
    }

    boolean isClosed() {
        try {
            return connection.isClosed();
        } catch (SQLException e) {
            return true;
        }
    }

    boolean isValid(Duration wait) {
        try {
            return connection.isValid(Math.toIntExact(wait.toSeconds()));
        } catch (SQLException e) {
            return false;
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            // nothing of it is used any more
        }
    }

    /**
     * Looks up whether an insert on a lost connection was committed. The server process is ended first: it might
     * otherwise still commit after the look-up.
     *
     * @return the position of the event, or nothing if it was not and will not be committed
     */
    static OptionalLong positionAfterLoss(DataSource dataSource, Backend lost, EventRow event) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            terminate(connection, lost);
            try (PreparedStatement find = connection.prepareStatement("SELECT position FROM domain_events"
                    + " WHERE aggregate_id = ? AND sequence_number = ? AND event_id = ?")) {
                find.setString(1, event.aggregateId());
                find.setLong(2, event.sequenceNumber());
                find.setString(3, event.eventId());
                try (ResultSet result = find.executeQuery()) {
                    return result.next() ? OptionalLong.of(result.getLong(1)) : OptionalLong.empty();
                }
            }
        }
    }

    private static void terminate(Connection connection, Backend lost) throws SQLException {
        try (PreparedStatement terminate = connection.prepareStatement(
                "SELECT pg_terminate_backend(pid, ?) FROM pg_stat_activity WHERE pid = ? AND backend_start = ?")) {
            terminate.setLong(1, TERMINATION_WAIT.toMillis());
            terminate.setInt(2, lost.pid());
            terminate.setObject(3, lost.startedAt());
            try (ResultSet result = terminate.executeQuery()) {
                if (result.next() && !result.getBoolean(1)) {
                    throw new SQLException("Server process " + lost.pid() + " has not ended yet");
                }
            }
        }
    }
}
