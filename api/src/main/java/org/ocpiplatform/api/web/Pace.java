package org.ocpiplatform.api.web;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * How slowly a peer gives or takes the bytes of one message. Only time that is spent waiting for it counts; it may take
 * the grace, and a second more for so many bytes as are given.
 */
final class Pace {

    private final long graceNanos;
    private final long bytesPerSecond;
    private long bytes;
    private long waitedNanos;
    private long waitingSince;
    private boolean waiting;

    Pace(Duration grace, int bytesPerSecond) {
        this.graceNanos = grace.toNanos();
        this.bytesPerSecond = bytesPerSecond;
    }

    /** The next message begins. */
    synchronized void startOver() {
        bytes = 0;
        waitedNanos = 0;
        waiting = false;
    }

    /** What is called next may have to wait for the peer. */
    synchronized void waitFrom(long nanoTime) {
        waiting = true;
        waitingSince = nanoTime;
    }

    /** The wait is over, and so many bytes have come or gone. */
    synchronized void waitedUntil(long nanoTime, int moved) {
        waiting = false;
        waitedNanos += nanoTime - waitingSince;
        bytes += moved;
    }

    /** Whether the peer was waited for too long, all in all or in a wait that goes on. */
    synchronized boolean isTooSlow(long nanoTime) {
        long waited = waiting ? waitedNanos + nanoTime - waitingSince : waitedNanos;
        return waited - graceNanos > TimeUnit.SECONDS.toNanos(1) * (double) bytes / bytesPerSecond;
    }
}
