package org.ocpiplatform.read.reservations;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.axonframework.eventhandling.GenericTrackedDomainEventMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.ocpiplatform.contract.remote.RequestId;
import org.ocpiplatform.contract.reservations.Hold;
import org.ocpiplatform.contract.reservations.ReleasedBy;
import org.ocpiplatform.contract.reservations.ReservationEvent;
import org.ocpiplatform.contract.reservations.ReservationEvent.ReservationExpired;
import org.ocpiplatform.contract.reservations.ReservationEvent.ReservationHeld;
import org.ocpiplatform.contract.reservations.ReservationEvent.ReservationReleased;
import org.ocpiplatform.contract.reservations.ReservationEvent.ReservationReplaced;
import org.ocpiplatform.contract.reservations.ReservationEvent.ReservationUsed;
import org.ocpiplatform.contract.reservations.ReservationId;
import org.ocpiplatform.contract.reservations.ReservationQuery.FindHeldReservations;
import org.ocpiplatform.contract.reservations.ReservationQuery.FindReservationsOfToken;
import org.ocpiplatform.contract.reservations.ReservationQuery.ListReservations;
import org.ocpiplatform.contract.reservations.ReservationStage;
import org.ocpiplatform.contract.reservations.ReservationView;
import org.ocpiplatform.ocpi.CiString;
import org.ocpiplatform.ocpi.PartyId;
import org.ocpiplatform.ocpi.tokens.TokenType;
import org.ocpiplatform.ocpi.tokens.Tokens;
import org.ocpiplatform.read.ReadStore;
import org.ocpiplatform.read.projection.ReadSide;

class ReservationQueriesIT {

    @RegisterExtension
    static final ReadStore STORE = new ReadStore();

    private static final PartyId TNM = PartyId.of("NL", "TNM");
    private static final PartyId EMS = PartyId.of("DE", "EMS");
    private static final PartyId OTH = PartyId.of("DE", "OTH");
    private static final ReservationId OF_EMS = new ReservationId(TNM, EMS, CiString.of("R1"));
    private static final ReservationId OF_OTH = new ReservationId(TNM, OTH, CiString.of("R1"));

    private ReadSide readSide;
    private ReservationProjector reservations;

    @BeforeEach
    void create() {
        readSide = new ReadSide(STORE.database());
        reservations = new ReservationProjector(readSide.projections());
    }

    @AfterEach
    void close() {
        readSide.close();
    }

    @Test
    void whatHoldsIsFoundByItsSender() {
        happened(new ReservationHeld(OF_EMS, hold("LOC1")));
        happened(new ReservationHeld(OF_OTH, hold("LOC1")));

        assertThat(held("r1", EMS)).containsExactly(OF_EMS);
        assertThat(held("R1", EMS, OTH)).containsExactly(OF_EMS, OF_OTH);
        assertThat(held("R2", EMS, OTH)).isEmpty();

        happened(new ReservationReleased(OF_EMS, ReleasedBy.SENDER, new RequestId("c")));
        assertThat(held("R1", EMS, OTH)).containsExactly(OF_OTH);
    }

    @Test
    void whatHoldsIsFoundByTheDriversToken() {
        happened(new ReservationHeld(OF_EMS, hold("LOC1")));
        assertThat(ofToken("loc1", "t1", TokenType.RFID)).containsExactly(OF_EMS);
        assertThat(ofToken("LOC2", "T1", TokenType.RFID)).isEmpty();
        assertThat(ofToken("LOC1", "T2", TokenType.RFID)).isEmpty();
        assertThat(ofToken("LOC1", "T1", TokenType.APP_USER)).isEmpty();

        happened(new ReservationReplaced(OF_EMS, hold("LOC2")));
        assertThat(ofToken("LOC1", "T1", TokenType.RFID)).isEmpty();
        assertThat(ofToken("LOC2", "T1", TokenType.RFID)).containsExactly(OF_EMS);
        happened(new ReservationUsed(OF_EMS, new RequestId("s")));
        assertThat(ofToken("LOC2", "T1", TokenType.RFID)).isEmpty();
    }

    @Test
    void administratorsSeeAllLatestFirst() {
        happened(new ReservationHeld(OF_EMS, hold("LOC1")));
        happened(new ReservationHeld(OF_OTH, hold("LOC1")));
        happened(new ReservationExpired(OF_EMS));
        assertThat(reservations.handle(new ListReservations(10)))
                .containsExactly(
                        new ReservationView(OF_OTH, ReservationStage.HELD, hold("LOC1")),
                        new ReservationView(OF_EMS, ReservationStage.EXPIRED, hold("LOC1")));
        assertThat(reservations.handle(new ListReservations(1))).hasSize(1);
    }

    private List<ReservationId> held(String id, PartyId... senders) {
        return ids(reservations.handle(new FindHeldReservations(List.of(senders), CiString.of(id))));
    }

    private List<ReservationId> ofToken(String location, String uid, TokenType type) {
        return ids(reservations.handle(
                new FindReservationsOfToken(TNM, CiString.of(location), EMS, CiString.of(uid), type)));
    }

    private static List<ReservationId> ids(List<ReservationView> views) {
        return views.stream().map(ReservationView::id).toList();
    }

    private static Hold hold(String location) {
        return new Hold(
                new RequestId("r"),
                CiString.of("r1"),
                Tokens.aToken().ownedBy("DE", "EMS").withUid("T1").build(),
                CiString.of(location),
                null,
                null,
                Instant.parse("2026-03-01T11:00:00Z"));
    }

    private void happened(ReservationEvent event) {
        GenericTrackedDomainEventMessage<?> message =
                readSide.events().append(event.reservationId().toString(), event);
        readSide.batch("reservations", () -> reservations.on(event, message, message.trackingToken()));
    }
}
