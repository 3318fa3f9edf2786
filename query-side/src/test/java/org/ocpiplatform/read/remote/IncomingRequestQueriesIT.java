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
import org.ocpiplatform.contract.ReplicaId;
import org.ocpiplatform.contract.incoming.IncomingRequest;
import org.ocpiplatform.contract.incoming.IncomingRequestEvent;
import org.ocpiplatform.contract.incoming.IncomingRequestEvent.ForwardingFailed;
import org.ocpiplatform.contract.incoming.IncomingRequestEvent.ReplyIgnored;
import org.ocpiplatform.contract.incoming.IncomingRequestEvent.RequestAbandoned;
import org.ocpiplatform.contract.incoming.IncomingRequestEvent.RequestAccepted;
import org.ocpiplatform.contract.incoming.IncomingRequestEvent.RequestForwarded;
import org.ocpiplatform.contract.incoming.IncomingRequestEvent.RequestReceived;
import org.ocpiplatform.contract.incoming.IncomingRequestEvent.RequestRefused;
import org.ocpiplatform.contract.incoming.IncomingRequestEvent.ResultDetermined;
import org.ocpiplatform.contract.incoming.IncomingRequestEvent.ResultDetermined.Cause;
import org.ocpiplatform.contract.incoming.IncomingRequestEvent.ResultSent;
import org.ocpiplatform.contract.incoming.IncomingRequestEvent.ResultUndeliverable;
import org.ocpiplatform.contract.partners.PartnerId;
import org.ocpiplatform.contract.remote.RemoteAnswer;
import org.ocpiplatform.contract.remote.RemoteOperation;
import org.ocpiplatform.contract.remote.RemoteRequestQuery.CountProfileRequests;
import org.ocpiplatform.contract.remote.RemoteRequestQuery.FindIncomingRequest;
import org.ocpiplatform.contract.remote.RemoteRequestQuery.ListIncomingRequests;
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

class IncomingRequestQueriesIT {

    @RegisterExtension
    static final ReadStore STORE = new ReadStore();

    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private static final Instant DEADLINE = NOW.plusSeconds(30);
    private static final PartnerId PARTNER = new PartnerId("p1");
    private static final RequestId ID = new RequestId("r1");
    private static final ReplicaId SESSION = ReplicaId.parse("cpo:sessions:NL:TNM:S1");

    private static final IncomingRequest START = request(
            RemoteOperation.START_SESSION,
            "{\"token\":{\"uid\":\"04a2b3\"},\"location_id\":\"LOC1\",\"evse_uid\":\"3256\"}");

    private ReadSide readSide;
    private IncomingRequestProjector requests;

    @BeforeEach
    void create() {
        readSide = new ReadSide(STORE.database());
        requests = new IncomingRequestProjector(readSide.projections());
    }

    @AfterEach
    void close() {
        readSide.close();
    }

    @Test
    void aRequestGoesItsWay() {
        assertThat(requests.handle(new FindIncomingRequest(ID))).isEmpty();

        happened(new RequestReceived(ID, START, DEADLINE));
        RemoteRequestView received = find();
        assertThat(received.direction()).isEqualTo(RemoteRequestView.Direction.INCOMING);
        assertThat(received.stage()).isEqualTo("RECEIVED");
        assertThat(received.from()).isEqualTo(PartyId.of("DE", "EMS"));
        assertThat(received.to()).isEqualTo(PartyId.of("NL", "TNM"));
        assertThat(received.requestedAt()).isEqualTo(NOW);
        assertThat(received.deadline()).isEqualTo(DEADLINE);
        assertThat(received.answer()).isNull();
        assertThat(received.content()).isEqualTo(START.content());

        happened(new RequestForwarded(ID));
        assertThat(find().answer()).isEqualTo(RemoteAnswer.accepted(30));
        happened(new ResultDetermined(
                ID, new RemoteResult("ACCEPTED", List.of(DisplayText.english("Plug in")), null), Cause.CHARGE_POINT));
        happened(new ResultSent(ID, 1));
        happened(new ReplyIgnored(ID, RemoteResult.of("FAILED")));

        RemoteRequestView done = find();
        assertThat(done.stage()).isEqualTo("RESULT_SENT");
        assertThat(done.result().result()).isEqualTo("ACCEPTED");
        assertThat(done.history())
                .extracting(RequestNote::event)
                .containsExactly(
                        "incoming_requests.received",
                        "incoming_requests.forwarded",
                        "incoming_requests.result_determined",
                        "incoming_requests.result_sent",
                        "incoming_requests.reply_ignored");
        assertThat(texts())
                .containsExactly(
                        "DE-EMS asks to start a session at LOC1, EVSE 3256",
                        "Sent to the charge point back end",
                        "The charge point answered ACCEPTED (Plug in)",
                        "Result ACCEPTED delivered to DE-EMS",
                        "The charge point answered FAILED too late or again; ignored");
    }

