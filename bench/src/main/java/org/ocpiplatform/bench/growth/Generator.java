package org.ocpiplatform.bench.growth;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.axonframework.eventhandling.DomainEventMessage;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.eventstore.PostgresEventStorageEngine;

/**
 * Appends the events of many sessions that go on at the same time, in batches, by the engine's own way of appending. One
 * session in a hundred has five events in all, a few have {@value #LONG_EVENTS}, from the first event of the store to its
 * last; the others have as many as it takes on average.
 */
public final class Generator {

    /** Events of a short session. */
    public static final int SHORT_EVENTS = 5;

    /** Events of a long session. */
    public static final int LONG_EVENTS = 500;

    /** How many sessions are long. */
    public static final int LONG_SESSIONS = 40;

    private static final String KIND = "session";
    private static final String LONG_KIND = "long";
    private static final int SHORT_ONE_IN = 100;
    private static final int WORKERS = 3;
    private static final int UNDER_WAY = 600;
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

    private final PostgresEventStorageEngine engine;
    private final long events;
    private final int eventsEach;
    private final AtomicLong nextSession;
    private final AtomicLong appended = new AtomicLong();

    private Generator(PostgresEventStorageEngine engine, long events, int eventsEach, long firstSession) {
        this.engine = engine;
        this.events = events;
        this.eventsEach = eventsEach;
        this.nextSession = new AtomicLong(firstSession);
    }

    /**
     * Appends so many events.
     *
     * @param eventsEach of a session on average
     * @param firstSession number of the first session that is not there yet
     */
    public static void append(
            PostgresEventStorageEngine engine, long events, int eventsEach, long firstSession, Progress progress)
            throws InterruptedException {
        new Generator(engine, events, eventsEach, firstSession).run(progress);
    }

    /** The id of a session that is short and, if all below the number have ended, has ended. */
    public static String shortId(long below) {
        return SessionStreams.id(KIND, ThreadLocalRandom.current().nextLong(below / SHORT_ONE_IN) * SHORT_ONE_IN + 1);
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
            for (int i = index; i < LONG_SESSIONS; i += WORKERS) {
                Optional<Long> last = engine.lastSequenceNumberFor(SessionStreams.stream(longId(i)));
                longs.add(new Going(longId(i), i, last.orElse(-1L) + 1, LONG_EVENTS));
            }
        }

        @Override
        public void run() {
            while (appended.get() < events) {
                List<DomainEventMessage<?>> batch = new ArrayList<>(BATCH);
                for (int i = 0; i < BATCH; i++) {
                    batch.add(next());
                }
                engine.appendEvents(batch);
                progress.made(appended.addAndGet(BATCH), nextSession.get());
            }
        }

        private DomainEventMessage<?> next() {
            ThreadLocalRandom random = ThreadLocalRandom.current();
            if (!longs.isEmpty() && random.nextDouble() * events < (double) LONG_SESSIONS * LONG_EVENTS) {
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
                long end = number % SHORT_ONE_IN == 1
                        ? SHORT_EVENTS
                        : random.nextLong(eventsEach / 2, eventsEach + (eventsEach + 1) / 2 + 1);
                going = new Going(SessionStreams.id(KIND, number), number, 0, Math.max(1, end));
                slots[slot] = going;
            }
            return SessionStreams.event(going.id, going.number, going.sequenceNumber++);
        }
    }
}
