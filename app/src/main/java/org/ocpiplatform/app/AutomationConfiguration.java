package org.ocpiplatform.app;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.jdbc.PostgreSqlJdbcCustomization;
import com.github.kagkarlsson.scheduler.task.FailureHandler;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import org.axonframework.config.ConfigurationScopeAwareProvider;
import org.axonframework.config.EventProcessingConfigurer;
import org.axonframework.deadline.DeadlineManager;
import org.axonframework.deadline.dbscheduler.DbSchedulerBinaryDeadlineDetails;
import org.axonframework.deadline.dbscheduler.DbSchedulerDeadlineManager;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.tokenstore.jdbc.JdbcTokenStore;
import org.axonframework.eventhandling.tokenstore.jdbc.TokenSchema;
import org.axonframework.messaging.StreamableMessageSource;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.modelling.saga.repository.jdbc.JdbcSagaStore;
import org.axonframework.modelling.saga.repository.jdbc.PostgresSagaSqlSchema;
import org.axonframework.modelling.saga.repository.jdbc.SagaSchema;
import org.axonframework.serialization.Serializer;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.contract.processors.OccasionalTokenStore;
import org.ocpiplatform.read.projection.Claims;
import org.ocpiplatform.read.projection.ReadSettings;
import org.ocpiplatform.read.projection.SegmentShares;
import org.ocpiplatform.write.Sagas;
import org.ocpiplatform.write.activeprofiles.ActiveProfiles;
import org.ocpiplatform.write.hub.HubSettings;
import org.ocpiplatform.write.pushes.PushProgress;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;

/**
 * What works by itself, beside the requests: where automations remember how far they have read, and the clock that
 * wakes tasks, each on one node at a time. Both live in the event store's database: a read store that is thrown away
 * must not make the platform act on the past again.
 */
@Configuration(proxyBeanMethods = false)
class AutomationConfiguration {

    private static final Duration POLLING_INTERVAL = Duration.ofMillis(500);
    // A task whose process has died is taken up again after as many intervals, some ten seconds in all.
    private static final Duration HEARTBEAT_INTERVAL = Duration.ofSeconds(2);
    private static final int MISSED_HEARTBEATS = 4;
    private static final Duration SHUTDOWN_PATIENCE = Duration.ofSeconds(15);
    private static final int WORKERS = 64;
    private static final int PUSHES_BATCH = 100;
    private static final Duration DEADLINE_RETRY = Duration.ofSeconds(2);
    private static final int SAGA_SEGMENTS = 4;
    private static final int SAGA_BATCH = 50;

    /** Held by a type of our own: a second TokenStore bean would be taken for the projections'. */
    record AutomationTokens(JdbcTokenStore store) {}

    @Bean
    static AutomationTokens automationTokens(
            StoreConfiguration.EventStorePool pool, ReadSettings settings, Serializer serializer) {
        return new AutomationTokens(tokens(pool, settings, serializer).build());
    }

    private static JdbcTokenStore.Builder tokens(
            StoreConfiguration.EventStorePool pool, ReadSettings settings, Serializer serializer) {
        return JdbcTokenStore.builder()
                .connectionProvider(() -> pool.dataSource().getConnection())
                .serializer(serializer)
                .schema(TokenSchema.builder()
                        .setTokenTable("automation_tokens")
                        .setProcessorNameColumn("processor_name")
                        .setSegmentColumn("segment")
                        .setTokenColumn("token")
                        .setTokenTypeColumn("token_type")
                        .setTimestampColumn("claimed_at")
                        .setOwnerColumn("owner")
                        .build())
                .claimTimeout(Claims.TIMEOUT)
                .nodeId(settings.nodeId());
    }

    /**
     * What a saga does with a batch of events is stored when the batch is committed, and its deadlines with it; there is
     * no transaction around that and the token. So the token comes last: a process that is killed in between sees the
     * batch again, and finds what it did.
     */
    private static final class SagaTokens extends JdbcTokenStore {

        SagaTokens(Builder builder) {
            super(builder);
        }

        @Override
        public void storeToken(@Nullable TrackingToken token, String processorName, int segment) {
            if (CurrentUnitOfWork.isStarted()) {
                CurrentUnitOfWork.get().afterCommit(committed -> super.storeToken(token, processorName, segment));
            } else {
                super.storeToken(token, processorName, segment);
            }
        }
    }

    /** Tasks mostly wait for partners, so each has a thread of its own and many may run. */
    @Bean(destroyMethod = "stop")
    Scheduler scheduler(StoreConfiguration.EventStorePool pool, ReadSettings settings, List<Task<?>> tasks) {
        return Scheduler.create(pool.dataSource(), others(tasks))
                .startTasks(recurring(tasks))
                .schedulerName(new SchedulerName.Fixed(settings.nodeId()))
                .jdbcCustomization(new PostgreSqlJdbcCustomization(false, true))
                .threads(WORKERS)
                .executorService(Executors.newThreadPerTaskExecutor(
                        Thread.ofVirtual().name("task-", 0).factory()))
                .pollingInterval(POLLING_INTERVAL)
                .heartbeatInterval(HEARTBEAT_INTERVAL)
                .missedHeartbeatsLimit(MISSED_HEARTBEATS)
                .shutdownMaxWait(SHUTDOWN_PATIENCE)
                .enableImmediateExecution()
                .build();
    }

    private static List<RecurringTask<?>> recurring(List<Task<?>> tasks) {
        List<RecurringTask<?>> recurring = new ArrayList<>();
        for (Task<?> task : tasks) {
            if (task instanceof RecurringTask<?> one) {
                recurring.add(one);
            }
        }
        return recurring;
    }

