package org.ocpiplatform.write.erasures;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The task that looks after erasures, on one node at a time; nodes take turns. */
@Configuration(proxyBeanMethods = false)
class ErasureTasks {

    private static final Duration INTERVAL = Duration.ofSeconds(2);

    @Bean
    RecurringTask<Void> erasuresTask(Erasures erasures) {
        return Tasks.recurring("erasures", FixedDelay.of(INTERVAL)).execute((instance, context) -> {
            try {
                erasures.run(() -> context.getSchedulerState().isShuttingDown());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("the platform is stopping", e);
            }
        });
    }
}
