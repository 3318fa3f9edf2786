package org.ocpiplatform.write.syncs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.axonframework.queryhandling.DefaultQueryGateway;
import org.axonframework.queryhandling.SimpleQueryBus;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.ocpiplatform.contract.Caller;
import org.ocpiplatform.contract.Caller.PartyRole;
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
import org.ocpiplatform.ocpi.Side;
import org.ocpiplatform.ocpi.bookings.Booking;
import org.ocpiplatform.ocpi.bookings.BookingLocation;
import org.ocpiplatform.ocpi.bookings.BookingLocations;
import org.ocpiplatform.ocpi.bookings.Bookings;
import org.ocpiplatform.ocpi.cdrs.Cdr;
import org.ocpiplatform.ocpi.cdrs.Cdrs;
import org.ocpiplatform.ocpi.hubclientinfo.ClientInfo;
import org.ocpiplatform.ocpi.hubclientinfo.ClientInfos;
import org.ocpiplatform.ocpi.invoicereconciliation.InvoiceReconciliationRecord;
import org.ocpiplatform.ocpi.invoicereconciliation.InvoiceRecords;
import org.ocpiplatform.ocpi.json.EncodedJson;
import org.ocpiplatform.ocpi.json.OcpiJson;
import org.ocpiplatform.ocpi.locations.Location;
import org.ocpiplatform.ocpi.locations.Locations;
import org.ocpiplatform.ocpi.payments.Confirmations;
import org.ocpiplatform.ocpi.payments.FinancialAdviceConfirmation;
import org.ocpiplatform.ocpi.payments.Terminal;
import org.ocpiplatform.ocpi.payments.Terminals;
import org.ocpiplatform.ocpi.sessions.Session;
import org.ocpiplatform.ocpi.sessions.Sessions;
import org.ocpiplatform.ocpi.tariffs.Tariff;
import org.ocpiplatform.ocpi.tariffs.Tariffs;
import org.ocpiplatform.ocpi.tokens.Token;
import org.ocpiplatform.ocpi.tokens.Tokens;
import org.ocpiplatform.ocpi.validation.Invalid;
import org.springframework.core.ResolvableType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Each kind of pulled object becomes the command that it would be if it were pushed. */
class PulledObjectsTest {

    private static final PartyId PTP = PartyId.of("NL", "PTP");
    private static final PartyId CPO = PartyId.of("DE", "CPO");

    private final SimpleQueryBus bus = SimpleQueryBus.builder().build();
    private final PulledObjects objects =
            new PulledObjects(DefaultQueryGateway.builder().queryBus(bus).build());
    private Cdr knownCdr;

    @BeforeEach
    void answer() {
        knownCdr = Cdrs.aCdr().build();
        bus.<Object>subscribe(
                FindObject.class.getName(),
                ResolvableType.forClassWithGenerics(Optional.class, EncodedJson.class)
                        .getType(),
                query -> Optional.of(EncodedJson.value(knownCdr)));
        bus.<Object>subscribe(
                FindCposByAuthorizationReference.class.getName(),
                ResolvableType.forClassWithGenerics(List.class, PartyId.class).getType(),
                query -> List.of(CPO));
    }

    @Test
    void aTariff() {
        Tariff tariff = Tariffs.aTariff().build();
        assertThat(command(SyncPlan.TARIFFS, tree(tariff), speaking(tariff.owner(), Role.CPO)))
                .isEqualTo(new PutTariff(id(Side.EMSP, ObjectKind.TARIFF, tariff.owner(), tariff.id()), tariff));
    }

    @Test
    void aLocation() {
        Location location = Locations.aLocation().withExtension("future", "[1]").build();
        assertThat(command(SyncPlan.LOCATIONS, tree(location), speaking(location.party(), Role.CPO)))
                .isEqualTo(
                        new PutLocation(id(Side.EMSP, ObjectKind.LOCATION, location.party(), location.id()), location));
    }

    @Test
    void aSession() {
        Session session = Sessions.aSession().build();
        assertThat(command(SyncPlan.SESSIONS, tree(session), speaking(session.owner(), Role.CPO)))
                .isEqualTo(new PutSession(id(Side.EMSP, ObjectKind.SESSION, session.owner(), session.id()), session));
    }

