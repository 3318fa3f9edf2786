package org.ocpiplatform.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.snapshotting.SnapshotFilter;
import org.axonframework.modelling.command.ConcurrencyException;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.upcasting.event.NoOpEventUpcaster;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ocpiplatform.contract.ReplicaId;
import org.ocpiplatform.contract.privacy.KeyRing;
import org.ocpiplatform.contract.privacy.Person;
import org.ocpiplatform.contract.privacy.PersonalData;
import org.ocpiplatform.contract.secrets.SecretSeal;
import org.ocpiplatform.contract.sessions.SessionEvent.SessionReplaced;
import org.ocpiplatform.contract.storage.StoredTypeSerializer;
import org.ocpiplatform.contract.tokens.TokenEvent.TokenReplaced;
import org.ocpiplatform.contract.tokens.TokenKey;
import org.ocpiplatform.embedded.DataDirectory;
import org.ocpiplatform.embedded.postgres.PostgresServer;
import org.ocpiplatform.eventstore.EventLog;
import org.ocpiplatform.eventstore.EventStoreSettings;
import org.ocpiplatform.eventstore.LinkedEvent;
import org.ocpiplatform.eventstore.PersonKeyTable;
import org.ocpiplatform.eventstore.PostgresEventLog;
import org.ocpiplatform.eventstore.PostgresEventStorageEngine;
import org.ocpiplatform.eventstore.PostgresEventStore;
import org.ocpiplatform.eventstore.Sealing;
import org.ocpiplatform.eventstore.StoredEvent;
import org.ocpiplatform.ocpi.CiString;
import org.ocpiplatform.ocpi.PartyId;
import org.ocpiplatform.ocpi.Side;
import org.ocpiplatform.ocpi.json.OcpiJson;
import org.ocpiplatform.ocpi.sessions.Session;
import org.ocpiplatform.ocpi.tokens.Token;
import org.ocpiplatform.ocpi.tokens.TokenType;
import org.ocpiplatform.ocpi.tokens.WhitelistType;
import tools.jackson.databind.node.ObjectNode;

/** Personal data in the tables of a real PostgreSQL: sealed there, and nowhere else. */
class SealedEventsIT {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final SecretSeal SECRET = new SecretSeal(SecretSeal.newKey(RANDOM), RANDOM);
    private static final Serializer SERIALIZER = StoredTypeSerializer.create();
    private static final PartyId PARTY = PartyId.of("NL", "TNM");

    @TempDir
    static Path directory;

    private static DataDirectory dataDirectory;
    private static PostgresServer postgres;
    private static int databases;

    private final Deque<AutoCloseable> opened = new ArrayDeque<>();
    private String url = "";

    @BeforeAll
    static void startPostgres() {
        dataDirectory = DataDirectory.open(directory);
        postgres = PostgresServer.start(dataDirectory);
    }

    @AfterAll
    static void stopPostgres() {
        postgres.close();
        dataDirectory.close();
    }

    @AfterEach
    void closeNodes() throws Exception {
        while (!opened.isEmpty()) {
            opened.pop().close();
        }
    }

    private record Node(PostgresEventStorageEngine engine, KeyRing keys, EventLog log) {

        List<DomainEventMessage<?>> load(ReplicaId id) {
            DomainEventStream stream = engine.readEvents(id.toString());
            List<DomainEventMessage<?>> events = new ArrayList<>();
            stream.asStream().forEach(events::add);
            return events;
        }

        Token token(ReplicaId id) {
            return ((TokenReplaced) load(id).getLast().getPayload()).token();
        }
    }

    @Test
    void oneKeyIsMadeHoweverManySeeADriverForTheFirstTime() throws Exception {
        Node one = node();
        Node other = node();
        List<Callable<Void>> writers = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            Node node = i % 2 == 0 ? one : other;
            int number = i;
            writers.add(() -> {
                node.engine().appendEvents(session("S" + number, "FIRST"));
                return null;
            });
        }

        try (ExecutorService threads = Executors.newFixedThreadPool(16)) {
            for (Future<Void> written : threads.invokeAll(writers)) {
                written.get();
            }
        }

