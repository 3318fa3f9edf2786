package org.ocpiplatform.read.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Indexes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.ocpiplatform.read.Intercepted;
import org.ocpiplatform.read.ReadStore;

class IndexBuildsIT {

    @RegisterExtension
    static final ReadStore STORE = new ReadStore();

    private static final List<Bson> INDEXES = List.of(Indexes.ascending("a"), Indexes.ascending("b", "c"));

    @Test
    void onAnEmptyCollectionIndexesAreThereAtOnce() {
        MongoCollection<Document> things = STORE.database().getCollection("things");
        try (IndexBuilds builds = new IndexBuilds()) {
            builds.create(things, INDEXES);

            assertThat(builds.building()).isEmpty();
            assertThat(names(things)).containsExactlyInAnyOrder("_id_", "a_1", "b_1_c_1");
        }
    }

    @Test
    void onACollectionWithDocumentsTheyAreBuiltBesideAndToldUntilTheyAre() {
        MongoCollection<Document> real = STORE.database().getCollection("things");
        real.insertOne(new Document("a", 1));
        CountDownLatch slow = new CountDownLatch(1);
        MongoCollection<Document> things = Intercepted.database(STORE.database(), (name, method, call) -> {
                    if (method.equals("createIndex")) {
                        slow.await();
                    }
                    return call.proceed();
                })
                .getCollection("things");
        try (IndexBuilds builds = new IndexBuilds()) {
            builds.create(things, INDEXES);

            assertThat(builds.building()).hasSize(2).allMatch(what -> what.endsWith(" of things"));
            real.insertOne(new Document("a", 2));
            assertThat(real.countDocuments()).isEqualTo(2);

            slow.countDown();
            await().atMost(Duration.ofSeconds(20)).until(() -> builds.building().isEmpty());
            assertThat(names(real)).containsExactlyInAnyOrder("_id_", "a_1", "b_1_c_1");
        }
    }

    @Test
    void whatIsThereIsNotCreatedAgain() {
        MongoCollection<Document> things = STORE.database().getCollection("things");
        try (IndexBuilds builds = new IndexBuilds()) {
            builds.create(things, INDEXES);
            things.insertOne(new Document("a", 1));

            builds.create(things, INDEXES);

            assertThat(builds.building()).isEmpty();
        }
    }

    private static List<String> names(MongoCollection<Document> collection) {
        return collection.listIndexes().map(index -> index.getString("name")).into(new ArrayList<>());
    }
}
