package org.ocpiplatform.embedded.mongo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.mongodb.MongoException;
import com.mongodb.MongoNamespace;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.RenameCollectionOptions;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.stream.Stream;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ocpiplatform.embedded.ChildJvm;
import org.ocpiplatform.embedded.EmbeddedStoreException;

class PersistenceIT {

    private static final ReplaceOptions UPSERT = new ReplaceOptions().upsert(true);
    private static final long MIN_GARBAGE = 1 << 20;

    @TempDir
    Path directory;

    private <T> T with(Function<MongoDatabase, T> use) {
        try (EmbeddedMongo mongo = EmbeddedMongo.start(directory, MIN_GARBAGE);
                MongoClient client = MongoClients.create(mongo.connectionString())) {
            return use.apply(client.getDatabase("read"));
        }
    }

    @Test
    void documentsAndIndexesSurviveARestart() {
        List<Document> before = with(database -> {
            MongoCollection<Document> documents = database.getCollection("documents");
            documents.createIndex(Indexes.ascending("audience", "seq"));
            documents.createIndex(Indexes.ascending("number"), new IndexOptions().unique(true));
            documents.createIndex(Indexes.ascending("gone"));
            for (int i = 0; i < 500; i++) {
                documents.insertOne(new Document("_id", i)
                        .append("number", i)
                        .append("seq", 500 - i)
                        .append("audience", List.of("a", "b" + i % 3)));
            }
            documents.updateMany(Filters.lt("_id", 100), Updates.set("changed", true));
            documents.deleteMany(Filters.gte("_id", 400));
            documents.dropIndex("gone_1");
            database.getCollection("empty").createIndex(Indexes.ascending("x"));
            database.createCollection("dropped");
            database.getCollection("dropped").drop();
            return all(documents);
        });

        with(database -> {
            MongoCollection<Document> documents = database.getCollection("documents");
            assertThat(all(documents)).isEqualTo(before).hasSize(400);
            assertThat(database.listCollectionNames()).containsExactlyInAnyOrder("documents", "empty");
            assertThat(documents.listIndexes().map(index -> index.getString("name")))
                    .containsExactlyInAnyOrder("_id_", "audience_1_seq_1", "number_1");
            assertThat(documents
                            .find(Filters.eq("audience", "b1"))
                            .sort(Sorts.ascending("seq"))
                            .first())
                    .containsEntry("_id", 397);
            // Creating them again, as applications do at every start, changes nothing.
            documents.createIndex(Indexes.ascending("audience", "seq"));
            documents.createIndex(Indexes.ascending("number"), new IndexOptions().unique(true));
            documents.dropIndex("number_1");
            documents.insertOne(new Document("_id", 1_000).append("number", 1));
            return null;
        });

        with(database -> {
            assertThat(database.getCollection("documents").countDocuments()).isEqualTo(401);
            assertThat(database.getCollection("documents").listIndexes()).hasSize(2);
            return null;
        });
    }

    @Test
    void aRebuiltCollectionReplacesTheOldOneAlsoAfterARestart() {
        with(database -> {
            MongoCollection<Document> rebuilt = database.getCollection("rebuilt");
            rebuilt.createIndex(Indexes.ascending("seq"));
            database.getCollection("documents").createIndex(Indexes.ascending("old"));
            for (int i = 0; i < 100; i++) {
                database.getCollection("documents").insertOne(new Document("_id", i).append("version", 1));
                rebuilt.insertOne(new Document("_id", i).append("version", 2).append("seq", 100 - i));
            }
            rebuilt.renameCollection(
                    new MongoNamespace("read", "documents"), new RenameCollectionOptions().dropTarget(true));
            assertRebuilt(database);
            database.getCollection("documents").insertOne(new Document("_id", 100).append("seq", 0));
            return null;
        });
        with(database -> {
            assertRebuilt(database);
            assertThat(database.getCollection("documents")
                            .find()
                            .sort(Sorts.ascending("seq"))
                            .first())
                    .containsEntry("_id", 100);
            return null;
        });
    }

    private static void assertRebuilt(MongoDatabase database) {
        assertThat(database.listCollectionNames()).containsExactly("documents");
        MongoCollection<Document> documents = database.getCollection("documents");
        assertThat(documents.countDocuments(Filters.eq("version", 2))).isEqualTo(100);
        assertThat(documents.countDocuments(Filters.eq("version", 1))).isZero();
        assertThat(documents.listIndexes().map(index -> index.getString("name")))
                .containsExactlyInAnyOrder("_id_", "seq_1");
    }

