package org.ocpiplatform.write.syncs;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.axonframework.messaging.responsetypes.ResponseTypes;
import org.axonframework.queryhandling.QueryGateway;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.contract.Caller;
import org.ocpiplatform.contract.ObjectKind;
import org.ocpiplatform.contract.ObjectQuery.FindObject;
import org.ocpiplatform.contract.Rejection;
import org.ocpiplatform.contract.ReplicaId;
import org.ocpiplatform.contract.bookings.BookingCommand.PutBooking;
import org.ocpiplatform.contract.bookings.BookingLocationCommand.PutBookingLocation;
import org.ocpiplatform.contract.cdrs.CdrCommand.FileCdr;
import org.ocpiplatform.contract.hubclientinfo.ClientInfoCommand.PutClientInfo;
import org.ocpiplatform.contract.invoicereconciliation.InvoiceReconciliationCommand.PutRecord;
import org.ocpiplatform.contract.locations.LocationCommand.PutLocation;
import org.ocpiplatform.contract.payments.ConfirmationCommand.FileConfirmation;
import org.ocpiplatform.contract.payments.TerminalCommand.PutTerminal;
import org.ocpiplatform.contract.sessions.SessionCommand.PutSession;
import org.ocpiplatform.contract.sessions.SessionQuery.FindCposByAuthorizationReference;
import org.ocpiplatform.contract.syncs.SyncPlan;
import org.ocpiplatform.contract.tariffs.TariffCommand.PutTariff;
import org.ocpiplatform.contract.tokens.TokenCommand.PutToken;
import org.ocpiplatform.contract.tokens.TokenKey;
import org.ocpiplatform.ocpi.CiString;
import org.ocpiplatform.ocpi.PartyId;
import org.ocpiplatform.ocpi.Role;
import org.ocpiplatform.ocpi.bookings.Booking;
import org.ocpiplatform.ocpi.bookings.BookingLocation;
import org.ocpiplatform.ocpi.cdrs.Cdr;
import org.ocpiplatform.ocpi.hubclientinfo.ClientInfo;
import org.ocpiplatform.ocpi.invoicereconciliation.InvoiceReconciliationRecord;
import org.ocpiplatform.ocpi.json.BindingMessage;
import org.ocpiplatform.ocpi.json.EncodedJson;
import org.ocpiplatform.ocpi.json.OcpiJson;
import org.ocpiplatform.ocpi.locations.Location;
import org.ocpiplatform.ocpi.payments.FinancialAdviceConfirmation;
import org.ocpiplatform.ocpi.payments.LegacyPrice;
import org.ocpiplatform.ocpi.payments.Terminal;
import org.ocpiplatform.ocpi.sessions.Session;
import org.ocpiplatform.ocpi.tariffs.Tariff;
import org.ocpiplatform.ocpi.tokens.Token;
import org.ocpiplatform.ocpi.tokens.TokenType;
import org.ocpiplatform.ocpi.validation.Validation;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Makes of a pulled object the command that it would be if its owner pushed it. */
@Component
final class PulledObjects {

    private final QueryGateway queries;

    PulledObjects(QueryGateway queries) {
        this.queries = queries;
    }

    /**
     * What is to be done with an object.
     *
     * @param owner the party whose data it is
     */
    record Pulled(PartyId owner, Object command) {}

    /**
     * The command for an object; none if it belongs to a party that the partner does not speak for.
     *
     * @throws Rejection if it does not fit its type; the message names the field
     * @throws org.ocpiplatform.ocpi.validation.Invalid if it breaks a rule of its type
     */
    Optional<Pulled> read(SyncPlan list, JsonNode json, Caller partner) {
        if (!(json instanceof ObjectNode object)) {
            throw Rejection.invalid("the list's element must be an object");
        }
        return switch (list) {
            case TARIFFS -> of(list, object, Tariff.class, Tariff::owner, Tariff::id, partner, PutTariff::new);
            case LOCATIONS ->
                of(list, object, Location.class, Location::party, Location::id, partner, PutLocation::new);
            case SESSIONS -> of(list, object, Session.class, Session::owner, Session::id, partner, PutSession::new);
            case CDRS -> of(list, object, Cdr.class, Cdr::owner, Cdr::id, partner, FileCdr::new);
            case BOOKINGS -> of(list, object, Booking.class, Booking::owner, Booking::id, partner, PutBooking::new);
            case BOOKING_LOCATIONS ->
                of(
                        list,
                        object,
                        BookingLocation.class,
                        BookingLocation::owner,
                        BookingLocation::id,
                        partner,
                        PutBookingLocation::new);
            case TOKENS ->
                of(
                        list,
                        object,
                        Token.class,
                        Token::owner,
                        token -> TokenKey.id(token.uid(), token.type()),
                        partner,
                        PutToken::new);
            case INVOICE_RECONCILIATION ->
                of(
                        list,
                        object,
                        InvoiceReconciliationRecord.class,
                        InvoiceReconciliationRecord::owner,
                        InvoiceReconciliationRecord::id,
                        partner,
                        (id, record) -> new PutRecord(id, record, payers(id, record.cdrs(), partner)));
            case TERMINALS ->
                of(
                        list,
                        object,
                        Terminal.class,
                        terminal -> onlyPtp(partner),
                        PulledObjects::identified,
                        partner,
                        (id, terminal) -> new PutTerminal(id, terminal, null));
            case CONFIRMATIONS ->
                of(
                        list,
                        LegacyPrice.converted(object),
                        FinancialAdviceConfirmation.class,
                        confirmation -> onlyPtp(partner),
                        FinancialAdviceConfirmation::id,
                        partner,
                        (id, confirmation) -> new FileConfirmation(
                                id, confirmation, cpoOfSession(confirmation.authorizationReference())));
            case CLIENT_INFOS ->
                of(
                        list,
                        object,
                        ClientInfo.class,
                        ClientInfo::party,
                        info -> CiString.of(info.role().name()),
                        partner,
                        PutClientInfo::new);
        };
    }

