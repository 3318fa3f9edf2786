package org.ocpiplatform.read.projection;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Events per second over the last ten seconds. */
final class EventRate {

    private static final int SECONDS = 10;

    private final long[] counts = new long[SECONDS];
    private final LongSupplier nanoTime;
    private long second;

    EventRate() {
        this(System::nanoTime);
    }

    EventRate(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.second = now();
    }

    synchronized void count(long events) {
        advance();
        counts[slot(second)] += events;
    }

    synchronized double perSecond() {
        advance();
        long sum = 0;
        for (long count : counts) {
            sum += count;
        }
        return (double) sum / SECONDS;
    }

    private void advance() {
        long now = now();
        for (long passed = Math.max(second + 1, now - SECONDS + 1); passed <= now; passed++) {
            counts[slot(passed)] = 0;
        }
        second = now;
    }

    private static int slot(long second) {
        return (int) Math.floorMod(second, (long) SECONDS);
    }

    private long now() {
        return TimeUnit.NANOSECONDS.toSeconds(nanoTime.getAsLong());
    }
}