    @Test
    void aTornTailIsCutOff() throws IOException {
        with(database -> {
            for (int i = 0; i < 100; i++) {
                database.getCollection("documents").insertOne(new Document("_id", i).append("text", "x".repeat(100)));
            }
            return null;
        });
        Path segment = new JournalFiles(directory).segments().lastEntry().getValue();
        try (RandomAccessFile file = new RandomAccessFile(segment.toFile(), "rw")) {
            file.setLength(file.length() - 50);
        }
        with(database -> {
            assertThat(database.getCollection("documents").countDocuments()).isEqualTo(99);
            database.getCollection("documents").insertOne(new Document("_id", "after"));
            return null;
        });
        with(database -> {
            assertThat(database.getCollection("documents").countDocuments()).isEqualTo(100);
            return null;
        });
    }

    @Test
    void aDamagedMiddleDiscardsEverything() throws IOException {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 5; round++) {
            with(database -> {
                for (int i = 0; i < 200; i++) {
                    database.getCollection("documents")
                            .replaceOne(Filters.eq(i), new Document("text", "x".repeat(100)), UPSERT);
                }
                return null;
            });
            Path segment = new JournalFiles(directory).segments().lastEntry().getValue();
            try (RandomAccessFile file = new RandomAccessFile(segment.toFile(), "rw")) {
                long damaged = random.nextLong(file.length() / 2);
                file.seek(damaged);
                int value = file.read();
                file.seek(damaged);
                file.write(value + 1);
            }
            with(database -> {
                assertThat(database.getCollection("documents").countDocuments())
                        .as("seed %d", seed)
                        .isZero();
                return null;
            });
        }
    }

    @Test
    void aDamagedSnapshotDiscardsEverything() throws IOException {
        writeUntilCompacted();
        Path snapshot = new JournalFiles(directory).snapshots().lastEntry().getValue();
        try (RandomAccessFile file = new RandomAccessFile(snapshot.toFile(), "rw")) {
            file.setLength(file.length() - 1);
        }
        with(database -> {
            assertThat(database.getCollection("documents").countDocuments()).isZero();
            return null;
        });
    }

    @Test
    void filesAreCompactedWhileChangesGoOn() throws IOException {
        long written = writeUntilCompacted();
        with(database -> {
            MongoCollection<Document> documents = database.getCollection("documents");
            assertThat(documents.countDocuments()).isEqualTo(Math.min(written, 500));
            for (long i = Math.max(0, written - 500); i < written; i++) {
                assertThat(documents.find(Filters.eq(i % 500)).first()).containsEntry("round", i / 500);
            }
            return null;
        });
    }

    @Test
    void onceCompactedTheFilesHoldNothingThatIsGone() throws IOException {
        with(database -> {
            MongoCollection<Document> documents = database.getCollection("documents");
            documents.insertOne(new Document("_id", 1).append("text", "what is gone"));
            documents.insertOne(new Document("_id", 2).append("text", "what stays"));
            documents.replaceOne(Filters.eq(1), new Document("text", "what came after"));
            return null;
        });
        assertThat(files()).contains("what is gone");

        try (EmbeddedMongo mongo = EmbeddedMongo.start(directory)) {
            mongo.compact();
            assertThat(files()).contains("what came after", "what stays").doesNotContain("what is gone");
        }
        assertThat(files()).contains("what came after", "what stays").doesNotContain("what is gone");
    }

    private String files() throws IOException {
        StringBuilder content = new StringBuilder();
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                content.append(Files.readString(file, StandardCharsets.ISO_8859_1));
            }
        }
        return content.toString();
    }

    private long writeUntilCompacted() throws IOException {
        long written = 0;
        try (EmbeddedMongo mongo = EmbeddedMongo.start(directory, MIN_GARBAGE);
                MongoClient client = MongoClients.create(mongo.connectionString())) {
            MongoCollection<Document> documents = client.getDatabase("read").getCollection("documents");
            documents.createIndex(Indexes.ascending("round"));
            Instant end = Instant.now().plus(Duration.ofSeconds(30));
            while (mongo.compactions() < 3 && Instant.now().isBefore(end)) {
                List<ReplaceOneModel<Document>> batch = new ArrayList<>();
                for (int i = 0; i < 100; i++, written++) {
                    batch.add(new ReplaceOneModel<>(
                            Filters.eq(written % 500),
                            new Document("round", written / 500).append("text", "x".repeat(1_000)),
                            UPSERT));
                }
                documents.bulkWrite(batch);
            }
            assertThat(mongo.compactions()).isGreaterThanOrEqualTo(3);
            assertThat(mongo.journalBytes()).isLessThan(5 << 20);
            assertThat(mongo.journalHealthy()).isTrue();
        }
        return written;
    }

    /** A full disk cannot be had without special rights; the device that behaves like one can. */
    @Test
    void aFullDiskStopsTheJournalAndNothingElse() throws IOException {
        Path full = Path.of("/dev/full");
        assumeThat(full).exists();
        with(database -> {
            database.getCollection("documents").insertOne(new Document("_id", "written"));
            return null;
        });
        long next = new JournalFiles(directory).segments().lastKey() + 1;
        Path segment = new JournalFiles(directory).segment(next);
        Files.createSymbolicLink(segment, full);
        try (EmbeddedMongo mongo = EmbeddedMongo.start(directory, MIN_GARBAGE);
                MongoClient client = MongoClients.create(mongo.connectionString())) {
            MongoCollection<Document> documents = client.getDatabase("read").getCollection("documents");
            for (int i = 0; i < 20_000; i++) {
                documents.insertOne(new Document("_id", i).append("text", "x".repeat(1_000)));
            }
            assertThat(mongo.journalHealthy()).isFalse();
            assertThat(documents.countDocuments()).isEqualTo(20_001);
        }
        Files.delete(segment);
        with(database -> {
            assertThat(all(database.getCollection("documents"))).containsExactly(new Document("_id", "written"));
            return null;
        });
    }

    @Test
    void twoServersCannotShareADirectory() {
        try (EmbeddedMongo first = EmbeddedMongo.start(directory)) {
            assertThat(first.documents()).isZero();
            assertThatThrownBy(() -> EmbeddedMongo.start(directory))
                    .isInstanceOf(EmbeddedStoreException.class)
                    .hasMessageContaining(directory.toString());
        }
    }

    @Test
    void aKilledServerContinuesFromAStateItHad() throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        long token = 0;
        for (int round = 0; round < 6; round++) {
            try (ChildJvm child = ChildJvm.start(Server.class, directory, directory.resolve("address"));
                    MongoClient client = MongoClients.create(address(child))) {
                MongoDatabase database = client.getDatabase("read");
                token = assertNoTokenAheadOfItsDocuments(database, seed);
                AtomicBoolean running = new AtomicBoolean(true);
                Thread writer = Thread.ofPlatform().start(() -> project(database, running));
                Thread.sleep(300 + random.nextInt(1_500));
                running.set(false);
                child.kill();
                writer.join();
            }
        }
        assertThat(token).isPositive();
        with(database -> assertNoTokenAheadOfItsDocuments(database, seed));
    }

    private String address(ChildJvm child) throws IOException {
        child.awaitLine("started");
        return Files.readString(directory.resolve("address"));
    }

    /** As projections do: a batch of documents, then the position they stand for. */
    private static void project(MongoDatabase database, AtomicBoolean running) {
        MongoCollection<Document> documents = database.getCollection("documents");
        MongoCollection<Document> positions = database.getCollection("positions");
        documents.createIndex(Indexes.ascending("audience", "seq"));
        Document last = positions.find(Filters.eq("projection")).first();
        long position = last == null ? 0 : last.getLong("position");
        try {
            while (running.get()) {
                List<ReplaceOneModel<Document>> batch = new ArrayList<>();
                for (int i = 0; i < 50; i++) {
                    position++;
                    batch.add(new ReplaceOneModel<>(
                            Filters.eq("document" + position % 1_000),
                            new Document("seq", position)
                                    .append("audience", List.of("a", "b" + position % 7))
                                    .append("text", "x".repeat(1_000)),
                            UPSERT));
                }
                documents.bulkWrite(batch);
                positions.replaceOne(Filters.eq("projection"), new Document("position", position), UPSERT);
            }
        } catch (MongoException expectedWhenKilled) {
            assertThat(expectedWhenKilled).isNotInstanceOf(MongoWriteException.class);
        }
    }

    private static long assertNoTokenAheadOfItsDocuments(MongoDatabase database, long seed) {
        Document last = database.getCollection("positions")
                .find(Filters.eq("projection"))
                .first();
        long position = last == null ? 0 : last.getLong("position");
        MongoCollection<Document> documents = database.getCollection("documents");
        List<Document> all = all(documents);
        long newest = all.stream()
                .mapToLong(document -> document.getLong("seq"))
                .max()
                .orElse(0);
        assertThat(newest).as("seed %d", seed).isBetween(position, position + 50);
        // A prefix: every number up to the newest is the one of its document.
        for (Document document : all) {
            long seq = document.getLong("seq");
            assertThat(document.getString("_id")).as("seed %d", seed).isEqualTo("document" + seq % 1_000);
            assertThat(seq).as("seed %d", seed).isGreaterThan(newest - 1_000);
        }
        assertThat(all).as("seed %d", seed).hasSize((int) Math.min(newest, 1_000));
        assertThat(documents.countDocuments(Filters.eq("audience", "a")))
                .as("seed %d", seed)
                .isEqualTo(all.size());
        return position;
    }

    /** The server in a process of its own. */
    static final class Server {

        public static void main(String[] arguments) throws InterruptedException, IOException {
            EmbeddedMongo mongo = EmbeddedMongo.start(Path.of(arguments[0]), MIN_GARBAGE);
            Files.writeString(Path.of(arguments[1]), mongo.connectionString());
            System.out.println("started");
            Thread.sleep(Duration.ofMinutes(5));
        }
    }

    private static List<Document> all(MongoCollection<Document> collection) {
        return collection.find().into(new ArrayList<>());
    }
}
