package org.ocpiplatform.read.changes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.snapshotting.SnapshotFilter;
import org.axonframework.messaging.MetaData;
import org.axonframework.serialization.upcasting.event.NoOpEventUpcaster;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.ocpiplatform.contract.Rejection;
import org.ocpiplatform.contract.ReplicaId;
import org.ocpiplatform.contract.changes.Change;
import org.ocpiplatform.contract.changes.ChangeReader;
import org.ocpiplatform.contract.partners.PartnerEvent.PartnerUnregistered;
import org.ocpiplatform.contract.partners.PartnerId;
import org.ocpiplatform.contract.secrets.SecretSeal;
import org.ocpiplatform.contract.storage.StoredTypeSerializer;
import org.ocpiplatform.contract.tariffs.TariffEvent.TariffWithdrawn;
import org.ocpiplatform.embedded.DataDirectory;
import org.ocpiplatform.embedded.postgres.PostgresServer;
import org.ocpiplatform.eventstore.EventStoreSettings;
import org.ocpiplatform.eventstore.PostgresEventStorageEngine;
import org.ocpiplatform.eventstore.PostgresEventStore;
import org.ocpiplatform.eventstore.Sealing;
import org.ocpiplatform.read.history.Folded;
import org.ocpiplatform.read.history.ObjectAddress;

/** Readers of the log of changes over a real PostgreSQL, whose memory of the latest events is far too small. */
@Timeout(120)
class EventStoreChangeLogIT {

    private static final int WRITERS = 16;
    private static final int APPENDS = 40;
    private static final Duration PATIENCE = Duration.ofMillis(200);
    private static final SecureRandom RANDOM = new SecureRandom();

    @TempDir
    static Path directory;

    private static DataDirectory data;
    private static PostgresServer postgres;

    private HikariDataSource pool;
    private PostgresEventStorageEngine engine;
    private EventStoreChangeLog log;
    private long before;

    @BeforeAll
    static void startPostgres() throws Exception {
        data = DataDirectory.open(directory);
        postgres = PostgresServer.start(data);
    }

    @AfterAll
    static void stopPostgres() throws Exception {
        postgres.close();
        data.close();
    }

    @BeforeEach
    void open() {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(postgres.jdbcUrl());
        config.setUsername(postgres.username());
        config.setPassword(postgres.password());
        pool = new HikariDataSource(config);
        EventStoreSettings settings = new EventStoreSettings(
                Duration.ofSeconds(30),
                Duration.ofSeconds(30),
                Duration.ofSeconds(10),
                1024,
                1000,
                37,
                100,
                1 << 20,
                Duration.ofSeconds(1));
        engine = PostgresEventStorageEngine.open(
                pool,
                StoredTypeSerializer.create(),
                StoredTypeSerializer.create(),
                NoOpEventUpcaster.INSTANCE,
                SnapshotFilter.allowAll(),
                settings,
                Sealing.NONE);
        log = new EventStoreChangeLog(
                new PostgresEventStore(engine),
                new ChangeRenderer(EventStoreChangeLogIT::shown),
                new SecretSeal(SecretSeal.newKey(RANDOM), RANDOM));
        before = log.head();
    }

    @AfterEach
    void close() {
        engine.close();
        pool.close();
    }

    @Test
    void everyReaderSeesEveryChangeOnceAndInOrderWhileSixteenWrite() throws Exception {
        List<List<Change>> seen = new ArrayList<>();
        List<Change> ofTariffs;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<List<Change>>> readers = new ArrayList<>();
            readers.add(threads.submit(() -> follow(1_000, Integer.MAX_VALUE, Set.of())));
            readers.add(threads.submit(() -> follow(1, Integer.MAX_VALUE, Set.of())));
            // These begin anew where they were again and again, as consumers do whose connection breaks.
            readers.add(threads.submit(() -> follow(7, 3, Set.of())));
            readers.add(threads.submit(() -> follow(50, 1, Set.of())));
            Future<List<Change>> tariffs = threads.submit(() -> follow(20, 5, Set.of("tariffs")));
            List<Callable<Void>> writers = IntStream.range(0, WRITERS)
                    .<Callable<Void>>mapToObj(writer -> () -> write(writer))
                    .toList();
            for (Future<Void> writer : threads.invokeAll(writers)) {
                writer.get();
            }
            for (Future<List<Change>> reader : readers) {
                seen.add(reader.get());
            }
            ofTariffs = tariffs.get();
        }
        List<Change> fromTheBeginning = follow(1_000, Integer.MAX_VALUE, Set.of());

