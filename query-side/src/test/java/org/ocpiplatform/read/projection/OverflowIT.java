package org.ocpiplatform.read.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.ocpiplatform.read.projection.Things.added;

import com.mongodb.client.MongoCollection;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.ocpiplatform.contract.Rejection;
import org.ocpiplatform.contract.projections.ReadStoreWatch;
import org.ocpiplatform.read.Intercepted;
import org.ocpiplatform.read.ReadStore;
import org.ocpiplatform.read.projection.DocumentWriter.Outcome;

/** Documents that are larger than the store takes. */
class OverflowIT {

    @RegisterExtension
    static final ReadStore STORE = new ReadStore();

    private static final int MANY = 17 << 20;
    /** Two bytes in UTF-8. */
    private static final String LARGE = "é".repeat(MANY / 2);

    private final Things things = new Things();
    private MongoCollection<Document> stored;
    private MongoCollection<Document> chunks;
    private DocumentWriter<String> writer;

    @BeforeEach
    void create() {
        stored = STORE.database().getCollection(Things.NAME);
        chunks = STORE.database().getCollection(Things.NAME + "_overflow");
        writer = writer();
    }

    @Test
    void aDocumentThatIsTooLargeForTheStoreIsReadWholeAndGoesOn() {
        Outcome outcome = writer.apply(List.of(added("x", 0, LARGE, 1), added("y", 0, "small", 2)));

        assertThat(outcome).isEqualTo(new Outcome(Map.of("x", 0L, "y", 0L), List.of()));
        assertThat(stored.find(new Document(Fields.ID, "x")).first())
                .containsKey(Fields.OVERFLOW)
                .doesNotContainKey(Things.TEXT);
        assertThat(text("x")).isEqualTo(LARGE);
        assertThat(text("y")).isEqualTo("small");
        assertThat(chunks.countDocuments()).isEqualTo(5);

        assertThat(writer().apply(List.of(added("x", 1, "b", 3))).refused()).isEmpty();

        assertThat(text("x")).isEqualTo(LARGE + "b");
        assertThat(chunks.countDocuments()).as("only of the last revision").isEqualTo(5);
        assertThat(things.folds).as("the state was read back").isEqualTo(3);
    }

    @Test
    void whatBecomesSmallAgainLeavesNoChunks() {
        writer.apply(List.of(added("x", 0, LARGE, 1), added("xx", 0, LARGE, 2)));
        writer.apply(List.of(added("x", 1, Things.END, 3), added("x", 2, "a", 4)));

        assertThat(text("x")).isEqualTo("a");
        assertThat(chunks.countDocuments()).as("those of xx").isEqualTo(5);
        assertThat(text("xx")).isEqualTo(LARGE);
    }

    @Test
    void whoeverComesLateChangesNothingAndLeavesNoChunks() {
        DocumentWriter<String> late = writer();
        late.apply(List.of(added("x", 0, LARGE, 1)));
        writer.apply(List.of(added("x", 0, LARGE, 1), added("x", 1, "b", 2), added("x", 2, "c", 3)));

        assertThat(late.apply(List.of(added("x", 1, "b", 2))).refused()).isEmpty();

        assertThat(text("x")).isEqualTo(LARGE + "bc");
        assertThat(chunks.countDocuments()).isEqualTo(5);
    }

    @Test
    void aRepeatAfterACrashBeforeTheDocumentWasWrittenLeavesOneSetOfChunks() {
        DocumentWriter<String> crashing = new DocumentWriter<>(
                things.definition(),
                DocumentCollections.of(Intercepted.database(STORE.database(), (name, method, call) -> {
                            if (method.equals("bulkWrite")) {
                                throw new IllegalStateException("killed");
                            }
                            return call.proceed();
                        }))
                        .named(Things.NAME),
                List.of(),
                new Overflow(chunks));
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> crashing.apply(List.of(added("x", 0, LARGE, 1))));
        assertThat(chunks.countDocuments()).isEqualTo(5);
        assertThat(stored.countDocuments()).isZero();

        writer.apply(List.of(added("x", 0, LARGE, 1), added("x", 1, "b", 2)));