    @Test
    void aCdr() {
        assertThat(command(SyncPlan.CDRS, tree(knownCdr), speaking(knownCdr.owner(), Role.CPO)))
                .isEqualTo(new FileCdr(id(Side.EMSP, ObjectKind.CDR, knownCdr.owner(), knownCdr.id()), knownCdr));
    }

    @Test
    void aTokenWhoseTypeIsPartOfItsIdentity() {
        Token token = Tokens.aToken().build();
        assertThat(command(SyncPlan.TOKENS, tree(token), speaking(token.owner(), Role.EMSP)))
                .isEqualTo(new PutToken(TokenKey.of(Side.CPO, token.owner(), token.uid(), token.type()), token));
    }

    @Test
    void aBooking() {
        Booking booking = Bookings.aBooking().build();
        assertThat(command(SyncPlan.BOOKINGS, tree(booking), speaking(booking.owner(), Role.CPO)))
                .isEqualTo(new PutBooking(id(Side.EMSP, ObjectKind.BOOKING, booking.owner(), booking.id()), booking));
    }

    @Test
    void aBookingLocation() {
        BookingLocation place = BookingLocations.aBookingLocation().build();
        assertThat(command(SyncPlan.BOOKING_LOCATIONS, tree(place), speaking(place.owner(), Role.CPO)))
                .isEqualTo(new PutBookingLocation(
                        id(Side.EMSP, ObjectKind.BOOKING_LOCATION, place.owner(), place.id()), place));
    }

    @Test
    void anInvoiceRecordWithThePayersOfItsCdrs() {
        InvoiceReconciliationRecord record = InvoiceRecords.aRecord().build();
        assertThat(command(SyncPlan.INVOICE_RECONCILIATION, tree(record), speaking(record.owner(), Role.CPO)))
                .isEqualTo(new PutRecord(
                        id(Side.EMSP, ObjectKind.INVOICE_RECONCILIATION_RECORD, record.owner(), record.id()),
                        record,
                        Set.of(knownCdr.cdrToken().party())));
    }

    @Test
    void aTerminalOfThePartnersOnlyPtp() {
        Terminal terminal = Terminals.aTerminal().build();
        assertThat(command(SyncPlan.TERMINALS, tree(terminal), speaking(PTP, Role.PTP)))
                .isEqualTo(
                        new PutTerminal(id(Side.CPO, ObjectKind.TERMINAL, PTP, terminal.terminalId()), terminal, null));
    }

    @Test
    void aTerminalWithoutIdOrOfOneOfSeveralPtpsIsRefused() {
        ObjectNode terminal = (ObjectNode) tree(Terminals.aTerminal().build());
        Caller several = new Caller("p1", List.of(role(PTP, Role.PTP), role(PartyId.of("BE", "PTP"), Role.PTP)), null);
        assertRefused(SyncPlan.TERMINALS, terminal, several, "does not say whose it is");

        terminal.remove("terminal_id");
        assertRefused(SyncPlan.TERMINALS, terminal, speaking(PTP, Role.PTP), "terminal_id is missing");
    }

    @Test
    void aConfirmationForTheCpoOfItsSession() {
        FinancialAdviceConfirmation confirmation = Confirmations.aConfirmation().build();
        assertThat(command(SyncPlan.CONFIRMATIONS, tree(confirmation), speaking(PTP, Role.PTP)))
                .isEqualTo(new FileConfirmation(
                        id(Side.CPO, ObjectKind.FINANCIAL_ADVICE_CONFIRMATION, PTP, confirmation.id()),
                        confirmation,
                        CPO));
    }

    @Test
    void aClientInfoWhomeverItDescribes() {
        ClientInfo info = ClientInfos.aClientInfo().build();
        assertThat(command(SyncPlan.CLIENT_INFOS, tree(info), new Caller("hub", List.of(), PartyId.of("NL", "HUB"))))
                .isEqualTo(new PutClientInfo(
                        id(
                                Side.CPO,
                                ObjectKind.CLIENT_INFO,
                                info.party(),
                                CiString.of(info.role().name())),
                        info));
    }

