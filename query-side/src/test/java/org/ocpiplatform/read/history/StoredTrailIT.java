package org.ocpiplatform.read.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.snapshotting.SnapshotFilter;
import org.axonframework.messaging.MetaData;
import org.axonframework.serialization.upcasting.event.NoOpEventUpcaster;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ocpiplatform.contract.MessageOrigin;
import org.ocpiplatform.contract.ObjectKind;
import org.ocpiplatform.contract.Rejection;
import org.ocpiplatform.contract.ReplicaId;
import org.ocpiplatform.contract.history.Actor;
import org.ocpiplatform.contract.history.EventProof;
import org.ocpiplatform.contract.history.ExportFilter;
import org.ocpiplatform.contract.history.ExportedEvent;
import org.ocpiplatform.contract.history.HistoryEvent;
import org.ocpiplatform.contract.history.Moment;
import org.ocpiplatform.contract.history.ObjectHistory;
import org.ocpiplatform.contract.history.ObjectLocator;
import org.ocpiplatform.contract.history.Pages;
import org.ocpiplatform.contract.history.PastObject;
import org.ocpiplatform.contract.incoming.IncomingRequest;
import org.ocpiplatform.contract.incoming.IncomingRequestEvent.RequestReceived;
import org.ocpiplatform.contract.invoicereconciliation.InvoiceReconciliationEvent.RecordWithdrawn;
import org.ocpiplatform.contract.partners.PartnerEvent.PartnerInvited;
import org.ocpiplatform.contract.partners.PartnerEvent.PartnerUnregistered;
import org.ocpiplatform.contract.partners.PartnerId;
import org.ocpiplatform.contract.remote.RemoteOperation;
import org.ocpiplatform.contract.remote.RequestId;
import org.ocpiplatform.contract.sessions.SessionEvent.SessionPatched;
import org.ocpiplatform.contract.sessions.SessionEvent.SessionReplaced;
import org.ocpiplatform.contract.storage.StoredTypeSerializer;
import org.ocpiplatform.embedded.DataDirectory;
import org.ocpiplatform.embedded.postgres.PostgresServer;
import org.ocpiplatform.eventstore.EventLog;
import org.ocpiplatform.eventstore.EventStoreSettings;
import org.ocpiplatform.eventstore.PostgresEventLog;
import org.ocpiplatform.eventstore.PostgresEventStorageEngine;
import org.ocpiplatform.eventstore.PostgresEventStore;
import org.ocpiplatform.eventstore.Sealing;
import org.ocpiplatform.eventstore.audit.Checkpoints;
import org.ocpiplatform.eventstore.audit.Proofs;
import org.ocpiplatform.eventstore.audit.SealingKeys;
import org.ocpiplatform.eventstore.audit.Verification;
import org.ocpiplatform.eventstore.audit.Witness;
import org.ocpiplatform.ocpi.CiString;
import org.ocpiplatform.ocpi.PartyId;
import org.ocpiplatform.ocpi.Side;
import org.ocpiplatform.ocpi.json.OcpiJson;
import org.ocpiplatform.ocpi.sessions.Session;
import org.ocpiplatform.ocpi.sessions.Sessions;
import org.postgresql.ds.PGSimpleDataSource;
import tools.jackson.databind.JsonNode;

/** What auditors are told of a real event store. */
class StoredTrailIT {

    private static final PartyId CPO = PartyId.of("NL", "TNM");
    private static final PartyId EMSP = PartyId.of("DE", "EMS");
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00.123456Z");
    private static final ReplicaId SESSION = new ReplicaId(Side.CPO, ObjectKind.SESSION, CPO, CiString.of("s1"));
    private static final ObjectLocator S1 = locator("sessions", "S1");

    @TempDir
    static Path dataDir;

    private static DataDirectory directory;
    private static PostgresServer postgres;
    private static int databases;

    private PGSimpleDataSource dataSource;
    private PostgresEventStorageEngine engine;
    private Checkpoints checkpoints;
    private StoredTrail trail;
    private final Map<String, Long> revisions = new HashMap<>();
    private Instant now = NOON;

