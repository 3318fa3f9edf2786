package org.ocpiplatform.eventstore;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.axonframework.serialization.Serializer;
import org.junit.jupiter.api.Test;

class CommitLogTest {

    private static final Serializer SERIALIZER = Nodes.serializer();
    private static final StreamNames NAMES = new StreamNames(Sealing.NONE, id -> false);

    @Test
    void keepsTheLatestEventsUpToACount() {
        CommitLog log = new CommitLog(3, 1L << 20);
        commit(log, 1, 5, 10);
        assertThat(positionsAfter(log, 0)).isEmpty();
        assertThat(positionsAfter(log, 1)).isEmpty();
        assertThat(positionsAfter(log, 2)).containsExactly(3L, 4L, 5L);
        assertThat(positionsAfter(log, 4)).containsExactly(5L);
        assertThat(positionsAfter(log, 5)).isEmpty();
    }

    @Test
    void keepsTheLatestEventsUpToASize() {
        CommitLog log = new CommitLog(100, 10_000);
        commit(log, 1, 20, 2000);
        assertThat(positionsAfter(log, 15)).isEmpty();
        assertThat(positionsAfter(log, 17)).containsExactly(18L, 19L, 20L);
        commit(log, 21, 1, 50_000);
        assertThat(positionsAfter(log, 20)).containsExactly(21L);
        commit(log, 22, 2, 10);
        assertThat(positionsAfter(log, 21)).containsExactly(22L, 23L);
    }

    @Test
    void startsAnewAfterEventsOfAnotherNode() {
        CommitLog log = new CommitLog(100, 1L << 20);
        commit(log, 1, 5, 10);
        log.advanceTo(7);
        assertThat(log.head()).isEqualTo(7);
        assertThat(positionsAfter(log, 4)).containsExactly(5L);
        commit(log, 8, 2, 10);
        assertThat(positionsAfter(log, 4)).isEmpty();
        assertThat(positionsAfter(log, 6)).isEmpty();
        assertThat(positionsAfter(log, 7)).containsExactly(8L, 9L);
    }

    @Test
    void forgetsWhatItHoldsAndWhatWasSealedBefore() {
        CommitLog log = new CommitLog(100, 1L << 20);
        commit(log, 1, 5, 10);
        log.forget();
        assertThat(positionsAfter(log, 0)).isEmpty();
        assertThat(log.head()).isEqualTo(5);
        commit(log, 6, 1, 10);
        assertThat(positionsAfter(log, 5)).isEmpty();
        assertThat(log.head()).isEqualTo(6);
        commit(log, 7, 1, 10, log.forgotten());
        assertThat(positionsAfter(log, 6)).containsExactly(7L);
        assertThat(positionsAfter(log, 5)).isEmpty();
    }

    @Test
    void aReaderThatFailsDoesNotKeepOthersAsleep() {
        CommitLog log = new CommitLog(100, 1L << 20);
        AtomicInteger woken = new AtomicInteger();
        log.onCommit(types -> {
            throw new IllegalStateException("shutting down");
        });
        log.onCommit(types -> woken.incrementAndGet());
        log.advanceTo(1);
        log.advanceTo(1);
        assertThat(woken).hasValue(1);
    }

    private static void commit(CommitLog log, long first, int count, int size) {
        commit(log, first, count, size, 0);
    }

    private static void commit(CommitLog log, long first, int count, int size, long forgotten) {
        var message = Nodes.event("a", 0, "x".repeat(size));
        ChainedRow row = ChainedRow.of(EventRow.of(message, SERIALIZER, Sealing.NONE, NAMES), EventHash.none());
        NewEvent event = NewEvent.of(row, message, SERIALIZER, forgotten);
        log.committed(first, Collections.nCopies(count, event));
    }

    private static List<Long> positionsAfter(CommitLog log, long position) {
        return log.after(position, 100).stream().map(Nodes::position).toList();
    }
}
