package org.ocpiplatform.write.syncs;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.FailureHandler;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.ocpiplatform.contract.partners.PartnerId;
import org.ocpiplatform.contract.partners.PartnerLink;
import org.ocpiplatform.write.outbound.PartnerDirectory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The tasks that pull: one for each partner, so that who hangs holds up nobody else, and one that finds partners. */
@Configuration(proxyBeanMethods = false)
class SyncTasks {

    private static final TaskDescriptor<Void> PARTNERS_TASK = TaskDescriptor.of("syncs-partners");

    private static final Duration PARTNERS_INTERVAL = Duration.ofSeconds(5);
    private static final Duration RETRY_INTERVAL = Duration.ofSeconds(10);

    @Bean
    SyncAlarm syncAlarm(ObjectProvider<SchedulerClient> scheduler, Clock clock) {
        return new SyncAlarm(scheduler::getObject, clock);
    }

    /** Ends with the connection to its partner. What failed for reasons of our own is repeated soon. */
    @Bean
    Task<Void> partnerSyncTask(SyncRunner runner) {
        return Tasks.custom(SyncAlarm.TASK)
                .onFailure(new FailureHandler.OnFailureRetryLater<>(RETRY_INTERVAL))
                .onDeadExecutionRevive()
                .execute((instance, context) -> {
                    Optional<Instant> next = runner.run(
                            new PartnerId(instance.getId()),
                            () -> context.getSchedulerState().isShuttingDown());
                    return next.<CompletionHandler<Void>>map(
                                    at -> (completed, operations) -> operations.reschedule(completed, at))
                            .orElseGet(CompletionHandler.OnCompleteRemove::new);
                });
    }

    @Bean
    Task<Void> syncPartnersTask(PartnerDirectory directory, SyncSettings settings, Clock clock) {
        return Tasks.recurring(PARTNERS_TASK, FixedDelay.of(PARTNERS_INTERVAL)).execute((instance, context) -> {
            if (settings.enabled()) {
                for (PartnerLink link : directory.all()) {
                    context.getSchedulerClient()
                            .scheduleIfNotExists(SyncAlarm.TASK
                                    .instance(link.partner().id().value())
                                    .scheduledTo(clock.instant()));
                }
            }
        });
    }
}
