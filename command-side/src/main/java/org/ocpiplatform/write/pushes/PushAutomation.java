package org.ocpiplatform.write.pushes;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.DisallowReplay;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.TrackingToken;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.contract.MessageOrigin;
import org.ocpiplatform.contract.ReplicaId;
import org.ocpiplatform.contract.activeprofiles.ActiveProfileEvent;
import org.ocpiplatform.contract.activeprofiles.ActiveProfileEvent.ActiveProfileReplaced;
import org.ocpiplatform.contract.bookings.BookingEvent;
import org.ocpiplatform.contract.bookings.BookingLocationEvent;
import org.ocpiplatform.contract.cdrs.CdrEvent;
import org.ocpiplatform.contract.deliveries.DeliveryEvent.DeliveryRequested;
import org.ocpiplatform.contract.deliveries.ResyncEvent.ResyncStarted;
import org.ocpiplatform.contract.hubclientinfo.ClientInfoEvent;
import org.ocpiplatform.contract.invoicereconciliation.InvoiceReconciliationEvent;
import org.ocpiplatform.contract.locations.LocationEvent;
import org.ocpiplatform.contract.partners.PartnerEvent;
import org.ocpiplatform.contract.partners.PartnerId;
import org.ocpiplatform.contract.partners.PartnerLink;
import org.ocpiplatform.contract.payments.ConfirmationEvent;
import org.ocpiplatform.contract.payments.TerminalEvent;
import org.ocpiplatform.contract.sessions.SessionEvent;
import org.ocpiplatform.contract.tariffs.TariffEvent;
import org.ocpiplatform.contract.tokens.TokenEvent;
import org.ocpiplatform.contract.tracing.Traces;
import org.ocpiplatform.ocpi.PartyId;
import org.ocpiplatform.write.pushes.Recipients.Recipient;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Hands what happens on the sides where objects are published to the partners' lanes, and does not wait for partners.
 * It is not meant to see the past again: partners have been told.
 */
@Component
@ProcessingGroup(PushProgress.PROCESSOR)
@DisallowReplay
final class PushAutomation {

    private final KnownPartners partners;
    private final Recipients recipients;
    private final Origins origins;
    private final Lanes lanes;
    private final Ledger ledger;
    private final ObjectProvider<SchedulerClient> scheduler;
    private final Resync resync;
    private final Clock clock;

    PushAutomation(
            KnownPartners partners,
            Recipients recipients,
            Origins origins,
            Lanes lanes,
            Ledger ledger,
            ObjectProvider<SchedulerClient> scheduler,
            Resync resync,
            Clock clock) {
        this.partners = partners;
        this.recipients = recipients;
        this.origins = origins;
        this.lanes = lanes;
        this.ledger = ledger;
        this.scheduler = scheduler;
        this.resync = resync;
        this.clock = clock;
    }

    @EventHandler
    void on(LocationEvent event, DomainEventMessage<?> message, TrackingToken token) {
        ReplicaId id = event.locationId();
        push(id, message, token, everybody(), () -> Requests.of(event, () -> spelling(id)));
    }

    @EventHandler
    void on(TariffEvent event, DomainEventMessage<?> message, TrackingToken token) {
        ReplicaId id = event.tariffId();
        push(id, message, token, everybody(), () -> Requests.of(event, () -> spelling(id)));
    }

    @EventHandler
    void on(SessionEvent event, DomainEventMessage<?> message, TrackingToken token) {
        ReplicaId id = event.sessionId();
        long revision = message.getSequenceNumber();
        push(id, message, token, () -> origins.payer(event, revision), () -> Requests.of(event, () -> spelling(id)));
    }

    @EventHandler
    void on(CdrEvent event, DomainEventMessage<?> message, TrackingToken token) {
        push(event.cdrId(), message, token, parties(event.cdrId()), () -> Requests.of(event));
    }

    @EventHandler
    void on(TokenEvent event, DomainEventMessage<?> message, TrackingToken token) {
        ReplicaId id = event.tokenId();
        push(id, message, token, everybody(), () -> Requests.of(event, () -> spelling(id)));
    }

    @EventHandler
    void on(TerminalEvent event, DomainEventMessage<?> message, TrackingToken token) {
        ReplicaId id = event.terminalId();
        push(id, message, token, () -> origins.customer(id, message.getSequenceNumber()), () -> Requests.of(event));
    }

    @EventHandler
    void on(ConfirmationEvent event, DomainEventMessage<?> message, TrackingToken token) {
        push(event.confirmationId(), message, token, parties(event.confirmationId()), () -> Requests.of(event));
    }

