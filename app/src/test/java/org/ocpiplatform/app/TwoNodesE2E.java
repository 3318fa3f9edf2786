package org.ocpiplatform.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ocpiplatform.embedded.DataDirectory;
import org.ocpiplatform.embedded.mongo.EmbeddedMongo;
import org.ocpiplatform.embedded.postgres.PostgresServer;

/** Two platforms on the same stores race for one session: conflicts are retried inside, and no update is lost. */
class TwoNodesE2E {

    private static final String URL = "/ocpi/emsp/2.3.0/sessions/NL/TNM/RACE1";
    private static final int PATCHES_PER_NODE = 24;

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

    private static final String PERIOD = """
            {"charging_periods":[{"start_date_time":"2026-01-10T10:00:00Z","dimensions":[{"type":"ENERGY","volume":1}]}],
             "last_updated":"2026-01-10T11:00:00Z"}
            """;
}
