package org.ocpiplatform.app;

import static org.ocpiplatform.ocpi.locations.Locations.aConnector;
import static org.ocpiplatform.ocpi.locations.Locations.aLocation;
import static org.ocpiplatform.ocpi.locations.Locations.anEvse;

import com.zaxxer.hikari.HikariDataSource;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongFunction;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.snapshotting.SnapshotFilter;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.upcasting.event.NoOpEventUpcaster;
import org.ocpiplatform.contract.ReplicaId;
import org.ocpiplatform.contract.locations.LocationEvent.LocationReplaced;
import org.ocpiplatform.contract.privacy.KeyRing;
import org.ocpiplatform.contract.privacy.Person;
import org.ocpiplatform.contract.privacy.PersonalData;
import org.ocpiplatform.contract.secrets.SecretSeal;
import org.ocpiplatform.contract.sessions.SessionEvent.SessionPatched;
import org.ocpiplatform.contract.sessions.SessionEvent.SessionReplaced;
import org.ocpiplatform.contract.storage.StoredTypeSerializer;
import org.ocpiplatform.embedded.DataDirectory;
import org.ocpiplatform.embedded.postgres.PostgresServer;
import org.ocpiplatform.eventstore.EventStoreSettings;
import org.ocpiplatform.eventstore.PersonKeyTable;
import org.ocpiplatform.eventstore.PostgresEventStorageEngine;
import org.ocpiplatform.eventstore.Sealing;
import org.ocpiplatform.ocpi.CiString;
import org.ocpiplatform.ocpi.PartyId;
import org.ocpiplatform.ocpi.json.OcpiJson;
import org.ocpiplatform.ocpi.locations.Location;
import org.ocpiplatform.ocpi.sessions.Session;
import org.ocpiplatform.ocpi.tokens.TokenType;
import tools.jackson.databind.node.ObjectNode;

/**
 * Compares appends of what OCPI writes most with and without sealing, in one database and in turns, once the drivers' keys
 * are there; and what a driver costs who is new. Run by hand.
 */
final class SealingBenchmark {

    private static final Duration WARM_UP = Duration.ofSeconds(2);
    private static final Duration MEASURED = Duration.ofSeconds(5);
    private static final int ROUNDS = 3;
    private static final int REPEATS = 100_000;
    private static final int DRIVERS = 500;

    private static final ThreadMXBean CPU = ManagementFactory.getThreadMXBean();
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Serializer SERIALIZER = StoredTypeSerializer.create();
    private static final AtomicLong NUMBERS = new AtomicLong();

    private static final Location LOCATION = OcpiJson.mapper()
            .treeToValue(
                    aLocation()
                            .withEvse(
                                    anEvse("E1").withConnector(aConnector("1")).withConnector(aConnector("2")))
                            .withEvse(
                                    anEvse("E2").withConnector(aConnector("1")).withConnector(aConnector("2")))
                            .json(),
                    Location.class);
    private static final ObjectNode PATCH = (ObjectNode) OcpiJson.mapper().readTree("""
            {"kwh":12.5,"charging_periods":[{"start_date_time":"2026-01-10T10:15:00Z","dimensions":[
              {"type":"ENERGY","volume":1.25},{"type":"TIME","volume":0.25}],"tariff_id":"T1"}],
             "last_updated":"2026-01-10T10:15:00Z"}""");

    private SealingBenchmark() {}

    public static void main(String[] args) throws Exception {
        Path directory = Files.createTempDirectory("sealing-benchmark");
        try (DataDirectory dataDirectory = DataDirectory.open(directory);
                PostgresServer postgres = PostgresServer.start(dataDirectory);
                HikariDataSource pool = new HikariDataSource()) {
            pool.setJdbcUrl(postgres.jdbcUrl());
            pool.setUsername(postgres.username());
            pool.setPassword(postgres.password());
            KeyRing keys = new KeyRing(
                    new PersonalDataConfiguration.StoredKeys(new PersonKeyTable(pool)),
                    new SecretSeal(SecretSeal.newKey(RANDOM), RANDOM),
                    true,
                    true,
                    RANDOM);
            PersonalData data = new PersonalData(keys);
            try (PostgresEventStorageEngine plain = open(pool, Sealing.NONE);
                    PostgresEventStorageEngine sealed =
                            open(pool, new PersonalDataConfiguration.PersonalDataSealing(data, keys))) {
                newDrivers(keys);
                run("session PATCH", SealingBenchmark::patch, plain, sealed, data);
                run("session PUT", SealingBenchmark::session, plain, sealed, data);
                run("location PUT", SealingBenchmark::location, plain, sealed, data);
            }
        }
    }

