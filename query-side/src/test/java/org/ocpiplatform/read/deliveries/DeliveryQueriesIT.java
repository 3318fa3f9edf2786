package org.ocpiplatform.read.deliveries;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.axonframework.eventhandling.GenericTrackedDomainEventMessage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.ocpiplatform.contract.ObjectKind;
import org.ocpiplatform.contract.deliveries.DeliveryEvent;
import org.ocpiplatform.contract.deliveries.DeliveryEvent.DeliveryAcknowledged;
import org.ocpiplatform.contract.deliveries.DeliveryEvent.DeliveryFailed;
import org.ocpiplatform.contract.deliveries.DeliveryEvent.DeliveryRequested;
import org.ocpiplatform.contract.deliveries.DeliveryId;
import org.ocpiplatform.contract.deliveries.DeliveryPage;
import org.ocpiplatform.contract.deliveries.DeliveryQuery.CountFailedDeliveries;
import org.ocpiplatform.contract.deliveries.DeliveryQuery.FindDelivery;
import org.ocpiplatform.contract.deliveries.DeliveryQuery.ListDeliveries;
import org.ocpiplatform.contract.deliveries.DeliveryQuery.ListDueDeliveries;
import org.ocpiplatform.contract.deliveries.DeliveryState;
import org.ocpiplatform.contract.deliveries.DeliveryView;
import org.ocpiplatform.contract.deliveries.ResyncCounts;
import org.ocpiplatform.contract.deliveries.ResyncEvent;
import org.ocpiplatform.contract.deliveries.ResyncEvent.ResyncFinished;
import org.ocpiplatform.contract.deliveries.ResyncEvent.ResyncProgressed;
import org.ocpiplatform.contract.deliveries.ResyncEvent.ResyncStarted;
import org.ocpiplatform.contract.deliveries.ResyncQuery.FindResync;
import org.ocpiplatform.contract.deliveries.ResyncQuery.ListResyncs;
import org.ocpiplatform.contract.deliveries.ResyncQuery.ListRunningResyncs;
import org.ocpiplatform.contract.deliveries.ResyncState;
import org.ocpiplatform.contract.partners.PartnerId;
import org.ocpiplatform.read.ReadStore;
import org.ocpiplatform.read.projection.ReadSide;

class DeliveryQueriesIT {

    @RegisterExtension
    static final ReadStore STORE = new ReadStore();

    private static final PartnerId PARTNER = new PartnerId("p1");
    private static final DeliveryId CDR = DeliveryId.parse("delivery:p1:cpo:cdrs:NL:TNM:C1");
    private static final DeliveryId LOCATION = DeliveryId.parse("delivery:p1:cpo:locations:NL:TNM:L1");
    private static final DeliveryId OTHER = DeliveryId.parse("delivery:p2:cpo:cdrs:NL:TNM:C1");
    private static final Instant SOON = Instant.parse("2026-03-01T10:01:00Z");

    private ReadSide readSide;
    private DeliveryProjector deliveries;
    private ResyncProjector resyncs;

    @BeforeEach
    void create() {
        readSide = new ReadSide(STORE.database());
        deliveries = new DeliveryProjector(readSide.projections());
        resyncs = new ResyncProjector(readSide.projections());
    }

    @AfterEach
    void close() {
        readSide.close();
    }

    @Test
    void aDeliveryGoesItsWay() {
        assertThat(deliveries.handle(new FindDelivery(CDR))).isEmpty();

        happened(new DeliveryRequested(CDR));
        assertThat(find(CDR))
                .returns(DeliveryState.PENDING, DeliveryView::state)
                .returns(0L, DeliveryView::entry);

        happened(failed(CDR, 1, SOON));
        DeliveryView failed = find(CDR);
        assertThat(failed.state()).isEqualTo(DeliveryState.FAILED);
        assertThat(failed.retryAt()).isEqualTo(SOON);
        assertThat(failed.acknowledged()).isNull();
        assertThat(failed.lastFailure().httpStatus()).isEqualTo(503);
        assertThat(failed.has(0)).isFalse();

        happened(new DeliveryRequested(CDR));
        assertThat(find(CDR)).returns(null, DeliveryView::retryAt).returns(DeliveryState.FAILED, DeliveryView::state);

        happened(new DeliveryAcknowledged(CDR, 0, "POST", 2, "https://x.example/1"));
        DeliveryView taken = find(CDR);
        assertThat(taken.state()).isEqualTo(DeliveryState.ACKNOWLEDGED);
        assertThat(taken.entry()).isEqualTo(3);
        assertThat(taken.location()).isEqualTo("https://x.example/1");
        assertThat(taken.lastFailure()).isNotNull();
        assertThat(taken.has(0)).isTrue();
        assertThat(taken.has(1)).isFalse();
    }

