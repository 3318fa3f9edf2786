package org.ocpiplatform.write.syncs;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.config.Configuration;
import org.axonframework.config.DefaultConfigurer;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.axonframework.queryhandling.QueryBus;
import org.axonframework.serialization.json.JacksonSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ocpiplatform.contract.MessageOrigin;
import org.ocpiplatform.contract.ObjectKind;
import org.ocpiplatform.contract.OwnParties;
import org.ocpiplatform.contract.Rejection;
import org.ocpiplatform.contract.WriteResult;
import org.ocpiplatform.contract.locations.LocationCommand.PutLocation;
import org.ocpiplatform.contract.partners.PartnerCommand.RecordQuirks;
import org.ocpiplatform.contract.partners.PartnerConnection;
import org.ocpiplatform.contract.partners.PartnerId;
import org.ocpiplatform.contract.partners.PartnerLink;
import org.ocpiplatform.contract.partners.PartnerQuery.FindPartnerLink;
import org.ocpiplatform.contract.partners.PartnerQuery.ListPartners;
import org.ocpiplatform.contract.partners.PartnerQuirks;
import org.ocpiplatform.contract.partners.PartnerState;
import org.ocpiplatform.contract.partners.PartnerView;
import org.ocpiplatform.contract.secrets.SecretSeal;
import org.ocpiplatform.contract.sessions.SessionCommand.PutSession;
import org.ocpiplatform.contract.syncs.SyncCounts;
import org.ocpiplatform.contract.syncs.SyncEvent;
import org.ocpiplatform.contract.syncs.SyncEvent.ObjectRefused;
import org.ocpiplatform.contract.syncs.SyncEvent.PageRead;
import org.ocpiplatform.contract.syncs.SyncEvent.SyncCompleted;
import org.ocpiplatform.contract.syncs.SyncEvent.SyncFailed;
import org.ocpiplatform.contract.syncs.SyncEvent.SyncStarted;
import org.ocpiplatform.contract.syncs.SyncId;
import org.ocpiplatform.contract.syncs.SyncMode;
import org.ocpiplatform.ocpi.InterfaceRole;
import org.ocpiplatform.ocpi.ModuleId;
import org.ocpiplatform.ocpi.PartyId;
import org.ocpiplatform.ocpi.Role;
import org.ocpiplatform.ocpi.credentials.CredentialsRoles;
import org.ocpiplatform.ocpi.json.OcpiJson;
import org.ocpiplatform.ocpi.locations.Location;
import org.ocpiplatform.ocpi.locations.Locations;
import org.ocpiplatform.ocpi.sessions.Session;
import org.ocpiplatform.ocpi.sessions.Sessions;
import org.ocpiplatform.ocpi.versions.Endpoint;
import org.ocpiplatform.write.Steps;
import org.ocpiplatform.write.outbound.OutboundFailure;
import org.ocpiplatform.write.outbound.OutboundRequest;
import org.ocpiplatform.write.outbound.OutboundResponse;
import org.ocpiplatform.write.outbound.TestOutbound;
import org.springframework.core.ResolvableType;
import tools.jackson.databind.node.ObjectNode;

class SyncRunnerTest {

    private static final PartnerId PARTNER = new PartnerId("p1");
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private static final Location LOCATION = Locations.aLocation().build();
    private static final String ENDPOINT = "https://cpo.example.com/ocpi/";

    private final SecureRandom random = new SecureRandom();
    private final SecretSeal seal = new SecretSeal(SecretSeal.newKey(random), random);
    private final InMemoryEventStorageEngine events = new InMemoryEventStorageEngine();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final List<OutboundRequest> requests = new ArrayList<>();
    private final List<CommandMessage<?>> commands = new ArrayList<>();
    private final AtomicBoolean stopping = new AtomicBoolean();
    private final SettableClock clock = new SettableClock();

    private Function<OutboundRequest, OutboundResponse> partner = request -> page(1, null);
    private Function<PutLocation, WriteResult.Kind> store = put -> WriteResult.Kind.CREATED;
    private Optional<PartnerLink> link = Optional.empty();
    private Configuration axon;
    private SyncRunner runner;

    private static final class SettableClock extends Clock {

        private Instant now = NOW;

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneOffset getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(java.time.ZoneId zone) {
            return this;
        }
    }

