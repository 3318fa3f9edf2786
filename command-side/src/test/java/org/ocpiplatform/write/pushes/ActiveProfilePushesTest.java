package org.ocpiplatform.write.pushes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ocpiplatform.ocpi.chargingprofiles.ActiveProfiles.limitedTo;
import static org.ocpiplatform.ocpi.credentials.CredentialsRoles.aRole;
import static org.ocpiplatform.ocpi.sessions.Sessions.aSession;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.commandhandling.gateway.DefaultCommandGateway;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.axonframework.messaging.MetaData;
import org.axonframework.queryhandling.DefaultQueryGateway;
import org.axonframework.queryhandling.QueryGateway;
import org.axonframework.queryhandling.SimpleQueryBus;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.ocpiplatform.contract.CurrentObject;
import org.ocpiplatform.contract.MessageOrigin;
import org.ocpiplatform.contract.ObjectQuery.FindCurrentObject;
import org.ocpiplatform.contract.OwnParties;
import org.ocpiplatform.contract.ReplicaId;
import org.ocpiplatform.contract.WriteResult;
import org.ocpiplatform.contract.activeprofiles.ActiveProfileEvent;
import org.ocpiplatform.contract.activeprofiles.ActiveProfileEvent.ActiveProfileReplaced;
import org.ocpiplatform.contract.activeprofiles.ActiveProfileEvent.ProfileSet;
import org.ocpiplatform.contract.deliveries.DeliveryCommand.RecordAcknowledgement;
import org.ocpiplatform.contract.deliveries.DeliveryQuery.FindDelivery;
import org.ocpiplatform.contract.deliveries.DeliveryView;
import org.ocpiplatform.contract.partners.PartnerLink;
import org.ocpiplatform.contract.partners.PartnerQuery.ListPartnerLinks;
import org.ocpiplatform.contract.projections.ProjectionQuery.AwaitRevision;
import org.ocpiplatform.contract.sessions.SessionEvent.SessionReplaced;
import org.ocpiplatform.contract.tracing.Traces;
import org.ocpiplatform.ocpi.PartyId;
import org.ocpiplatform.ocpi.Role;
import org.ocpiplatform.ocpi.json.EncodedJson;
import org.ocpiplatform.ocpi.json.OcpiJson;
import org.ocpiplatform.write.outbound.OutboundRequest;
import org.ocpiplatform.write.outbound.OutboundResponse;
import org.ocpiplatform.write.outbound.PartnerCalls;
import org.ocpiplatform.write.outbound.PartnerDirectory;
import org.ocpiplatform.write.outbound.TestCalls;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.core.ResolvableType;

/** Active profiles on their way from the events to the partners. */
class ActiveProfilePushesTest {

    private static final ReplicaId SESSION = ReplicaId.parse("cpo:sessions:NL:TNM:S1");
    private static final ReplicaId PROFILE = ReplicaId.parse("cpo:chargingprofiles:NL:TNM:S1");
    private static final ReplicaId COPY = ReplicaId.parse("emsp:chargingprofiles:NL:TNM:S1");
    private static final PartyId EMS = PartyId.of("DE", "EMS");
    private static final PartyId MSP = PartyId.of("NL", "MSP");

    private final EventStore store = EmbeddedEventStore.builder()
            .storageEngine(new InMemoryEventStorageEngine())
            .build();
    private final Map<ReplicaId, Long> revisions = new HashMap<>();
    private final Queue<OutboundRequest> sent = new ConcurrentLinkedQueue<>();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final QueryGateway queries = queries();
    private final PartnerDirectory directory = TestCalls.directory(queries);
    private final PartnerCalls calls = TestCalls.over(this::taken, Pushing.SEAL);
    private final KnownPartners partners = new KnownPartners(directory);
    private final Origins origins = new Origins(store);
    private final Recipients recipients = new Recipients(new OwnParties(List.of()));
    private final Ledger ledger = ledger();
    private final Lanes lanes =
            new Lanes(new Deliverer(partners, calls, ledger, origins, recipients, meters, Traces.NONE), meters);
    private final PushAutomation automation = new PushAutomation(
            partners,
            recipients,
            origins,
            lanes,
            ledger,
            new StaticListableBeanFactory().getBeanProvider(com.github.kagkarlsson.scheduler.SchedulerClient.class),
            new Resync(directory, calls, recipients, origins, ledger, queries),
            Clock.systemUTC());
    private long position;

    @AfterEach
    void close() throws Exception {
        lanes.destroy();
    }

    @Test
    void onlyWhoHasSetAProfileIsTold() throws Exception {
        happened(SESSION, new SessionReplaced(SESSION, aSession().withId("s1").build()), "tnm");
        happens(new ActiveProfileReplaced(PROFILE, limitedTo(32)), "tnm");
        assertThat(told()).isEmpty();

        happens(new ProfileSet(PROFILE, EMS, Instant.now().plusSeconds(60)), "ems");
        assertThat(told()).isEmpty();

        happens(new ActiveProfileReplaced(PROFILE, limitedTo(16)), "tnm");
        assertThat(told()).containsExactly("PUT https://ems.example/chargingprofiles/s1 16");
    }