    /** How the command for an object is made. */
    private interface ToCommand<T> {
        Object command(ReplicaId id, T object);
    }

    private static <T> Optional<Pulled> of(
            SyncPlan list,
            ObjectNode json,
            Class<T> type,
            Function<T, PartyId> ownerOf,
            Function<T, CiString> idOf,
            Caller partner,
            ToCommand<T> toCommand) {
        T object = bound(json, type);
        PartyId owner = ownerOf.apply(object);
        Role role = list.owner();
        if (role != null && !partner.speaksFor(owner, role)) {
            return Optional.empty();
        }
        ReplicaId id = new ReplicaId(list.side(), list.kind(), owner, idOf.apply(object));
        return Optional.of(new Pulled(owner, toCommand.command(id, object)));
    }

    private static <T> T bound(ObjectNode json, Class<T> type) {
        T object;
        try {
            object = OcpiJson.mapper().treeToValue(json, type);
        } catch (JacksonException e) {
            throw Rejection.invalid(BindingMessage.of(e));
        }
        return Validation.valid(object);
    }

    private static CiString identified(Terminal terminal) {
        if (terminal.terminalId() == null) {
            throw Rejection.invalid("terminal_id is missing");
        }
        return terminal.terminalId();
    }

    /** What payment terminal providers publish does not say whose it is. */
    private static PartyId onlyPtp(Caller partner) {
        Collection<PartyId> providers = partner.parties(Role.PTP);
        if (providers.size() != 1) {
            throw Rejection.invalid("the partner has several PTPs, and the object does not say whose it is");
        }
        return providers.iterator().next();
    }

    /** The parties of the tokens of those CDRs that are known. */
    private Set<PartyId> payers(ReplicaId record, List<CiString> cdrs, Caller partner) {
        return cdrs.stream()
                .distinct()
                .map(cdr -> new ReplicaId(record.side(), ObjectKind.CDR, record.owner(), cdr))
                .flatMap(cdr -> queries
                        .query(new FindObject(cdr, partner), ResponseTypes.optionalInstanceOf(EncodedJson.class))
                        .join()
                        .stream())
                .map(json -> json.read(Cdr.class).cdrToken().party())
                .collect(Collectors.toUnmodifiableSet());
    }

    private @Nullable PartyId cpoOfSession(CiString authorizationReference) {
        List<PartyId> cpos = queries.query(
                        new FindCposByAuthorizationReference(authorizationReference),
                        ResponseTypes.multipleInstancesOf(PartyId.class))
                .join();
        return cpos.size() == 1 ? cpos.getFirst() : null;
    }

    /**
     * An object's own id, as far as it can be read; of a token all that identifies it, because its uid alone could not be
     * told from other text where it is to be kept secret.
     */
    static @Nullable String id(SyncPlan list, JsonNode object) {
        return switch (list) {
            case TOKENS -> token(list, object);
            case TERMINALS -> text(object, "terminal_id");
            case CLIENT_INFOS -> {
                String country = text(object, "country_code");
                String party = text(object, "party_id");
                yield country == null || party == null ? null : country + "-" + party;
            }
            case TARIFFS,
                    LOCATIONS,
                    SESSIONS,
                    CDRS,
                    BOOKING_LOCATIONS,
                    BOOKINGS,
                    INVOICE_RECONCILIATION,
                    CONFIRMATIONS -> text(object, "id");
        };
    }

    private static @Nullable String token(SyncPlan list, JsonNode object) {
        String country = text(object, "country_code");
        String party = text(object, "party_id");
        String uid = text(object, "uid");
        String type = text(object, "type");
        return country == null || party == null || uid == null || type == null
                ? null
                : TokenKey.of(list.side(), PartyId.of(country, party), CiString.of(uid), new TokenType(type))
                        .toString();
    }

    private static @Nullable String text(JsonNode object, String field) {
        JsonNode value = object.get(field);
        return value == null || value.isNull() || value.isContainer() ? null : SyncTexts.printable(value.asString());
    }
}
