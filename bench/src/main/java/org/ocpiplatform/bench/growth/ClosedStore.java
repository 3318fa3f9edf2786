package org.ocpiplatform.bench.growth;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventsourcing.snapshotting.SnapshotFilter;
import org.axonframework.serialization.Serializer;
import org.bson.Document;
import org.bson.types.Binary;
import org.ocpiplatform.contract.privacy.KeyRing;
import org.ocpiplatform.contract.privacy.PersonalData;
import org.ocpiplatform.contract.secrets.SecretSeal;
import org.ocpiplatform.contract.storage.EventUpcasts;
import org.ocpiplatform.contract.storage.StoredTypeSerializer;
import org.ocpiplatform.embedded.DataDirectory;
import org.ocpiplatform.embedded.mongo.EmbeddedMongo;
import org.ocpiplatform.embedded.postgres.PostgresServer;
import org.ocpiplatform.eventstore.EventStoreSettings;
import org.ocpiplatform.eventstore.PersonKeyTable;
import org.ocpiplatform.eventstore.PostgresEventStorageEngine;
import org.ocpiplatform.eventstore.Sealing;

/** The embedded event store in the data directory of a platform that does not run, opened as the platform opens it. */
public final class ClosedStore implements AutoCloseable {

    private static final int CONNECTIONS = 16;

    private final DataDirectory directory;
    private final PostgresServer server;
    private final HikariDataSource pool;
    private final PostgresEventStorageEngine engine;

    private ClosedStore(
            DataDirectory directory, PostgresServer server, HikariDataSource pool, PostgresEventStorageEngine engine) {
        this.directory = directory;
        this.server = server;
        this.pool = pool;
        this.engine = engine;
    }

    /** Starts PostgreSQL on a data directory and opens the store. */
    public static ClosedStore open(Path data) {
        DataDirectory directory = DataDirectory.open(data);
        PostgresServer server = PostgresServer.start(directory);
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(server.jdbcUrl());
        config.setUsername(server.username());
        config.setPassword(server.password());
        config.setMaximumPoolSize(CONNECTIONS);
        HikariDataSource pool = new HikariDataSource(config);
        SecureRandom random = new SecureRandom();
        String secret = directory.secret("secret-key", () -> SecretSeal.newKey(random));
        KeyRing keys = new KeyRing(
                new DriversSealed.StoredKeys(new PersonKeyTable(pool)),
                new SecretSeal(secret, random),
                true,
                true,
                random);
        Sealing sealing = new DriversSealed(new PersonalData(keys), keys);
        Serializer serializer = StoredTypeSerializer.create();
        PostgresEventStorageEngine engine = PostgresEventStorageEngine.open(
                pool,
                serializer,
                serializer,
                EventUpcasts.chain(),
                SnapshotFilter.allowAll(),
                EventStoreSettings.defaults(),
                sealing);
        return new ClosedStore(directory, server, pool, engine);
    }

    /** What reads and writes events. */
    public PostgresEventStorageEngine engine() {
        return engine;
    }

    /** Bytes of the event store's tables and of the indexes of events, by their names. */
    public Map<String, Long> sizes() throws SQLException {
        Map<String, Long> sizes = new LinkedHashMap<>();
        try (Connection connection = pool.getConnection();
                PreparedStatement statement = connection.prepareStatement("""
                        SELECT relname, pg_table_size(oid) FROM pg_class
                        WHERE relname = 'domain_events' OR relname IN ('checkpoints', 'person_keys')
                        UNION ALL
                        SELECT indexrelid::regclass::text, pg_relation_size(indexrelid) FROM pg_index
                        WHERE indrelid = 'domain_events'::regclass
                        ORDER BY 1""");
                ResultSet result = statement.executeQuery()) {
            while (result.next()) {
                sizes.put(result.getString(1), result.getLong(2));
            }
        }
        return sizes;
    }

    /**
     * Has all processors but one go on behind the last event. What the others make of events has nothing of sessions in
     * it, but each would read through all of them first, which is no part of what is measured.
     */
    public void moveProcessorsButThatOf(String projection) throws SQLException {
        byte[] token =
                "{\"globalIndex\":%d}".formatted(engine.queryHeadPosition()).getBytes(StandardCharsets.UTF_8);
        String type = GlobalSequenceTrackingToken.class.getName();
        try (Connection connection = pool.getConnection();
                PreparedStatement update =
                        connection.prepareStatement("UPDATE automation_tokens SET token = ?, token_type = ?")) {
            update.setBytes(1, token);
            update.setString(2, type);
            update.executeUpdate();
        }
        try (EmbeddedMongo mongo = EmbeddedMongo.start(directory.subdirectory("read-store"));
                MongoClient client = MongoClients.create(mongo.connectionString())) {
            for (String name : client.listDatabaseNames()) {
                MongoCollection<Document> tokens = client.getDatabase(name).getCollection("processor_tokens");
                tokens.updateMany(
                        Filters.ne("processorName", projection),
                        Updates.combine(Updates.set("token", new Binary(token)), Updates.set("tokenType", type)));
            }
        }
    }

    @Override
    public void close() {
        engine.close();
        pool.close();
        server.close();
        directory.close();
    }
}
