package org.ocpiplatform.bench.runs;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.bench.measure.Measurement;

/** Measures one path after another: some warm-up first, and then what was answered and the CPU time that it took. */
record Meter(Places places, Duration warmup, Duration duration) {

    /** Load that lasts as long as it is told. */
    @FunctionalInterface
    interface Work {
        Measurement run(Duration duration) throws IOException, InterruptedException, SQLException;
    }

    static Meter of(Options options, Places places) {
        return new Meter(
                places,
                Duration.ofSeconds(options.number("warmup", 4)),
                Duration.ofSeconds(options.number("seconds", 10)));
    }

    /**
     * Measures.
     *
     * @param floor name of the row that shows the most that could be reached; null if there is none
     * @param serverCpu CPU time that the server's JVM has used so far
     */
    Report.Row measure(String path, @Nullable String floor, Supplier<Duration> serverCpu, Work work)
            throws IOException, InterruptedException, SQLException {
        IO.println("Measuring " + path);
        work.run(warmup);
        Usage begin = usage(serverCpu);
        Measurement measurement = work.run(duration);
        Usage end = usage(serverCpu);
        measurement.failures().forEach(failure -> IO.println("  failed: " + failure));
        double each = measurement.requests() * 1000.0;
        return new Report.Row(
                path,
                measurement.perSecond(),
                measurement.millisAt(50),
                measurement.millisAt(99),
                measurement.requests(),
                measurement.errors(),
                floor,
                (end.server() - begin.server()) / each,
                (end.store() - begin.store()) / each,
                (end.client() - begin.client()) / each);
    }

    private Usage usage(Supplier<Duration> server) {
        return new Usage(server.get().toNanos(), places.scratch().cpu().toNanos(), Machine.ownCpu());
    }

    /** CPU time used so far, in nanoseconds. */
    private record Usage(long server, long store, long client) {}
}