    private static void newDrivers(KeyRing keys) {
        long start = System.nanoTime();
        for (int driver = 0; driver < DRIVERS; driver++) {
            keys.of(Person.of(PartyId.of("NL", "TNM"), CiString.of("U" + driver), TokenType.RFID));
        }
        System.out.printf(Locale.ROOT, "a new driver: %.2f ms%n", (System.nanoTime() - start) / 1e6 / DRIVERS);
    }

    private static PostgresEventStorageEngine open(HikariDataSource pool, Sealing sealing) {
        return PostgresEventStorageEngine.open(
                pool,
                SERIALIZER,
                SERIALIZER,
                NoOpEventUpcaster.INSTANCE,
                SnapshotFilter.allowAll(),
                EventStoreSettings.defaults(),
                sealing);
    }

    private static void run(
            String what,
            LongFunction<DomainEventMessage<?>> event,
            PostgresEventStorageEngine plain,
            PostgresEventStorageEngine sealed,
            PersonalData data)
            throws Exception {
        byte[] payload =
                event.apply(1).serializePayload(SERIALIZER, byte[].class).getData();
        byte[] stored = data.seal(payload);
        System.out.printf(
                Locale.ROOT,
                "%s: %d bytes, sealed %d; seal %.2f us, open %.2f us%n",
                what,
                payload.length,
                stored.length,
                micros(() -> data.seal(payload)),
                micros(() -> data.open(stored)));
        for (int threads : new int[] {1, 32}) {
            double withoutSealing = 0;
            double withSealing = 0;
            for (int round = 0; round < ROUNDS; round++) {
                withoutSealing += perSecond(threads, event, plain);
                withSealing += perSecond(threads, event, sealed);
            }
            System.out.printf(
                    Locale.ROOT,
                    "%s, %d threads: %.0f/s, sealed %.0f/s, ratio %.2f%n",
                    what,
                    threads,
                    withoutSealing / ROUNDS,
                    withSealing / ROUNDS,
                    withSealing / withoutSealing);
        }
    }

    private static double micros(Runnable work) {
        for (int i = 0; i < REPEATS; i++) {
            work.run();
        }
        long start = CPU.getCurrentThreadCpuTime();
        for (int i = 0; i < REPEATS; i++) {
            work.run();
        }
        return (CPU.getCurrentThreadCpuTime() - start) / 1e3 / REPEATS;
    }

    private static double perSecond(
            int threads, LongFunction<DomainEventMessage<?>> event, PostgresEventStorageEngine engine)
            throws Exception {
        LongAdder done = new LongAdder();
        AtomicBoolean stop = new AtomicBoolean();
        try (ExecutorService executor = Executors.newFixedThreadPool(threads)) {
            List<Future<?>> running = new ArrayList<>();
            for (int thread = 0; thread < threads; thread++) {
                running.add(executor.submit(() -> {
                    while (!stop.get()) {
                        engine.appendEvents(event.apply(NUMBERS.incrementAndGet()));
                        done.increment();
                    }
                }));
            }
            Thread.sleep(WARM_UP);
            long before = done.sum();
            long start = System.nanoTime();
            Thread.sleep(MEASURED);
            double rate = (done.sum() - before) * 1e9 / (System.nanoTime() - start);
            stop.set(true);
            for (Future<?> one : running) {
                one.get();
            }
            return rate;
        }
    }

    private static DomainEventMessage<?> patch(long number) {
        ReplicaId id = ReplicaId.parse("cpo:sessions:NL:TNM:P" + number);
        return new GenericDomainEventMessage<>("Session", id.toString(), 0, new SessionPatched(id, PATCH));
    }

    private static DomainEventMessage<?> session(long number) {
        ReplicaId id = ReplicaId.parse("cpo:sessions:NL:TNM:S" + number);
        ObjectNode session =
                (ObjectNode) OcpiJson.mapper().readTree(SessionJson.aSession("S", "NL", "TNM", "2026-01-10T10:00:00Z"));
        ((ObjectNode) session.get("cdr_token")).put("uid", "U" + number % DRIVERS);
        return new GenericDomainEventMessage<>(
                "Session",
                id.toString(),
                0,
                new SessionReplaced(id, OcpiJson.mapper().treeToValue(session, Session.class)));
    }

    private static DomainEventMessage<?> location(long number) {
        ReplicaId id = ReplicaId.parse("cpo:locations:NL:TNM:L" + number);
        return new GenericDomainEventMessage<>("Location", id.toString(), 0, new LocationReplaced(id, LOCATION));
    }
}
