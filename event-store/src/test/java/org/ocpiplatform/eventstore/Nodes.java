package org.ocpiplatform.eventstore;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventsourcing.snapshotting.SnapshotFilter;
import org.axonframework.messaging.StreamableMessageSource;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.axonframework.serialization.upcasting.event.EventUpcaster;
import org.axonframework.serialization.upcasting.event.NoOpEventUpcaster;

/** The engines a test opens on a database of its own, and what it writes to and reads from them. */
final class Nodes implements AutoCloseable {

    record Happened(String what, int number) {}

    final TestPostgres postgres;
    final String database;
    private final Deque<AutoCloseable> opened = new ArrayDeque<>();

    Nodes(TestPostgres postgres) throws SQLException {
        this.postgres = postgres;
        this.database = postgres.createDatabase();
    }

    PostgresEventStorageEngine open() {
        return open(settings(Duration.ofSeconds(5), 16_384, 32L << 20, 200));
    }

    PostgresEventStorageEngine open(EventStoreSettings settings) {
        return open(settings, NoOpEventUpcaster.INSTANCE);
    }

    PostgresEventStorageEngine openOver(int port) {
        return open(
                pool(TestPostgres.dataSource(database, port)),
                EventStoreSettings.defaults(),
                NoOpEventUpcaster.INSTANCE);
    }

    PostgresEventStorageEngine open(EventStoreSettings settings, EventUpcaster upcaster) {
        return open(pool(), settings, upcaster);
    }

    PostgresEventStorageEngine open(Sealing sealing) {
        return open(pool(), EventStoreSettings.defaults(), NoOpEventUpcaster.INSTANCE, sealing);
    }

    private PostgresEventStorageEngine open(DataSource pool, EventStoreSettings settings, EventUpcaster upcaster) {
        return open(pool, settings, upcaster, Sealing.NONE);
    }

    private PostgresEventStorageEngine open(
            DataSource pool, EventStoreSettings settings, EventUpcaster upcaster, Sealing sealing) {
        PostgresEventStorageEngine engine = PostgresEventStorageEngine.open(
                pool, serializer(), serializer(), upcaster, SnapshotFilter.allowAll(), settings, sealing);
        opened.push(engine);
        return engine;
    }

    HikariDataSource pool() {
        return pool(postgres.dataSource(database));
    }

    private HikariDataSource pool(DataSource dataSource) {
        HikariConfig config = new HikariConfig();
        config.setDataSource(dataSource);
        config.setMaximumPoolSize(8);
        config.setConnectionTimeout(1000);
        HikariDataSource pool = new HikariDataSource(config);
        opened.push(pool);
        return pool;
    }

    static EventStoreSettings settings(Duration appendTimeout, int ringEvents, long ringBytes, int pageSize) {
        return new EventStoreSettings(
                appendTimeout,
                Duration.ofSeconds(5),
                Duration.ofSeconds(3),
                1024,
                1000,
                pageSize,
                ringEvents,
                ringBytes,
                Duration.ofSeconds(1));
    }

    static Serializer serializer() {
        return Jackson3Serializer.builder().build();
    }

    static DomainEventMessage<Happened> event(String aggregate, long sequence) {
        return event(aggregate, sequence, aggregate);
    }

    static DomainEventMessage<Happened> event(String aggregate, long sequence, String what) {
        return new GenericDomainEventMessage<>(
                "Thing", aggregate, sequence, new Happened(what, (int) sequence), Map.of("trace", "t-" + sequence));
    }

    static List<DomainEventMessage<Happened>> events(String aggregate, int from, int to) {
        List<DomainEventMessage<Happened>> events = new ArrayList<>();
        for (int sequence = from; sequence < to; sequence++) {
            events.add(event(aggregate, sequence));
        }
        return events;
    }

    static List<TrackedEventMessage<?>> read(
            StreamableMessageSource<TrackedEventMessage<?>> source, long after, int count) throws InterruptedException {
        List<TrackedEventMessage<?>> events = new ArrayList<>();
        try (var stream = source.openStream(new GlobalSequenceTrackingToken(after))) {
            while (events.size() < count && stream.hasNextAvailable(20, TimeUnit.SECONDS)) {
                events.add(stream.nextAvailable());
            }
        }
        return events;
    }

    static long position(TrackedEventMessage<?> event) {
        return ((GlobalSequenceTrackingToken) event.trackingToken()).getGlobalIndex();
    }

    @Override
    public void close() throws Exception {
        while (!opened.isEmpty()) {
            opened.pop().close();
        }
    }
}
