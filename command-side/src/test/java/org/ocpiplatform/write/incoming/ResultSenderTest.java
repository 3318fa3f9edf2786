package org.ocpiplatform.write.incoming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ocpiplatform.contract.remote.RemoteOperation.ACTIVE_CHARGING_PROFILE;
import static org.ocpiplatform.contract.remote.RemoteOperation.CANCEL_RESERVATION;
import static org.ocpiplatform.contract.remote.RemoteOperation.CHARGING_PROFILE;
import static org.ocpiplatform.contract.remote.RemoteOperation.CLEAR_PROFILE;
import static org.ocpiplatform.contract.remote.RemoteOperation.RESERVE_NOW;
import static org.ocpiplatform.contract.remote.RemoteOperation.START_SESSION;
import static org.ocpiplatform.write.incoming.Requests.ID;
import static org.ocpiplatform.write.incoming.Requests.NOW;
import static org.ocpiplatform.write.incoming.Requests.request;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.commandhandling.gateway.DefaultCommandGateway;
import org.axonframework.queryhandling.DefaultQueryGateway;
import org.axonframework.queryhandling.QueryGateway;
import org.axonframework.queryhandling.SimpleQueryBus;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.ocpiplatform.contract.MessageOrigin;
import org.ocpiplatform.contract.WriteResult;
import org.ocpiplatform.contract.incoming.DueResult;
import org.ocpiplatform.contract.incoming.IncomingRequest;
import org.ocpiplatform.contract.incoming.IncomingRequestCommand.NoteResultSent;
import org.ocpiplatform.contract.incoming.IncomingRequestCommand.NoteResultUndeliverable;
import org.ocpiplatform.contract.incoming.IncomingRequestCommand.PrepareResult;
import org.ocpiplatform.contract.partners.PartnerConnection;
import org.ocpiplatform.contract.partners.PartnerLink;
import org.ocpiplatform.contract.partners.PartnerQuery.FindPartnerLink;
import org.ocpiplatform.contract.partners.PartnerQuirks;
import org.ocpiplatform.contract.partners.PartnerState;
import org.ocpiplatform.contract.partners.PartnerView;
import org.ocpiplatform.contract.remote.RemoteOperation;
import org.ocpiplatform.contract.remote.RemoteResult;
import org.ocpiplatform.contract.reservations.Hold;
import org.ocpiplatform.contract.reservations.ReleasedBy;
import org.ocpiplatform.contract.reservations.ReservationCommand.HoldReservation;
import org.ocpiplatform.contract.reservations.ReservationCommand.ReleaseReservation;
import org.ocpiplatform.contract.reservations.ReservationCommand.UseReservation;
import org.ocpiplatform.contract.reservations.ReservationId;
import org.ocpiplatform.contract.reservations.ReservationQuery.FindReservationsOfToken;
import org.ocpiplatform.contract.reservations.ReservationStage;
import org.ocpiplatform.contract.reservations.ReservationView;
import org.ocpiplatform.contract.secrets.SecretSeal;
import org.ocpiplatform.ocpi.CiString;
import org.ocpiplatform.ocpi.chargingprofiles.ActiveChargingProfile;
import org.ocpiplatform.ocpi.chargingprofiles.ChargingProfile;
import org.ocpiplatform.ocpi.chargingprofiles.ChargingRateUnit;
import org.ocpiplatform.ocpi.tokens.Tokens;
import org.ocpiplatform.ocpi.types.DisplayText;
import org.ocpiplatform.write.Steps;
import org.ocpiplatform.write.outbound.OutboundFailure;
import org.ocpiplatform.write.outbound.OutboundRequest;
import org.ocpiplatform.write.outbound.OutboundResponse;
import org.ocpiplatform.write.outbound.TestCalls;
import org.springframework.core.ResolvableType;

/** What a partner is told, what comes of it, and what it means for reservations. */
class ResultSenderTest {

