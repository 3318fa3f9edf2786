package org.ocpiplatform.write.pushes;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.ocpiplatform.contract.ObjectKind;
import org.ocpiplatform.contract.ReplicaId;
import org.ocpiplatform.contract.activeprofiles.ActiveProfileEvent;
import org.ocpiplatform.contract.activeprofiles.ActiveProfileEvent.ActiveProfileReplaced;
import org.ocpiplatform.contract.activeprofiles.ActiveProfileEvent.ProfileSet;
import org.ocpiplatform.contract.bookings.BookingEvent;
import org.ocpiplatform.contract.bookings.BookingEvent.BookingPatched;
import org.ocpiplatform.contract.bookings.BookingEvent.BookingReplaced;
import org.ocpiplatform.contract.bookings.BookingEvent.BookingRequested;
import org.ocpiplatform.contract.bookings.BookingLocationEvent;
import org.ocpiplatform.contract.bookings.BookingLocationEvent.BookingLocationPatched;
import org.ocpiplatform.contract.bookings.BookingLocationEvent.BookingLocationReplaced;
import org.ocpiplatform.contract.bookings.BookingLocationEvent.CalendarPatched;
import org.ocpiplatform.contract.bookings.BookingLocationEvent.CalendarReplaced;
import org.ocpiplatform.contract.bookings.BookingLocationParts;
import org.ocpiplatform.contract.cdrs.CdrEvent;
import org.ocpiplatform.contract.cdrs.CdrEvent.CdrCredited;
import org.ocpiplatform.contract.cdrs.CdrEvent.CdrFiled;
import org.ocpiplatform.contract.hubclientinfo.ClientInfoEvent;
import org.ocpiplatform.contract.hubclientinfo.ClientInfoEvent.ClientInfoReplaced;
import org.ocpiplatform.contract.invoicereconciliation.InvoiceReconciliationEvent;
import org.ocpiplatform.contract.invoicereconciliation.InvoiceReconciliationEvent.RecordReplaced;
import org.ocpiplatform.contract.invoicereconciliation.InvoiceReconciliationEvent.RecordWithdrawn;
import org.ocpiplatform.contract.locations.LocationEvent;
import org.ocpiplatform.contract.locations.LocationEvent.ConnectorPatched;
import org.ocpiplatform.contract.locations.LocationEvent.ConnectorReplaced;
import org.ocpiplatform.contract.locations.LocationEvent.EvsePatched;
import org.ocpiplatform.contract.locations.LocationEvent.EvseReplaced;
import org.ocpiplatform.contract.locations.LocationEvent.LocationPatched;
import org.ocpiplatform.contract.locations.LocationEvent.LocationReplaced;
import org.ocpiplatform.contract.locations.LocationParts;
import org.ocpiplatform.contract.payments.ConfirmationEvent;
import org.ocpiplatform.contract.payments.TerminalEvent;
import org.ocpiplatform.contract.sessions.SessionEvent;
import org.ocpiplatform.contract.sessions.SessionEvent.ChargingPreferencesAccepted;
import org.ocpiplatform.contract.sessions.SessionEvent.SessionPatched;
import org.ocpiplatform.contract.sessions.SessionEvent.SessionReplaced;
import org.ocpiplatform.contract.tariffs.TariffEvent;
import org.ocpiplatform.contract.tariffs.TariffEvent.TariffReplaced;
import org.ocpiplatform.contract.tariffs.TariffEvent.TariffWithdrawn;
import org.ocpiplatform.contract.tokens.TokenEvent;
import org.ocpiplatform.contract.tokens.TokenEvent.TokenPatched;
import org.ocpiplatform.contract.tokens.TokenEvent.TokenReplaced;
import org.ocpiplatform.ocpi.json.OcpiJson;

/** The requests by which Receivers learn of objects and of what happened to them (OCPI 2.3.0, all data modules). */
final class Requests {

