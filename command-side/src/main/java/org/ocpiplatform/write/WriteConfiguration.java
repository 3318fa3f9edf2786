package org.ocpiplatform.write;

import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.commandhandling.gateway.DefaultCommandGateway;
import org.axonframework.common.transaction.NoTransactionManager;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.messaging.correlation.CorrelationDataProvider;
import org.axonframework.messaging.correlation.MessageOriginProvider;
import org.axonframework.messaging.correlation.SimpleCorrelationDataProvider;
import org.ocpiplatform.contract.MessageOrigin;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What every aggregate's commands run on. */
@Configuration
class WriteConfiguration {

    private static final int CACHED_AGGREGATES = 20_000;

    /** An append is durable when it returns and takes part in no other transaction, so commands need none. */
    @Bean
    TransactionManager transactionManager() {
        return NoTransactionManager.instance();
    }

    @Bean
    CaffeineAggregateCache aggregateCache() {
        return new CaffeineAggregateCache(CACHED_AGGREGATES);
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
