package org.ocpiplatform.eventstore;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Comparator;
import java.util.concurrent.atomic.AtomicInteger;
import org.postgresql.ds.PGSimpleDataSource;

/** A real PostgreSQL server with durable commits, which can be stopped and started on the same data. */
final class TestPostgres implements AutoCloseable {

    private static final Duration SHUTDOWN = Duration.ofSeconds(60);

    private final Path data;
    private final int port;
    private final AtomicInteger databases = new AtomicInteger();
    private EmbeddedPostgres server;

    TestPostgres() throws IOException {
        data = Files.createTempDirectory("event-store-it");
        server = start(data.resolve("pg"), 0);
        port = server.getPort();
    }

    private static EmbeddedPostgres start(Path data, int port) throws IOException {
        EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("full_page_writes", "on")
                .setPGStartupWait(Duration.ofSeconds(30));
        return (port == 0 ? builder : builder.setPort(port)).start();
    }

    /** Waits for the end of the shutdown checkpoint too, which may take longer than closing waits for it. */
    void stop() throws IOException, InterruptedException {
        server.close();
        long deadline = System.nanoTime() + SHUTDOWN.toNanos();
        while (Files.exists(data.resolve("pg").resolve("postmaster.pid")) && System.nanoTime() < deadline) {
            Thread.sleep(100);
        }
    }

    void startAgain() throws IOException {
        server = start(data.resolve("pg"), port);
    }

    String createDatabase() throws SQLException {
        String name = "store" + databases.incrementAndGet();
        execute("postgres", "CREATE DATABASE " + name);
        return name;
    }

    void execute(String database, String sql) throws SQLException {
        try (Connection connection = dataSource(database).getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    int port() {
        return port;
    }

    PGSimpleDataSource dataSource(String database) {
        return dataSource(database, port);
    }

    static PGSimpleDataSource dataSource(String database, int port) {
        PGSimpleDataSource dataSource = new PGSimpleDataSource();
        dataSource.setServerNames(new String[] {"localhost"});
        dataSource.setPortNumbers(new int[] {port});
        dataSource.setDatabaseName(database);
        dataSource.setUser("postgres");
        return dataSource;
    }

    @Override
    public void close() throws IOException, InterruptedException {
        stop();
        try (var files = Files.walk(data)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        }
    }
}
