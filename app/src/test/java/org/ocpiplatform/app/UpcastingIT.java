package org.ocpiplatform.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.TrackingEventStream;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.snapshotting.SnapshotFilter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ocpiplatform.contract.ObjectKind;
import org.ocpiplatform.contract.partners.PartnerId;
import org.ocpiplatform.contract.storage.EventUpcasts;
import org.ocpiplatform.contract.storage.StoredTypeSerializer;
import org.ocpiplatform.contract.syncs.SyncEvent.ObjectRefused;
import org.ocpiplatform.contract.syncs.SyncEvent.SyncStarted;
import org.ocpiplatform.contract.syncs.SyncId;
import org.ocpiplatform.contract.syncs.SyncMode;
import org.ocpiplatform.embedded.DataDirectory;
import org.ocpiplatform.embedded.postgres.PostgresServer;
import org.ocpiplatform.eventstore.EventStoreSettings;
import org.ocpiplatform.eventstore.PostgresEventStorageEngine;
import org.ocpiplatform.eventstore.PostgresEventStore;
import org.ocpiplatform.eventstore.Sealing;

/** An event that was stored under an older revision is read as the current one, by whoever reads it. */
class UpcastingIT {

    private static final SyncId TOKENS = new SyncId(new PartnerId("p1"), ObjectKind.TOKEN);
    private static final SyncId LOCATIONS = new SyncId(new PartnerId("p1"), ObjectKind.LOCATION);

    @TempDir
    Path dataDir;

    @Test
    void anOlderRevisionIsReadByAggregatesAndByProcessors() throws Exception {
        try (DataDirectory directory = DataDirectory.open(dataDir);
                PostgresServer postgres = PostgresServer.start(directory);
                HikariDataSource database = new HikariDataSource(pool(postgres))) {
            try (PostgresEventStorageEngine engine = open(database)) {
                for (SyncId sync : List.of(TOKENS, LOCATIONS)) {
                    engine.appendEvents(
                            new GenericDomainEventMessage<>(
                                    "SyncAggregate",
                                    sync.toString(),
                                    0,
                                    new SyncStarted(sync, SyncMode.FULL, null, Instant.EPOCH, "c-1")),
                            new GenericDomainEventMessage<>(
                                    "SyncAggregate", sync.toString(), 1, new ObjectRefused(sync, "?", "?")));
                }
            }
            makeOld(database, TOKENS, "04A2B3C4");
            makeOld(database, LOCATIONS, "LOC1");

            try (PostgresEventStorageEngine engine = open(database)) {
                PostgresEventStore store = new PostgresEventStore(engine);
                assertThat(loaded(store, TOKENS)).isEqualTo(new ObjectRefused(TOKENS, null, "bad"));
                assertThat(loaded(store, LOCATIONS)).isEqualTo(new ObjectRefused(LOCATIONS, "LOC1", "bad"));
                assertThat(followed(store))
                        .hasSize(4)
                        .contains(new ObjectRefused(TOKENS, null, "bad"), new ObjectRefused(LOCATIONS, "LOC1", "bad"));
            }
        }
    }

    private static Object loaded(PostgresEventStore store, SyncId sync) {
        Object last = null;
        DomainEventStream events = store.readEvents(sync.toString());
        while (events.hasNext()) {
            last = events.next().getPayload();
        }
        return last;
    }

    private static List<Object> followed(PostgresEventStore store) throws InterruptedException {
        List<Object> payloads = new ArrayList<>();
        try (TrackingEventStream events = store.openStream(null)) {
            while (events.hasNextAvailable(0, TimeUnit.SECONDS)) {
                payloads.add(events.nextAvailable().getPayload());
            }
        }
        return payloads;
    }

    /** Stores the event of refusal as the first revision was. */
    private static void makeOld(HikariDataSource database, SyncId sync, String objectId) throws Exception {
        try (Connection connection = database.getConnection();
                PreparedStatement update = connection.prepareStatement("""
                        UPDATE domain_events SET payload_revision = '1', payload = ?
                        WHERE aggregate_id = ? AND sequence_number = 1""")) {
            update.setBytes(
                    1,
                    "{\"sync_id\":\"%s\",\"object_id\":\"%s\",\"reason\":\"bad\"}"
                            .formatted(sync, objectId)
                            .getBytes(StandardCharsets.UTF_8));
            update.setString(2, sync.toString());
            assertThat(update.executeUpdate()).isOne();
        }
    }

    private static PostgresEventStorageEngine open(HikariDataSource database) {
        StoredTypeSerializer serializer = StoredTypeSerializer.create();
        return PostgresEventStorageEngine.open(
                database,
                serializer,
                serializer,
                EventUpcasts.chain(),
                SnapshotFilter.allowAll(),
                EventStoreSettings.defaults(),
                Sealing.NONE);
    }

    private static HikariConfig pool(PostgresServer postgres) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(postgres.jdbcUrl());
        config.setUsername(postgres.username());
        config.setPassword(postgres.password());
        return config;
    }
}
