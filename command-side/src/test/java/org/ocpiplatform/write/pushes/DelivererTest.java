package org.ocpiplatform.write.pushes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ocpiplatform.ocpi.chargingprofiles.ActiveProfiles.limitedTo;
import static org.ocpiplatform.ocpi.credentials.CredentialsRoles.aRole;
import static org.ocpiplatform.ocpi.sessions.Sessions.aSession;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.commandhandling.gateway.DefaultCommandGateway;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.axonframework.queryhandling.DefaultQueryGateway;
import org.axonframework.queryhandling.QueryGateway;
import org.axonframework.queryhandling.SimpleQueryBus;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.ocpiplatform.contract.CurrentObject;
import org.ocpiplatform.contract.ObjectQuery.FindCurrentObject;
import org.ocpiplatform.contract.OwnParties;
import org.ocpiplatform.contract.ReplicaId;
import org.ocpiplatform.contract.WriteResult;
import org.ocpiplatform.contract.activeprofiles.ActiveProfileEvent.ActiveProfileReplaced;
import org.ocpiplatform.contract.activeprofiles.ActiveProfileEvent.ProfileSet;
import org.ocpiplatform.contract.deliveries.DeliveryCommand;
import org.ocpiplatform.contract.deliveries.DeliveryCommand.RecordAcknowledgement;
import org.ocpiplatform.contract.deliveries.DeliveryCommand.RecordFailure;
import org.ocpiplatform.contract.deliveries.DeliveryId;
import org.ocpiplatform.contract.deliveries.DeliveryQuery.FindDelivery;
import org.ocpiplatform.contract.deliveries.DeliveryState;
import org.ocpiplatform.contract.deliveries.DeliveryView;
import org.ocpiplatform.contract.partners.PartnerId;
import org.ocpiplatform.contract.partners.PartnerLink;
import org.ocpiplatform.contract.partners.PartnerQuery.ListPartnerLinks;
import org.ocpiplatform.contract.projections.ProjectionQuery.AwaitRevision;
import org.ocpiplatform.contract.sessions.SessionEvent.SessionPatched;
import org.ocpiplatform.contract.sessions.SessionEvent.SessionReplaced;
import org.ocpiplatform.contract.tracing.Traces;
import org.ocpiplatform.ocpi.PartyId;
import org.ocpiplatform.ocpi.Role;
import org.ocpiplatform.ocpi.json.EncodedJson;
import org.ocpiplatform.ocpi.json.OcpiJson;
import org.ocpiplatform.write.outbound.OutboundFailure;
import org.ocpiplatform.write.outbound.OutboundRequest;
import org.ocpiplatform.write.outbound.OutboundResponse;
import org.ocpiplatform.write.outbound.TestCalls;
import org.springframework.core.ResolvableType;

class DelivererTest {

    private static final PartnerId PARTNER = new PartnerId("ems");
    private static final ReplicaId SESSION = ReplicaId.parse("cpo:sessions:NL:TNM:S1");
    private static final ReplicaId CDR = ReplicaId.parse("cpo:cdrs:NL:TNM:C1");
    private static final ReplicaId PROFILE = ReplicaId.parse("cpo:chargingprofiles:NL:TNM:S1");
    private static final ReplicaId TARIFF = ReplicaId.parse("cpo:tariffs:NL:TNM:T1");
    private static final String WHOLE = aSession()
            .ownedBy("nl", "tnm")
            .withId("s1")
            .paidBy("de", "ems")
            .json()
            .toString();
    private static final Request PATCH = Request.of("PATCH", List.of("nl", "tnm", "s1"), "{\"kwh\":2}");

    private final EventStore store = EmbeddedEventStore.builder()
            .storageEngine(new InMemoryEventStorageEngine())
            .build();
    private final List<OutboundRequest> sent = new ArrayList<>();
    /** What the partner does, one after the other; after that it takes everything. */
    private final Deque<Object> answers = new ArrayDeque<>();

    private final List<DeliveryCommand> recorded = new ArrayList<>();
    private final List<AwaitRevision> awaited = new ArrayList<>();
    private final Map<ReplicaId, CurrentObject> objects = new HashMap<>(Map.of(
            SESSION, new CurrentObject(EncodedJson.of(WHOLE), 9), CDR, new CurrentObject(EncodedJson.of(WHOLE), 0)));
    private final List<PartnerLink> partners = new ArrayList<>(List.of(
            Pushing.partner("ems", "https://ems.example/ocpi", Pushing.ALL_MODULES, aRole(Role.EMSP, "DE", "EMS"))));
    private @Nullable DeliveryView known;
    private boolean shown = true;
    private final Deliverer deliverer = deliverer();

