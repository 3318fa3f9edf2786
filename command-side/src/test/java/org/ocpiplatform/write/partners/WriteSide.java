package org.ocpiplatform.write.partners;

import static org.ocpiplatform.ocpi.credentials.CredentialsRoles.aRole;

import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.axonframework.commandhandling.AnnotationCommandHandlerAdapter;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.commandhandling.gateway.DefaultCommandGateway;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventsourcing.EventSourcingRepository;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.axonframework.queryhandling.DefaultQueryGateway;
import org.axonframework.queryhandling.QueryGateway;
import org.axonframework.queryhandling.SimpleQueryBus;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.contract.OwnParties;
import org.ocpiplatform.contract.backoffice.CpoOwnerId;
import org.ocpiplatform.contract.partners.AccessTokens;
import org.ocpiplatform.contract.partners.OwnInterfaces;
import org.ocpiplatform.contract.partners.PartnerLink;
import org.ocpiplatform.contract.partners.PartnerQuery.ListPartnerLinks;
import org.ocpiplatform.contract.partners.PartnerQuery.ListPartners;
import org.ocpiplatform.contract.partners.PartnerView;
import org.ocpiplatform.contract.partners.PartyClaimId;
import org.ocpiplatform.contract.projections.ProjectionQuery.AwaitRevision;
import org.ocpiplatform.contract.secrets.SecretSeal;
import org.ocpiplatform.ocpi.InterfaceRole;
import org.ocpiplatform.ocpi.ModuleId;
import org.ocpiplatform.ocpi.PartyId;
import org.ocpiplatform.ocpi.Role;
import org.ocpiplatform.ocpi.credentials.CredentialsRole;
import org.ocpiplatform.ocpi.versions.Endpoint;
import org.ocpiplatform.write.Steps;
import org.ocpiplatform.write.outbound.Contacts;
import org.ocpiplatform.write.outbound.OutboundFailure;
import org.ocpiplatform.write.outbound.OutboundHttp;
import org.ocpiplatform.write.outbound.OutboundRequest;
import org.ocpiplatform.write.outbound.OutboundResponse;
import org.ocpiplatform.write.outbound.OutboundSettings;
import org.ocpiplatform.write.outbound.PartnerCalls;
import org.ocpiplatform.write.parties.PartyClaims;
import org.ocpiplatform.write.parties.TestPartyClaims;
import org.springframework.core.ResolvableType;

/** The command side of partners in memory, with other platforms that answer as they are told. */
final class WriteSide implements OutboundHttp {

    static final CredentialsRole OWN_CPO = aRole(Role.CPO, "NL", "OWN");
    static final String OWN_VERSIONS = "https://we.example/ocpi/versions";

    final List<OutboundRequest> requests = new CopyOnWriteArrayList<>();
    final SecretSeal seal;
    volatile Clock clock = Clock.systemUTC();
    volatile List<PartnerView> views = List.of();
    volatile List<PartnerLink> links = List.of();
    volatile boolean shown = true;
    /** Parties of ours that have joined those of the start. */
    volatile List<CredentialsRole> registered = List.of();

    private final SecureRandom random = new SecureRandom();
    private final Map<String, Function<OutboundRequest, OutboundResponse>> answers = new ConcurrentHashMap<>();
    private final InMemoryEventStorageEngine events = new InMemoryEventStorageEngine();
    private final CommandGateway commands;
    private final RegistrationSteps steps;
    private final QueryGateway queries;
    private final PartyClaims claims;
    final OwnDescription ourselves;

    WriteSide() {
        this(null);
    }

