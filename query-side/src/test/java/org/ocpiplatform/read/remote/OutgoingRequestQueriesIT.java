package org.ocpiplatform.read.remote;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.axonframework.eventhandling.GenericTrackedDomainEventMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ocpiplatform.contract.outgoing.OutgoingRequest;
import org.ocpiplatform.contract.outgoing.OutgoingRequestEvent;
import org.ocpiplatform.contract.outgoing.OutgoingRequestEvent.AnswerLost;
import org.ocpiplatform.contract.outgoing.OutgoingRequestEvent.AnswerReceived;
import org.ocpiplatform.contract.outgoing.OutgoingRequestEvent.FurtherResultReceived;
import org.ocpiplatform.contract.outgoing.OutgoingRequestEvent.LateResultReceived;
import org.ocpiplatform.contract.outgoing.OutgoingRequestEvent.OperationRequested;
import org.ocpiplatform.contract.outgoing.OutgoingRequestEvent.RequestExpired;
import org.ocpiplatform.contract.outgoing.OutgoingRequestEvent.ReservationCanceled;
import org.ocpiplatform.contract.outgoing.OutgoingRequestEvent.ResultReceived;
import org.ocpiplatform.contract.outgoing.OutgoingRequestEvent.SendingBegun;
import org.ocpiplatform.contract.outgoing.OutgoingRequestEvent.SendingFailed;
import org.ocpiplatform.contract.partners.PartnerId;
import org.ocpiplatform.contract.remote.RemoteAnswer;
import org.ocpiplatform.contract.remote.RemoteOperation;
import org.ocpiplatform.contract.remote.RemoteRequestQuery.FindOutgoingRequest;
import org.ocpiplatform.contract.remote.RemoteRequestQuery.ListOutgoingRequests;
import org.ocpiplatform.contract.remote.RemoteRequestView;
import org.ocpiplatform.contract.remote.RemoteResult;
import org.ocpiplatform.contract.remote.RequestId;
import org.ocpiplatform.contract.remote.RequestNote;
import org.ocpiplatform.ocpi.PartyId;
import org.ocpiplatform.ocpi.json.OcpiJson;
import org.ocpiplatform.ocpi.types.DisplayText;
import org.ocpiplatform.read.ReadStore;
import org.ocpiplatform.read.projection.ReadSide;
import tools.jackson.databind.node.ObjectNode;

class OutgoingRequestQueriesIT {

    @RegisterExtension
    static final ReadStore STORE = new ReadStore();

    private static final RequestId ID = new RequestId("u1");
    private static final RequestId OTHER = new RequestId("u2");
    /** When everything happens. */
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

    private static final Instant DEADLINE = NOW.plusSeconds(32);
    private static final String START = "{\"location_id\":\"LOC1\",\"token\":{\"uid\":\"04a2\"}}";
    private static final RemoteResult ACCEPTED = RemoteResult.of("ACCEPTED");

    private ReadSide readSide;
    private OutgoingRequestProjector projector;

    @BeforeEach
    void create() {
        readSide = new ReadSide(STORE.database());
        projector = new OutgoingRequestProjector(readSide.projections());
    }

    @AfterEach
    void close() {
        readSide.close();
    }

