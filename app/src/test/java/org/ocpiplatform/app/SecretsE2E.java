package org.ocpiplatform.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ocpiplatform.embedded.DataDirectory;
import org.ocpiplatform.embedded.mongo.EmbeddedMongo;
import org.ocpiplatform.embedded.postgres.PostgresServer;

/** Away from loopback there is no demo, and every secret was made by chance on this very node. */
class SecretsE2E {

    private static final List<String> GUESSES = List.of(
            "", "admin", "password", "secret", "changeme", "demo", "token", "ocpi", "test", "an-admin-token-for-tests");

    @TempDir
    Path postgresDir;

    @TempDir
    Path mongoDir;

    @TempDir
    Path nodeDir;

    @Test
    void awayFromLoopbackNothingHasAKnownSecret() throws Exception {
        try (DataDirectory directory = DataDirectory.open(postgresDir);
                PostgresServer postgres = PostgresServer.start(directory);
                EmbeddedMongo mongo = EmbeddedMongo.start(mongoDir)) {
            String[] settings = {
                "--server.address=0.0.0.0",
                "--ocpi.event-store.url=" + postgres.jdbcUrl(),
                "--ocpi.event-store.username=" + postgres.username(),
                "--ocpi.event-store.password=" + postgres.password(),
                "--ocpi.read-store.uri=" + mongo.connectionString(),
                RunningPlatform.GENERATED_ADMIN_TOKEN,
                "--ocpi.demo=true"
            };
            try (RunningPlatform node = RunningPlatform.start(nodeDir, settings)) {
                assertThat(node.log()).doesNotContain("Try it");
                Map<String, String> secrets = secrets(nodeDir);
                assertThat(secrets).containsKeys("admin-token", "application-token", "secret-key");
                assertThat(secrets.values())
                        .allSatisfy(secret -> assertThat(secret).hasSizeGreaterThanOrEqualTo(43));
                assertThat(new Http(node.http().base(), "Bearer " + secrets.get("admin-token"))
                                .get("/admin/partners")
                                .body())
                        .isEqualTo("[]");
                for (String guess : GUESSES) {
                    assertThat(new Http(node.http().base(), "Bearer " + guess)
                                    .get("/admin/partners")
                                    .status())
                            .as(guess)
                            .isEqualTo(401);
                    assertThat(new Http(node.http().base(), "Token " + guess)
                                    .get("/ocpi/versions")
                                    .status())
                            .as(guess)
                            .isEqualTo(401);
                    assertThat(new Http(node.http().base(), "Bearer " + guess)
                                    .post(
                                            "/ocpi/cpo/api/auth/v1/login",
                                            "{\"username\":\"admin\",\"password\":\"admin\"}")
                                    .status())
                            .as(guess)
                            .isEqualTo(401);
                }
            }
        }
    }

    private static Map<String, String> secrets(Path directory) throws IOException {
        Map<String, String> secrets = new HashMap<>();
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String name = file.getFileName().toString();
                if (name.endsWith("-token") || name.endsWith("-key")) {
                    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                            .isEqualTo("rw-------");
                    secrets.put(name, Files.readString(file).strip());
                }
            }
        }
        return secrets;
    }
}
