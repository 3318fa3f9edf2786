package org.ocpiplatform.write.pushes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.ocpiplatform.contract.ReplicaId;

class LaneTest {

    private static final ReplicaId A = ReplicaId.parse("cpo:locations:NL:TNM:A");
    private static final ReplicaId B = ReplicaId.parse("cpo:locations:NL:TNM:B");
    private static final Request PUT = Request.of("PUT", List.of(), "{}");

    private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Push> delivered = new CopyOnWriteArrayList<>();
    private final CountDownLatch gate = new CountDownLatch(1);

    @AfterEach
    void close() {
        gate.countDown();
        workers.close();
    }

    @Test
    void anObjectIsToldInTheOrderOfItsRevisions() {
        Map<ReplicaId, Integer> underWay = new ConcurrentHashMap<>();
        AtomicInteger overlaps = new AtomicInteger();
        Lane lane = new Lane(4, workers, push -> {
            if (underWay.merge(push.object(), 1, Integer::sum) > 1) {
                overlaps.incrementAndGet();
            }
            delivered.add(push);
            underWay.merge(push.object(), -1, Integer::sum);
        });
        for (int i = 0; i < 500; i++) {
            lane.hand(push(i % 2 == 0 ? A : B, i / 2, i));
        }
        awaitIdle(lane);

        assertThat(overlaps).hasValue(0);
        for (ReplicaId object : List.of(A, B)) {
            List<Long> revisions = delivered.stream()
                    .filter(push -> push.object().equals(object))
                    .map(Push::revision)
                    .toList();
            assertThat(revisions).isSorted().doesNotHaveDuplicates().endsWith(249L);
        }
    }

    @Test
    void differentObjectsDoNotWaitForEachOtherButAreNotAllSentAtOnce() throws Exception {
        AtomicInteger underWay = new AtomicInteger();
        Lane lane = new Lane(2, workers, push -> {
            underWay.incrementAndGet();
            await(gate);
            delivered.add(push);
        });
        for (int i = 0; i < 5; i++) {
            lane.hand(push(ReplicaId.parse("cpo:locations:NL:TNM:" + i), 0, i));
        }
        eventually(() -> underWay.get() == 2);
        TimeUnit.MILLISECONDS.sleep(50);
        assertThat(underWay).hasValue(2);

        gate.countDown();
        awaitIdle(lane);
        assertThat(delivered).hasSize(5);
    }

    @Test
    void whatPilesUpBecomesOnePushOfTheWhole() {
        AtomicInteger begun = new AtomicInteger();
        Lane lane = new Lane(1, workers, push -> {
            begun.incrementAndGet();
            await(gate);
            delivered.add(push);
        });
        lane.hand(push(A, 0, 10));
        eventually(() -> begun.get() == 1);
        for (int i = 1; i <= 100; i++) {
            lane.hand(push(A, i, 10 + i));
        }
        assertThat(lane.backlog()).isLessThanOrEqualTo(5);
        assertThat(lane.lowestUnfinished()).hasValue(10);

        gate.countDown();
        awaitIdle(lane);
        assertThat(delivered.getFirst().request()).isEqualTo(PUT);
        assertThat(delivered.getLast().revision()).isEqualTo(100);
        assertThat(delivered).anySatisfy(push -> assertThat(push.request()).isNull());
        assertThat(delivered).hasSizeLessThan(6);
    }

    @Test
    void theWholeStandsForTheLowestPositionOfWhatItReplaced() {
        Push whole = push(A, 3, 13).after(push(A, 2, 12));
        assertThat(whole.position()).isEqualTo(12);
        assertThat(whole.revision()).isEqualTo(3);
        assertThat(whole.request()).isNull();
        assertThat(wanted(A, 14).after(push(A, 3, 13)).revision()).isEqualTo(3);
        assertThat(push(A, 4, 15).after(wanted(A, 14)).wanted()).isTrue();
    }

    @Test
    void manyObjectsThatWaitAreKeptWithoutTheirBodies() {
        Lane lane = blocked();
        List<Push> all = new ArrayList<>();
        for (int i = 0; i < 1_500; i++) {
            Push push = push(ReplicaId.parse("cpo:cdrs:NL:TNM:" + i), 0, i);
            all.add(push);
            lane.hand(push);
        }
        gate.countDown();
        awaitIdle(lane);

        assertThat(delivered)
                .extracting(Push::object)
                .containsExactlyInAnyOrderElementsOf(
                        all.stream().map(Push::object).toList());
        assertThat(delivered.stream().filter(push -> push.request() != null).count())
                .isBetween(1_000L, 1_010L);
    }

    @Test
    void theLowestUnfinishedMovesWithTheSlowestObject() {
        CountDownLatch slow = new CountDownLatch(1);
        Lane lane = new Lane(2, workers, push -> {
            if (push.object().equals(A)) {
                await(slow);
            }
            delivered.add(push);
        });
        lane.hand(push(A, 0, 5));
        lane.hand(push(B, 0, 6));
        lane.hand(push(B, 1, 7));
        eventually(() -> delivered.size() == 2);
        assertThat(lane.lowestUnfinished()).hasValue(5);

        slow.countDown();
        awaitIdle(lane);
        assertThat(lane.lowestUnfinished()).isEmpty();
    }

    @Test
    void whatIsDroppedIsNotToldAndHoldsNothingUp() {
        AtomicInteger begun = new AtomicInteger();
        Lane lane = new Lane(1, workers, push -> {
            begun.incrementAndGet();
            await(gate);
            delivered.add(push);
        });
        lane.hand(push(A, 0, 5));
        eventually(() -> begun.get() == 1);
        lane.hand(push(A, 1, 6));
        lane.hand(push(B, 0, 7));
        lane.drop();
        lane.hand(push(A, 1, 6));
        gate.countDown();
        awaitIdle(lane);

        assertThat(delivered).extracting(Push::position).containsExactly(5L, 6L);
    }

    @Test
    void aLaneThatIsStoppedTakesNothing() {
        Lane lane = new Lane(1, workers, delivered::add);
        lane.stop();
        lane.hand(push(A, 0, 5));
        assertThat(lane.backlog()).isZero();
        assertThat(lane.lowestUnfinished()).isEmpty();
    }

    private Lane blocked() {
        return new Lane(1, workers, push -> {
            await(gate);
            delivered.add(push);
        });
    }

    private static Push push(ReplicaId object, long revision, long position) {
        return new Push(object, revision, position, "c", null, PUT, false);
    }

    private static Push wanted(ReplicaId object, long position) {
        return new Push(object, 0, position, "c", null, (@Nullable Request) null, true);
    }

    private static void awaitIdle(Lane lane) {
        eventually(() -> lane.backlog() == 0 && lane.lowestUnfinished().isEmpty());
    }

    static void eventually(java.util.function.BooleanSupplier condition) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("in time").isLessThan(deadline);
            Thread.onSpinWait();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
