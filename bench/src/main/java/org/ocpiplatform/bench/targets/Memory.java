package org.ocpiplatform.bench.targets;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.bench.platform.Projection;

/** What the platform and its PostgreSQL have in memory. */
final class Memory {

    static final String MEMORY = "memory";

    private static final double GIGABYTES = 1.2;
    private static final String UNIT = "GB";
    private static final double BYTES_PER_UNIT = 1e9;

    private final Subject subject;
    private final Table table;

    Memory(Subject subject, Table table) {
        this.subject = subject;
        this.table = table;
    }

    /** Measured once the load is over. */
    void measure() throws IOException {
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
