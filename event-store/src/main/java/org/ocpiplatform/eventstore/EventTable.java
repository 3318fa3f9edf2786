package org.ocpiplatform.eventstore;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import javax.sql.DataSource;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.jspecify.annotations.Nullable;

/** The queries on the tables; writing events is the writer's, in {@link WriterConnection}. */
final class EventTable {

    static final String COLUMNS = "event_id, aggregate_id, sequence_number, aggregate_type, occurred_at,"
            + " payload_type, payload_revision, payload, metadata";
    private static final int FIRST_ROW_COLUMN = 2;

    private final DataSource dataSource;

    EventTable(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** A row and its position. */
    record StoredRow(long position, EventRow row) {}

    List<StoredRow> after(long position, int limit) {
        return rows(
                "SELECT position, " + COLUMNS + " FROM domain_events WHERE position > ? ORDER BY position LIMIT ?",
                result -> new StoredRow(result.getLong(1), row(result)),
                position,
                limit);
    }

    List<ChainedRow> ofAggregate(String aggregateId, long firstSequenceNumber, int limit) {
        return rows(
                "SELECT position, " + COLUMNS + ", previous_hash, hash FROM domain_events"
                        + " WHERE aggregate_id = ? AND sequence_number >= ? ORDER BY sequence_number LIMIT ?",
                result -> new ChainedRow(row(result), result.getBytes("previous_hash"), result.getBytes("hash")),
                aggregateId,
                firstSequenceNumber,
                limit);
    }

    /** The hash of one event; none if it is not there. */
    Optional<byte[]> hashOf(String aggregateId, long sequenceNumber) {
        return query(
                "SELECT hash FROM domain_events WHERE aggregate_id = ? AND sequence_number = ?",
                result -> result.next() ? Optional.of(result.getBytes(1)) : Optional.empty(),
                aggregateId,
                sequenceNumber);
    }

    List<EventRow> snapshotOf(String aggregateId) {
        return rows(
                "SELECT NULL, " + COLUMNS + " FROM snapshot_events WHERE aggregate_id = ?",
                EventTable::row,
                aggregateId);
    }

    void storeSnapshot(EventRow snapshot) {
        String sql = "INSERT INTO snapshot_events (" + COLUMNS + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)" + """
                 ON CONFLICT (aggregate_id) DO UPDATE SET
                    event_id = excluded.event_id,
                    sequence_number = excluded.sequence_number,
                    aggregate_type = excluded.aggregate_type,
                    occurred_at = excluded.occurred_at,
                    payload_type = excluded.payload_type,
                    payload_revision = excluded.payload_revision,
                    payload = excluded.payload,
                    metadata = excluded.metadata
                 WHERE excluded.sequence_number >= snapshot_events.sequence_number""";
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(
                    statement,
                    snapshot.eventId(),
                    snapshot.aggregateId(),
                    snapshot.sequenceNumber(),
                    snapshot.aggregateType(),
                    snapshot.occurredAt().atOffset(ZoneOffset.UTC),
                    snapshot.payloadType(),
                    snapshot.payloadRevision(),
                    snapshot.payload(),
                    snapshot.metadata());
            statement.executeUpdate();
        } catch (SQLException e) {
            throw new EventStoreException("Snapshot of " + snapshot.aggregateId() + " could not be stored", e);
        }
    }

    OptionalLong lastSequenceNumber(String aggregateId) {
        return query(
                "SELECT max(sequence_number) FROM domain_events WHERE aggregate_id = ?",
                EventTable::number,
                aggregateId);
    }

    OptionalLong firstPosition() {
        return query("SELECT min(position) FROM domain_events", EventTable::number);
    }

    OptionalLong lastPosition() {
        return query("SELECT max(position) FROM domain_events", EventTable::number);
    }

    /** Walks the table from its start, since no insert should pay for an index that only a replay by date would use. */
    OptionalLong firstPositionSince(Instant time) {
        return query(
                "SELECT min(position) FROM domain_events WHERE occurred_at >= ?",
                EventTable::number,
                time.atOffset(ZoneOffset.UTC));
    }

    /** Every row of the answer to a query, as the reader makes of it. */
    <T> List<T> rows(String sql, ResultReader<T> reader, Object... parameters) {
        return query(
                sql,
                result -> {
                    List<T> rows = new ArrayList<>();
                    while (result.next()) {
                        rows.add(reader.read(result));
                    }
                    return rows;
                },
                parameters);
    }

    private <T> T query(String sql, ResultReader<T> reader, Object... parameters) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, parameters);
            try (ResultSet result = statement.executeQuery()) {
                return reader.read(result);
            }
        } catch (SQLException e) {
            throw new EventStoreException("The event store could not be read", e);
        }
    }

    private static void bind(PreparedStatement statement, @Nullable Object... parameters) throws SQLException {
        for (int i = 0; i < parameters.length; i++) {
            statement.setObject(i + 1, parameters[i]);
        }
    }

    static EventRow row(ResultSet result) throws SQLException {
        int column = FIRST_ROW_COLUMN;
        return new EventRow(
                result.getString(column++),
                result.getString(column++),
                result.getLong(column++),
                result.getString(column++),
                result.getObject(column++, OffsetDateTime.class).toInstant(),
                result.getString(column++),
                result.getString(column++),
                result.getBytes(column++),
                result.getBytes(column));
    }

    private static OptionalLong number(ResultSet result) throws SQLException {
        result.next();
        long value = result.getLong(1);
        return result.wasNull() ? OptionalLong.empty() : OptionalLong.of(value);
    }

    interface ResultReader<T> {
        T read(ResultSet result) throws SQLException;
    }
}
