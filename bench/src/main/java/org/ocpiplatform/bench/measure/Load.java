package org.ocpiplatform.bench.measure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;
import org.HdrHistogram.Histogram;
import org.ocpiplatform.bench.http.HttpConnection;

/**
 * Sends requests over a number of connections and measures how long the answers take. One thread serves all connections,
 * because the server needs the machine more than we do.
 *
 * <p>Without a rate the loop is closed: every connection sends its next request when it has the answer to the one
 * before. With a rate, requests are due at fixed moments and latency counts from there, so that a server that stalls is
 * charged for the requests that had to wait.
 */
public final class Load {

    private static final long GRACE_NANOS = TimeUnit.SECONDS.toNanos(30);

    private static final int MAX_FAILURES = 3;

    private final URI server;
    private final Requests requests;
    private final Plan plan;
    private final LongConsumer progress;

    private final Deque<Slot> idle = new ArrayDeque<>();
    private final Map<HttpConnection, Slot> busy = new HashMap<>();
    private final Histogram latencies = Measurement.newHistogram();
    private final List<String> failures = new ArrayList<>();
    private long begin;
    private long sent;
    private long answered;
    private long errors;

    private Load(URI server, Requests requests, Plan plan, LongConsumer progress) {
        this.server = server;
        this.requests = requests;
        this.plan = plan;
        this.progress = progress;
    }

    /**
     * How much load.
     *
     * @param duration after which no more requests are sent
     * @param requests after which no more requests are sent
     * @param rate requests due per second; 0 to send as fast as answers come
     */
    public record Plan(int connections, Duration duration, long requests, double rate) {

        /** A number of seconds; as fast as answers come if the rate is 0. */
        public static Plan lasting(int connections, Duration duration, double rate) {
            return new Plan(connections, duration, Long.MAX_VALUE, rate);
        }

        /** A number of requests, as fast as answers come. */
        public static Plan counting(int connections, long requests) {
            return new Plan(connections, Duration.ofDays(1), requests, 0);
        }
    }

    private record Slot(int index, HttpConnection connection, long[] begun) {}

    /** Runs to the end of the plan. */
    public static Measurement run(URI server, Requests requests, Plan plan) throws IOException {
        return run(server, requests, plan, answered -> {});
    }

    /** Runs to the end of the plan, telling now and then how many requests have been answered. */
    public static Measurement run(URI server, Requests requests, Plan plan, LongConsumer progress) throws IOException {
        return new Load(server, requests, plan, progress).run();
    }

    private Measurement run() throws IOException {
        List<HttpConnection> connections = new ArrayList<>();
        try (Selector selector = Selector.open()) {
            for (int i = 0; i < plan.connections(); i++) {
                HttpConnection connection = HttpConnection.open(server, selector);
                connections.add(connection);
                idle.add(new Slot(i, connection, new long[1]));
            }
            begin = System.nanoTime();
            loop(selector);
            double seconds = (System.nanoTime() - begin) / 1e9;
            return new Measurement(answered, errors, seconds, latencies, failures);
        } finally {
            for (HttpConnection connection : connections) {
                connection.close();
            }
        }
    }

    private void loop(Selector selector) throws IOException {
        long limit = begin + plan.duration().toNanos() + GRACE_NANOS;
        while (true) {
            long now = System.nanoTime();
            while (!idle.isEmpty() && !ended(now) && due(now) <= now) {
                send(idle.remove(), due(now));
            }
            if (busy.isEmpty() && ended(now)) {
                return;
            }
            if (now > limit) {
                errors += busy.size();
                answered += busy.size();
                failures.add(busy.size() + " requests were not answered in time");
                return;
            }
            await(selector, now);
        }
    }

    private boolean ended(long now) {
        return sent >= plan.requests()
                || (plan.rate() > 0 ? due(now) : now) - begin >= plan.duration().toNanos();
    }

    /** When the next request should be sent. */
    private long due(long now) {
        return plan.rate() > 0 ? begin + (long) (sent * 1e9 / plan.rate()) : now;
    }

    private void send(Slot slot, long due) throws IOException {
        slot.begun()[0] = due;
        busy.put(slot.connection(), slot);
        byte[] request = requests.next(slot.index());
        sent++;
        try {
            slot.connection().send(request);
        } catch (IOException e) {
            failed(slot, e);
        }
    }

    private void await(Selector selector, long now) throws IOException {
        long nanos = plan.rate() > 0 && !idle.isEmpty() && !ended(now) ? due(now) - now : TimeUnit.SECONDS.toNanos(1);
        long millis = TimeUnit.NANOSECONDS.toMillis(nanos);
        if (millis > 0) {
            selector.select(this::received, millis);
        } else if (selector.selectNow(this::received) == 0) {
            LockSupport.parkNanos(Math.min(nanos, TimeUnit.MICROSECONDS.toNanos(50)));
        }
    }

    private void received(SelectionKey key) {
        HttpConnection connection = (HttpConnection) key.attachment();
        Slot slot = busy.get(connection);
        try {
            if (slot == null) {
                // An idle connection that the server closed for its age.
                connection.renew();
            } else if (connection.receive()) {
                answered(slot);
            }
        } catch (IOException e) {
            if (slot != null) {
                failed(slot, e);
            }
        }
    }

    private void answered(Slot slot) throws IOException {
        HttpConnection connection = slot.connection();
        if (connection.response().succeeded()) {
            long micros = (System.nanoTime() - slot.begun()[0]) / 1000;
            latencies.recordValue(Math.min(micros, latencies.getHighestTrackableValue()));
        } else {
            failed(connection.response().toString());
        }
        connection.renewIfClosing();
        done(slot);
    }

    private void failed(Slot slot, IOException failure) {
        failed(failure.toString());
        try {
            slot.connection().renew();
        } catch (IOException e) {
            throw new UncheckedIOException("the server no longer takes connections, after " + failure, e);
        }
        done(slot);
    }

    private void failed(String failure) {
        errors++;
        if (failures.size() < MAX_FAILURES) {
            failures.add(failure);
        }
    }

    private void done(Slot slot) {
        busy.remove(slot.connection());
        idle.add(slot);
        answered++;
        progress.accept(answered);
    }
}