    private static final SecretSeal SEAL = new SecretSeal(SecretSeal.newKey(new SecureRandom()), new SecureRandom());
    private static final ReservationId RESERVATION = ReservationId.parse("reservations:NL:TNM:NL:MSP:R1");
    private static final RemoteResult YES = RemoteResult.of("ACCEPTED");

    private final List<Object> happened = new ArrayList<>();
    private final List<OutboundRequest> sent = new ArrayList<>();
    private final List<ReservationView> reservations = new ArrayList<>();
    private @Nullable PartnerLink partner = new PartnerLink(
            new PartnerView(
                    Requests.PARTNER,
                    "MSP",
                    PartnerState.REGISTERED,
                    List.of(),
                    null,
                    Instant.EPOCH,
                    "https://msp.example/versions",
                    List.of(),
                    PartnerQuirks.NONE,
                    PartnerQuirks.NONE),
            new PartnerConnection("https://msp.example/versions", SEAL.seal("token-of-msp"), List.of()));
    private @Nullable OutboundFailure failure;
    private int storeFailures;
    private DueResult due = new DueResult(request(START_SESSION, Requests.start()), 1, YES);

    @Test
    void aResultIsPostedFromTheCpoToWhoAsked() {
        due = due(START_SESSION, new RemoteResult("FAILED", List.of(DisplayText.english("Broken")), null));
        assertThat(send(1, NOW)).isEmpty();

        OutboundRequest post = sent.getFirst();
        assertThat(post.method() + " " + post.url()).isEqualTo("POST " + Requests.RESPONSE_URL);
        assertThat(post.peer().token()).isEqualTo("token-of-msp");
        assertThat(post.routing().from()).isEqualTo(Requests.TNM);
        assertThat(post.routing().to()).isEqualTo(Requests.MSP);
        assertThat(post.correlationId()).isEqualTo("c1");
        assertThat(post.body())
                .isEqualTo("{\"result\":\"FAILED\",\"message\":[{\"language\":\"en\",\"text\":\"Broken\"}]}");
        assertThat(happened).containsExactly("post", new NoteResultSent(ID, 1));
    }

    @Test
    void profilesHaveResultsOfTheirOwn() {
        ActiveChargingProfile profile = new ActiveChargingProfile(
                NOW, new ChargingProfile(null, null, ChargingRateUnit.W, null, List.of(), Map.of()), Map.of());
        RemoteResult said = new RemoteResult("REJECTED", List.of(DisplayText.english("No")), null);
        due = due(ACTIVE_CHARGING_PROFILE, new RemoteResult("ACCEPTED", List.of(), profile));
        send(1, NOW);
        due = due(CHARGING_PROFILE, said);
        send(1, NOW);
        due = due(CLEAR_PROFILE, RemoteResult.of("UNKNOWN"));
        send(1, NOW);
        assertThat(sent)
                .extracting(OutboundRequest::body)
                .containsExactly(
                        "{\"result\":\"ACCEPTED\",\"profile\":{\"start_date_time\":\"2026-03-01T10:00:00Z\","
                                + "\"charging_profile\":{\"charging_rate_unit\":\"W\"}}}",
                        "{\"result\":\"REJECTED\"}",
                        "{\"result\":\"UNKNOWN\"}");
    }

    @Test
    void whatHasBeenToldIsNotToldAgain() {
        due = new DueResult(due.request(), 1, null);
        assertThat(send(1, NOW)).isEmpty();
        due = new DueResult(due.request(), 2, YES);
        assertThat(send(1, NOW)).isEmpty();
        assertThat(happened).isEmpty();
    }

    @Test
    void everyAttemptAtOneResultHasTheSameRequestId() {
        send(1, NOW);
        send(1, NOW);
        due = new DueResult(due.request(), 2, YES);
        send(2, NOW);
        List<String> ids = sent.stream().map(OutboundRequest::requestId).toList();
        assertThat(ids.get(1)).isEqualTo(ids.get(0));
        assertThat(ids.get(2)).isNotEqualTo(ids.get(0));
    }

