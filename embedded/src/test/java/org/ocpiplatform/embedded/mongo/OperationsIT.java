package org.ocpiplatform.embedded.mongo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.DuplicateKeyException;
import com.mongodb.ErrorCategory;
import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoCommandException;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import com.mongodb.client.result.UpdateResult;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The operations of the token store, the dead letter queue and the projections. */
class OperationsIT {

    @TempDir
    Path directory;

    private EmbeddedMongo mongo;
    private MongoClient client;
    private MongoDatabase database;
    private MongoCollection<Document> collection;

    @BeforeEach
    void start() {
        mongo = EmbeddedMongo.start(directory);
        client = MongoClients.create(mongo.connectionString());
        database = client.getDatabase("read");
        collection = database.getCollection("documents");
    }

    @AfterEach
    void stop() {
        client.close();
        mongo.close();
    }

    @Test
    void aReplacedDocumentHasItsFieldsInTheOrderOfTheReplacement() {
        collection.insertOne(new Document("_id", "a").append("old", 1).append("last", 1));

        collection.replaceOne(
                Filters.eq("a"), new Document("first", 1).append("added", 2).append("last", 3));
        assertThat(collection.find().first().toJson())
                .isEqualTo("{\"_id\": \"a\", \"first\": 1, \"added\": 2, \"last\": 3}");

        collection.findOneAndReplace(Filters.eq("a"), new Document("last", 4).append("first", 5));
        assertThat(collection.find().first().toJson()).isEqualTo("{\"_id\": \"a\", \"last\": 4, \"first\": 5}");

        collection.updateOne(Filters.eq("a"), Updates.set("first", 6));
        assertThat(collection.find().first().toJson()).isEqualTo("{\"_id\": \"a\", \"last\": 4, \"first\": 6}");
    }

    @Test
    void clientsCanIntroduceThemselves() {
        assertThat(client.getDatabase("admin").runCommand(new Document("hello", 1)))
                .containsEntry("isWritablePrimary", true);
        assertThat(client.getDatabase("admin").runCommand(new Document("ping", 1)))
                .containsEntry("ok", 1.0);
        assertThat(database.runCommand(new Document("buildInfo", 1))).containsKey("version");
        assertThat(database.runCommand(new Document("serverStatus", 1))).containsKey("connections");
        assertThat(database.runCommand(new Document("collStats", "documents"))).containsEntry("count", 0);
        assertThat(client.listDatabaseNames()).contains("read");
    }

    @Test
    void aTokenIsClaimedByOneOwnerAtATime() {
        collection.createIndex(Indexes.ascending("processorName", "segment"), new IndexOptions().unique(true));
        collection.insertOne(
                new Document("processorName", "p").append("segment", 0).append("owner", null));
        Bson free = Filters.and(
                Filters.eq("processorName", "p"),
                Filters.eq("segment", 0),
                Filters.or(Filters.eq("owner", "a"), Filters.eq("owner", null), Filters.lt("timestamp", 100L)));
        Document claimed = collection.findOneAndUpdate(
                free,
                Updates.combine(Updates.set("owner", "a"), Updates.set("timestamp", 200L)),
                new FindOneAndUpdateOptions().returnDocument(ReturnDocument.AFTER));
        assertThat(claimed).containsEntry("owner", "a").containsEntry("timestamp", 200L);

        Bson ofB = Filters.and(
                Filters.eq("processorName", "p"),
                Filters.eq("segment", 0),
                Filters.or(Filters.eq("owner", "b"), Filters.lt("timestamp", 100L)));
        assertThat(collection.findOneAndUpdate(ofB, Updates.set("owner", "b"))).isNull();
        assertThat(collection.updateOne(ofB, Updates.set("owner", "b")).getMatchedCount())
                .isZero();
        assertThat(collection
                        .updateOne(Filters.eq("owner", "a"), Updates.set("owner", null))
                        .getModifiedCount())
                .isOne();
        assertThatThrownBy(() -> collection.insertOne(new Document("processorName", "p").append("segment", 0)))
                .isInstanceOfSatisfying(MongoWriteException.class, e -> {
                    assertThat(e.getCode()).isEqualTo(11_000);
                    assertThat(e.getError().getCategory()).isEqualTo(ErrorCategory.DUPLICATE_KEY);
                });
    }

