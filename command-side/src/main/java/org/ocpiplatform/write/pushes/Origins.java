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
import org.ocpiplatform.contract.ObjectKind;
import org.ocpiplatform.contract.ReplicaId;
import org.ocpiplatform.contract.activeprofiles.ActiveProfileEvent;
import org.ocpiplatform.contract.activeprofiles.ActiveProfileEvent.ActiveProfileReplaced;
import org.ocpiplatform.contract.activeprofiles.ActiveProfileEvent.ProfileSet;
import org.ocpiplatform.contract.activeprofiles.ActiveProfileFold;
import org.ocpiplatform.contract.activeprofiles.ActiveProfileState;
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
import org.ocpiplatform.contract.privacy.Forgetful;
import org.ocpiplatform.contract.sessions.SessionEvent;
import org.ocpiplatform.contract.sessions.SessionEvent.ChargingPreferencesAccepted;
import org.ocpiplatform.contract.sessions.SessionEvent.SessionPatched;
import org.ocpiplatform.contract.sessions.SessionEvent.SessionReplaced;
import org.ocpiplatform.contract.tariffs.TariffEvent.TariffReplaced;
import org.ocpiplatform.contract.tokens.TokenEvent.TokenReplaced;
import org.ocpiplatform.ocpi.PartyId;
import org.ocpiplatform.ocpi.bookings.Booking;
import org.ocpiplatform.ocpi.cdrs.CdrToken;
import org.ocpiplatform.ocpi.json.OcpiJson;
import org.ocpiplatform.ocpi.sessions.SessionStatus;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * How objects are spelled, from their first events, and whom they are for, which some of them say anew later. It is
 * asked at the revision of an event and must not know less than that, so it reads the event store and not a projection.
 */
@Component
final class Origins implements Forgetful {

    private static final int REMEMBERED = 50_000;
    private static final String CDR_TOKEN = "cdr_token";
    private static final String STATUS = "status";
    private static final Set<SessionStatus> OVER = Set.of(SessionStatus.COMPLETED, SessionStatus.INVALID);

    private final EventStore events;
    private final Cache<ReplicaId, Origin> remembered =
            Caffeine.newBuilder().maximumSize(REMEMBERED).build();
    private final Cache<ReplicaId, Payer> payers =
            Caffeine.newBuilder().maximumSize(REMEMBERED).build();

    Origins(EventStore events) {
        this.events = events;
    }

    @Override
    public void forget() {
        remembered.invalidateAll();
        payers.invalidateAll();
    }

    /** The eMSP of a session's token after the event of that revision; none before the first event. */
    private record Payer(long revision, @Nullable PartyId party) {}

    /**
     * The origin of an object that has events.
     *
     * @throws IllegalStateException if it has none
     */
    Origin of(ReplicaId id) {
        return Objects.requireNonNull(remembered.get(id, this::read));
    }

    /** The parties that an object is for as it is now, beside its owner; empty where it is for everybody. */
    Set<PartyId> partiesNow(ReplicaId id) {
        return switch (id.kind()) {
            case SESSION -> parties(payer(id, Long.MAX_VALUE));
            case TERMINAL -> customer(id, Long.MAX_VALUE);
            case INVOICE_RECONCILIATION_RECORD -> payers(id, Long.MAX_VALUE);
            case ACTIVE_CHARGING_PROFILE ->
                goesOn(session(id)) ? profileAt(id, Long.MAX_VALUE).setBy() : Set.of();
            case LOCATION, TARIFF, CDR, TOKEN, BOOKING, BOOKING_LOCATION, FINANCIAL_ADVICE_CONFIRMATION, CLIENT_INFO ->
                of(id).parties();
        };
    }

    /**
     * The eMSP of the token that a session has after an event. It costs little for events that come in order.
     *
     * @param revision of the event
     */
    Set<PartyId> payer(SessionEvent event, long revision) {
        ReplicaId id = event.sessionId();
        PartyId named = named(event);
        PartyId party = named == null ? payer(id, revision) : named;
        payers.put(id, new Payer(revision, party));
        return parties(party);
    }

    /** The eMSP of the token that a session, as JSON, has. */
    static PartyId payer(JsonNode session) {
        return OcpiJson.mapper()
                .treeToValue(session.required(CDR_TOKEN), CdrToken.class)
                .party();
    }

