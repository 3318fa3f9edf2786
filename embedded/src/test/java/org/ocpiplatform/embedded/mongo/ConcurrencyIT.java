package org.ocpiplatform.embedded.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.MongoNamespace;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.RenameCollectionOptions;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConcurrencyIT {

    private static final int DOCUMENTS = 2_000;
    private static final int WRITERS = 3;
    private static final int CHANGES = 10_000;

    @TempDir
    Path directory;

    private EmbeddedMongo mongo;
    private MongoClient client;
    private MongoDatabase database;

    @BeforeEach
    void start() {
        mongo = EmbeddedMongo.start(directory, 1 << 20);
        client = MongoClients.create(mongo.connectionString());
        database = client.getDatabase("read");
    }

    @AfterEach
    void stop() {
        client.close();
        mongo.close();
    }

    @Test
    void readersSeeWholeDocumentsInOrder() throws Exception {
        MongoCollection<Document> documents = database.getCollection("documents");
        documents.createIndex(Indexes.ascending("audience", "seq"));
        AtomicLong sequence = new AtomicLong();
        for (int i = 0; i < DOCUMENTS; i++) {
            documents.insertOne(document(i, sequence.incrementAndGet()));
        }
        AtomicBoolean writing = new AtomicBoolean(true);
        try (ExecutorService executor = Executors.newCachedThreadPool()) {
            List<Future<Void>> readers = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                readers.add(executor.submit(() -> read(documents, writing)));
            }
            List<Callable<Void>> writers = new ArrayList<>();
            for (int i = 0; i < WRITERS; i++) {
                writers.add(() -> write(documents, sequence));
            }
            for (Future<Void> writer : executor.invokeAll(writers)) {
                writer.get();
            }
            writing.set(false);
            for (Future<Void> reader : readers) {
                reader.get();
            }
        }
        assertThat(documents.countDocuments()).isEqualTo(DOCUMENTS);
        assertThat(documents.countDocuments(Filters.eq("audience", "all"))).isEqualTo(DOCUMENTS);
        assertThat(mongo.indexEntries()).isEqualTo(3L * DOCUMENTS);
    }

    private static Document document(int id, long seq) {
        return new Document("_id", id)
                .append("audience", List.of("all", "party" + seq % 10))
                .append("seq", seq)
                .append("same", seq);
    }

    private static Void write(MongoCollection<Document> documents, AtomicLong sequence) {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        for (int i = 0; i < CHANGES / WRITERS; i += 20) {
            List<ReplaceOneModel<Document>> batch = new ArrayList<>();
            for (int j = 0; j < 20; j++) {
                int id = random.nextInt(DOCUMENTS);
                batch.add(new ReplaceOneModel<>(
                        Filters.eq(id), document(id, sequence.incrementAndGet()), new ReplaceOptions().upsert(true)));
            }
            documents.bulkWrite(batch);
        }
        return null;
    }

    private static Void read(MongoCollection<Document> documents, AtomicBoolean writing) {
        while (writing.get()) {
            Bson party = Filters.in("audience", "party1", "party2");
            List<Document> page = documents
                    .find(party)
                    .sort(Sorts.ascending("seq"))
                    .limit(100)
                    .into(new ArrayList<>());
            long previous = 0;
            for (Document document : page) {
                long seq = document.getLong("seq");
                assertThat(seq).isGreaterThan(previous).isEqualTo(document.getLong("same"));
                assertThat(document.getList("audience", String.class)).contains("party" + seq % 10);
                previous = seq;
            }
            // One state per query: every document once, although each moves to the end when it changes.
            List<Object> ids = documents
                    .find(Filters.eq("audience", "all"))
                    .sort(Sorts.ascending("seq"))
                    .batchSize(300)
                    .map(document -> document.get("_id"))
                    .into(new ArrayList<>());
            assertThat(ids).hasSize(DOCUMENTS);
            assertThat(new HashSet<>(ids)).hasSize(DOCUMENTS);
            assertThat(documents.countDocuments(Filters.eq("audience", "all"))).isEqualTo(DOCUMENTS);
        }
        return null;
    }

    @Test
    void incrementsOfOneDocumentAreNotLost() throws Exception {
        MongoCollection<Document> counters = database.getCollection("counters");
        counters.insertOne(new Document("_id", "counter").append("value", 0));
        try (ExecutorService executor = Executors.newCachedThreadPool()) {
            List<Callable<Void>> writers = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                writers.add(() -> {
                    for (int j = 0; j < 250; j++) {
                        counters.updateOne(Filters.eq("counter"), Updates.inc("value", 1));
                    }
                    return null;
                });
            }
            for (Future<Void> writer : executor.invokeAll(writers)) {
                writer.get();
            }
        }
        assertThat(counters.find().first()).containsEntry("value", 2_000);
    }

    @Test
    void readersNeverMissACollectionThatIsReplaced() throws Exception {
        MongoCollection<Document> documents = database.getCollection("documents");
        documents.insertOne(new Document("_id", 1));
        AtomicBoolean replacing = new AtomicBoolean(true);
        try (ExecutorService executor = Executors.newCachedThreadPool()) {
            List<Future<Void>> readers = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                readers.add(executor.submit(() -> {
                    while (replacing.get()) {
                        assertThat(documents.countDocuments()).isEqualTo(1);
                        assertThat(documents.find(Filters.eq(1)).first()).isNotNull();
                    }
                    return null;
                }));
            }
            for (int i = 0; i < 300; i++) {
                MongoCollection<Document> rebuilt = database.getCollection("rebuilt");
                rebuilt.insertOne(new Document("_id", 1).append("round", i));
                rebuilt.renameCollection(
                        new MongoNamespace("read", "documents"), new RenameCollectionOptions().dropTarget(true));
            }
            replacing.set(false);
            for (Future<Void> reader : readers) {
                reader.get();
            }
        }
    }
}
