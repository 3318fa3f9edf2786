package org.ocpiplatform.write.pushes;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.contract.ReplicaId;

/**
 * What one partner is still to be told: several objects at a time, and each in the order of its revisions. What piles
 * up for an object becomes one push of the object as it stands, so that a partner that is slow costs little memory and
 * is not told what is no longer so.
 */
final class Lane {

    /** Pushes that wait for one object before they become one. */
    private static final int WAITING_PER_OBJECT = 3;
    /** Pushes that wait with their bodies; beyond that, bodies are left out. */
    private static final int WAITING_WITH_BODY = 1_000;

    private final int concurrency;
    private final Executor workers;
    private final Consumer<Push> deliver;

    private final Map<ReplicaId, Waiting> objects = new HashMap<>();
    private final Deque<ReplicaId> turns = new ArrayDeque<>();
    private int running;
    private int backlog;
    private boolean stopped;

    /** @param deliver tells the partner, and returns when that has been recorded */
    Lane(int concurrency, Executor workers, Consumer<Push> deliver) {
        this.concurrency = concurrency;
        this.workers = workers;
        this.deliver = deliver;
    }

    /** The pushes of one object: the one that is under way, and those behind it. */
    private static final class Waiting {
        private final Deque<Push> behind = new ArrayDeque<>();
        private @Nullable Push current;

        long position() {
            // Positions grow, so the one under way is the lowest.
            Push first = current == null ? behind.getFirst() : current;
            return first.position();
        }
    }

    synchronized void hand(Push push) {
        if (stopped) {
            return;
        }
        Waiting waiting = objects.get(push.object());
        if (waiting == null) {
            waiting = new Waiting();
            objects.put(push.object(), waiting);
            turns.add(push.object());
        }
        if (waiting.behind.size() == WAITING_PER_OBJECT
                || (backlog >= WAITING_WITH_BODY && !waiting.behind.isEmpty())) {
            Push collapsed = push;
            while (!waiting.behind.isEmpty()) {
                collapsed = collapsed.after(waiting.behind.removeLast());
                backlog--;
            }
            waiting.behind.add(collapsed);
        } else {
            waiting.behind.add(backlog >= WAITING_WITH_BODY ? push.after(push) : push);
        }
        backlog++;
        start();
    }

    /** Forgets what is not under way. */
    synchronized void drop() {
        objects.values().forEach(waiting -> waiting.behind.clear());
        objects.values().removeIf(waiting -> waiting.current == null);
        turns.clear();
        backlog = 0;
    }

    /** Forgets what is not under way, and takes no more. */
    synchronized void stop() {
        stopped = true;
        drop();
    }

    /** The lowest position of an event that is not done with. */
    synchronized OptionalLong lowestUnfinished() {
        return objects.values().stream().mapToLong(Waiting::position).min();
    }

    /** Pushes that wait or are under way. */
    synchronized int backlog() {
        return backlog + running;
    }

    private void start() {
        if (running < concurrency && !turns.isEmpty()) {
            running++;
            workers.execute(this::work);
        }
    }

    private void work() {
        Push push = next();
        while (push != null) {
            try {
                deliver.accept(push);
            } finally {
                done(push);
            }
            push = next();
        }
    }

    private synchronized @Nullable Push next() {
        ReplicaId object = turns.poll();
        Waiting waiting = object == null ? null : objects.get(object);
        if (waiting == null) {
            running--;
            return null;
        }
        waiting.current = waiting.behind.removeFirst();
        backlog--;
        return waiting.current;
    }

    private synchronized void done(Push push) {
        Waiting waiting = objects.get(push.object());
        if (waiting == null) {
            return;
        }
        waiting.current = null;
        if (waiting.behind.isEmpty()) {
            objects.remove(push.object());
        } else {
            turns.add(push.object());
            start();
        }
    }
}
