package org.ocpiplatform.write;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.commandhandling.gateway.DefaultCommandGateway;
import org.axonframework.common.transaction.NoTransactionManager;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventsourcing.EventCountSnapshotTriggerDefinition;
import org.axonframework.eventsourcing.SnapshotTriggerDefinition;
import org.axonframework.eventsourcing.Snapshotter;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.annotation.HandlerDefinition;
import org.axonframework.messaging.annotation.ParameterResolverFactory;
import org.axonframework.messaging.correlation.CorrelationDataProvider;
import org.axonframework.messaging.correlation.MessageOriginProvider;
import org.axonframework.messaging.correlation.SimpleCorrelationDataProvider;
import org.axonframework.modelling.command.CommandTargetResolver;
import org.axonframework.spring.eventsourcing.SpringAggregateSnapshotter;
import org.ocpiplatform.contract.MessageOrigin;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What every aggregate's commands run on. */
@Configuration(proxyBeanMethods = false)
class WriteConfiguration {

    private static final int CACHED_AGGREGATES = 20_000;
    private static final int SNAPSHOT_EVERY = 100;

    /** An append is durable when it returns and takes part in no other transaction, so commands need none. */
    @Bean
    TransactionManager transactionManager() {
        return NoTransactionManager.instance();
    }

    @Bean
    CaffeineAggregateCache aggregateCache(MeterRegistry meters) {
        CaffeineAggregateCache cache = new CaffeineAggregateCache(CACHED_AGGREGATES);
        cache.measure(meters);
        return cache;
    }

    /** Held by a type of our own: an Executor bean would be taken for everybody's. */
    record SnapshotThread(ExecutorService executor) implements AutoCloseable {

        /** What is not begun yet is left to the next node that loads the aggregate. */
        @Override
        public void close() {
            executor.shutdownNow();
        }
    }

    @Bean(destroyMethod = "close")
    SnapshotThread snapshotThread() {
        return new SnapshotThread(Executors.newSingleThreadExecutor(
                Thread.ofPlatform().daemon().name("snapshots").factory()));
    }

    /** Takes snapshots beside the requests; whoever appends the event that calls for one does not wait for it. */
    @Bean
    SpringAggregateSnapshotter aggregateSnapshotter(
            org.axonframework.config.Configuration configuration,
            EventStore events,
            SnapshotThread thread,
            ParameterResolverFactory parameterResolverFactory,
            HandlerDefinition handlerDefinition) {
        return SpringAggregateSnapshotter.builder()
                .eventStore(events)
                .executor(thread.executor())
                .repositoryProvider(configuration::repository)
                .transactionManager(NoTransactionManager.instance())
                .parameterResolverFactory(parameterResolverFactory)
                .handlerDefinition(handlerDefinition)
                .build();
    }

    @Bean
    SnapshotTriggerDefinition snapshots(Snapshotter snapshotter) {
        return new EventCountSnapshotTriggerDefinition(snapshotter, SNAPSHOT_EVERY);
    }

    @Bean
    CommandTargetResolver commandTargets() {
        return new CommandTargets();
    }

    @Bean
    ConflictRetryScheduler conflictRetryScheduler() {
        return new ConflictRetryScheduler();
    }

    @Bean
    CommandGateway commandGateway(CommandBus commandBus, ConflictRetryScheduler retries) {
        return DefaultCommandGateway.builder()
                .commandBus(commandBus)
                .retryScheduler(retries)
                .build();
    }

    /** Who asked for it and in which request goes from every command to its events. */
    @Bean
    CorrelationDataProvider requestOrigin() {
        return new SimpleCorrelationDataProvider(
                MessageOrigin.PARTNER_ID,
                MessageOrigin.COUNTRY_CODE,
                MessageOrigin.PARTY_ID,
                MessageOrigin.REQUEST_ID,
                MessageOrigin.CORRELATION_ID,
                MessageOrigin.BROADCAST);
    }

    @Bean
    CorrelationDataProvider messageOrigin() {
        return new MessageOriginProvider();
    }
}
