package org.ocpiplatform.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ocpiplatform.embedded.DataDirectory;
import org.ocpiplatform.embedded.mongo.EmbeddedMongo;
import org.ocpiplatform.embedded.postgres.PostgresServer;
import tools.jackson.databind.JsonNode;

/** Projections are rebuilt while they serve, and made anew when the read store is lost; on external stores as well. */
class ProjectionsE2E {

    private static final String SESSIONS = "/ocpi/emsp/2.3.0/sessions";
    private static final int COUNT = 300;

    @TempDir
    Path dataDir;

    @TempDir
    Path postgresDir;

    @TempDir
    Path firstMongoDir;

    @TempDir
    Path secondMongoDir;

    @Test
    void aRebuildServesAllTheWhileAndEndsWithTheSameContents() throws Exception {
        try (RunningPlatform platform = RunningPlatform.start(dataDir)) {
            Http cpo = platform.provision("CPO", "NL", "TNM");
            Http emsp = platform.provision("EMSP", "DE", "ABC");
            fill(cpo);
            String before = emsp.get(SESSIONS + "?limit=1000").data().toString();

            assertThat(platform.admin()
                            .post("/admin/projections/sessions/rebuild", "")
                            .status())
                    .isEqualTo(202);
            do {
                Http.Answer list = emsp.get(SESSIONS + "?limit=1000");
                assertThat(list.outcome()).isEqualTo("200/1000");
                assertThat(list.header("X-Total-Count")).contains(String.valueOf(COUNT));
            } while (!state(platform, "sessions").equals("RUNNING"));

            assertThat(emsp.get(SESSIONS + "?limit=1000").data().toString()).isEqualTo(before);
            assertThat(cpo.put(
                                    SESSIONS + "/NL/TNM/AFTER",
                                    SessionJson.aSession("AFTER", "DE", "ABC", "2026-01-10T10:00:00Z"))
                            .outcome())
                    .isEqualTo("201/1000");
            assertThat(emsp.get(SESSIONS + "?limit=1").header("X-Total-Count")).contains(String.valueOf(COUNT + 1));
            assertThat(platform.admin()
                            .post("/admin/projections/nothing/rebuild", "")
                            .status())
                    .isEqualTo(404);
        }
    }

    @Test
    void aLostReadStoreIsMadeAnewFromTheEventsOfAnExternalEventStore() throws Exception {
        try (DataDirectory directory = DataDirectory.open(postgresDir);
                PostgresServer postgres = PostgresServer.start(directory)) {
            String[] eventStore = {
                "--ocpi.event-store.url=" + postgres.jdbcUrl(),
                "--ocpi.event-store.username=" + postgres.username(),
                "--ocpi.event-store.password=" + postgres.password()
            };
            String emspToken;
            String before;
            try (EmbeddedMongo mongo = EmbeddedMongo.start(firstMongoDir);
                    RunningPlatform platform = RunningPlatform.start(dataDir, with(eventStore, mongo))) {
                emspToken = platform.provisionToken("EMSP", "DE", "ABC");
                fill(platform.provision("CPO", "NL", "TNM"));
                before = platform.partner(emspToken)
                        .get(SESSIONS + "?limit=1000")
                        .data()
                        .toString();
            }
            try (EmbeddedMongo empty = EmbeddedMongo.start(secondMongoDir);
                    RunningPlatform platform = RunningPlatform.start(dataDir, with(eventStore, empty))) {
                assertThat(platform.partner(emspToken)
                                .get(SESSIONS + "?limit=1000")
                                .data()
                                .toString())
                        .isEqualTo(before);
                assertThat(platform.log())
                        .contains("PostgreSQL at the configured URL", "MongoDB at the configured URI");
            }
        }
    }

    @Test
    void readinessFollowsTheReadStore() throws Exception {
        EmbeddedMongo mongo = EmbeddedMongo.start(firstMongoDir);
        try (RunningPlatform platform =
                RunningPlatform.start(dataDir, "--ocpi.read-store.uri=" + mongo.connectionString())) {
            mongo.close();
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
            while (platform.http().get("/actuator/health/readiness").status() != 503) {
                assertThat(System.nanoTime()).as("still ready").isLessThan(deadline);
                TimeUnit.MILLISECONDS.sleep(200);
            }
            assertThat(platform.http().get("/actuator/health/liveness").status())
                    .isEqualTo(200);
        } finally {
            mongo.close();
        }
    }

    private static String[] with(String[] settings, EmbeddedMongo mongo) {
        String[] all = java.util.Arrays.copyOf(settings, settings.length + 1);
        all[settings.length] = "--ocpi.read-store.uri=" + mongo.connectionString();
        return all;
    }

    private static void fill(Http cpo) throws Exception {
        for (int i = 0; i < COUNT; i++) {
            String id = "S%04d".formatted(i);
            assertThat(cpo.put(
                                    SESSIONS + "/NL/TNM/" + id,
                                    SessionJson.aSession(id, "DE", "ABC", "2026-01-10T10:00:00Z"))
                            .outcome())
                    .isEqualTo("201/1000");
        }
    }

    private static String state(RunningPlatform platform, String projection) throws Exception {
        for (JsonNode status : platform.admin().get("/admin/projections").json().values()) {
            if (status.get("name").asString().equals(projection)) {
                return status.get("state").asString();
            }
        }
        throw new AssertionError("no projection " + projection);
    }
}
