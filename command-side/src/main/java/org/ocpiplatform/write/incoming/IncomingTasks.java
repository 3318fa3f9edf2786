package org.ocpiplatform.write.incoming;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.FailureHandler;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.ocpiplatform.contract.MessageOrigin;
import org.ocpiplatform.contract.incoming.DueForwarding;
import org.ocpiplatform.contract.incoming.IncomingRequestCommand.PrepareForwarding;
import org.ocpiplatform.contract.remote.RequestId;
import org.ocpiplatform.write.Steps;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The tasks about requests, which outlive the process that was at it. */
@Configuration(proxyBeanMethods = false)
class IncomingTasks {

    private static final TaskDescriptor<String> FORWARD = TaskDescriptor.of("incoming-requests-forward", String.class);
    private static final TaskDescriptor<ResultErrand> RESULTS =
            TaskDescriptor.of("incoming-requests-results", ResultErrand.class);

    private static final Duration RETRY_INTERVAL = Duration.ofSeconds(2);

    @Bean
    RequestTasks requestTasks(ObjectProvider<SchedulerClient> scheduler, Clock clock) {
        return new RequestTasks() {
            @Override
            public void forward(RequestId id, Instant at, String correlationId) {
                scheduler
                        .getObject()
                        .scheduleIfNotExists(
                                FORWARD.instance(id.value()).data(correlationId).scheduledTo(at));
            }

            @Override
            public void tellResult(RequestId id, int number, String correlationId) {
                Instant now = clock.instant();
                scheduler
                        .getObject()
                        .scheduleIfNotExists(RESULTS.instance(id.value() + "/" + number)
                                .data(new ResultErrand(id.value(), number, correlationId, now))
                                .scheduledTo(now));
            }
        };
    }

    /** Does nothing unless the process that received the request has ended before it could hand it over. */
    @Bean
    Task<String> forwardTask(Steps steps, Forwarder forwarder) {
        return Tasks.custom(FORWARD)
                .onFailure(new FailureHandler.OnFailureRetryLater<>(RETRY_INTERVAL))
                .onDeadExecutionRevive()
                .execute((instance, context) -> {
                    RequestId id = new RequestId(instance.getId());
                    Map<String, String> origin = Map.of(MessageOrigin.CORRELATION_ID, instance.getData());
                    DueForwarding due = steps.take(new PrepareForwarding(id), origin, DueForwarding.class);
                    if (due.request() != null) {
                        forwarder.forward(id, due.request(), due.deadline(), origin);
                    }
                    return new CompletionHandler.OnCompleteRemove<>();
                });
    }

    @Bean
    Task<ResultErrand> resultsTask(ResultSender sender) {
        return Tasks.custom(RESULTS)
                .onFailure(new FailureHandler.OnFailureRetryLater<>(RETRY_INTERVAL))
                .onDeadExecutionRevive()
                .execute((instance, context) -> {
                    Optional<Instant> again = sender.send(instance.getData());
                    return again.<CompletionHandler<ResultErrand>>map(
                                    at -> (completed, operations) -> operations.reschedule(completed, at))
                            .orElseGet(CompletionHandler.OnCompleteRemove::new);
                });
    }
}