    @Test
    void whatIsRefusedSaysWhy() {
        happened(new RequestRefused(ID, START, RemoteAnswer.unknownLocation("The location")));
        assertThat(find().stage()).isEqualTo("REJECTED");
        assertThat(find().deadline()).isNull();
        assertThat(texts())
                .containsExactly(
                        "DE-EMS asks to start a session at LOC1, EVSE 3256; answered REJECTED (The location is unknown)");
    }

    @Test
    void whatGoesWrongIsToldWithoutTheTokensUid() {
        happened(new RequestReceived(ID, START, DEADLINE));
        happened(new RequestAccepted(ID));
        happened(new ForwardingFailed(ID, "HTTP 400: no token 04A2B3"));
        happened(new ResultDetermined(ID, RemoteResult.of("REJECTED"), Cause.NOT_FORWARDED));
        happened(new ResultUndeliverable(ID, 1, "HTTP 500: 04a2b3"));
        assertThat(find().stage()).isEqualTo("RESULT_UNDELIVERABLE");
        assertThat(texts().subList(1, 5))
                .containsExactly(
                        "DE-EMS was answered ACCEPTED, while the charge point back end had not answered yet",
                        "The charge point back end did not take it: HTTP 400: no token …",
                        "The result is REJECTED, as it was answered ACCEPTED before",
                        "Result REJECTED could not be delivered to DE-EMS: HTTP 500: …");
    }

    @Test
    void silenceAndInterruptionsAreTold() {
        happened(new RequestReceived(ID, START, DEADLINE));
        happened(new RequestForwarded(ID));
        happened(new ResultDetermined(ID, RemoteResult.of("TIMEOUT"), Cause.DEADLINE));
        assertThat(texts()).last().isEqualTo("The charge point did not answer within 30 seconds");

        RequestId other = new RequestId("r2");
        happened(new RequestReceived(other, START, DEADLINE));
        happened(new RequestAbandoned(other));
        assertThat(requests.handle(new FindIncomingRequest(other)).orElseThrow())
                .returns("REJECTED", RemoteRequestView::stage)
                .extracting(view -> view.history().getLast().text())
                .isEqualTo("DE-EMS was not answered, as the platform was stopped meanwhile");
    }

    @Test
    void everyOperationHasItsWords() {
        says(
                RemoteOperation.RESERVE_NOW,
                "{\"location_id\":\"L\",\"expiry_date\":\"2026-03-01T11:00:00Z\",\"reservation_id\":\"R\"}",
                "DE-EMS asks to reserve L until 2026-03-01T11:00:00Z as reservation R");
        says(RemoteOperation.CANCEL_RESERVATION, "{\"reservation_id\":\"R\"}", "DE-EMS asks to give up reservation R");
        says(RemoteOperation.STOP_SESSION, "{\"session_id\":\"S\"}", "DE-EMS asks to stop session S");
        says(
                RemoteOperation.UNLOCK_CONNECTOR,
                "{\"location_id\":\"L\",\"evse_uid\":\"E\",\"connector_id\":\"1\"}",
                "DE-EMS asks to unlock a connector at L, EVSE E, connector 1");
        says(
                RemoteOperation.ACTIVE_CHARGING_PROFILE,
                "{\"session_id\":\"S\",\"duration\":900}",
                "DE-EMS asks for the active charging profile of session S over 900 seconds");
        says(
                RemoteOperation.CHARGING_PROFILE,
                "{\"session_id\":\"S\"}",
                "DE-EMS asks to charge session S by a profile");
        says(
                RemoteOperation.CLEAR_PROFILE,
                "{\"session_id\":\"S\"}",
                "DE-EMS asks to forget the charging profile of session S");
    }

