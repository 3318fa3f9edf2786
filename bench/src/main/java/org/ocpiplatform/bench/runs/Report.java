package org.ocpiplatform.bench.runs;

import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The result of a run, as it is printed and kept.
 *
 * @param facts about the machine and the run
 */
public record Report(Instant at, Map<String, String> facts, List<Row> rows) {

    /**
     * One path.
     *
     * @param floor name of the row that shows the most that could be reached; null for floors themselves
     * @param serverCpuMicros CPU time of the server's JVM per request
     * @param storeCpuMicros CPU time of PostgreSQL's processes per request
     * @param clientCpuMicros CPU time of the load generator per request
     * @param allocatedBytes what the server's JVM allocated per request
     */
    public record Row(
            String path,
            double perSecond,
            double p50Millis,
            double p99Millis,
            long requests,
            long errors,
            @Nullable String floor,
            double serverCpuMicros,
            double storeCpuMicros,
            double clientCpuMicros,
            double allocatedBytes) {}

    static Report empty() {
        return new Report(Instant.now().truncatedTo(ChronoUnit.SECONDS), new LinkedHashMap<>(), new ArrayList<>());
    }

    /** The result that the user wants to compare with, looked for before minutes of work and not after. */
    static @Nullable Report toCompare(Options options) throws IOException {
        return options.has("compare") ? Results.load(options.text("compare").orElseThrow(), Report.class) : null;
    }

    /** Compares and saves the report, as far as the user wants that. */
    void finish(@Nullable Report before, Options options) throws IOException {
        if (before != null) {
            printComparison(before);
        }
        if (options.has("save")) {
            Results.save(options.text("save").orElseThrow(), this);
        }
    }

    private @Nullable Row row(@Nullable String path) {
        return rows.stream().filter(row -> row.path().equals(path)).findFirst().orElse(null);
    }

    long errors() {
        return rows.stream().mapToLong(Row::errors).sum();
    }

    void printFacts() {
        IO.println();
        facts.forEach((name, fact) -> IO.println("%-22s %s".formatted(name, fact)));
    }

    void print() {
        printFacts();
        IO.println("""

                path              requests/s   p50 ms   p99 ms  errors  of its floor           CPU µs per request      allocated
                                                                                               server   store  client         KB""");
        for (Row row : rows) {
            Row floor = row(row.floor());
            IO.println("%-16s %11.0f %8.2f %8.2f %7d  %-20s %8.0f %7.0f %7.0f %10.1f"
                    .formatted(
                            row.path(),
                            row.perSecond(),
                            row.p50Millis(),
                            row.p99Millis(),
                            row.errors(),
                            floor == null
                                    ? ""
                                    : "%3.0f %% of %s"
                                            .formatted(100 * row.perSecond() / floor.perSecond(), floor.path()),
                            row.serverCpuMicros(),
                            row.storeCpuMicros(),
                            row.clientCpuMicros(),
                            row.allocatedBytes() / 1024));
        }
    }

    private void printComparison(Report before) {
        IO.println("\npath                  requests/s   p50      p99     compared with " + before.at());
        for (Row row : rows) {
            Row old = before.row(row.path());
            if (old != null) {
                IO.println("%-20s %10.2f× %6.2f×  %6.2f×"
                        .formatted(
                                row.path(),
                                row.perSecond() / old.perSecond(),
                                row.p50Millis() / old.p50Millis(),
                                row.p99Millis() / old.p99Millis()));
            }
        }
    }
}
