package org.ocpiplatform.app;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.jdbc.PostgreSqlJdbcCustomization;
import com.github.kagkarlsson.scheduler.task.Task;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import org.axonframework.eventhandling.tokenstore.jdbc.JdbcTokenStore;
import org.axonframework.eventhandling.tokenstore.jdbc.TokenSchema;
import org.axonframework.serialization.Serializer;
import org.ocpiplatform.read.projection.ReadSettings;
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
    private static final Duration HEARTBEAT_INTERVAL = Duration.ofSeconds(10);
    private static final Duration SHUTDOWN_PATIENCE = Duration.ofSeconds(15);
    private static final int WORKERS = 64;

    /** Held by a type of our own: a second TokenStore bean would be taken for the projections'. */
    record AutomationTokens(JdbcTokenStore store) {}

    @Bean
    AutomationTokens automationTokens(
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
        return Scheduler.create(pool.dataSource(), tasks)
                .schedulerName(new SchedulerName.Fixed(settings.nodeId()))
                .jdbcCustomization(new PostgreSqlJdbcCustomization(false, true))
                .threads(WORKERS)
                .executorService(Executors.newThreadPerTaskExecutor(
                        Thread.ofVirtual().name("task-", 0).factory()))
                .pollingInterval(POLLING_INTERVAL)
                .heartbeatInterval(HEARTBEAT_INTERVAL)
                .shutdownMaxWait(SHUTDOWN_PATIENCE)
                .enableImmediateExecution()
                .build();
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
