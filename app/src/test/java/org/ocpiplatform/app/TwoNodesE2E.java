package org.ocpiplatform.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ocpiplatform.embedded.DataDirectory;
import org.ocpiplatform.embedded.mongo.EmbeddedMongo;
import org.ocpiplatform.embedded.postgres.PostgresServer;
import tools.jackson.databind.JsonNode;

/** Two platforms on the same stores: conflicts are retried inside, no update is lost, and what is erased is on both. */
class TwoNodesE2E {

    private static final String URL = "/ocpi/emsp/2.3.0/sessions/NL/TNM/RACE1";
    private static final int PATCHES_PER_NODE = 24;
    private static final int SESSIONS = 4;

    /** Of the driver of all sessions. */
    private static final String UID = "012345678";

    @TempDir
    Path postgresDir;

    @TempDir
    Path mongoDir;

    @TempDir
    Path firstDir;

    @TempDir
    Path secondDir;

    @Test
    void twoNodesNeverLoseAnUpdateAndNeverAnswerWithAConflict() throws Exception {
        try (DataDirectory directory = DataDirectory.open(postgresDir);
                PostgresServer postgres = PostgresServer.start(directory);
                EmbeddedMongo mongo = EmbeddedMongo.start(mongoDir)) {
            String[] stores = {
                "--ocpi.event-store.url=" + postgres.jdbcUrl(),
                "--ocpi.event-store.username=" + postgres.username(),
                "--ocpi.event-store.password=" + postgres.password(),
                "--ocpi.read-store.uri=" + mongo.connectionString()
            };
            try (RunningPlatform first = RunningPlatform.start(firstDir, stores);
                    RunningPlatform second = RunningPlatform.start(secondDir, stores)) {
                String token = first.provisionToken("CPO", "NL", "TNM");
                Http cpo = first.partner(token);
                cpo.put(URL, SessionJson.aSession("RACE1", "DE", "ABC", "2026-01-10T10:00:00Z"));

                List<Callable<Http.Answer>> patches = new ArrayList<>();
                for (int i = 0; i < PATCHES_PER_NODE; i++) {
                    patches.add(() -> first.partner(token).patch(URL, PERIOD));
                    patches.add(() -> second.partner(token).patch(URL, PERIOD));
                }
                try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
                    for (Future<Http.Answer> answer : threads.invokeAll(patches)) {
                        assertThat(answer.get().outcome()).isEqualTo("200/1000");
                        assertThat(answer.get().header("X-Projection-Behind")).isEmpty();
                    }
                }

                assertThat(second.partner(token)
                                .get(URL)
                                .data()
                                .get("charging_periods")
                                .size())
                        .isEqualTo(2 * PATCHES_PER_NODE);
            }
        }
    }

    @Test
    void whatOneNodeErasesNoNodeRemembers() throws Exception {
        try (DataDirectory directory = DataDirectory.open(postgresDir);
                PostgresServer postgres = PostgresServer.start(directory);
                EmbeddedMongo mongo = EmbeddedMongo.start(mongoDir);
                MongoClient client = MongoClients.create(mongo.connectionString())) {
            String[] stores = {
                "--ocpi.event-store.url=" + postgres.jdbcUrl(),
                "--ocpi.event-store.username=" + postgres.username(),
                "--ocpi.event-store.password=" + postgres.password(),
                "--ocpi.read-store.uri=" + mongo.connectionString()
            };
            try (RunningPlatform first = RunningPlatform.start(firstDir, stores);
                    RunningPlatform second = RunningPlatform.start(secondDir, stores)) {
                String token = first.provisionToken("CPO", "NL", "TNM");
                for (int i = 0; i < SESSIONS; i++) {
                    (i % 2 == 0 ? first : second)
                            .partner(token)
                            .put(URL + i, SessionJson.aSession("RACE1" + i, "DE", "ABC", "2026-01-10T10:00:00Z"));
                    first.partner(token).patch(URL + i, PERIOD);
                    second.partner(token).patch(URL + i, PERIOD);
                }
                assertThat(documentsWith(client, UID)).isPositive();

                Http.Answer asked = second.admin()
                        .post(
                                "/admin/erasures",
                                "{\"country_code\":\"DE\",\"party_id\":\"ABC\",\"uid\":\"" + UID + "\"}");
                assertThat(asked.status()).as(asked.toString()).isEqualTo(202);
                String url = "/admin/erasures/" + asked.json().get("id").asString();
                await().atMost(Duration.ofMinutes(2))
                        .until(() -> first.admin()
                                .get(url)
                                .json()
                                .get("state")
                                .asString()
                                .equals("DONE"));

                assertThat(documentsWith(client, UID)).isZero();
                for (int i = 0; i < SESSIONS; i++) {
                    assertThat(first.partner(token).patch(URL + i, PERIOD).outcome())
                            .isEqualTo("200/1000");
                    assertThat(second.partner(token).patch(URL + i, PERIOD).outcome())
                            .isEqualTo("200/1000");
                }
                assertThat(documentsWith(client, UID)).isZero();
                JsonNode session = first.partner(token).get(URL + 0).data();
                assertThat(session.get("charging_periods").size()).isEqualTo(4);
                assertThat(session.at("/cdr_token/uid").asString())
                        .isEqualTo("erased-" + asked.json().get("id").asString());
            }
        }
    }

    private static long documentsWith(MongoClient client, String text) {
        long found = 0;
        for (String database : client.listDatabaseNames()) {
            for (String collection : client.getDatabase(database).listCollectionNames()) {
                for (Document document :
                        client.getDatabase(database).getCollection(collection).find()) {
                    found += document.toJson().contains(text) ? 1 : 0;
                }
            }
        }
        return found;
    }

    private static final String PERIOD = """
            {"charging_periods":[{"start_date_time":"2026-01-10T10:00:00Z","dimensions":[{"type":"ENERGY","volume":1}]}],
             "last_updated":"2026-01-10T11:00:00Z"}
            """;
}
