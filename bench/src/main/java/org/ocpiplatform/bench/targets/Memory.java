package org.ocpiplatform.bench.targets;

import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.bench.platform.Projection;

/** What the platform and its PostgreSQL have in memory. */
final class Memory {

    static final String MEMORY = "memory";

    private static final Duration AFTER_LOAD = Duration.ofMinutes(1);
    private static final double GIGABYTES = 1.2;
    private static final String UNIT = "GB";
    private static final double BYTES_PER_UNIT = 1e9;

    private final Subject subject;
    private final Table table;

    Memory(Subject subject, Table table) {
        this.subject = subject;
        this.table = table;
    }

    /** Measured when the load has been over for a minute: the JVM gives back what it does not use any more. */
    void measure() throws IOException, InterruptedException {
        Thread.sleep(AFTER_LOAD);
        add(MEMORY, Target.atMost(GIGABYTES));
    }

    /** Only told: what all that the run asked of the platform has left. */
    void measureAtTheEnd() throws IOException {
        add(MEMORY + "-at-end", null);
    }

    private void add(String name, @Nullable Target target) throws IOException {
        long jvm = subject.server().residentBytes();
        long postgres = subject.setting().places().scratch().residentBytes();
        table.add(Row.of(
                name,
                (jvm + postgres) / BYTES_PER_UNIT,
                UNIT,
                target,
                "%,.0f MB the JVM, %,.0f MB PostgreSQL, %,d events"
                        .formatted(
                                jvm / 1e6,
                                postgres / 1e6,
                                Projection.sessions(subject.platform()).head())));
    }
}