    @EventHandler
    void on(BookingEvent event, DomainEventMessage<?> message, TrackingToken token) {
        ReplicaId id = event.bookingId();
        push(id, message, token, parties(id), () -> Requests.of(event, () -> spelling(id)));
    }

    @EventHandler
    void on(BookingLocationEvent event, DomainEventMessage<?> message, TrackingToken token) {
        ReplicaId id = event.bookingLocationId();
        push(id, message, token, everybody(), () -> Requests.of(event, () -> spelling(id)));
    }

    @EventHandler
    void on(InvoiceReconciliationEvent event, DomainEventMessage<?> message, TrackingToken token) {
        ReplicaId id = event.recordId();
        long revision = message.getSequenceNumber();
        push(
                id,
                message,
                token,
                () -> origins.payers(id, revision),
                () -> Requests.of(event, revision, () -> spelling(id)));
    }

    @EventHandler
    void on(ActiveProfileEvent event, DomainEventMessage<?> message, TrackingToken token) {
        push(
                event.activeProfileId(),
                message,
                token,
                () -> origins.concerned(event, message),
                () -> Requests.of(event));
    }

    @EventHandler
    void on(ClientInfoEvent event, DomainEventMessage<?> message, TrackingToken token) {
        push(event.clientInfoId(), message, token, everybody(), () -> Requests.of(event));
    }

    /** What is asked for takes its turn behind what happened before. */
    @EventHandler
    void on(DeliveryRequested event, DomainEventMessage<?> message, TrackingToken token) {
        ReplicaId object = event.deliveryId().object();
        PartnerId partnerId = event.deliveryId().partnerId();
        partners.find(partnerId)
                .flatMap(partner -> recipients.of(partner, object, origins.partiesNow(object)))
                .ifPresent(recipient -> lanes.hand(
                        partnerId,
                        new Push(
                                object,
                                0,
                                position(token),
                                correlationId(message),
                                recipient.to(),
                                null,
                                true,
                                trace(message))));
    }

    @EventHandler
    void on(ResyncStarted event) {
        scheduler.getObject().scheduleIfNotExists(resync.instance(event.resyncId()), clock.instant());
    }

    /** The events after this one find the partner as it is now. */
    @EventHandler
    void on(PartnerEvent event, DomainEventMessage<?> message) {
        ledger.shown("partners", event.partnerId().value(), message.getSequenceNumber());
        partners.changed();
    }

    private void push(
            ReplicaId object,
            DomainEventMessage<?> message,
            TrackingToken token,
            Supplier<Set<PartyId>> parties,
            Supplier<Step> told) {
        boolean forOthers = object.side() == Published.of(object.kind()).side()
                || (recipients.relayed(object)
                        && "true".equals(message.getMetaData().get(MessageOrigin.BROADCAST)));
        List<PartnerLink> all = forOthers ? partners.all() : List.of();
        if (all.isEmpty()) {
            return;
        }
        List<Recipient> found = recipients.among(all, object, parties.get()).stream()
                .filter(recipient -> !answered(recipient.partnerId(), message))
                .toList();
        if (found.isEmpty()) {
            return;
        }
        Step step = told.get();
        if (step instanceof Step.Nothing) {
            return;
        }
        Request request = step instanceof Step.Send(Request send) ? send : null;
        for (Recipient recipient : found) {
            lanes.hand(
                    recipient.partnerId(),
                    new Push(
                            object,
                            message.getSequenceNumber(),
                            position(token),
                            correlationId(message),
                            recipient.to(),
                            request,
                            false,
                            trace(message)));
        }
    }

    /** Who asked a charge point for the active profile has it from the answer. */
    private static boolean answered(PartnerId partner, DomainEventMessage<?> message) {
        return message.getPayload() instanceof ActiveProfileReplaced
                && partner.value().equals(message.getMetaData().get(MessageOrigin.PARTNER_ID));
    }

    private Spelling spelling(ReplicaId id) {
        return origins.of(id).spelling();
    }

    private Supplier<Set<PartyId>> parties(ReplicaId id) {
        return () -> origins.of(id).parties();
    }

    private static Supplier<Set<PartyId>> everybody() {
        return Set::of;
    }

    private static long position(TrackingToken token) {
        return token.position().orElseThrow();
    }

    private static @Nullable String trace(DomainEventMessage<?> message) {
        return message.getMetaData().get(Traces.CONTEXT) instanceof String context ? context : null;
    }

    private static String correlationId(DomainEventMessage<?> message) {
        Object known = message.getMetaData().get(MessageOrigin.CORRELATION_ID);
        return known == null ? message.getIdentifier() : known.toString();
    }
}
