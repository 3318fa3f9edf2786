package org.ocpiplatform.write.pushes;

import com.github.kagkarlsson.scheduler.task.FailureHandler;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.axonframework.messaging.responsetypes.ResponseTypes;
import org.axonframework.queryhandling.QueryGateway;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.contract.ObjectKind;
import org.ocpiplatform.contract.ObjectPage;
import org.ocpiplatform.contract.ObjectQuery.ListObjects;
import org.ocpiplatform.contract.PageRequest;
import org.ocpiplatform.contract.ReplicaId;
import org.ocpiplatform.contract.deliveries.DeliveryCommand.RequestDelivery;
import org.ocpiplatform.contract.deliveries.DeliveryId;
import org.ocpiplatform.contract.deliveries.DeliveryState;
import org.ocpiplatform.contract.deliveries.DeliveryView;
import org.ocpiplatform.contract.deliveries.ResyncCommand.AbandonResync;
import org.ocpiplatform.contract.deliveries.ResyncCommand.FinishResync;
import org.ocpiplatform.contract.deliveries.ResyncCommand.RecordProgress;
import org.ocpiplatform.contract.deliveries.ResyncCounts;
import org.ocpiplatform.contract.deliveries.ResyncQuery.FindResync;
import org.ocpiplatform.contract.deliveries.ResyncState;
import org.ocpiplatform.contract.deliveries.ResyncView;
import org.ocpiplatform.contract.partners.PartnerLink;
import org.ocpiplatform.contract.tokens.TokenKey;
import org.ocpiplatform.ocpi.CiString;
import org.ocpiplatform.ocpi.PartyId;
import org.ocpiplatform.ocpi.json.EncodedJson;
import org.ocpiplatform.ocpi.json.OcpiJson;
import org.ocpiplatform.ocpi.tokens.TokenType;
import org.ocpiplatform.write.outbound.OutboundFailure;
import org.ocpiplatform.write.outbound.OutboundRequest;
import org.ocpiplatform.write.outbound.PartnerCalls;
import org.ocpiplatform.write.outbound.PartnerDirectory;
import org.ocpiplatform.write.outbound.Routing;
import org.ocpiplatform.write.outbound.Urls;
import org.ocpiplatform.write.pushes.Recipients.Recipient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * Looks at every object that a partner should have, asks the partner for its copy and has pushed what differs. It keeps
 * its place in its own events, so that after a restart it goes on with the page where it was.
 */
@Component
final class Resync {

    private static final int PAGE = 100;
    /** Objects that are compared at a time. */
    private static final int CONCURRENCY = 4;

    private static final Duration PUSH_PATIENCE = Duration.ofMinutes(2);
    private static final Duration GLANCE = Duration.ofMillis(100);
    private static final Duration RETRY = Duration.ofSeconds(10);

    private final PartnerDirectory partners;
    private final PartnerCalls calls;
    private final Recipients recipients;
    private final Origins origins;
    private final Ledger ledger;
    private final QueryGateway queries;
    private final OneTimeTask<Void> task;

    Resync(
            PartnerDirectory partners,
            PartnerCalls calls,
            Recipients recipients,
            Origins origins,
            Ledger ledger,
            QueryGateway queries) {
        this.partners = partners;
        this.calls = calls;
        this.recipients = recipients;
        this.origins = origins;
        this.ledger = ledger;
        this.queries = queries;
        this.task = Tasks.oneTime("resync")
                .onFailure(new FailureHandler.OnFailureRetryLater<>(RETRY))
                .execute((instance, context) -> execute(
                        instance.getId(), () -> context.getSchedulerState().isShuttingDown()));
    }

    OneTimeTask<Void> task() {
        return task;
    }

    TaskInstance<Void> instance(String resyncId) {
        return task.instance(resyncId);
    }

    private void execute(String resyncId, BooleanSupplier stopping) {
        try {
            run(resyncId, stopping);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the platform is stopping", e);
        }
    }

    /** What became of one object. */
    private enum Outcome {
        PUSHED,
        UNCHANGED,
        FAILED
    }

    /**
     * Goes on until everything is compared.
     *
     * @throws IllegalStateException if it has to go on later
     */
    void run(String resyncId, BooleanSupplier stopping) throws InterruptedException {
        if (!ledger.shown("resyncs", resyncId, 0)) {
            throw new IllegalStateException("resyncs are behind");
        }
        ResyncView resync = find(resyncId);
        while (resync.state() == ResyncState.RUNNING) {
            if (stopping.getAsBoolean()) {
                throw new IllegalStateException("the platform is stopping");
            }
            ObjectKind kind = resync.kind();
            Optional<PartnerLink> partner = partners.find(resync.partnerId());
            Object next;
            if (partner.isEmpty()) {
                next = new AbandonResync(resyncId);
            } else if (kind == null) {
                next = new FinishResync(resyncId);
            } else {
                next = page(resync, kind, partner.get());
            }
            long revision = ledger.record(next, resyncId).revision();
            if (!ledger.shown("resyncs", resyncId, revision)) {
                throw new IllegalStateException("resyncs are behind");
            }
            resync = find(resyncId);
        }
    }

    private ResyncView find(String resyncId) {
        return queries.query(new FindResync(resyncId), ResponseTypes.optionalInstanceOf(ResyncView.class))
                .join()
                .orElseThrow();
    }