    private static List<Task<?>> others(List<Task<?>> tasks) {
        return tasks.stream().filter(task -> !(task instanceof RecurringTask)).toList();
    }

    /**
     * Automations read from where they were, which a rebuilt read store does not change, and on a store that already has
     * events pushes begin at its end: what happened before was before there were pushes.
     */
    @Autowired
    void configure(
            EventProcessingConfigurer processing,
            ObjectProvider<AutomationTokens> tokens,
            ObjectProvider<PushProgress> progress) {
        processing
                .registerTokenStore(
                        HubSettings.CLIENT_INFO_PROCESSOR,
                        configuration -> tokens.getObject().store())
                .registerTokenStore(
                        PushProgress.PROCESSOR,
                        configuration -> progress.getObject()
                                .guarding(new OccasionalTokenStore(
                                        tokens.getObject().store())))
                .registerTokenStore(
                        ActiveProfiles.PROCESSOR,
                        configuration -> tokens.getObject().store())
                .registerPooledStreamingEventProcessorConfiguration(
                        PushProgress.PROCESSOR,
                        (configuration, processor) -> processor
                                .initialSegmentCount(1)
                                .batchSize(PUSHES_BATCH)
                                .initialToken(StreamableMessageSource::createHeadToken))
                // One after the other: of two answers about a session the later one counts.
                .registerPooledStreamingEventProcessorConfiguration(
                        ActiveProfiles.PROCESSOR,
                        (configuration, processor) -> processor
                                .initialSegmentCount(1)
                                .initialToken(StreamableMessageSource::createTailToken));
    }

    /** Sagas live in the event store's database too, so that they outlive their process and any read store. */
    @Bean
    JdbcSagaStore sagaStore(StoreConfiguration.EventStorePool pool, Serializer serializer) {
        return JdbcSagaStore.builder()
                .connectionProvider(() -> pool.dataSource().getConnection())
                .serializer(serializer)
                .sqlSchema(new PostgresSagaSqlSchema(SagaSchema.builder()
                        .sagaEntryTable("sagas")
                        .associationValueEntryTable("saga_associations")
                        .sagaIdColumn("saga_id")
                        .sagaTypeColumn("saga_type")
                        .revisionColumn("revision")
                        .serializedSagaColumn("serialized_saga")
                        .associationKeyColumn("association_key")
                        .associationValueColumn("association_value")
                        .build()))
                .build();
    }

    @Bean
    DeadlineManager deadlineManager(
            Scheduler scheduler, org.axonframework.config.Configuration configuration, Serializer serializer) {
        return DbSchedulerDeadlineManager.builder()
                .scheduler(scheduler)
                .scopeAwareProvider(new ConfigurationScopeAwareProvider(configuration))
                .serializer(serializer)
                .startScheduler(false)
                .stopScheduler(false)
                .build();
    }

    /** Axon's own task waits five minutes after a failure, such as a store that is away. */
    @Bean
    @Qualifier("deadlineDetailsTask")
    Task<DbSchedulerBinaryDeadlineDetails> deadlineTask(ObjectProvider<DbSchedulerDeadlineManager> deadlines) {
        Task<DbSchedulerBinaryDeadlineDetails> deadline = DbSchedulerDeadlineManager.binaryTask(deadlines::getObject);
        return Tasks.custom(deadline.getName(), DbSchedulerBinaryDeadlineDetails.class)
                .onFailure(new FailureHandler.OnFailureRetryLater<>(DEADLINE_RETRY))
                .onDeadExecutionRevive()
                .execute(deadline::execute);
    }

    @Autowired
    void configureSagas(
            EventProcessingConfigurer processing,
            ObjectProvider<StoreConfiguration.EventStorePool> pool,
            ReadSettings settings,
            ObjectProvider<SegmentShares> shares,
            Serializer serializer) {
        for (String saga : Sagas.PROCESSORS) {
            processing
                    .registerTokenStore(
                            saga, configuration -> new SagaTokens(tokens(pool.getObject(), settings, serializer)))
                    .registerPooledStreamingEventProcessorConfiguration(
                            saga,
                            (configuration, processor) -> processor
                                    .initialSegmentCount(SAGA_SEGMENTS)
                                    .maxSegmentProvider(name ->
                                            shares.getObject().of(SAGA_SEGMENTS).getMaxSegments(name))
                                    .batchSize(SAGA_BATCH)
                                    .initialToken(StreamableMessageSource::createTailToken));
        }
    }

    /** Tasks begin when the platform is ready, not while it still finds its feet. */
    @Bean
    StartTasks startTasks(Scheduler scheduler, StoreConfiguration.EventStorePool pool, ReadSettings settings) {
        return new StartTasks(scheduler, pool.dataSource(), settings.nodeId());
    }

    record StartTasks(Scheduler scheduler, DataSource database, String nodeId) {

        @EventListener
        void on(ApplicationReadyEvent ready) throws SQLException {
            takeUpOwn();
            scheduler.start();
        }

        /**
         * What this node was at when it was killed would be given up only after some heartbeats are missing; but nobody
         * else has its name, so it is free.
         */
        private void takeUpOwn() throws SQLException {
            try (Connection connection = database.getConnection();
                    PreparedStatement release = connection.prepareStatement("""
                            UPDATE scheduled_tasks
                            SET picked = false, picked_by = NULL, last_heartbeat = NULL, version = version + 1
                            WHERE picked AND picked_by = ?""")) {
                release.setString(1, nodeId);
                release.executeUpdate();
            }
        }
    }
}
