package org.ocpiplatform.eventstore;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.jspecify.annotations.Nullable;

/**
 * The hashes of events that are stored elsewhere, by a server that knows of none. They are entered in the order of
 * positions by one node at a time, soon after an event was stored; from then on a change of the event shows.
 */
public final class EventLedger {

    private static final long LEDGER_LOCK = 0x6F637069_6C6564L;
    private static final int PAGE = 500;

    private final DataSource dataSource;
    private final EventReader events;

    private EventLedger(DataSource dataSource, EventReader events) {
        this.dataSource = dataSource;
        this.events = events;
    }

    /** A stored event and its position. */
    public record PlacedRow(long position, EventRow row) {}

    /** Where the events are. */
    public interface EventReader {

        /** The position of the last event; 0 if there is none. */
        long head();

        /** The events that follow on a position, in order of their positions; none after the last. */
        List<PlacedRow> after(long position, int limit);
    }

    /**
     * What is known of an event.
     *
     * @param hashBefore of the event before it in its stream; {@link EventHash#none()} before the first; none if that
     *     event is missing
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared as a whole
    public record Entry(
            long position, long sequenceNumber, byte[] previousHash, byte[] hash, byte @Nullable [] hashBefore) {}

    /**
     * Creates its table, and all others that are kept beside events, if they are missing.
     *
     * @throws MisplacedEventsException if the database holds events itself
     */
    public static EventLedger open(DataSource dataSource, EventReader events) {
        EventStoreSchema.create(dataSource);
        EventLedger ledger = new EventLedger(dataSource, events);
        ledger.inTransaction(connection -> {
            try (Statement statement = connection.createStatement()) {
                statement.execute("""
                        CREATE TABLE IF NOT EXISTS event_ledger (
                            position bigint PRIMARY KEY,
                            aggregate_id text NOT NULL,
                            sequence_number bigint NOT NULL,
                            previous_hash bytea NOT NULL,
                            hash bytea NOT NULL,
                            UNIQUE (aggregate_id, sequence_number)
                        )""");
            }
            return 0;
        });
        if (new EventTable(dataSource).lastPosition().isPresent()) {
            throw new MisplacedEventsException("the PostgreSQL of the event store holds events, which Axon Server does"
                    + " not have; start without axon.axonserver.enabled, or with another database");
        }
        return ledger;
    }