    private static final class NoWitness implements Witness {

        @Override
        public Optional<Sight> last() {
            return Optional.empty();
        }

        @Override
        public void saw(Sight checkpoint) {}
    }

    @BeforeAll
    static void startPostgres() {
        directory = DataDirectory.open(dataDir);
        postgres = PostgresServer.start(directory);
    }

    @AfterAll
    static void stopPostgres() {
        postgres.close();
        directory.close();
    }

    @BeforeEach
    void open() throws Exception {
        dataSource = new PGSimpleDataSource();
        dataSource.setUrl(postgres.jdbcUrl());
        dataSource.setUser(postgres.username());
        dataSource.setPassword(postgres.password());
        String database = "trail" + ++databases;
        sql("CREATE DATABASE " + database);
        dataSource.setDatabaseName(database);
        StoredTypeSerializer serializer = StoredTypeSerializer.create();
        engine = PostgresEventStorageEngine.open(
                dataSource,
                serializer,
                serializer,
                NoOpEventUpcaster.INSTANCE,
                SnapshotFilter.allowAll(),
                EventStoreSettings.defaults(),
                Sealing.NONE);
        EventLog log = new PostgresEventLog(dataSource);
        KeyPair key = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        SealingKeys keys = new SealingKeys(key, () -> List.of(key.getPublic()));
        checkpoints = new Checkpoints(dataSource, keys, Clock.systemUTC());
        PostgresEventStore events = new PostgresEventStore(engine);
        Chronicles chronicles = Shapes.chronicles();
        Addresses addresses = new Addresses(events, chronicles, new ObjectStates(events, chronicles));
        trail = new StoredTrail(
                new Histories(events, log, chronicles, addresses),
                new Exports(log, engine, addresses),
                log,
                new Verification(log, checkpoints, new NoWitness(), engine::headPosition),
                checkpoints,
                new Proofs(log, checkpoints),
                keys);
    }

    @AfterEach
    void close() {
        engine.close();
    }

    private static ObjectLocator locator(String module, String id) {
        return new ObjectLocator(Side.CPO, module, CPO, CiString.of(id), null);
    }

    private void sql(String statement) throws Exception {
        try (Connection connection = dataSource.getConnection();
                Statement execution = connection.createStatement()) {
            execution.execute(statement);
        }
    }

    /** Stores an aggregate's next event, a second after the one before. */
    private void happened(String aggregateId, Object payload) {
        long revision = revisions.merge(aggregateId, 0L, (last, first) -> last + 1);
        Instant time = now;
        now = now.plusSeconds(1);
        engine.appendEvents(new GenericDomainEventMessage<>(
                "Type",
                aggregateId,
                revision,
                payload,
                MetaData.from(Map.of(
                        MessageOrigin.PARTNER_ID, "partner-1",
                        MessageOrigin.COUNTRY_CODE, "NL",
                        MessageOrigin.PARTY_ID, "TNM",
                        MessageOrigin.REQUEST_ID, "request-" + revision)),
                aggregateId + "/" + revision,
                time));
    }

    private void sessionOf(int events) {
        happened(
                SESSION.toString(),
                new SessionReplaced(
                        SESSION,
                        OcpiJson.mapper()
                                .treeToValue(Sessions.aSession().withId("s1").json(), Session.class)));
        for (int kwh = 1; kwh < events; kwh++) {
            sessionCharges(kwh);
        }
    }

    private void sessionCharges(int kwh) {
        happened(
                SESSION.toString(),
                new SessionPatched(SESSION, OcpiJson.mapper().createObjectNode().put("kwh", kwh)));
    }

    private static <T> List<T> all(Pages<T> pages) {
        try (pages) {
            List<T> all = new ArrayList<>();
            for (List<T> page = pages.next(); !page.isEmpty(); page = pages.next()) {
                all.addAll(page);
            }
            return all;
        }
    }

