package org.ocpiplatform.bench.growth;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.ocpiplatform.eventstore.PostgresEventStorageEngine;

/** What is asked of an event store, of whatever size. */
public record Probe(PostgresEventStorageEngine engine) {

    private static final int TAIL_EVENTS = 20_000;

    /** Events per second that writers append, each the first event of a stream of its own, one after the other. */
    public double appendRate(int writers, Duration duration) throws InterruptedException {
        LongAdder appended = new LongAdder();
        String run = Long.toHexString(ThreadLocalRandom.current().nextLong());
        long begin = System.nanoTime();
        long deadline = begin + duration.toNanos();
        try (ExecutorService threads = Executors.newFixedThreadPool(writers)) {
            List<Future<?>> running = new ArrayList<>();
            for (int writer = 0; writer < writers; writer++) {
                String kind = run + "-" + writer + "-";
                running.add(threads.submit(() -> {
                    for (long number = 0; System.nanoTime() < deadline; number++) {
                        engine.appendEvents(SessionStreams.event(SessionStreams.id(kind, number), number, 0));
                        appended.increment();
                    }
                }));
            }
            for (Future<?> each : running) {
                each.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("events could not be appended", e.getCause());
        }
        return appended.sum() * 1e9 / (System.nanoTime() - begin);
    }

    /** Median of the milliseconds that it takes to read a stream, with its payloads; of those that have so many. */
    public double loadMillis(List<String> ids, int events) {
        List<Double> millis = new ArrayList<>();
        for (String id : ids) {
            long begin = System.nanoTime();
            long read = engine.readEvents(SessionStreams.stream(id), 0)
                    .asStream()
                    .peek(event -> event.getPayload())
                    .count();
            double taken = (System.nanoTime() - begin) / 1e6;
            if (read == events) {
                millis.add(taken);
            }
        }
        if (millis.isEmpty()) {
            throw new IllegalStateException("none of " + ids.size() + " streams has " + events + " events");
        }
        return millis.stream().sorted().toList().get(millis.size() / 2);
    }

    /** Events per second that a processor reads which is so many events behind the last one. */
    public double tailRate() {
        return readRate(Math.max(0, engine.headPosition() - TAIL_EVENTS));
    }

    /** The same from anywhere in the store. */
    public double middleRate() {
        return readRate(ThreadLocalRandom.current().nextLong(Math.max(1, engine.headPosition() - 2 * TAIL_EVENTS)));
    }

    private double readRate(long position) {
        long begin = System.nanoTime();
        try (Stream<? extends TrackedEventMessage<?>> events =
                engine.readEvents(new GlobalSequenceTrackingToken(position), false)) {
            long read =
                    events.limit(TAIL_EVENTS).peek(event -> event.getPayload()).count();
            return read * 1e9 / (System.nanoTime() - begin);
        }
    }
}