    private static final String PUT = "PUT";
    private static final String PATCH = "PATCH";
    private static final String POST = "POST";
    private static final String DELETE = "DELETE";
    private static final String CHARGING_PERIODS = "charging_periods";
    private static final String CDR_TOKEN = "cdr_token";
    private static final String TERMINALS = "terminals";
    private static final String CONFIRMATIONS = "financial-advice-confirmations";

    private static final Step WHOLE = new Step.Whole();
    private static final Step NOTHING = new Step.Nothing();

    private Requests() {}

    /**
     * How an event is told.
     *
     * @param spelling of the object's ids, looked up only where the event does not have it
     */
    static Step of(LocationEvent event, Supplier<Spelling> spelling) {
        ObjectKind kind = ObjectKind.LOCATION;
        return switch (event) {
            case LocationReplaced it -> put(kind, LocationParts.shown(it.location()));
            case LocationPatched it -> send(PATCH, spelling.get().path(kind), it.patch());
            case EvseReplaced it ->
                send(PUT, spelling.get().path(kind, it.evse().uid().toString()), LocationParts.shown(it.evse()));
            case EvsePatched it ->
                send(PATCH, spelling.get().path(kind, it.evseUid().toString()), it.patch());
            case ConnectorReplaced it ->
                send(
                        PUT,
                        spelling.get()
                                .path(
                                        kind,
                                        it.evseUid().toString(),
                                        it.connector().id().toString()),
                        it.connector());
            case ConnectorPatched it ->
                send(
                        PATCH,
                        spelling.get()
                                .path(
                                        kind,
                                        it.evseUid().toString(),
                                        it.connectorId().toString()),
                        it.patch());
        };
    }

    static Step of(TariffEvent event, Supplier<Spelling> spelling) {
        return switch (event) {
            case TariffReplaced it -> put(ObjectKind.TARIFF, it.tariff());
            case TariffWithdrawn it ->
                new Step.Send(Request.of(DELETE, spelling.get().path(ObjectKind.TARIFF), null));
        };
    }

    static Step of(SessionEvent event, Supplier<Spelling> spelling) {
        return switch (event) {
            case SessionReplaced it -> put(ObjectKind.SESSION, it.session());
            // Another eMSP may be told from now on, which has nothing yet or missed what happened meanwhile.
            case SessionPatched it when it.patch().has(CDR_TOKEN) -> WHOLE;
            case SessionPatched it ->
                new Step.Send(Request.of(PATCH, spelling.get().path(ObjectKind.SESSION), json(it.patch()))
                        .appending(!it.patch().path(CHARGING_PERIODS).isEmpty()));
            case ChargingPreferencesAccepted it -> NOTHING;
        };
    }

    static Step of(CdrEvent event) {
        return switch (event) {
            case CdrFiled it -> send(POST, List.of(), it.cdr());
            case CdrCredited it -> NOTHING;
        };
    }

    static Step of(TokenEvent event, Supplier<Spelling> spelling) {
        return switch (event) {
            case TokenReplaced it -> put(ObjectKind.TOKEN, it.token());
            case TokenPatched it -> {
                Spelling ids = spelling.get();
                yield new Step.Send(Request.of(PATCH, ids.path(ObjectKind.TOKEN), json(it.patch()))
                        .withQuery(ids.query()));
            }
        };
    }

    /** The Receiver has no PATCH for terminals. */
    static Step of(TerminalEvent event) {
        return switch (event) {
            case TerminalEvent.TerminalReplaced it -> send(POST, List.of(TERMINALS), it.terminal());
            case TerminalEvent.TerminalPatched it -> WHOLE;
            case TerminalEvent.TerminalActivated it -> WHOLE;
            case TerminalEvent.TerminalDeactivated it -> WHOLE;
        };
    }

    static Step of(ConfirmationEvent event) {
        return send(POST, List.of(CONFIRMATIONS), event.confirmation());
    }

