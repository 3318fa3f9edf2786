package org.ocpiplatform.app;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Optional;
import javax.sql.DataSource;
import org.axonframework.config.EventProcessingConfigurer;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.messaging.StreamableMessageSource;
import org.axonframework.messaging.responsetypes.ResponseTypes;
import org.axonframework.queryhandling.QueryGateway;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.SimpleSerializedObject;
import org.ocpiplatform.contract.kafka.KafkaQuery.ShowKafka;
import org.ocpiplatform.contract.kafka.KafkaStatus;
import org.ocpiplatform.read.kafka.KafkaClaims;
import org.ocpiplatform.read.kafka.KafkaConfigured;
import org.ocpiplatform.read.kafka.KafkaGroup;
import org.ocpiplatform.read.kafka.KafkaSettings;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;

/**
 * The publication to Kafka, if brokers are configured. How far it is stands in the event store's database, as with
 * automations: a read store that is thrown away must not make it publish everything again.
 */
@Configuration(proxyBeanMethods = false)
class KafkaConfiguration {

    @Bean
    @Conditional(KafkaConfigured.class)
    KafkaSettings kafkaSettings(PlatformSettings settings) {
        PlatformSettings.Kafka kafka = settings.kafka();
        return new KafkaSettings(
                Objects.requireNonNull(kafka.bootstrapServers()),
                kafka.topicPrefix(),
                kafka.partitions(),
                kafka.replicationFactor(),
                kafka.privacy(),
                kafka.properties());
    }

    /** One segment, so that changes of an object keep their order; it begins with the first event that there is. */
    @Autowired
    void configure(
            EventProcessingConfigurer processing, ObjectProvider<AutomationConfiguration.AutomationTokens> tokens) {
        processing
                .registerTokenStore(
                        KafkaGroup.PROCESSOR,
                        configuration -> tokens.getObject().store())
                .registerPooledStreamingEventProcessorConfiguration(
                        KafkaGroup.PROCESSOR,
                        (configuration, processor) -> processor
                                .initialSegmentCount(1)
                                .batchSize(KafkaGroup.BATCH)
                                // A batch may wait for brokers for longer than a claim lasts.
                                .enableCoordinatorClaimExtension()
                                .initialToken(StreamableMessageSource::createTailToken));
    }

    @Bean
    KafkaClaims kafkaClaims(StoreConfiguration.EventStorePool pool, Serializer serializer) {
        return new StoredClaims(pool.dataSource(), serializer);
    }

    /** Neither up nor down while brokers are away: the platform works without them. */
    @Bean
    @Conditional(KafkaConfigured.class)
    HealthIndicator kafkaHealthIndicator(QueryGateway queries) {
        return () -> {
            KafkaStatus status = queries.query(new ShowKafka(), ResponseTypes.instanceOf(KafkaStatus.class))
                    .join();
            Health.Builder health = status.state() == KafkaStatus.State.RUNNING
                    ? Health.up()
                    : Health.status(status.state().name());
            if (status.lastError() != null) {
                health.withDetail("last_error", status.lastError());
            }
            return health.withDetail("lag", status.lag()).build();
        };
    }

    private record StoredClaims(DataSource database, Serializer serializer) implements KafkaClaims {

        @Override
        public Optional<Claim> current() {
            try (Connection connection = database.getConnection();
                    PreparedStatement query = connection.prepareStatement("""
                            SELECT owner, token, token_type FROM automation_tokens
                            WHERE processor_name = ? AND segment = 0""")) {
                query.setString(1, KafkaGroup.PROCESSOR);
                try (ResultSet rows = query.executeQuery()) {
                    return rows.next() ? Optional.of(claim(rows)) : Optional.empty();
                }
            } catch (SQLException e) {
                throw new IllegalStateException("how far Kafka has everything cannot be read", e);
            }
        }

        private Claim claim(ResultSet row) throws SQLException {
            byte[] token = row.getBytes("token");
            return new Claim(
                    Optional.ofNullable(row.getString("owner")),
                    token == null ? 0 : position(token, row.getString("token_type")));
        }

        private long position(byte[] token, String type) {
            TrackingToken stored =
                    serializer.deserialize(new SimpleSerializedObject<>(token, byte[].class, type, null));
            return stored.position().orElse(0);
        }
    }
}
