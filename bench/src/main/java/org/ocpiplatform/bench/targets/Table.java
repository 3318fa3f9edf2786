package org.ocpiplatform.bench.targets;

import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.bench.runs.Report;
import org.ocpiplatform.bench.runs.Results;

/**
 * All rows of a run, as they are printed and kept.
 *
 * @param run tells this kind of result from others that are kept
 * @param facts about the machine and the run
 */
record Table(String run, Instant at, Map<String, String> facts, List<Row> rows) {

    static final String DATA = "data";

    private static final String RUN = "targets";

    static Table empty() {
        return new Table(RUN, Instant.now().truncatedTo(ChronoUnit.SECONDS), new LinkedHashMap<>(), new ArrayList<>());
    }

    /** The latest that was kept; null if none was. */
    static @Nullable Table latest() throws IOException {
        List<Table> kept = new ArrayList<>();
        for (String name : Results.of(RUN)) {
            kept.add(Results.load(name, Table.class));
        }
        return kept.stream().max(Comparator.comparing(Table::at)).orElse(null);
    }

    /** Takes a row, and says so, because the table comes only after all of them. */
    Row add(Row row) {
        rows.add(row);
        IO.println("  %s %s %s%s"
                .formatted(
                        row.name(),
                        number(row.measured()),
                        row.unit(),
                        row.note().isEmpty() ? "" : ", " + row.note()));
        return row;
    }

    Optional<Row> row(String name) {
        return rows.stream().filter(row -> row.name().equals(name)).findFirst();
    }

    /** Judges all rows, now that the floors are there. */
    void judge() {
        rows.replaceAll(row -> {
            Target target = row.target();
            if (target == null) {
                return row;
            }
            if (target.floor() == null) {
                return row.judged(target.value());
            }
            return row(target.floor())
                    .map(floor -> row.judged(target.value() * floor.measured()))
                    .orElse(row);
        });
    }

    /** Whether every target that was measured was reached, and nothing failed. */
    boolean good() {
        return rows.stream().allMatch(row -> row.errors() == 0 && !Boolean.FALSE.equals(row.reached()));
    }

    void print() {
        IO.println();
        facts.forEach((name, fact) -> IO.println("%-22s %s".formatted(name, fact)));
        IO.println("""

                row                    measured       target                            reached    p50 ms   p99 ms  errors   CPU µs per request        KB allocated
                                                                                                                             server   store  client    per request""");
        for (Row row : rows) {
            IO.println("%-18s %12s %-3s  %-33s %-7s %s"
                    .formatted(
                            row.name(),
                            number(row.measured()),
                            row.unit(),
                            target(row),
                            row.reached() == null ? "" : row.reached() ? "yes" : "NO",
                            load(row.load()))
                    .stripTrailing());
        }
        IO.println();
        rows.stream()
                .filter(row -> !row.note().isEmpty())
                .forEach(row -> IO.println("%-18s %s".formatted(row.name(), row.note())));
        List<String> missed = rows.stream()
                .filter(row -> Boolean.FALSE.equals(row.reached()))
                .map(Row::name)
                .toList();
        IO.println(missed.isEmpty() ? "\nEvery target that was measured is reached." : "\nNot reached: " + missed);
    }

    private static String target(Row row) {
        Target target = row.target();
        if (target == null) {
            return "";
        }
        String bound = target.least() ? "≥ " : "≤ ";
        if (target.floor() == null) {
            return bound + number(target.value()) + " " + row.unit();
        }
        return bound + target.value() + " × " + target.floor()
                + (row.required() == null
                        ? ""
                        : " = %s, is %.2f ×"
                                .formatted(number(row.required()), row.measured() * target.value() / row.required()));
    }

    private static String load(Report.@Nullable Row load) {
        return load == null
                ? ""
                : "%9.2f %8.2f %7d   %8.0f %7.0f %7.0f %14.1f"
                        .formatted(
                                load.p50Millis(),
                                load.p99Millis(),
                                load.errors(),
                                load.serverCpuMicros(),
                                load.storeCpuMicros(),
                                load.clientCpuMicros(),
                                load.allocatedBytes() / 1024);
    }

    private static String number(double number) {
        return number >= 100 || number == Math.rint(number) ? "%,.0f".formatted(number) : "%.2f".formatted(number);
    }

    void printComparison(Table before) {
        IO.println("\nrow                 measured     p50      p99    allocated    compared with " + before.at());
        if (!Objects.equals(facts.get(DATA), before.facts().get(DATA))) {
            IO.println("which had other data: " + before.facts().get(DATA));
        }
        for (Row row : rows) {
            before.row(row.name())
                    .ifPresent(old -> IO.println("%-18s %8.2f×  %s"
                            .formatted(row.name(), row.measured() / old.measured(), ratios(row.load(), old.load()))
                            .stripTrailing()));
        }
    }

    private static String ratios(Report.@Nullable Row load, Report.@Nullable Row old) {
        return load == null || old == null
                ? ""
                : "%6.2f×  %6.2f×  ".formatted(load.p50Millis() / old.p50Millis(), load.p99Millis() / old.p99Millis())
                        + (old.allocatedBytes() == 0
                                ? ""
                                : "%8.2f×".formatted(load.allocatedBytes() / old.allocatedBytes()));
    }
}
