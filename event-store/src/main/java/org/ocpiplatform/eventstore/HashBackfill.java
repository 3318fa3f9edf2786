package org.ocpiplatform.eventstore;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Gives the columns of the chain to a table of events, and their hashes to the events that are in it. */
final class HashBackfill {

    private static final int BATCH = 1_000;

    private HashBackfill() {}

    static void run(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("ALTER TABLE domain_events ADD COLUMN previous_hash bytea, ADD COLUMN hash bytea");
            chain(connection);
            statement.execute("ALTER TABLE domain_events ALTER COLUMN previous_hash SET NOT NULL,"
                    + " ALTER COLUMN hash SET NOT NULL");
        }
    }

    private static void chain(Connection connection) throws SQLException {
        try (Statement events = connection.createStatement();
                PreparedStatement update = connection.prepareStatement(
                        "UPDATE domain_events SET previous_hash = ?, hash = ? WHERE position = ?")) {
            // A cursor: the table may be larger than the memory.
            events.setFetchSize(BATCH);
            try (ResultSet result = events.executeQuery("SELECT position, " + EventTable.COLUMNS
                    + " FROM domain_events ORDER BY aggregate_id, sequence_number")) {
                ChainedRow last = null;
                int waiting = 0;
                while (result.next()) {
                    EventRow row = EventTable.row(result);
                    boolean follows = last != null
                            && last.row().aggregateId().equals(row.aggregateId())
                            && last.row().sequenceNumber() == row.sequenceNumber() - 1;
                    last = ChainedRow.of(row, follows && last != null ? last.hash() : EventHash.none());
                    update.setBytes(1, last.previousHash());
                    update.setBytes(2, last.hash());
                    update.setLong(3, result.getLong(1));
                    update.addBatch();
                    if (++waiting == BATCH) {
                        update.executeBatch();
                        waiting = 0;
                    }
                }
                update.executeBatch();
            }
        }
    }
}
