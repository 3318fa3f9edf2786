package org.ocpiplatform.bench.runs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The result of a run, as it is printed and kept.
 *
 * @param facts about the machine and the run
 */
record Report(Instant at, Map<String, String> facts, List<Row> rows) {

    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    /**
     * One path.
     *
     * @param floor name of the row that shows the most that could be reached; null for floors themselves
     * @param serverCpuMicros CPU time of the server's JVM per request
     * @param storeCpuMicros CPU time of PostgreSQL's processes per request
     * @param clientCpuMicros CPU time of the load generator per request
     */
    record Row(
            String path,
            double perSecond,
            double p50Millis,
            double p99Millis,
            long requests,
            long errors,
            @Nullable String floor,
            double serverCpuMicros,
            double storeCpuMicros,
            double clientCpuMicros) {}

    static Report empty() {
        return new Report(Instant.now().truncatedTo(ChronoUnit.SECONDS), new LinkedHashMap<>(), new ArrayList<>());
    }

    /** The result that the user wants to compare with, looked for before minutes of work and not after. */
    static @Nullable Report toCompare(Options options) throws IOException {
        return options.has("compare")
                ? load(Places.RESULTS, options.text("compare").orElseThrow())
                : null;
    }

    /** Compares and saves the report, as far as the user wants that. */
    void finish(@Nullable Report before, Options options) throws IOException {
        if (before != null) {
            printComparison(before);
        }
        if (options.has("save")) {
            save(Places.RESULTS, options.text("save").orElseThrow());
        }
    }

    private static Report load(Path directory, String name) throws IOException {
        try {
            return MAPPER.readValue(Files.readString(file(directory, name)), Report.class);
        } catch (NoSuchFileException e) {
            throw new IllegalArgumentException("there is no result of that name: " + e.getMessage());
        }
    }

    private void save(Path directory, String name) throws IOException {
        Files.createDirectories(directory);
        IO.println("\nSaved as "
                + Files.writeString(file(directory, name), MAPPER.writeValueAsString(this) + System.lineSeparator()));
    }

    private static Path file(Path directory, String name) {
        return directory.resolve(name + ".json");
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

                path              requests/s   p50 ms   p99 ms  errors  of its floor           CPU µs per request
                                                                                               server   store  client""");
        for (Row row : rows) {
            Row floor = row(row.floor());
            IO.println("%-16s %11.0f %8.2f %8.2f %7d  %-20s %8.0f %7.0f %7.0f"
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
                            row.clientCpuMicros()));
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