    @Test
    void aPushIsSentForItsOwnerToThePartyThatIsMeant() {
        deliverer.deliver(PARTNER, push(SESSION, 3, PATCH));

        OutboundRequest request = sent.getFirst();
        assertThat(request.method() + " " + request.url())
                .isEqualTo("PATCH https://ems.example/ocpi/sessions/nl/tnm/s1");
        assertThat(request.body()).isEqualTo("{\"kwh\":2}");
        assertThat(request.routing().from()).isEqualTo(PartyId.of("NL", "TNM"));
        assertThat(request.routing().to()).isEqualTo(PartyId.of("DE", "EMS"));
        assertThat(request.correlationId()).isEqualTo("correlation");
        assertThat(request.peer().token()).isEqualTo("token-of-ems");
        assertThat(recorded).containsExactly(acknowledged(SESSION, 3, "PATCH", null));
    }

    @Test
    void whatThePartnerHasIsNotToldAgain() {
        known = known(SESSION, DeliveryState.ACKNOWLEDGED, 3L);
        deliverer.deliver(PARTNER, push(SESSION, 3, PATCH));
        assertThat(sent).isEmpty();

        deliverer.deliver(PARTNER, push(SESSION, 4, PATCH));
        deliverer.deliver(PARTNER, push(SESSION, 4, PATCH));
        assertThat(sent).hasSize(1);
    }

    @Test
    void whatIsAskedForIsToldAgainAsItStands() {
        known = known(SESSION, DeliveryState.ACKNOWLEDGED, 12L);
        deliverer.deliver(PARTNER, wanted(SESSION));

        assertThat(methods()).containsExactly("PUT");
        assertThat(sent.getFirst().body()).isEqualTo(WHOLE);
        assertThat(awaited.getLast().revision()).isEqualTo(12);
    }

    @Test
    void aPatchOfWhatThePartnerDoesNotKnowBecomesTheWhole() {
        answers.add(404);
        deliverer.deliver(PARTNER, push(SESSION, 3, PATCH));
        deliverer.deliver(PARTNER, push(SESSION, 9, PATCH));

        assertThat(methods()).containsExactly("PATCH", "PUT");
        assertThat(sent.getLast().url()).isEqualTo("https://ems.example/ocpi/sessions/nl/tnm/s1");
        assertThat(recorded).containsExactly(acknowledged(SESSION, 9, "PUT", null));
    }

    @Test
    void anAppendingPatchOfWhatThePartnerDoesNotKnowBecomesTheWhole() {
        deliverer.deliver(PARTNER, push(SESSION, 9, PATCH.appending(true)));

        assertThat(methods()).containsExactly("PUT");
        assertThat(sent.getFirst().body()).isEqualTo(WHOLE);
        assertThat(recorded).containsExactly(acknowledged(SESSION, 9, "PUT", null));
    }

    @Test
    void aSessionThatHasTheTokenOfAnotherEmspByNowIsNotShown() {
        objects.put(
                SESSION,
                new CurrentObject(
                        EncodedJson.of(aSession().paidBy("NL", "MSP").json().toString()), 9));
        answers.add(404);
        deliverer.deliver(PARTNER, push(SESSION, 3, PATCH));
        deliverer.deliver(PARTNER, wanted(SESSION));

        assertThat(methods()).containsExactly("PATCH");
        assertThat(recorded).isEmpty();
    }

    @Test
    void anActiveProfileGoesToTheSenderOfThePartyThatHasSetOneWhileTheSessionGoesOn() {
        happened(
                SESSION, 0, new SessionReplaced(SESSION, aSession().withId("s1").build()));
        happened(PROFILE, 0, new ProfileSet(PROFILE, PartyId.of("DE", "EMS"), Instant.EPOCH));
        happened(PROFILE, 1, new ActiveProfileReplaced(PROFILE, limitedTo(16)));
        objects.put(PROFILE, new CurrentObject(EncodedJson.of("{\"limit\":16}"), 1));
        deliverer.deliver(PARTNER, push(PROFILE, 1, null));

        OutboundRequest request = sent.getFirst();
        assertThat(request.method() + " " + request.url())
                .isEqualTo("PUT https://ems.example/ocpi/chargingprofiles/s1");
        assertThat(request.body()).isEqualTo("{\"limit\":16}");
        assertThat(request.routing().from()).isEqualTo(PartyId.of("NL", "TNM"));
        assertThat(request.routing().to()).isEqualTo(PartyId.of("DE", "EMS"));
        assertThat(recorded).containsExactly(acknowledged(PROFILE, 1, "PUT", null));

        happened(
                SESSION,
                1,
                new SessionPatched(SESSION, OcpiJson.mapper().createObjectNode().put("status", "COMPLETED")));
        deliverer.deliver(PARTNER, push(PROFILE, 2, null));
        assertThat(sent).hasSize(1);
    }