        assertThat(fromTheBeginning).hasSize(total());
        assertThat(fromTheBeginning.stream().map(Change::position))
                .containsExactlyElementsOf(LongStream.rangeClosed(before + 1, before + total())
                        .boxed()
                        .toList());
        assertThat(seen).allSatisfy(changes -> assertThat(changes).isEqualTo(fromTheBeginning));
        assertThat(ofTariffs)
                .isNotEmpty()
                .isEqualTo(fromTheBeginning.stream()
                        .filter(change -> change.module().equals("tariffs"))
                        .toList());
    }

    @Test
    void whatIsShownToNobodyIsPassedOverAndStillCountsAsRead() throws Exception {
        PartnerId partner = new PartnerId("p" + before);
        append(partner.value(), 0, new PartnerUnregistered(partner));
        try (ChangeReader reader = log.open(before, Set.of(), null)) {
            ChangeReader.Page page = reader.read(10, PATIENCE);
            assertThat(page.changes()).isEmpty();
            assertThat(page.position()).isEqualTo(before + 1).isEqualTo(log.head());
        }
    }

    @Test
    void aReaderWaitsNoLongerThanItIsAskedTo() throws Exception {
        try (ChangeReader reader = log.open(before, Set.of(), null)) {
            long start = System.nanoTime();
            assertThat(reader.read(10, PATIENCE).changes()).isEmpty();
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .isBetween(PATIENCE.minusMillis(1), Duration.ofSeconds(5));
        }
    }

    @Test
    void pseudonymsAreMadeWithTheSealedKey() throws Exception {
        SecretSeal seal = new SecretSeal(SecretSeal.newKey(RANDOM), RANDOM);
        EventStoreChangeLog sealed = new EventStoreChangeLog(
                new PostgresEventStore(engine), new ChangeRenderer(EventStoreChangeLogIT::shown), seal);
        ReplicaId id = ReplicaId.parse("cpo:tariffs:NL:TNM:P" + before);
        append(id.toString(), 0, new TariffWithdrawn(id));
        String key = SecretSeal.newKey(RANDOM);
        Change full =
                sealed.open(before, Set.of(), null).read(1, PATIENCE).changes().getFirst();

        assertThat(sealed.open(before, Set.of(), seal.seal(key))
                        .read(1, PATIENCE)
                        .changes())
                .containsExactly(new Pseudonyms(Base64.getDecoder().decode(key)).of(full));
    }

    @Test
    void whenThePlatformStopsAllReadersAreLetGoAtOnce() throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            ChangeReader reader = log.open(before, Set.of(), null);
            Future<ChangeReader.Page> waiting = threads.submit(() -> reader.read(1, Duration.ofMinutes(5)));
            TimeUnit.MILLISECONDS.sleep(100);

            log.stop();

            assertThat(waiting)
                    .failsWithin(Duration.ofSeconds(5))
                    .withThrowableThat()
                    .havingRootCause()
                    .isInstanceOf(Rejection.class);
        }
        assertThatExceptionOfType(Rejection.class)
                .isThrownBy(() -> log.open(before, Set.of(), null))
                .satisfies(rejection -> assertThat(rejection.code()).isEqualTo(Rejection.Code.UNAVAILABLE));
    }

    /** Follows until everything that is written has been seen. */
    private List<Change> follow(int limit, int pagesUntilBroken, Set<String> modules) throws Exception {
        List<Change> seen = new ArrayList<>();
        long position = before;
        while (position < before + total()) {
            try (ChangeReader reader = log.open(position, modules, null)) {
                for (int page = 0; page < pagesUntilBroken && position < before + total(); page++) {
                    ChangeReader.Page read = reader.read(limit, PATIENCE);
                    assertThat(read.changes()).hasSizeLessThanOrEqualTo(limit);
                    seen.addAll(read.changes());
                    position = read.position();
                }
            }
        }
        return seen;
    }

    private static int total() {
        return WRITERS * APPENDS;
    }

    private Void write(int writer) throws InterruptedException {
        Random chance = new Random(writer);
        String kind = writer % 2 == 0 ? "tariffs" : "locations";
        for (int i = 0; i < APPENDS; i++) {
            ReplicaId id = ReplicaId.parse("cpo:" + kind + ":NL:TNM:W" + before + "-" + writer);
            append(id.toString(), i, new TariffWithdrawn(id));
            TimeUnit.MILLISECONDS.sleep(chance.nextInt(5));
        }
        return null;
    }

    private void append(String aggregateId, long revision, Object payload) {
        engine.appendEvents(List.of(
                new GenericDomainEventMessage<>("Thing", aggregateId, revision, payload, MetaData.emptyInstance())));
    }

    private static Optional<Folded> shown(DomainEventMessage<?> event) {
        if (!(event.getPayload() instanceof TariffWithdrawn withdrawn)) {
            return Optional.empty();
        }
        ReplicaId id = withdrawn.tariffId();
        return Optional.of(new Folded(
                new ObjectAddress(
                        id.side(), id.kind().segment(), id.owner(), id.id().toString()),
                "{\"id\":\"" + id.id() + "\",\"revision\":" + event.getSequenceNumber() + "}",
                event.getSequenceNumber()));
    }
}