    private void says(RemoteOperation operation, String content, String text) {
        RequestId id = new RequestId(operation.name());
        happened(new RequestReceived(id, request(operation, content), DEADLINE));
        assertThat(requests.handle(new FindIncomingRequest(id)).orElseThrow().history())
                .extracting(RequestNote::text)
                .containsExactly(text);
    }

    @Test
    void theLatestAreListedByOperationAndStage() {
        happened(new RequestReceived(ID, START, DEADLINE));
        RequestId profile = new RequestId("r2");
        happened(new RequestReceived(profile, ofSession("S1"), DEADLINE));
        happened(new RequestForwarded(profile));

        assertThat(list(Set.of(), Set.of(), 10)).containsExactly(profile, ID);
        assertThat(list(Set.of(), Set.of(), 1)).containsExactly(profile);
        assertThat(list(Set.of(RemoteOperation.START_SESSION), Set.of(), 10)).containsExactly(ID);
        assertThat(list(Set.of(), Set.of("FORWARDED"), 10)).containsExactly(profile);
        assertThat(list(Set.of(RemoteOperation.START_SESSION), Set.of("FORWARDED"), 10))
                .isEmpty();
    }

    @Test
    void requestsAboutTheProfileOfASessionAreCounted() {
        happened(new RequestReceived(ID, ofSession("s1"), DEADLINE));
        happened(new RequestRefused(new RequestId("r2"), ofSession("S1"), RemoteAnswer.refused("TOO_OFTEN", "wait")));
        happened(new RequestReceived(new RequestId("r3"), ofSession("S2"), DEADLINE));
        happened(new RequestReceived(
                new RequestId("r4"), request(RemoteOperation.STOP_SESSION, "{\"session_id\":\"S1\"}"), DEADLINE));

        assertThat(requests.handle(new CountProfileRequests(PARTNER, SESSION, NOW)))
                .isEqualTo(2);
        assertThat(requests.handle(new CountProfileRequests(PARTNER, SESSION, NOW.plusMillis(1))))
                .isZero();
        assertThat(requests.handle(new CountProfileRequests(new PartnerId("p2"), SESSION, NOW)))
                .isZero();
    }

    private List<RequestId> list(Set<RemoteOperation> operations, Set<String> stages, int limit) {
        return requests.handle(new ListIncomingRequests(operations, stages, limit)).stream()
                .map(RemoteRequestView::id)
                .toList();
    }

    private RemoteRequestView find() {
        return requests.handle(new FindIncomingRequest(ID)).orElseThrow();
    }

    private List<String> texts() {
        return find().history().stream().map(RequestNote::text).toList();
    }

    private static IncomingRequest ofSession(String id) {
        return request(RemoteOperation.CHARGING_PROFILE, "{\"session_id\":\"" + id + "\"}");
    }

    private static IncomingRequest request(RemoteOperation operation, String content) {
        return new IncomingRequest(
                operation,
                PARTNER,
                PartyId.of("DE", "EMS"),
                PartyId.of("NL", "TNM"),
                "https://ems.example/r",
                OcpiJson.mapper().readValue(content, ObjectNode.class),
                30);
    }

    private void happened(IncomingRequestEvent event) {
        GenericTrackedDomainEventMessage<?> message =
                readSide.events().append(event.requestId().value(), event);
        readSide.batch("incoming_requests", () -> requests.on(event, message, message.trackingToken()));
    }
}
