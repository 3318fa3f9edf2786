package org.ocpiplatform.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ocpiplatform.contract.secrets.SecretSeal;
import org.ocpiplatform.embedded.DataDirectory;
import org.ocpiplatform.embedded.postgres.PostgresServer;
import org.ocpiplatform.ocpi.json.OcpiJson;
import tools.jackson.databind.JsonNode;

/** A session with many changes goes on from a snapshot after a restart, and from its events where that is of no use. */
class SnapshotsE2E {

    private static final String SESSION = "/ocpi/emsp/2.3.0/sessions/NL/TNM/LONG";
    private static final String SECRET_KEY = SecretSeal.newKey(new SecureRandom());
    private static final Instant BEGIN = Instant.parse("2026-01-10T10:00:00Z");
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final int MORE_THAN_A_SNAPSHOT = 120;

    @TempDir
    Path directory;

    private int changes;

    @Test
    void aLongStreamIsReadFromItsSnapshotIfThatCanBeUsed() throws Exception {
        try (DataDirectory data = DataDirectory.open(directory.resolve("postgres"));
                PostgresServer postgres = PostgresServer.start(data)) {
            String cpo;
            try (RunningPlatform platform = start(postgres)) {
                cpo = platform.provisionToken("CPO", "NL", "TNM");
                changeUntilASnapshotIsStored(platform.partner(cpo), postgres);
                assertThat(platform.log()).doesNotContain("snapshot");
            }
            assertThat(query(postgres, "SELECT aggregate_id || ' ' || payload_revision FROM snapshot_events"))
                    .containsExactly("emsp:sessions:NL:TNM:LONG 1");
            String driver = "\"uid\":\"" + driver() + "\"";
            assertThat(query(postgres, "SELECT encode(payload, 'hex') FROM snapshot_events"))
                    .noneMatch(hex -> hex.contains(HexFormat.of().formatHex(driver.getBytes(UTF_8))));

            // Nothing but the snapshot can tell of the first events now.
            execute(
                    postgres,
                    "UPDATE domain_events SET payload = '{}' WHERE aggregate_type = 'Session' AND sequence_number < 50");
            try (RunningPlatform platform = start(postgres)) {
                change(platform.partner(cpo));
                assertThat(platform.log()).doesNotContain("Error reading snapshot");
            }
        }
    }

    @Test
    void aSnapshotOfAnotherRevisionOrThatCannotBeReadIsAsIfItWereNotThere() throws Exception {
        try (DataDirectory data = DataDirectory.open(directory.resolve("postgres"));
                PostgresServer postgres = PostgresServer.start(data)) {
            String cpo;
            try (RunningPlatform platform = start(postgres)) {
                cpo = platform.provisionToken("CPO", "NL", "TNM");
                changeUntilASnapshotIsStored(platform.partner(cpo), postgres);
            }
            for (String damage : List.of("payload_revision = '0', payload = '{}'", "payload = '{\"id\":'")) {
                execute(postgres, "UPDATE snapshot_events SET " + damage);
                try (RunningPlatform platform = start(postgres)) {
                    change(platform.partner(cpo));
                }
            }
        }
    }

    private RunningPlatform start(PostgresServer postgres) throws Exception {
        return RunningPlatform.start(
                directory.resolve("platform"),
                "--ocpi.event-store.url=" + postgres.jdbcUrl(),
                "--ocpi.event-store.username=" + postgres.username(),
                "--ocpi.event-store.password=" + postgres.password(),
                "--ocpi.secret-key=" + SECRET_KEY);
    }

    private void changeUntilASnapshotIsStored(Http partner, PostgresServer postgres) throws Exception {
        String json = SessionJson.aSession("LONG", "NL", "TNM", BEGIN.toString());
        assertThat(partner.put(SESSION, json).status()).isEqualTo(201);
        for (int i = 0; i < MORE_THAN_A_SNAPSHOT; i++) {
            change(partner);
        }
        await().atMost(SOON)
                .until(() -> !query(postgres, "SELECT 1 FROM snapshot_events").isEmpty());
    }

    /** Changes the session, and looks whether everything of before is still there. */
    private void change(Http partner) throws Exception {
        changes++;
        String patch = "{\"kwh\":%d,\"last_updated\":\"%s\"}".formatted(changes, BEGIN.plusSeconds(changes));
        assertThat(partner.patch(SESSION, patch).status()).isEqualTo(200);
        JsonNode session = partner.get(SESSION).data();
        assertThat(session.get("kwh").asInt()).isEqualTo(changes);
        assertThat(session.at("/cdr_token/uid").asString()).isEqualTo(driver());
    }

    private static String driver() {
        return OcpiJson.mapper()
                .readTree(SessionJson.aSession("LONG", "NL", "TNM", BEGIN.toString()))
                .at("/cdr_token/uid")
                .asString();
    }

    private static void execute(PostgresServer postgres, String sql) throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection(postgres.jdbcUrl(), postgres.username(), postgres.password());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static List<String> query(PostgresServer postgres, String sql) throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection(postgres.jdbcUrl(), postgres.username(), postgres.password());
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            List<String> rows = new ArrayList<>();
            while (result.next()) {
                rows.add(result.getString(1));
            }
            return rows;
        }
    }
}