    @BeforeEach
    void start() {
        SyncSettings settings = new SyncSettings(true, Duration.ofHours(1), Duration.ofHours(24), 1_000);
        axon = DefaultConfigurer.defaultConfiguration(false)
                .configureSerializer(configuration -> JacksonSerializer.defaultSerializer())
                .configureEmbeddedEventStore(configuration -> events)
                .configureAggregate(SyncAggregate.class)
                .registerComponent(SyncSettings.class, configuration -> settings)
                .registerComponent(Clock.class, configuration -> clock)
                .registerComponent(SecureRandom.class, configuration -> random)
                .start();
        axon.commandBus().subscribe(PutLocation.class.getName(), message -> {
            commands.add(message);
            PutLocation put = (PutLocation) message.getPayload();
            return new WriteResult(store.apply(put), put.locationId().toString(), 0);
        });
        axon.commandBus().subscribe(PutSession.class.getName(), message -> {
            commands.add(message);
            return new WriteResult(WriteResult.Kind.CREATED, "s", 0);
        });
        axon.commandBus().subscribe(RecordQuirks.class.getName(), message -> {
            commands.add(message);
            return new WriteResult(WriteResult.Kind.UPDATED, PARTNER.value(), 1);
        });
        QueryBus queries = axon.queryBus();
        queries.<Object>subscribe(
                FindPartnerLink.class.getName(),
                ResolvableType.forClassWithGenerics(Optional.class, PartnerLink.class)
                        .getType(),
                query -> link);
        queries.<Object>subscribe(
                ListPartners.class.getName(),
                ResolvableType.forClassWithGenerics(List.class, PartnerView.class)
                        .getType(),
                query -> List.of());
        runner = new SyncRunner(
                TestOutbound.directory(axon.queryGateway()),
                TestOutbound.calls(
                        request -> {
                            requests.add(request);
                            return partner.apply(request);
                        },
                        seal),
                new Steps(axon.commandGateway()),
                new PulledObjects(axon.queryGateway()),
                axon.queryGateway(),
                new OwnParties(List.of(CredentialsRoles.aRole(Role.EMSP, "DE", "EMS"))),
                settings,
                clock,
                random,
                meters);
        link = Optional.of(linked(PartnerQuirks.NONE, ModuleId.LOCATIONS));
    }

    @AfterEach
    void stop() {
        axon.shutdown();
    }

    @Test
    void everyObjectBecomesTheCommandOfAPush() {
        partner = request -> page(2, null, json("L1"), json("L2"));
        store = put -> put.location().id().key().equals("L1") ? WriteResult.Kind.CREATED : WriteResult.Kind.UPDATED;

        Optional<Instant> next = run();

        assertThat(next)
                .hasValueSatisfying(at ->
                        assertThat(at).isBetween(NOW.plus(Duration.ofHours(1)), NOW.plus(Duration.ofMinutes(66))));
        SyncStarted started = only(SyncStarted.class);
        assertThat(started.mode()).isEqualTo(SyncMode.FULL);
        assertThat(only(SyncCompleted.class).counts()).isEqualTo(new SyncCounts(2, 1, 1, 0, 0, 0));
        assertThat(commands)
                .extracting(command ->
                        ((PutLocation) command.getPayload()).location().id().key())
                .containsExactly("L1", "L2");
        assertThat(commands.getFirst().getMetaData())
                .containsEntry(MessageOrigin.PARTNER_ID, "p1")
                .containsEntry(
                        MessageOrigin.COUNTRY_CODE,
                        LOCATION.party().countryCode().toString())
                .containsEntry(
                        MessageOrigin.PARTY_ID, LOCATION.party().partyId().toString())
                .containsEntry(MessageOrigin.CORRELATION_ID, started.correlationId())
                .containsKey(MessageOrigin.REQUEST_ID);
        OutboundRequest request = requests.getFirst();
        assertThat(request.url()).isEqualTo(ENDPOINT + "locations?offset=0&limit=100");
        assertThat(request.correlationId()).isEqualTo(started.correlationId());
        assertThat(request.peer().token()).isEqualTo("token-b");
        assertThat(request.routing().to()).isEqualTo(LOCATION.party());
        assertThat(request.routing().from()).isEqualTo(PartyId.of("DE", "EMS"));
        assertThat(meters.counter("ocpi.sync.objects", "partner", "p1", "module", "locations", "outcome", "created")
                        .count())
                .isEqualTo(1);
        assertThat(meters.get("ocpi.sync.runs")
                        .tag("outcome", "completed")
                        .timer()
                        .count())
                .isEqualTo(1);
    }

