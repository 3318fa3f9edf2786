package org.ocpiplatform.eventstore.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ocpiplatform.eventstore.AuditedStore;
import org.ocpiplatform.eventstore.EventHash;
import org.ocpiplatform.eventstore.PostgresEventLog;
import org.ocpiplatform.eventstore.StoredEvent;

class VerificationIT {

    private static AuditedStore.Server server;

    private AuditedStore store;
    private DataSource dataSource;
    private KeyPair key;
    private final Remembered witness = new Remembered();
    private long knownHead;

    @BeforeAll
    static void startPostgres() throws IOException {
        server = new AuditedStore.Server();
    }

    @AfterAll
    static void stopPostgres() throws Exception {
        server.close();
    }

    @BeforeEach
    void storeThreeStreams() throws Exception {
        store = server.open();
        dataSource = store.dataSource();
        key = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        for (int i = 0; i < 4; i++) {
            store.append("a", i);
            store.append("b", i);
            store.append("c", i);
        }
    }

    @AfterEach
    void closeStore() throws Exception {
        store.close();
    }

    private Checkpoints checkpoints() {
        return new Checkpoints(dataSource, keys(), Clock.systemUTC());
    }

    private SealingKeys keys() {
        return new SealingKeys(key, () -> List.of(key.getPublic()));
    }

    private Verification.Report verify() {
        return verify(1, Long.MAX_VALUE);
    }

    private Verification.Report verify(long from, long to) {
        return new Verification(new PostgresEventLog(dataSource), checkpoints(), witness, () -> knownHead)
                .verify(from, to);
    }

    /** Remembers until the test is over. */
    private static final class Remembered implements Witness {

        private volatile @Nullable Sight sight;

        @Override
        public Optional<Sight> last() {
            return Optional.ofNullable(sight);
        }

        @Override
        public void saw(Sight checkpoint) {
            sight = checkpoint;
        }
    }

    private void seal() {
        try (Sealer sealer = Sealer.start(checkpoints(), witness, () -> Long.MAX_VALUE, Duration.ofDays(1))) {
            assertThat(sealer).isNotNull();
        }
    }

    @Test
    void anEndThatIsCutTogetherWithItsCheckpointIsKnownToTheWitness() throws Exception {
        seal();
        store.append("a", 4);
        seal();
        store.sql("DELETE FROM domain_events WHERE position = 13; DELETE FROM checkpoints WHERE number = 2");

        assertBroken(verify(), 13);
        assertBroken(verify(8, 13), 13);
        assertThat(verify(1, 12).intact()).isTrue();
    }

    @Test
    void aCheckpointThatIsTakenAwayAloneIsMissed() throws Exception {
        seal();
        store.append("a", 4);
        seal();
        store.sql("DELETE FROM checkpoints WHERE number = 2");

        assertBroken(verify(), 13);
        assertThat(verify().problem()).contains("checkpoint 2 is missing");
    }

    @Test
    void anotherCheckpointInItsPlaceIsNotTheOneThatWasMade() throws Exception {
        seal();
        store.append("a", 4);
        seal();
        store.sql("DELETE FROM domain_events WHERE position = 13; DELETE FROM checkpoints WHERE number = 2");
        store.append("x", 0);
        checkpoints().seal();

        assertBroken(verify(), 13);
        assertThat(verify().problem()).contains("not the one that was made");
        seal();
        assertBroken(verify(), 13);
    }

    @Test
    void anEndThatIsCutBeforeItIsSealedIsKnownToTheNodeThatWroteIt() throws Exception {
        knownHead = 12;
        store.sql("DELETE FROM domain_events WHERE position > 10");

        assertBroken(verify(), 11);
    }

