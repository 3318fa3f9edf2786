package org.ocpiplatform.bench.runs;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.bench.http.HttpRequest;
import org.ocpiplatform.bench.measure.Load;
import org.ocpiplatform.bench.measure.Measurement;
import org.ocpiplatform.bench.measure.OwnObjects;
import org.ocpiplatform.bench.measure.Requests;
import org.ocpiplatform.bench.platform.CleanUp;
import org.ocpiplatform.bench.platform.Platform;
import org.ocpiplatform.bench.platform.ServerProcess;
import org.ocpiplatform.bench.platform.Workload;
import org.ocpiplatform.ocpi.json.OcpiJson;
import tools.jackson.databind.JsonNode;

/** Whether any data module is slower than sessions by more than the size of its objects explains. */
public final class ModulesRun {

    private static final Set<String> OPTIONS = Set.of(
            "connections",
            "seconds",
            "warmup",
            "objects",
            "modules",
            "heap",
            "keep-data!",
            "platform-jar",
            "save",
            "compare");

    private static final String READ = "read";
    private static final String LIST = "list";
    private static final String CHANGE = "change";
    private static final String CREATE = "create";
    private static final List<String> PATHS = List.of(READ, LIST, CHANGE, CREATE);

    private static final int LIMIT = 100;

    private final Options options;
    private final Places places;
    private final Meter meter;
    private final Report report = Report.empty();
    private final ModulesTable table = new ModulesTable();

    private ModulesRun(Options options, Places places) {
        this.options = options;
        this.places = places;
        this.meter = Meter.of(options, places);
    }

    /** Runs and prints; returns the exit code. */
    public static int run(String[] arguments) throws IOException, InterruptedException, SQLException {
        Options options = Options.parse(arguments, OPTIONS);
        List<Workload> workloads = workloads(options);
        Report before = Report.toCompare(options);
        try (CleanUp cleanUp = CleanUp.atExit()) {
            return new ModulesRun(options, Places.of(options, cleanUp)).run(workloads, before);
        }
    }

    /** Sessions are always measured, because everything else is compared with them. */
    private static List<Workload> workloads(Options options) {
        List<Workload> all = Workload.all();
        if (!options.has("modules")) {
            return all;
        }
        Set<String> wanted = new LinkedHashSet<>(
                List.of(options.text("modules").orElseThrow().split(",")));
        wanted.add(all.getFirst().name());
        List<String> names = all.stream().map(Workload::name).toList();
        if (!names.containsAll(wanted)) {
            throw new IllegalArgumentException("the modules are " + names);
        }
        return all.stream().filter(each -> wanted.contains(each.name())).toList();
    }

    private int run(List<Workload> workloads, @Nullable Report before)
            throws IOException, InterruptedException, SQLException {
        report.facts().putAll(Machine.facts(places.scratch().path(), places.heap()));
        report.facts()
                .put(
                        "load",
                        connections() + " connections, closed loop, "
                                + meter.duration().toSeconds() + " s per path");
        IO.println("Starting the platform on an empty directory");
        try (ServerProcess server = places.startPlatform()) {
            measure(Platform.provision(server.url(), Platform.ADMIN_TOKEN), server, workloads);
        }
        report.printFacts();
        table.print();
        report.finish(before, options);
        return report.errors() == 0 ? 0 : 1;
    }

    private void measure(Platform platform, ServerProcess server, List<Workload> workloads)
            throws IOException, InterruptedException, SQLException {
        List<Path> paths = new ArrayList<>();
        for (Workload workload : workloads) {
            // They must suffice for a page, and for every connection to have objects of its own.
            int objects =
                    Math.max(options.number("objects", 2000) / workload.oneIn(), Math.max(LIMIT, 3 * connections()));
            Preload.run(platform, workload, connections(), objects);
            paths.addAll(paths(platform, workload, objects));
        }
        // What is measured first would otherwise pay for the compilation of what all share.
        IO.println("Warming up");
        for (Path path : paths) {
            if (!path.name().equals(CREATE)) {
                load(platform, path, meter.warmup());
            }
        }
        for (Path path : inOrder(paths)) {
            Report.Row row = meter.measure(
                    path.module() + " " + path.name(), null, server, duration -> load(platform, path, duration));
            report.rows().add(row);
            table.add(path, row);
        }
    }

    /**
     * Each path of all modules, and again that of the first, which shows how far the machine and the compiler have moved
     * meanwhile. Creation comes last, because a list counts all that there is.
     */
    private static List<Path> inOrder(List<Path> paths) {
        List<Path> ordered = new ArrayList<>();
        for (String name : PATHS) {
            List<Path> same =
                    paths.stream().filter(path -> path.name().equals(name)).toList();
            ordered.addAll(same);
            ordered.add(same.getFirst().again());
        }
        return ordered;
    }

    private Measurement load(Platform platform, Path path, Duration duration) throws IOException {
        return Load.run(platform.url(), path.requests(), Load.Plan.lasting(connections(), duration, 0));
    }

    /**
     * One path of a module, of which one answer has been examined.
     *
     * @param bytes of the request's body if it has one, otherwise of the answer's
     * @param objectBytes of the objects that are read or written
     */
    record Path(String module, String name, Requests requests, int bytes, int objectBytes) {

        Path again() {
            return new Path(module + ", again", name, requests, bytes, objectBytes);
        }
    }

    private List<Path> paths(Platform platform, Workload workload, int objects) throws IOException {
        String module = workload.name();
        HttpRequest owner = workload.owner().apply(platform);
        HttpRequest reader = workload.reader().apply(platform);
        Workload.Write first = workload.create().apply(0);
        JsonNode pushed = OcpiJson.mapper().readTree(first.body());
        List<Path> paths = new ArrayList<>();

        Requests reads = connection ->
                reader.get(workload.path().apply(ThreadLocalRandom.current().nextInt(objects)));
        byte[] read = Answers.checked(
                platform, module + " " + READ, reader.get(workload.path().apply(0)), 200, pushed::equals);
        paths.add(new Path(module, READ, reads, read.length, bytes(first)));

        byte[] page = reader.get(workload.list() + "?limit=" + LIMIT);
        byte[] list = Answers.checked(
                platform,
                module + " " + LIST,
                page,
                200,
                data -> data.size() == LIMIT
                        && data.path(LIMIT - 1).propertyNames().equals(pushed.propertyNames()));
        paths.add(new Path(module, LIST, connection -> page, list.length, bytes(first)));

        if (workload.change() instanceof Workload.Change change) {
            AtomicLong changes = new AtomicLong();
            Requests requests = connection -> change.of(
                            OwnObjects.any(connection, connections(), objects), changes.getAndIncrement())
                    .from(owner);
            Answers.checked(platform, module + " " + CHANGE, requests.next(0), 200, data -> true);
            paths.add(new Path(module, CHANGE, requests, bytes(change.of(0, 0)), bytes(first)));
        }

        AtomicLong created = new AtomicLong(objects);
        Requests creates =
                connection -> workload.create().apply(created.getAndIncrement()).from(owner);
        Answers.checked(platform, module + " " + CREATE, creates.next(0), 201, data -> true);
        paths.add(new Path(module, CREATE, creates, bytes(first), bytes(first)));
        return paths;
    }

    private static int bytes(Workload.Write write) {
        return write.body().length();
    }

    private int connections() {
        return options.number("connections", 32);
    }
}
