package org.ocpiplatform.bench.targets;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.bench.platform.CleanUp;
import org.ocpiplatform.bench.platform.Program;
import org.ocpiplatform.bench.platform.ServerProcess;
import org.ocpiplatform.bench.runs.Machine;
import org.ocpiplatform.bench.runs.Options;
import org.ocpiplatform.bench.runs.Places;
import org.ocpiplatform.bench.runs.Results;

/** Whether the platform is as fast as it should be, in everything, with much in its stores. */
public final class TargetsRun {

    private static final Set<String> OPTIONS = Set.of(
            "sessions",
            "events",
            "data",
            "connections",
            "seconds",
            "warmup",
            "only",
            "heap",
            "platform-jar",
            "save",
            "compare",
            "keep-data!");

    private static final List<String> GROUPS = List.of(
            Starts.START,
            Starts.WITH_CACHE,
            ColdStart.COLD,
            ColdStart.WITH_CACHE,
            Reads.GET,
            Reads.LIST,
            Writes.PATCH,
            Memory.MEMORY,
            Writes.PUT,
            Writes.LATENCY,
            Streams.STREAMS,
            Export.EXPORT,
            Rebuild.REBUILD);

    /** What is measured on one platform, which has been warmed up by what comes before. */
    private static final List<String> ON_PLATFORM = GROUPS.subList(GROUPS.indexOf(Reads.GET), GROUPS.size());

    private final Setting setting;
    private final Places places;
    private final Table table = Table.empty();

    private TargetsRun(Setting setting) {
        this.setting = setting;
        this.places = setting.places();
    }

    /** Runs and prints; returns the exit code. */
    public static int run(String[] arguments) throws IOException, InterruptedException, SQLException {
        Options options = Options.parse(arguments, OPTIONS);
        Set<String> groups = groups(options);
        Table before = options.has("compare")
                ? Results.load(options.text("compare").orElseThrow(), Table.class)
                : Table.latest();
        try (CleanUp cleanUp = CleanUp.atExit()) {
            return new TargetsRun(new Setting(options, Places.of(options, cleanUp, ""), groups)).run(before);
        }
    }

    private static Set<String> groups(Options options) {
        List<String> wanted =
                options.text("only").map(text -> List.of(text.split(","))).orElse(GROUPS);
        if (!GROUPS.containsAll(wanted)) {
            throw new IllegalArgumentException("what can be measured is " + String.join(",", GROUPS));
        }
        return new LinkedHashSet<>(wanted);
    }

    private int run(@Nullable Table before) throws IOException, InterruptedException, SQLException {
        DataSet data = DataSet.in(
                Path.of(setting.options().text("data").orElse("bench/target/targets"))
                        .toAbsolutePath(),
                setting);
        table.facts().putAll(Machine.facts(places.scratch().path(), places.heap()));
        table.facts().put(Table.DATA, data.toString());
        table.facts()
                .put(
                        "load",
                        setting.connections() + " connections, closed loop, "
                                + setting.duration().toSeconds() + " s per path");
        Path copy = places.scratch().resolve("platform");
        data.copyTo(copy);
        measureStarts(copy);
        Map<String, Reads.Read> reads =
                ON_PLATFORM.stream().anyMatch(setting::wants) ? measurePlatform(data) : Map.of();
        if (!reads.isEmpty()) {
            new Floors(setting, table).http(reads);
        }
        if (setting.wantsAny(Writes.PUT, Writes.PATCH)) {
            new Floors(setting, table).inserts();
        }
        return finish(before);
    }

    private void measureStarts(Path data) throws IOException, InterruptedException, SQLException {
        measureStarts(Program.of(places.jar()), data, Starts.START, ColdStart.COLD);
        if (setting.wantsAny(Starts.WITH_CACHE, ColdStart.WITH_CACHE)) {
            IO.println("Making an AOT cache");
            Program cached = Program.withCache(
                    places.cleanUp(),
                    places.jar(),
                    places.heap(),
                    places.scratch().resolve("aot"),
                    places.scratch().resolve("aot.log"));
            measureStarts(cached, data, Starts.WITH_CACHE, ColdStart.WITH_CACHE);
        }
    }

    private void measureStarts(Program program, Path data, String start, String cold)
            throws IOException, InterruptedException, SQLException {
        if (setting.wants(start)) {
            new Starts(places, table, data).measure(start, program);
        }
        if (setting.wants(cold)) {
            new ColdStart(setting, table).measure(cold, program);
        }
    }

    private Map<String, Reads.Read> measurePlatform(DataSet data)
            throws IOException, InterruptedException, SQLException {
        IO.println("Starting the platform on a copy of the data");
        try (ServerProcess server = places.startPlatform()) {
            Subject subject = new Subject(server, data.at(server.url()), data, setting);
            Map<String, Reads.Read> reads = new Reads(subject, table).measure();
            measureWritesAndMemory(subject);
            measureMore(subject);
            return reads;
        }
    }

    /** What adds objects comes after the memory that those of the data need. */
    private void measureWritesAndMemory(Subject subject) throws IOException, InterruptedException, SQLException {
        Writes writes = new Writes(subject, table);
        if (setting.wants(Writes.PATCH)) {
            writes.patch();
        }
        if (setting.wants(Memory.MEMORY)) {
            new Memory(subject, table).measure();
        }
        if (setting.wantsAny(Writes.PUT, Writes.LATENCY)) {
            writes.put();
        }
    }

    private void measureMore(Subject subject) throws IOException, InterruptedException, SQLException {
        if (setting.wants(Streams.STREAMS)) {
            new Streams(subject, table).measure();
        }
        if (setting.wants(Export.EXPORT)) {
            new Export(subject, table).measure();
        }
        if (setting.wants(Rebuild.REBUILD)) {
            new Rebuild(subject, table).measure();
        }
        if (setting.wants(Memory.MEMORY)) {
            new Memory(subject, table).measureAtTheEnd();
        }
    }

    private int finish(@Nullable Table before) throws IOException {
        table.judge();
        table.print();
        if (before != null) {
            table.printComparison(before);
        }
        if (setting.options().has("save")) {
            Results.save(setting.options().text("save").orElseThrow(), table);
        }
        return table.good() ? 0 : 1;
    }
}
