package org.ocpiplatform.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.ocpiplatform.eventstore.Nodes.event;
import static org.ocpiplatform.eventstore.Nodes.events;
import static org.ocpiplatform.eventstore.Nodes.read;
import static org.ocpiplatform.eventstore.Nodes.settings;

import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ocpiplatform.eventstore.Nodes.Happened;

class DatabaseOutageIT {

    private TestPostgres postgres;
    private Nodes nodes;

    @BeforeEach
    void start() throws Exception {
        postgres = new TestPostgres();
        nodes = new Nodes(postgres);
    }

    @AfterEach
    void stop() throws Exception {
        nodes.close();
        postgres.close();
    }

    @Test
    void appendsFailWhileTheServerIsDownAndWorkAfterwards() throws Exception {
        PostgresEventStorageEngine engine = nodes.open();
        engine.appendEvents(event("before", 0));
        try (ExecutorService reader = Executors.newSingleThreadExecutor()) {
            postgres.stop();
            long start = System.nanoTime();
            assertThatThrownBy(() -> engine.appendEvents(event("during", 0))).isInstanceOf(EventStoreException.class);
            assertThatThrownBy(() -> engine.appendEvents(event("during", 0)))
                    .isInstanceOf(EventStoreException.class)
                    .hasMessageContaining("not stored");
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(15));
            assertThat(engine.isHealthy()).isFalse();
            postgres.startAgain();
            Future<List<TrackedEventMessage<?>>> read = reader.submit(() -> read(new PostgresEventStore(engine), 0, 2));
            onceTheDatabaseIsBack(() -> {
                engine.appendEvents(event("after", 0));
                return true;
            });
            assertThat(read.get().stream().map(e -> ((Happened) e.getPayload()).what()))
                    .containsExactly("before", "after");
        }
        assertThat(engine.isHealthy()).isTrue();
    }

    @Test
    void whatCallersAreToldIsTrueWhenConnectionsBreak() throws Exception {
        PostgresEventStorageEngine engine = nodes.open();
        Set<String> stored = ConcurrentHashMap.newKeySet();
        Set<String> notStored = ConcurrentHashMap.newKeySet();
        AtomicBoolean done = new AtomicBoolean();
        try (ExecutorService writers = Executors.newFixedThreadPool(8)) {
            List<Future<?>> running = new ArrayList<>();
            for (int t = 0; t < 8; t++) {
                String prefix = "a" + t + "-";
                running.add(writers.submit(() -> {
                    for (int i = 0; !done.get(); i++) {
                        try {
                            engine.appendEvents(event(prefix + i, 0));
                            stored.add(prefix + i);
                        } catch (EventStoreException e) {
                            notStored.add(prefix + i);
                        }
                    }
                }));
            }
            for (int i = 0; i < 10; i++) {
                Thread.sleep(100);
                postgres.execute(
                        "postgres",
                        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity" + " WHERE datname = '" + nodes.database
                                + "'");
            }
            done.set(true);
            for (Future<?> one : running) {
                one.get();
            }
        }
        int expected = stored.size();
        assertThat(notStored).isNotEmpty();
        // The pool may still hold connections that the last of the terminations broke.
        assertThat(onceTheDatabaseIsBack(engine::queryHeadPosition)).isEqualTo(expected);
        List<TrackedEventMessage<?>> read =
                onceTheDatabaseIsBack(() -> read(new PostgresEventStore(engine), 0, expected));
        assertThat(read.stream().map(Nodes::position).toList())
                .isEqualTo(LongStream.rangeClosed(1, expected).boxed().toList());
        assertThat(read.stream().map(e -> ((Happened) e.getPayload()).what()).collect(Collectors.toSet()))
                .isEqualTo(stored);
    }

    private static <T> T onceTheDatabaseIsBack(Callable<T> attempt) throws Exception {
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (true) {
            try {
                return attempt.call();
            } catch (EventStoreException e) {
                assertThat(System.nanoTime()).isLessThan(deadline);
            }
        }
    }

    @Test
    void aCommitWhoseAnswerWasLostIsFoundAgain() throws Exception {
        try (LossyProxy proxy = new LossyProxy(postgres.port())) {
            PostgresEventStorageEngine engine = nodes.openOver(proxy.port());
            engine.appendEvents(event("before", 0));
            proxy.loseNextInsert();
            List<DomainEventMessage<Happened>> events = events("after", 0, 3);
            engine.appendEvents(events);
            assertThat(proxy.hasLost()).isTrue();
            assertThat(engine.headPosition()).isEqualTo(4);
            List<TrackedEventMessage<?>> read = read(new PostgresEventStore(engine), 0, 4);
            assertThat(read.stream().map(EventMessage::getIdentifier).skip(1).toList())
                    .isEqualTo(events.stream().map(EventMessage::getIdentifier).toList());
        }
    }

    @Test
    void appendsTheWriterDoesNotGetToAreWithdrawn() throws Exception {
        PostgresEventStorageEngine engine = nodes.open(settings(Duration.ofMillis(300), 100, 1L << 20, 100));
        engine.appendEvents(event("before", 0));
        try (Connection blocking = postgres.dataSource(nodes.database).getConnection();
                Statement statement = blocking.createStatement();
                ExecutorService writers = Executors.newFixedThreadPool(2)) {
            blocking.setAutoCommit(false);
            statement.execute("LOCK TABLE domain_events IN SHARE MODE");
            Future<?> pickedUp = writers.submit(() -> engine.appendEvents(event("picked up", 0)));
            Thread.sleep(200);
            Future<?> waiting = writers.submit(() -> engine.appendEvents(event("withdrawn", 0)));
            assertThatThrownBy(() -> waiting.get(2, TimeUnit.SECONDS)).hasMessageContaining("not stored");
            assertThat(pickedUp).isNotDone();
            blocking.commit();
            pickedUp.get(5, TimeUnit.SECONDS);
        }
        engine.appendEvents(event("after", 0));
        List<TrackedEventMessage<?>> read = read(new PostgresEventStore(engine), 0, 3);
        assertThat(read.stream().map(e -> ((Happened) e.getPayload()).what()))
                .containsExactly("before", "picked up", "after");
    }

    @Test
    void aSilentDatabaseIsGivenUpAndTheUnfinishedWriteIsEnded() throws Exception {
        PostgresEventStorageEngine engine = nodes.open();
        engine.appendEvents(event("before", 0));
        try (Connection blocking = postgres.dataSource(nodes.database).getConnection();
                Statement statement = blocking.createStatement()) {
            blocking.setAutoCommit(false);
            statement.execute("LOCK TABLE domain_events IN SHARE MODE");
            assertThatThrownBy(() -> engine.appendEvents(event("stuck", 0)))
                    .isInstanceOf(EventStoreException.class)
                    .isNotInstanceOf(AppendOutcomeUnknownException.class);
            blocking.commit();
        }
        engine.appendEvents(event("after", 0));
        assertThat(engine.queryHeadPosition()).isEqualTo(2);
    }
}
