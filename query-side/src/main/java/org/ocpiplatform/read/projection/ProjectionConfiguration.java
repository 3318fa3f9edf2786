package org.ocpiplatform.read.projection;

import com.mongodb.MongoException;
import com.mongodb.client.MongoDatabase;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.axonframework.common.transaction.NoTransactionManager;
import org.axonframework.config.EventProcessingConfigurer;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.extensions.mongo.DefaultMongoTemplate;
import org.axonframework.extensions.mongo.eventsourcing.tokenstore.MongoTokenStore;
import org.axonframework.messaging.StreamableMessageSource;
import org.axonframework.queryhandling.QueryBus;
import org.axonframework.serialization.Serializer;
import org.ocpiplatform.contract.processors.OccasionalTokenStore;
import org.ocpiplatform.contract.projections.ReadStoreWatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How the processors of projections read events and remember where they are. */
@Configuration(proxyBeanMethods = false)
class ProjectionConfiguration {

    private static final Logger LOG = LoggerFactory.getLogger(ProjectionConfiguration.class);
    private static final int BATCH = 500;
    private static final int WORKERS = 4;

    /** Tokens live beside the documents they speak of, so that a read store thrown away starts from the beginning. */
    @Bean
    TokenStore tokenStore(
            MongoDatabase database,
            ReadSettings settings,
            Serializer serializer,
            ObjectProvider<Projections> projections,
            ReadStoreWatch store) {
        MongoTokenStore tokens = MongoTokenStore.builder()
                .mongoTemplate(DefaultMongoTemplate.builder()
                        .mongoDatabase(database)
                        .trackingTokensCollectionName("processor_tokens")
                        .build())
                .serializer(serializer)
                .claimTimeout(Claims.TIMEOUT)
                .nodeId(settings.nodeId())
                .transactionManager(NoTransactionManager.instance())
                .build();
        return new FlushingTokenStore(
                new OccasionalTokenStore(tokens),
                processor -> projections.getObject().flush(processor),
                store);
    }

    /** Whoever asks is told to try again, and not of an error that somebody should look into. */
    @Autowired
    void tellOfOutages(QueryBus queries) {
        queries.registerHandlerInterceptor((unit, chain) -> {
            try {
                return chain.proceed();
            } catch (MongoException e) {
                LOG.debug("The read store did not answer a query", e);
                throw ReadStoreWatch.unavailable();
            }
        });
    }

    @Bean
    SegmentShares segmentShares(Projections projections) {
        return projections.shares();
    }

    @Autowired
    void configure(
            EventProcessingConfigurer processing,
            ReadSettings settings,
            ObjectProvider<SegmentShares> shares,
            ObjectProvider<StreamableMessageSource<TrackedEventMessage<?>>> events) {
        processing
                .configureDefaultStreamableMessageSource(configuration -> events.getObject())
                .usingPooledStreamingEventProcessors((configuration, processor) -> Claims.of(processor, settings)
                        .coordinatorExecutor(name -> threads(configuration, 1, "coordinator-" + name))
                        .workerExecutor(name -> threads(configuration, WORKERS, "worker-" + name))
                        .initialSegmentCount(1)
                        .maxSegmentProvider(name -> shares.getObject().of(1).getMaxSegments(name))
                        .batchSize(BATCH)
                        // A projection has no replay mode: its first pass is like every other.
                        .initialToken(StreamableMessageSource::createTailToken))
                .registerDefaultErrorHandler(configuration -> PropagatingErrorHandler.instance())
                .registerDefaultListenerInvocationErrorHandler(configuration -> PropagatingErrorHandler.instance());
    }

    /** Virtual ones, because a request that waits for a projection is handed from one to the other and back. */
    private static ScheduledExecutorService threads(
            org.axonframework.config.Configuration configuration, int number, String name) {
        ScheduledExecutorService executor = Executors.newScheduledThreadPool(
                number, Thread.ofVirtual().name(name + "-", 0).factory());
        configuration.onShutdown(executor::shutdown);
        return executor;
    }
}
