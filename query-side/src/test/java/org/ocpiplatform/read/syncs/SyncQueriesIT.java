package org.ocpiplatform.read.syncs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Instant;
import java.util.List;
import org.axonframework.eventhandling.GenericTrackedDomainEventMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.ocpiplatform.contract.ObjectKind;
import org.ocpiplatform.contract.Rejection;
import org.ocpiplatform.contract.partners.PartnerId;
import org.ocpiplatform.contract.syncs.SyncCounts;
import org.ocpiplatform.contract.syncs.SyncEvent;
import org.ocpiplatform.contract.syncs.SyncEvent.ObjectRefused;
import org.ocpiplatform.contract.syncs.SyncEvent.PageRead;
import org.ocpiplatform.contract.syncs.SyncEvent.SyncCompleted;
import org.ocpiplatform.contract.syncs.SyncEvent.SyncFailed;
import org.ocpiplatform.contract.syncs.SyncEvent.SyncRequested;
import org.ocpiplatform.contract.syncs.SyncEvent.SyncStarted;
import org.ocpiplatform.contract.syncs.SyncFailure;
import org.ocpiplatform.contract.syncs.SyncId;
import org.ocpiplatform.contract.syncs.SyncMode;
import org.ocpiplatform.contract.syncs.SyncQuery.ListSyncs;
import org.ocpiplatform.contract.syncs.SyncRefusal;
import org.ocpiplatform.contract.syncs.SyncState;
import org.ocpiplatform.contract.syncs.SyncStatus;
import org.ocpiplatform.read.ReadStore;
import org.ocpiplatform.read.projection.ReadSide;

class SyncQueriesIT {

    @RegisterExtension
    static final ReadStore STORE = new ReadStore();

    private static final PartnerId PARTNER = new PartnerId("p1");
    private static final SyncId LOCATIONS = new SyncId(PARTNER, ObjectKind.LOCATION);
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final SyncCounts COUNTS = new SyncCounts(100, 90, 5, 2, 2, 1);

    private ReadSide readSide;
    private SyncProjector projector;
    private SyncQueries queries;

    @BeforeEach
    void create() {
        readSide = new ReadSide(STORE.database());
        projector = new SyncProjector(readSide.projections());
        queries = new SyncQueries(projector);
    }

    @AfterEach
    void close() {
        readSide.close();
    }

    @Test
    void aRunIsSeenWhileItIsUnderWay() {
        happened(new SyncStarted(LOCATIONS, SyncMode.FULL, null, NOON, "r1"));
        assertThat(sync().running())
                .hasValueSatisfying(run -> assertThat(run.page()).isZero());

        happened(new PageRead(LOCATIONS, 1, COUNTS, 250), new ObjectRefused(LOCATIONS, "L7", "bad"));

        assertThat(sync().running()).hasValueSatisfying(run -> {
            assertThat(run.page()).isEqualTo(1);
            assertThat(run.counts()).isEqualTo(COUNTS);
            assertThat(run.total()).isEqualTo(250);
            assertThat(run.refusals()).containsExactly(new SyncRefusal("L7", "bad"));
        });
    }

    @Test
    void aFailureStaysInMindWhenALaterRunCompletes() {
        happened(
                new SyncStarted(LOCATIONS, SyncMode.FULL, null, NOON, "r1"),
                new SyncFailed(LOCATIONS, "page 1", "down", 1, NOON.plusSeconds(1), NOON.plusSeconds(61)));
        assertThat(sync().status()).isEqualTo(SyncStatus.FAILED);
        assertThat(sync().consecutiveFailures()).isEqualTo(1);
        assertThat(sync().nextAt()).isEqualTo(NOON.plusSeconds(61));

        happened(
                new SyncStarted(LOCATIONS, SyncMode.FULL, null, NOON.plusSeconds(61), "r2"),
                new SyncCompleted(
                        LOCATIONS, NOON.plusSeconds(61), COUNTS, NOON.plusSeconds(70), NOON.plusSeconds(3_700)));

        SyncState done = sync();
        assertThat(done.status()).isEqualTo(SyncStatus.COMPLETED);
        assertThat(done.watermark()).isEqualTo(NOON.plusSeconds(61));
        assertThat(done.lastFullAt()).isEqualTo(NOON.plusSeconds(61));
        assertThat(done.consecutiveFailures()).isZero();
        assertThat(done.lastFailure()).isEqualTo(new SyncFailure(NOON.plusSeconds(1), "page 1", "down"));
    }

    @Test
    void eachPartnerHasItsOwn() {
        happened(
                new SyncRequested(LOCATIONS, SyncMode.FULL, NOON),
                new SyncRequested(new SyncId(PARTNER, ObjectKind.TARIFF), null, NOON),
                new SyncRequested(new SyncId(new PartnerId("p2"), ObjectKind.LOCATION), null, NOON));

        assertThat(queries.handle(new ListSyncs(PARTNER)))
                .extracting(SyncState::id)
                .containsExactlyInAnyOrder(LOCATIONS, new SyncId(PARTNER, ObjectKind.TARIFF));
        assertThat(queries.handle(new ListSyncs(new PartnerId("p3")))).isEmpty();
    }

    @Test
    void administratorsAreNotToldLessThanWasAcknowledged() {
        assertThat(readSide.isShown("syncs", LOCATIONS.toString(), 0)).isFalse();

        assertThatExceptionOfType(Rejection.class)
                .isThrownBy(() -> queries.handle(new ListSyncs(PARTNER)))
                .satisfies(rejection -> assertThat(rejection.code()).isEqualTo(Rejection.Code.UNAVAILABLE));
    }

    private SyncState sync() {
        List<SyncState> all = queries.handle(new ListSyncs(PARTNER));
        assertThat(all).hasSize(1);
        return all.getFirst();
    }

    private void happened(SyncEvent... events) {
        for (SyncEvent event : events) {
            GenericTrackedDomainEventMessage<?> message =
                    readSide.events().append(event.syncId().toString(), event);
            readSide.batch("syncs", () -> projector.on(event, message, message.trackingToken()));
        }
    }
}
