package org.ocpiplatform.write.pushes;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.contract.CurrentObject;
import org.ocpiplatform.contract.MessageOrigin;
import org.ocpiplatform.contract.Rejection;
import org.ocpiplatform.contract.deliveries.DeliveryCommand.RecordAcknowledgement;
import org.ocpiplatform.contract.deliveries.DeliveryCommand.RecordFailure;
import org.ocpiplatform.contract.deliveries.DeliveryId;
import org.ocpiplatform.contract.deliveries.DeliveryState;
import org.ocpiplatform.contract.deliveries.DeliveryView;
import org.ocpiplatform.contract.partners.PartnerId;
import org.ocpiplatform.contract.partners.PartnerLink;
import org.ocpiplatform.contract.privacy.Forgetful;
import org.ocpiplatform.contract.privacy.PersonalData;
import org.ocpiplatform.contract.tracing.Traces;
import org.ocpiplatform.ocpi.json.OcpiJson;
import org.ocpiplatform.write.outbound.OutboundFailure;
import org.ocpiplatform.write.outbound.OutboundRequest;
import org.ocpiplatform.write.outbound.PartnerAnswer;
import org.ocpiplatform.write.outbound.PartnerCalls;
import org.ocpiplatform.write.outbound.Routing;
import org.ocpiplatform.write.outbound.Urls;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.stereotype.Component;

/**
 * Tells a partner one thing and records what came of it (OCPI 2.3.0, transport chapter, PUT and PATCH). Where the
 * partner does not have what a part or a change belongs to, or it is not known what it has, it is sent the whole.
 */
@Component
final class Deliverer implements Forgetful {

    private static final Logger LOG = LoggerFactory.getLogger(Deliverer.class);
    private static final int REMEMBERED = 100_000;
    private static final int DETAIL_LIMIT = 500;
    private static final int LOCATION_LIMIT = 2_000;
    private static final long RECORD_PAUSE_MILLIS = 1_000;
    private static final long NOTHING_TAKEN = -1;

    private final KnownPartners partners;
    private final PartnerCalls calls;
    private final Ledger ledger;
    private final Origins origins;
    private final Recipients recipients;
    private final MeterRegistry meters;
    private final Traces traces;
    private final Cache<DeliveryId, Copy> copies =
            Caffeine.newBuilder().maximumSize(REMEMBERED).build();

    Deliverer(
            KnownPartners partners,
            PartnerCalls calls,
            Ledger ledger,
            Origins origins,
            Recipients recipients,
            MeterRegistry meters,
            Traces traces) {
        this.partners = partners;
        this.calls = calls;
        this.ledger = ledger;
        this.origins = origins;
        this.recipients = recipients;
        this.meters = meters;
        this.traces = traces;
    }

    /**
     * What the partner has of an object, as far as we know.
     *
     * @param revision that it took last
     * @param uncertain whether something failed since, so that nothing can build on it
     * @param witnessed whether this node itself has seen the partner take the last thing that it was sent
     */
    private record Copy(long revision, boolean uncertain, boolean witnessed) {}

    /** What the partner took: a revision, by this method, perhaps kept at a URL of its own. */
    private record Taken(
            long revision, String method, @Nullable String location) {}

    /** Forgets what partners have: another node may tell them more before this one goes on. */
    @Override
    public void forget() {
        copies.invalidateAll();
    }