    @Test
    void anOlderPositionDoesNotReplaceANewerOne() {
        Bson set = Updates.combine(
                Updates.set("position", 7L), Updates.setOnInsert("created", new Date(1)), Updates.inc("changes", 1));
        UpdateResult inserted = collection.updateOne(Filters.eq("x"), set, new UpdateOptions().upsert(true));
        assertThat(inserted.getUpsertedId()).isNotNull();
        Bson older = Filters.and(Filters.eq("x"), Filters.lt("position", 5L));
        assertThat(collection.updateOne(older, set).getMatchedCount()).isZero();
        Bson newer = Filters.and(Filters.eq("x"), Filters.lt("position", 9L));
        assertThat(collection.updateOne(newer, Updates.set("position", 9L)).getModifiedCount())
                .isOne();
        // The upsert of an older one finds no match and collides with the newer one.
        assertThatThrownBy(() -> collection.updateOne(older, set, new UpdateOptions().upsert(true)))
                .isInstanceOfSatisfying(
                        MongoWriteException.class,
                        e -> assertThat(e.getError().getCategory()).isEqualTo(ErrorCategory.DUPLICATE_KEY));
        assertThat(collection.find(Filters.eq("x")).first())
                .containsEntry("position", 9L)
                .containsEntry("created", new Date(1))
                .containsEntry("changes", 1);
    }

    @Test
    void aBulkWriteGoesOnAfterADuplicate() {
        List<UpdateOneModel<Document>> updates = IntStream.range(0, 10)
                .mapToObj(i -> new UpdateOneModel<Document>(
                        Filters.and(Filters.eq(i), Filters.lt("position", 5)),
                        Updates.set("position", 4),
                        new UpdateOptions().upsert(true)))
                .toList();
        collection.insertOne(new Document("_id", 3).append("position", 8));
        assertThatThrownBy(() -> collection.bulkWrite(updates, new BulkWriteOptions().ordered(false)))
                .isInstanceOfSatisfying(MongoBulkWriteException.class, e -> {
                    assertThat(e.getWriteErrors()).hasSize(1);
                    assertThat(e.getWriteErrors().getFirst().getCategory()).isEqualTo(ErrorCategory.DUPLICATE_KEY);
                });
        assertThat(collection.countDocuments()).isEqualTo(10);
        assertThat(collection.find(Filters.eq(3)).first()).containsEntry("position", 8);
    }

    @Test
    void deadLettersAreTakenInOrderAndRemoved() {
        collection.createIndex(
                Indexes.ascending("processingGroup", "sequenceIdentifier", "index"), new IndexOptions().unique(true));
        for (int i = 0; i < 30; i++) {
            collection.insertOne(new Document("_id", "letter" + i)
                    .append("processingGroup", "group")
                    .append("sequenceIdentifier", "sequence" + i % 3)
                    .append("index", i / 3)
                    .append("lastTouched", (long) i));
        }
        Bson sequence =
                Filters.and(Filters.eq("processingGroup", "group"), Filters.eq("sequenceIdentifier", "sequence1"));
        assertThat(collection.countDocuments(sequence)).isEqualTo(10);
        assertThat(collection
                        .find(sequence)
                        .sort(Sorts.descending("index"))
                        .limit(1)
                        .first())
                .containsEntry("index", 9);
        Document taken = collection.findOneAndUpdate(
                Filters.and(
                        sequence,
                        Filters.or(Filters.eq("processingStarted", null), Filters.lt("processingStarted", 5L))),
                Updates.set("processingStarted", 10L),
                new FindOneAndUpdateOptions().sort(Sorts.ascending("index")));
        assertThat(taken).containsEntry("_id", "letter1");
        assertThat(collection.find(Filters.eq("letter1")).first()).containsEntry("processingStarted", 10L);
        assertThat(collection.findOneAndDelete(Filters.eq("letter1"))).isNotNull();
        assertThat(collection.distinct("sequenceIdentifier", String.class))
                .containsExactlyInAnyOrder("sequence0", "sequence1", "sequence2");
        assertThat(collection.deleteMany(sequence).getDeletedCount()).isEqualTo(9);
        assertThat(collection.countDocuments()).isEqualTo(20);
        assertThat(collection.deleteOne(Filters.eq("letter0")).getDeletedCount())
                .isOne();
    }