    @Test
    void aDeltaAsksFromTheWatermarkToItsOwnStart() {
        run();
        clock.now = NOW.plus(Duration.ofHours(2));
        run();

        assertThat(requests.getLast().url())
                .isEqualTo(
                        ENDPOINT
                                + "locations?date_from=2026-03-01T10%3A00%3A00Z&date_to=2026-03-01T12%3A00%3A00Z&offset=0&limit=100");
    }

    @Test
    void sessionsAreAskedForFromSomeDateOnEvenInFull() {
        Session session = Sessions.aSession().build();
        link = Optional.of(linked(PartnerQuirks.NONE, ModuleId.SESSIONS));
        partner = request -> page(1, null, OcpiJson.mapper().writeValueAsString(session));

        run();

        assertThat(requests.getFirst().url())
                .isEqualTo(ENDPOINT + "sessions?date_from=2000-01-01T00%3A00%3A00Z&offset=0&limit=100");
    }

    @Test
    void oneBadObjectDoesNotStopTheRest() {
        ObjectNode broken = OcpiJson.mapper().readValue(json("BAD"), ObjectNode.class);
        broken.put("time_zone", 7);
        ObjectNode foreign = OcpiJson.mapper().readValue(json("FOREIGN"), ObjectNode.class);
        foreign.put("party_id", "XXX");
        partner = request ->
                page(6, null, json("L1"), broken.toString(), "3", foreign.toString(), json("STALE"), json("RULE"));
        store = put -> switch (put.location().id().key()) {
            case "STALE" -> throw new Rejection(Rejection.Code.STALE, "stale");
            case "RULE" -> throw Rejection.invalid("breaks a rule");
            default -> WriteResult.Kind.CREATED;
        };

        run();

        assertThat(only(SyncCompleted.class).counts()).isEqualTo(new SyncCounts(6, 1, 0, 1, 1, 3));
        assertThat(of(ObjectRefused.class))
                .extracting(ObjectRefused::object, ObjectRefused::reason)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("BAD", "time_zone must be a string"),
                        org.assertj.core.groups.Tuple.tuple(null, "the list's element must be an object"),
                        org.assertj.core.groups.Tuple.tuple("RULE", "breaks a rule"));
    }

    @Test
    void whatCannotBeStoredForNowFailsTheRun() {
        partner = request -> page(1, null, json("L1"));
        store = put -> {
            throw new EventStoreException("down");
        };

        Optional<Instant> next = run();

        assertThat(only(SyncFailed.class).step()).isEqualTo("storing page 1");
        assertThat(of(SyncCompleted.class)).isEmpty();
        assertThat(next).hasValue(NOW.plus(Duration.ofMinutes(1)));
    }

    @Test
    void aPartnerThatIsDownFailsTheRunAndComesBack() {
        partner = request -> {
            throw new OutboundFailure(OutboundFailure.Reason.NO_CONNECTION, "connection refused");
        };
        assertThat(run()).hasValue(NOW.plus(Duration.ofMinutes(1)));
        assertThat(only(SyncFailed.class))
                .satisfies(failed -> assertThat(failed.step()).isEqualTo("page 1"))
                .satisfies(failed -> assertThat(failed.reason()).isEqualTo("connection refused"));

        assertThat(run()).hasValue(NOW.plus(Duration.ofMinutes(1)));
        assertThat(of(SyncStarted.class)).as("not due yet").hasSize(1);

        clock.now = NOW.plus(Duration.ofMinutes(1));
        partner = request -> page(1, null, json("L1"));
        run();
        assertThat(only(SyncCompleted.class).watermark()).isEqualTo(clock.now);
    }

    @Test
    void anErrorOfThePartnerIsToldInItsWords() {
        partner = request -> new OutboundResponse(
                200,
                Map.of(),
                "{\"status_code\":3000,\"status_message\":\"database down\"}".getBytes(StandardCharsets.UTF_8));

        run();

        assertThat(only(SyncFailed.class).reason()).contains("3000: database down");
    }

    @Test
    void aSmallerPageIsRemembered() {
        link = Optional.of(linked(new PartnerQuirks(true, null, null, null), ModuleId.LOCATIONS));
        partner = request -> withHeader(page(1, null, json("L1")), "x-limit", "25");

        run();

        assertThat(commands.getLast().getPayload())
                .isEqualTo(new RecordQuirks(PARTNER, new PartnerQuirks(true, null, 25, null)));
    }

    @Test
    void aRememberedPageSizeIsAskedFor() {
        link = Optional.of(linked(new PartnerQuirks(null, null, 25, null), ModuleId.LOCATIONS));
        partner = request -> withHeader(page(1, null, json("L1")), "x-limit", "25");

        run();

        assertThat(requests.getFirst().url()).endsWith("limit=25");
        assertThat(commands).hasSize(1);
    }

    @Test
    void aPlatformThatStopsLeavesTheRunToBeTakenUpAgain() {
        partner = request -> {
            stopping.set(true);
            return page(2, ENDPOINT + "locations?offset=1&limit=1", json("L1"));
        };

        assertThat(run()).hasValue(NOW);
        assertThat(of(PageRead.class)).hasSize(1);
        assertThat(of(SyncFailed.class)).isEmpty();

        stopping.set(false);
        partner = request -> page(2, null, json("L1"), json("L2"));
        run();
        assertThat(of(SyncStarted.class)).hasSize(2);
        assertThat(only(SyncCompleted.class).counts().read()).isEqualTo(2);
    }

    @Test
    void aPartnerThatIsNoLongerCalledIsDropped() {
        link = Optional.empty();

        assertThat(run()).isEmpty();
        assertThat(requests).isEmpty();
    }

    @Test
    void aPartnerThatPublishesNothingForUsIsLookedAtAgainLater() {
        link = Optional.of(linked(PartnerQuirks.NONE, ModuleId.TOKENS));

        assertThat(run()).hasValue(NOW.plus(Duration.ofHours(1)));
        assertThat(requests).isEmpty();
    }

    private Optional<Instant> run() {
        return runner.run(PARTNER, stopping::get);
    }

    private <E extends SyncEvent> E only(Class<E> type) {
        List<E> all = of(type);
        assertThat(all).hasSize(1);
        return all.getFirst();
    }

    private <E extends SyncEvent> List<E> of(Class<E> type) {
        return events.readEvents(new SyncId(PARTNER, kind()).toString())
                .asStream()
                .map(EventMessage::getPayload)
                .filter(type::isInstance)
                .<E>map(type::cast)
                .toList();
    }

    private ObjectKind kind() {
        return link.map(known -> known.partner().endpoints().getFirst().identifier())
                .filter(ModuleId.SESSIONS::equals)
                .map(module -> ObjectKind.SESSION)
                .orElse(ObjectKind.LOCATION);
    }

    private static String json(String id) {
        return OcpiJson.mapper()
                .writeValueAsString(Locations.aLocation().withId(id).build());
    }

    private PartnerLink linked(PartnerQuirks seen, ModuleId module) {
        PartnerConnection connection = new PartnerConnection(
                "https://cpo.example.com/ocpi/versions",
                seal.seal("token-b"),
                List.of(new Endpoint(module, InterfaceRole.SENDER, ENDPOINT + module.value())));
        PartnerView view = new PartnerView(
                        PARTNER,
                        "CPO",
                        PartnerState.REGISTERED,
                        List.of(CredentialsRoles.aRole(
                                Role.CPO,
                                LOCATION.party().countryCode().toString(),
                                LOCATION.party().partyId().toString())),
                        null,
                        NOW,
                        null,
                        List.of(),
                        seen,
                        PartnerQuirks.NONE)
                .reachedBy(connection);
        return new PartnerLink(view, connection);
    }

    private static OutboundResponse page(int total, String next, String... objects) {
        String body = "{\"status_code\":1000,\"data\":[" + String.join(",", objects) + "]}";
        OutboundResponse response = new OutboundResponse(
                200, Map.of("x-total-count", List.of("" + total)), body.getBytes(StandardCharsets.UTF_8));
        return next == null ? response : withHeader(response, "link", "<" + next + ">; rel=\"next\"");
    }

    private static OutboundResponse withHeader(OutboundResponse response, String name, String value) {
        Map<String, List<String>> headers = new HashMap<>(response.headers());
        headers.put(name, List.of(value));
        return new OutboundResponse(response.status(), headers, response.body());
    }
}
