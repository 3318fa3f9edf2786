package org.ocpiplatform.write.activeprofiles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.ocpiplatform.ocpi.chargingprofiles.ActiveProfiles.limitedTo;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.commandhandling.gateway.DefaultCommandGateway;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.ocpiplatform.contract.MessageOrigin;
import org.ocpiplatform.contract.Rejection;
import org.ocpiplatform.contract.ReplicaId;
import org.ocpiplatform.contract.WriteResult;
import org.ocpiplatform.contract.activeprofiles.ActiveProfileCommand.NoteProfileSet;
import org.ocpiplatform.contract.activeprofiles.ActiveProfileCommand.PutActiveProfile;
import org.ocpiplatform.contract.incoming.IncomingRequest;
import org.ocpiplatform.contract.incoming.IncomingRequestEvent.RequestReceived;
import org.ocpiplatform.contract.incoming.IncomingRequestEvent.ResultDetermined;
import org.ocpiplatform.contract.incoming.IncomingRequestEvent.ResultDetermined.Cause;
import org.ocpiplatform.contract.outgoing.OutgoingRequest;
import org.ocpiplatform.contract.outgoing.OutgoingRequestEvent.AnswerReceived;
import org.ocpiplatform.contract.outgoing.OutgoingRequestEvent.LateResultReceived;
import org.ocpiplatform.contract.outgoing.OutgoingRequestEvent.OperationRequested;
import org.ocpiplatform.contract.outgoing.OutgoingRequestEvent.ResultReceived;
import org.ocpiplatform.contract.partners.PartnerId;
import org.ocpiplatform.contract.remote.RemoteAnswer;
import org.ocpiplatform.contract.remote.RemoteOperation;
import org.ocpiplatform.contract.remote.RemoteResult;
import org.ocpiplatform.contract.remote.RequestId;
import org.ocpiplatform.ocpi.PartyId;
import org.ocpiplatform.ocpi.chargingprofiles.ActiveChargingProfile;
import org.ocpiplatform.ocpi.json.OcpiJson;
import org.ocpiplatform.write.Steps;
import tools.jackson.databind.node.ObjectNode;

class ActiveProfileAutomationTest {

    private static final RequestId REQUEST = new RequestId("a-request");
    private static final PartyId EMS = PartyId.of("de", "ems");
    private static final PartyId TNM = PartyId.of("NL", "TNM");
    private static final ReplicaId ON_CPO = ReplicaId.parse("cpo:chargingprofiles:NL:TNM:S-1");
    private static final ReplicaId ON_EMSP = ReplicaId.parse("emsp:chargingprofiles:NL:TNM:S-1");
    private static final Instant NOW = Instant.parse("2026-03-01T10:15:00Z");
    private static final RemoteResult ACCEPTED = RemoteResult.of(RemoteResult.ACCEPTED);

    private final EventStore store = EmbeddedEventStore.builder()
            .storageEngine(new InMemoryEventStorageEngine())
            .build();
    private final List<CommandMessage<?>> sent = new ArrayList<>();
    private @Nullable RuntimeException failure;
    private final ActiveProfileAutomation automation = new ActiveProfileAutomation(store, steps());

    @Test
    void aProfileThatAChargePointHereHasTakenIsNotedForWhoSentIt() {
        received(RemoteOperation.CHARGING_PROFILE);
        automation.on(new ResultDetermined(REQUEST, ACCEPTED, Cause.CHARGE_POINT), NOW);

        assertThat(commands()).containsExactly(new NoteProfileSet(ON_CPO, EMS, NOW));
        assertThat(sent.getFirst().getMetaData())
                .containsEntry(MessageOrigin.PARTNER_ID, "ems")
                .containsEntry(MessageOrigin.COUNTRY_CODE, "DE")
                .containsEntry(MessageOrigin.PARTY_ID, "EMS");
    }

    @Test
    void theActiveProfileThatAChargePointHereAnsweredIsKept() {
        received(RemoteOperation.ACTIVE_CHARGING_PROFILE);
        automation.on(new ResultDetermined(REQUEST, answered(limitedTo(16)), Cause.CHARGE_POINT), NOW);
        automation.on(new ResultDetermined(REQUEST, answered(null), Cause.CHARGE_POINT), NOW);

        assertThat(commands()).containsExactly(new PutActiveProfile(ON_CPO, limitedTo(16)));
    }

