package org.ocpiplatform.bench.targets;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.ocpiplatform.bench.runs.Meter;
import org.ocpiplatform.bench.runs.Options;
import org.ocpiplatform.bench.runs.Places;

/**
 * What all rows are measured with.
 *
 * @param groups names of the rows that are wanted
 */
record Setting(Options options, Places places, Set<String> groups) {

    private static final int WARM_ALREADY = 4;

    boolean wants(String group) {
        return groups.contains(group);
    }

    boolean wantsAny(String... some) {
        return List.of(some).stream().anyMatch(groups::contains);
    }

    int connections() {
        return options.number("connections", 32);
    }

    Duration duration() {
        return Duration.ofSeconds(options.number("seconds", 10));
    }

    private Duration warmup() {
        return Duration.ofSeconds(options.number("warmup", 30));
    }

    /** Warm-up for a path when a path of its kind was measured before. */
    Duration shortWarmup() {
        return warmup().dividedBy(WARM_ALREADY);
    }

    /** Measures the first path of a kind. */
    Meter meter() {
        return new Meter(places, warmup(), duration());
    }

    /** Measures a path that is of the kind of one before. */
    Meter nextMeter() {
        return new Meter(places, shortWarmup(), duration());
    }

    /** Measures what is warm, or should not be. */
    Meter coldMeter() {
        return new Meter(places, Duration.ZERO, duration());
    }
}
