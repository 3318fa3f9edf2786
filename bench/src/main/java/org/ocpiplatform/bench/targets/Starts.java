package org.ocpiplatform.bench.targets;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.ocpiplatform.bench.platform.Platform;
import org.ocpiplatform.bench.platform.Program;
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

    private final Table table;
    private final Places places;
    private final Path data;

    /**
     * @param data a copy of the data, on which no platform runs
     */
    Starts(Places places, Table table, Path data) {
        this.table = table;
        this.places = places;
        this.data = data;
    }

    /** Measures a row for each of the two, whose names begin with the same. */
    void measure(String name, Program program) throws IOException, InterruptedException {
        IO.println("Measuring " + name);
        List<Double> empty = new ArrayList<>();
        List<Double> full = new ArrayList<>();
        for (int i = 0; i < TIMES; i++) {
            empty.add(start(program, places.scratch().resolve(name + i)));
            full.add(start(program, data));
        }
        add(name + ON_EMPTY, empty, EMPTY_SECONDS);
        add(name + ON_DATA, full, FULL_SECONDS);
    }

    private double start(Program program, Path directory) throws IOException, InterruptedException {
        try (ServerProcess server = Platform.startAsIs(
                places.cleanUp(),
                program,
                places.heap(),
                directory,
                places.scratch().resolve("starts.log"))) {
            return server.startTime().toMillis() / 1000.0;
        }
    }

    private void add(String name, List<Double> seconds, double target) {
        double median = seconds.stream().sorted().toList().get(TIMES / 2);
        table.add(Row.of(name, median, Row.SECONDS, Target.atMost(target), "median of " + seconds));
    }
}