    @Test
    void aDeletionOfWhatThePartnerDoesNotKnowIsDone() {
        answers.add(404);
        deliverer.deliver(PARTNER, push(TARIFF, 3, Request.of("DELETE", List.of("nl", "tnm", "t1"), null)));
        assertThat(recorded).containsExactly(acknowledged(TARIFF, 3, "DELETE", null));
    }

    @Test
    void afterAFailureTheWholeIsSent() {
        answers.add(new OutboundFailure(OutboundFailure.Reason.TIMEOUT, "no answer"));
        deliverer.deliver(PARTNER, push(SESSION, 3, PATCH));
        deliverer.deliver(PARTNER, push(SESSION, 4, PATCH));

        assertThat(methods()).containsExactly("PATCH", "PUT");
        assertThat(recorded)
                .containsExactly(
                        failed(SESSION, 3, "PATCH", "TIMEOUT", "no answer", null, null, true),
                        acknowledged(SESSION, 9, "PUT", null));
    }

    @Test
    void aFailureOfBeforeTheStartCountsAsWell() {
        known = known(SESSION, DeliveryState.FAILED, 2L);
        deliverer.deliver(PARTNER, push(SESSION, 4, PATCH));
        assertThat(methods()).containsExactly("PUT");
    }

    @Test
    void periodsAreAddedOnlyToWhatThisNodeSawThePartnerTake() {
        Request appending = PATCH.appending(true);
        objects.put(SESSION, new CurrentObject(EncodedJson.of(WHOLE), 4));
        known = known(SESSION, DeliveryState.ACKNOWLEDGED, 3L);
        deliverer.deliver(PARTNER, push(SESSION, 4, appending));
        deliverer.deliver(PARTNER, push(SESSION, 5, appending));
        objects.put(SESSION, new CurrentObject(EncodedJson.of(WHOLE), 6));
        deliverer.forget();
        deliverer.deliver(PARTNER, push(SESSION, 6, appending));

        assertThat(methods()).containsExactly("PUT", "PATCH", "PUT");
    }

    @Test
    void aRefusalIsNotTriedAgainButACdrIs() {
        answers.add(2001);
        deliverer.deliver(PARTNER, push(SESSION, 3, PATCH));
        answers.add(2001);
        deliverer.deliver(PARTNER, push(CDR, 0, Request.of("POST", List.of(), "{}")));

        assertThat(recorded)
                .extracting(command -> ((RecordFailure) command).repeatable())
                .containsExactly(false, true);
        assertThat(recorded)
                .extracting(command -> ((RecordFailure) command).statusCode())
                .containsOnly(2001);
    }

    @Test
    void aCdrIsPostedAndItsUrlIsRemembered() {
        deliverer.deliver(PARTNER, push(CDR, 0, Request.of("POST", List.of(), "{}")));
        assertThat(sent.getFirst().url()).isEqualTo("https://ems.example/ocpi/cdrs");
        assertThat(recorded).containsExactly(acknowledged(CDR, 0, "POST", "https://ems.example/kept/1"));

        deliverer.deliver(PARTNER, wanted(CDR));
        assertThat(methods()).containsExactly("POST", "POST");
    }

    @Test
    void onlyWhatMayBeSentTwiceIsSentAgainWhenThereIsNoConnection() {
        OutboundFailure down = new OutboundFailure(OutboundFailure.Reason.NO_CONNECTION, "refused");
        answers.add(down);
        deliverer.deliver(PARTNER, push(TARIFF, 0, Request.of("PUT", List.of("nl", "tnm", "t1"), "{}")));
        answers.add(down);
        deliverer.deliver(PARTNER, push(SESSION, 3, PATCH));

        assertThat(methods()).containsExactly("PUT", "PUT", "PATCH");
        assertThat(recorded).first().isInstanceOf(RecordAcknowledgement.class);
        assertThat(recorded).last().isInstanceOf(RecordFailure.class);
    }

