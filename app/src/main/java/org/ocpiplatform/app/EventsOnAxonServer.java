package org.ocpiplatform.app;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import org.axonframework.axonserver.connector.AxonServerConfiguration;
import org.axonframework.axonserver.connector.AxonServerConnectionManager;
import org.axonframework.axonserver.connector.command.AxonServerCommandBus;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandBusSpanFactory;
import org.axonframework.commandhandling.DuplicateCommandHandlerResolver;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.commandhandling.distributed.AnnotationRoutingStrategy;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.config.Configuration;
import org.axonframework.eventhandling.EventBusSpanFactory;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.interceptors.CorrelationDataInterceptor;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.ocpiplatform.contract.storage.EventUpcasts;
import org.ocpiplatform.eventstore.EventLog;
import org.ocpiplatform.eventstore.HashedEvents;
import org.ocpiplatform.eventstore.Sealing;
import org.ocpiplatform.eventstore.axonserver.AxonServerEventStorageEngine;
import org.ocpiplatform.eventstore.axonserver.AxonServerEvents;
import org.ocpiplatform.ocpi.json.OcpiJson;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.annotation.Bean;
import tools.jackson.databind.json.JsonMapper;

/**
 * Events on an Axon Server, which routes commands too. The PostgreSQL of the event store keeps what is kept beside
 * events. Connections are made by Axon, from its own settings.
 */
@org.springframework.context.annotation.Configuration
@ConditionalOnBooleanProperty(EventsOnAxonServer.ENABLED)
class EventsOnAxonServer {

    static final String ENABLED = "axon.axonserver.enabled";

    @Bean(destroyMethod = "close")
    AxonServerEventStorageEngine eventStorageEngine(
            AxonServerConnectionManager connections,
            StoreConfiguration.EventStorePool pool,
            @Qualifier("eventSerializer") Serializer serializer,
            Sealing sealing) {
        return AxonServerEventStorageEngine.open(
                () -> connections.getConnection().eventChannel(),
                pool.dataSource(),
                serializer,
                EventUpcasts.chain(),
                sealing);
    }

    @Bean
    EventStore eventStore(AxonServerEventStorageEngine engine, Configuration configuration) {
        return new AxonServerEvents(
                engine,
                configuration.messageMonitor(EventStore.class, "eventStore"),
                configuration.getComponent(EventBusSpanFactory.class));
    }

    @Bean
    EventLog eventLog(AxonServerEventStorageEngine engine) {
        return engine.log();
    }

    @Bean
    HashedEvents hashedEvents() {
        return HashedEvents.IN_LEDGER;
    }

    @Bean
    CommandBus commandBus(
            AxonServerConnectionManager connections,
            AxonServerConfiguration settings,
            Configuration configuration,
            TransactionManager transactions,
            DuplicateCommandHandlerResolver duplicates) {
        CommandBusSpanFactory spans = configuration.getComponent(CommandBusSpanFactory.class);
        SimpleCommandBus local = SimpleCommandBus.builder()
                .transactionManager(transactions)
                .duplicateCommandHandlerResolver(duplicates)
                .spanFactory(spans)
                .messageMonitor(configuration.messageMonitor(CommandBus.class, "commandBus"))
                .build();
        local.registerHandlerInterceptor(new CorrelationDataInterceptor<>(configuration.correlationDataProviders()));
        AxonServerCommandBus remote = AxonServerCommandBus.builder()
                .axonServerConnectionManager(connections)
                .configuration(settings)
                .localSegment(RoutedCommandBus.telling(local))
                .serializer(messages())
                .routingStrategy(AnnotationRoutingStrategy.defaultStrategy())
                .spanFactory(spans)
                .build();
        return new RoutedCommandBus(remote, local);
    }

    /** Commands and their answers, in the JSON of events, but with empty lists told from those that are not there. */
    static Serializer messages() {
        return Jackson3Serializer.builder()
                .jsonMapperBuilderCustomizer(builder -> withEmptyOnes(OcpiJson.configure(builder)))
                .build();
    }

    private static JsonMapper.Builder withEmptyOnes(JsonMapper.Builder builder) {
        JsonInclude.Value present =
                JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS);
        return builder.withConfigOverride(List.class, override -> override.setInclude(present))
                .withConfigOverride(Map.class, override -> override.setInclude(present));
    }
}