    /** Returns when the partner was told, or was not, and that is recorded; never throws. */
    void deliver(PartnerId partnerId, Push push) {
        DeliveryId id = new DeliveryId(partnerId, push.object());
        try (Traces.Span span = traces.begin("push", Traces.Kind.INTERNAL, push.trace());
                MDC.MDCCloseable correlation = MDC.putCloseable(MessageOrigin.CORRELATION_ID, push.correlationId());
                MDC.MDCCloseable partner = MDC.putCloseable(MessageOrigin.PARTNER_ID, partnerId.value())) {
            span.tag(Traces.PARTNER, partnerId.value())
                    .tag(Traces.MODULE, push.object().kind().segment())
                    .tag(Traces.CORRELATION_ID, push.correlationId());
            Copy copy = copy(id);
            if (push.wanted() || copy.revision() < push.revision()) {
                deliver(id, copy, push);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void deliver(DeliveryId id, Copy copy, Push push) throws InterruptedException {
        try {
            Optional<PartnerLink> partner = partners.find(id.partnerId());
            if (partner.isEmpty()) {
                return;
            }
            Taken taken = tell(partner.get(), push, copy);
            if (taken == null) {
                return;
            }
            copies.put(id, new Copy(taken.revision(), false, true));
            count(id, "acknowledged");
            record(new RecordAcknowledgement(id, taken.revision(), taken.method(), taken.location()), push);
        } catch (OutboundFailure e) {
            failed(
                    copy,
                    push,
                    new RecordFailure(
                            id,
                            Math.max(push.revision(), copy.revision()),
                            Requests.method(push),
                            e.reason().name(),
                            detail(e),
                            e.httpStatus(),
                            e.statusCode(),
                            e.outage() || Published.once(push.object().kind())));
        } catch (RuntimeException e) {
            LOG.warn("Push of {} could not be made", PersonalData.shownId(id.toString()), e);
            failed(
                    copy,
                    push,
                    new RecordFailure(
                            id,
                            Math.max(push.revision(), copy.revision()),
                            Requests.method(push),
                            "INTERNAL",
                            "the push could not be made: " + e.getClass().getSimpleName(),
                            null,
                            null,
                            true));
        }
    }

    private void failed(Copy copy, Push push, RecordFailure failure) throws InterruptedException {
        copies.put(failure.deliveryId(), new Copy(copy.revision(), true, false));
        count(failure.deliveryId(), "failed");
        record(failure, push);
    }

    /** Without the ledger a partner is told what it may know, which is better than not telling it. */
    private Copy copy(DeliveryId id) {
        try {
            return Objects.requireNonNull(copies.get(id, this::recorded));
        } catch (RuntimeException e) {
            LOG.warn("Cannot tell what was delivered as {}", PersonalData.shownId(id.toString()), e);
            return new Copy(NOTHING_TAKEN, false, false);
        }
    }

    private Copy recorded(DeliveryId id) {
        Optional<DeliveryView> view = ledger.find(id);
        Long revision = view.map(DeliveryView::acknowledged).orElse(null);
        return new Copy(
                revision == null ? NOTHING_TAKEN : revision,
                view.map(known -> known.state() == DeliveryState.FAILED).orElse(false),
                false);
    }

    /** What the partner took; none if the object is no longer for it. */
    private @Nullable Taken tell(PartnerLink partner, Push push, Copy copy) {
        Request request = push.request();
        if (request == null || copy.uncertain() || (request.appends() && !copy.witnessed())) {
            return tellWhole(partner, push, copy);
        }
        try {
            return taken(push.revision(), request, call(partner, push, request));
        } catch (OutboundFailure e) {
            if (e.notFound() && request.method().equals("DELETE")) {
                return new Taken(push.revision(), request.method(), null);
            }
            if (e.notFound() && !request.method().equals("POST")) {
                return tellWhole(partner, push, copy);
            }
            throw e;
        }
    }

    private @Nullable Taken tellWhole(PartnerLink partner, Push push, Copy copy) {
        // A projection that lags behind what the partner was told before would take it back.
        CurrentObject current = ledger.current(push.object(), Math.max(push.revision(), copy.revision()))
                .orElseThrow(() -> new Rejection(
                        Rejection.Code.UNAVAILABLE, push.object().kind().segment() + " are behind"));
        if (current.json() != null) {
            String json = current.json().toString();
            if (!stillFor(push, json)) {
                return null;
            }
            Request request = Requests.whole(
                    push.object().kind(), json, () -> origins.of(push.object()).spelling());
            return taken(current.revision(), request, call(partner, push, request));
        }
        Optional<Request> withdrawn = Requests.withdrawn(
                push.object(), () -> origins.of(push.object()).spelling());
        if (withdrawn.isPresent()) {
            try {
                call(partner, push, withdrawn.get());
            } catch (OutboundFailure e) {
                if (!e.notFound()) {
                    throw e;
                }
            }
        }
        return new Taken(current.revision(), "DELETE", null);
    }

    /**
     * A session may have got the token of another eMSP since, which must not be shown to this one; and when it is over,
     * its active profile is of no more use.
     */
    private boolean stillFor(Push push, String json) {
        return switch (push.object().kind()) {
            case SESSION -> Origins.payer(OcpiJson.mapper().readTree(json)).equals(push.to());
            case ACTIVE_CHARGING_PROFILE ->
                push.to() != null && origins.partiesNow(push.object()).contains(push.to());
            default -> true;
        };
    }

    private static Taken taken(long revision, Request request, PartnerAnswer answer) {
        return new Taken(
                revision,
                request.method(),
                request.method().equals("POST")
                        ? answer.response()
                                .header("Location")
                                .filter(location -> location.length() <= LOCATION_LIMIT)
                                .orElse(null)
                        : null);
    }

    private PartnerAnswer call(PartnerLink partner, Push push, Request request) {
        OutboundRequest outbound = new OutboundRequest(
                        calls.peer(partner),
                        request.method(),
                        url(partner, Published.of(push.object().kind()), request),
                        push.to() == null ? Routing.NONE : new Routing(recipients.sender(push.object()), push.to()),
                        push.correlationId(),
                        request.body())
                .of(Published.of(push.object().kind()).module());
        try {
            return calls.call(outbound);
        } catch (OutboundFailure e) {
            if (e.reason() == OutboundFailure.Reason.NO_CONNECTION && request.idempotent()) {
                return calls.call(outbound);
            }
            throw e;
        }
    }

    private static String url(PartnerLink partner, Published published, Request request) {
        String endpoint = partner.connection()
                .url(published.module(), published.receiver())
                .orElseThrow(() -> new OutboundFailure(
                        OutboundFailure.Reason.REFUSED_URL,
                        "the partner has no " + published.receiver() + " of "
                                + published.module().value()));
        String url =
                Urls.of(endpoint, partner.partner().quirks(), request.segments().toArray(String[]::new));
        return request.query() == null ? url : url + (url.indexOf('?') < 0 ? "?" : "&") + request.query();
    }

    /** Without the record the push would be made again and again, so it waits for a store that is down. */
    private void record(Object command, Push push) throws InterruptedException {
        boolean told = false;
        while (true) {
            try {
                ledger.record(command, push.correlationId());
                return;
            } catch (RuntimeException e) {
                if (!told) {
                    LOG.warn(
                            "What became of the push of {} cannot be recorded yet",
                            PersonalData.shownId(push.object().toString()),
                            e);
                    told = true;
                }
                TimeUnit.MILLISECONDS.sleep(RECORD_PAUSE_MILLIS);
            }
        }
    }

    private void count(DeliveryId id, String outcome) {
        meters.counter("ocpi.pushes", "partner", id.partnerId().value(), "outcome", outcome)
                .increment();
    }

    private static String detail(OutboundFailure failure) {
        String detail = failure.getMessage();
        return detail.length() > DETAIL_LIMIT ? detail.substring(0, DETAIL_LIMIT) : detail;
    }
}
