package org.ocpiplatform.embedded.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ocpiplatform.embedded.ChildJvm;
import org.ocpiplatform.embedded.DataDirectory;
import org.ocpiplatform.embedded.EmbeddedStoreException;

class PostgresServerIT {

    private static final String PASSWORD_FILE = "postgres.password";

    @TempDir
    static Path started;

    @TempDir
    Path temporary;

    private DataDirectory data;
    private Path cluster;

    @BeforeAll
    static void startForTheFirstTime() {
        try (DataDirectory first = DataDirectory.open(started)) {
            PostgresServer.start(first).close();
        }
    }

    @BeforeEach
    void openACopy() throws IOException {
        Path copy = temporary.resolve("some data");
        try (Stream<Path> tree = Files.walk(started)) {
            for (Path path : tree.toList()) {
                Files.copy(
                        path,
                        copy.resolve(started.relativize(path)),
                        StandardCopyOption.COPY_ATTRIBUTES,
                        LinkOption.NOFOLLOW_LINKS);
            }
        }
        open(copy);
    }

    private void open(Path directory) {
        data = DataDirectory.open(directory);
        cluster = data.path().resolve("postgres").resolve("data");
    }

    @AfterEach
    void close() {
        data.close();
    }

    @Test
    void keepsDataOverARestart() throws Exception {
        try (PostgresServer server = PostgresServer.start(data)) {
            execute(server, "CREATE TABLE event (id bigint)");
            execute(server, "INSERT INTO event SELECT generate_series(1, 1000)");
            server.close();
            assertThat(postgresProcesses()).isEmpty();
            assertThat(cluster.resolve("postmaster.pid")).doesNotExist();
        }
        try (PostgresServer server = PostgresServer.start(data)) {
            assertThat(query(server, "SELECT count(*) FROM event")).isEqualTo("1000");
        }
    }

    @Test
    void hasCommitsOnDiskAndListensLocallyForThePasswordOnly() throws Exception {
        try (PostgresServer server = PostgresServer.start(data)) {
            assertThat(query(server, "SHOW fsync")).isEqualTo("on");
            assertThat(query(server, "SHOW synchronous_commit")).isEqualTo("on");
            assertThat(query(server, "SHOW full_page_writes")).isEqualTo("on");
            assertThat(query(server, "SHOW listen_addresses")).isEqualTo("127.0.0.1");
            assertThat(query(server, "SHOW unix_socket_directories")).isEmpty();
            assertThat(query(server, "SHOW server_encoding")).isEqualTo("UTF8");
            assertThat(query(server, "SELECT datlocale FROM pg_database WHERE datname = 'postgres'"))
                    .isEqualTo("C.UTF-8");
            assertThatExceptionOfType(SQLException.class)
                    .isThrownBy(() -> DriverManager.getConnection(server.jdbcUrl(), server.username(), "wrong")
                            .close())
                    .withMessageContaining("password authentication failed");
        }
    }

    @Test
    void refusesToRunWithoutDurability() throws Exception {
        try (PostgresServer server = PostgresServer.start(data)) {
            execute(server, "ALTER SYSTEM SET fsync = off");
        }
        assertRefused("would lose confirmed events");
        assertThat(postgresProcesses()).isEmpty();
    }

    @Test
    void recoversFromAKilledServer() throws Exception {
        try (PostgresServer server = PostgresServer.start(data)) {
            execute(server, "CREATE TABLE event (id bigint)");
            execute(server, "INSERT INTO event VALUES (1)");
            ProcessHandle.of(recordedPid()).orElseThrow().destroyForcibly();
        }
        try (PostgresServer server = PostgresServer.start(data)) {
            assertThat(query(server, "SELECT id FROM event")).isEqualTo("1");
        }
    }

    @Test
    void endsTheServerOfAKilledApplicationAndKeepsItsCommits() throws Exception {
        data.close();
        long orphan;
        long confirmed;
        try (ChildJvm application = ChildJvm.start(Writer.class, data.path())) {
            application.awaitLine("200");
            confirmed = Long.parseLong(application.kill());
            orphan = recordedPid();
            assertThat(command(orphan)).isPresent();
        }
        open(data.path());
        try (PostgresServer server = PostgresServer.start(data)) {
            assertThat(command(orphan)).isEmpty();
            // One more may have been committed without the writer living to say so.
            assertThat(Long.parseLong(query(server, "SELECT count(*) FROM event")))
                    .isBetween(confirmed, confirmed + 1);
        }
    }

    @Test
    void leavesAStrangerWithARecycledProcessIdAlone() throws Exception {
        try (ChildJvm stranger = ChildJvm.start(Sleeper.class)) {
            Files.writeString(
                    cluster.resolve("postmaster.pid"),
                    "%d\n%s\n1700000000\n5432\n\n127.0.0.1\n".formatted(stranger.pid(), cluster));
            PostgresServer.start(data).close();
            assertThat(command(stranger.pid())).isPresent();
        }
    }