        assertThat(text("x")).isEqualTo(LARGE + "b");
        assertThat(chunks.countDocuments()).isEqualTo(5);
    }

    @Test
    void whoeverHasReadADocumentThatIsReplacedThenGetsTheNextOne() {
        writer.apply(List.of(added("x", 0, LARGE, 1)));
        Document before = stored.find(new Document(Fields.ID, "x")).first();
        writer.apply(List.of(added("x", 1, "b", 2)));

        assertThat(documents().whole(before).getString(Things.TEXT)).isEqualTo(LARGE + "b");
    }

    @Test
    void readersAlwaysSeeSomeRevisionWholeWhileOthersAreWritten() throws Exception {
        writer.apply(List.of(added("x", 0, LARGE, 1)));
        AtomicBoolean done = new AtomicBoolean();
        List<Integer> lengths = new ArrayList<>();
        try (ExecutorService threads = Executors.newSingleThreadExecutor()) {
            Future<?> reader = threads.submit(() -> {
                while (!done.get()) {
                    lengths.add(text("x").length());
                }
            });
            for (int i = 1; i <= 10; i++) {
                writer.apply(List.of(added("x", i, "b", i + 1)));
            }
            done.set(true);
            reader.get();
        }
        assertThat(lengths).isSorted().allMatch(length -> length >= MANY / 2 && length <= MANY / 2 + 10);
    }

    @Test
    void aDocumentWhoseChunksAreLostIsRefusedAndBlocksOnlyItsAggregate() {
        writer.apply(List.of(added("x", 0, LARGE, 1)));
        chunks.drop();

        Outcome outcome = writer().apply(List.of(added("x", 1, "b", 2), added("y", 0, "c", 3)));

        assertThat(outcome.shown()).isEqualTo(Map.of("y", 0L));
        assertThat(outcome.refused())
                .singleElement()
                .satisfies(refused -> assertThat(refused.cause()).contains("chunks of it are missing"));
        assertThatExceptionOfType(Rejection.class)
                .isThrownBy(() -> text("x"))
                .satisfies(rejection -> assertThat(rejection.code()).isEqualTo(Rejection.Code.UNAVAILABLE));
    }

    @Test
    void aRebuildPutsNewChunksInPlaceOfTheOldOnesAndRemovesThoseThatNobodyNeeds() throws Exception {
        Projection<String> projection = projection();
        projection.apply(List.of(added("x", 0, LARGE, 1), added("gone", 0, LARGE, 2)));

        DocumentWriter<String> side = projection.sideWriter();
        side.apply(List.of(added("x", 0, LARGE, 1), added("x", 1, "b", 3)));
        projection.switchOver(List::of);

        assertThat(projection
                        .collection()
                        .find(new Document(Fields.ID, "x"))
                        .first()
                        .getString(Things.TEXT))
                .isEqualTo(LARGE + "b");
        assertThat(chunks.countDocuments()).isEqualTo(5);

        projection.sideWriter().apply(List.of(added("x", 0, "small", 1)));
        projection.switchOver(List::of);

        assertThat(projection
                        .collection()
                        .find(new Document(Fields.ID, "x"))
                        .first()
                        .getString(Things.TEXT))
                .isEqualTo("small");
        assertThat(STORE.database().listCollectionNames().into(new ArrayList<>()))
                .noneMatch(name -> name.contains("overflow"));
    }

    @Test
    void longListsAreSpreadAsWell() {
        List<Document> list = new ArrayList<>();
        for (int i = 0; i < 300_000; i++) {
            list.add(new Document("number", i).append("name", "of " + i));
        }
        Document document = new Document(Fields.ID, "x")
                .append(Fields.REVISION, 0L)
                .append(Fields.SEQUENCE, 1L)
                .append("list", list);
        new Overflow(chunks).spread(document);
        stored.insertOne(document);

        assertThat(documents().collection().find().first().getList("list", Document.class))
                .isEqualTo(list);
    }

    private String text(String id) {
        return documents()
                .collection()
                .find(new Document(Fields.ID, id))
                .first()
                .getString(Things.TEXT);
    }

    private WholeDocuments documents() {
        return new WholeDocuments(stored, new Overflow(chunks));
    }

    private DocumentWriter<String> writer() {
        return new DocumentWriter<>(things.definition(), new DriverCollection(stored), List.of(), new Overflow(chunks));
    }

    private Projection<String> projection() {
        IndexBuilds indexes = new IndexBuilds();
        return new Projection<>(
                things.definition(),
                STORE.database(),
                DocumentCollections.of(STORE.database()),
                new DeadLetters(STORE.database(), Clock.systemUTC(), indexes),
                new ReadSettings(Duration.ofMillis(200), "node", true),
                indexes,
                ReadStoreWatch.always());
    }
}