    @Test
    void whatWasHeldBackDoesNotHideWhyTheLastAttemptFailed() {
        happened(heldBack(0, SOON));
        assertThat(find(CDR).lastFailure().reason()).isEqualTo("CIRCUIT_OPEN");

        happened(failed(CDR, 1, SOON));
        happened(new DeliveryRequested(CDR));
        happened(heldBack(1, SOON.plusSeconds(60)));
        DeliveryView held = find(CDR);
        assertThat(held.attempts()).isEqualTo(1);
        assertThat(held.lastFailure().reason()).isEqualTo("REFUSED");
        assertThat(held.lastFailure().httpStatus()).isEqualTo(503);
        assertThat(held.retryAt()).isEqualTo(SOON.plusSeconds(60));

        happened(new DeliveryAcknowledged(CDR, 0, "POST", 2, null));
        happened(heldBack(0, SOON));
        assertThat(find(CDR).lastFailure().reason()).isEqualTo("CIRCUIT_OPEN");
    }

    @Test
    void theDeliveriesOfAPartnerAreListedByStateAndKind() {
        happened(failed(CDR, 1, SOON));
        happened(new DeliveryAcknowledged(LOCATION, 3, "PUT", 1, null));
        happened(failed(OTHER, 1, SOON));

        assertThat(ids(list(null, null, 0, 10))).containsExactlyInAnyOrder(CDR, LOCATION);
        assertThat(ids(list(DeliveryState.FAILED, null, 0, 10))).containsExactly(CDR);
        assertThat(ids(list(DeliveryState.ACKNOWLEDGED, null, 0, 10))).containsExactly(LOCATION);
        assertThat(ids(list(null, ObjectKind.CDR, 0, 10))).containsExactly(CDR);
        assertThat(list(null, null, 1, 1).deliveries()).hasSize(1);
        assertThat(list(null, null, 1, 1).total()).isEqualTo(2);
        assertThat(deliveries.handle(new CountFailedDeliveries(PARTNER))).isEqualTo(1);
    }

    @Test
    void onlyWhatMayBeTriedAgainIsDue() {
        happened(failed(CDR, 1, SOON));
        happened(failed(LOCATION, 1, null));

        assertThat(deliveries.handle(new ListDueDeliveries(PARTNER, SOON.minusMillis(1), 10)))
                .isEmpty();
        assertThat(deliveries.handle(new ListDueDeliveries(PARTNER, SOON, 10)))
                .extracting(DeliveryView::id)
                .containsExactly(CDR);

        happened(new DeliveryRequested(CDR));
        assertThat(deliveries.handle(new ListDueDeliveries(PARTNER, SOON, 10))).isEmpty();
    }

    @Test
    void aResyncAddsUpItsPages() {
        ResyncCounts page = new ResyncCounts(3, 1, 1, 1);
        happened(new ResyncStarted("r1", PARTNER, List.of(ObjectKind.LOCATION, ObjectKind.CDR), null, null));
        happened(new ResyncProgressed("r1", page, ObjectKind.CDR, null));
        happened(new ResyncProgressed("r1", page, null, null));
        assertThat(resyncs.handle(new ListRunningResyncs())).hasSize(1);
        happened(new ResyncFinished("r1"));

        assertThat(resyncs.handle(new FindResync("r1"))).hasValueSatisfying(resync -> {
            assertThat(resync.state()).isEqualTo(ResyncState.FINISHED);
            assertThat(resync.counts()).isEqualTo(new ResyncCounts(6, 2, 2, 2));
            assertThat(resync.pages()).isEqualTo(2);
            assertThat(resync.finishedAt()).isNotNull();
        });
        assertThat(resyncs.handle(new ListResyncs(PARTNER))).hasSize(1);
        assertThat(resyncs.handle(new ListResyncs(new PartnerId("p2")))).isEmpty();
        assertThat(resyncs.handle(new ListRunningResyncs())).isEmpty();
    }

    private DeliveryView find(DeliveryId id) {
        return deliveries.handle(new FindDelivery(id)).orElseThrow();
    }

    private DeliveryPage list(@Nullable DeliveryState state, @Nullable ObjectKind kind, long offset, int limit) {
        return deliveries.handle(new ListDeliveries(PARTNER, state, kind, offset, limit));
    }

    private static List<DeliveryId> ids(DeliveryPage page) {
        return page.deliveries().stream().map(DeliveryView::id).toList();
    }

    private static DeliveryFailed failed(DeliveryId id, int attempt, @Nullable Instant retryAt) {
        return new DeliveryFailed(id, 0, "POST", "REFUSED", "busy", attempt, 503, 3000, retryAt);
    }

    private static DeliveryFailed heldBack(int attempt, Instant retryAt) {
        return new DeliveryFailed(CDR, 0, "POST", "CIRCUIT_OPEN", "at rest", attempt, null, null, retryAt);
    }

    private void happened(DeliveryEvent event) {
        GenericTrackedDomainEventMessage<?> message =
                readSide.events().append(event.deliveryId().toString(), event);
        readSide.batch("deliveries", () -> deliveries.on(event, message, message.trackingToken()));
    }

    private void happened(ResyncEvent event) {
        GenericTrackedDomainEventMessage<?> message = readSide.events().append(event.resyncId(), event);
        readSide.batch("resyncs", () -> resyncs.on(event, message, message.trackingToken()));
    }
}
