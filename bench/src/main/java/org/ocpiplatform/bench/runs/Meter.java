package org.ocpiplatform.bench.runs;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.bench.measure.Measurement;
import org.ocpiplatform.bench.platform.ServerProcess;

/** Measures one path after another: some warm-up first, and then what was answered and the CPU time that it took. */
public record Meter(Places places, Duration warmup, Duration duration) {

    private static final Duration SETTLING = Duration.ofSeconds(5);
    private static final int COMPILING_LESS_THAN_ONE_IN = 10;
    /** How many times a warm-up may last or be repeated at most until the compilers are done. */
    public static final int PATIENCE = 4;

    /** Load that lasts as long as it is told. */
    @FunctionalInterface
    public interface Work {

        /** Puts the load on and says what came of it. */
        Measurement run(Duration duration) throws IOException, InterruptedException, SQLException;
    }

    /** With the warm-up and the duration of the options. */
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
     * @param server whose use of the machine is measured as well; null if it is not ours
     */
    public Report.Row measure(String path, @Nullable String floor, @Nullable ServerProcess server, Work work)
            throws IOException, InterruptedException, SQLException {
        IO.println("Measuring " + path);
        warmUp(server, work);
        Usage begin = usage(server);
        Measurement measurement = work.run(duration);
        Usage end = usage(server);
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
                (end.client() - begin.client()) / each,
                (double) (end.allocated() - begin.allocated()) / measurement.requests());
    }

    /** Puts the load on until the warm-up is over and the server's compilers have little left to do. */
    public void warmUp(@Nullable ServerProcess server, Work work)
            throws IOException, InterruptedException, SQLException {
        if (!warmup.isPositive()) {
            return;
        }
        work.run(warmup);
        Duration all = warmup;
        while (server != null && all.compareTo(warmup.multipliedBy(PATIENCE)) < 0) {
            Duration begin = server.compileTime();
            work.run(SETTLING);
            all = all.plus(SETTLING);
            if (isWarm(server.compileTime().minus(begin), SETTLING)) {
                return;
            }
        }
        if (server != null) {
            IO.println("  still compiling after " + all.toSeconds() + " s");
        }
    }

    /** Whether the compilers had so little to do in a time that what they did hardly changes it. */
    public static boolean isWarm(Duration compiling, Duration time) {
        return compiling.multipliedBy(COMPILING_LESS_THAN_ONE_IN).compareTo(time) < 0;
    }

    private Usage usage(@Nullable ServerProcess server) throws IOException {
        return new Usage(
                server == null ? 0 : server.cpu().toNanos(),
                places.scratch().cpu().toNanos(),
                Machine.ownCpu(),
                server == null ? 0 : server.allocatedBytes());
    }

    /** CPU time used so far, in nanoseconds, and bytes that the server's JVM has allocated. */
    private record Usage(long server, long store, long client, long allocated) {}
}