    /**
     * Refuses a database whose events are stored elsewhere.
     *
     * @throws MisplacedEventsException if it has a ledger with entries
     */
    static void refuse(DataSource dataSource) {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            try (ResultSet table = statement.executeQuery("SELECT to_regclass('event_ledger')")) {
                table.next();
                if (table.getString(1) == null) {
                    return;
                }
            }
            if (lastPosition(connection) > 0) {
                throw new MisplacedEventsException("the events of this database are on an Axon Server; start with"
                        + " axon.axonserver.enabled=true, or with another database");
            }
        } catch (SQLException e) {
            throw new EventStoreException("The event store could not be read", e);
        }
    }

    /** Enters all events that are not entered yet; returns the last position of the ledger, 0 if it is empty. */
    public long extend() {
        long last = lastPosition();
        long head = events.head();
        while (last < head) {
            last = inTransaction(this::extend);
        }
        return last;
    }

    private long extend(Connection connection) throws SQLException {
        long last = lastPosition(connection);
        if (last >= events.head()) {
            return last;
        }
        List<PlacedRow> page = events.after(last, PAGE);
        if (page.isEmpty()) {
            throw new EventStoreException("The event at position " + (last + 1) + " is missing");
        }
        Map<String, ChainedRow> heads = new HashMap<>();
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO event_ledger"
                        + " (position, aggregate_id, sequence_number, previous_hash, hash) VALUES (?, ?, ?, ?, ?)");
                PreparedStatement before = connection.prepareStatement(
                        "SELECT hash FROM event_ledger WHERE aggregate_id = ? AND sequence_number = ?")) {
            for (PlacedRow placed : page) {
                if (placed.position() != last + 1) {
                    throw new EventStoreException("The event at position " + (last + 1) + " is missing");
                }
                last = placed.position();
                EventRow row = placed.row();
                ChainedRow head = heads.get(row.aggregateId());
                ChainedRow chained = ChainedRow.of(row, head == null ? hashBefore(before, row) : head.hash());
                heads.put(row.aggregateId(), chained);
                insert.setLong(1, last);
                insert.setString(2, row.aggregateId());
                insert.setLong(3, row.sequenceNumber());
                insert.setBytes(4, chained.previousHash());
                insert.setBytes(5, chained.hash());
                insert.addBatch();
            }
            insert.executeBatch();
        }
        return last;
    }

    private static byte[] hashBefore(PreparedStatement select, EventRow row) throws SQLException {
        if (row.sequenceNumber() == 0) {
            return EventHash.none();
        }
        select.setString(1, row.aggregateId());
        select.setLong(2, row.sequenceNumber() - 1);
        try (ResultSet result = select.executeQuery()) {
            return result.next() ? result.getBytes(1) : EventHash.none();
        }
    }

    /** The last position that is entered; 0 if there is none. */
    public long lastPosition() {
        try (Connection connection = dataSource.getConnection()) {
            return lastPosition(connection);
        } catch (SQLException e) {
            throw unreadable(e);
        }
    }

    private static long lastPosition(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT coalesce(max(position), 0) FROM event_ledger")) {
            result.next();
            return result.getLong(1);
        }
    }

    /** The entries of the positions from one to another, both included, by position. */
    public Map<Long, Entry> between(long first, long last) {
        Map<Long, Entry> entries = new HashMap<>();
        for (Entry entry : read("e.position BETWEEN ? AND ?", first, last)) {
            entries.put(entry.position(), entry);
        }
        return entries;
    }

    /** The entries of a stream, under the name that it is stored under, by sequence number. */
    public Map<Long, Entry> ofStream(String aggregateId, long first, long last) {
        Map<Long, Entry> entries = new HashMap<>();
        for (Entry entry : read("e.aggregate_id = ? AND e.sequence_number BETWEEN ? AND ?", aggregateId, first, last)) {
            entries.put(entry.sequenceNumber(), entry);
        }
        return entries;
    }

    private List<Entry> read(String condition, Object... parameters) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select = connection.prepareStatement("SELECT e.position, e.sequence_number,"
                        + " e.previous_hash, e.hash, before.hash FROM event_ledger e"
                        + " LEFT JOIN event_ledger before ON before.aggregate_id = e.aggregate_id"
                        + " AND before.sequence_number = e.sequence_number - 1 WHERE " + condition)) {
            for (int i = 0; i < parameters.length; i++) {
                select.setObject(i + 1, parameters[i]);
            }
            try (ResultSet result = select.executeQuery()) {
                List<Entry> entries = new ArrayList<>();
                while (result.next()) {
                    long sequenceNumber = result.getLong(2);
                    entries.add(new Entry(
                            result.getLong(1),
                            sequenceNumber,
                            result.getBytes(3),
                            result.getBytes(4),
                            sequenceNumber == 0 ? EventHash.none() : result.getBytes(5)));
                }
                return entries;
            }
        } catch (SQLException e) {
            throw unreadable(e);
        }
    }

    private interface Work {
        long on(Connection connection) throws SQLException;
    }

    private long inTransaction(Work work) {
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            try (Statement lock = connection.createStatement()) {
                lock.execute("SELECT pg_advisory_xact_lock(" + LEDGER_LOCK + ")");
                long result = work.on(connection);
                connection.commit();
                return result;
            } catch (SQLException | RuntimeException e) {
                connection.rollback();
                throw e;
            } finally {
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            throw new EventStoreException("The ledger of events could not be written", e);
        }
    }

    private static EventStoreException unreadable(SQLException e) {
        return new EventStoreException("The ledger of events could not be read", e);
    }
}
