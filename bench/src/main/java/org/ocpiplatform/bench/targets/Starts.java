package org.ocpiplatform.bench.targets;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.bench.platform.AotCache;
import org.ocpiplatform.bench.platform.Platform;
import org.ocpiplatform.bench.platform.ServerProcess;
import org.ocpiplatform.bench.runs.Places;

/** How long the platform takes until it is ready, as its README says to start it. */
final class Starts {

    static final String START = "start";
    static final String WITH_CACHE = "start-aot";

    private static final int TIMES = 3;
    private static final double EMPTY_SECONDS = 5;
    private static final double FULL_SECONDS = 6;
    private static final String ON_EMPTY = "-empty";
    private static final String ON_DATA = "-data";

    private final Setting setting;
    private final Table table;
    private final Places places;
    private final Path data;

    /**
     * @param data a copy of the data, on which no platform runs
     */
    Starts(Setting setting, Table table, Path data) {
        this.setting = setting;
        this.table = table;
        this.places = setting.places();
        this.data = data;
    }

    void measure() throws IOException, InterruptedException {
        if (setting.wants(START)) {
            measure(START, List.of(), places.jar(), Target.atMost(EMPTY_SECONDS), Target.atMost(FULL_SECONDS));
        }
        if (setting.wants(WITH_CACHE)) {
            IO.println("Making an AOT cache");
            AotCache cache = AotCache.train(
                    places.cleanUp(),
                    places.jar(),
                    places.heap(),
                    places.scratch().resolve("aot"),
                    places.scratch().resolve("aot.log"));
            measure(WITH_CACHE, cache.java(), cache.jar(), null, null);
        }
    }

    private void measure(String name, List<String> java, Path jar, @Nullable Target onEmpty, @Nullable Target onData)
            throws IOException, InterruptedException {
        IO.println("Measuring " + name);
        List<Double> empty = new ArrayList<>();
        List<Double> full = new ArrayList<>();
        for (int i = 0; i < TIMES; i++) {
            empty.add(start(java, jar, places.scratch().resolve(name + i)));
            full.add(start(java, jar, data));
        }
        add(name + ON_EMPTY, empty, onEmpty);
        add(name + ON_DATA, full, onData);
    }

    private double start(List<String> java, Path jar, Path directory) throws IOException, InterruptedException {
        try (ServerProcess server = Platform.startAsIs(
                places.cleanUp(),
                java,
                jar,
                places.heap(),
                directory,
                places.scratch().resolve("starts.log"))) {
            return server.startTime().toMillis() / 1000.0;
        }
    }

    private void add(String name, List<Double> seconds, @Nullable Target target) {
        double median = seconds.stream().sorted().toList().get(TIMES / 2);
        table.add(Row.of(name, median, Row.SECONDS, target, "median of " + seconds));
    }
}