    @Test
    void aRequestGoesItsWay() {
        assertThat(projector.handle(new FindOutgoingRequest(ID))).isEmpty();

        happened(
                requested(ID, RemoteOperation.START_SESSION, START),
                new SendingBegun(ID),
                new AnswerReceived(ID, RemoteAnswer.accepted(30), DEADLINE));
        RemoteRequestView waiting = find(ID);
        assertThat(waiting.stage()).isEqualTo("ACCEPTED");
        assertThat(waiting.direction()).isEqualTo(RemoteRequestView.Direction.OUTGOING);
        assertThat(waiting.deadline()).isEqualTo(DEADLINE);
        assertThat(waiting.answer()).isEqualTo(RemoteAnswer.accepted(30));
        assertThat(waiting.result()).isNull();
        assertThat(waiting.requestedAt()).isEqualTo(NOW);
        assertThat(waiting.content()).isEqualTo(OcpiJson.mapper().readTree(START));

        happened(new ResultReceived(ID, ACCEPTED), new FurtherResultReceived(ID, RemoteResult.of("FAILED")));
        RemoteRequestView done = find(ID);
        assertThat(done.stage()).isEqualTo("SUCCEEDED");
        assertThat(done.result()).isEqualTo(ACCEPTED);
        assertThat(done.history())
                .extracting(RequestNote::event)
                .containsExactly(
                        "outgoing_requests.requested",
                        "outgoing_requests.sending",
                        "outgoing_requests.answered",
                        "outgoing_requests.result_received",
                        "outgoing_requests.further_result_received");
        assertThat(texts())
                .containsExactly(
                        "NL-OCP asks NL-TNM to start a session at LOC1",
                        "Sent",
                        "NL-TNM accepted it; a result is due within 30 seconds",
                        "Result ACCEPTED: the charge point will do it",
                        "A further result came and changes nothing: FAILED");
    }

    @Test
    void aRefusalSaysWhyWithoutTheToken() {
        happened(
                requested(ID, RemoteOperation.START_SESSION, START),
                new SendingBegun(ID),
                new AnswerReceived(
                        ID,
                        new RemoteAnswer("REJECTED", 0, List.of(DisplayText.english("no LOC1 for token 04A2$1")), true),
                        null),
                new LateResultReceived(ID, ACCEPTED));

        assertThat(find(ID).stage()).isEqualTo("REFUSED");
        assertThat(texts())
                .endsWith(
                        "NL-TNM refused it: REJECTED, the location is unknown there (no LOC1 for token …$1)",
                        "A result came although the request was refused: ACCEPTED");
    }

    @Test
    void whatNeverArrivedSaysWhy() {
        happened(
                requested(ID, RemoteOperation.START_SESSION, START),
                new SendingBegun(ID),
                new SendingFailed(ID, "connection refused"));
        assertThat(find(ID).stage()).isEqualTo("REFUSED");
        assertThat(texts()).endsWith("NL-TNM does not have it: connection refused");
    }

    @Test
    void noResultInTimeAndOneThatComesLate() {
        happened(
                requested(ID, RemoteOperation.START_SESSION, START),
                new SendingBegun(ID),
                new AnswerReceived(ID, RemoteAnswer.accepted(30), DEADLINE),
                new RequestExpired(ID),
                new LateResultReceived(ID, ACCEPTED));
        assertThat(find(ID).stage()).isEqualTo("EXPIRED");
        assertThat(find(ID).result()).isEqualTo(ACCEPTED);
        assertThat(texts()).endsWith("No result came within 30 seconds", "A result came after the deadline: ACCEPTED");
    }

    @Test
    void aTimeThatTheAnswerDoesNotGiveIsThatOfTheDeadline() {
        happened(
                requested(ID, RemoteOperation.START_SESSION, START),
                new SendingBegun(ID),
                new AnswerReceived(ID, RemoteAnswer.accepted(0), DEADLINE),
                new RequestExpired(ID));
        assertThat(texts()).endsWith("NL-TNM accepted it; a result is due within 32 seconds", "No result came in time");
    }

    @Test
    void aLostAnswerAndOneThatTheResultOvertook() {
        happened(
                requested(ID, RemoteOperation.START_SESSION, START),
                new SendingBegun(ID),
                new AnswerLost(ID, "no answer", DEADLINE),
                new ResultReceived(ID, new RemoteResult("EVSE_OCCUPIED", List.of(DisplayText.english("in use")), null)),
                new AnswerReceived(ID, RemoteAnswer.accepted(30), null));
        assertThat(find(ID).stage()).isEqualTo("FAILED");
        assertThat(texts())
                .endsWith(
                        "The answer of NL-TNM is lost, a result may still come: no answer",
                        "Result EVSE_OCCUPIED: the EVSE is in use (in use)",
                        "NL-TNM accepted it, after the result had come");
    }

