package org.ocpiplatform.embedded.mongo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.RenameCollectionOptions;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.Sorts;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.bson.Document;
import org.bson.RawBsonDocument;
import org.bson.codecs.BsonDocumentCodec;
import org.bson.codecs.DocumentCodec;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ocpiplatform.embedded.mongo.LocalCollection.RefusedException;

/** What is done in the process is what is done through MongoDB's protocol. */
class LocalCollectionIT {

    private static final int WRITES = 3_000;
    private static final int IDS = 400;
    private static final int DUPLICATE_KEY = 11000;
    private static final int TOO_LARGE = 10334;

    @TempDir
    Path directory;

    private EmbeddedMongo mongo;
    private MongoClient client;

    @BeforeEach
    void start() {
        mongo = EmbeddedMongo.start(directory);
        client = MongoClients.create(mongo.connectionString());
    }

    @AfterEach
    void stop() {
        client.close();
        mongo.close();
    }

    @Test
    void randomWritesAndQueriesComeToTheSameAsThroughTheProtocol() {
        MongoCollection<Document> remote = indexed("remote");
        MongoCollection<Document> shown = indexed("local");
        LocalCollection local = local("local");
        Random random = new Random(7);
        for (int i = 0; i < WRITES; i++) {
            String id = "o" + random.nextInt(IDS);
            long revision = random.nextInt(20);
            Bson notLater = Filters.and(Filters.eq("_id", id), Filters.lt("revision", revision));
            if (random.nextInt(5) == 0) {
                remote.deleteOne(notLater);
                local.delete(bytes(notLater));
            } else {
                Document document = document(id, revision, random);
                assertThat(refusal(() -> local.replace(bytes(notLater), bytes(document))))
                        .isEqualTo(refusal(
                                () -> remote.replaceOne(notLater, document, new ReplaceOptions().upsert(true))));
            }
        }

        assertThat(shown.find().sort(Sorts.ascending("_id")).into(new ArrayList<>()))
                .hasSizeGreaterThan(IDS / 2)
                .isEqualTo(remote.find().sort(Sorts.ascending("_id")).into(new ArrayList<>()));
        for (int i = 0; i < 200; i++) {
            Bson filter = filter(random);
            Bson order = Sorts.ascending("sequence", "_id");
            int skip = random.nextInt(3) == 0 ? random.nextInt(50) : 0;
            int limit = random.nextInt(60);
            assertThat(find(local, filter, order, List.of(), skip, limit))
                    .isEqualTo(remote.find(filter)
                            .sort(order)
                            .skip(skip)
                            .limit(limit)
                            .into(new ArrayList<>()));
            assertThat(find(local, filter, order, List.of("_id", "audience", "nothing"), skip, limit))
                    .isEqualTo(remote.find(filter)
                            .projection(Projections.include("audience", "nothing"))
                            .sort(order)
                            .skip(skip)
                            .limit(limit)
                            .into(new ArrayList<>()));
            assertThat(local.count(bytes(filter))).isEqualTo(remote.countDocuments(filter));
        }
    }

    @Test
    void whatWasWrittenIsThereAfterARestart() {
        indexed("things");
        Random random = new Random(1);
        IntStream.range(0, 50)
                .forEach(i -> local("things")
                        .replace(bytes(Filters.eq("_id", "o" + i)), bytes(document("o" + i, i, random))));
        local("things").delete(bytes(Filters.eq("_id", "o7")));
        List<Document> before = find(local("things"), new Document(), Sorts.ascending("_id"), List.of(), 0, 0);
        assertThat(before).hasSize(49);

        stop();
        start();

        assertThat(find(local("things"), new Document(), Sorts.ascending("_id"), List.of(), 0, 0))
                .isEqualTo(before);
        assertThat(find(local("things"), Filters.eq("sequence", 8L), null, List.of("_id"), 0, 0))
                .isEqualTo(client.getDatabase("read")
                        .getCollection("things")
                        .find(Filters.eq("sequence", 8L))
                        .projection(Projections.include("_id"))
                        .into(new ArrayList<>()));
    }

