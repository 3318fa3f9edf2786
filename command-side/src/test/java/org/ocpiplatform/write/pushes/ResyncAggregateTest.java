package org.ocpiplatform.write.pushes;

import java.util.List;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.api.Test;
import org.ocpiplatform.contract.ObjectKind;
import org.ocpiplatform.contract.Rejection;
import org.ocpiplatform.contract.deliveries.ResyncCommand.AbandonResync;
import org.ocpiplatform.contract.deliveries.ResyncCommand.FinishResync;
import org.ocpiplatform.contract.deliveries.ResyncCommand.RecordProgress;
import org.ocpiplatform.contract.deliveries.ResyncCommand.StartResync;
import org.ocpiplatform.contract.deliveries.ResyncCounts;
import org.ocpiplatform.contract.deliveries.ResyncEvent.ResyncAbandoned;
import org.ocpiplatform.contract.deliveries.ResyncEvent.ResyncFinished;
import org.ocpiplatform.contract.deliveries.ResyncEvent.ResyncProgressed;
import org.ocpiplatform.contract.deliveries.ResyncEvent.ResyncStarted;
import org.ocpiplatform.contract.partners.PartnerId;
import org.ocpiplatform.write.Rejections;

class ResyncAggregateTest {

    private static final PartnerId PARTNER = new PartnerId("p1");
    private static final List<ObjectKind> KINDS = List.of(ObjectKind.LOCATION, ObjectKind.CDR);
    private static final ResyncStarted STARTED = new ResyncStarted("r1", PARTNER, KINDS, null, null);
    private static final ResyncCounts COUNTS = new ResyncCounts(3, 1, 1, 1);
    private static final ResyncProgressed PROGRESSED = new ResyncProgressed("r1", COUNTS, ObjectKind.LOCATION, 7L);

    private final AggregateTestFixture<ResyncAggregate> fixture = new AggregateTestFixture<>(ResyncAggregate.class);

    @Test
    void aResyncBeginsOnce() {
        StartResync start = new StartResync("r1", PARTNER, KINDS, null, null);
        fixture.givenNoPriorActivity().when(start).expectEvents(STARTED);
        fixture.given(STARTED).when(start).expectNoEvents();
    }

    @Test
    void onlyWhatCanBeComparedIs() {
        for (List<ObjectKind> kinds : List.of(List.<ObjectKind>of(), List.of(ObjectKind.TERMINAL))) {
            fixture.givenNoPriorActivity()
                    .when(new StartResync("r1", PARTNER, kinds, null, null))
                    .expectNoEvents()
                    .expectException(Rejections.rejection(Rejection.Code.INVALID, "compare"));
        }
    }

    @Test
    void aPageCountsOnceHoweverOftenItIsTold() {
        fixture.given(STARTED)
                .when(new RecordProgress("r1", 0, COUNTS, ObjectKind.LOCATION, 7L))
                .expectEvents(PROGRESSED);
        fixture.given(STARTED, PROGRESSED)
                .when(new RecordProgress("r1", 0, COUNTS, ObjectKind.LOCATION, 7L))
                .expectNoEvents();
        fixture.given(STARTED, PROGRESSED)
                .when(new RecordProgress("r1", 1, COUNTS, null, null))
                .expectEvents(new ResyncProgressed("r1", COUNTS, null, null));
    }

    @Test
    void aResyncEndsOnce() {
        fixture.given(STARTED).when(new FinishResync("r1")).expectEvents(new ResyncFinished("r1"));
        fixture.given(STARTED).when(new AbandonResync("r1")).expectEvents(new ResyncAbandoned("r1"));
        fixture.given(STARTED, new ResyncAbandoned("r1"))
                .when(new FinishResync("r1"))
                .expectNoEvents();
        fixture.given(STARTED, new ResyncFinished("r1"))
                .when(new AbandonResync("r1"))
                .expectNoEvents();
        fixture.given(STARTED, new ResyncFinished("r1"))
                .when(new RecordProgress("r1", 0, COUNTS, null, null))
                .expectNoEvents();
    }
}