    @Test
    void aReservationThatIsGivenUp() {
        happened(
                requested(
                        ID,
                        RemoteOperation.RESERVE_NOW,
                        "{\"location_id\":\"L\",\"evse_uid\":\"E\",\"expiry_date\":\"2026-03-01T11:00:00Z\",\"reservation_id\":\"R\"}"),
                new SendingBegun(ID),
                new AnswerReceived(ID, RemoteAnswer.accepted(30), DEADLINE),
                new ResultReceived(ID, ACCEPTED),
                new ReservationCanceled(ID, RemoteResult.of("CANCELED_RESERVATION")));
        assertThat(find(ID).stage()).isEqualTo("SUCCEEDED");
        assertThat(find(ID).result().result()).isEqualTo("CANCELED_RESERVATION");
        assertThat(texts())
                .startsWith("NL-OCP asks NL-TNM to reserve L, EVSE E until 2026-03-01T11:00:00Z as reservation R")
                .endsWith("NL-TNM cannot keep the reservation: CANCELED_RESERVATION");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "STOP_SESSION | {'session_id':'S1'} | to stop session S1",
                "CANCEL_RESERVATION | {'reservation_id':'R1'} | to give up reservation R1",
                "UNLOCK_CONNECTOR | {'location_id':'L','evse_uid':'E','connector_id':'1'} | to unlock a connector at L, EVSE E, connector 1",
                "ACTIVE_CHARGING_PROFILE | {'session_id':'S1','duration':900} | for the active charging profile of session S1 over 900 seconds",
                "CHARGING_PROFILE | {'session_id':'S1','charging_profile':{}} | to charge session S1 by a profile",
                "CLEAR_PROFILE | {'session_id':'S1'} | to forget the charging profile of session S1"
            })
    void everyOperationHasWords(RemoteOperation operation, String content, String words) {
        happened(requested(ID, operation, content.replace('\'', '"')));
        assertThat(texts()).containsExactly("NL-OCP asks NL-TNM " + words);
    }

    @Test
    void theLatestComeFirst() {
        happened(
                requested(ID, RemoteOperation.START_SESSION, START),
                requested(OTHER, RemoteOperation.STOP_SESSION, "{\"session_id\":\"S1\"}"),
                new SendingFailed(ID, "down"));

        assertThat(list(Set.of(), Set.of(), 10)).containsExactly(OTHER, ID);
        assertThat(list(Set.of(), Set.of(), 1)).containsExactly(OTHER);
        assertThat(list(Set.of(RemoteOperation.START_SESSION), Set.of(), 10)).containsExactly(ID);
        assertThat(list(Set.of(), Set.of("REQUESTED", "ACCEPTED"), 10)).containsExactly(OTHER);
        assertThat(list(Set.of(RemoteOperation.START_SESSION), Set.of("REQUESTED"), 10))
                .isEmpty();
    }

    private List<RequestId> list(Set<RemoteOperation> operations, Set<String> stages, int limit) {
        return projector.handle(new ListOutgoingRequests(operations, stages, limit)).stream()
                .map(RemoteRequestView::id)
                .toList();
    }

    private RemoteRequestView find(RequestId id) {
        return projector.handle(new FindOutgoingRequest(id)).orElseThrow();
    }

    private List<String> texts() {
        return find(ID).history().stream().map(RequestNote::text).toList();
    }

    private static OperationRequested requested(RequestId id, RemoteOperation operation, String content) {
        return new OperationRequested(
                id,
                new OutgoingRequest(
                        operation,
                        new PartnerId("p1"),
                        PartyId.of("NL", "OCP"),
                        PartyId.of("NL", "TNM"),
                        "https://us.example/" + id,
                        (ObjectNode) OcpiJson.mapper().readTree(content)));
    }

    private void happened(OutgoingRequestEvent... events) {
        for (OutgoingRequestEvent event : events) {
            GenericTrackedDomainEventMessage<?> message =
                    readSide.events().append(event.requestId().value(), event);
            readSide.batch("outgoing_requests", () -> projector.on(event, message, message.trackingToken()));
        }
    }
}