    WriteSide(@Nullable PartyId hub) {
        OwnParties own = new OwnParties(List.of(OWN_CPO), hub, () -> registered);
        seal = new SecretSeal(SecretSeal.newKey(random), random);
        EventStore eventStore =
                EmbeddedEventStore.builder().storageEngine(events).build();
        claims = TestPartyClaims.in(eventStore);
        SimpleCommandBus bus = SimpleCommandBus.builder().build();
        commands = DefaultCommandGateway.builder().commandBus(bus).build();
        SimpleQueryBus queryBus = SimpleQueryBus.builder().build();
        answer(queryBus, AwaitRevision.class, Boolean.class, () -> shown);
        answer(queryBus, ListPartners.class, list(PartnerView.class), () -> views);
        answer(queryBus, ListPartnerLinks.class, list(PartnerLink.class), () -> links);
        queries = DefaultQueryGateway.builder().queryBus(queryBus).build();
        steps = new RegistrationSteps(new Steps(commands), queries);
        ourselves = new OwnDescription(
                own,
                new OwnInterfaces(
                        OWN_VERSIONS,
                        List.of(new Endpoint(
                                ModuleId.CREDENTIALS, InterfaceRole.SENDER, "https://we.example/credentials"))),
                queries);
        Clock now = new Clock() {
            @Override
            public java.time.ZoneId getZone() {
                return clock.getZone();
            }

            @Override
            public Clock withZone(java.time.ZoneId zone) {
                return clock.withZone(zone);
            }

            @Override
            public java.time.Instant instant() {
                return clock.instant();
            }
        };
        new AnnotationCommandHandlerAdapter<>(new PartnerCommandHandler(
                        EventSourcingRepository.builder(PartnerAggregate.class)
                                .eventStore(eventStore)
                                .build(),
                        claims,
                        own,
                        now,
                        new OutboundSettings(true, Duration.ofSeconds(5), Duration.ofSeconds(15), 1000, 8)))
                .subscribe(bus);
        new AnnotationCommandHandlerAdapter<>(new Handshakes(
                        steps,
                        ourselves,
                        new PartnerCalls(this, seal, new Contacts(now)),
                        new Contacts(now),
                        seal,
                        new AccessTokens(random)))
                .subscribe(bus);
    }

    /** The rounds that look after this side's partners. */
    CredentialsUpkeep.Rounds rounds(Duration rotateAfter) {
        return new CredentialsUpkeep.Rounds(
                new org.ocpiplatform.write.outbound.PartnerDirectory(queries),
                steps,
                ourselves,
                commands,
                new PartnerSettings(rotateAfter, Duration.ofMinutes(1)),
                clock);
    }

    /** A company registers with this party; nobody is told of it by that alone. */
    void takeOver(PartyClaimId claim, String company) {
        TestPartyClaims.store(claims, all -> all.takeOver(claim, new CpoOwnerId(company)));
    }

    <R> R send(Object command) {
        return commands.sendAndWait(command);
    }

    List<Object> stored() {
        return events.readEvents(null, false)
                .<Object>map(EventMessage::getPayload)
                .toList();
    }

    /** The stored events of one type, oldest first. */
    <E> List<E> stored(Class<E> type) {
        return stored().stream().filter(type::isInstance).map(type::cast).toList();
    }

    /** From now on, requests like {@code GET https://they.example/versions} are answered so. */
    void when(String request, int status, String body) {
        answers.put(request, sent -> response(status, body));
    }

    void when(String request, Function<OutboundRequest, OutboundResponse> answer) {
        answers.put(request, answer);
    }

    static OutboundResponse response(int status, String body) {
        return new OutboundResponse(status, Map.of(), body.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public OutboundResponse exchange(OutboundRequest request) {
        requests.add(request);
        return Optional.ofNullable(answers.get(request.method() + " " + request.url()))
                .orElseThrow(() ->
                        new OutboundFailure(OutboundFailure.Reason.NO_CONNECTION, request.url() + " cannot be reached"))
                .apply(request);
    }

    /** The requests as method and path. */
    List<String> asked() {
        List<String> asked = new ArrayList<>();
        requests.forEach(request -> asked.add(request.method() + " " + request.url()));
        return asked;
    }

    private static <Q> void answer(
            SimpleQueryBus bus, Class<Q> query, Type type, java.util.function.Supplier<Object> answer) {
        bus.<Object>subscribe(query.getName(), type, message -> answer.get());
    }

    private static Type list(Class<?> type) {
        return ResolvableType.forClassWithGenerics(List.class, type).getType();
    }
}
