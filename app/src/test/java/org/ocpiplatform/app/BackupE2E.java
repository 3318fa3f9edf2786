package org.ocpiplatform.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.ocpiplatform.ocpi.locations.Locations.aLocation;
import static org.ocpiplatform.ocpi.locations.Locations.anEvse;
import static org.ocpiplatform.ocpi.tariffs.Tariffs.aTariff;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ocpiplatform.embedded.postgres.PostgresServer;
import tools.jackson.databind.JsonNode;

/**
 * A backup of PostgreSQL that is taken while partners write, as {@code pg_basebackup} takes it: the files as they are, the
 * log of what happened meanwhile, and a label that tells where to begin. With it, the shared keys and an empty read store
 * an installation answers every GET like the original.
 */
class BackupE2E {

    private static final int WRITERS = 8;
    private static final List<String> LISTS = List.of(
            "/ocpi/cpo/2.3.0/locations",
            "/ocpi/cpo/2.3.0/tariffs",
            "/ocpi/emsp/2.3.0/locations",
            "/ocpi/emsp/2.3.0/sessions");

    @TempDir
    Path original;

    @TempDir
    Path restored;

    @Test
    void aRestoredInstallationAnswersLikeTheOriginal() throws Exception {
        Map<String, JsonNode> before;
        JsonNode checkpoint;
        String token;
        try (SharedStores stores = SharedStores.start(original);
                RunningPlatform platform = stores.start("node")) {
            token = platform.provisionToken("CPO", "NL", "TNM");
            Http cpo = platform.partner(token);
            fill(cpo);
            try (Connection database = connect(stores.postgres());
                    SessionLoad load = SessionLoad.start(cpo, WRITERS)) {
                await().until(() -> load.writes().size() > 100);
                run(database, "SELECT pg_backup_start('test', true)");
                copy(original.resolve("postgres"), restored.resolve("postgres"));
                int copied = load.writes().size();
                await().until(() -> load.writes().size() > copied + 100);
                load.stop();
                assertThat(load.writes()).allMatch(write -> write.code() == 1000);
                // Sealed before the backup ends, or the restored platform would seal the last events anew.
                checkpoint = checkpoint(platform);
                finish(database);
            }
            before = answers(cpo);
            // What happens after the backup is not in it.
            assertThat(cpo.put(
                                    "/ocpi/emsp/2.3.0/sessions/NL/TNM/LATER",
                                    SessionJson.aSession("LATER", "DE", "ABC", "2026-01-10T10:00:00Z"))
                            .outcome())
                    .isEqualTo("201/1000");
        }
        copy(original.resolve("audit-keys"), restored.resolve("audit-keys"));
        copy(original.resolve("signing-keys"), restored.resolve("signing-keys"));

        try (SharedStores stores = SharedStores.start(restored);
                RunningPlatform platform = stores.start("node")) {
            assertThat(answers(platform.partner(token))).isEqualTo(before);
            JsonNode verified = platform.admin().get("/audit/verify").json();
            assertThat(verified.get("intact").asBoolean())
                    .as(verified.toString())
                    .isTrue();
            assertThat(checkpoints(platform)).contains(checkpoint);
            assertThat(platform.partner(token)
                            .get("/ocpi/emsp/2.3.0/sessions/NL/TNM/LATER")
                            .status())
                    .isEqualTo(404);
            assertThat(platform.partner(token)
                            .put(
                                    "/ocpi/emsp/2.3.0/sessions/NL/TNM/LATER",
                                    SessionJson.aSession("LATER", "DE", "ABC", "2026-01-10T10:00:00Z"))
                            .outcome())
                    .isEqualTo("201/1000");
        }
    }

    private static void fill(Http cpo) throws Exception {
        for (String side : List.of("cpo", "emsp")) {
            assertThat(cpo.put(
                                    "/ocpi/" + side + "/2.3.0/locations/NL/TNM/LOC1",
                                    aLocation()
                                            .ownedBy("NL", "TNM")
                                            .withId("LOC1")
                                            .withEvse(anEvse("E1"))
                                            .json()
                                            .toString())
                            .outcome())
                    .isEqualTo("201/1000");
        }
        assertThat(cpo.patch(
                                "/ocpi/emsp/2.3.0/locations/NL/TNM/LOC1/E1",
                                "{\"status\":\"CHARGING\",\"last_updated\":\"2027-01-01T00:00:00Z\"}")
                        .outcome())
                .isEqualTo("200/1000");
        assertThat(cpo.put(
                                "/ocpi/cpo/2.3.0/tariffs/NL/TNM/T1",
                                aTariff()
                                        .ownedBy("NL", "TNM")
                                        .withId("T1")
                                        .json()
                                        .toString())
                        .outcome())
                .isEqualTo("201/1000");
    }

    /** Ends the backup on the session that began it, and adds what recovery needs: the label, and the log up to here. */
    private void finish(Connection database) throws Exception {
        Path cluster = restored.resolve("postgres/postgres/data");
        try (Statement statement = database.createStatement();
                ResultSet result = statement.executeQuery("SELECT labelfile FROM pg_backup_stop(false)")) {
            result.next();
            Files.writeString(cluster.resolve("backup_label"), result.getString(1));
        }
        copy(original.resolve("postgres/postgres/data/pg_wal"), cluster.resolve("pg_wal"));
        Files.deleteIfExists(cluster.resolve("postmaster.pid"));
    }

    private static Connection connect(PostgresServer postgres) throws Exception {
        return DriverManager.getConnection(postgres.jdbcUrl(), postgres.username(), postgres.password());
    }

    private static void run(Connection database, String sql) throws Exception {
        try (Statement statement = database.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Everything that the owner may read, in lists and one by one, by URL. */
    private static Map<String, JsonNode> answers(Http cpo) throws Exception {
        Map<String, JsonNode> answers = new TreeMap<>();
        for (String list : LISTS) {
            String url = list + "?limit=1000";
            while (url != null) {
                Http.Answer page = cpo.get(url);
                assertThat(page.outcome()).isEqualTo("200/1000");
                for (JsonNode object : page.data()) {
                    String detail = list + "/NL/TNM/" + object.get("id").asString();
                    answers.put(detail + " in the list", object);
                    answers.put(detail, cpo.get(detail).data());
                }
                url = page.header("Link")
                        .map(link -> link.substring(link.indexOf('<') + 1, link.indexOf('>')))
                        .orElse(null);
            }
        }
        assertThat(answers.keySet()).hasSizeGreaterThan(200);
        return answers;
    }

    private static JsonNode checkpoint(RunningPlatform platform) throws Exception {
        await().atMost(Duration.ofSeconds(20)).until(() -> {
            JsonNode verified = platform.admin().get("/audit/verify").json();
            return verified.get("sealed_position").asLong()
                    == verified.get("events").asLong();
        });
        return checkpoints(platform).getLast();
    }

    private static List<JsonNode> checkpoints(RunningPlatform platform) throws Exception {
        return platform.admin().get("/audit/checkpoints").json().valueStream().toList();
    }

    /** Copies what is there; a server that runs meanwhile makes and removes files. */
    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                try {
                    if (Files.isDirectory(file)) {
                        Files.createDirectories(target);
                    } else if (Files.isRegularFile(file)) {
                        Files.copy(
                                file, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
                    }
                } catch (NoSuchFileException e) {
                    // It was removed since it was listed.
                }
            }
        }
    }
}
