package org.ocpiplatform.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.bulk.BulkWriteError;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.DeleteOneModel;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.Sorts;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.stream.Stream;
import org.bson.Document;
import org.bson.types.Binary;
import org.bson.types.Decimal128;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ocpiplatform.embedded.mongo.EmbeddedMongo;
import org.ocpiplatform.ocpi.json.EncodedJson;
import org.ocpiplatform.read.projection.DocumentCollection;
import org.ocpiplatform.read.projection.DocumentCollection.Find;
import org.ocpiplatform.read.projection.DocumentCollections;
import org.ocpiplatform.read.projection.StoredFields;

/** Both ways to a collection of the embedded read store mean the same. */
class EmbeddedDocumentsIT {

    private static final ReplaceOptions UPSERT = new ReplaceOptions().upsert(true);

    @TempDir
    Path directory;

    @Test
    void documentsAreTheSameWhicheverWayTheyWentAndCame() {
        try (EmbeddedMongo mongo = EmbeddedMongo.start(directory);
                MongoClient client = MongoClients.create(mongo.connectionString())) {
            MongoDatabase database = client.getDatabase("ocpi");
            DocumentCollections direct = new EmbeddedDocuments(mongo, database);
            DocumentCollections driver = DocumentCollections.of(database);
            Document document = new Document("_id", "a")
                    .append("revision", 1L)
                    .append("text", "é漢😀\u0000")
                    .append("at", new Date(1_767_225_600_123L))
                    .append("instant", Instant.ofEpochMilli(5))
                    .append("nothing", null)
                    .append("list", Arrays.asList("x", null, 1, 2L, 2.5, true, List.of(), new Document()))
                    .append("nested", new Document("deep", new Document("deeper", 1)))
                    .append("bytes", new Binary(new byte[] {0, 1, -1}))
                    .append("exact", new Decimal128(new BigDecimal("1.20")));

            assertThat(write(direct.named("direct"), document)).isEmpty();
            assertThat(write(driver.named("driver"), document)).isEmpty();

            Document expected = driver.named("driver").first(all()).decoded();
            assertThat(expected).containsEntry("text", "é漢😀\u0000").containsEntry("at", document.getDate("at"));
            assertThat(driver.named("direct").first(all()).decoded()).isEqualTo(expected);
            assertThat(direct.named("direct").first(all()).decoded()).isEqualTo(expected);
            assertThat(direct.named("driver").first(all()).decoded()).isEqualTo(expected);
            for (String field : expected.keySet()) {
                assertThat(direct.named("direct")
                                .first(all().only("_id", field))
                                .decoded())
                        .isEqualTo(driver.named("direct")
                                .first(all().only("_id", field))
                                .decoded());
            }
        }
    }

    @Test
    void fieldsAreTheSameWhicheverWayTheyAreRead() {
        try (EmbeddedMongo mongo = EmbeddedMongo.start(directory);
                MongoClient client = MongoClients.create(mongo.connectionString())) {
            MongoDatabase database = client.getDatabase("ocpi");
            DocumentCollection direct = new EmbeddedDocuments(mongo, database).named("things");
            DocumentCollection driver = DocumentCollections.of(database).named("things");
            write(
                    direct,
                    new Document("_id", "a")
                            .append("revision", 1L)
                            .append("json", "{\"name\":\"é\"}")
                            .append("json5", "{}")
                            .append("nothing", null)
                            .append("list", List.of("x", "y")));

            for (StoredFields found : List.of(direct.first(all()), driver.first(all()))) {
                assertThat(found.text("_id")).isEqualTo("a");
                assertThat(found.number("revision")).isEqualTo(1L);
                assertThat(found.json("json")).isEqualTo(EncodedJson.of("{\"name\":\"é\"}"));
                assertThat(found.texts("list")).containsExactly("x", "y");
                assertThat(Stream.of("json", "nothing").allMatch(found::has)).isTrue();
                assertThat(Stream.of("jso", "json6", "é").anyMatch(found::has)).isFalse();
                for (String missing : List.of("jso", "nothing")) {
                    assertThat(found.text(missing)).isNull();
                    assertThat(found.number(missing)).isNull();
                    assertThat(found.json(missing)).isNull();
                    assertThat(found.texts(missing)).isEmpty();
                }
            }
        }
    }

    @Test
    void findsCountsAndRefusalsAreTheSame() {
        try (EmbeddedMongo mongo = EmbeddedMongo.start(directory);
                MongoClient client = MongoClients.create(mongo.connectionString())) {
            MongoDatabase database = client.getDatabase("ocpi");
            for (DocumentCollections way :
                    List.of(new EmbeddedDocuments(mongo, database), DocumentCollections.of(database))) {
                DocumentCollection things = way.named(way instanceof EmbeddedDocuments ? "direct" : "driver");
                for (int i = 0; i < 10; i++) {
                    assertThat(write(
                                    things,
                                    new Document("_id", "t" + i)
                                            .append("revision", 5L)
                                            .append("n", (long) i)))
                            .isEmpty();
                }

                List<BulkWriteError> errors = things.write(List.of(
                        replacement(
                                new Document("_id", "t0").append("revision", 5L).append("n", 99L)),
                        replacement(
                                new Document("_id", "t1").append("revision", 6L).append("n", -1L)),
                        replacement(
                                new Document("_id", "t2").append("revision", 6L).append("n\u0000", 1)),
                        replacement(
                                new Document("_id", "t3").append("revision", 6L).append("n", "x".repeat(17 << 20))),
                        new DeleteOneModel<>(Filters.eq("_id", "t4")),
                        new DeleteOneModel<>(Filters.and(Filters.eq("_id", "t5"), Filters.lt("revision", 5L)))));

                assertThat(errors.stream().map(BulkWriteError::getIndex).sorted())
                        .containsExactly(0, 2, 3);
                assertThat(errors.stream()
                                .filter(error -> error.getIndex() == 0)
                                .map(BulkWriteError::getCode))
                        .containsExactly(11000);
                assertThat(errors.stream()
                                .filter(error -> error.getIndex() == 2)
                                .map(BulkWriteError::getCode))
                        .containsExactly(DocumentCollection.NOT_ENCODED);
                assertThat(things.count(Filters.gte("n", 0L))).isEqualTo(8);
                assertThat(things.all(
                                Find.matching(Filters.gte("n", 0L)).only("n").sorted(Sorts.descending("n"), 1, 3)))
                        .extracting(found -> found.number("n"))
                        .containsExactly(8L, 7L, 6L);
                assertThat(things.first(Find.matching(Filters.eq("_id", "t4")))).isNull();
                assertThat(things.first(Find.matching(Filters.eq("_id", "t1")).only("n"))
                                .decoded())
                        .containsEntry("n", -1L)
                        .doesNotContainKey("revision");
            }
        }
    }

    private static Find all() {
        return Find.matching(new Document());
    }

    private static List<BulkWriteError> write(DocumentCollection collection, Document document) {
        return collection.write(List.of(replacement(document)));
    }

    private static ReplaceOneModel<Document> replacement(Document document) {
        return new ReplaceOneModel<>(
                Filters.and(
                        Filters.eq("_id", document.getString("_id")),
                        Filters.lt("revision", document.getLong("revision"))),
                document,
                UPSERT);
    }
}
