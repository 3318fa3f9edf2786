package org.ocpiplatform.app;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Clock;
import java.time.Duration;
import org.axonframework.eventhandling.EventBusSpanFactory;
import org.axonframework.monitoring.NoOpMessageMonitor;
import org.axonframework.serialization.Serializer;
import org.ocpiplatform.contract.storage.EventUpcasts;
import org.ocpiplatform.contract.storage.StoredTypeSerializer;
import org.ocpiplatform.embedded.DataDirectory;
import org.ocpiplatform.embedded.postgres.PostgresServer;
import org.ocpiplatform.eventstore.EventLog;
import org.ocpiplatform.eventstore.EventStoreSettings;
import org.ocpiplatform.eventstore.HashedEvents;
import org.ocpiplatform.eventstore.PostgresEventLog;
import org.ocpiplatform.eventstore.PostgresEventStorageEngine;
import org.ocpiplatform.eventstore.PostgresEventStore;
import org.ocpiplatform.eventstore.Sealing;
import org.ocpiplatform.eventstore.SnapshotsOfThisRelease;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The two stores: at a URL where one is configured, else embedded under the data directory. */
@Configuration(proxyBeanMethods = false)
class StoreConfiguration {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration SILENCE = Duration.ofSeconds(15);

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    /** Closed with the embedded stores in it. */
    @Bean(destroyMethod = "")
    DataDirectory dataDirectory(EmbeddedStores embedded) {
        return embedded.directory();
    }

    /** Held by a type of our own: a DataSource bean would call up auto-configurations that have no business here. */
    record EventStorePool(HikariDataSource dataSource) implements AutoCloseable {

        @Override
        public void close() {
            dataSource.close();
        }
    }

    @Bean(destroyMethod = "close")
    EventStorePool eventStorePool(PlatformSettings settings, EmbeddedStores embedded) {
        HikariConfig config = new HikariConfig();
        PlatformSettings.EventStore store = settings.eventStore();
        PostgresServer postgres = embedded.postgres();
        config.setJdbcUrl(postgres == null ? store.url() : postgres.jdbcUrl());
        config.setUsername(postgres == null ? store.username() : postgres.username());
        config.setPassword(postgres == null ? store.password() : postgres.password());
        config.setPoolName("event-store");
        config.setMaximumPoolSize(store.poolSize());
        config.setConnectionTimeout(CONNECT_TIMEOUT.toMillis());
        // A database that hangs must not hold whoever asks it; what the URL says of these counts more.
        config.addDataSourceProperty("connectTimeout", CONNECT_TIMEOUT.toSeconds());
        config.addDataSourceProperty("socketTimeout", SILENCE.toSeconds());
        return new EventStorePool(new HikariDataSource(config));
    }

    @Bean
    @Qualifier("eventSerializer")
    Serializer eventSerializer() {
        return StoredTypeSerializer.create();
    }

    @Bean(destroyMethod = "close")
    @ConditionalOnBooleanProperty(name = EventsOnAxonServer.ENABLED, havingValue = false, matchIfMissing = true)
    PostgresEventStorageEngine eventStorageEngine(
            EventStorePool pool, @Qualifier("eventSerializer") Serializer serializer, Sealing sealing) {
        return PostgresEventStorageEngine.open(
                pool.dataSource(),
                serializer,
                serializer,
                EventUpcasts.chain(),
                new SnapshotsOfThisRelease(serializer),
                EventStoreSettings.defaults(),
                sealing);
    }

    @Bean
    @ConditionalOnBooleanProperty(name = EventsOnAxonServer.ENABLED, havingValue = false, matchIfMissing = true)
    PostgresEventStore eventStore(PostgresEventStorageEngine engine, EventBusSpanFactory spans) {
        return new PostgresEventStore(engine, NoOpMessageMonitor.INSTANCE, spans);
    }

    /** The engine has made the tables that it looks at. */
    @Bean
    @ConditionalOnBooleanProperty(name = EventsOnAxonServer.ENABLED, havingValue = false, matchIfMissing = true)
    EventLog eventLog(EventStorePool pool, PostgresEventStorageEngine engine, Sealing sealing) {
        return new PostgresEventLog(pool.dataSource(), sealing);
    }

    @Bean
    @ConditionalOnBooleanProperty(name = EventsOnAxonServer.ENABLED, havingValue = false, matchIfMissing = true)
    HashedEvents hashedEvents() {
        return HashedEvents.IN_EVENT_STORE;
    }
}
