package org.ocpiplatform.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.ocpiplatform.eventstore.EventLedger.EventReader;
import org.ocpiplatform.eventstore.EventLedger.PlacedRow;
import org.postgresql.ds.PGSimpleDataSource;

/** The hashes of events that are elsewhere, here in a list. */
class EventLedgerIT {

    @RegisterExtension
    static final PostgresExtension POSTGRES = new PostgresExtension();

    private PGSimpleDataSource database;
    private final Elsewhere events = new Elsewhere();

    @BeforeEach
    void createDatabase() throws SQLException {
        database = POSTGRES.server().dataSource(POSTGRES.server().createDatabase());
    }

    @Test
    void eventsOfAStreamAreChainedAlsoOverSeveralPages() {
        EventLedger ledger = EventLedger.open(database, events);
        for (int i = 0; i < 600; i++) {
            events.add("a", i);
            events.add("b", i);
        }

        assertThat(ledger.extend()).isEqualTo(1_200);

        byte[] before = EventHash.none();
        for (long i = 0; i < 600; i++) {
            EventLedger.Entry entry = ledger.ofStream("a", i, i).get(i);
            assertThat(entry.position()).isEqualTo(2 * i + 1);
            assertThat(entry.previousHash()).isEqualTo(before);
            assertThat(entry.hashBefore()).isEqualTo(before);
            before = entry.hash();
        }
    }

    @Test
    void nodesEnterEachEventOnce() throws Exception {
        List<Callable<Long>> nodes = new ArrayList<>();
        for (int node = 0; node < 4; node++) {
            EventLedger ledger = EventLedger.open(database, events);
            nodes.add(ledger::extend);
        }
        for (int i = 0; i < 700; i++) {
            events.add("a", i);
        }

        try (ExecutorService threads = Executors.newFixedThreadPool(nodes.size())) {
            for (Future<Long> extended : threads.invokeAll(nodes)) {
                assertThat(extended.get()).isEqualTo(700);
            }
        }
    }

    @Test
    void whatIsEnteredStaysWhenTheEventsAreGone() {
        EventLedger ledger = EventLedger.open(database, events);
        events.add("a", 0);
        ledger.extend();
        events.rows.clear();

        assertThat(ledger.extend()).isEqualTo(1);
        assertThat(ledger.lastPosition()).isEqualTo(1);
    }

    @Test
    void aMissingPositionIsNotPassedOver() {
        EventLedger ledger = EventLedger.open(database, events);
        events.add("a", 0);
        events.rows.set(0, new PlacedRow(2, events.rows.getFirst().row()));

        assertThatThrownBy(ledger::extend)
                .isInstanceOf(EventStoreException.class)
                .hasMessageContaining("position 1 is missing");
    }

    @Test
    void aDatabaseWhoseEventsAreElsewhereIsNoStore() {
        EventLedger ledger = EventLedger.open(database, events);
        EventLedger.refuse(database);
        events.add("a", 0);
        ledger.extend();

        assertThatThrownBy(() -> EventLedger.refuse(database)).isInstanceOf(MisplacedEventsException.class);
    }

    @Test
    void aDatabaseThatHoldsEventsTakesNoLedger() throws Exception {
        try (Nodes nodes = new Nodes(POSTGRES.server())) {
            PostgresEventStorageEngine engine = nodes.open();
            EventLedger.open(nodes.pool(), events);
            engine.appendEvents(Nodes.event("a", 0));

            assertThatThrownBy(() -> EventLedger.open(nodes.pool(), events))
                    .isInstanceOf(MisplacedEventsException.class);
        }
    }

    private static final class Elsewhere implements EventReader {

        private final List<PlacedRow> rows = new ArrayList<>();

        void add(String aggregateId, long sequenceNumber) {
            rows.add(new PlacedRow(
                    rows.size() + 1L,
                    new EventRow(
                            aggregateId + sequenceNumber,
                            aggregateId,
                            sequenceNumber,
                            null,
                            Instant.EPOCH,
                            "type",
                            null,
                            ("{\"n\":" + sequenceNumber + "}").getBytes(StandardCharsets.UTF_8),
                            "{}".getBytes(StandardCharsets.UTF_8))));
        }

        @Override
        public long head() {
            return rows.isEmpty() ? 0 : rows.getLast().position();
        }

        @Override
        public List<PlacedRow> after(long position, int limit) {
            return rows.stream()
                    .filter(row -> row.position() > position)
                    .limit(limit)
                    .toList();
        }
    }
}
