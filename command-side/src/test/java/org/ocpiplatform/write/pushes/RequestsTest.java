package org.ocpiplatform.write.pushes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ocpiplatform.ocpi.bookings.BookingLocations.aBookingLocation;
import static org.ocpiplatform.ocpi.bookings.BookingLocations.aCalendar;
import static org.ocpiplatform.ocpi.bookings.Bookings.aBooking;
import static org.ocpiplatform.ocpi.cdrs.Cdrs.aCdr;
import static org.ocpiplatform.ocpi.chargingprofiles.ActiveProfiles.limitedTo;
import static org.ocpiplatform.ocpi.hubclientinfo.ClientInfos.aClientInfo;
import static org.ocpiplatform.ocpi.invoicereconciliation.InvoiceRecords.aRecord;
import static org.ocpiplatform.ocpi.locations.Locations.aConnector;
import static org.ocpiplatform.ocpi.locations.Locations.aLocation;
import static org.ocpiplatform.ocpi.locations.Locations.anEvse;
import static org.ocpiplatform.ocpi.payments.Confirmations.aConfirmation;
import static org.ocpiplatform.ocpi.payments.Terminals.aTerminal;
import static org.ocpiplatform.ocpi.sessions.Sessions.aSession;
import static org.ocpiplatform.ocpi.tariffs.Tariffs.aTariff;
import static org.ocpiplatform.ocpi.tokens.Tokens.aToken;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.ocpiplatform.contract.ObjectKind;
import org.ocpiplatform.contract.ReplicaId;
import org.ocpiplatform.contract.activeprofiles.ActiveProfileEvent.ActiveProfileReplaced;
import org.ocpiplatform.contract.activeprofiles.ActiveProfileEvent.ProfileSet;
import org.ocpiplatform.contract.bookings.BookingEvent;
import org.ocpiplatform.contract.bookings.BookingLocationEvent;
import org.ocpiplatform.contract.cdrs.CdrEvent;
import org.ocpiplatform.contract.hubclientinfo.ClientInfoEvent;
import org.ocpiplatform.contract.invoicereconciliation.InvoiceReconciliationEvent;
import org.ocpiplatform.contract.locations.LocationEvent;
import org.ocpiplatform.contract.payments.ConfirmationEvent;
import org.ocpiplatform.contract.payments.TerminalEvent;
import org.ocpiplatform.contract.sessions.SessionEvent;
import org.ocpiplatform.contract.tariffs.TariffEvent;
import org.ocpiplatform.contract.tokens.TokenEvent;
import org.ocpiplatform.ocpi.CiString;
import org.ocpiplatform.ocpi.PartyId;
import org.ocpiplatform.ocpi.bookings.ReservationRequestStatus;
import org.ocpiplatform.ocpi.json.OcpiJson;
import org.ocpiplatform.ocpi.locations.Location;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class RequestsTest {

    private static final ReplicaId ID = ReplicaId.parse("cpo:locations:NL:TNM:X-1");
    private static final CiString E1 = CiString.of("e1");
    private static final CiString C1 = CiString.of("c1");
    private static final ObjectNode PATCH =
            (ObjectNode) OcpiJson.mapper().readTree("{\"status\":\"CHARGING\",\"price\":1.50}");
    private static final Supplier<Spelling> SPELLED = () -> new Spelling("nl", "Tnm", "x-1", null);

    private static List<Arguments> events() {
        return List.of(
                // Locations, on the level that changed.
                told(
                        Requests.of(
                                new LocationEvent.LocationReplaced(
                                        ID, aLocation().withId("Loc 1").build()),
                                SPELLED),
                        "PUT NL/TNM/Loc 1"),
                told(Requests.of(new LocationEvent.LocationPatched(ID, PATCH), SPELLED), "PATCH nl/Tnm/x-1"),
                told(
                        Requests.of(
                                new LocationEvent.EvseReplaced(ID, anEvse("e1").build()), SPELLED),
                        "PUT nl/Tnm/x-1/e1"),
                told(Requests.of(new LocationEvent.EvsePatched(ID, E1, PATCH), SPELLED), "PATCH nl/Tnm/x-1/e1"),
                told(
                        Requests.of(
                                new LocationEvent.ConnectorReplaced(
                                        ID, E1, aConnector("c1").build()),
                                SPELLED),
                        "PUT nl/Tnm/x-1/e1/c1"),
                told(
                        Requests.of(new LocationEvent.ConnectorPatched(ID, E1, C1, PATCH), SPELLED),
                        "PATCH nl/Tnm/x-1/e1/c1"),
                told(
                        Requests.of(new TariffEvent.TariffReplaced(ID, aTariff().build()), SPELLED),
                        "PUT NL/TNM/DAL-TARIEF"),
                told(Requests.of(new TariffEvent.TariffWithdrawn(ID), SPELLED), "DELETE nl/Tnm/x-1"),
                told(Requests.of(new SessionEvent.SessionReplaced(ID, aSession().build()), SPELLED), "PUT NL/TNM/S1"),
                told(Requests.of(new SessionEvent.SessionPatched(ID, PATCH), SPELLED), "PATCH nl/Tnm/x-1"),
                told(
                        Requests.of(
                                new SessionEvent.SessionPatched(
                                        ID, OcpiJson.mapper().createObjectNode().put("cdr_token", "of another")),
                                SPELLED),
                        "whole"),
                told(Requests.of(new CdrEvent.CdrFiled(ID, aCdr().build())), "POST "),
                told(Requests.of(new CdrEvent.CdrCredited(ID, C1)), "nothing"),
                told(
                        Requests.of(
                                new TokenEvent.TokenReplaced(
                                        ID, aToken().withUid("u1").build()),
                                SPELLED),
                        "PUT NL/MSP/u1?type=RFID"),
                told(
                        Requests.of(
                                new TokenEvent.TokenPatched(ID, PATCH),
                                () -> new Spelling("nl", "msp", "u 1", "My type")),
                        "PATCH nl/msp/u 1?type=My+type"),
                told(
                        Requests.of(new TerminalEvent.TerminalReplaced(
                                ID, aTerminal().build())),
                        "POST terminals"),
                told(Requests.of(new TerminalEvent.TerminalPatched(ID, PATCH)), "whole"),
                told(Requests.of(new TerminalEvent.TerminalActivated(ID, PATCH)), "whole"),
                told(Requests.of(new TerminalEvent.TerminalDeactivated(ID, Instant.EPOCH)), "whole"),
                told(
                        Requests.of(new ConfirmationEvent.ConfirmationFiled(
                                ID, aConfirmation().build(), null)),
                        "POST financial-advice-confirmations"),
                told(
                        Requests.of(
                                new BookingEvent.BookingRequested(ID, aBooking().build()), SPELLED),
                        "PUT NL/TNM/B1"),
                told(Requests.of(new BookingEvent.BookingReplaced(ID, aBooking().build()), SPELLED), "PUT NL/TNM/B1"),
                told(Requests.of(new BookingEvent.BookingPatched(ID, PATCH), SPELLED), "PATCH nl/Tnm/x-1"),
                told(
                        Requests.of(
                                new BookingEvent.BookingDecided(ID, PATCH, ReservationRequestStatus.ACCEPTED), SPELLED),
                        "whole"),
                told(
                        Requests.of(
                                new BookingLocationEvent.BookingLocationReplaced(
                                        ID, aBookingLocation().build()),
                                SPELLED),
                        "PUT NL/TNM/booking_locations/BL-1"),
                told(
                        Requests.of(new BookingLocationEvent.BookingLocationPatched(ID, PATCH), SPELLED),
                        "PATCH nl/Tnm/booking_locations/x-1"),
                told(
                        Requests.of(
                                new BookingLocationEvent.CalendarReplaced(
                                        ID, aCalendar("k1", "2026-03-01T00:00:00Z", "2026-03-02T00:00:00Z")),
                                SPELLED),
                        "PUT nl/Tnm/booking_locations/x-1/k1"),
                told(
                        Requests.of(new BookingLocationEvent.CalendarPatched(ID, C1, PATCH), SPELLED),
                        "PATCH nl/Tnm/booking_locations/x-1/c1"),
                told(
                        Requests.of(
                                new InvoiceReconciliationEvent.RecordReplaced(
                                        ID, aRecord().build(), Set.of()),
                                0,
                                SPELLED),
                        "POST "),
                told(
                        Requests.of(
                                new InvoiceReconciliationEvent.RecordReplaced(
                                        ID, aRecord().build(), Set.of()),
                                1,
                                SPELLED),
                        "PUT NL/TNM/IR-1"),
                told(Requests.of(new InvoiceReconciliationEvent.RecordWithdrawn(ID), 2, SPELLED), "DELETE nl/Tnm/x-1"),
                told(Requests.of(new ActiveProfileReplaced(ID, limitedTo(16))), "whole"),
                told(Requests.of(new ProfileSet(ID, PartyId.of("DE", "EMS"), Instant.EPOCH)), "whole"),
                told(
                        Requests.of(new ClientInfoEvent.ClientInfoReplaced(
                                ID, aClientInfo().describing("DE", "EMS").build())),
                        "PUT DE/EMS"));
    }

    @ParameterizedTest
    @MethodSource("events")
    void anEventIsToldByThisRequest(Step step, String expected) {
        assertThat(text(step)).isEqualTo(expected);
    }

    @Test
    void aPatchIsSentAsItsOwnerSentIt() {
        assertThat(request(Requests.of(new LocationEvent.EvsePatched(ID, E1, PATCH), SPELLED))
                        .body())
                .isEqualTo("{\"status\":\"CHARGING\",\"price\":1.50}");
    }

    @Test
    void aLocationIsSentAsPartnersAreShownIt() {
        Location location = aLocation()
                .lastUpdated("2026-02-01T00:00:00Z")
                .withEvse(anEvse("e1").lastUpdated("2026-02-03T00:00:00Z"))
                .build();
        JsonNode body = OcpiJson.mapper()
                .readTree(request(Requests.of(new LocationEvent.LocationReplaced(ID, location), SPELLED))
                        .body());
        assertThat(body.get("last_updated").asString()).isEqualTo("2026-02-03T00:00:00Z");
    }

    @Test
    void onlyPeriodsOfASessionAreAddedASecondTime() {
        ObjectNode periods = PATCH.deepCopy();
        periods.putArray("charging_periods").addObject();
        assertThat(request(Requests.of(new SessionEvent.SessionPatched(ID, periods), SPELLED))
                        .appends())
                .isTrue();
        assertThat(request(Requests.of(new SessionEvent.SessionPatched(ID, PATCH), SPELLED))
                        .appends())
                .isFalse();
        periods.putArray("charging_periods");
        assertThat(request(Requests.of(new SessionEvent.SessionPatched(ID, periods), SPELLED))
                        .appends())
                .isFalse();
    }

    @Test
    void whatIsWithdrawnIsDeletedWhereReceiversCan() {
        assertThat(Requests.withdrawn(ReplicaId.parse("cpo:tariffs:NL:TNM:X-1"), SPELLED))
                .hasValueSatisfying(request -> assertThat(request.method()).isEqualTo("DELETE"));
        assertThat(Requests.withdrawn(ID, SPELLED)).isEmpty();
    }

    @Test
    void aWholeObjectHasThePathThatItsIdsSay() {
        assertThat(text(new Step.Send(
                        Requests.whole(ObjectKind.CDR, aCdr().json().toString()))))
                .isEqualTo("POST ");
        assertThat(text(new Step.Send(
                        Requests.whole(ObjectKind.TERMINAL, aTerminal().json().toString()))))
                .isEqualTo("POST terminals");
        assertThat(text(new Step.Send(
                        Requests.whole(ObjectKind.TOKEN, aToken().json().toString()))))
                .isEqualTo("PUT NL/MSP/04A2B3C4D5E680?type=RFID");
        assertThat(text(new Step.Send(
                        Requests.whole(ObjectKind.TOKEN, aToken().json().toString(), SPELLED))))
                .isEqualTo("PUT NL/MSP/04A2B3C4D5E680?type=RFID");
    }

    @Test
    void anActiveProfileHasThePathOfItsSession() {
        Request request = Requests.whole(ObjectKind.ACTIVE_CHARGING_PROFILE, "{}", SPELLED);
        assertThat(text(new Step.Send(request))).isEqualTo("PUT x-1");
        assertThat(request.body()).isEqualTo("{}");
    }

    private static Arguments told(Step step, String expected) {
        return Arguments.of(step, expected);
    }

    private static Request request(Step step) {
        return ((Step.Send) step).request();
    }

    private static String text(Step step) {
        return switch (step) {
            case Step.Whole whole -> "whole";
            case Step.Nothing nothing -> "nothing";
            case Step.Send(Request request) -> {
                assertThat(request.body() == null).isEqualTo(request.method().equals("DELETE"));
                yield request.method() + " " + String.join("/", request.segments())
                        + (request.query() == null ? "" : "?" + request.query());
            }
        };
    }
}
