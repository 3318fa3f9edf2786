package org.ocpiplatform.write.outgoing;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.FailureHandler;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import java.time.Clock;
import java.time.Duration;
import org.ocpiplatform.contract.partners.PartnerId;
import org.ocpiplatform.contract.remote.RequestId;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The tasks that send: one for each request, under its id, with the id of the partner. */
@Configuration(proxyBeanMethods = false)
class OutgoingRequestTasks {

    private static final TaskDescriptor<String> TASK = TaskDescriptor.of("outgoing-requests", String.class);

    private static final Duration RETRY_INTERVAL = Duration.ofSeconds(2);
    private static final Duration QUEUE_INTERVAL = Duration.ofMillis(500);

    @Bean
    SendingTask sendingTask(ObjectProvider<SchedulerClient> scheduler, Clock clock) {
        return (request, partner) -> scheduler
                .getObject()
                .scheduleIfNotExists(
                        TASK.instance(request.value()).data(partner.value()).scheduledTo(clock.instant()));
    }

    /** What failed for reasons of our own is repeated soon; that sends nothing twice. */
    @Bean
    Task<String> outgoingRequestTask(RequestSender sender, Clock clock) {
        return Tasks.custom(TASK)
                .onFailure(new FailureHandler.OnFailureRetryLater<>(RETRY_INTERVAL))
                .onDeadExecutionRevive()
                .execute((instance, context) ->
                        sender.send(new RequestId(instance.getId()), new PartnerId(instance.getData()))
                                ? new CompletionHandler.OnCompleteRemove<>()
                                : (completed, operations) -> operations.reschedule(
                                        completed, clock.instant().plus(QUEUE_INTERVAL)));
    }
}
