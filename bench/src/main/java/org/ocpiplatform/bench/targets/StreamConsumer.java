package org.ocpiplatform.bench.targets;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.bench.http.HttpRequest;
import org.ocpiplatform.bench.http.HttpStream;
import org.ocpiplatform.bench.measure.Measurement;

/**
 * A consumer of server-sent events that remembers which came, and how late. It looks at bytes, because a hundred of them
 * share the machine with the platform.
 */
final class StreamConsumer implements AutoCloseable {

    private static final int BUFFER = 512 * 1024;
    private static final long DAY_MILLIS = TimeUnit.DAYS.toMillis(1);
    private static final long FIRST_SECONDS = 60;
    private static final byte[] ID = "id: ".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] DATA = "data: ".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] TIME = "\"time\":\"2026-01-01T".getBytes(StandardCharsets.US_ASCII);
    private static final int TIME_NAME = "\"time\":\"".length();

    private final HttpStream stream;
    private final CountDownLatch first = new CountDownLatch(1);
    private final Histogram lags = Measurement.newHistogram();
    private final byte[] buffer = new byte[BUFFER];
    private long[] positions = new long[1024];
    private int count;
    private volatile long last;
    private volatile long measureFrom = Long.MAX_VALUE;
    private long measuredFrom = Long.MAX_VALUE;
    private volatile @Nullable String failure;
    private volatile boolean closed;

    private StreamConsumer(HttpStream stream) {
        this.stream = stream;
    }

    /** Connects, and reads what comes after a position from then on. */
    static StreamConsumer follow(URI server, HttpRequest consumer, long after) throws IOException {
        StreamConsumer following =
                new StreamConsumer(HttpStream.open(server, consumer.get("/streams/events?after=" + after)));
        Thread.ofPlatform().daemon().start(following::run);
        return following;
    }

    private void run() {
        try {
            int end = 0;
            while (true) {
                int read = stream.read(buffer, end);
                if (read < 0) {
                    throw new IOException("the stream has ended");
                }
                first.countDown();
                end = consume(end + read, System.currentTimeMillis());
            }
        } catch (IOException | RuntimeException e) {
            if (!closed) {
                failure = e.toString();
            }
        }
    }

    /** Takes all lines that are complete; returns how much there is of the last, which is not. */
    private int consume(int end, long now) {
        if (measuredFrom != measureFrom) {
            measuredFrom = measureFrom;
            lags.reset();
        }
        int begin = 0;
        for (int i = 0; i < end; i++) {
            if (buffer[i] == '\n') {
                line(begin, i, now);
                begin = i + 1;
            }
        }
        System.arraycopy(buffer, begin, buffer, 0, end - begin);
        return end - begin;
    }

    private void line(int begin, int end, long now) {
        if (startsWith(begin, end, ID)) {
            took(number(begin + ID.length, end));
        } else if (startsWith(begin, end, DATA) && now >= measuredFrom) {
            long lag = Math.floorMod(now - storedAt(begin, end), DAY_MILLIS);
            lags.recordValue(Math.min(lag, lags.getHighestTrackableValue()));
        }
    }

    private boolean startsWith(int begin, int end, byte[] text) {
        return end - begin > text.length && Arrays.equals(buffer, begin, begin + text.length, text, 0, text.length);
    }

    private void took(long position) {
        if (count == positions.length) {
            positions = Arrays.copyOf(positions, 2 * count);
        }
        positions[count++] = position;
        last = position;
    }

    /** Milliseconds of the day at which the event was stored, from its attribute time. */
    private long storedAt(int begin, int end) {
        for (int i = begin; i < end - TIME.length; i++) {
            if (buffer[i] == '"' && Arrays.equals(buffer, i, i + TIME_NAME, TIME, 0, TIME_NAME)) {
                int clock = i + TIME.length;
                long seconds = number(clock, clock + 2) * 3600
                        + number(clock + 3, clock + 5) * 60
                        + number(clock + 6, clock + 8);
                return seconds * 1000 + fraction(clock + 8);
            }
        }
        throw new IllegalArgumentException("an event without time: " + text(begin, end));
    }

    /** Milliseconds, of which there are as many digits as are needed, or none. */
    private long fraction(int at) {
        long millis = 0;
        if (buffer[at] == '.') {
            int unit = 100;
            for (int i = at + 1; Character.isDigit(buffer[i]); i++) {
                millis += (long) unit * (buffer[i] - '0');
                unit /= 10;
            }
        }
        return millis;
    }

    private long number(int begin, int end) {
        long number = 0;
        for (int i = begin; i < end; i++) {
            if (!Character.isDigit(buffer[i])) {
                throw new IllegalArgumentException("not a number: " + text(begin, end));
            }
            number = number * 10 + buffer[i] - '0';
        }
        return number;
    }

    private String text(int begin, int end) {
        return new String(buffer, begin, end - begin, StandardCharsets.UTF_8);
    }

    /** Waits until something has come, which is a comment at first. */
    void awaitFirst() throws IOException, InterruptedException {
        if (!first.await(FIRST_SECONDS, TimeUnit.SECONDS)) {
            throw new IOException("a stream does not begin: " + failure);
        }
    }

    /** Measures the lag of what comes from now on, and of nothing before. */
    void measureFromNow() {
        measureFrom = System.currentTimeMillis();
    }

    /** Waits for an event, but not for ever. */
    void await(long position, long millis) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        while (last < position && failure == null && System.nanoTime() < deadline) {
            Thread.sleep(10);
        }
    }

    /**
     * How many events are missing, came again, out of order, or should not have come at all; after the end.
     *
     * @param expected positions of the events that should have come
     */
    long differences(Set<Long> expected) {
        if (failure instanceof String text) {
            IO.println("  failed: " + text);
        }
        long wrong = 0;
        long before = 0;
        long found = 0;
        for (int i = 0; i < count; i++) {
            if (positions[i] > before && expected.contains(positions[i])) {
                found++;
                before = positions[i];
            } else {
                wrong++;
            }
        }
        return wrong + expected.size() - found;
    }

    Histogram lags() {
        return lags;
    }

    @Override
    public void close() throws IOException {
        closed = true;
        stream.close();
    }
}
