package org.ocpiplatform.eventstore;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import javax.sql.DataSource;

/** Events as they are stored in the tables of a store. */
public final class PostgresEventLog implements EventLog {

    private static final String COLUMNS = "SELECT e.position, e.event_id, e.aggregate_id, e.sequence_number,"
            + " e.aggregate_type, e.occurred_at, e.payload_type, e.payload_revision, e.payload, e.metadata,"
            + " e.previous_hash, e.hash";
    private static final String SELECT = COLUMNS + " FROM domain_events e ";
    private static final String SELECT_LINKED = COLUMNS + ", before.hash FROM domain_events e"
            + " LEFT JOIN domain_events before ON before.aggregate_id = e.aggregate_id"
            + " AND before.sequence_number = e.sequence_number - 1 ";
    private static final String AFTER = "WHERE e.position > ? ORDER BY e.position LIMIT ?";
    private static final int FIRST_COLUMN = 1;
    private static final int HASH_BEFORE = 13;

    private final EventTable table;
    private final Sealing sealing;
    private final StreamNames names;

    /** A log of the events in the tables of a store, which must have been opened before. */
    public PostgresEventLog(DataSource dataSource) {
        this(dataSource, Sealing.NONE);
    }

    /** The same for those who know events by what they tell as well. */
    public PostgresEventLog(DataSource dataSource, Sealing sealing) {
        this.table = new EventTable(dataSource);
        this.sealing = sealing;
        this.names = new StreamNames(sealing, id -> table.lastSequenceNumber(id).isPresent());
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
        return table.rows(SELECT + AFTER, PostgresEventLog::event, position, limit);
    }

    @Override
    public List<LinkedEvent> linkedAfter(long position, int limit) {
        return table.rows(SELECT_LINKED + AFTER, PostgresEventLog::linked, position, limit);
    }

    @Override
    public List<StoredEvent> ofStream(String aggregateId, long firstSequenceNumber, int limit) {
        return names.stored(aggregateId)
                .map(name -> ofStoredStream(name, firstSequenceNumber, limit))
                .orElse(List.of());
    }

    private List<StoredEvent> ofStoredStream(String aggregateId, long firstSequenceNumber, int limit) {
        return table.rows(
                SELECT + "WHERE e.aggregate_id = ? AND e.sequence_number >= ? ORDER BY e.sequence_number LIMIT ?",
                PostgresEventLog::event,
                aggregateId,
                firstSequenceNumber,
                limit);
    }

    @Override
    public Optional<StoredEvent> at(long position) {
        return table.rows(SELECT + "WHERE e.position = ?", PostgresEventLog::event, position).stream()
                .findFirst();
    }

    @Override
    public OptionalLong head() {
        return table.lastPosition();
    }

    private static LinkedEvent linked(ResultSet result) throws SQLException {
        StoredEvent event = event(result);
        return new LinkedEvent(event, event.sequenceNumber() == 0 ? EventHash.none() : result.getBytes(HASH_BEFORE));
    }

    private static StoredEvent event(ResultSet result) throws SQLException {
        int column = FIRST_COLUMN;
        return new StoredEvent(
                result.getLong(column++),
                result.getString(column++),
                result.getString(column++),
                result.getLong(column++),
                result.getString(column++),
                result.getObject(column++, OffsetDateTime.class).toInstant(),
                result.getString(column++),
                result.getString(column++),
                result.getBytes(column++),
                result.getBytes(column++),
                result.getBytes(column++),
                result.getBytes(column));
    }
}