    @Test
    void whatThePlatformSaysInPlaceOfAChargePointTellsNothing() {
        received(RemoteOperation.CHARGING_PROFILE);
        automation.on(new ResultDetermined(REQUEST, ACCEPTED, Cause.DEADLINE), NOW);
        automation.on(new ResultDetermined(REQUEST, ACCEPTED, Cause.NOT_FORWARDED), NOW);
        automation.on(new ResultDetermined(REQUEST, RemoteResult.of(RemoteResult.REJECTED), Cause.CHARGE_POINT), NOW);

        assertThat(sent).isEmpty();
    }

    @Test
    void aProfileThatAPartnersChargePointHasTakenIsNotedForOurPartyEvenIfWeHearOfItLate() {
        requested(RemoteOperation.CHARGING_PROFILE);
        automation.on(new ResultReceived(REQUEST, ACCEPTED), NOW);
        automation.on(new LateResultReceived(REQUEST, ACCEPTED), NOW);
        automation.on(new ResultReceived(REQUEST, RemoteResult.of(RemoteResult.REJECTED)), NOW);

        NoteProfileSet noted = new NoteProfileSet(ON_EMSP, EMS, NOW);
        assertThat(commands()).containsExactly(noted, noted);
    }

    @Test
    void aPartnerThatHasTakenTheRequestMayTellTheProfileBeforeTheResult() {
        requested(RemoteOperation.CHARGING_PROFILE);
        automation.on(new AnswerReceived(REQUEST, RemoteAnswer.accepted(30), NOW.plusSeconds(32)), NOW);
        automation.on(new AnswerReceived(REQUEST, RemoteAnswer.refused("REJECTED", "no"), null), NOW);

        assertThat(commands()).containsExactly(new NoteProfileSet(ON_EMSP, EMS, NOW));
    }

    @Test
    void theActiveProfileThatAPartnerAnsweredIsKept() {
        requested(RemoteOperation.ACTIVE_CHARGING_PROFILE);
        automation.on(new ResultReceived(REQUEST, answered(limitedTo(16))), NOW);

        assertThat(commands()).containsExactly(new PutActiveProfile(ON_EMSP, limitedTo(16)));
    }

    @ParameterizedTest
    @EnumSource(
            value = RemoteOperation.class,
            names = {"CHARGING_PROFILE", "ACTIVE_CHARGING_PROFILE"},
            mode = EnumSource.Mode.EXCLUDE)
    void otherRequestsTellNothing(RemoteOperation operation) {
        received(operation);
        automation.on(new ResultDetermined(REQUEST, ACCEPTED, Cause.CHARGE_POINT), NOW);
        assertThat(sent).isEmpty();
    }

    @Test
    void whatIsRefusedIsLeftAndWhatMaySucceedLaterIsTriedAgain() {
        received(RemoteOperation.CHARGING_PROFILE);
        ResultDetermined event = new ResultDetermined(REQUEST, ACCEPTED, Cause.CHARGE_POINT);
        failure = Rejection.invalid("no");
        automation.on(event, NOW);
        failure = new Rejection(Rejection.Code.UNAVAILABLE, "not now");
        assertThatThrownBy(() -> automation.on(event, NOW)).isEqualTo(failure);
        failure = new IllegalStateException("the store is away");
        assertThatThrownBy(() -> automation.on(event, NOW)).isEqualTo(failure);
    }

    private List<Object> commands() {
        return sent.stream().<Object>map(CommandMessage::getPayload).toList();
    }

    private static RemoteResult answered(@Nullable ActiveChargingProfile profile) {
        return new RemoteResult(RemoteResult.ACCEPTED, List.of(), profile);
    }

    private static ObjectNode content() {
        return OcpiJson.mapper().createObjectNode().put("session_id", "s-1");
    }

    private void received(RemoteOperation operation) {
        happened(new RequestReceived(
                REQUEST,
                new IncomingRequest(
                        operation, new PartnerId("ems"), EMS, TNM, "https://ems.example/result", content(), 30),
                NOW));
    }

    private void requested(RemoteOperation operation) {
        happened(new OperationRequested(
                REQUEST,
                new OutgoingRequest(
                        operation, new PartnerId("tnm"), EMS, TNM, "https://we.example/result", content())));
    }

    private void happened(Object event) {
        store.publish(new GenericDomainEventMessage<>("Request", REQUEST.value(), 0, event));
    }

    private Steps steps() {
        SimpleCommandBus bus = SimpleCommandBus.builder().build();
        for (Class<?> command : List.of(NoteProfileSet.class, PutActiveProfile.class)) {
            bus.subscribe(command.getName(), message -> {
                if (failure != null) {
                    throw failure;
                }
                sent.add(message);
                return new WriteResult(WriteResult.Kind.UPDATED, "p", 0);
            });
        }
        return new Steps(DefaultCommandGateway.builder().commandBus(bus).build());
    }
}
