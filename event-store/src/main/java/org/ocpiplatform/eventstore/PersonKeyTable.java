package org.ocpiplatform.eventstore;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.axonframework.eventsourcing.eventstore.EventStoreException;

/** The table of the keys under which personal data in events is sealed. Each statement is a transaction of its own. */
public final class PersonKeyTable {

    private static final String SELECT = "SELECT key_id, lookup, key, name FROM person_keys ";

    private final DataSource dataSource;

    /** The table beside the events of a store, which is there once the store was opened. */
    public PersonKeyTable(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /**
     * A key; nothing of it means anything to the event store.
     *
     * @param lookup unique
     */
    @SuppressWarnings("ArrayRecordComponent") // rows are never compared
    public record Row(String keyId, byte[] lookup, byte[] key, byte[] name) {}

    /** Adds a key, unless there is one with its lookup, on whatever node; returns the one that there is. */
    public Row insert(Row row) {
        // Whoever adds the same row at the same time may meet it by its id before its lookup.
        return using(connection -> {
            while (true) {
                try (PreparedStatement insert = connection.prepareStatement("INSERT INTO person_keys"
                        + " (key_id, lookup, key, name) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING")) {
                    insert.setString(1, row.keyId());
                    insert.setBytes(2, row.lookup());
                    insert.setBytes(3, row.key());
                    insert.setBytes(4, row.name());
                    if (insert.executeUpdate() == 1) {
                        return row;
                    }
                }
                Optional<Row> present = byLookup(connection, row.lookup());
                // Else it was deleted in between.
                if (present.isPresent()) {
                    return present.get();
                }
            }
        });
    }

    /** The key of a lookup. */
    public Optional<Row> byLookup(byte[] lookup) {
        return using(connection -> byLookup(connection, lookup));
    }

    private static Optional<Row> byLookup(Connection connection, byte[] lookup) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(SELECT + "WHERE lookup = ?")) {
            select.setBytes(1, lookup);
            return rows(select).stream().findFirst();
        }
    }

    /** Those of the keys that are there. */
    public List<Row> byIds(Collection<String> keyIds) {
        return using(connection -> {
            Array ids = connection.createArrayOf("text", keyIds.toArray());
            try (PreparedStatement select = connection.prepareStatement(SELECT + "WHERE key_id = ANY (?)")) {
                select.setArray(1, ids);
                return rows(select);
            }
        });
    }

    /** Puts a row in place of the one of its id. */
    public void replace(Row row) {
        using(connection -> {
            try (PreparedStatement update = connection.prepareStatement(
                    "UPDATE person_keys SET lookup = ?, key = ?, name = ? WHERE key_id = ?")) {
                update.setBytes(1, row.lookup());
                update.setBytes(2, row.key());
                update.setBytes(3, row.name());
                update.setString(4, row.keyId());
                return update.executeUpdate();
            }
        });
    }

    /** Deletes a key, and has every node forget what it remembers; returns whether it was there. */
    public boolean delete(String keyId) {
        return using(connection -> {
            try (PreparedStatement delete = connection.prepareStatement("DELETE FROM person_keys WHERE key_id = ?")) {
                delete.setString(1, keyId);
                boolean deleted = delete.executeUpdate() == 1;
                tell(connection);
                return deleted;
            }
        });
    }

    /** Has every node forget once more what it remembers. */
    public void tellAll() {
        using(connection -> {
            tell(connection);
            return true;
        });
    }

    private static void tell(Connection connection) throws SQLException {
        try (PreparedStatement notify = connection.prepareStatement("SELECT pg_notify(?, '')")) {
            notify.setString(1, HeadListener.FORGET_CHANNEL);
            notify.executeQuery().close();
        }
    }

    private static List<Row> rows(PreparedStatement select) throws SQLException {
        try (ResultSet result = select.executeQuery()) {
            List<Row> rows = new ArrayList<>();
            while (result.next()) {
                rows.add(new Row(result.getString(1), result.getBytes(2), result.getBytes(3), result.getBytes(4)));
            }
            return rows;
        }
    }

    private interface Use<T> {
        T with(Connection connection) throws SQLException;
    }

    private <T> T using(Use<T> use) {
        try (Connection connection = dataSource.getConnection()) {
            return use.with(connection);
        } catch (SQLException e) {
            throw new EventStoreException("The keys of persons cannot be read or changed", e);
        }
    }
}
