package org.ocpiplatform.bench.floor;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.HdrHistogram.Histogram;
import org.ocpiplatform.bench.measure.Measurement;
import org.ocpiplatform.bench.platform.CleanUp;
import org.ocpiplatform.bench.platform.Sessions;
import org.ocpiplatform.embedded.DataDirectory;
import org.ocpiplatform.embedded.postgres.PostgresServer;

/** The platform's PostgreSQL without the platform: every writer inserts one row, commits, and begins again. */
public final class PostgresFloor {

    private final PostgresServer server;
    private final List<Connection> writers = new ArrayList<>();

    private PostgresFloor(PostgresServer server) {
        this.server = server;
    }

    /** Starts the server that the platform embeds, on a directory of its own, and connects that many writers. */
    public static PostgresFloor start(CleanUp cleanUp, Path directory, int connections) throws SQLException {
        DataDirectory data = cleanUp.add(DataDirectory.open(directory));
        PostgresFloor floor = new PostgresFloor(cleanUp.add(PostgresServer.start(data)));
        try (Connection connection = floor.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE floor (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, content text)");
        }
        for (int i = 0; i < connections; i++) {
            floor.writers.add(cleanUp.add(floor.connect()));
        }
        return floor;
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(server.jdbcUrl(), server.username(), server.password());
    }

    /** The settings that decide whether a committed row is on disk. */
    public String durability() throws SQLException {
        StringJoiner settings = new StringJoiner(", ");
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            for (String name : List.of("fsync", "synchronous_commit", "full_page_writes")) {
                try (ResultSet row = statement.executeQuery("SHOW " + name)) {
                    row.next();
                    settings.add(name + "=" + row.getString(1));
                }
            }
        }
        return settings.toString();
    }

    /** Inserts rows of the size of a session from every connection. */
    public Measurement insert(Duration duration) throws InterruptedException, SQLException {
        Histogram latencies = Measurement.newHistogram();
        long begin = System.nanoTime();
        long deadline = begin + duration.toNanos();
        try (ExecutorService threads = Executors.newFixedThreadPool(writers.size())) {
            List<Future<Histogram>> inserted = new ArrayList<>();
            for (Connection writer : writers) {
                inserted.add(threads.submit(() -> insertUntil(deadline, writer)));
            }
            for (Future<Histogram> each : inserted) {
                latencies.add(each.get());
            }
        } catch (ExecutionException e) {
            throw new SQLException("an insert failed", e);
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        return new Measurement(latencies.getTotalCount(), 0, seconds, latencies, List.of());
    }

    private static Histogram insertUntil(long deadline, Connection connection) throws SQLException {
        Histogram latencies = Measurement.newHistogram();
        String content = Sessions.json(0);
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO floor (content) VALUES (?)")) {
            for (long now = System.nanoTime(); now < deadline; ) {
                insert.setString(1, content);
                insert.executeUpdate();
                long done = System.nanoTime();
                latencies.recordValue((done - now) / 1000);
                now = done;
            }
        }
        return latencies;
    }
}