    @Test
    void largeResultsComeInBatches() {
        String text = "x".repeat(100_000);
        for (int i = 0; i < 600; i++) {
            collection.insertOne(new Document("_id", i).append("text", text));
        }
        assertThat(collection.find()).hasSize(600);
        assertThat(collection
                        .find()
                        .projection(Projections.include("_id"))
                        .batchSize(7)
                        .into(new ArrayList<>()))
                .hasSize(600)
                .allSatisfy(document -> assertThat(document).hasSize(1));
        assertThat(collection.find().skip(590).batchSize(3)).hasSize(10);
    }

    @Test
    void aProjectionTakesAndLeavesOutFields() {
        collection.insertOne(new Document("_id", 1)
                .append("text", "one")
                .append("list", List.of("a", "b"))
                .append("inner", new Document("x", 1).append("y", 2)));

        assertThat(found(Projections.include("list", "inner", "none")))
                .isEqualTo(new Document("_id", 1)
                        .append("list", List.of("a", "b"))
                        .append("inner", new Document("x", 1).append("y", 2)));
        assertThat(found(Projections.include("inner.x")))
                .isEqualTo(new Document("_id", 1).append("inner", new Document("x", 1)));
        assertThat(found(Projections.exclude("list", "inner"))).isEqualTo(new Document("_id", 1).append("text", "one"));
        assertThat(found(Projections.fields(Projections.include("text"), Projections.excludeId())))
                .isEqualTo(new Document("text", "one"));
    }

    private Document found(Bson projection) {
        return Objects.requireNonNull(collection.find().projection(projection).first());
    }

    @Test
    void countsTakeSkipAndLimitIntoAccount() {
        collection.insertMany(IntStream.range(0, 20)
                .mapToObj(i -> new Document("_id", i).append("kind", i % 2))
                .toList());
        List<Bson> limited = List.of(
                new Document("$match", new Document("kind", 1)),
                new Document("$skip", 4),
                new Document("$limit", 3),
                new Document("$group", new Document("_id", null).append("n", new Document("$sum", 1))));
        assertThat(collection.aggregate(limited)).containsExactly(new Document("_id", null).append("n", 3));
        List<Bson> sums = List.of(
                new Document("$match", new Document("kind", 1)),
                new Document("$group", new Document("_id", "$kind").append("sum", new Document("$sum", "$_id"))));
        assertThat(collection.aggregate(sums)).containsExactly(new Document("_id", 1).append("sum", 100));
        assertThat(collection.estimatedDocumentCount()).isEqualTo(20);
        assertThat(collection.countDocuments(Filters.eq("kind", 5))).isZero();
    }

    @Test
    void anIndexOfTheSameNameMustBeTheSame() {
        collection.createIndex(Indexes.ascending("a"), new IndexOptions().name("index"));
        collection.createIndex(Indexes.ascending("a"), new IndexOptions().name("index"));
        assertThatThrownBy(() -> collection.createIndex(Indexes.ascending("b"), new IndexOptions().name("index")))
                .isInstanceOfSatisfying(
                        MongoCommandException.class,
                        e -> assertThat(e.getCode()).isEqualTo(86));
        collection.insertMany(List.of(new Document("u", 1), new Document("u", 1)));
        assertThatThrownBy(() -> collection.createIndex(Indexes.ascending("u"), new IndexOptions().unique(true)))
                .isInstanceOf(DuplicateKeyException.class);
        collection.dropIndexes();
        assertThat(collection.listIndexes()).hasSize(1);
        assertThatThrownBy(() -> collection.dropIndex("_id_")).isInstanceOf(MongoCommandException.class);
    }

    @Test
    void twoArraysInOneIndexAreRejected() {
        collection.createIndex(Indexes.ascending("a", "b"));
        collection.insertOne(new Document("a", List.of(1, 2)).append("b", 1));
        assertThatThrownBy(() -> collection.insertOne(new Document("a", List.of(1, 2)).append("b", List.of(1))))
                .isInstanceOf(MongoWriteException.class);
        assertThat(collection.countDocuments()).isOne();
    }
}
