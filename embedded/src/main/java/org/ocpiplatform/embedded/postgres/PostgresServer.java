package org.ocpiplatform.embedded.postgres;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Base64;
import java.util.List;
import java.util.Scanner;
import java.util.concurrent.atomic.AtomicBoolean;
import org.ocpiplatform.embedded.DataDirectory;
import org.ocpiplatform.embedded.EmbeddedStoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A PostgreSQL server of our own, reachable from this machine only and with a password only this user can read. What it
 * confirms as committed is on disk.
 *
 * <p>It runs outside the terminal's process group and without a shutdown hook, so it stays up until {@link #close()},
 * whatever order the application closes in. A server left behind by a killed application is ended at the next start.
 */
public final class PostgresServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(PostgresServer.class);

    private static final String USER = "ocpi";
    private static final String PASSWORD_FILE = "postgres.password";
    private static final String INVALID_PASSWORD = "28P01";

    // Recovery after a crash may have to read all of max_wal_size; a server that fails ends the wait at once.
    private static final String START_TIMEOUT_SECONDS = "300";
    private static final int PORT_ATTEMPTS = 3;
    private static final String SETTINGS_FILE = "ocpi.conf";
    private static final String INCLUDE_SETTINGS = "\ninclude '" + SETTINGS_FILE + "'\n";
    private static final List<String> DURABILITY = List.of("fsync", "synchronous_commit", "full_page_writes");

    private final Path home;
    private final Path cluster;
    private final PostgresCommands commands;
    private final PostgresProcesses processes;
    private final String password;
    private final AtomicBoolean closed = new AtomicBoolean();
    private final String jdbcUrl;

    private PostgresServer(DataDirectory dataDirectory) {
        home = dataDirectory.subdirectory("postgres");
        cluster = home.resolve("data");
        PostgresBinaries binaries = PostgresBinaries.unpack(home);
        commands = PostgresCommands.of(binaries);
        commands.check();
        processes = new PostgresProcesses(home, cluster, commands);
        password = dataDirectory.secret(PASSWORD_FILE, PostgresServer::newPassword);
        try {
            processes.endLeftovers();
            binaries.deleteOthers();
            if (Files.exists(cluster)) {
                checkMajorVersion();
            } else {
                initialise(dataDirectory.path().resolve(PASSWORD_FILE));
            }
            prepare();
            jdbcUrl = launch();
        } catch (IOException e) {
            throw new EmbeddedStoreException(
                    "PostgreSQL cannot be started in %s (%s): check free space and permissions there."
                            .formatted(home, EmbeddedStoreException.reason(e)),
                    e);
        }
    }

    /**
     * Starts the server kept in the data directory, creating it there the first time, and returns once it accepts
     * connections. Close it before the data directory.
     *
     * @throws EmbeddedStoreException if it cannot run here or would not keep what it confirms
     */
    public static PostgresServer start(DataDirectory dataDirectory) {
        long begin = System.nanoTime();
        PostgresServer server = new PostgresServer(dataDirectory);
        LOG.info("PostgreSQL started in {} ms, data in {}", (System.nanoTime() - begin) / 1_000_000, server.cluster);
        return server;
    }

    private void checkMajorVersion() throws IOException {
        String data = Files.readString(cluster.resolve("PG_VERSION")).strip();
        String version = commands.run("postgres", "--version");
        String ours = new Scanner(version).useDelimiter("\\D+").next();
        if (!data.equals(ours)) {
            throw new EmbeddedStoreException(
                    "The data in %s is of PostgreSQL %s but version %s is bundled: export it with the former release, or set"
                                    .formatted(cluster, data, ours)
                            + " ocpi.event-store.url to an external PostgreSQL that holds it.");
        }
    }

    private void initialise(Path passwordFile) throws IOException {
        Path unfinished = home.resolve("data-unfinished");
        PostgresBinaries.delete(unfinished);
        commands.run(
                "initdb",
                "--pgdata=" + unfinished,
                "--username=" + USER,
                "--pwfile=" + passwordFile,
                "--auth=scram-sha-256",
                // Against guessing of passwords that people think of; ours is random.
                "--set=scram_iterations=1",
                "--encoding=UTF8",
                "--locale=C",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8",
                "--no-instructions");
        DataDirectory.moveDurably(unfinished, cluster);
    }

    private void prepare() throws IOException {
        PosixFileAttributeView permissions = Files.getFileAttributeView(cluster, PosixFileAttributeView.class);
        if (permissions != null) {
            // Container platforms open mounted volumes to a group, which PostgreSQL refuses.
            permissions.setPermissions(PosixFilePermissions.fromString("rwx------"));
        }
        Path configuration = cluster.resolve("postgresql.conf");
        if (!Files.readString(configuration).contains(INCLUDE_SETTINGS)) {
            Files.writeString(configuration, INCLUDE_SETTINGS, StandardOpenOption.APPEND);
        }
        Files.writeString(cluster.resolve("pg_hba.conf"), "host all all 127.0.0.1/32 scram-sha-256\n");
        Path log = log();
        if (Files.exists(log)) {
            Files.move(log, home.resolve("server.log.1"), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private String launch() throws IOException {
        for (int attempt = 1; ; attempt++) {
            int port = freePort();
            Files.writeString(cluster.resolve(SETTINGS_FILE), settings(port));
            int exitCode = commands.runDiscarding(
                    "pg_ctl",
                    "start",
                    "-w",
                    "-t",
                    START_TIMEOUT_SECONDS,
                    "-D",
                    cluster.toString(),
                    "-l",
                    log().toString());
            if (exitCode == 0) {
                String url = "jdbc:postgresql://127.0.0.1:%d/postgres".formatted(port);
                verify(url);
                return url;
            }
            processes.stop();
            String output = Files.exists(log()) ? Files.readString(log()) : "";
            // Somebody else may take the port between our choosing and PostgreSQL's opening it.
            if (attempt == PORT_ATTEMPTS || !output.contains("could not bind")) {
                throw new EmbeddedStoreException("PostgreSQL cannot be started in %s (%s): see %s for the details."
                        .formatted(home, PostgresCommands.complaint(output), log()));
            }
        }
    }

    private static String settings(int port) {
        return """
                # Written anew at every start.
                listen_addresses = '127.0.0.1'
                port = %d
                unix_socket_directories = ''
                fsync = on
                synchronous_commit = on
                full_page_writes = on
                max_connections = 50
                shared_buffers = 128MB
                max_wal_size = 2GB
                max_wal_senders = 0
                timezone = 'UTC'
                log_timezone = 'UTC'
                jit = off
                # Failed statements are reported to the client; their values do not belong into a log.
                log_min_messages = log
                log_min_error_statement = panic
                log_checkpoints = off
                """.formatted(port)
                // The default there leaves commits in the drive's volatile cache.
                + (PostgresBinaries.MACOS ? "wal_sync_method = fsync_writethrough\n" : "");
    }

    private void verify(String url) {
        boolean durable = true;
        try (Connection connection = DriverManager.getConnection(url, USER, password);
                Statement statement = connection.createStatement()) {
            for (String setting : DURABILITY) {
                try (ResultSet row = statement.executeQuery("SHOW " + setting)) {
                    durable &= row.next() && row.getString(1).equals("on");
                }
            }
        } catch (SQLException e) {
            processes.stop();
            throw new EmbeddedStoreException(
                    INVALID_PASSWORD.equals(e.getSQLState())
                            ? "The password in %s is not that of the data in %s: restore the file that belongs to it."
                                    .formatted(home.resolveSibling(PASSWORD_FILE), cluster)
                            : "PostgreSQL in %s does not answer (%s): see %s for the details."
                                    .formatted(
                                            home,
                                            EmbeddedStoreException.reason(e).replace('\n', ' '),
                                            log()),
                    e);
        }
        if (!durable) {
            processes.stop();
            throw new EmbeddedStoreException(
                    "PostgreSQL in %s would lose confirmed events in a power failure: remove %s from %s."
                            .formatted(home, String.join(", ", DURABILITY), cluster.resolve("postgresql.auto.conf")));
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            return socket.getLocalPort();
        }
    }

    private static String newPassword() {
        byte[] random = new byte[32];
        new SecureRandom().nextBytes(random);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    }

    private Path log() {
        return home.resolve("server.log");
    }

    /** Where to connect, without user name and password. */
    public String jdbcUrl() {
        return jdbcUrl;
    }

    public String username() {
        return USER;
    }

    /** Keep it out of logs and messages. */
    public String password() {
        return password;
    }

    /** Ends open connections and stops the server, with everything in its files; does nothing the second time. */
    @Override
    public void close() {
        if (!closed.getAndSet(true)) {
            processes.stop();
        }
    }
}
