package org.ocpiplatform.embedded.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.MongoWriteException;
import com.mongodb.client.FindIterable;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.Sorts;
import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every query gets the answer of a server that has no indexes and scans all documents. */
class QueriesIT {

    private static final List<String> KEYS = List.of("cpo:A", "cpo:B", "cpo:C", "emsp:D", "emsp:E", "emsp:none");
    private static final int DOCUMENTS = 1_000;

    @TempDir
    Path directory;

    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);
    private final List<Integer> sequence = new ArrayList<>();
    private EmbeddedMongo embedded;
    private MongoServer reference;
    private MongoClient embeddedClient;
    private MongoClient referenceClient;
    private MongoCollection<Document> indexed;
    private MongoCollection<Document> scanned;

    @BeforeEach
    void start() {
        embedded = EmbeddedMongo.start(directory);
        reference = new MongoServer(new MemoryBackend());
        embeddedClient = MongoClients.create(embedded.connectionString());
        referenceClient = MongoClients.create(reference.bindAndGetConnectionString());
        indexed = embeddedClient.getDatabase("read").getCollection("documents");
        scanned = referenceClient.getDatabase("read").getCollection("documents");
    }

    @AfterEach
    void stop() {
        embeddedClient.close();
        referenceClient.close();
        embedded.close();
        reference.shutdownNow();
    }

    private void fill() {
        for (int i = 0; i < DOCUMENTS; i++) {
            sequence.add(i);
        }
        Collections.shuffle(sequence, random);
        List<Document> documents = new ArrayList<>();
        for (int i = 0; i < DOCUMENTS; i++) {
            documents.add(document("id" + i, sequence.get(i)));
        }
        both(collection -> collection.insertMany(documents));
    }

    private Document document(String id, long seq) {
        List<String> audience = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            audience.add(KEYS.get(random.nextInt(5)));
        }
        Document document = new Document("_id", id);
        switch (random.nextInt(20)) {
            case 0 -> document.append("audience", KEYS.get(random.nextInt(5)));
            case 1 -> document.append("audience", null);
            case 2 -> {}
            default -> document.append("audience", audience);
        }
        document.append("seq", random.nextBoolean() ? (Object) seq : (Object) (double) seq);
        if (random.nextInt(10) > 0) {
            document.append("lastUpdated", random.nextInt(10) == 0 ? null : new Date(1_000L * random.nextInt(500)));
        }
        document.append("party", "p" + random.nextInt(8))
                .append("kind", random.nextInt(3))
                .append("nested", new Document("value", random.nextInt(20)))
                .append(
                        "mixed",
                        Arrays.<Object>asList(null, 1, 2L, 3.5, "text", true, new Date(5), List.of(1, 9), List.of())
                                .get(random.nextInt(9)))
                .append("json", "x".repeat(50));
        return document;
    }

    private void index() {
        indexed.createIndex(Indexes.ascending("audience", "seq"));
        indexed.createIndex(Indexes.ascending("audience", "lastUpdated"));
        indexed.createIndex(Indexes.compoundIndex(Indexes.ascending("party"), Indexes.descending("seq")));
        indexed.createIndex(Indexes.compoundIndex(
                Indexes.descending("kind"), Indexes.descending("lastUpdated"), Indexes.ascending("seq")));
        indexed.createIndex(Indexes.ascending("seq"));
        indexed.createIndex(Indexes.ascending("nested.value", "seq"));
        indexed.createIndex(Indexes.ascending("mixed", "seq"));
    }

    @Test
    void answersAreThoseOfAFullScan() {
        index();
        fill();
        compareRandomQueries(600);
    }

    @Test
    void answersAreThoseOfAFullScanAfterUpdatesAndARestart() {
        fill();
        index();
        for (int round = 0; round < 4; round++) {
            List<ReplaceOneModel<Document>> writes = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                int number = random.nextInt(DOCUMENTS + 200);
                long seq = 10_000L + 1_000L * round + i;
                writes.add(new ReplaceOneModel<>(
                        Filters.eq("id" + number), document("id" + number, seq), new ReplaceOptions().upsert(true)));
            }
            both(collection -> collection.bulkWrite(writes).getModifiedCount());
            Bson victims = Filters.and(Filters.eq("party", "p" + round), Filters.gt("seq", 10_000));
            both(collection -> collection.deleteMany(victims).getDeletedCount());
            Bson touched = Filters.and(Filters.in("audience", KEYS.get(round)), Filters.lt("seq", 300));
            both(collection -> collection
                    .updateMany(touched, new Document("$set", new Document("party", "changed")))
                    .getModifiedCount());
            compareRandomQueries(150);
        }
        embeddedClient.close();
        embedded.close();
        embedded = EmbeddedMongo.start(directory);
        embeddedClient = MongoClients.create(embedded.connectionString());
        indexed = embeddedClient.getDatabase("read").getCollection("documents");
        assertThat(indexed.listIndexes().map(index -> index.getString("name")))
                .contains("_id_", "audience_1_seq_1", "kind_-1_lastUpdated_-1_seq_1");
        compareRandomQueries(300);
    }

    private void compareRandomQueries(int count) {
        for (int i = 0; i < count; i++) {
            Bson filter = filter();
            Bson sort = sort();
            int skip = random.nextInt(3) == 0 ? random.nextInt(400) : 0;
            int limit = random.nextInt(3) == 0 ? 0 : 1 + random.nextInt(101);
            both(collection -> collection.countDocuments(filter));
            both(collection -> ids(collection.find(filter).sort(sort).skip(skip).limit(limit)));
            both(collection -> ids(collection.find(filter)).stream().sorted().toList());
        }
    }

    private static List<Object> ids(FindIterable<Document> found) {
        return found.map(document -> document.get("_id")).into(new ArrayList<>());
    }

    /** No two documents are equal in these orders. */
    private Bson sort() {
        return switch (random.nextInt(8)) {
            case 0 -> Sorts.descending("seq");
            case 1 -> Sorts.ascending("lastUpdated", "seq");
            case 2 -> Sorts.descending("lastUpdated", "seq");
            case 3 -> Sorts.orderBy(Sorts.ascending("party"), Sorts.descending("seq"));
            case 4 -> Sorts.orderBy(Sorts.descending("lastUpdated"), Sorts.ascending("seq"));
            case 5 -> Sorts.ascending("_id");
            default -> Sorts.ascending("seq");
        };
    }

    private Bson filter() {
        List<Bson> parts = new ArrayList<>();
        switch (random.nextInt(5)) {
            case 0, 1 -> parts.add(Filters.in("audience", keys()));
            case 2 -> parts.add(Filters.eq("audience", keys().getFirst()));
            case 3 -> {
                parts.add(Filters.eq("audience", keys().getFirst()));
                parts.add(Filters.eq("audience", keys().getFirst()));
            }
            default -> {}
        }
        switch (random.nextInt(20)) {
            case 0, 1, 2 -> parts.add(range("seq", (long) random.nextInt(DOCUMENTS)));
            case 3, 4, 5 -> {
                int from = random.nextInt(500);
                parts.add(Filters.gte("lastUpdated", new Date(1_000L * from)));
                parts.add(Filters.lt("lastUpdated", new Date(1_000L * (from + random.nextInt(200)))));
            }
            case 6 -> parts.add(range("lastUpdated", new Date(1_000L * random.nextInt(500))));
            case 7 -> parts.add(Filters.eq("party", "p" + random.nextInt(9)));
            case 8 -> parts.add(Filters.in("kind", 0, 2, 7));
            case 9 -> parts.add(Filters.ne("kind", 1));
            case 10 -> parts.add(Filters.or(Filters.eq("kind", 1), range("seq", (long) random.nextInt(DOCUMENTS))));
            case 11 -> parts.add(range("nested.value", random.nextInt(20)));
            case 12 -> parts.add(range("mixed", random.nextInt(4)));
            case 13 -> parts.add(Filters.eq("mixed", random.nextInt(10)));
            case 14 -> parts.add(Filters.eq("lastUpdated", null));
            case 15 -> parts.add(Filters.regex("party", "[1-4]"));
            case 16 ->
                parts.add(Filters.in(
                        "_id",
                        random.ints(20, 0, DOCUMENTS).mapToObj(i -> "id" + i).toList()));
            case 17 -> parts.add(Filters.exists("lastUpdated", random.nextBoolean()));
            case 18 -> {
                parts.add(Filters.eq("kind", random.nextInt(3)));
                parts.add(range("lastUpdated", new Date(1_000L * random.nextInt(500))));
                parts.add(range("seq", (double) random.nextInt(DOCUMENTS)));
            }
            default -> {}
        }
        return parts.isEmpty() ? new Document() : Filters.and(parts);
    }

    private List<String> keys() {
        return random.ints(1 + random.nextInt(3), 0, KEYS.size())
                .mapToObj(KEYS::get)
                .toList();
    }

    private Bson range(String field, Object value) {
        return switch (random.nextInt(4)) {
            case 0 -> Filters.gt(field, value);
            case 1 -> Filters.gte(field, value);
            case 2 -> Filters.lt(field, value);
            default -> Filters.lte(field, value);
        };
    }

    private void both(Function<MongoCollection<Document>, Object> operation) {
        Object expected = operation.apply(scanned);
        Object actual = operation.apply(indexed);
        if (expected instanceof Long || expected instanceof List) {
            assertThat(actual).as("seed %d", seed).isEqualTo(expected);
        }
    }

    @Test
    void aUniqueIndexRejectsAndAllowsWhatAFullScanDoes() {
        both(collection -> collection.createIndex(Indexes.ascending("a", "b"), new IndexOptions().unique(true)));
        both(collection -> collection.createIndex(
                Indexes.ascending("sparse"), new IndexOptions().unique(true).sparse(true)));
        for (int i = 0; i < 1_000; i++) {
            Document document = new Document("_id", random.nextInt(200))
                    .append("a", random.nextInt(20))
                    .append("b", random.nextInt(20));
            if (random.nextInt(5) == 0) {
                document.append("sparse", random.nextInt(300));
            }
            both(collection -> {
                try {
                    collection.replaceOne(Filters.eq(document.get("_id")), document, new ReplaceOptions().upsert(true));
                    return 0L;
                } catch (MongoWriteException e) {
                    return (long) e.getCode();
                }
            });
        }
        both(collection ->
                new ArrayList<>(collection.find().sort(Sorts.ascending("_id")).into(new ArrayList<>())));
    }
}
