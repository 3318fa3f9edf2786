package org.ocpiplatform.bench.runs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.ocpiplatform.bench.growth.ClosedStore;
import org.ocpiplatform.bench.growth.Generator;
import org.ocpiplatform.bench.growth.Installation;
import org.ocpiplatform.bench.growth.Probe;
import org.ocpiplatform.bench.growth.SessionStreams;
import org.ocpiplatform.bench.measure.Load;
import org.ocpiplatform.bench.measure.Measurement;
import org.ocpiplatform.bench.measure.Requests;
import org.ocpiplatform.bench.platform.CleanUp;
import org.ocpiplatform.bench.platform.Platform;
import org.ocpiplatform.bench.platform.Projection;
import org.ocpiplatform.bench.platform.Sessions;

/** Whether the platform is as fast with millions of events as with some ten thousand. */
public final class GrowthRun {

    private static final Set<String> OPTIONS = Set.of(
            "data",
            "events",
            "sessions",
            "small-events",
            "small-sessions",
            "generate-only!",
            "measure-only!",
            "store-only!",
            "rounds",
            "seconds",
            "connections",
            "heap",
            "platform-jar");

    private static final int SHORT_ONE_IN = 100;
    private static final int LONG_SESSIONS = 40;
    private static final double TARGET = 1.3;
    private static final int SHORT_SAMPLES = 60;
    private static final int LONG_SAMPLES = 12;

    private final Options options;
    private final Installation small;
    private final Installation large;
    private final Map<String, List<Pair>> results = new LinkedHashMap<>();

    /** One measurement of each. */
    private record Pair(double small, double large) {}

    /** What is measured of one installation. */
    @FunctionalInterface
    private interface Measure<T> {
        double of(T subject) throws IOException, InterruptedException;
    }

    private GrowthRun(Options options, Installation small, Installation large) {
        this.options = options;
        this.small = small;
        this.large = large;
    }

    /** Runs and prints; returns the exit code. */
    public static int run(String[] arguments) throws IOException, InterruptedException, SQLException {
        Options options = Options.parse(arguments, OPTIONS);
        Path data = Path.of(options.text("data").orElse("bench/target/growth")).toAbsolutePath();
        Path jar = Path.of(options.text("platform-jar").orElse("app/target/ocpi-platform.jar"))
                .toAbsolutePath();
        String heap = options.text("heap").orElse("6g");
        try (CleanUp cleanUp = CleanUp.atExit()) {
            return new GrowthRun(
                            options,
                            new Installation(data.resolve("small"), jar, heap, cleanUp),
                            new Installation(data.resolve("large"), jar, heap, cleanUp))
                    .run(data);
        }
    }

    private int run(Path data) throws IOException, InterruptedException, SQLException {
        Files.createDirectories(data);
        if (!options.has("measure-only")) {
            IO.println("Filling the large installation in " + data);
            large.generate(plan(options.number("events", 10_000_000), options.number("sessions", 400_000)));
        }
        if (options.has("generate-only")) {
            return 0;
        }
        IO.println("Filling the small installation");
        delete(data.resolve("small"));
        small.generate(plan(options.number("small-events", 100_000), options.number("small-sessions", 20_000)));
        if (!options.has("store-only")) {
            small.prepare();
            large.prepare();
        }
        Machine.facts(data, options.text("heap").orElse("6g"))
                .forEach((name, fact) -> IO.println("%-22s %s".formatted(name, fact)));
        if (!options.has("store-only")) {
            measurePlatforms();
        }
        measureStores();
        return print();
    }

    private static Generator.Plan plan(long events, long sessions) {
        return new Generator.Plan(events, 0, (double) events / sessions, SHORT_ONE_IN, LONG_SESSIONS);
    }

    /** The id of a session that is short and, if all below the number have ended, has ended. */
    private static String shortId(long below) {
        return Generator.id(ThreadLocalRandom.current().nextLong(below / SHORT_ONE_IN) * SHORT_ONE_IN + 1);
    }

