package org.ocpiplatform.read.projection;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class AppliedRevisionsTest {

    private static final Duration LONG = Duration.ofMinutes(1);
    private static final Duration SHORT = Duration.ofMillis(50);

    private final AppliedRevisions revisions = new AppliedRevisions(LONG);

    @Test
    void aRevisionShownBeforeIsNotWaitedFor() {
        revisions.shown(Map.of("a", 3L));

        assertThat(revisions.await("a", 3)).isCompletedWithValue(true);
        assertThat(revisions.await("a", 1)).isCompletedWithValue(true);
        assertThat(revisions.settled()).isCompletedWithValue(true);
    }

    @Test
    void aWaiterIsToldWhenItsRevisionIsShown() {
        CompletableFuture<Boolean> waiter = revisions.await("a", 3);

        revisions.shown(Map.of("a", 2L, "b", 7L));
        assertThat(waiter).isNotDone();

        revisions.shown(Map.of("a", 3L));
        assertThat(waiter.orTimeout(10, SECONDS).join()).isTrue();
    }

    @Test
    void severalWaitersForOneRevisionAreAllTold() {
        CompletableFuture<Boolean> one = revisions.await("a", 3);
        CompletableFuture<Boolean> other = revisions.await("a", 3);

        revisions.shown(Map.of("a", 3L));

        assertThat(one.join()).isTrue();
        assertThat(other.join()).isTrue();
    }

    @Test
    void aWaiterForAnEarlierRevisionIsNotDelayedByALaterOne() {
        CompletableFuture<Boolean> later = revisions.await("a", 2);
        CompletableFuture<Boolean> earlier = revisions.await("a", 1);

        revisions.shown(Map.of("a", 1L));

        assertThat(earlier.join()).isTrue();
        assertThat(later).isNotDone();
    }

    @Test
    void aLaterRevisionShowsTheEarlierOnesToo() {
        CompletableFuture<Boolean> earlier = revisions.await("a", 1);

        revisions.shown(Map.of("a", 5L));

        assertThat(earlier.join()).isTrue();
    }

    @Test
    void aRepeatThatShowsAnEarlierRevisionTakesNothingBack() {
        revisions.shown(Map.of("a", 5L));
        revisions.shown(Map.of("a", 2L));

        assertThat(revisions.await("a", 5)).isCompletedWithValue(true);
    }

    @Test
    void aRevisionWaitedForInVainStaysOwedUntilItIsShown() {
        AppliedRevisions impatient = new AppliedRevisions(SHORT);

        assertThat(impatient.await("a", 0).join()).isFalse();
        assertThat(impatient.settled().join()).isFalse();
        assertThat(impatient.settled("a").join()).isFalse();
        assertThat(impatient.settled("b")).isCompletedWithValue(true);
        assertThat(impatient.owedFor(10)).containsExactly("a");

        impatient.shown(Map.of("a", 0L));

        assertThat(impatient.settled()).isCompletedWithValue(true);
        assertThat(impatient.settled("a")).isCompletedWithValue(true);
        assertThat(impatient.owedFor(10)).isEmpty();
    }

    @Test
    void readersWaitForWhatIsOwedAndNoLonger() {
        CompletableFuture<Boolean> unusedA = revisions.await("a", 0);
        CompletableFuture<Boolean> unusedB = revisions.await("b", 0);
        CompletableFuture<Boolean> settled = revisions.settled();
        CompletableFuture<Boolean> settledA = revisions.settled("a");

        revisions.shown(Map.of("a", 0L));
        assertThat(settledA.join()).isTrue();
        assertThat(settled).isNotDone();

        CompletableFuture<Boolean> unusedC = revisions.await("c", 0);
        revisions.shown(Map.of("b", 0L));
        assertThat(settled.orTimeout(10, SECONDS).join()).isTrue();
        assertThat(List.of(unusedA, unusedB)).allMatch(CompletableFuture::isDone);
        assertThat(unusedC).isNotDone();
    }

    @Test
    void aRevisionThatIsGivenUpIsNeitherWaitedForNorOwed() {
        CompletableFuture<Boolean> waiter = revisions.await("a", 1);
        CompletableFuture<Boolean> settled = revisions.settled();

        revisions.givenUp("a");

        assertThat(waiter.join()).isFalse();
        assertThat(settled.join()).isTrue();
        assertThat(revisions.settled()).isCompletedWithValue(true);
    }

    @Test
    void givingUpTakesNothingBackThatIsShown() {
        revisions.shown(Map.of("a", 1L));
        revisions.givenUp("a");

        assertThat(revisions.await("a", 1)).isCompletedWithValue(true);
    }

    @Test
    void onlySomeOfWhatIsOwedIsNamedAtOnce() {
        List<CompletableFuture<Boolean>> waiters =
                List.of(revisions.await("a", 0), revisions.await("b", 0), revisions.await("b", 1));

        assertThat(waiters).noneMatch(CompletableFuture::isDone);
        assertThat(revisions.owedFor(1)).hasSize(1);
        assertThat(revisions.owedFor(10)).containsExactlyInAnyOrder("a", "b");
    }

    @Test
    void revisionsShownWhileManyThreadsAskForThemReachEveryWaiter() {
        int aggregates = 50;
        int count = 200;
        List<CompletableFuture<CompletableFuture<Boolean>>> asked = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            for (long revision = 0; revision < count; revision++) {
                long current = revision;
                for (int aggregate = 0; aggregate < aggregates; aggregate++) {
                    String id = "a" + aggregate;
                    asked.add(CompletableFuture.supplyAsync(() -> revisions.await(id, current), threads));
                }
                threads.execute(() -> {
                    for (int aggregate = 0; aggregate < aggregates; aggregate++) {
                        revisions.shown(Map.of("a" + aggregate, current));
                    }
                });
            }
        }

        assertThat(asked)
                .allSatisfy(waiter ->
                        assertThat(waiter.join().orTimeout(10, SECONDS).join()).isTrue());
        assertThat(revisions.settled()).isCompletedWithValue(true);
        assertThat(revisions.owedFor(10)).isEmpty();
    }
}