    private RecordProgress page(ResyncView resync, ObjectKind kind, PartnerLink partner) throws InterruptedException {
        Published published = Published.of(kind);
        boolean offered = partner.connection()
                .url(published.module(), published.receiver())
                .isPresent();
        ObjectPage page = offered
                ? queries.query(
                                new ListObjects(
                                        kind,
                                        published.side(),
                                        partner.partner().asCaller(),
                                        new PageRequest(resync.dateFrom(), resync.dateTo(), 0, PAGE, resync.cursor())),
                                ResponseTypes.instanceOf(ObjectPage.class))
                        .join()
                : new ObjectPage(List.of(), 0, null);
        ResyncCounts counts = compared(resync, kind, partner, page.objects());
        Long cursor = page.nextCursor();
        return new RecordProgress(
                resync.id(), resync.pages(), counts, cursor == null ? after(resync.kinds(), kind) : kind, cursor);
    }

    private static @Nullable ObjectKind after(List<ObjectKind> kinds, ObjectKind kind) {
        int next = kinds.indexOf(kind) + 1;
        return next < kinds.size() ? kinds.get(next) : null;
    }

    private ResyncCounts compared(ResyncView resync, ObjectKind kind, PartnerLink partner, List<EncodedJson> objects)
            throws InterruptedException {
        Semaphore turns = new Semaphore(CONCURRENCY);
        List<Future<Optional<Outcome>>> outcomes = new ArrayList<>();
        try (ExecutorService each = Executors.newVirtualThreadPerTaskExecutor()) {
            for (EncodedJson object : objects) {
                turns.acquire();
                outcomes.add(each.submit(() -> {
                    try {
                        return compared(resync, kind, partner, object.toString());
                    } finally {
                        turns.release();
                    }
                }));
            }
        }
        List<Outcome> found = outcomes.stream()
                .map(Future::resultNow)
                .flatMap(Optional::stream)
                .toList();
        return new ResyncCounts(
                found.size(),
                count(found, Outcome.PUSHED),
                count(found, Outcome.UNCHANGED),
                count(found, Outcome.FAILED));
    }

    private static long count(List<Outcome> outcomes, Outcome wanted) {
        return outcomes.stream().filter(outcome -> outcome == wanted).count();
    }

    /** None if the object is not for the partner to have from us. */
    private Optional<Outcome> compared(ResyncView resync, ObjectKind kind, PartnerLink partner, String json)
            throws InterruptedException {
        JsonNode object = OcpiJson.mapper().readTree(json);
        ReplicaId id = id(kind, object);
        Optional<Recipient> recipient = recipients.of(partner, id, origins.partiesNow(id));
        if (recipient.isEmpty()) {
            return Optional.empty();
        }
        DeliveryId delivery = new DeliveryId(partner.partner().id(), id);
        try {
            Optional<DeliveryView> known = ledger.find(delivery);
            Routing routing = new Routing(id.owner(), recipient.get().to());
            boolean same = kind == ObjectKind.CDR
                    ? sameCdr(partner, known, routing, resync.id(), json)
                    : same(partner, kind, url(partner, kind, object), routing, resync.id(), json);
            return Optional.of(same ? Outcome.UNCHANGED : pushed(delivery, resync.id()));
        } catch (OutboundFailure e) {
            return Optional.of(Outcome.FAILED);
        }
    }

    /** CDRs never change: what the partner has taken, and keeps where it does not say, is as it was. */
    private boolean sameCdr(
            PartnerLink partner, Optional<DeliveryView> known, Routing routing, String correlationId, String json) {
        if (known.isEmpty() || known.get().acknowledged() == null) {
            return false;
        }
        String location = known.get().location();
        return location == null || same(partner, ObjectKind.CDR, location, routing, correlationId, json);
    }

    private boolean same(
            PartnerLink partner, ObjectKind kind, String url, Routing routing, String correlationId, String json) {
        try {
            JsonNode data = calls.call(OutboundRequest.get(calls.peer(partner), url, routing, correlationId)
                            .of(Published.of(kind).module()))
                    .data();
            return data != null && Comparison.same(kind, json, data);
        } catch (OutboundFailure e) {
            if (e.notFound()) {
                return false;
            }
            throw e;
        }
    }

    private static String url(PartnerLink partner, ObjectKind kind, JsonNode object) {
        Spelling ids = Spelling.of(kind, object);
        Published published = Published.of(kind);
        String url = Urls.of(
                partner.connection()
                        .url(published.module(), published.receiver())
                        .orElseThrow(),
                partner.partner().quirks(),
                ids.path(kind).toArray(String[]::new));
        String query = ids.query();
        return query == null ? url : url + (url.indexOf('?') < 0 ? "?" : "&") + query;
    }

    private Outcome pushed(DeliveryId delivery, String correlationId) throws InterruptedException {
        long asked = ledger.record(new RequestDelivery(delivery), correlationId).revision();
        long deadline = System.nanoTime() + PUSH_PATIENCE.toNanos();
        while (System.nanoTime() < deadline) {
            Optional<DeliveryView> now = ledger.find(delivery).filter(view -> view.entry() > asked);
            if (now.isPresent()) {
                return now.get().state() == DeliveryState.ACKNOWLEDGED ? Outcome.PUSHED : Outcome.FAILED;
            }
            TimeUnit.NANOSECONDS.sleep(GLANCE.toNanos());
        }
        return Outcome.FAILED;
    }

    private static ReplicaId id(ObjectKind kind, JsonNode object) {
        Spelling ids = Spelling.of(kind, object);
        PartyId owner = PartyId.of(ids.countryCode(), ids.partyId());
        String type = ids.type();
        return type == null
                ? new ReplicaId(Published.of(kind).side(), kind, owner, CiString.of(ids.id()))
                : TokenKey.of(Published.of(kind).side(), owner, CiString.of(ids.id()), new TokenType(type));
    }
}
