package org.ocpiplatform.bench.targets;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.ocpiplatform.bench.platform.Projection;
import org.ocpiplatform.bench.runs.Meter;

/** How fast a projection is made anew. */
final class Rebuild {

    static final String REBUILD = "rebuild";

    private static final double EVENTS_PER_SECOND = 30_000;

    private final Subject subject;
    private final Table table;

    Rebuild(Subject subject, Table table) {
        this.subject = subject;
        this.table = table;
    }

    /** Counts the first time when the compilers have little left to do, as after a warm-up. */
    void measure() throws IOException, InterruptedException {
        IO.println("Measuring " + REBUILD);
        Projection sessions = Projection.sessions(subject.platform());
        List<Double> times = new ArrayList<>();
        Duration compiling;
        do {
            Duration begin = subject.server().compileTime();
            times.add(sessions.rebuild());
            compiling = subject.server().compileTime().minus(begin);
        } while (times.size() < Meter.PATIENCE && !Meter.isWarm(compiling, seconds(times.getLast())));
        long events = sessions.head();
        table.add(Row.of(
                REBUILD,
                events / times.getLast(),
                Row.PER_SECOND,
                Target.atLeast(EVENTS_PER_SECOND),
                "sessions, %,d events; times in s: %s".formatted(events, times)));
    }

    private static Duration seconds(double seconds) {
        return Duration.ofMillis(Math.round(seconds * 1000));
    }
}
