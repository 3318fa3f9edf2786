package org.ocpiplatform.write.chargepoints.simulated;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Supplier;
import org.ocpiplatform.contract.chargepoints.ForwardRequest;
import org.ocpiplatform.contract.chargepoints.Forwarding;
import org.ocpiplatform.write.chargepoints.ChargePoints;

/** Charge points that are computed: each request becomes a task, which is carried out shortly after. */
final class SimulatedChargePoints implements ChargePoints {

    static final TaskDescriptor<String> TASK = TaskDescriptor.of("simulated-requests", String.class);

    private static final long SHORTEST_MILLIS = 200;
    private static final int SPREAD_MILLIS = 500;

    private final Supplier<? extends SchedulerClient> scheduler;
    private final Alarm alarm;
    private final TaskData data;
    private final Clock clock;

    SimulatedChargePoints(Supplier<? extends SchedulerClient> scheduler, Alarm alarm, TaskData data, Clock clock) {
        this.scheduler = scheduler;
        this.alarm = alarm;
        this.data = data;
        this.clock = clock;
    }

    /** A task of the request's name that is there already stays as it is. */
    @Override
    public Forwarding forward(ForwardRequest request) {
        Duration delay = delay(request);
        scheduler
                .get()
                .scheduleIfNotExists(TASK.instance(request.requestId().value())
                        .data(data.written(request))
                        .scheduledTo(clock.instant().plus(delay)));
        alarm.after(delay);
        return Forwarding.TAKEN;
    }

    /** How long a charge point takes, the same whenever the request comes. */
    private static Duration delay(ForwardRequest request) {
        return Duration.ofMillis(
                SHORTEST_MILLIS + Math.floorMod(request.requestId().value().hashCode(), SPREAD_MILLIS));
    }
}
