package org.ocpiplatform.write.chargepoints.simulated;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.FailureHandler;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.ocpiplatform.contract.chargepoints.ForwardRequest;
import org.ocpiplatform.contract.privacy.PersonalData;
import org.ocpiplatform.write.chargepoints.ChargePoints;
import org.ocpiplatform.write.chargepoints.simulated.EvseRunner.Next;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The simulator's tasks: what survives a crash, and runs on one of several nodes. */
@Configuration(proxyBeanMethods = false)
class SimulatorTasks {

    /** Requests are given up by their deadline anyway. */
    private static final int MAX_RETRIES = 20;

    private static final Duration RETRY = Duration.ofSeconds(2);

    /** What is due later is found by the scheduler's own looks soon enough. */
    private static final Duration SOON = Duration.ofSeconds(5);

    @Bean
    Alarm simulatorAlarm(ObjectProvider<Scheduler> scheduler) {
        return delay -> CompletableFuture.delayedExecutor(delay.toMillis(), TimeUnit.MILLISECONDS)
                .execute(() -> scheduler.getObject().triggerCheckForDueExecutions());
    }

    @Bean
    TaskData simulatorTaskData(PersonalData personal) {
        return new TaskData(personal);
    }

    @Bean
    Occupants simulatedOccupants(ObjectProvider<Scheduler> scheduler, TaskData data, Clock clock) {
        return new Occupants(scheduler::getObject, data, clock);
    }

    @Bean
    ChargePoints simulatedChargePoints(ObjectProvider<Scheduler> scheduler, Alarm alarm, TaskData data, Clock clock) {
        return new SimulatedChargePoints(scheduler::getObject, alarm, data, clock);
    }

    @Bean
    Task<String> simulatedRequestsTask(RequestRunner runner, TaskData data) {
        return Tasks.custom(SimulatedChargePoints.TASK)
                .onFailure(new FailureHandler.MaxRetriesFailureHandler<>(
                        MAX_RETRIES, new FailureHandler.OnFailureRetryLater<>(RETRY)))
                .onDeadExecutionRevive()
                .execute((instance, context) -> {
                    try {
                        runner.run(data.read(instance.getData(), ForwardRequest.class));
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                        throw new IllegalStateException("the platform is stopping", e);
                    }
                    return new CompletionHandler.OnCompleteRemove<>();
                });
    }

    @Bean
    Task<String> simulatedEvsesTask(EvseRunner runner, TaskData data, Alarm alarm, Clock clock) {
        return Tasks.custom(Occupants.TASK)
                .onFailure(new FailureHandler.OnFailureRetryLater<>(RETRY))
                .onDeadExecutionRevive()
                .execute((instance, context) -> {
                    Optional<Next> next = runner.run(data.read(instance.getData(), Occupant.class));
                    next.map(one -> Duration.between(clock.instant(), one.at()))
                            .filter(pause -> pause.isPositive() && pause.compareTo(SOON) < 0)
                            .ifPresent(alarm::after);
                    return next.<CompletionHandler<String>>map(one -> (completed, operations) ->
                                    operations.reschedule(completed, one.at(), data.written(one.occupant())))
                            .orElseGet(CompletionHandler.OnCompleteRemove::new);
                });
    }

    /** A lease ends by itself where its holder does not end it. */
    @Bean
    Task<String> simulatedLocationsTask() {
        return Tasks.custom(Occupants.LEASE)
                .onDeadExecutionRevive()
                .execute((instance, context) -> new CompletionHandler.OnCompleteRemove<>());
    }
}