    private static ExportFilter everything() {
        return new ExportFilter(null, null, null, null, 0, Long.MAX_VALUE, true);
    }

    private List<Long> positions(ExportFilter filter) {
        return all(trail.export(filter).events()).stream()
                .map(ExportedEvent::position)
                .toList();
    }

    private static JsonNode json(PastObject past) {
        return OcpiJson.mapper().readTree(past.json());
    }

    @Test
    void aLongHistoryIsReadInPages() {
        sessionOf(250);

        ObjectHistory history = trail.events(S1, -1, Long.MAX_VALUE);

        assertThat(history.object().id()).isEqualTo("s1");
        List<HistoryEvent> events = all(history.events());
        assertThat(events).hasSize(250);
        assertThat(events.stream().map(HistoryEvent::revision))
                .containsExactlyElementsOf(LongStream.range(0, 250).boxed().toList());
        HistoryEvent last = events.getLast();
        assertThat(last.actor()).isEqualTo(new Actor("partner-1", "NL", "TNM", null));
        assertThat(last.requestId()).isEqualTo("request-249");
        assertThat(last.correlationId()).isNull();
        assertThat(last.occurredAt()).isEqualTo("2026-03-01T12:04:09.123456Z");
        assertThat(last.changes().getFirst().path()).isEqualTo("/kwh");
        assertThat(last.changes().getFirst().before().asInt()).isEqualTo(248);
        assertThat(last.previousHash()).isEqualTo(events.get(248).hash());
    }

    @Test
    void aPartOfAHistoryIsThatPartOfTheWhole() {
        sessionOf(10);

        List<HistoryEvent> whole = all(trail.events(S1, -1, Long.MAX_VALUE).events());

        assertThat(all(trail.events(S1, 3, 2).events())).isEqualTo(whole.subList(4, 6));
        assertThat(all(trail.events(S1, 9, 5).events())).isEmpty();
    }

    @Test
    void momentsAreInclusiveToTheMicrosecond() {
        sessionOf(3);

        assertThat(trail.object(S1, new Moment.AtTime(NOON)).revision()).isZero();
        assertThat(trail.object(S1, new Moment.AtTime(NOON.plusSeconds(1).minusNanos(1000)))
                        .revision())
                .isZero();
        PastObject second = trail.object(S1, new Moment.AtTime(NOON.plusSeconds(1)));
        assertThat(second.revision()).isEqualTo(1);
        assertThat(second.position()).isEqualTo(2);
        assertThat(json(second).get("kwh").asInt()).isEqualTo(1);
        assertThat(json(trail.object(S1, new Moment.Now())).get("kwh").asInt()).isEqualTo(2);
        assertThat(json(trail.object(S1, new Moment.AtRevision(1))).get("kwh").asInt())
                .isEqualTo(1);
        for (Moment nothing : List.of(new Moment.AtTime(NOON.minusNanos(1000)), new Moment.AtRevision(3))) {
            assertNotFound(() -> trail.object(S1, nothing));
        }
    }

    private static void assertNotFound(Runnable question) {
        assertThatExceptionOfType(Rejection.class)
                .isThrownBy(question::run)
                .extracting(Rejection::code)
                .isEqualTo(Rejection.Code.NOT_FOUND);
    }

    @Test
    void whatIsStoredIsShownAtOnce() {
        sessionOf(1);
        for (int kwh = 1; kwh < 20; kwh++) {
            sessionCharges(kwh);
            assertThat(json(trail.object(S1, new Moment.Now())).get("kwh").asInt())
                    .isEqualTo(kwh);
        }
    }