    static Step of(BookingEvent event, Supplier<Spelling> spelling) {
        return switch (event) {
            case BookingRequested it -> put(ObjectKind.BOOKING, it.booking());
            case BookingReplaced it -> put(ObjectKind.BOOKING, it.booking());
            case BookingPatched it -> send(PATCH, spelling.get().path(ObjectKind.BOOKING), it.patch());
            // These change the requests inside the booking as well, which no patch of theirs says.
            case BookingEvent.BookingChangeRequested it -> WHOLE;
            case BookingEvent.BookingCanceled it -> WHOLE;
            case BookingEvent.BookingDecided it -> WHOLE;
        };
    }

    static Step of(BookingLocationEvent event, Supplier<Spelling> spelling) {
        ObjectKind kind = ObjectKind.BOOKING_LOCATION;
        return switch (event) {
            case BookingLocationReplaced it -> put(kind, BookingLocationParts.shown(it.bookingLocation()));
            case BookingLocationPatched it -> send(PATCH, spelling.get().path(kind), it.patch());
            case CalendarReplaced it ->
                send(PUT, spelling.get().path(kind, it.calendar().id().toString()), it.calendar());
            case CalendarPatched it ->
                send(PATCH, spelling.get().path(kind, it.calendarId().toString()), it.patch());
        };
    }

    /** @param revision of the event: the first one is filed, later ones replace it */
    static Step of(InvoiceReconciliationEvent event, long revision, Supplier<Spelling> spelling) {
        return switch (event) {
            case RecordReplaced it ->
                revision == 0
                        ? send(POST, List.of(), it.record())
                        : put(ObjectKind.INVOICE_RECONCILIATION_RECORD, it.record());
            case RecordWithdrawn it ->
                new Step.Send(Request.of(DELETE, spelling.get().path(ObjectKind.INVOICE_RECONCILIATION_RECORD), null));
        };
    }

    /** By then another profile may be active, or the session be over. */
    static Step of(ActiveProfileEvent event) {
        return switch (event) {
            case ActiveProfileReplaced it -> WHOLE;
            case ProfileSet it -> WHOLE;
        };
    }

    static Step of(ClientInfoEvent event) {
        return switch (event) {
            case ClientInfoReplaced it -> put(ObjectKind.CLIENT_INFO, it.clientInfo());
        };
    }

    /**
     * An object as a whole, as partners are given it.
     *
     * @param spelling of the object's ids, looked up only where the object does not have them
     */
    static Request whole(ObjectKind kind, String json, Supplier<Spelling> spelling) {
        return kind == ObjectKind.ACTIVE_CHARGING_PROFILE
                ? Request.of(PUT, List.of(spelling.get().id()), json)
                : whole(kind, json);
    }

    /** The same of an object that has its ids. */
    static Request whole(ObjectKind kind, String json) {
        return switch (kind) {
            case CDR -> Request.of(POST, List.of(), json);
            case TERMINAL -> Request.of(POST, List.of(TERMINALS), json);
            case FINANCIAL_ADVICE_CONFIRMATION -> Request.of(POST, List.of(CONFIRMATIONS), json);
            default -> {
                Spelling ids = Spelling.of(kind, OcpiJson.mapper().readTree(json));
                yield Request.of(PUT, ids.path(kind), json).withQuery(ids.query());
            }
        };
    }

    /** The method by which a push is made, or would be. */
    static String method(Push push) {
        return push.request() != null
                ? push.request().method()
                : switch (push.object().kind()) {
                    case CDR, TERMINAL, FINANCIAL_ADVICE_CONFIRMATION -> POST;
                    default -> PUT;
                };
    }

    /** That an object is no longer there, where Receivers can be told so. */
    static Optional<Request> withdrawn(ReplicaId id, Supplier<Spelling> spelling) {
        return switch (id.kind()) {
            case TARIFF, INVOICE_RECONCILIATION_RECORD ->
                Optional.of(Request.of(DELETE, spelling.get().path(id.kind()), null));
            default -> Optional.empty();
        };
    }

    private static Step put(ObjectKind kind, Object object) {
        return new Step.Send(whole(kind, json(object)));
    }

    private static Step send(String method, List<String> segments, Object body) {
        return new Step.Send(Request.of(method, segments, json(body)));
    }

    private static String json(Object value) {
        return OcpiJson.mapper().writeValueAsString(value);
    }
}
