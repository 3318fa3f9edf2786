package org.ocpiplatform.write.syncs;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.SchedulerClient.ScheduleOptions;
import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceCurrentlyExecutingException;
import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceNotFoundException;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Supplier;
import org.ocpiplatform.contract.partners.PartnerId;

/** Has the runs that are due with a partner made at once. */
final class SyncAlarm {

    static final TaskDescriptor<Void> TASK = TaskDescriptor.of("syncs");

    private static final Duration RETRY_INTERVAL = Duration.ofSeconds(1);
    private static final int MAX_RETRIES = 600;

    private final Supplier<? extends SchedulerClient> scheduler;
    private final Clock clock;

    SyncAlarm(Supplier<? extends SchedulerClient> scheduler, Clock clock) {
        this.scheduler = scheduler;
        this.clock = clock;
    }

    /** A task that is just being carried out may be past what it is woken for, so it is woken when it is done. */
    void wake(PartnerId partner) {
        if (!isWoken(partner)) {
            Thread.ofVirtual().name("sync-alarm-" + partner).start(() -> {
                for (int retries = 0; retries < MAX_RETRIES && !isWoken(partner); retries++) {
                    try {
                        Thread.sleep(RETRY_INTERVAL);
                    } catch (InterruptedException e) {
                        return;
                    }
                }
            });
        }
    }

    private boolean isWoken(PartnerId partner) {
        try {
            scheduler
                    .get()
                    .schedule(
                            TASK.instance(partner.value()).scheduledTo(clock.instant()),
                            ScheduleOptions.WHEN_EXISTS_RESCHEDULE);
            return true;
        } catch (TaskInstanceCurrentlyExecutingException | TaskInstanceNotFoundException e) {
            return false;
        }
    }
}
