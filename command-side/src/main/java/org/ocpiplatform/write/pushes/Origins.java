package org.ocpiplatform.write.pushes;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.contract.ReplicaId;
import org.ocpiplatform.contract.bookings.BookingEvent.BookingReplaced;
import org.ocpiplatform.contract.bookings.BookingEvent.BookingRequested;
import org.ocpiplatform.contract.bookings.BookingLocationEvent.BookingLocationReplaced;
import org.ocpiplatform.contract.cdrs.CdrEvent.CdrFiled;
import org.ocpiplatform.contract.hubclientinfo.ClientInfoEvent.ClientInfoReplaced;
import org.ocpiplatform.contract.invoicereconciliation.InvoiceReconciliationEvent;
import org.ocpiplatform.contract.invoicereconciliation.InvoiceReconciliationEvent.RecordReplaced;
import org.ocpiplatform.contract.locations.LocationEvent.LocationReplaced;
import org.ocpiplatform.contract.payments.ConfirmationEvent;
import org.ocpiplatform.contract.payments.TerminalEvent;
import org.ocpiplatform.contract.payments.TerminalFold;
import org.ocpiplatform.contract.payments.TerminalState;
import org.ocpiplatform.contract.sessions.SessionEvent.SessionReplaced;
import org.ocpiplatform.contract.tariffs.TariffEvent.TariffReplaced;
import org.ocpiplatform.contract.tokens.TokenEvent.TokenReplaced;
import org.ocpiplatform.ocpi.PartyId;
import org.ocpiplatform.ocpi.bookings.Booking;
import org.ocpiplatform.ocpi.json.OcpiJson;
import org.springframework.stereotype.Component;

/**
 * How objects are spelled and whom they are for, from their first events. It is asked at the revision of an event and
 * must not know less than that, so it reads the event store and not a projection.
 */
@Component
final class Origins {

    private static final int REMEMBERED = 50_000;

    private final EventStore events;
    private final Cache<ReplicaId, Origin> remembered =
            Caffeine.newBuilder().maximumSize(REMEMBERED).build();

    Origins(EventStore events) {
        this.events = events;
    }

    /**
     * The origin of an object that has events.
     *
     * @throws IllegalStateException if it has none
     */
    Origin of(ReplicaId id) {
        return Objects.requireNonNull(remembered.get(id, this::read));
    }

    /** The CPO that a terminal is assigned to after an event; none if there is none. */
    Set<PartyId> customer(ReplicaId terminal, long revision) {
        TerminalState state = null;
        DomainEventStream stream = events.readEvents(terminal.toString(), 0);
        while (stream.hasNext()) {
            DomainEventMessage<?> message = stream.next();
            if (message.getSequenceNumber() > revision) {
                break;
            }
            state = TerminalFold.apply(state, (TerminalEvent) message.getPayload());
        }
        return parties(state == null ? null : state.terminal().customer());
    }

    /** The parties that paid the CDRs of a record, as they were known when it was last filed before an event. */
    Set<PartyId> payers(ReplicaId record, long revision) {
        Set<PartyId> payers = Set.of();
        DomainEventStream stream = events.readEvents(record.toString(), 0);
        while (stream.hasNext()) {
            DomainEventMessage<?> message = stream.next();
            if (message.getSequenceNumber() > revision) {
                break;
            }
            if ((InvoiceReconciliationEvent) message.getPayload() instanceof RecordReplaced replaced) {
                payers = replaced.payers();
            }
        }
        return payers;
    }

    private Origin read(ReplicaId id) {
        DomainEventStream stream = events.readEvents(id.toString(), 0);
        if (!stream.hasNext()) {
            throw new IllegalStateException(id + " has no events");
        }
        Object first = stream.next().getPayload();
        return switch (first) {
            case LocationReplaced it -> origin(id, it.location(), Set.of());
            case TariffReplaced it -> origin(id, it.tariff(), Set.of());
            case BookingLocationReplaced it -> origin(id, it.bookingLocation(), Set.of());
            case TokenReplaced it -> origin(id, it.token(), Set.of());
            case ClientInfoReplaced it -> origin(id, it.clientInfo(), Set.of());
            case SessionReplaced it ->
                origin(id, it.session(), Set.of(it.session().cdrToken().party()));
            case CdrFiled it -> origin(id, it.cdr(), Set.of(it.cdr().cdrToken().party()));
            case BookingRequested it -> origin(id, it.booking(), requesters(it.booking()));
            case BookingReplaced it -> origin(id, it.booking(), requesters(it.booking()));
            case RecordReplaced it -> origin(id, it.record(), it.payers());
            case TerminalEvent.TerminalReplaced it ->
                origin(id, it.terminal(), parties(it.terminal().customer()));
            case ConfirmationEvent it -> origin(id, it.confirmation(), parties(it.customer()));
            default -> throw new IllegalStateException(id + " begins with " + first);
        };
    }

    private static Origin origin(ReplicaId id, Object object, Set<PartyId> parties) {
        return new Origin(Spelling.of(id.kind(), OcpiJson.mapper().valueToTree(object)), parties);
    }

    private static Set<PartyId> requesters(Booking booking) {
        return booking.bookingRequests().stream()
                .map(request -> request.bookingRequest().requester())
                .collect(Collectors.toSet());
    }

    private static Set<PartyId> parties(@Nullable PartyId party) {
        return party == null ? Set.of() : Set.of(party);
    }
}
