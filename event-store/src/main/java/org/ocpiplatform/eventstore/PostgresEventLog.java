package org.ocpiplatform.eventstore;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import javax.sql.DataSource;
import org.axonframework.eventsourcing.eventstore.EventStoreException;

/** Events as they are stored in the tables of a store. */
public final class PostgresEventLog implements EventLog {

    private static final String SELECT = "SELECT e.position, e.event_id, e.aggregate_id, e.sequence_number,"
            + " e.aggregate_type, e.occurred_at, e.payload_type, e.payload_revision, e.payload, e.metadata,"
            + " e.previous_hash, e.hash, before.hash AS hash_before FROM domain_events e"
            + " LEFT JOIN domain_events before ON before.aggregate_id = e.aggregate_id"
            + " AND before.sequence_number = e.sequence_number - 1 ";

    private final DataSource dataSource;
    private final Sealing sealing;
    private final StreamNames names;

    /** A log of the events in the tables of a store, which must have been opened before. */
    public PostgresEventLog(DataSource dataSource) {
        this(dataSource, Sealing.NONE);
    }

    /** The same for those who know events by what they tell as well. */
    public PostgresEventLog(DataSource dataSource, Sealing sealing) {
        this.dataSource = dataSource;
        this.sealing = sealing;
        this.names = new StreamNames(
                sealing, id -> new EventTable(dataSource).lastSequenceNumber(id).isPresent());
    }

    @Override
    public String aggregateId(StoredEvent event) {
        return sealing.openId(event.aggregateId());
    }

    @Override
    public byte[] payload(StoredEvent event) {
        return sealing.open(event.payload());
    }

    @Override
    public void expect(List<StoredEvent> events) {
        sealing.expect(events.stream().map(StoredEvent::payload).toList());
    }

    @Override
    public List<StoredEvent> after(long position, int limit) {
        return query(SELECT + "WHERE e.position > ? ORDER BY e.position LIMIT ?", position, limit);
    }

    @Override
    public List<StoredEvent> ofStream(String aggregateId, long firstSequenceNumber, int limit) {
        return names.stored(aggregateId)
                .map(name -> ofStoredStream(name, firstSequenceNumber, limit))
                .orElse(List.of());
    }

    private List<StoredEvent> ofStoredStream(String aggregateId, long firstSequenceNumber, int limit) {
        return query(
                SELECT + "WHERE e.aggregate_id = ? AND e.sequence_number >= ? ORDER BY e.sequence_number LIMIT ?",
                aggregateId,
                firstSequenceNumber,
                limit);
    }

    @Override
    public Optional<StoredEvent> at(long position) {
        return query(SELECT + "WHERE e.position = ?", position).stream().findFirst();
    }

    @Override
    public OptionalLong head() {
        return new EventTable(dataSource).lastPosition();
    }

    private List<StoredEvent> query(String sql, Object... parameters) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            try (ResultSet result = statement.executeQuery()) {
                List<StoredEvent> events = new ArrayList<>();
                while (result.next()) {
                    events.add(event(result));
                }
                return events;
            }
        } catch (SQLException e) {
            throw new EventStoreException("The event store could not be read", e);
        }
    }

    private static StoredEvent event(ResultSet result) throws SQLException {
        long sequenceNumber = result.getLong("sequence_number");
        return new StoredEvent(
                result.getLong("position"),
                result.getString("event_id"),
                result.getString("aggregate_id"),
                sequenceNumber,
                result.getString("aggregate_type"),
                result.getObject("occurred_at", OffsetDateTime.class).toInstant(),
                result.getString("payload_type"),
                result.getString("payload_revision"),
                result.getBytes("payload"),
                result.getBytes("metadata"),
                result.getBytes("previous_hash"),
                result.getBytes("hash"),
                sequenceNumber == 0 ? EventHash.none() : result.getBytes("hash_before"));
    }
}
