package org.ocpiplatform.read.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ocpiplatform.contract.ObjectKind;
import org.ocpiplatform.contract.ReplicaId;
import org.ocpiplatform.contract.incoming.IncomingRequest;
import org.ocpiplatform.contract.incoming.IncomingRequestEvent.RequestForwarded;
import org.ocpiplatform.contract.incoming.IncomingRequestEvent.RequestReceived;
import org.ocpiplatform.contract.incoming.IncomingRequestEvent.RequestRefused;
import org.ocpiplatform.contract.invoicereconciliation.InvoiceReconciliationEvent.RecordReplaced;
import org.ocpiplatform.contract.invoicereconciliation.InvoiceReconciliationEvent.RecordWithdrawn;
import org.ocpiplatform.contract.outgoing.OutgoingRequest;
import org.ocpiplatform.contract.outgoing.OutgoingRequestEvent.OperationRequested;
import org.ocpiplatform.contract.partners.PartnerEvent.PartnerUnregistered;
import org.ocpiplatform.contract.partners.PartnerId;
import org.ocpiplatform.contract.remote.RemoteAnswer;
import org.ocpiplatform.contract.remote.RemoteOperation;
import org.ocpiplatform.contract.remote.RequestId;
import org.ocpiplatform.contract.sessions.SessionEvent.SessionPatched;
import org.ocpiplatform.contract.sessions.SessionEvent.SessionReplaced;
import org.ocpiplatform.contract.sessions.SessionFold;
import org.ocpiplatform.contract.tokens.TokenEvent.TokenReplaced;
import org.ocpiplatform.contract.tokens.TokenKey;
import org.ocpiplatform.ocpi.CiString;
import org.ocpiplatform.ocpi.PartyId;
import org.ocpiplatform.ocpi.Side;
import org.ocpiplatform.ocpi.invoicereconciliation.InvoiceReconciliationRecord;
import org.ocpiplatform.ocpi.json.OcpiJson;
import org.ocpiplatform.ocpi.sessions.Session;
import org.ocpiplatform.ocpi.sessions.Sessions;
import org.ocpiplatform.ocpi.tokens.Token;
import org.ocpiplatform.ocpi.tokens.TokenType;
import org.ocpiplatform.ocpi.tokens.Tokens;
import tools.jackson.databind.node.ObjectNode;

class ObjectStatesTest {

    private static final PartyId CPO = PartyId.of("NL", "TNM");
    private static final PartyId EMSP = PartyId.of("DE", "EMS");
    private static final ReplicaId SESSION = new ReplicaId(Side.EMSP, ObjectKind.SESSION, CPO, CiString.of("s1"));
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private final List<DomainEventMessage<?>> stored = new ArrayList<>();
    private EventStore store;
    private ObjectStates states;

    @BeforeEach
    void create() {
        store = mock(EventStore.class);
        when(store.readEvents(anyString(), anyLong()))
                .thenAnswer(call -> DomainEventStream.of(stored.stream()
                        .filter(event -> event.getAggregateIdentifier().equals(call.getArgument(0)))
                        .toList()));
        states = new ObjectStates(store, Shapes.chronicles());
    }

    private DomainEventMessage<?> happened(String aggregateId, Object payload) {
        long revision = stored.stream()
                .filter(event -> event.getAggregateIdentifier().equals(aggregateId))
                .count();
        DomainEventMessage<?> event = new GenericDomainEventMessage<>("type", aggregateId, revision, payload);
        stored.add(event);
        return event;
    }

    private static Session session() {
        return OcpiJson.mapper().treeToValue(Sessions.aSession().withId("s1").json(), Session.class);
    }

    private static ObjectNode patch(int kwh) {
        return OcpiJson.mapper().createObjectNode().put("kwh", kwh);
    }

    private DomainEventMessage<?> sessionReplaced() {
        return happened(SESSION.toString(), new SessionReplaced(SESSION, session()));
    }

    private DomainEventMessage<?> sessionPatched(int kwh) {
        return happened(SESSION.toString(), new SessionPatched(SESSION, patch(kwh)));
    }

    @Test
    void anObjectIsWhatItsFoldMakesOfItsEvents() {
        DomainEventMessage<?> first = sessionReplaced();
        DomainEventMessage<?> second = sessionPatched(7);

        assertThat(states.after(first))
                .contains(new Folded(
                        new ObjectAddress(Side.EMSP, "sessions", CPO, "s1"),
                        OcpiJson.mapper().writeValueAsString(session()),
                        0));
        assertThat(states.after(second).orElseThrow().json())
                .isEqualTo(OcpiJson.mapper()
                        .writeValueAsString(SessionFold.apply(session(), new SessionPatched(SESSION, patch(7)))));
    }

    @Test
    void whoGoesAlongTheEventsReadsNothingTwice() {
        List<DomainEventMessage<?>> events =
                List.of(sessionReplaced(), sessionPatched(1), sessionPatched(2), sessionPatched(3));

        events.forEach(states::after);

        verify(store, times(0)).readEvents(anyString(), anyLong());
    }

    @Test
    void whatWasForgottenIsReadAgain() {
        states.after(sessionReplaced());
        states.forget();

        assertThat(states.after(sessionPatched(1))).isPresent();
        verify(store).readEvents(SESSION.toString(), 0);
    }