    @Test
    void aProjectionThatIsBehindIsAFailureThatIsTriedAgain() {
        shown = false;
        deliverer.deliver(PARTNER, wanted(SESSION));
        assertThat(sent).isEmpty();
        assertThat(recorded)
                .containsExactly(failed(
                        SESSION, 0, "PUT", "INTERNAL", "the push could not be made: Rejection", null, null, true));
    }

    @Test
    void whatIsNoPartnerAnyMoreIsToldNothing() {
        partners.clear();
        deliverer.deliver(PARTNER, push(SESSION, 3, PATCH));
        assertThat(sent).isEmpty();
        assertThat(recorded).isEmpty();
    }

    private List<String> methods() {
        return sent.stream().map(OutboundRequest::method).toList();
    }

    private void happened(ReplicaId id, long revision, Object event) {
        store.publish(new GenericDomainEventMessage<>(id.kind().name(), id.toString(), revision, event));
    }

    private static Push push(ReplicaId object, long revision, @Nullable Request request) {
        return new Push(object, revision, 100 + revision, "correlation", PartyId.of("DE", "EMS"), request, false);
    }

    private static Push wanted(ReplicaId object) {
        return new Push(object, 0, 200, "correlation", PartyId.of("DE", "EMS"), null, true);
    }

    private static RecordAcknowledgement acknowledged(
            ReplicaId object, long revision, String method, @Nullable String location) {
        return new RecordAcknowledgement(new DeliveryId(PARTNER, object), revision, method, location);
    }

    private static RecordFailure failed(
            ReplicaId object,
            long revision,
            String method,
            String reason,
            String detail,
            @Nullable Integer httpStatus,
            @Nullable Integer statusCode,
            boolean repeatable) {
        return new RecordFailure(
                new DeliveryId(PARTNER, object), revision, method, reason, detail, httpStatus, statusCode, repeatable);
    }

    private static DeliveryView known(ReplicaId object, DeliveryState state, @Nullable Long acknowledged) {
        return new DeliveryView(new DeliveryId(PARTNER, object), 0, state, acknowledged, 1, null, null, null);
    }

    private OutboundResponse exchange(OutboundRequest request) {
        sent.add(request);
        Object answer = answers.isEmpty() ? Integer.valueOf(1000) : answers.remove();
        return switch (answer) {
            case OutboundFailure failure -> throw failure;
            case Integer status when status == 404 -> response(404, 2003);
            case Integer code -> response(200, code);
            default -> throw new AssertionError(answer);
        };
    }

    private static OutboundResponse response(int status, int code) {
        return new OutboundResponse(
                status,
                Map.of("location", List.of("https://ems.example/kept/1")),
                ("{\"status_code\":" + code + "}").getBytes(StandardCharsets.UTF_8));
    }

    private Deliverer deliverer() {
        SimpleQueryBus bus = SimpleQueryBus.builder().build();
        bus.subscribe(
                ListPartnerLinks.class.getName(),
                ResolvableType.forClassWithGenerics(List.class, PartnerLink.class)
                        .getType(),
                message -> List.copyOf(partners));
        bus.subscribe(
                FindDelivery.class.getName(),
                ResolvableType.forClassWithGenerics(Optional.class, DeliveryView.class)
                        .getType(),
                message -> Optional.ofNullable(known)
                        .filter(view -> view.id().equals(((FindDelivery) message.getPayload()).deliveryId())));
        bus.subscribe(
                FindCurrentObject.class.getName(),
                ResolvableType.forClassWithGenerics(Optional.class, CurrentObject.class)
                        .getType(),
                message -> Optional.ofNullable(objects.get(((FindCurrentObject) message.getPayload()).id())));
        bus.subscribe(AwaitRevision.class.getName(), Boolean.class, message -> {
            awaited.add((AwaitRevision) message.getPayload());
            return shown;
        });
        QueryGateway queries = DefaultQueryGateway.builder().queryBus(bus).build();
        SimpleCommandBus commands = SimpleCommandBus.builder().build();
        for (Class<?> command : List.of(RecordAcknowledgement.class, RecordFailure.class)) {
            commands.subscribe(command.getName(), message -> {
                recorded.add((DeliveryCommand) message.getPayload());
                return new WriteResult(WriteResult.Kind.UPDATED, "d", 0);
            });
        }
        return new Deliverer(
                new KnownPartners(TestCalls.directory(queries)),
                TestCalls.over(this::exchange, Pushing.SEAL),
                new Ledger(DefaultCommandGateway.builder().commandBus(commands).build(), queries),
                new Origins(store),
                new Recipients(new OwnParties(List.of())),
                new SimpleMeterRegistry(),
                Traces.NONE);
    }
}