    @Test
    void aSealerSealsWhatIsNewAndTheRestWhenItEnds() throws Exception {
        AtomicLong head = new AtomicLong(12);
        try (Sealer sealer = Sealer.start(checkpoints(), witness, head::get, Duration.ofMillis(20))) {
            await(() -> sealer.sealedPosition() == 12);
            store.append("a", 4);
            head.set(13);
            await(() -> sealer.sealedPosition() == 13);
        }
        store.append("b", 4);
        seal();

        assertThat(checkpoints().last().map(Checkpoint::lastPosition)).hasValue(14L);
        assertThat(witness.last().map(Witness.Sight::lastPosition)).hasValue(14L);
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            TimeUnit.MILLISECONDS.sleep(10);
        }
    }

    private static void assertBroken(Verification.Report report, long position) {
        assertThat(report.intact()).isFalse();
        assertThat(report.firstBrokenPosition()).as(report.problem()).isEqualTo(position);
    }

    @Test
    void whatNobodyTouchedIsIntact() {
        checkpoints().seal();
        store.append("a", 4);
        checkpoints().seal();
        store.append("a", 5);

        Verification.Report report = verify();

        assertThat(report.intact()).as(report.problem()).isTrue();
        assertThat(report.events()).isEqualTo(14);
        assertThat(report.sealedPosition()).isEqualTo(13);
        assertThat(verify(5, 9).events()).isEqualTo(5);
        assertThat(verify(5, 9).intact()).isTrue();
        assertThat(verify(14, 14).intact()).isTrue();
    }

    @Test
    void anEmptyStoreIsIntact() throws Exception {
        store.sql("DELETE FROM domain_events");

        assertThat(verify().intact()).isTrue();
        assertThat(checkpoints().seal()).isEmpty();
    }

    @Test
    void oneByteIsFoundBeforeAndAfterSealing() throws Exception {
        store.sql(
                "UPDATE domain_events SET payload = set_byte(payload, 3, get_byte(payload, 3) # 1) WHERE position = 6");

        assertBroken(verify(), 6);
        checkpoints().seal();
        assertBroken(verify(), 6);
        assertThat(verify(7, 12).intact()).isTrue();
    }

    @Test
    void aDeletedRowIsFound() throws Exception {
        store.sql("DELETE FROM domain_events WHERE position = 6");

        assertBroken(verify(), 6);
        assertThatThrownBy(() -> checkpoints().seal()).hasMessageContaining("position 6");
    }

    @Test
    void theLastRowsCutAreFoundWhereTheyWereSealed() throws Exception {
        checkpoints().seal();

        store.sql("DELETE FROM domain_events WHERE position > 9");

        assertBroken(verify(), 10);
    }

    @Test
    void anEventThatWasReplacedTogetherWithAllHashesIsFoundBySeal() throws Exception {
        checkpoints().seal();

        store.sql("UPDATE domain_events SET payload = convert_to('{\"what\":\"forged\",\"number\":1}', 'UTF8')"
                + " WHERE position = 4");
        rehash("a");

        Verification.Report report = verify();
        assertBroken(report, 4);
        assertThat(report.problem()).contains("sealed");
    }

    @Test
    void rowsThatChangedPlacesAreFound() throws Exception {
        checkpoints().seal();

        store.sql("UPDATE domain_events SET position = -position WHERE position IN (4, 5);"
                + " UPDATE domain_events SET position = 9 + position WHERE position < 0");

        assertBroken(verify(), 4);
    }

    @Test
    void anInsertedEventIsFound() throws Exception {
        checkpoints().seal();
        store.sql("UPDATE domain_events SET position = -position - 1 WHERE position >= 7;"
                + " UPDATE domain_events SET position = -position WHERE position < 0");
        store.sql("INSERT INTO domain_events SELECT 7, 'x', 'x', 0, aggregate_type, occurred_at, payload_type,"
                + " payload_revision, payload, metadata, previous_hash, hash FROM domain_events WHERE position = 1");
        rehash("x");

        assertBroken(verify(), 7);
    }

    @Test
    void checkpointsThatSomebodyMadeAnewAreFound() throws Exception {
        checkpoints().seal();
        store.sql("UPDATE domain_events SET payload = convert_to('{\"what\":\"forged\",\"number\":1}', 'UTF8')"
                + " WHERE position = 4; DELETE FROM checkpoints");
        rehash("a");
        KeyPair honest = key;
        key = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        checkpoints().seal();
        key = honest;

        Verification.Report report = verify();

        assertThat(report.intact()).isFalse();
        assertThat(report.problem()).contains("which is not known here");
    }

    @Test
    void aCheckpointThatIsMissingOrChangedIsFound() throws Exception {
        checkpoints().seal();
        store.append("a", 4);
        checkpoints().seal();
        store.append("a", 5);
        checkpoints().seal();

        store.sql("UPDATE checkpoints SET leaves = set_byte(leaves, 40, get_byte(leaves, 40) # 1) WHERE number = 1");
        assertBroken(verify(), 1);
        store.sql("UPDATE checkpoints SET leaves = set_byte(leaves, 40, get_byte(leaves, 40) # 1) WHERE number = 1");
        assertThat(verify().intact()).isTrue();

        store.sql("DELETE FROM checkpoints WHERE number = 2");
        assertBroken(verify(), 13);
    }

    @Test
    void checkpointsFollowOneAnotherWhileWritersAreBusy() throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(6)) {
            List<Future<?>> work = IntStream.range(0, 6)
                    .<Future<?>>mapToObj(worker -> threads.submit(() -> {
                        for (int i = 0; i < 40; i++) {
                            if (worker < 4) {
                                store.append("w" + worker, i);
                            } else {
                                checkpoints().seal();
                            }
                        }
                    }))
                    .toList();
            for (Future<?> each : work) {
                each.get();
            }
        }
        checkpoints().seal();

        Verification.Report report = verify();
        assertThat(report.intact()).as(report.problem()).isTrue();
        assertThat(report.events()).isEqualTo(12 + 160);
        assertThat(report.sealedPosition()).isEqualTo(12 + 160);
    }

    @Test
    void anEventIsProvedByItsCheckpoint() {
        Proofs proofs = new Proofs(new PostgresEventLog(dataSource), checkpoints());
        assertThat(proofs.of(5)).isEmpty();
        checkpoints().seal();

        for (long position = 1; position <= 12; position++) {
            Proofs.Proof proof = proofs.of(position).orElseThrow();
            assertThat(proof.holds()).isTrue();
            assertThat(keys().verify(proof.checkpoint())).isTrue();
        }
        assertThat(proofs.of(13)).isEmpty();
    }

    @Test
    void aChangedEventHasNoProof() throws Exception {
        checkpoints().seal();

        store.sql("UPDATE domain_events SET metadata = metadata || ' '::bytea WHERE position = 5");

        assertThat(new Proofs(new PostgresEventLog(dataSource), checkpoints())
                        .of(5)
                        .orElseThrow()
                        .holds())
                .isFalse();
    }

    /** What somebody does who knows how hashes are made. */
    private void rehash(String aggregate) throws SQLException {
        byte[] previous = EventHash.none();
        for (StoredEvent event : new PostgresEventLog(dataSource).ofStream(aggregate, 0, 100)) {
            byte[] hash = EventHash.of(
                    event.eventId(),
                    event.aggregateId(),
                    event.sequenceNumber(),
                    event.aggregateType(),
                    event.occurredAt(),
                    event.payloadType(),
                    event.payloadRevision(),
                    event.payload(),
                    event.metadata(),
                    previous);
            store.sql("UPDATE domain_events SET previous_hash = '\\x"
                    + HexFormat.of().formatHex(previous) + "', hash = '\\x"
                    + HexFormat.of().formatHex(hash) + "' WHERE position = " + event.position());
            previous = hash;
        }
    }
}
