package org.ocpiplatform.app;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.jdbc.PostgreSqlJdbcCustomization;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import org.axonframework.config.EventProcessingConfigurer;
import org.axonframework.eventhandling.tokenstore.jdbc.JdbcTokenStore;
import org.axonframework.eventhandling.tokenstore.jdbc.TokenSchema;
import org.axonframework.messaging.StreamableMessageSource;
import org.axonframework.serialization.Serializer;
import org.ocpiplatform.read.projection.ReadSettings;
import org.ocpiplatform.write.hub.HubSettings;
import org.ocpiplatform.write.pushes.PushProgress;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;

/**
 * What works by itself, beside the requests: where automations remember how far they have read, and the clock that
 * wakes tasks, each on one node at a time. Both live in the event store's database: a read store that is thrown away
 * must not make the platform act on the past again.
 */
@Configuration
class AutomationConfiguration {

    private static final Duration CLAIM_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration POLLING_INTERVAL = Duration.ofSeconds(2);
    // A task whose process has died is taken up again after as many intervals, at most half a minute in all.
    private static final Duration HEARTBEAT_INTERVAL = Duration.ofSeconds(5);
    private static final int MISSED_HEARTBEATS = 4;
    private static final Duration SHUTDOWN_PATIENCE = Duration.ofSeconds(15);
    private static final int WORKERS = 64;
    private static final int PUSHES_BATCH = 100;

    /** Held by a type of our own: a second TokenStore bean would be taken for the projections'. */
    record AutomationTokens(JdbcTokenStore store) {}

    @Bean
    static AutomationTokens automationTokens(
            StoreConfiguration.EventStorePool pool, ReadSettings settings, Serializer serializer) {
        return new AutomationTokens(JdbcTokenStore.builder()
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
                .claimTimeout(CLAIM_TIMEOUT)
                .nodeId(settings.nodeId())
                .build());
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
                        configuration ->
                                progress.getObject().guarding(tokens.getObject().store()))
                .registerPooledStreamingEventProcessorConfiguration(
                        PushProgress.PROCESSOR,
                        (configuration, processor) -> processor
                                .initialSegmentCount(1)
                                .batchSize(PUSHES_BATCH)
                                .initialToken(StreamableMessageSource::createHeadToken));
    }

    /** Tasks begin when the platform is ready, not while it still finds its feet. */
    @Bean
    StartTasks startTasks(Scheduler scheduler) {
        return new StartTasks(scheduler);
    }

    record StartTasks(Scheduler scheduler) {

        @EventListener
        void on(ApplicationReadyEvent ready) {
            scheduler.start();
        }
    }
}