    @Test
    void uniqueIndexesAreMindedAndWhatIsRefusedChangesNothing() {
        MongoCollection<Document> shown = indexed("things");
        shown.createIndex(Indexes.ascending("name"), new IndexOptions().unique(true));
        LocalCollection things = local("things");
        things.replace(bytes(Filters.eq("_id", "a")), bytes(new Document("_id", "a").append("name", "one")));
        things.replace(bytes(Filters.eq("_id", "b")), bytes(new Document("_id", "b").append("name", "two")));

        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> things.replace(
                        bytes(Filters.eq("_id", "b")), bytes(new Document("_id", "b").append("name", "one"))))
                .satisfies(refused -> assertThat(refused.code()).isEqualTo(DUPLICATE_KEY));
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> things.replace(
                        bytes(Filters.eq("_id", "c")),
                        bytes(new Document("_id", "c").append("name", "x".repeat(17 << 20)))))
                .satisfies(refused -> assertThat(refused.code()).isEqualTo(TOO_LARGE));

        assertThat(shown.find().sort(Sorts.ascending("_id")).into(new ArrayList<>()))
                .isEqualTo(List.of(
                        new Document("_id", "a").append("name", "one"),
                        new Document("_id", "b").append("name", "two")));
        things.replace(bytes(Filters.eq("_id", "a")), bytes(new Document("_id", "a").append("name", "three")));
        things.replace(bytes(Filters.eq("_id", "b")), bytes(new Document("_id", "b").append("name", "one")));
        assertThat(shown.countDocuments(Filters.eq("name", "one"))).isEqualTo(1);
    }

    @Test
    void aCollectionThatIsNotThereIsEmptyAndThenIsThere() {
        LocalCollection things = local("new");

        assertThat(things.find(bytes(new Document()), null, 0, 0)).isEmpty();
        assertThat(things.count(bytes(new Document()))).isZero();
        things.delete(bytes(Filters.eq("_id", "a")));

        things.replace(bytes(Filters.eq("_id", "a")), bytes(new Document("_id", "a")));
        assertThat(client.getDatabase("read").getCollection("new").countDocuments())
                .isEqualTo(1);
    }

    @Test
    void whoReadsWhileCollectionsChangePlacesReadsOneOfThem() throws Exception {
        MongoCollection<Document> shown = indexed("things");
        shown.insertOne(new Document("_id", "a").append("sequence", 0L));
        LocalCollection things = local("things");
        AtomicBoolean done = new AtomicBoolean();
        try (ExecutorService readers = Executors.newFixedThreadPool(2)) {
            List<Future<Long>> read = IntStream.range(0, 2)
                    .mapToObj(reader -> readers.submit(() -> {
                        long last = 0;
                        while (!done.get()) {
                            long seen = find(things, Filters.eq("_id", "a"), null, List.of(), 0, 1)
                                    .getFirst()
                                    .getLong("sequence");
                            assertThat(seen).isGreaterThanOrEqualTo(last);
                            last = seen;
                        }
                        return last;
                    }))
                    .toList();
            for (long i = 1; i <= 100; i++) {
                local("things_rebuild")
                        .replace(bytes(Filters.eq("_id", "a")), bytes(new Document("_id", "a").append("sequence", i)));
                client.getDatabase("read")
                        .getCollection("things_rebuild")
                        .renameCollection(shown.getNamespace(), new RenameCollectionOptions().dropTarget(true));
            }
            done.set(true);
            for (Future<Long> last : read) {
                assertThat(last.get()).isBetween(1L, 100L);
            }
        }
        assertThat(shown.find().first().getLong("sequence")).isEqualTo(100);
    }

    private MongoCollection<Document> indexed(String name) {
        MongoCollection<Document> collection = client.getDatabase("read").getCollection(name);
        collection.createIndex(Indexes.ascending("audience", "sequence"));
        collection.createIndex(Indexes.ascending("audience", "last_updated"));
        collection.createIndex(Indexes.ascending("nested.name"));
        return collection;
    }

    private LocalCollection local(String name) {
        return mongo.collection("read", name);
    }

    private static Document document(String id, long revision, Random random) {
        Document document =
                new Document("_id", id).append("revision", revision).append("sequence", (long) random.nextInt(100));
        if (random.nextInt(4) > 0) {
            document.append(
                    "audience",
                    IntStream.range(0, random.nextInt(4))
                            .mapToObj(i -> "p" + random.nextInt(3))
                            .distinct()
                            .toList());
        }
        document.append("last_updated", new Date(random.nextInt(1_000)));
        document.append("nested", new Document("name", "n" + random.nextInt(5)).append("number", random.nextInt()));
        if (random.nextBoolean()) {
            document.append("odd", Arrays.asList(1, 2.5, null, true, "é", new Document("deep", List.of(1L))));
        }
        return document;
    }

    private static Bson filter(Random random) {
        return switch (random.nextInt(6)) {
            case 0 -> new Document();
            case 1 -> Filters.eq("_id", "o" + random.nextInt(IDS));
            case 2 -> Filters.eq("audience", "p" + random.nextInt(4));
            case 3 ->
                Filters.and(
                        Filters.in("audience", "p" + random.nextInt(4), "p" + random.nextInt(4)),
                        Filters.gte("last_updated", new Date(random.nextInt(1_000))),
                        Filters.lt("last_updated", new Date(random.nextInt(1_000))));
            case 4 ->
                Filters.and(Filters.eq("audience", "p" + random.nextInt(4)), Filters.gt("sequence", (long)
                        random.nextInt(100)));
            default -> Filters.eq("nested.name", "n" + random.nextInt(6));
        };
    }

    private static int refusal(Runnable write) {
        try {
            write.run();
            return 0;
        } catch (RefusedException e) {
            return e.code();
        } catch (MongoWriteException e) {
            return e.getCode();
        }
    }

    private static List<Document> find(
            LocalCollection collection, Bson filter, @Nullable Bson order, List<String> fields, int skip, int limit) {
        return collection
                .find(bytes(filter), order == null ? null : bytes(order), skip, limit)
                .map(document -> {
                    Document decoded = new RawBsonDocument(document.bytes().array()).decode(new DocumentCodec());
                    if (!fields.isEmpty()) {
                        decoded.keySet().retainAll(fields);
                        for (String field : fields) {
                            assertThat(document.has(field)).isEqualTo(decoded.containsKey(field));
                            assertThat(document.value(field)).isEqualTo(decoded.get(field));
                            if (decoded.get(field) instanceof String text) {
                                assertThat(document.text(field)).isEqualTo(UTF_8.encode(text));
                            }
                        }
                    }
                    return decoded;
                })
                .toList();
    }

    private static byte[] bytes(Bson value) {
        RawBsonDocument encoded = new RawBsonDocument(value.toBsonDocument(), new BsonDocumentCodec());
        byte[] bytes = new byte[encoded.getByteBuffer().remaining()];
        encoded.getByteBuffer().get(bytes);
        return bytes;
    }
}
