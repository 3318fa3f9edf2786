package org.ocpiplatform.write.pushes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ocpiplatform.ocpi.sessions.Sessions.aSession;

import java.util.ArrayList;
import java.util.List;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.junit.jupiter.api.Test;
import org.ocpiplatform.contract.ReplicaId;
import org.ocpiplatform.contract.sessions.SessionEvent;
import org.ocpiplatform.contract.sessions.SessionEvent.SessionPatched;
import org.ocpiplatform.contract.sessions.SessionEvent.SessionReplaced;
import org.ocpiplatform.ocpi.PartyId;
import org.ocpiplatform.ocpi.json.OcpiJson;
import tools.jackson.databind.node.ObjectNode;

class OriginsTest {

    private static final ReplicaId SESSION = ReplicaId.parse("cpo:sessions:NL:TNM:S1");
    private static final PartyId FIRST = PartyId.of("NL", "MSP");
    private static final PartyId SECOND = PartyId.of("DE", "EMS");
    private static final PartyId THIRD = PartyId.of("FR", "MSP");

    private final EventStore store = EmbeddedEventStore.builder()
            .storageEngine(new InMemoryEventStorageEngine())
            .build();
    private final List<SessionEvent> happened = new ArrayList<>();
    private final Origins origins = new Origins(store);

    OriginsTest() {
        happened(replaced("nl", "msp"));
        happened(patched("{\"kwh\":2}"));
        happened(paidBy("DE", "EMS"));
        happened(patched("{\"kwh\":3}"));
        happened(replaced("FR", "MSP"));
        happened(patched("{\"kwh\":4}"));
    }

    @Test
    void aSessionIsForTheEmspOfTheTokenThatItHasAfterAnEvent() {
        assertThat(payers(0, 1, 2, 3, 4, 5)).containsExactly(FIRST, FIRST, SECOND, SECOND, THIRD, THIRD);
    }

    @Test
    void eventsAreAskedAboutInAnyOrder() {
        assertThat(payers(3, 5, 1, 4, 3, 1, 5)).containsExactly(SECOND, THIRD, FIRST, THIRD, SECOND, FIRST, THIRD);
    }

    @Test
    void whatFollowsInOrderIsNotReadAgain() {
        ReplicaId unknown = ReplicaId.parse("cpo:sessions:NL:TNM:S2");
        SessionEvent patched =
                new SessionPatched(unknown, OcpiJson.mapper().createObjectNode().put("kwh", 5));
        assertThat(origins.payer(patched, 8)).isEmpty();
        origins.payer(new SessionReplaced(unknown, aSession().build()), 7);
        // The store has none of these events.
        assertThat(origins.payer(patched, 8)).containsExactly(FIRST);
        assertThat(origins.payer(patched, 9)).containsExactly(FIRST);
    }

    @Test
    void whatWasNotAskedAboutCounts() {
        assertThat(payers(1)).containsExactly(FIRST);
        assertThat(payers(3)).containsExactly(SECOND);
    }

    @Test
    void whomASessionIsForNowDoesNotDependOnWhatWasAskedBefore() {
        assertThat(origins.partiesNow(SESSION)).containsExactly(THIRD);
        assertThat(payers(1)).containsExactly(FIRST);
        assertThat(origins.partiesNow(SESSION)).containsExactly(THIRD);
        assertThat(payers(5)).containsExactly(THIRD);
        happened(paidBy("DE", "EMS"));
        assertThat(origins.partiesNow(SESSION)).containsExactly(SECOND);
    }

    @Test
    void theSpellingStaysThatOfTheFirstEvent() {
        happened(new SessionReplaced(
                SESSION, aSession().ownedBy("nl", "tnm").withId("s1").build()));
        assertThat(origins.of(SESSION).spelling().path(SESSION.kind())).containsExactly("NL", "TNM", "S1");
    }

    private List<PartyId> payers(int... revisions) {
        List<PartyId> payers = new ArrayList<>();
        for (int revision : revisions) {
            payers.addAll(origins.payer(happened.get(revision), revision));
        }
        return payers;
    }

    private static SessionEvent replaced(String countryCode, String partyId) {
        return new SessionReplaced(
                SESSION, aSession().paidBy(countryCode, partyId).build());
    }

    private static SessionEvent paidBy(String countryCode, String partyId) {
        ObjectNode patch = OcpiJson.mapper().createObjectNode();
        patch.set("cdr_token", aSession().paidBy(countryCode, partyId).json().get("cdr_token"));
        return new SessionPatched(SESSION, patch);
    }

    private static SessionEvent patched(String json) {
        return new SessionPatched(SESSION, (ObjectNode) OcpiJson.mapper().readTree(json));
    }

    private void happened(SessionEvent event) {
        store.publish(new GenericDomainEventMessage<>("Session", SESSION.toString(), happened.size(), event));
        happened.add(event);
    }
}
