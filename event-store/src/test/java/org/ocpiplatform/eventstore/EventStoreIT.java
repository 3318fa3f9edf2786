package org.ocpiplatform.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.ocpiplatform.eventstore.Nodes.event;
import static org.ocpiplatform.eventstore.Nodes.events;
import static org.ocpiplatform.eventstore.Nodes.position;
import static org.ocpiplatform.eventstore.Nodes.read;
import static org.ocpiplatform.eventstore.Nodes.settings;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.axonframework.serialization.upcasting.event.EventUpcaster;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.ocpiplatform.eventstore.Nodes.Happened;

class EventStoreIT {

    private static final EventStoreSettings TINY_RING = settings(Duration.ofSeconds(5), 16, 1L << 20, 10);

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
    void readsBackWhatWasAppended() throws Exception {
        PostgresEventStorageEngine engine = nodes.open();
        Instant time = Instant.parse("2026-03-04T05:06:07.123456789Z");
        DomainEventMessage<Happened> appended = new GenericDomainEventMessage<>(
                "Thing",
                "a",
                0,
                new GenericDomainEventMessage<>("Thing", "a", 0, new Happened("x", 1), Map.of("n", 5L)),
                () -> time);

        engine.appendEvents(appended);
        engine.appendEvents(GenericEventMessage.asEventMessage(new Happened("no aggregate", 2)));

        DomainEventMessage<?> ofAggregate = engine.readEvents("a").next();
        assertThat(ofAggregate.getPayload()).isEqualTo(new Happened("x", 1));
        assertThat(ofAggregate.getIdentifier()).isEqualTo(appended.getIdentifier());
        assertThat(ofAggregate.getTimestamp()).isEqualTo(time.truncatedTo(ChronoUnit.MICROS));
        assertThat(ofAggregate.getType()).isEqualTo("Thing");

        List<TrackedEventMessage<?>> fromRing = read(new PostgresEventStore(engine), 0, 2);
        List<TrackedEventMessage<?>> fromDatabase = read(new PostgresEventStore(nodes.open()), 0, 2);
        assertThat(fromRing).hasSize(2);
        for (int i = 0; i < 2; i++) {
            assertSame(fromRing.get(i), fromDatabase.get(i));
        }
        assertThat(fromDatabase.get(0).getMetaData()).containsEntry("n", 5);
    }

    private static void assertSame(TrackedEventMessage<?> one, TrackedEventMessage<?> other) {
        assertThat(one.trackingToken()).isEqualTo(other.trackingToken());
        assertThat(one.getPayload()).isEqualTo(other.getPayload());
        assertThat(one.getPayloadType()).isEqualTo(other.getPayloadType());
        assertThat(one.getMetaData()).isEqualTo(other.getMetaData());
        assertThat(one.getIdentifier()).isEqualTo(other.getIdentifier());
        assertThat(one.getTimestamp()).isEqualTo(other.getTimestamp());
        DomainEventMessage<?> first = (DomainEventMessage<?>) one;
        DomainEventMessage<?> second = (DomainEventMessage<?>) other;
        assertThat(first.getType()).isEqualTo(second.getType());
        assertThat(first.getAggregateIdentifier()).isEqualTo(second.getAggregateIdentifier());
        assertThat(first.getSequenceNumber()).isEqualTo(second.getSequenceNumber());
    }