    @Test
    void whatBelongsToOthersIsIgnored() {
        Location location = Locations.aLocation().build();
        assertThat(objects.read(SyncPlan.LOCATIONS, tree(location), speaking(PartyId.of("BE", "OTH"), Role.CPO)))
                .isEmpty();
        assertThat(objects.read(SyncPlan.LOCATIONS, tree(location), speaking(location.party(), Role.EMSP)))
                .isEmpty();
    }

    @Test
    void whatDoesNotFitIsRefusedWithTheField() {
        Location location = Locations.aLocation().build();
        Caller owner = speaking(location.party(), Role.CPO);
        ObjectNode broken = (ObjectNode) tree(location);
        broken.put("publish", "yes");
        assertRefused(SyncPlan.LOCATIONS, broken, owner, "publish must be true or false");

        assertRefused(SyncPlan.LOCATIONS, OcpiJson.mapper().readTree("[]"), owner, "must be an object");

        ObjectNode unknownValue = (ObjectNode) tree(Tokens.aToken().build());
        unknownValue.put("whitelist", "SOMETIMES");
        assertRefused(SyncPlan.TOKENS, unknownValue, owner, "whitelist must be one of");
    }

    @Test
    void whatBreaksARuleIsRefusedWithTheField() {
        ObjectNode broken = (ObjectNode) tree(Locations.aLocation().build());
        broken.remove("city");
        assertThatExceptionOfType(Invalid.class)
                .isThrownBy(() -> objects.read(SyncPlan.LOCATIONS, broken, speaking(PTP, Role.CPO)))
                .withMessageContaining("city");
    }

    @ParameterizedTest
    @EnumSource
    void theIdIsReadAsFarAsThereIsOne(SyncPlan list) {
        JsonNode named = OcpiJson.mapper()
                .readTree(
                        "{\"id\":\"X\",\"uid\":\"X\",\"terminal_id\":\"X\",\"country_code\":\"X\",\"party_id\":\"X\",\"type\":\"RFID\"}");
        assertThat(PulledObjects.id(list, named)).isIn("X", "X-X", "cpo:tokens:X:X:RFID:X");
        assertThat(PulledObjects.id(list, OcpiJson.mapper().readTree("{\"id\":{}}")))
                .isNull();
        assertThat(PulledObjects.id(list, OcpiJson.mapper().readTree("7"))).isNull();
    }

    @Test
    void aTokenIsNeverNamedByItsUidAlone() {
        assertThat(PulledObjects.id(SyncPlan.TOKENS, OcpiJson.mapper().readTree("{\"uid\":\"X\",\"type\":\"RFID\"}")))
                .isNull();
    }

    @Test
    void anIdThatCannotBeShownIsCutAndFilled() {
        JsonNode odd = OcpiJson.mapper().valueToTree(Map.of("id", "a\u0000b\ud800" + "x".repeat(1_000)));
        assertThat(PulledObjects.id(SyncPlan.LOCATIONS, odd))
                .startsWith("a?b?xxx")
                .hasSize(501);
    }

    private Object command(SyncPlan list, JsonNode json, Caller partner) {
        return objects.read(list, json, partner).orElseThrow().command();
    }

    private void assertRefused(SyncPlan list, JsonNode json, Caller partner, String reason) {
        assertThatExceptionOfType(Rejection.class)
                .isThrownBy(() -> objects.read(list, json, partner))
                .withMessageContaining(reason);
    }

    private static JsonNode tree(Object object) {
        return OcpiJson.mapper().readTree(OcpiJson.mapper().writeValueAsString(object));
    }

    private static ReplicaId id(Side side, ObjectKind kind, PartyId owner, CiString id) {
        return new ReplicaId(side, kind, owner, id);
    }

    private static Caller speaking(PartyId party, Role role) {
        return new Caller("p1", List.of(role(party, role)), null);
    }

    private static PartyRole role(PartyId party, Role role) {
        return new PartyRole(role, party.countryCode(), party.partyId());
    }
}
