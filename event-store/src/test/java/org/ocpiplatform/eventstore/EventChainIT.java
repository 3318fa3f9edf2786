package org.ocpiplatform.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ocpiplatform.eventstore.Nodes.event;
import static org.ocpiplatform.eventstore.Nodes.events;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** That every event holds the hash of the one before it in its stream. */
class EventChainIT {

    @RegisterExtension
    static final PostgresExtension POSTGRES = new PostgresExtension();

    private Nodes nodes;

    @BeforeEach
    void createDatabase() throws SQLException {
        nodes = new Nodes(POSTGRES.server());
    }

    @AfterEach
    void closeNodes() throws Exception {
        nodes.close();
    }

    @Test
    void eventsOfOneAppendAndOfLaterOnesAreChained() throws Exception {
        PostgresEventStorageEngine engine = nodes.open();

        engine.appendEvents(events("a", 0, 3));
        engine.appendEvents(events("a", 3, 5));

        assertThat(brokenLinks()).isEmpty();
        assertThat(stored()).hasSize(5);
    }

    @Test
    void theFirstEventOfAStreamFollowsNothing() throws Exception {
        nodes.open().appendEvents(event("a", 0));

        assertThat(stored().getFirst().previousHash()).isEqualTo(new byte[EventHash.BYTES]);
    }

    @Test
    void aNodeThatRemembersNothingLooksTheLastEventUp() throws Exception {
        nodes.open().appendEvents(events("a", 0, 3));

        nodes.open().appendEvents(event("a", 3));

        assertThat(brokenLinks()).isEmpty();
    }

    @Test
    void nodesThatTakeTurnsKeepOneChain() throws Exception {
        PostgresEventStorageEngine one = nodes.open();
        PostgresEventStorageEngine other = nodes.open();

        for (int sequence = 0; sequence < 20; sequence++) {
            (sequence % 3 == 0 ? one : other).appendEvents(event("a", sequence));
        }

        assertThat(brokenLinks()).isEmpty();
        assertThat(stored()).hasSize(20);
    }

    @Test
    void aRefusedAppendLeavesNoTraceInTheChain() throws Exception {
        PostgresEventStorageEngine one = nodes.open();
        PostgresEventStorageEngine other = nodes.open();
        one.appendEvents(events("a", 0, 2));
        other.appendEvents(event("a", 2, "the winner"));

        try {
            one.appendEvents(List.of(event("a", 2, "the loser"), event("a", 3, "the loser")));
        } catch (RuntimeException conflict) {
            // It is the other node's turn.
        }
        one.appendEvents(event("a", 3, "after the winner"));

        assertThat(brokenLinks()).isEmpty();
        assertThat(stored()).hasSize(4);
    }

    @Test
    void manyWritersChainTheirStreams() throws Exception {
        PostgresEventStorageEngine engine = nodes.open();
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            List<Future<?>> writers = new ArrayList<>();
            for (int writer = 0; writer < 8; writer++) {
                String aggregate = "a" + writer;
                writers.add(threads.submit(() -> {
                    for (int sequence = 0; sequence < 50; sequence++) {
                        engine.appendEvents(event(aggregate, sequence));
                    }
                }));
            }
            for (Future<?> writer : writers) {
                writer.get();
            }
        }

        assertThat(brokenLinks()).isEmpty();
        assertThat(stored()).hasSize(400);
    }

    @Test
    void eventsOfOlderTablesGetTheHashesThatTheyWouldHaveHad() throws Exception {
        PostgresEventStorageEngine engine = nodes.open();
        engine.appendEvents(events("a", 0, 3));
        engine.appendEvents(events("b", 0, 2));
        engine.appendEvents(event("a", 3));
        List<Link> before = stored();
        POSTGRES.server()
                .execute(
                        nodes.database,
                        "DROP TABLE checkpoints, person_keys; ALTER TABLE domain_events DROP COLUMN hash, DROP COLUMN previous_hash;"
                                + " DELETE FROM schema_version WHERE version > 3");

        nodes.open();

        assertThat(stored()).usingRecursiveComparison().isEqualTo(before);
    }

    @Test
    void everyChangeOfWhatIsStoredShows() throws Exception {
        nodes.open().appendEvents(events("a", 0, 3));
        for (String change : List.of(
                "payload = payload || ' '::bytea",
                "metadata = metadata || ' '::bytea",
                "occurred_at = occurred_at + interval '1 microsecond'",
                "event_id = event_id || 'x'",
                "payload_type = payload_type || 'x'",
                "payload_revision = '2'",
                "aggregate_type = NULL")) {
            POSTGRES.server()
                    .execute(nodes.database, "CREATE TABLE kept AS SELECT * FROM domain_events WHERE position = 2");

            POSTGRES.server().execute(nodes.database, "UPDATE domain_events SET " + change + " WHERE position = 2");

            assertThat(brokenLinks()).as(change).containsExactly(2L);
            POSTGRES.server()
                    .execute(
                            nodes.database,
                            "DELETE FROM domain_events WHERE position = 2; INSERT INTO domain_events SELECT * FROM kept; DROP TABLE kept");
        }
    }

    @SuppressWarnings("ArrayRecordComponent") // compared field by field
    private record Link(long position, EventRow row, byte[] previousHash, byte[] hash) {}

    /** Positions of events whose hash, or whose predecessor's, is not what it should be. */
    private List<Long> brokenLinks() throws SQLException {
        List<Long> broken = new ArrayList<>();
        Map<String, byte[]> last = new HashMap<>();
        for (Link link : stored()) {
            byte[] before = last.getOrDefault(link.row().aggregateId(), EventHash.none());
            ChainedRow expected = ChainedRow.of(link.row(), before);
            if (!Arrays.equals(expected.hash(), link.hash()) || !Arrays.equals(before, link.previousHash())) {
                broken.add(link.position());
            }
            last.put(link.row().aggregateId(), link.hash());
        }
        return broken;
    }

    private List<Link> stored() throws SQLException {
        List<Link> links = new ArrayList<>();
        try (Connection connection =
                        POSTGRES.server().dataSource(nodes.database).getConnection();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT position, " + EventTable.COLUMNS
                        + ", previous_hash, hash FROM domain_events ORDER BY position")) {
            while (result.next()) {
                links.add(new Link(
                        result.getLong(1),
                        EventTable.row(result),
                        result.getBytes("previous_hash"),
                        result.getBytes("hash")));
            }
        }
        return links;
    }
}