    @Test
    void whoBeginsAnywhereIsToldTheSame() {
        sessionReplaced();
        sessionPatched(1);
        DomainEventMessage<?> third = sessionPatched(2);
        DomainEventMessage<?> fourth = sessionPatched(3);

        Folded late = states.after(fourth).orElseThrow();
        assertThat(OcpiJson.mapper().readTree(late.json()).get("kwh").asInt()).isEqualTo(3);
        assertThat(late.revision()).isEqualTo(3);
        assertThat(OcpiJson.mapper()
                        .readTree(states.after(third).orElseThrow().json())
                        .get("kwh")
                        .asInt())
                .isEqualTo(2);
    }

    @Test
    void whatIsWithdrawnHasAnAddressAndNothingElse() {
        ReplicaId id = new ReplicaId(Side.CPO, ObjectKind.INVOICE_RECONCILIATION_RECORD, CPO, CiString.of("INV"));
        InvoiceReconciliationRecord filed = mock(InvoiceReconciliationRecord.class);
        when(filed.id()).thenReturn(CiString.of("Inv"));
        happened(id.toString(), new RecordReplaced(id, filed, Set.of()));
        DomainEventMessage<?> withdrawn = happened(id.toString(), new RecordWithdrawn(id));

        assertThat(states.after(withdrawn))
                .contains(new Folded(new ObjectAddress(Side.CPO, "invoicereconciliation", CPO, "Inv"), null, 1));
    }

    @Test
    void tokensAreAddressedByTheirUid() {
        Token token = OcpiJson.mapper().treeToValue(Tokens.aToken().json(), Token.class);
        ReplicaId id = TokenKey.of(Side.EMSP, EMSP, token.uid(), TokenType.RFID);

        assertThat(states.after(happened(id.toString(), new TokenReplaced(id, token)))
                        .orElseThrow()
                        .address()
                        .id())
                .isEqualTo(token.uid().toString());
    }

    @Test
    void requestsToChargePointsAreObjectsToo() {
        RequestId id = new RequestId("uid-1");
        DomainEventMessage<?> received =
                happened("uid-1", new RequestReceived(id, incoming(RemoteOperation.START_SESSION, CPO), NOON));
        DomainEventMessage<?> forwarded = happened("uid-1", new RequestForwarded(id));

        Folded first = states.after(received).orElseThrow();
        assertThat(first.address()).isEqualTo(new ObjectAddress(Side.CPO, "commands", CPO, "uid-1"));
        assertThat(OcpiJson.mapper().readTree(first.json()))
                .isEqualTo(OcpiJson.mapper().readTree("""
                {"uid":"uid-1","operation":"START_SESSION","state":"RECEIVED",
                 "from":{"country_code":"DE","party_id":"EMS"},"to":{"country_code":"NL","party_id":"TNM"},
                 "content":{"location_id":"LOC1"},"deadline":"2026-03-01T12:00:00Z"}
                """));
        assertThat(OcpiJson.mapper()
                        .readTree(states.after(forwarded).orElseThrow().json())
                        .get("state")
                        .asString())
                .isEqualTo("FORWARDED");
    }

    @Test
    void requestsAboutProfilesBelongToThatModule() {
        RequestId id = new RequestId("uid-2");

        assertThat(states.after(happened(
                                "uid-2",
                                new RequestReceived(id, incoming(RemoteOperation.CHARGING_PROFILE, CPO), NOON)))
                        .orElseThrow()
                        .address())
                .isEqualTo(new ObjectAddress(Side.CPO, "chargingprofiles", CPO, "uid-2"));
    }

    @Test
    void aRequestThatNobodyHereIsAskedIsFoundUnderWhoAsked() {
        RequestId id = new RequestId("uid-3");

        assertThat(states.after(happened(
                                "uid-3",
                                new RequestRefused(
                                        id,
                                        incoming(RemoteOperation.UNLOCK_CONNECTOR, null),
                                        RemoteAnswer.accepted(30))))
                        .orElseThrow()
                        .address())
                .isEqualTo(new ObjectAddress(Side.CPO, "commands", EMSP, "uid-3"));
    }

    @Test
    void requestsOfOursAreOnTheOtherSide() {
        RequestId id = new RequestId("uid-4");
        OutgoingRequest request = new OutgoingRequest(
                RemoteOperation.STOP_SESSION,
                new PartnerId("p"),
                EMSP,
                CPO,
                "https://own.example/uid-4",
                OcpiJson.mapper().createObjectNode().put("session_id", "S1"));

        Folded asked = states.after(happened("uid-4", new OperationRequested(id, request)))
                .orElseThrow();
        assertThat(asked.address()).isEqualTo(new ObjectAddress(Side.EMSP, "commands", CPO, "uid-4"));
        assertThat(asked.json()).contains("\"state\":\"REQUESTED\"").doesNotContain("own.example");
    }

    private static IncomingRequest incoming(RemoteOperation operation, @Nullable PartyId receiver) {
        return new IncomingRequest(
                operation,
                new PartnerId("p"),
                EMSP,
                receiver,
                "https://partner.example/result",
                OcpiJson.mapper().createObjectNode().put("location_id", "LOC1"),
                30);
    }

    @Test
    void whatIsNotShownHasNoState() {
        assertThat(states.after(happened("p", new PartnerUnregistered(new PartnerId("p")))))
                .isEmpty();
    }
}
