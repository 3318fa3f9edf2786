package org.ocpiplatform.bench.runs;

import java.util.ArrayList;
import java.util.List;
import org.ocpiplatform.bench.runs.ModulesRun.Path;

/** Each path of each module beside the same path of sessions, where sessions were measured twice beside the cheaper. */
final class ModulesTable {

    /** Less than this may be chance. */
    private static final double TOLERANCE = 1.25;

    private final List<Line> lines = new ArrayList<>();

    private record Line(Path path, Report.Row row) {

        /** What the sizes explain: a change sends little and rewrites all of an object. */
        double explained(Line base) {
            return Math.max(1, Math.max(timesBytes(base), timesObject(base)));
        }

        double timesBytes(Line base) {
            return (double) path.bytes() / base.path.bytes();
        }

        double timesObject(Line base) {
            return (double) path.objectBytes() / base.path.objectBytes();
        }

        double timesCpu(Line base) {
            return row.serverCpuMicros() / base.row.serverCpuMicros();
        }
    }

    void add(Path path, Report.Row row) {
        lines.add(new Line(path, row));
    }

    void print() {
        IO.println("""

                module           path    body bytes  requests/s   p50 ms   p99 ms  errors   CPU ms per request   × %s
                                                                                             server    store     CPU    body  object""".formatted(lines.getFirst().path().module()));
        List<String> unexplained = new ArrayList<>();
        for (Line line : lines) {
            Line base = base(line.path().name());
            IO.println("%-16s %-7s %10d %11.0f %8.2f %8.2f %7d %10.3f %8.3f %7.2f %7.2f %7.2f"
                    .formatted(
                            line.path().module(),
                            line.path().name(),
                            line.path().bytes(),
                            line.row().perSecond(),
                            line.row().p50Millis(),
                            line.row().p99Millis(),
                            line.row().errors(),
                            line.row().serverCpuMicros() / 1000,
                            line.row().storeCpuMicros() / 1000,
                            line.timesCpu(base),
                            line.timesBytes(base),
                            line.timesObject(base)));
            if (line.timesCpu(base) > TOLERANCE * line.explained(base)) {
                unexplained.add(line.row().path());
            }
        }
        IO.println(
                unexplained.isEmpty()
                        ? "\nNo path takes more CPU than its size explains."
                        : "\nMore CPU than their size explains: " + String.join(", ", unexplained));
    }

    /** The cheaper one, so that a slow beginning does not make everything after it look good. */
    private Line base(String name) {
        List<Line> same =
                lines.stream().filter(line -> line.path().name().equals(name)).toList();
        Line first = same.getFirst();
        Line again = same.getLast();
        return again.row().serverCpuMicros() < first.row().serverCpuMicros() ? again : first;
    }
}
