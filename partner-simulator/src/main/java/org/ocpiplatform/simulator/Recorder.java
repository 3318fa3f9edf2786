package org.ocpiplatform.simulator;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Everything of a kind that happened, in the order in which it ended.
 *
 * @param <E> what is remembered of each
 */
final class Recorder<E> {

    private final List<E> entries = new ArrayList<>();
    private final Function<E, String> shown;

    Recorder(Function<E, String> shown) {
        this.shown = shown;
    }

    synchronized void add(E entry) {
        entries.add(entry);
        notifyAll();
    }

    synchronized List<E> all() {
        return List.copyOf(entries);
    }

    synchronized void clear() {
        entries.clear();
    }

    /**
     * Waits until there are so many.
     *
     * @throws IllegalStateException that lists what there was instead, if they did not come in time
     */
    synchronized List<E> await(Predicate<E> wanted, int count, Duration atMost) throws InterruptedException {
        long end = System.nanoTime() + atMost.toNanos();
        while (true) {
            List<E> found = entries.stream().filter(wanted).toList();
            if (found.size() >= count) {
                return found;
            }
            long millis = (end - System.nanoTime()) / 1_000_000;
            if (millis <= 0) {
                throw new IllegalStateException("did not come within " + atMost + "; there were "
                        + entries.stream().map(shown).toList());
            }
            wait(millis);
        }
    }
}