    @Test
    void whatNeverWasOrIsWithdrawnIsNotFound() {
        ReplicaId filed = new ReplicaId(Side.CPO, ObjectKind.INVOICE_RECONCILIATION_RECORD, CPO, CiString.of("INV"));
        happened(filed.toString(), new RecordWithdrawn(filed));
        happened("partner-1", new PartnerUnregistered(new PartnerId("partner-1")));

        assertNotFound(() -> trail.object(locator("invoicereconciliation", "INV"), new Moment.Now()));
        assertThat(all(trail.events(locator("invoicereconciliation", "INV"), -1, 10)
                        .events()))
                .hasSize(1);
        assertNotFound(() -> trail.object(S1, new Moment.Now()));
        assertNotFound(() -> trail.events(S1, -1, 10));
        assertNotFound(() -> trail.events(locator("commands", "partner-1"), -1, 10));
        assertNotFound(() -> trail.proof(S1, null));
        assertNotFound(() -> trail.proof(99));
    }

    @Test
    void requestsAboutProfilesAreFoundBesideTheProfiles() {
        happened(
                "uid-1",
                new RequestReceived(
                        new RequestId("uid-1"),
                        new IncomingRequest(
                                RemoteOperation.CHARGING_PROFILE,
                                new PartnerId("p"),
                                EMSP,
                                CPO,
                                "https://partner.example",
                                OcpiJson.mapper().createObjectNode(),
                                30),
                        NOON));

        assertThat(trail.object(locator("chargingprofiles", "uid-1"), new Moment.Now())
                        .json())
                .contains("\"operation\":\"CHARGING_PROFILE\"");
        assertNotFound(() -> trail.object(locator("commands", "uid-1"), new Moment.Now()));
        assertThat(all(trail.export(new ExportFilter("chargingprofiles", Side.CPO, null, null, 0, 10, false))
                                .events())
                        .getFirst()
                        .object()
                        .id())
                .isEqualTo("uid-1");
        assertThat(positions(new ExportFilter("commands", null, null, null, 0, 10, false)))
                .isEmpty();
    }

