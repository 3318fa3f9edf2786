package org.ocpiplatform.write.pushes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ocpiplatform.ocpi.chargingprofiles.ActiveProfiles.limitedTo;
import static org.ocpiplatform.ocpi.sessions.Sessions.aSession;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.axonframework.messaging.MetaData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ocpiplatform.contract.ReplicaId;
import org.ocpiplatform.contract.activeprofiles.ActiveProfileEvent;
import org.ocpiplatform.contract.activeprofiles.ActiveProfileEvent.ActiveProfileReplaced;
import org.ocpiplatform.contract.activeprofiles.ActiveProfileEvent.ProfileSet;
import org.ocpiplatform.contract.sessions.SessionEvent.SessionPatched;
import org.ocpiplatform.contract.sessions.SessionEvent.SessionReplaced;
import org.ocpiplatform.ocpi.PartyId;
import org.ocpiplatform.ocpi.json.OcpiJson;
import tools.jackson.databind.node.ObjectNode;

class ActiveProfileOriginsTest {

    private static final ReplicaId SESSION = ReplicaId.parse("cpo:sessions:NL:TNM:S-1");
    private static final ReplicaId PROFILE = ReplicaId.parse("cpo:chargingprofiles:NL:TNM:S-1");
    private static final PartyId EMS = PartyId.of("DE", "EMS");
    private static final PartyId MSP = PartyId.of("NL", "MSP");
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private final EventStore store = EmbeddedEventStore.builder()
            .storageEngine(new InMemoryEventStorageEngine())
            .build();
    private final Map<ReplicaId, Integer> revisions = new HashMap<>();
    private final Origins origins = new Origins(store);

    @Test
    void whoeverHasSetAProfileByThenIsTold() {
        sessionStarts();
        set(EMS, NOON);
        DomainEventMessage<?> first = replaced(16, NOON);
        set(MSP, NOON.plusSeconds(5));
        DomainEventMessage<?> second = replaced(10, NOON.plusSeconds(6));

        assertThat(concerned(first)).containsExactly(EMS);
        assertThat(concerned(second)).containsExactlyInAnyOrder(EMS, MSP);
        assertThat(origins.partiesNow(PROFILE)).containsExactlyInAnyOrder(EMS, MSP);
    }

    @Test
    void nobodyIsToldBeforeSomebodyHasSetOne() {
        sessionStarts();
        assertThat(concerned(replaced(16, NOON))).isEmpty();
        assertThat(origins.partiesNow(PROFILE)).isEmpty();
    }

    @Test
    void whoSetsAProfileIsToldWhatBecameKnownSinceButNotWhatWasKnownBefore() {
        sessionStarts();
        replaced(16, NOON);
        assertThat(concerned(set(EMS, NOON.plusSeconds(1)))).isEmpty();
        replaced(10, NOON.plusSeconds(2));
        assertThat(concerned(set(MSP, NOON.plusSeconds(2)))).containsExactly(MSP);
    }

    @ParameterizedTest
    @ValueSource(strings = {"COMPLETED", "INVALID"})
    void nobodyIsToldOnceTheSessionIsOver(String status) {
        sessionStarts();
        set(EMS, NOON);
        DomainEventMessage<?> event = replaced(16, NOON);
        patched("{\"kwh\":2}");
        assertThat(concerned(event)).containsExactly(EMS);

        patched("{\"status\":\"" + status + "\"}");
        patched("{\"kwh\":3}");
        assertThat(concerned(event)).isEmpty();
        assertThat(concerned(set(MSP, NOON))).isEmpty();
        assertThat(origins.partiesNow(PROFILE)).isEmpty();
    }

    @Test
    void ofASessionThatIsUnknownNobodyIsTold() {
        set(EMS, NOON);
        assertThat(concerned(replaced(16, NOON))).isEmpty();
    }

    @Test
    void itIsSpelledLikeItsSession() {
        sessionStarts();
        set(EMS, NOON);
        assertThat(origins.of(PROFILE).spelling().id()).isEqualTo("s-1");
        assertThat(origins.of(SESSION).spelling().id()).isEqualTo("s-1");
    }

    private Set<PartyId> concerned(DomainEventMessage<?> message) {
        return origins.concerned((ActiveProfileEvent) message.getPayload(), message);
    }

    private void sessionStarts() {
        happened(SESSION, new SessionReplaced(SESSION, aSession().withId("s-1").build()), NOON);
    }

    private void patched(String patch) {
        happened(
                SESSION,
                new SessionPatched(SESSION, (ObjectNode) OcpiJson.mapper().readTree(patch)),
                NOON);
    }

    private DomainEventMessage<?> set(PartyId party, Instant since) {
        return happened(PROFILE, new ProfileSet(PROFILE, party, since), since.plusSeconds(3));
    }

    private DomainEventMessage<?> replaced(int amperes, Instant at) {
        return happened(PROFILE, new ActiveProfileReplaced(PROFILE, limitedTo(amperes)), at);
    }

    private DomainEventMessage<?> happened(ReplicaId id, Object event, Instant at) {
        long revision = revisions.merge(id, 1, Integer::sum) - 1;
        DomainEventMessage<?> message = new GenericDomainEventMessage<>(
                id.kind().name(), id.toString(), revision, event, MetaData.emptyInstance(), id + "-" + revision, at);
        store.publish(message);
        return message;
    }
}