    private static void delete(Path directory) throws IOException {
        if (Files.exists(directory)) {
            try (Stream<Path> files = Files.walk(directory)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    private void measurePlatforms() throws IOException, InterruptedException {
        IO.println("Starting both platforms");
        try (Installation.Running one = small.start();
                Installation.Running other = large.start()) {
            Projection.sessions(one.platform()).awaitLast();
            Projection.sessions(other.platform()).awaitLast();
            Requests smallPages = deepPage(one.platform());
            Requests largePages = deepPage(other.platform());
            for (int round = 0; round <= rounds(); round++) {
                measure(round, "put", one, other, each -> put(each.platform()));
                measure(round, "list", one, other, each -> load(each.platform(), firstPage(each.platform())));
                measure(
                        round,
                        "list-deep",
                        one,
                        other,
                        each -> load(each.platform(), each == one ? smallPages : largePages));
            }
        }
    }

    private void measureStores() throws InterruptedException, IOException, SQLException {
        try (ClosedStore one = small.open();
                ClosedStore other = large.open()) {
            long smallSessions = small.nextSession();
            long largeSessions = large.nextSession();
            for (int round = 0; round <= rounds(); round++) {
                measure(
                        round,
                        "append",
                        one,
                        other,
                        each -> new Probe(each.engine()).appendRate(connections(), seconds()));
                measure(
                        round,
                        "load of 5 events",
                        one,
                        other,
                        each -> 1000
                                / new Probe(each.engine())
                                        .loadMillis(
                                                ids(each == one ? smallSessions : largeSessions),
                                                Generator.SHORT_EVENTS));
                measure(
                        round,
                        "load of 500 events",
                        one,
                        other,
                        each -> 1000 / new Probe(each.engine()).loadMillis(longIds(), Generator.LONG_EVENTS));
                measure(round, "read the tail", one, other, each -> new Probe(each.engine()).tailRate());
                measure(round, "read the middle", one, other, each -> new Probe(each.engine()).middleRate());
            }
            IO.println("\nsizes, small            " + sizes(one));
            IO.println("sizes, large            " + sizes(other));
        }
    }

    private static String sizes(ClosedStore store) throws SQLException {
        StringBuilder text =
                new StringBuilder("%,d events".formatted(store.engine().headPosition()));
        store.sizes().forEach((name, bytes) -> text.append("  %s %,d MB".formatted(name, bytes >> 20)));
        return text.toString();
    }

    private static List<String> ids(long sessions) {
        return Stream.generate(() -> shortId(sessions * 9 / 10))
                .distinct()
                .limit(SHORT_SAMPLES)
                .toList();
    }

    private static List<String> longIds() {
        return ThreadLocalRandom.current()
                .ints(0, LONG_SESSIONS)
                .distinct()
                .limit(LONG_SAMPLES)
                .mapToObj(Generator::longId)
                .toList();
    }

    /** One after the other, so that what else the machine does is done to both; the first round is a warm-up. */
    private <T> void measure(int round, String name, T one, T other, Measure<T> measure)
            throws IOException, InterruptedException {
        double first = measure.of(one);
        double second = measure.of(other);
        IO.println("  round %d  %-20s %,12.0f %,12.0f per second".formatted(round, name, first, second));
        if (round > 0) {
            results.computeIfAbsent(name, key -> new ArrayList<>()).add(new Pair(first, second));
        }
    }

    private double put(Platform platform) throws IOException {
        return load(platform, SessionStreams.pushes(platform));
    }

    private static Requests firstPage(Platform platform) {
        byte[] request = platform.emsp().get(Sessions.PATH + "?limit=100");
        return connection -> request;
    }

    private Requests deepPage(Platform platform) throws IOException {
        return new LoadPaths(platform, connections(), 0).requests(LoadPaths.LIST_DEEP);
    }

    private double load(Platform platform, Requests requests) throws IOException {
        Measurement measurement = Load.run(platform.url(), requests, Load.Plan.lasting(connections(), seconds(), 0));
        if (measurement.errors() > 0) {
            throw new IOException(measurement.errors() + " requests failed: " + measurement.failures());
        }
        return measurement.perSecond();
    }

    private int print() throws IOException {
        IO.println("");
        large.sizes().forEach(IO::println);
        IO.println("\nper second               small        large   times slower, and in each round");
        boolean flat = true;
        for (Map.Entry<String, List<Pair>> result : results.entrySet()) {
            List<Pair> pairs = result.getValue();
            double slower = median(
                    pairs.stream().map(pair -> pair.small() / pair.large()).toList());
            flat &= slower <= TARGET;
            IO.println("%-20s %,10.0f   %,10.0f   %.2f   %s"
                    .formatted(
                            result.getKey(),
                            median(pairs.stream().map(Pair::small).toList()),
                            median(pairs.stream().map(Pair::large).toList()),
                            slower,
                            IntStream.range(0, pairs.size())
                                    .mapToObj(i -> "%.2f"
                                            .formatted(pairs.get(i).small()
                                                    / pairs.get(i).large()))
                                    .toList()));
        }
        IO.println(
                flat
                        ? "\nFlat: nothing takes more than %.1f times as long as at the start.".formatted(TARGET)
                        : "\nNot flat: something takes more than %.1f times as long as at the start."
                                .formatted(TARGET));
        return flat ? 0 : 1;
    }

    private static double median(List<Double> numbers) {
        return numbers.stream().sorted().toList().get(numbers.size() / 2);
    }

    private int rounds() {
        return options.number("rounds", 5);
    }

    private int connections() {
        return options.number("connections", 32);
    }

    private Duration seconds() {
        return Duration.ofSeconds(options.number("seconds", 5));
    }
}