    @Test
    void finishesAnInterruptedFirstStart() throws Exception {
        data.close();
        open(temporary.resolve("interrupted"));
        Path home = data.subdirectory("postgres");
        Files.createDirectories(home.resolve("data-unfinished").resolve("base"));
        Files.createDirectories(home.resolve("bin-unfinished").resolve("bin"));
        Files.createDirectories(home.resolve("bin-of-an-older-release"));
        PostgresServer.start(data).close();
        try (Stream<Path> files = Files.list(home)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .filteredOn(name -> name.contains("unfinished") || name.contains("older"))
                    .isEmpty();
        }
    }

    @Test
    void unpacksOnceForAllDataDirectoriesOfAUser() throws Exception {
        try (DataDirectory another = DataDirectory.open(temporary.resolve("another"))) {
            PostgresServer.start(another).close();
            assertThat(Files.isSameFile(program(started), program(another.path())))
                    .isTrue();
        }
    }

    private static Path program(Path directory) throws IOException {
        try (Stream<Path> tree = Files.walk(directory)) {
            return tree.filter(path -> path.endsWith(Path.of("bin", "postgres")))
                    .findFirst()
                    .orElseThrow();
        }
    }

    @Test
    void ignoresTheProcessIdOfADeadServer() throws Exception {
        Files.writeString(cluster.resolve("postmaster.pid"), "999999999\n");
        assertThatNoException().isThrownBy(() -> PostgresServer.start(data).close());
    }

    @Test
    void refusesDataOfAnotherMajorVersion() throws Exception {
        Files.writeString(cluster.resolve("PG_VERSION"), "17\n");
        assertRefused("is of PostgreSQL 17 but version 18 is bundled");
    }

    @Test
    void saysWhyItCannotStart() throws Exception {
        Path password = data.path().resolve(PASSWORD_FILE);
        Files.move(password, password.resolveSibling("kept"));
        assertRefused("The password in " + password);
        Files.move(password.resolveSibling("kept"), password, StandardCopyOption.REPLACE_EXISTING);

        Files.writeString(cluster.resolve("postgresql.auto.conf"), "nonsense = 1\n");
        assertRefused("postgresql.auto.conf\" contains errors");
        Files.writeString(cluster.resolve("postgresql.auto.conf"), "");
        assertThatNoException().isThrownBy(() -> PostgresServer.start(data).close());
    }

    private void assertRefused(String sentence) {
        assertThatExceptionOfType(EmbeddedStoreException.class)
                .isThrownBy(() -> PostgresServer.start(data).close())
                .satisfies(e -> assertThat(e.getMessage())
                        .contains(sentence)
                        .endsWith(".")
                        .doesNotContain("\n"));
    }

    private Stream<ProcessHandle> postgresProcesses() {
        return ProcessHandle.allProcesses()
                .filter(process -> process.info().command().orElse("").startsWith(data.path() + "/"));
    }

    // Empty also for a dead process that its parent has not taken notice of.
    private static Optional<String> command(long pid) {
        return ProcessHandle.of(pid).flatMap(process -> process.info().command());
    }

    private long recordedPid() throws IOException {
        return Long.parseLong(
                Files.readAllLines(cluster.resolve("postmaster.pid")).getFirst().strip());
    }

    private static void execute(PostgresServer server, String sql) throws SQLException {
        try (Connection connection = connect(server);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String query(PostgresServer server, String sql) throws SQLException {
        try (Connection connection = connect(server);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            assertThat(row.next()).isTrue();
            return row.getString(1);
        }
    }

    private static Connection connect(PostgresServer server) throws SQLException {
        return DriverManager.getConnection(server.jdbcUrl(), server.username(), server.password());
    }

    /** Commits one row after the other and prints the number of each that was confirmed. */
    static final class Writer {

        private Writer() {}

        @SuppressWarnings("SystemOut")
        public static void main(String[] arguments) throws Exception {
            PostgresServer server = PostgresServer.start(DataDirectory.open(Path.of(arguments[0])));
            try (Connection connection = connect(server);
                    Statement statement = connection.createStatement()) {
                statement.execute("CREATE TABLE event (id bigint)");
                for (long id = 1; ; id++) {
                    statement.execute("INSERT INTO event VALUES (" + id + ")");
                    System.out.println(id);
                }
            }
        }
    }

    /** Does nothing, for a minute. */
    static final class Sleeper {

        private Sleeper() {}

        public static void main(String[] arguments) throws Exception {
            Thread.sleep(60_000);
        }
    }
}
