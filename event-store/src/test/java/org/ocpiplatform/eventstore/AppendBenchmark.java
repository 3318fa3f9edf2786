package org.ocpiplatform.eventstore;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.IntFunction;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.serialization.Serializer;
import org.ocpiplatform.eventstore.Nodes.Happened;

/** Compares appends with plain durable single-row inserts into the same table. Run by hand. */
final class AppendBenchmark {

    private static final Duration WARM_UP = Duration.ofSeconds(3);
    private static final Duration MEASURED = Duration.ofSeconds(8);
    private static final String PADDING = "x".repeat(980);

    private static final Serializer SERIALIZER = Nodes.serializer();

    private AppendBenchmark() {}

    public static void main(String[] args) throws Exception {
        try (TestPostgres postgres = new TestPostgres()) {
            for (int threads : new int[] {1, 32, 128, 1, 32, 128}) {
                report("plain inserts", threads, plainInserts(postgres, threads));
                report("appends", threads, appends(postgres, threads));
            }
        }
    }

    private static double appends(TestPostgres postgres, int threads) throws Exception {
        try (Nodes nodes = new Nodes(postgres)) {
            PostgresEventStorageEngine engine = nodes.open();
            return perSecond(threads, thread -> {
                int[] sequence = {0};
                return () -> {
                    engine.appendEvents(event(thread, sequence[0]++));
                    return null;
                };
            });
        }
    }

    private static double plainInserts(TestPostgres postgres, int threads) throws Exception {
        try (Nodes nodes = new Nodes(postgres)) {
            EventStoreSchema.create(nodes.pool());
            StreamNames names = new StreamNames(Sealing.NONE, id -> false);
            postgres.execute(nodes.database, "CREATE SEQUENCE plain");
            List<Connection> connections = new ArrayList<>();
            try {
                return perSecond(threads, thread -> {
                    try {
                        Connection connection =
                                postgres.dataSource(nodes.database).getConnection();
                        connections.add(connection);
                        PreparedStatement insert = connection.prepareStatement(
                                "INSERT INTO domain_events VALUES (nextval('plain'), ?, ?, ?, ?, ?, ?, ?, ?, ?,"
                                        + " sha256(''), sha256(''))");
                        int[] sequence = {0};
                        return () -> {
                            EventRow row = EventRow.of(event(thread, sequence[0]++), SERIALIZER, Sealing.NONE, names);
                            insert.setString(1, row.eventId());
                            insert.setString(2, row.aggregateId());
                            insert.setLong(3, row.sequenceNumber());
                            insert.setString(4, row.aggregateType());
                            insert.setObject(5, row.occurredAt().atOffset(ZoneOffset.UTC));
                            insert.setString(6, row.payloadType());
                            insert.setString(7, row.payloadRevision());
                            insert.setBytes(8, row.payload());
                            insert.setBytes(9, row.metadata());
                            insert.executeUpdate();
                            return null;
                        };
                    } catch (SQLException e) {
                        throw new IllegalStateException(e);
                    }
                });
            } finally {
                for (Connection connection : connections) {
                    connection.close();
                }
            }
        }
    }

    private static DomainEventMessage<Happened> event(int thread, int sequence) {
        return Nodes.event("aggregate-" + thread, sequence, PADDING);
    }

    private static double perSecond(int threads, IntFunction<Callable<Void>> newWork) throws Exception {
        LongAdder done = new LongAdder();
        AtomicBoolean stop = new AtomicBoolean();
        try (ExecutorService executor = Executors.newFixedThreadPool(threads)) {
            List<Future<Void>> running = new ArrayList<>();
            for (int thread = 0; thread < threads; thread++) {
                Callable<Void> work = newWork.apply(thread);
                running.add(executor.submit(() -> {
                    while (!stop.get()) {
                        work.call();
                        done.increment();
                    }
                    return null;
                }));
            }
            Thread.sleep(WARM_UP);
            long before = done.sum();
            long start = System.nanoTime();
            Thread.sleep(MEASURED);
            double rate = (done.sum() - before) * 1e9 / (System.nanoTime() - start);
            stop.set(true);
            for (Future<Void> one : running) {
                one.get();
            }
            return rate;
        }
    }

    private static void report(String what, int threads, double rate) {
        System.out.printf(Locale.ROOT, "%d threads, %s: %.0f events/s%n", threads, what, rate);
    }
}
