package org.ocpiplatform.bench.targets;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.ocpiplatform.bench.http.HttpStream;
import org.ocpiplatform.bench.platform.Platform;

/** How fast an auditor gets the whole history. */
final class Export {

    static final String EXPORT = "export";

    private static final double EVENTS_PER_SECOND = 50_000;
    private static final Pattern POSITION = Pattern.compile("\\{\"position\":(\\d+),");
    private static final int BUFFER = 256 * 1024;

    private final Subject subject;
    private final Table table;

    Export(Subject subject, Table table) {
        this.subject = subject;
        this.table = table;
    }

    private record Read(long lines, long bytes, long head, double seconds) {}

    void measure() throws IOException {
        IO.println("Measuring " + EXPORT);
        read(subject.setting().shortWarmup());
        Read all = read(Duration.ofDays(1));
        if (all.lines() != all.head()) {
            throw new IOException("the export has %,d lines instead of %,d".formatted(all.lines(), all.head()));
        }
        table.add(Row.of(
                EXPORT,
                all.lines() / all.seconds(),
                Row.PER_SECOND,
                Target.atLeast(EVENTS_PER_SECOND),
                "%,d events, %,.0f MB in %.1f s".formatted(all.lines(), all.bytes() / 1e6, all.seconds())));
    }

    /** Reads a short export; returns the positions of its events. */
    static SortedSet<Long> positions(Platform platform, String target) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        byte[] buffer = new byte[BUFFER];
        try (HttpStream export =
                HttpStream.open(platform.url(), platform.administrator().get(target))) {
            for (int read = export.read(buffer, 0); read >= 0; read = export.read(buffer, 0)) {
                all.write(buffer, 0, read);
            }
        }
        return all.toString(StandardCharsets.UTF_8)
                .lines()
                .map(POSITION::matcher)
                .filter(Matcher::lookingAt)
                .map(position -> Long.valueOf(position.group(1)))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** From the beginning, to the end or as long as that. */
    private Read read(Duration most) throws IOException {
        byte[] request = subject.platform().administrator().get("/audit/export");
        byte[] buffer = new byte[BUFFER];
        long lines = 0;
        long bytes = 0;
        long begin = System.nanoTime();
        try (HttpStream export = HttpStream.open(subject.platform().url(), request)) {
            for (int read = export.read(buffer, 0);
                    read >= 0 && System.nanoTime() - begin < most.toNanos();
                    read = export.read(buffer, 0)) {
                bytes += read;
                for (int i = 0; i < read; i++) {
                    if (buffer[i] == '\n') {
                        lines++;
                    }
                }
            }
            String head = export.header("X-Head-Position");
            return new Read(lines, bytes, head == null ? 0 : Long.parseLong(head), (System.nanoTime() - begin) / 1e9);
        }
    }
}
