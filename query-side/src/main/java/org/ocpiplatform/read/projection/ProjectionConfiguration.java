package org.ocpiplatform.read.projection;

import com.mongodb.client.MongoDatabase;
import java.time.Duration;
import org.axonframework.common.transaction.NoTransactionManager;
import org.axonframework.config.EventProcessingConfigurer;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.extensions.mongo.DefaultMongoTemplate;
import org.axonframework.extensions.mongo.eventsourcing.tokenstore.MongoTokenStore;
import org.axonframework.messaging.StreamableMessageSource;
import org.axonframework.serialization.Serializer;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How the processors of projections read events and remember where they are. */
@Configuration
class ProjectionConfiguration {

    private static final int BATCH = 500;
    private static final Duration CLAIM_TIMEOUT = Duration.ofSeconds(10);

    /** Tokens live beside the documents they speak of, so that a read store thrown away starts from the beginning. */
    @Bean
    TokenStore tokenStore(
            MongoDatabase database,
            ReadSettings settings,
            Serializer serializer,
            ObjectProvider<Projections> projections) {
        MongoTokenStore tokens = MongoTokenStore.builder()
                .mongoTemplate(DefaultMongoTemplate.builder()
                        .mongoDatabase(database)
                        .trackingTokensCollectionName("processor_tokens")
                        .build())
                .serializer(serializer)
                .claimTimeout(CLAIM_TIMEOUT)
                .nodeId(settings.nodeId())
                .transactionManager(NoTransactionManager.instance())
                .build();
        return new FlushingTokenStore(
                tokens, processor -> projections.getObject().flush(processor));
    }

    @Autowired
    void configure(
            EventProcessingConfigurer processing,
            ObjectProvider<StreamableMessageSource<TrackedEventMessage<?>>> events) {
        processing
                .configureDefaultStreamableMessageSource(configuration -> events.getObject())
                .usingPooledStreamingEventProcessors((configuration, processor) -> processor
                        .initialSegmentCount(1)
                        .batchSize(BATCH)
                        // A projection has no replay mode: its first pass is like every other.
                        .initialToken(StreamableMessageSource::createTailToken))
                .registerDefaultErrorHandler(configuration -> PropagatingErrorHandler.instance())
                .registerDefaultListenerInvocationErrorHandler(configuration -> PropagatingErrorHandler.instance());
    }
}
