package org.ocpiplatform.write.erasures;

import java.util.List;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.api.Test;
import org.ocpiplatform.contract.erasures.ErasureCommand.BeginRebuilding;
import org.ocpiplatform.contract.erasures.ErasureCommand.CompleteErasure;
import org.ocpiplatform.contract.erasures.ErasureCommand.RecordKeyDeleted;
import org.ocpiplatform.contract.erasures.ErasureCommand.RecordRebuilt;
import org.ocpiplatform.contract.erasures.ErasureCommand.RequestErasure;
import org.ocpiplatform.contract.erasures.ErasureEvent.ErasureCompleted;
import org.ocpiplatform.contract.erasures.ErasureEvent.ErasureRequested;
import org.ocpiplatform.contract.erasures.ErasureEvent.KeyDeleted;
import org.ocpiplatform.contract.erasures.ErasureEvent.ProjectionRebuilt;
import org.ocpiplatform.contract.erasures.ErasureEvent.RebuildingBegun;
import org.ocpiplatform.ocpi.PartyId;

class ErasureAggregateTest {

    private static final String ID = "3f0a9c41d7e25b8846c1f0aa";
    private static final PartyId PARTY = PartyId.of("NL", "TNM");
    private static final List<String> BOTH = List.of("sessions", "tokens");

    private static final ErasureRequested REQUESTED = new ErasureRequested(ID, PARTY);
    private static final KeyDeleted DELETED = new KeyDeleted(ID);
    private static final RebuildingBegun BEGUN = new RebuildingBegun(ID, BOTH);
    private static final ProjectionRebuilt SESSIONS = new ProjectionRebuilt(ID, "sessions");
    private static final ProjectionRebuilt TOKENS = new ProjectionRebuilt(ID, "tokens");
    private static final ErasureCompleted COMPLETED = new ErasureCompleted(ID);

    private final AggregateTestFixture<ErasureAggregate> fixture = new AggregateTestFixture<>(ErasureAggregate.class);

    @Test
    void anErasureIsAskedForOnce() {
        fixture.givenNoPriorActivity().when(new RequestErasure(ID, PARTY)).expectEvents(REQUESTED);
        fixture.given(REQUESTED).when(new RequestErasure(ID, PARTY)).expectNoEvents();
    }

    @Test
    void theKeyIsDeletedOnce() {
        fixture.given(REQUESTED).when(new RecordKeyDeleted(ID)).expectEvents(DELETED);
        fixture.given(REQUESTED, DELETED).when(new RecordKeyDeleted(ID)).expectNoEvents();
        fixture.given(REQUESTED, DELETED, BEGUN).when(new RecordKeyDeleted(ID)).expectNoEvents();
    }

    @Test
    void rebuildingBeginsOnceTheKeyIsDeleted() {
        fixture.given(REQUESTED).when(new BeginRebuilding(ID, BOTH)).expectNoEvents();
        fixture.given(REQUESTED, DELETED).when(new BeginRebuilding(ID, BOTH)).expectEvents(BEGUN);
        fixture.given(REQUESTED, DELETED, BEGUN)
                .when(new BeginRebuilding(ID, BOTH))
                .expectNoEvents();
    }

    @Test
    void aProjectionCountsOnce() {
        fixture.given(REQUESTED, DELETED, BEGUN)
                .when(new RecordRebuilt(ID, "sessions"))
                .expectEvents(SESSIONS);
        fixture.given(REQUESTED, DELETED, BEGUN, SESSIONS)
                .when(new RecordRebuilt(ID, "sessions"))
                .expectNoEvents();
        fixture.given(REQUESTED, DELETED, BEGUN)
                .when(new RecordRebuilt(ID, "locations"))
                .expectNoEvents();
    }

    @Test
    void itIsDoneOnceNothingRemains() {
        fixture.given(REQUESTED, DELETED).when(new CompleteErasure(ID)).expectNoEvents();
        fixture.given(REQUESTED, DELETED, BEGUN, SESSIONS)
                .when(new CompleteErasure(ID))
                .expectNoEvents();
        fixture.given(REQUESTED, DELETED, BEGUN, SESSIONS, TOKENS)
                .when(new CompleteErasure(ID))
                .expectEvents(COMPLETED);
        fixture.given(REQUESTED, DELETED, BEGUN, SESSIONS, TOKENS, COMPLETED)
                .when(new CompleteErasure(ID))
                .expectNoEvents();
    }
}