    @Test
    void whatThePartnerTookIsNotedAsSoonAsTheStoreIsBack() {
        storeFailures = 2;
        send(1, NOW);
        assertThat(happened).containsExactly("post", new NoteResultSent(ID, 1));
    }

    @Test
    void theSecondWaitsForTheFirst() {
        due = due(RESERVE_NOW, YES);
        assertThat(send(2, NOW)).hasValue(NOW.plusMillis(500));
        assertThat(happened).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(OutboundFailure.Reason.class)
    void onlyWhatWasNotSentIsTriedAgainAndNotForLong(OutboundFailure.Reason reason) {
        boolean notSent = reason == OutboundFailure.Reason.BUSY;
        failure = new OutboundFailure(reason, "why");
        Optional<Instant> again = send(1, NOW.minusSeconds(14));
        if (notSent) {
            assertThat(again).hasValue(NOW.plusMillis(500));
            assertThat(happened).containsExactly("post");
            assertThat(send(1, NOW.minusSeconds(15))).isEmpty();
        } else {
            assertThat(again).isEmpty();
        }
        assertThat(happened).endsWith(new NoteResultUndeliverable(ID, 1, "why"));
    }

    @Test
    void aPartnerThatJustReplacesOurTokenIsAskedAgainAndNotForLong() {
        failure = new OutboundFailure(OutboundFailure.Reason.REFUSED, "who are you?", 401, 2000);
        assertThat(send(1, NOW.minusSeconds(14))).hasValue(NOW.plusMillis(500));
        assertThat(happened).containsExactly("post");
        assertThat(send(1, NOW.minusSeconds(15))).isEmpty();
        assertThat(happened).endsWith(new NoteResultUndeliverable(ID, 1, "who are you?"));
    }

    @Test
    void whoIsNoPartnerAnyMoreIsToldNothing() {
        partner = null;
        assertThat(send(1, NOW)).isEmpty();
        assertThat(sent).isEmpty();
        assertThat(happened.getLast())
                .isInstanceOfSatisfying(
                        NoteResultUndeliverable.class,
                        note -> assertThat(note.detail()).contains("not called"));
    }

    @Test
    void aReservationHoldsBeforeThePartnerIsTold() {
        due = new DueResult(
                request(RESERVE_NOW, Requests.reserve(NOW.plusSeconds(60)).put("authorization_reference", "A1")),
                1,
                YES);
        send(1, NOW);
        Hold hold = new Hold(
                ID,
                CiString.of("R1"),
                Tokens.aToken().build(),
                CiString.of("LOC-UTR-0042"),
                CiString.of("EVSE-1"),
                CiString.of("A1"),
                NOW.plusSeconds(60));
        assertThat(happened).containsExactly(new HoldReservation(RESERVATION, hold), "post", new NoteResultSent(ID, 1));
    }

    @Test
    void aReservationHoldsWhetherThePartnerCanBeToldOrNot() {
        partner = null;
        due = new DueResult(request(RESERVE_NOW, Requests.reserve(NOW.plusSeconds(60))), 1, YES);
        send(1, NOW);
        assertThat(happened.getFirst()).isInstanceOf(HoldReservation.class);
    }

    @Test
    void whatIsCanceledIsReleasedByWhoCanceledIt() {
        due = due(CANCEL_RESERVATION, YES);
        send(1, NOW);
        assertThat(happened.getFirst()).isEqualTo(new ReleaseReservation(RESERVATION, ReleasedBy.SENDER, ID));
        happened.clear();
        due = new DueResult(request(RESERVE_NOW, Requests.reserve(NOW)), 2, RemoteResult.of("CANCELED_RESERVATION"));
        send(2, NOW);
        assertThat(happened.getFirst()).isEqualTo(new ReleaseReservation(RESERVATION, ReleasedBy.CPO, ID));
    }

    @Test
    void whatTheChargePointDidNotDoMeansNothing() {
        for (IncomingRequest asked : List.of(
                request(RESERVE_NOW, Requests.reserve(NOW)),
                request(CANCEL_RESERVATION, Requests.cancel()),
                request(START_SESSION, Requests.start()))) {
            reservations.add(reservation("EVSE-1"));
            due = new DueResult(asked, 1, RemoteResult.of("CANCELED_RESERVATION"));
            happened.clear();
            send(1, NOW);
            assertThat(happened).containsExactly("post", new NoteResultSent(ID, 1));
        }
    }

    @Test
    void whoStartsUsesTheReservation() {
        reservations.add(reservation("EVSE-2"));
        send(1, NOW);
        assertThat(happened).containsExactly("post", new NoteResultSent(ID, 1));

        for (String evse : new @Nullable String[] {"evse-1", null}) {
            reservations.clear();
            reservations.add(reservation(evse));
            happened.clear();
            send(1, NOW);
            assertThat(happened.getFirst()).isEqualTo(new UseReservation(RESERVATION, ID));
        }
    }

    private static DueResult due(RemoteOperation operation, RemoteResult result) {
        return new DueResult(
                request(operation, operation == CANCEL_RESERVATION ? Requests.cancel() : Requests.ofSession()),
                1,
                result);
    }

    private static ReservationView reservation(@Nullable String evse) {
        return new ReservationView(
                RESERVATION,
                ReservationStage.HELD,
                new Hold(
                        ID,
                        CiString.of("R1"),
                        Tokens.aToken().build(),
                        CiString.of("LOC-UTR-0042"),
                        evse == null ? null : CiString.of(evse),
                        null,
                        NOW));
    }

    private Optional<Instant> send(int number, Instant since) {
        SimpleQueryBus queryBus = SimpleQueryBus.builder().build();
        queryBus.subscribe(
                FindPartnerLink.class.getName(),
                ResolvableType.forClassWithGenerics(Optional.class, PartnerLink.class)
                        .getType(),
                message -> Optional.ofNullable(partner));
        queryBus.subscribe(
                FindReservationsOfToken.class.getName(),
                ResolvableType.forClassWithGenerics(List.class, ReservationView.class)
                        .getType(),
                message -> List.copyOf(reservations));
        QueryGateway queries = DefaultQueryGateway.builder().queryBus(queryBus).build();
        SimpleCommandBus bus = SimpleCommandBus.builder().build();
        bus.subscribe(PrepareResult.class.getName(), message -> due);
        for (Class<?> command : List.of(
                NoteResultSent.class,
                NoteResultUndeliverable.class,
                HoldReservation.class,
                ReleaseReservation.class,
                UseReservation.class)) {
            bus.subscribe(command.getName(), message -> {
                assertThat(message.getMetaData()).containsEntry(MessageOrigin.CORRELATION_ID, "c1");
                if (command == NoteResultSent.class && storeFailures-- > 0) {
                    throw new IllegalStateException("the store is away");
                }
                happened.add(message.getPayload());
                return new WriteResult(WriteResult.Kind.UPDATED, "r", 0);
            });
        }
        Steps steps = new Steps(DefaultCommandGateway.builder().commandBus(bus).build());
        return new ResultSender(
                        steps,
                        TestCalls.directory(queries),
                        TestCalls.over(this::exchange, SEAL),
                        new ReservationBook(steps, queries),
                        Clock.fixed(NOW, ZoneOffset.UTC))
                .send(new ResultErrand(ID.value(), number, "c1", since));
    }

    private OutboundResponse exchange(OutboundRequest request) {
        sent.add(request);
        happened.add("post");
        if (failure != null) {
            throw failure;
        }
        return new OutboundResponse(200, Map.of(), "{\"status_code\":1000}".getBytes(StandardCharsets.UTF_8));
    }
}