        assertThat(query("SELECT count(*) FROM person_keys WHERE key_id <> 'main'"))
                .containsExactly("1");
        assertThat(one.log().after(0, 100))
                .hasSize(16)
                .allSatisfy(event ->
                        assertThat(new String(one.log().payload(event), UTF_8)).contains("\"uid\":\"FIRST\""));
        assertNothingStored("FIRST", "CONTRACT-FIRST");
    }

    @Test
    void aTokenIsLoadedByItsIdentifierOnEveryNode() throws Exception {
        Node one = node();
        Node other = node();
        one.engine().appendEvents(token("LOADED", 0), token("LOADED", 1));
        other.engine().appendEvents(token("LOADED", 2));

        assertThat(other.load(id("LOADED")))
                .extracting(DomainEventMessage::getAggregateIdentifier)
                .containsOnly(id("LOADED").toString())
                .hasSize(3);
        assertThat(one.token(id("LOADED"))).isEqualTo(token("LOADED"));
        assertThat(one.engine().lastSequenceNumberFor(id("LOADED").toString())).hasValue(2L);
        assertThat(one.load(id("UNKNOWN"))).isEmpty();
        assertThat(query("SELECT DISTINCT aggregate_id FROM domain_events"))
                .singleElement()
                .asString()
                .matches("emsp:tokens:NL:TNM:~[0-9a-f]{24}");
        assertNothingStored("LOADED", "CONTRACT-LOADED");
    }

    @Test
    void whoFollowsTheEventsIsToldThemAsTheyWerePublished() throws Exception {
        Node one = node();
        Node other = node();
        one.engine().appendEvents(token("FOLLOWED", 0), session("S1", "FOLLOWED"));

        for (Node node : List.of(one, other)) {
            List<TrackedEventMessage<?>> events = follow(node, 2);
            assertThat(((DomainEventMessage<?>) events.get(0)).getAggregateIdentifier())
                    .isEqualTo(id("FOLLOWED").toString());
            assertThat(events.get(0).getPayload())
                    .isEqualTo(token("FOLLOWED", 0).getPayload());
            assertThat(events.get(1).getPayload())
                    .isEqualTo(session("S1", "FOLLOWED").getPayload());
        }
    }

    @Test
    void snapshotsAreSealedAsEventsAre() throws Exception {
        Node node = node();
        node.engine().appendEvents(token("SNAPPED", 0));

        node.engine().storeSnapshot(token("SNAPPED", 0));

        assertThat(node.engine()
                        .readSnapshot(id("SNAPPED").toString())
                        .orElseThrow()
                        .getPayload())
                .isEqualTo(token("SNAPPED", 0).getPayload());
        assertThat(query("SELECT aggregate_id FROM snapshot_events"))
                .singleElement()
                .asString()
                .contains("~");
        assertNothingStored("SNAPPED", "CONTRACT-SNAPPED");
    }

    @Test
    void aDeletedKeyTakesSnapshotsWithIt() throws Exception {
        Node node = node();
        node.engine().appendEvents(session("S1", "GONE"), session("S2", "KEPT"));
        node.engine().storeSnapshot(session("S1", "GONE"));
        node.engine().storeSnapshot(session("S2", "KEPT"));
        String keyId = keyOf(node, "GONE");
        assertThat(driverInSnapshot(node, "S1")).isEqualTo(CiString.of("GONE"));

        node.keys().delete(keyId);
        node.engine().forget();

        assertThat(driverInSnapshot(node, "S1")).isEqualTo(CiString.of("erased-" + keyId));
        assertThat(driverInSnapshot(node, "S2")).isEqualTo(CiString.of("KEPT"));
    }

    @Test
    void aSnapshotThatAnErasureOvertookIsNotStored() throws Exception {
        Node node = node();
        node.engine().appendEvents(session("S1", "OVERTAKEN"));
        DomainEventMessage<?> loadedBefore = session("S1", "OVERTAKEN");
        node.keys().delete(keyOf(node, "OVERTAKEN"));
        node.engine().forget();

        node.engine().storeSnapshot(loadedBefore);

        assertThat(query("SELECT 1 FROM snapshot_events")).isEmpty();
        assertThat(query("SELECT 1 FROM person_keys WHERE key_id <> 'main'")).isEmpty();

        // The same card has another key now, which is not that of what was loaded.
        node.engine().appendEvents(session("S2", "OVERTAKEN"));
        node.engine().storeSnapshot(loadedBefore);

        assertThat(query("SELECT 1 FROM snapshot_events")).isEmpty();
    }

    private static CiString driverInSnapshot(Node node, String sessionId) {
        return ((SessionReplaced) node.engine()
                        .readSnapshot("cpo:sessions:NL:TNM:" + sessionId)
                        .orElseThrow()
                        .getPayload())
                .session()
                .cdrToken()
                .uid();
    }

    @Test
    void aDeletedKeyTakesAllWithItOnEveryNodeAndBreaksNoHash() throws Exception {
        Node one = node();
        Node other = node();
        one.engine().appendEvents(token("GONE", 0), token("GONE", 1), session("S1", "GONE"), session("S2", "KEPT"));
        follow(one, 4);
        follow(other, 4);
        String keyId = keyOf(one, "GONE");

        one.keys().delete(keyId);

        for (Node node : List.of(one, other)) {
            await(() -> node.load(id("GONE")).isEmpty());
            ReplicaId erased = ReplicaId.parse("emsp:tokens:NL:TNM:ERASED-" + keyId);
            assertThat(node.load(erased)).hasSize(2);
            assertThat(node.token(erased).uid()).isEqualTo(CiString.of("erased-" + keyId));
            assertThat(node.token(erased).contractId()).isEqualTo(CiString.of("erased-" + keyId));
            await(() -> !follow(node, 4).toString().contains("GONE"));
            assertThat(((SessionReplaced) follow(node, 4).get(3).getPayload())
                            .session()
                            .cdrToken()
                            .uid())
                    .isEqualTo(CiString.of("KEPT"));
        }
        assertIntact(one);
    }

    @Test
    void whoLoadedATokenBeforeItsErasureStoresNothingMoreOfIt() throws Exception {
        Node node = node();
        node.engine().appendEvents(token("LATE", 0), token("LATE", 1));
        node.keys().delete(keyOf(node, "LATE"));
        node.engine().forget();

        assertThatThrownBy(() -> node.engine().appendEvents(token("LATE", 2))).isInstanceOf(ConcurrencyException.class);
        node.engine().storeSnapshot(token("LATE", 1));
        assertThat(node.engine().readSnapshot(id("LATE").toString())).isEmpty();

        node.engine().appendEvents(token("LATE", 0));

        assertThat(node.load(id("LATE"))).hasSize(1);
        assertThat(node.token(id("LATE"))).isEqualTo(token("LATE"));
        assertThat(query("SELECT count(DISTINCT aggregate_id) FROM domain_events"))
                .containsExactly("2");
        assertIntact(node);
    }

    @Test
    void aNodeThatWasNotToldInTimeLosesWhatItWrites() throws Exception {
        Node one = node();
        one.engine().appendEvents(token("UNTOLD", 0));
        String keyId = keyOf(one, "UNTOLD");
        // By hand, so that nobody is told.
        query("DELETE FROM person_keys WHERE key_id = '" + keyId + "' RETURNING key_id");

        one.engine().appendEvents(token("UNTOLD", 1), session("S1", "UNTOLD"));
        one.engine().forget();

        assertThat(one.load(id("UNTOLD"))).isEmpty();
        assertThat(one.load(ReplicaId.parse("emsp:tokens:NL:TNM:ERASED-" + keyId)))
                .hasSize(2);
        assertThat(follow(one, 3).toString()).doesNotContain("UNTOLD");
        assertIntact(one);
    }

    @Test
    void aStreamThatWasBegunInClearGoesOnInClearAndIsRead() throws Exception {
        Node before = node(Sealing.NONE);
        before.engine().appendEvents(token("CLEAR", 0), session("S1", "CLEAR"));
        Node after = node();

        after.engine().appendEvents(token("CLEAR", 1));

        assertThat(after.load(id("CLEAR"))).hasSize(2);
        assertThat(follow(after, 3).get(1).getPayload())
                .isEqualTo(session("S1", "CLEAR").getPayload());
        assertThat(query("SELECT count(DISTINCT aggregate_id) FROM domain_events WHERE aggregate_type = 'Token'"))
                .containsExactly("1");
        assertIntact(after);
    }

    private Node node() throws SQLException {
        return node(null);
    }

    private Node node(@Nullable Sealing otherSealing) throws SQLException {
        HikariDataSource pool = new HikariDataSource();
        pool.setJdbcUrl(database());
        pool.setUsername(postgres.username());
        pool.setPassword(postgres.password());
        pool.setMaximumPoolSize(12);
        opened.push(pool);
        KeyRing keys = new KeyRing(
                new PersonalDataConfiguration.StoredKeys(new PersonKeyTable(pool)), SECRET, true, false, RANDOM);
        Sealing sealing = otherSealing != null
                ? otherSealing
                : new PersonalDataConfiguration.PersonalDataSealing(new PersonalData(keys), keys);
        PostgresEventStorageEngine engine = PostgresEventStorageEngine.open(
                pool,
                SERIALIZER,
                SERIALIZER,
                NoOpEventUpcaster.INSTANCE,
                SnapshotFilter.allowAll(),
                EventStoreSettings.defaults(),
                sealing);
        opened.push(engine);
        return new Node(engine, keys, new PostgresEventLog(pool, sealing));
    }

    private String database() throws SQLException {
        if (url.isEmpty()) {
            String name = "sealed" + ++databases;
            execute(postgres.jdbcUrl(), "CREATE DATABASE " + name, false);
            url = postgres.jdbcUrl().replaceFirst("/[^/?]+(\\?|$)", "/" + name + "$1");
        }
        return url;
    }

    private static List<TrackedEventMessage<?>> follow(Node node, int count) throws Exception {
        List<TrackedEventMessage<?>> events = new ArrayList<>();
        try (var stream = new PostgresEventStore(node.engine()).openStream(null)) {
            while (events.size() < count && stream.hasNextAvailable(20, TimeUnit.SECONDS)) {
                events.add(stream.nextAvailable());
            }
        }
        return events;
    }

    private static String keyOf(Node node, String uid) {
        return node.keys()
                .find(Person.of(PARTY, CiString.of(uid), TokenType.RFID))
                .orElseThrow()
                .id();
    }

    private static ReplicaId id(String uid) {
        return TokenKey.of(Side.EMSP, PARTY, CiString.of(uid), TokenType.RFID);
    }

    private static Token token(String uid) {
        return new Token(
                PARTY.countryCode(),
                PARTY.partyId(),
                CiString.of(uid),
                TokenType.RFID,
                CiString.of("CONTRACT-" + uid),
                "visual " + uid,
                "TNM",
                null,
                true,
                WhitelistType.ALLOWED,
                null,
                null,
                null,
                Instant.parse("2026-01-01T00:00:00Z"),
                Map.of());
    }

    private static DomainEventMessage<?> token(String uid, long sequence) {
        return new GenericDomainEventMessage<>(
                "Token", id(uid).toString(), sequence, new TokenReplaced(id(uid), token(uid)));
    }

    private static DomainEventMessage<?> session(String sessionId, String uid) {
        String json = SessionJson.aSession(sessionId, "NL", "TNM", "2026-01-10T10:00:00Z");
        ObjectNode tree = (ObjectNode) OcpiJson.mapper().readTree(json);
        ((ObjectNode) tree.get("cdr_token")).put("uid", uid).put("type", "RFID").put("contract_id", "CONTRACT-" + uid);
        ReplicaId id = ReplicaId.parse("cpo:sessions:NL:TNM:" + sessionId);
        return new GenericDomainEventMessage<>(
                "Session",
                id.toString(),
                0,
                new SessionReplaced(id, OcpiJson.mapper().treeToValue(tree, Session.class)));
    }

    private void assertNothingStored(String... texts) throws SQLException {
        for (String table : List.of("domain_events", "snapshot_events", "person_keys")) {
            for (String row : query("SELECT t::text FROM " + table + " t")) {
                // A bytea is shown in hexadecimal digits.
                for (String text : texts) {
                    assertThat(row)
                            .as(table)
                            .doesNotContain(text)
                            .doesNotContain(HexFormat.of().formatHex(text.getBytes(UTF_8)));
                }
            }
        }
    }

    private static void assertIntact(Node node) {
        for (LinkedEvent linked : node.log().linkedAfter(0, 100)) {
            StoredEvent event = linked.event();
            assertThat(event.computedHash()).isEqualTo(event.hash());
            assertThat(Arrays.equals(event.previousHash(), linked.hashBefore())).isTrue();
        }
    }

    private static void await(Callable<Boolean> condition) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (!condition.call()) {
            assertThat(System.nanoTime()).as("not in time").isLessThan(deadline);
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    private List<String> query(String sql) throws SQLException {
        return execute(database(), sql, true);
    }

    private static List<String> execute(String jdbcUrl, String sql, boolean answers) throws SQLException {
        try (Connection connection = DriverManager.getConnection(jdbcUrl, postgres.username(), postgres.password());
                Statement statement = connection.createStatement()) {
            List<String> rows = new ArrayList<>();
            if (!answers) {
                statement.execute(sql);
                return rows;
            }
            try (ResultSet result = statement.executeQuery(sql)) {
                while (result.next()) {
                    rows.add(result.getString(1));
                }
            }
            return rows;
        }
    }
}
