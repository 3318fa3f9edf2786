package org.ocpiplatform.write.syncs;

import static org.axonframework.test.matchers.Matchers.matches;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ocpiplatform.contract.ObjectKind;
import org.ocpiplatform.contract.Rejection;
import org.ocpiplatform.contract.partners.PartnerId;
import org.ocpiplatform.contract.syncs.SyncCommand.CompleteSync;
import org.ocpiplatform.contract.syncs.SyncCommand.FailSync;
import org.ocpiplatform.contract.syncs.SyncCommand.RecordPage;
import org.ocpiplatform.contract.syncs.SyncCommand.StartSync;
import org.ocpiplatform.contract.syncs.SyncCounts;
import org.ocpiplatform.contract.syncs.SyncEvent;
import org.ocpiplatform.contract.syncs.SyncEvent.ObjectRefused;
import org.ocpiplatform.contract.syncs.SyncEvent.PageRead;
import org.ocpiplatform.contract.syncs.SyncEvent.SyncCompleted;
import org.ocpiplatform.contract.syncs.SyncEvent.SyncFailed;
import org.ocpiplatform.contract.syncs.SyncEvent.SyncRequested;
import org.ocpiplatform.contract.syncs.SyncEvent.SyncStarted;
import org.ocpiplatform.contract.syncs.SyncId;
import org.ocpiplatform.contract.syncs.SyncMode;
import org.ocpiplatform.contract.syncs.SyncRefusal;
import org.ocpiplatform.write.Rejections;

class SyncAggregateTest {

    private static final SyncId ID = new SyncId(new PartnerId("p1"), ObjectKind.LOCATION);
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private static final SyncCounts ONE = new SyncCounts(1, 1, 0, 0, 0, 0);

    private FixtureConfiguration<SyncAggregate> fixture;

    @BeforeEach
    void setUp() {
        fixture = fixture(true);
    }

    @Test
    void theFirstRunAsksForEverything() {
        fixture.givenNoPriorActivity().when(start("r1")).expectEvents(started(SyncMode.FULL, null, NOW, "r1"));
    }

    @Test
    void whatIsSwitchedOffDoesNotRunByItself() {
        fixture(false).givenNoPriorActivity().when(start("r1")).expectNoEvents();
    }

    @Test
    void whatIsSwitchedOffRunsWhenItIsAskedFor() {
        fixture(false)
                .given(new SyncRequested(ID, null, NOW))
                .when(start("r1"))
                .expectEvents(started(SyncMode.FULL, null, NOW, "r1"));
    }

    @Test
    void aDeltaBeginsWhereTheLastRunEnded() {
        Instant before = NOW.minus(Duration.ofMinutes(70));
        fixture.given(fullRun(before, NOW.minusSeconds(1)))
                .when(start("r2"))
                .expectEvents(started(SyncMode.DELTA, before, NOW, "r2"));
    }

    @Test
    void nothingRunsBeforeItIsDue() {
        fixture.given(fullRun(NOW.minusSeconds(60), NOW.plusSeconds(1)))
                .when(start("r2"))
                .expectNoEvents();
    }

    @Test
    void afterADayEverythingIsAskedForAgain() {
        Instant before = NOW.minus(Duration.ofHours(24));
        fixture.given(fullRun(before, NOW)).when(start("r2")).expectEvents(started(SyncMode.FULL, null, NOW, "r2"));
    }

    @Test
    void aRequestedModeCountsMoreThanTheSchedule() {
        fixture.given(fullRun(NOW.minusSeconds(60), NOW.plusSeconds(1)))
                .andGiven(new SyncRequested(ID, SyncMode.FULL, NOW))
                .when(start("r2"))
                .expectEvents(started(SyncMode.FULL, null, NOW, "r2"));
    }

    @Test
    void aDeltaThatIsAskedForBeforeAnyRunIsAFullOne() {
        fixture.given(new SyncRequested(ID, SyncMode.DELTA, NOW))
                .when(start("r1"))
                .expectEvents(started(SyncMode.FULL, null, NOW, "r1"));
    }

    @Test
    void aRunThatLostItsProcessBeginsAnewFromTheSameWatermark() {
        Instant watermark = NOW.minus(Duration.ofHours(2));
        Instant interrupted = NOW.minusSeconds(30);
        fixture.given(fullRun(watermark, interrupted))
                .andGiven(started(SyncMode.DELTA, watermark, interrupted, "r2"), new PageRead(ID, 1, ONE, 2))
                .when(start("r3"))
                .expectEvents(started(SyncMode.DELTA, watermark, NOW, "r3"));
    }

    @Test
    void aFailedRunIsRepeatedFromTheSameWatermark() {
        Instant watermark = NOW.minus(Duration.ofHours(2));
        Instant failed = NOW.minusSeconds(90);
        fixture.given(fullRun(watermark, failed))
                .andGiven(
                        started(SyncMode.DELTA, watermark, failed, "r2"),
                        new SyncFailed(ID, "page 1", "down", 1, failed, NOW))
                .when(start("r3"))
                .expectEvents(started(SyncMode.DELTA, watermark, NOW, "r3"));
    }

