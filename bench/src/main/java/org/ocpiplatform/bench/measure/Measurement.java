package org.ocpiplatform.bench.measure;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * What came of some load.
 *
 * @param requests that were answered, or failed
 * @param latencies in microseconds, of requests that were answered as they should
 * @param failures the first of them, in words
 */
public record Measurement(long requests, long errors, double seconds, Histogram latencies, List<String> failures) {

    private static final long MAX_LATENCY_MICROS = TimeUnit.MINUTES.toMicros(5);

    /** An empty histogram for latencies. */
    public static Histogram newHistogram() {
        return new Histogram(MAX_LATENCY_MICROS, 3);
    }

    /** Requests per second that were answered as they should. */
    public double perSecond() {
        return (requests - errors) / seconds;
    }

    /** Latency in milliseconds. */
    public double millisAt(double percentile) {
        return latencies.getValueAtPercentile(percentile) / 1000.0;
    }
}