    @Test
    void severalNodesCanStartAtOnce() throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            List<Future<?>> starts = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                var pool = nodes.pool();
                starts.add(threads.submit(() -> EventStoreSchema.create(pool)));
            }
            for (Future<?> start : starts) {
                start.get();
            }
        }
        assertThat(nodes.open().queryHeadPosition()).isZero();
    }

    @Test
    void refusesTablesOfALaterVersion() throws Exception {
        nodes.open();
        POSTGRES.server().execute(nodes.database, "INSERT INTO schema_version (version) VALUES (99)");
        assertThatThrownBy(() -> nodes.open()).hasMessageContaining("version 99");
    }

    @Test
    void manyThreadsGetGaplessPositionsAndStreamsSeeEachEventOnceInOrder() throws Exception {
        PostgresEventStorageEngine engine = nodes.open();
        PostgresEventStore store = new PostgresEventStore(engine);
        int threads = 32;
        int appends = 40;
        try (ExecutorService readers = Executors.newFixedThreadPool(2)) {
            Future<List<TrackedEventMessage<?>>> first = readers.submit(() -> read(store, 0, threads * appends));
            Future<List<TrackedEventMessage<?>>> second = readers.submit(() -> read(store, 0, threads * appends));
            appendConcurrently(List.of(engine), threads, appends);
            assertCompleteAndOrdered(first.get(), threads, appends);
            assertCompleteAndOrdered(second.get(), threads, appends);
        }
        assertThat(engine.headPosition()).isEqualTo((long) threads * appends);
    }

    @Test
    void nodesWritingToOneDatabaseShareOneGaplessOrder() throws Exception {
        PostgresEventStorageEngine one = nodes.open();
        PostgresEventStorageEngine two = nodes.open();
        PostgresEventStorageEngine onlyReading = nodes.open(TINY_RING);
        int threads = 16;
        int appends = 40;
        try (ExecutorService readers = Executors.newFixedThreadPool(3)) {
            List<Future<List<TrackedEventMessage<?>>>> reads = new ArrayList<>();
            for (PostgresEventStorageEngine engine : List.of(one, two, onlyReading)) {
                reads.add(readers.submit(() -> read(new PostgresEventStore(engine), 0, threads * appends)));
            }
            appendConcurrently(List.of(one, two), threads, appends);
            for (Future<List<TrackedEventMessage<?>>> read : reads) {
                assertCompleteAndOrdered(read.get(), threads, appends);
            }
        }
    }

    private static void appendConcurrently(List<PostgresEventStorageEngine> engines, int threads, int appends)
            throws Exception {
        try (ExecutorService writers = Executors.newFixedThreadPool(threads)) {
            List<Future<?>> done = new ArrayList<>();
            for (int t = 0; t < threads; t++) {
                String aggregate = "aggregate-" + t;
                PostgresEventStorageEngine engine = engines.get(t % engines.size());
                done.add(writers.submit(() -> {
                    for (int i = 0; i < appends; i++) {
                        engine.appendEvents(event(aggregate, i));
                    }
                }));
            }
            for (Future<?> one : done) {
                one.get();
            }
        }
    }

    private static void assertCompleteAndOrdered(List<TrackedEventMessage<?>> read, int threads, int appends) {
        assertThat(read.stream().map(Nodes::position).toList())
                .isEqualTo(LongStream.rangeClosed(1, (long) threads * appends)
                        .boxed()
                        .toList());
        for (int t = 0; t < threads; t++) {
            String aggregate = "aggregate-" + t;
            assertThat(read.stream()
                            .map(e -> (Happened) e.getPayload())
                            .filter(e -> e.what().equals(aggregate))
                            .map(e -> (long) e.number())
                            .toList())
                    .isEqualTo(LongStream.range(0, appends).boxed().toList());
        }
    }

    @Test
    void aConflictFailsOnlyItsOwnAppend() throws Exception {
        PostgresEventStorageEngine engine = nodes.open();
        engine.appendEvents(event("taken", 0), event("taken", 1));
        int threads = 24;
        AtomicInteger created = new AtomicInteger();
        CountDownLatch start = new CountDownLatch(1);
        try (ExecutorService writers = Executors.newFixedThreadPool(threads)) {
            List<Future<?>> done = new ArrayList<>();
            for (int t = 0; t < threads; t++) {
                int thread = t;
                done.add(writers.submit(() -> {
                    start.await();
                    for (int i = 0; i < 20; i++) {
                        if (thread % 4 == 0) {
                            assertThatThrownBy(() -> engine.appendEvents(event("new-" + thread, 0), event("taken", 1)))
                                    .isInstanceOf(AggregateStreamCreationException.class);
                            assertThatThrownBy(() -> engine.appendEvents(event("taken", 1)))
                                    .isInstanceOf(ConcurrencyException.class);
                        } else if (thread % 4 == 1) {
                            // All of these contend for the same aggregates; one of them wins each.
                            try {
                                engine.appendEvents(event("contended-" + i, 0));
                                created.incrementAndGet();
                            } catch (AggregateStreamCreationException e) {
                                assertThat(e).hasMessageContaining("contended-" + i);
                            }
                        } else {
                            engine.appendEvents(events("good-" + thread, i * 3, i * 3 + 3));
                        }
                    }
                    return null;
                }));
            }
            start.countDown();
            for (Future<?> one : done) {
                one.get();
            }
        }
        assertThat(created).hasValue(20);
        int expected = 2 + 20 + threads / 2 * 60;
        assertThat(engine.queryHeadPosition()).isEqualTo(expected);
        List<TrackedEventMessage<?>> read = read(new PostgresEventStore(engine), 0, expected);
        assertThat(read.stream().map(Nodes::position).toList())
                .isEqualTo(LongStream.rangeClosed(1, expected).boxed().toList());
        assertThat(read.stream().map(e -> ((Happened) e.getPayload()).what()))
                .noneMatch(what -> what.startsWith("new-"));
    }

    @Test
    void eventsOfOneAppendAreStoredTogetherOrNotAtAll() {
        PostgresEventStorageEngine engine = nodes.open();
        engine.appendEvents(events("a", 0, 3));
        assertThatThrownBy(() -> engine.appendEvents(List.of(event("b", 0), event("c", 0), event("a", 2))))
                .isInstanceOf(AggregateStreamCreationException.class);
        assertThatThrownBy(() -> engine.appendEvents(List.of(event("a", 3), event("a", 3))))
                .isInstanceOf(ConcurrencyException.class);
        assertThat(engine.queryHeadPosition()).isEqualTo(3);
        engine.appendEvents(List.of(event("b", 0), event("c", 0), event("a", 3)));
        assertThat(engine.queryHeadPosition()).isEqualTo(6);
    }

    @Test
    void anEventTheDatabaseRefusesFailsOnlyItsOwnAppend() throws Exception {
        PostgresEventStorageEngine engine = nodes.open();
        try (ExecutorService writers = Executors.newFixedThreadPool(8)) {
            List<Future<?>> done = new ArrayList<>();
            for (int t = 0; t < 8; t++) {
                String aggregate = t == 3 ? "zero\0" : "a" + t;
                done.add(writers.submit(() -> engine.appendEvents(event(aggregate, 0))));
            }
            for (int t = 0; t < 8; t++) {
                if (t == 3) {
                    assertThatThrownBy(done.get(t)::get).hasMessageContaining("refused");
                } else {
                    done.get(t).get();
                }
            }
        }
        assertThat(engine.queryHeadPosition()).isEqualTo(7);
    }

    @Test
    void readsLongAggregatesPageByPage() {
        PostgresEventStorageEngine engine = nodes.open(TINY_RING);
        engine.appendEvents(events("long", 0, 95));
        engine.appendEvents(events("other", 0, 5));
        DomainEventStream stream = engine.readEvents("long", 3);
        List<Long> sequences = stream.asStream()
                .map(DomainEventMessage::getSequenceNumber)
                .map(Long.class::cast)
                .toList();
        assertThat(sequences).isEqualTo(LongStream.range(3, 95).boxed().toList());
        assertThat(stream.getLastSequenceNumber()).isEqualTo(94L);
        assertThat(engine.lastSequenceNumberFor("long")).contains(94L);
        assertThat(engine.lastSequenceNumberFor("none")).isEmpty();
        assertThat(engine.readEvents(new GlobalSequenceTrackingToken(10), false))
                .hasSize(90);
    }

    @Test
    void keepsTheLatestSnapshot() {
        PostgresEventStorageEngine engine = nodes.open();
        assertThat(engine.readSnapshot("a")).isEmpty();
        engine.storeSnapshot(event("a", 10));
        engine.storeSnapshot(event("a", 20));
        engine.storeSnapshot(event("a", 15));
        assertThat(engine.readSnapshot("a").orElseThrow().getSequenceNumber()).isEqualTo(20);
        assertThat(engine.readSnapshot("a").orElseThrow().getPayload()).isEqualTo(new Happened("a", 20));
    }

    @Test
    void aSnapshotStandsForTheEventsBeforeIt() {
        PostgresEventStorageEngine engine = nodes.open();
        engine.appendEvents(events("a", 0, 2_000));
        engine.storeSnapshot(event("a", 1_990));

        DomainEventStream stream = new PostgresEventStore(engine).readEvents("a");

        assertThat(stream.asStream().map(DomainEventMessage::getSequenceNumber))
                .isEqualTo(LongStream.range(1_990, 2_000).boxed().toList());
    }

    @Test
    void aSnapshotThatCannotBeReadIsAsIfItWereNotThere() throws Exception {
        PostgresEventStorageEngine engine = nodes.open();
        PostgresEventStore store = new PostgresEventStore(engine);
        engine.appendEvents(events("a", 0, 40));

        for (String damage : List.of(
                "payload = 'no JSON'::bytea",
                "payload = '{\"what\":[]}'::bytea",
                "payload_type = 'java.lang.NoSuchClass'",
                "metadata = 'no JSON'::bytea")) {
            POSTGRES.server().execute(nodes.database, "DELETE FROM snapshot_events");
            engine.storeSnapshot(event("a", 37));
            POSTGRES.server().execute(nodes.database, "UPDATE snapshot_events SET " + damage);

            assertThat(store.readEvents("a").asStream().map(DomainEventMessage::getPayload))
                    .as(damage)
                    .isEqualTo(events("a", 0, 40).stream()
                            .map(DomainEventMessage::getPayload)
                            .toList());
        }
    }

    @Test
    void tokensStandBeforeTheEventsTheyAreFor() {
        PostgresEventStorageEngine engine = nodes.open();
        assertThat(engine.createTailToken()).isNull();
        assertThat(engine.createHeadToken()).isNull();
        Instant start = Instant.parse("2026-01-01T00:00:00Z");
        for (int i = 0; i < 5; i++) {
            Instant time = start.plusSeconds(i);
            engine.appendEvents(new GenericDomainEventMessage<>("Thing", "a", i, event("a", i), () -> time));
        }
        assertThat(engine.createTailToken()).isEqualTo(new GlobalSequenceTrackingToken(0));
        assertThat(engine.createHeadToken()).isEqualTo(new GlobalSequenceTrackingToken(5));
        assertThat(engine.createTokenAt(start.plusSeconds(2))).isEqualTo(new GlobalSequenceTrackingToken(2));
        assertThat(engine.createTokenAt(start.plusSeconds(9))).isEqualTo(new GlobalSequenceTrackingToken(5));
    }

    @Test
    void aReaderTheRingHasLeftBehindGoesOnFromTheDatabase() throws Exception {
        PostgresEventStorageEngine engine = nodes.open(TINY_RING);
        PostgresEventStore store = new PostgresEventStore(engine);
        engine.appendEvents(events("a", 0, 5));
        try (var slow = store.openStream(null)) {
            List<Long> positions = new ArrayList<>();
            positions.add(position(slow.nextAvailable()));
            engine.appendEvents(events("a", 5, 60));
            engine.appendEvents(events("b", 0, 40));
            while (slow.hasNextAvailable()) {
                positions.add(position(slow.nextAvailable()));
            }
            assertThat(positions)
                    .isEqualTo(LongStream.rangeClosed(1, 100).boxed().toList());
        }
    }

    @Test
    void aReaderIsToldLaterAndLessOfWhatItHasNoUseFor() throws Exception {
        for (EventStoreSettings settings : List.of(TINY_RING, EventStoreSettings.defaults())) {
            try (Nodes own = new Nodes(POSTGRES.server())) {
                PostgresEventStorageEngine engine = own.open(settings);
                PostgresEventStore store = new PostgresEventStore(engine);
                engine.appendEvents(events("a", 0, 1));
                try (var stream = store.openStream(null)) {
                    Semaphore woken = new Semaphore(0);
                    stream.setOnAvailableCallback(woken::release);
                    stream.skipMessagesWithPayloadTypeOf(stream.nextAvailable());
                    woken.drainPermits();

                    engine.appendEvents(events("a", 1, 6));
                    engine.appendEvents(new GenericDomainEventMessage<>("Thing", "b", 0, "of use"));
                    engine.appendEvents(events("a", 6, 40));
                    assertThat(woken.tryAcquire(10, TimeUnit.SECONDS)).isTrue();

                    List<Long> positions = new ArrayList<>();
                    while (positions.isEmpty() || positions.getLast() < 41) {
                        positions.add(position(stream.nextAvailable()));
                    }
                    assertThat(positions).contains(7L).hasSizeLessThan(30);
                    woken.drainPermits();

                    engine.appendEvents(events("a", 40, 41));
                    assertThat(woken.tryAcquire(10, TimeUnit.SECONDS)).isTrue();
                    assertThat(position(stream.nextAvailable())).isEqualTo(42);
                }
            }
        }
    }

    @Test
    void upcastersMayDropAndMultiplyEvents() throws Exception {
        nodes.open().appendEvents(events("a", 0, 40));
        EventUpcaster upcaster = stream -> stream.flatMap(event -> {
            long sequence = event.getSequenceNumber().orElseThrow();
            return Collections.nCopies(sequence < 25 ? 0 : 2, event).stream();
        });
        PostgresEventStore store = new PostgresEventStore(nodes.open(TINY_RING, upcaster));
        List<TrackedEventMessage<?>> read = read(store, 0, 30);
        assertThat(read.stream().map(Nodes::position).distinct().toList())
                .isEqualTo(LongStream.rangeClosed(26, 40).boxed().toList());
    }

    @Test
    void closedStreamsReleaseTheirReader() throws Exception {
        PostgresEventStore store = new PostgresEventStore(nodes.open());
        var stream = store.openStream(null);
        try (ExecutorService reader = Executors.newSingleThreadExecutor()) {
            Future<Boolean> waiting = reader.submit(() -> stream.hasNextAvailable(30, TimeUnit.SECONDS));
            Thread.sleep(100);
            stream.close();
            assertThat(waiting.get(2, TimeUnit.SECONDS)).isFalse();
        }
        assertThatThrownBy(stream::nextAvailable).isInstanceOf(IllegalStateException.class);
        assertThat(stream.peek()).isEmpty();
    }

    @Test
    void closingStoresWhatWasHandedOver() throws Exception {
        PostgresEventStorageEngine engine = nodes.open();
        AtomicInteger stored = new AtomicInteger();
        try (ExecutorService writers = Executors.newFixedThreadPool(16)) {
            for (int t = 0; t < 16; t++) {
                String aggregate = "a" + t;
                writers.execute(() -> {
                    for (int i = 0; i < 1000; i++) {
                        engine.appendEvents(event(aggregate, i));
                        stored.incrementAndGet();
                    }
                });
            }
            Thread.sleep(200);
            engine.close();
        }
        assertThat(engine.isHealthy()).isFalse();
        assertThat(stored.get()).isPositive();
        assertThat(engine.queryHeadPosition()).isEqualTo(stored.get());
        assertThatThrownBy(() -> engine.appendEvents(event("late", 0))).hasMessageContaining("closed");
    }
}