    @Test
    void aFailedRunThatWasAskedForIsRepeatedInItsMode() {
        Instant before = NOW.minusSeconds(3600);
        fixture.given(fullRun(before, before))
                .andGiven(
                        new SyncRequested(ID, SyncMode.FULL, before),
                        started(SyncMode.FULL, null, before, "r2"),
                        new SyncFailed(ID, "page 1", "down", 1, before, NOW))
                .when(start("r3"))
                .expectEvents(started(SyncMode.FULL, null, NOW, "r3"));
    }

    @Test
    void pagesAddUp() {
        fixture.given(started(SyncMode.FULL, null, NOW, "r1"), new PageRead(ID, 1, ONE, 5))
                .when(new RecordPage(
                        ID,
                        "r1",
                        2,
                        new SyncCounts(3, 0, 0, 1, 1, 1),
                        5,
                        List.of(new SyncRefusal("L3", "name is wrong"))))
                .expectEvents(
                        new PageRead(ID, 2, new SyncCounts(4, 1, 0, 1, 1, 1), 5),
                        new ObjectRefused(ID, "L3", "name is wrong"));
    }

    @Test
    void noMoreThanAHundredRefusalsAreToldOfARun() {
        List<SyncEvent> given = new ArrayList<>(List.of(started(SyncMode.FULL, null, NOW, "r1")));
        given.addAll(Collections.nCopies(98, new ObjectRefused(ID, "L", "bad")));
        List<SyncRefusal> refusals = IntStream.range(0, 5)
                .mapToObj(i -> new SyncRefusal("X" + i, "bad"))
                .toList();
        SyncCounts counts = new SyncCounts(5, 0, 0, 0, 0, 5);
        fixture.given(given)
                .when(new RecordPage(ID, "r1", 1, counts, null, refusals))
                .expectEvents(
                        new PageRead(ID, 1, counts, null),
                        new ObjectRefused(ID, "X0", "bad"),
                        new ObjectRefused(ID, "X1", "bad"));
    }

    @Test
    void theWatermarkIsTheStartOfTheRunAndTheNextIsSpreadOverATenth() {
        Instant begun = NOW.minusSeconds(20);
        fixture.given(started(SyncMode.DELTA, NOW.minusSeconds(4000), begun, "r1"), new PageRead(ID, 1, ONE, 1))
                .when(new CompleteSync(ID, "r1"))
                .expectEventsMatching(matches((List<EventMessage<?>> events) -> {
                    SyncCompleted done = (SyncCompleted) events.getFirst().getPayload();
                    Instant earliest = NOW.plus(Duration.ofHours(1));
                    return done.watermark().equals(begun)
                            && done.counts().equals(ONE)
                            && !done.nextAt().isBefore(earliest)
                            && !done.nextAt().isAfter(earliest.plus(Duration.ofMinutes(6)));
                }));
    }

    @ParameterizedTest
    @CsvSource({"0, PT1M", "1, PT2M", "3, PT8M", "5, PT32M", "6, PT1H", "70, PT1H"})
    void everyFurtherFailureWaitsTwiceAsLongUpToTheInterval(int before, Duration wait) {
        List<SyncEvent> given = new ArrayList<>();
        given.add(started(SyncMode.FULL, null, NOW, "r0"));
        if (before > 0) {
            given.add(new SyncFailed(ID, "page 1", "down", before, NOW, NOW));
            given.add(started(SyncMode.FULL, null, NOW, "r0"));
        }
        fixture.given(given)
                .when(new FailSync(ID, "r0", "page 2", "still down"))
                .expectEvents(new SyncFailed(ID, "page 2", "still down", before + 1, NOW, NOW.plus(wait)));
    }

    @Test
    void aRunThatAnotherHasTakenThePlaceOfCannotGoOn() {
        fixture.given(started(SyncMode.FULL, null, NOW, "r1"), started(SyncMode.FULL, null, NOW, "r2"))
                .when(new RecordPage(ID, "r1", 1, ONE, 1, List.of()))
                .expectNoEvents()
                .expectException(Rejections.rejection(Rejection.Code.CONFLICT, "another has begun"));
        fixture = fixture(true);
        fixture.given(fullRun(NOW, NOW))
                .when(new CompleteSync(ID, "r1"))
                .expectNoEvents()
                .expectException(Rejections.rejection(Rejection.Code.CONFLICT, "has ended"));
    }

    private static FixtureConfiguration<SyncAggregate> fixture(boolean enabled) {
        FixtureConfiguration<SyncAggregate> fixture = new AggregateTestFixture<>(SyncAggregate.class);
        fixture.registerInjectableResource(Clock.fixed(NOW, ZoneOffset.UTC));
        fixture.registerInjectableResource(
                new SyncSettings(enabled, Duration.ofHours(1), Duration.ofHours(24), 100_000));
        fixture.registerInjectableResource(new SecureRandom());
        return fixture;
    }

    private static StartSync start(String run) {
        return new StartSync(ID, run);
    }

    private static SyncStarted started(SyncMode mode, Instant from, Instant to, String run) {
        return new SyncStarted(ID, mode, from, to, run);
    }

    private static List<SyncEvent> fullRun(Instant at, Instant next) {
        return List.of(started(SyncMode.FULL, null, at, "r1"), new SyncCompleted(ID, at, SyncCounts.NONE, at, next));
    }
}
