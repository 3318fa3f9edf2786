package org.ocpiplatform.bench.growth;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.eventstore.PostgresEventStorageEngine;

/**
 * Appends the events of many sessions that go on at the same time, in batches, by the engine's own way of appending. Some
 * sessions have {@value #SHORT_EVENTS} events in all, a few have {@value #LONG_EVENTS}, from nearly the first event of the
 * store to its last; the others have as many as it takes on average.
 */
public final class Generator {

    /** Events of a short session. */
    public static final int SHORT_EVENTS = 5;

    /** Events of a long session. */
    public static final int LONG_EVENTS = 500;

    private static final String KIND = "session";
    private static final String LONG_KIND = "long";
    private static final int WORKERS = 3;
    private static final int UNDER_WAY = 600;
    // The first pages of lists show sessions like any others.
    private static final int BEFORE_LONG = 1_000;
    private static final int BATCH = 500;

    /** Is told now and then how far it is. */
    @FunctionalInterface
    public interface Progress {

        /**
         * So many events were appended.
         *
         * @param nextSession number of the first session that was not begun
         */
        void made(long appended, long nextSession);
    }

    /**
     * What is wanted.
     *
     * @param events in all, more or less: those of sessions under way are appended as well
     * @param sessions at least; 0 for as many as the events suffice for
     * @param eventsEach of a session that is neither short nor long, on average
     * @param shortOneIn one session in so many is short
     * @param longSessions how many sessions are long
     */
    public record Plan(long events, long sessions, double eventsEach, int shortOneIn, int longSessions) {

        /** Number of a short session. */
        public long shortSession(long index) {
            return index * shortOneIn + 1;
        }

        boolean isShort(long number) {
            return number % shortOneIn == 1;
        }
    }

    private final PostgresEventStorageEngine engine;
    private final Plan plan;
    private final AtomicLong nextSession;
    private final AtomicLong appended = new AtomicLong();

    private Generator(PostgresEventStorageEngine engine, Plan plan, long firstSession) {
        this.engine = engine;
        this.plan = plan;
        this.nextSession = new AtomicLong(firstSession);
    }

    /**
     * Appends what is wanted, in addition to what is there.
     *
     * @param firstSession number of the first session that is not there yet
     * @return number of the first session that is not there now; all that were begun have ended
     */
    public static long append(PostgresEventStorageEngine engine, Plan plan, long firstSession, Progress progress)
            throws InterruptedException {
        Generator generator = new Generator(engine, plan, firstSession);
        generator.run(progress);
        return generator.nextSession.get();
    }

    /** The id of a session that is not long. */
    public static String id(long number) {
        return SessionStreams.id(KIND, number);
    }

    /** The id of a long session. */
    public static String longId(int number) {
        return SessionStreams.id(LONG_KIND, number);
    }

    private void run(Progress progress) throws InterruptedException {
        try (ExecutorService workers = Executors.newFixedThreadPool(WORKERS)) {
            List<Future<?>> running = new ArrayList<>();
            for (int worker = 0; worker < WORKERS; worker++) {
                Worker one = new Worker(worker, progress);
                running.add(workers.submit(one));
            }
            for (Future<?> each : running) {
                each.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("events could not be appended", e.getCause());
        }
    }

    private static final class Going {
        final String id;
        final long number;
        final long end;
        long sequenceNumber;

        Going(String id, long number, long first, long end) {
            this.id = id;
            this.number = number;
            this.sequenceNumber = first;
            this.end = end;
        }
    }

    private final class Worker implements Runnable {

        private final Progress progress;
        private final @Nullable Going[] slots = new Going[UNDER_WAY];
        private final List<Going> longs = new ArrayList<>();

        Worker(int index, Progress progress) {
            this.progress = progress;
            for (int i = index; i < plan.longSessions(); i += WORKERS) {
                Optional<Long> last = engine.lastSequenceNumberFor(SessionStreams.stream(longId(i)));
                if (last.orElse(-1L) + 1 < LONG_EVENTS) {
                    longs.add(new Going(longId(i), i, last.orElse(-1L) + 1, LONG_EVENTS));
                }
            }
        }

        @Override
        public void run() {
            while (appended.get() < plan.events() || nextSession.get() < plan.sessions()) {
                List<DomainEventMessage<?>> batch = new ArrayList<>(BATCH);
                for (int i = 0; i < BATCH; i++) {
                    batch.add(next());
                }
                append(batch);
            }
            finish();
        }

        /** Ends what is under way. */
        private void finish() {
            List<Going> all = new ArrayList<>(longs);
            Stream.of(slots).filter(Objects::nonNull).forEach(all::add);
            List<DomainEventMessage<?>> batch = new ArrayList<>(BATCH);
            for (Going going : all) {
                while (going.sequenceNumber < going.end) {
                    batch.add(SessionStreams.event(going.id, going.number, going.sequenceNumber++));
                    if (batch.size() == BATCH) {
                        append(batch);
                        batch.clear();
                    }
                }
            }
            if (!batch.isEmpty()) {
                append(batch);
            }
        }

        private void append(List<DomainEventMessage<?>> batch) {
            engine.appendEvents(batch);
            progress.made(appended.addAndGet(batch.size()), nextSession.get());
        }

        private DomainEventMessage<?> next() {
            ThreadLocalRandom random = ThreadLocalRandom.current();
            if (!longs.isEmpty()
                    && nextSession.get() >= BEFORE_LONG
                    && random.nextDouble() * plan.events() < (double) plan.longSessions() * LONG_EVENTS) {
                int index = random.nextInt(longs.size());
                Going going = longs.get(index);
                if (going.sequenceNumber + 1 >= going.end) {
                    longs.remove(index);
                }
                return SessionStreams.event(going.id, going.number, going.sequenceNumber++);
            }
            int slot = random.nextInt(slots.length);
            Going going = slots[slot];
            if (going == null || going.sequenceNumber >= going.end) {
                long number = nextSession.getAndIncrement();
                // From half of the average to one and a half of it.
                long end = plan.isShort(number)
                        ? SHORT_EVENTS
                        : (long) (plan.eventsEach() * (0.5 + random.nextDouble()) + random.nextDouble());
                going = new Going(id(number), number, 0, Math.max(1, end));
                slots[slot] = going;
            }
            return SessionStreams.event(going.id, going.number, going.sequenceNumber++);
        }
    }
}