    @Test
    void anExportHoldsEverythingUpToWhereTheStoreEndedWhenItBegan() {
        sessionOf(450);

        var export = trail.export(everything());
        sessionCharges(999);

        assertThat(export.head()).isEqualTo(450);
        List<ExportedEvent> events = all(export.events());
        assertThat(events).hasSize(450);
        assertThat(events.stream().map(ExportedEvent::position))
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, 450).boxed().toList());
        ExportedEvent last = events.getLast();
        assertThat(json(last).at("/patch/kwh").asInt()).isEqualTo(449);
        assertThat(last.stored().payload())
                .isEqualTo("{\"session_id\":\"cpo:sessions:NL:TNM:S1\",\"patch\":{\"kwh\":449}}");
        assertThat(last.object().id()).isEqualTo("S1");
        assertThat(last.aggregate()).isEqualTo(new ExportedEvent.Aggregate("cpo:sessions:NL:TNM:S1", "Type", 449));
    }

    @Test
    void anExportIsNarrowedAndResumed() {
        sessionOf(5);
        happened("partner-1", new PartnerUnregistered(new PartnerId("partner-1")));
        IntStream.range(5, 400).forEach(this::sessionCharges);

        assertThat(positions(new ExportFilter("sessions", null, null, null, 3, 4, false)))
                .containsExactly(4L, 5L, 7L, 8L);
        assertThat(positions(new ExportFilter(null, Side.EMSP, null, null, 0, 4, false)))
                .isEmpty();
        assertThat(positions(new ExportFilter(null, null, null, null, 398, 400, false)))
                .containsExactly(399L, 400L, 401L);
        assertThat(positions(new ExportFilter(
                        null, null, NOON.plusSeconds(300), NOON.plusSeconds(302), 0, Long.MAX_VALUE, false)))
                .containsExactly(301L, 302L);
        assertThat(json(all(trail.export(new ExportFilter("sessions", null, NOON.plusSeconds(300), null, 0, 1, false))
                                        .events())
                                .getFirst())
                        .at("/patch/kwh")
                        .asInt())
                .isEqualTo(299);
    }

    @Test
    void secretsAreNeitherExportedNorProved() {
        happened("partner-1", new PartnerInvited(new PartnerId("partner-1"), "Somebody", List.of(), null, "THE-HASH"));
        checkpoints.seal();

        ExportedEvent exported = all(trail.export(everything()).events()).getFirst();
        assertThat(json(exported).get("token_hash").asString()).isEqualTo("(secret)");
        assertThat(exported.stored()).isNull();
        EventProof.StoredForm proved = trail.proof(1).event();
        assertThat(proved.payload()).isNull();
        assertThat(proved.metadata()).isNull();
        assertThat(proved.payloadSha256()).isEqualTo(exported.payloadSha256());
    }

    private static JsonNode json(ExportedEvent event) {
        return OcpiJson.mapper().readTree(event.payload());
    }

    @Test
    void aProofWaitsForItsCheckpoint() {
        sessionOf(3);

        assertThatExceptionOfType(Rejection.class)
                .isThrownBy(() -> trail.proof(S1, 1L))
                .extracting(Rejection::code)
                .isEqualTo(Rejection.Code.CONFLICT);
        checkpoints.seal();
        assertThat(trail.proof(S1, 1L).event().position()).isEqualTo(2);
        assertThat(trail.proof(S1, null)).isEqualTo(trail.proof(3));
        assertThat(trail.proof(3).event().payload()).contains("\"kwh\":2");
        assertThat(trail.checkpoints(0, 10)).hasSize(1);
        assertThat(trail.proof(3).checkpoint())
                .isEqualTo(trail.checkpoints(0, 10).getFirst());
        assertThat(trail.keys().getFirst().id())
                .isEqualTo(trail.proof(3).checkpoint().keyId());
    }

    @Test
    void whatWasTamperedWithIsShownAsFarAsItIsUnderstood() throws Exception {
        sessionOf(4);
        sql("UPDATE domain_events SET payload = convert_to('no JSON', 'UTF8') WHERE position = 2");
        sql("UPDATE domain_events SET metadata = convert_to('no JSON', 'UTF8') WHERE position = 3");
        sql("UPDATE domain_events SET payload_type = 'unknown.type' WHERE position = 4");

        List<HistoryEvent> events = all(trail.events(S1, -1, 10).events());
        assertThat(events).hasSize(4);
        assertThat(events.get(0).changes()).hasSize(1);
        assertThat(events.get(1).payload()).isNull();
        assertThat(events.subList(1, 4))
                .allSatisfy(event -> assertThat(event.changes()).isNull());
        assertThat(trail.object(S1, new Moment.AtRevision(0)).revision()).isZero();
        assertThatExceptionOfType(Rejection.class)
                .isThrownBy(() -> trail.object(S1, new Moment.Now()))
                .extracting(Rejection::code)
                .isEqualTo(Rejection.Code.CONFLICT);

        List<ExportedEvent> exported = all(trail.export(everything()).events());
        assertThat(exported).hasSize(4);
        assertThat(exported.get(1).payload()).isNull();
        assertThat(exported.get(1).stored().payload()).isEqualTo("no JSON");
        assertThat(exported.get(2).actor()).isEqualTo(new Actor(null, null, null, null));
        assertThat(exported.get(3).type()).isEqualTo("unknown.type");
        assertThat(exported.get(3).stored()).as("of what is unknown").isNull();
        assertThat(trail.verify(1, Long.MAX_VALUE).firstBrokenPosition()).isEqualTo(2);
    }

    @Test
    void aMissingEventIsNotBridged() throws Exception {
        sessionOf(4);
        sql("DELETE FROM domain_events WHERE position = 2");

        List<HistoryEvent> events = all(trail.events(S1, -1, 10).events());
        assertThat(events.stream().map(HistoryEvent::revision)).containsExactly(0L, 2L, 3L);
        assertThat(events.get(1).payload()).isNotNull();
        assertThat(events.get(1).changes()).isNull();
        assertThatExceptionOfType(Rejection.class).isThrownBy(() -> trail.object(S1, new Moment.Now()));
        assertThat(positions(everything())).containsExactly(1L, 3L, 4L);
        assertThat(trail.verify(1, Long.MAX_VALUE).intact()).isFalse();
    }
}