    private @Nullable PartyId payer(ReplicaId session, long revision) {
        Payer known = payers.getIfPresent(session);
        // What is known may be of a later event, when events are handed over again.
        if (known == null || known.revision() > revision) {
            known = new Payer(-1, null);
        }
        PartyId party = known.party();
        if (known.revision() >= revision - 1 && party != null) {
            // The event itself names no token.
            return party;
        }
        DomainEventStream stream = events.readEvents(session.toString(), known.revision() + 1);
        while (stream.hasNext()) {
            DomainEventMessage<?> message = stream.next();
            if (message.getSequenceNumber() > revision) {
                break;
            }
            PartyId named = named((SessionEvent) message.getPayload());
            party = named == null ? party : named;
        }
        return party;
    }

    private static @Nullable PartyId named(SessionEvent event) {
        return switch (event) {
            case SessionReplaced replaced -> replaced.session().cdrToken().party();
            case SessionPatched patched -> patched.patch().has(CDR_TOKEN) ? payer(patched.patch()) : null;
            case ChargingPreferencesAccepted accepted -> null;
        };
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

    /**
     * The parties that are told of an active profile because of an event: those that have set a profile on the session.
     * Whoever sets one is told what became known since, as that may be noted first. Nobody is, once the session is over.
     */
    Set<PartyId> concerned(ActiveProfileEvent event, DomainEventMessage<?> message) {
        ReplicaId id = event.activeProfileId();
        if (!goesOn(session(id))) {
            return Set.of();
        }
        long revision = message.getSequenceNumber();
        return switch (event) {
            case ProfileSet set -> knownSince(set, revision) ? Set.of(set.party()) : Set.of();
            case ActiveProfileReplaced replaced -> profileAt(id, revision).setBy();
        };
    }

    private boolean knownSince(ProfileSet set, long revision) {
        DomainEventStream stream = events.readEvents(set.activeProfileId().toString(), 0);
        while (stream.hasNext()) {
            DomainEventMessage<?> message = stream.next();
            if (message.getSequenceNumber() >= revision) {
                break;
            }
            if (message.getPayload() instanceof ActiveProfileReplaced
                    && !message.getTimestamp().isBefore(set.since())) {
                return true;
            }
        }
        return false;
    }

    private ActiveProfileState profileAt(ReplicaId id, long revision) {
        ActiveProfileState state = new ActiveProfileState(Set.of(), null);
        DomainEventStream stream = events.readEvents(id.toString(), 0);
        while (stream.hasNext()) {
            DomainEventMessage<?> message = stream.next();
            if (message.getSequenceNumber() > revision) {
                break;
            }
            state = ActiveProfileFold.apply(state, (ActiveProfileEvent) message.getPayload());
        }
        return state;
    }

    private static ReplicaId session(ReplicaId activeProfile) {
        return new ReplicaId(activeProfile.side(), ObjectKind.SESSION, activeProfile.owner(), activeProfile.id());
    }

    /** Whether a session is known and not over, as it is now. */
    private boolean goesOn(ReplicaId session) {
        boolean active = false;
        DomainEventStream stream = events.readEvents(session.toString(), 0);
        while (stream.hasNext()) {
            SessionStatus named = status((SessionEvent) stream.next().getPayload());
            active = named == null ? active : !OVER.contains(named);
        }
        return active;
    }

    private static @Nullable SessionStatus status(SessionEvent event) {
        return switch (event) {
            case SessionReplaced replaced -> replaced.session().status();
            case SessionPatched patched ->
                patched.patch().has(STATUS)
                        ? OcpiJson.mapper().treeToValue(patched.patch().get(STATUS), SessionStatus.class)
                        : null;
            case ChargingPreferencesAccepted accepted -> null;
        };
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
            case SessionReplaced it -> origin(id, it.session(), Set.of());
            case CdrFiled it -> origin(id, it.cdr(), Set.of(it.cdr().cdrToken().party()));
            case BookingRequested it -> origin(id, it.booking(), requesters(it.booking()));
            case BookingReplaced it -> origin(id, it.booking(), requesters(it.booking()));
            case RecordReplaced it -> origin(id, it.record(), Set.of());
            case TerminalEvent.TerminalReplaced it -> origin(id, it.terminal(), Set.of());
            case ConfirmationEvent it -> origin(id, it.confirmation(), parties(it.customer()));
            // It has no ids of its own. Not asked of what is remembered, from where this may have been called.
            case ActiveProfileEvent it -> new Origin(read(session(id)).spelling(), Set.of());
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
