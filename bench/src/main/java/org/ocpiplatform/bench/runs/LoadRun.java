package org.ocpiplatform.bench.runs;

import java.io.IOException;
import java.net.URI;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.bench.floor.HttpFloor;
import org.ocpiplatform.bench.floor.PostgresFloor;
import org.ocpiplatform.bench.measure.Load;
import org.ocpiplatform.bench.measure.Requests;
import org.ocpiplatform.bench.platform.CleanUp;
import org.ocpiplatform.bench.platform.Platform;
import org.ocpiplatform.bench.platform.ServerProcess;
import org.ocpiplatform.bench.platform.Workload;

/** How many requests of each kind the platform answers, beside what the machine could do at most. */
public final class LoadRun {

    private static final Set<String> OPTIONS = Set.of(
            "connections",
            "seconds",
            "warmup",
            "sessions",
            "preload",
            "paths",
            "rate",
            "heap",
            "keep-data!",
            "no-floors!",
            "platform-jar",
            "platform-url",
            "admin-token",
            "save",
            "compare");

    private static final String HTTP_FLOOR_GET = "F1 get";
    private static final String HTTP_FLOOR_LIST = "F1 list";
    private static final String POSTGRES_FLOOR = "F2 insert";
    private static final Map<String, String> FLOORS = Map.of(
            LoadPaths.PUT, POSTGRES_FLOOR,
            LoadPaths.PATCH, POSTGRES_FLOOR,
            LoadPaths.GET, HTTP_FLOOR_GET,
            LoadPaths.LIST, HTTP_FLOOR_LIST,
            LoadPaths.LIST_DEEP, HTTP_FLOOR_LIST,
            LoadPaths.LIST_OFFSET, HTTP_FLOOR_LIST);

    private final Options options;
    private final Places places;
    private final Meter meter;
    private final Report report = Report.empty();
    private final Map<String, Requests> reads = new LinkedHashMap<>();
    private final Map<String, byte[]> bodies = new LinkedHashMap<>();

    private LoadRun(Options options, Places places) {
        this.options = options;
        this.places = places;
        this.meter = Meter.of(options, places);
    }

    /** Runs and prints; returns the exit code. */
    public static int run(String[] arguments) throws IOException, InterruptedException, SQLException {
        Options options = Options.parse(arguments, OPTIONS);
        Report before = Report.toCompare(options);
        try (CleanUp cleanUp = CleanUp.atExit()) {
            return new LoadRun(options, Places.of(options, cleanUp)).run(before);
        }
    }

    private int run(@Nullable Report before) throws IOException, InterruptedException, SQLException {
        report.facts().putAll(Machine.facts(places.scratch().path(), places.heap()));
        report.facts()
                .put(
                        "load",
                        connections() + " connections, "
                                + (rate() > 0 ? rate() + " requests per second" : "closed loop") + ", "
                                + meter.duration().toSeconds() + " s per path");
        if (options.has("platform-url")) {
            measure(
                    Platform.provision(
                            URI.create(options.text("platform-url").orElseThrow()),
                            options.text("admin-token").orElse(Platform.ADMIN_TOKEN)),
                    null);
        } else {
            measureOwnPlatform();
        }
        if (!options.has("no-floors")) {
            measureFloors();
        }
        report.print();
        report.finish(before, options);
        return report.errors() == 0 ? 0 : 1;
    }

    private void measureOwnPlatform() throws IOException, InterruptedException, SQLException {
        IO.println("Starting the platform on an empty directory");
        try (ServerProcess server = places.startPlatform()) {
            report.facts().put("start, empty", seconds(server.startTime()));
            measure(Platform.provision(server.url(), Platform.ADMIN_TOKEN), server);
        }
        IO.println("Starting the platform on what it has stored");
        try (ServerProcess server = places.startPlatform()) {
            report.facts().put("start, with data", seconds(server.startTime()));
        }
    }

    private void measure(Platform platform, @Nullable ServerProcess server)
            throws IOException, InterruptedException, SQLException {
        // They must suffice for every connection to have sessions of its own.
        int sessions = Math.max(options.number("sessions", options.number("preload", 20_000)), 10 * connections());
        Preload.run(platform, Workload.sessions(), connections(), sessions);
        LoadPaths targets = new LoadPaths(platform, connections(), sessions);
        List<String> paths =
                options.text("paths").map(text -> List.of(text.split(","))).orElse(LoadPaths.ALL);
        for (String path : paths) {
            Requests requests = targets.requests(path);
            byte[] body = targets.checked(path, requests);
            if (path.equals(LoadPaths.GET) || path.equals(LoadPaths.LIST)) {
                bodies.put(path, body);
                reads.put(path, requests);
            }
            measure(path, platform.url(), requests, server);
        }
    }

    private void measure(String path, URI url, Requests requests, @Nullable ServerProcess server)
            throws IOException, InterruptedException, SQLException {
        add(path, server, duration -> Load.run(url, requests, Load.Plan.lasting(connections(), duration, rate())));
    }

    private void add(String path, @Nullable ServerProcess server, Meter.Work work)
            throws IOException, InterruptedException, SQLException {
        report.rows().add(meter.measure(path, rate() > 0 ? null : FLOORS.get(path), server, work));
    }

    private void measureFloors() throws IOException, InterruptedException, SQLException {
        byte[] detail = bodies.getOrDefault(LoadPaths.GET, new byte[0]);
        byte[] list = bodies.getOrDefault(LoadPaths.LIST, new byte[0]);
        if (!bodies.isEmpty()) {
            try (ServerProcess server = HttpFloor.start(
                    places.cleanUp(), places.heap(), places.scratch().path(), detail, list)) {
                for (Map.Entry<String, Requests> read : reads.entrySet()) {
                    measure(FLOORS.getOrDefault(read.getKey(), read.getKey()), server.url(), read.getValue(), server);
                }
            }
        }
        PostgresFloor postgres =
                PostgresFloor.start(places.cleanUp(), places.scratch().resolve("floor"), connections());
        report.facts().put("PostgreSQL", postgres.durability());
        add(POSTGRES_FLOOR, null, postgres::insert);
    }

    private int connections() {
        return options.number("connections", 32);
    }

    private int rate() {
        return options.number("rate", 0);
    }

    private static String seconds(Duration duration) {
        return "%.1f s".formatted(duration.toMillis() / 1000.0);
    }
}