    @Test
    void whatBecameKnownBeforeItWasNotedWhoHasSetAProfileIsToldThen() throws Exception {
        happened(SESSION, new SessionReplaced(SESSION, aSession().build()), "tnm");
        Instant since = Instant.now().minusSeconds(60);
        happens(new ActiveProfileReplaced(PROFILE, limitedTo(16)), "tnm");
        happens(new ProfileSet(PROFILE, EMS, since), "ems");
        assertThat(told()).containsExactly("PUT https://ems.example/chargingprofiles/S1 16");
    }

    @Test
    void whoAskedForItHasItFromTheAnswerButOthersAreTold() throws Exception {
        happened(SESSION, new SessionReplaced(SESSION, aSession().build()), "tnm");
        Instant later = Instant.now().plusSeconds(60);
        happens(new ProfileSet(PROFILE, EMS, later), "ems");
        happens(new ProfileSet(PROFILE, MSP, later), "msp");
        happens(new ActiveProfileReplaced(PROFILE, limitedTo(16)), "ems");
        assertThat(told()).containsExactly("PUT https://msp.example/chargingprofiles/S1 16");
    }

    @Test
    void whatOthersToldUsIsNotToldOn() throws Exception {
        happened(
                ReplicaId.parse("emsp:sessions:NL:TNM:S1"),
                new SessionReplaced(SESSION, aSession().build()),
                "tnm");
        happens(new ProfileSet(COPY, EMS, Instant.now()), "tnm");
        happens(new ActiveProfileReplaced(COPY, limitedTo(16)), "tnm");
        assertThat(told()).isEmpty();
    }

    /** What partners are told by the time that everything is done. */
    private List<String> told() throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (lanes.lowestUnfinished().isPresent() && System.nanoTime() < deadline) {
            TimeUnit.MILLISECONDS.sleep(5);
        }
        assertThat(lanes.lowestUnfinished()).isEmpty();
        return sent.stream()
                .map(request -> request.method() + " " + request.url() + " "
                        + OcpiJson.mapper()
                                .readTree(request.body())
                                .at("/charging_profile/charging_profile_period/0/limit"))
                .toList();
    }

    private void happens(ActiveProfileEvent event, String partner) {
        DomainEventMessage<?> message = happened(event.activeProfileId(), event, partner);
        automation.on(event, message, new GlobalSequenceTrackingToken(position));
    }

    private DomainEventMessage<?> happened(ReplicaId id, Object event, String partner) {
        long revision = revisions.merge(id, 0L, (before, none) -> before + 1);
        position++;
        DomainEventMessage<?> message = new GenericDomainEventMessage<>(
                id.kind().name(), id.toString(), revision, event, MetaData.with(MessageOrigin.PARTNER_ID, partner));
        store.publish(message);
        return message;
    }

    private OutboundResponse taken(OutboundRequest request) {
        sent.add(request);
        return new OutboundResponse(200, Map.of(), "{\"status_code\":1000}".getBytes(StandardCharsets.UTF_8));
    }

    private Optional<CurrentObject> current(ReplicaId id) {
        return store.readEvents(id.toString())
                .asStream()
                .filter(message -> message.getPayload() instanceof ActiveProfileReplaced)
                .reduce((first, second) -> second)
                .map(message -> new CurrentObject(
                        EncodedJson.value(((ActiveProfileReplaced) message.getPayload()).profile()),
                        revisions.get(id)));
    }

    private QueryGateway queries() {
        SimpleQueryBus bus = SimpleQueryBus.builder().build();
        List<PartnerLink> all = List.of(
                Pushing.partner("ems", "https://ems.example", Pushing.ALL_MODULES, aRole(Role.EMSP, "DE", "EMS")),
                Pushing.partner("msp", "https://msp.example", Pushing.ALL_MODULES, aRole(Role.EMSP, "NL", "MSP")),
                Pushing.partner("tnm", "https://tnm.example", Pushing.ALL_MODULES, aRole(Role.CPO, "NL", "TNM")));
        bus.subscribe(
                ListPartnerLinks.class.getName(),
                ResolvableType.forClassWithGenerics(List.class, PartnerLink.class)
                        .getType(),
                message -> all);
        bus.subscribe(
                FindDelivery.class.getName(),
                ResolvableType.forClassWithGenerics(Optional.class, DeliveryView.class)
                        .getType(),
                message -> Optional.empty());
        bus.subscribe(
                FindCurrentObject.class.getName(),
                ResolvableType.forClassWithGenerics(Optional.class, CurrentObject.class)
                        .getType(),
                message -> current(((FindCurrentObject) message.getPayload()).id()));
        bus.subscribe(AwaitRevision.class.getName(), Boolean.class, message -> true);
        return DefaultQueryGateway.builder().queryBus(bus).build();
    }

    private Ledger ledger() {
        SimpleCommandBus bus = SimpleCommandBus.builder().build();
        bus.subscribe(
                RecordAcknowledgement.class.getName(),
                message -> new WriteResult(WriteResult.Kind.UPDATED, "delivery", 0));
        return new Ledger(DefaultCommandGateway.builder().commandBus(bus).build(), queries);
    }
}
