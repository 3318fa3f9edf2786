package org.ocpiplatform.bench.targets;

import java.io.IOException;
import org.ocpiplatform.bench.platform.Projection;

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

    /** The second time counts, as after a warm-up. */
    void measure() throws IOException, InterruptedException {
        IO.println("Measuring " + REBUILD);
        Projection sessions = Projection.sessions(subject.platform());
        double first = sessions.rebuild();
        long events = sessions.head();
        double second = sessions.rebuild();
        table.add(Row.of(
                REBUILD,
                events / second,
                Row.PER_SECOND,
                Target.atLeast(EVENTS_PER_SECOND),
                "sessions, %,d events in %.1f s, the first time in %.1f s".formatted(events, second, first)));
    }
}
