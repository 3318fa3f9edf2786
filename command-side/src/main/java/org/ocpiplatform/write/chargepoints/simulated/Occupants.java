package org.ocpiplatform.write.chargepoints.simulated;

import com.github.kagkarlsson.scheduler.ScheduledExecution;
import com.github.kagkarlsson.scheduler.ScheduledExecutionsFilter;
import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceCurrentlyExecutingException;
import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceNotFoundException;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.ocpiplatform.contract.remote.RequestId;
import org.ocpiplatform.ocpi.CiString;
import org.ocpiplatform.ocpi.PartyId;

/**
 * What the EVSEs are busy with: one task of the persistent scheduler for each that is. There can be only one of a name, so
 * only one can occupy an EVSE, whatever node it was asked on; and while the task runs, nothing else changes what it holds.
 */
final class Occupants {

    static final TaskDescriptor<String> TASK = TaskDescriptor.of("simulated-evses", String.class);
    static final TaskDescriptor<String> LEASE = TaskDescriptor.of("simulated-locations", String.class);

    /** In the place of an EVSE. */
    static final CiString NO_EVSE = CiString.of("#NA");

    /** For what is done in milliseconds; it matters only if the process is killed meanwhile. */
    private static final Duration LEASE_TIME = Duration.ofSeconds(10);

    private final Supplier<? extends SchedulerClient> scheduler;
    private final TaskData data;
    private final Clock clock;

    Occupants(Supplier<? extends SchedulerClient> scheduler, TaskData data, Clock clock) {
        this.scheduler = scheduler;
        this.data = data;
        this.clock = clock;
    }

    /** An EVSE, or a reservation without one. */
    record Place(PartyId cpo, CiString locationId, String rest) {

        static Place evse(PartyId cpo, CiString locationId, CiString evseUid) {
            return new Place(cpo, locationId, escaped(evseUid));
        }

        static Place reservation(PartyId cpo, CiString locationId, CiString reservationId) {
            return new Place(cpo, locationId, NO_EVSE + ":" + escaped(reservationId));
        }

        String location() {
            return cpo.key() + ":" + escaped(locationId);
        }

        /** {@code CC:PARTY:LOCATION:EVSE}, upper-cased. */
        String key() {
            return location() + ":" + rest;
        }

        private static String escaped(CiString id) {
            return id.key().replace("%", "%25").replace(":", "%3A");
        }
    }

    /** An occupant and where it is stored. */
    record Found(String key, Occupant occupant) {}

    /** Somebody else is at it; soon it will be free. */
    static final class Busy extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Busy(String what) {
            super(what + " is busy", null, false, false);
        }
    }

    /** Everything at a location, in no order. */
    List<Found> at(PartyId cpo, CiString locationId) {
        return withPrefix(new Place(cpo, locationId, "").key());
    }

    /** Everything at the locations of a CPO, in no order. */
    List<Found> of(PartyId cpo) {
        return withPrefix(cpo.key() + ":");
    }

    private List<Found> withPrefix(String prefix) {
        List<Found> found = new ArrayList<>();
        scheduler
                .get()
                .fetchScheduledExecutionsForTask(
                        TASK.getTaskName(), String.class, ScheduledExecutionsFilter.all(), execution -> {
                            String key = execution.getTaskInstance().getId();
                            if (key.startsWith(prefix)) {
                                found.add(new Found(key, data.read(execution.getData(), Occupant.class)));
                            }
                        });
        return found;
    }

    /** Occupies a place, and has its task run at once. */
    void claim(Place place, Occupant occupant) {
        if (!scheduler
                .get()
                .scheduleIfNotExists(
                        TASK.instance(place.key()).data(data.written(occupant)).scheduledTo(clock.instant()))) {
            throw new Busy(place.key());
        }
    }

    /** Changes what occupies a place, and has its task run at once. */
    void change(String key, Occupant occupant) {
        try {
            if (!scheduler.get().reschedule(TASK.instanceId(key), clock.instant(), data.written(occupant))) {
                throw new Busy(key);
            }
        } catch (TaskInstanceCurrentlyExecutingException | TaskInstanceNotFoundException e) {
            throw new Busy(key);
        }
    }

    /** Forgets what occupies a place. */
    void remove(String key) {
        try {
            scheduler.get().cancel(TASK.instanceId(key));
        } catch (TaskInstanceCurrentlyExecutingException e) {
            throw new Busy(key);
        } catch (TaskInstanceNotFoundException e) {
            // It is gone.
        }
    }

    /**
     * Does something that nobody else may do at the same location meanwhile, on whatever node.
     *
     * @throws Busy if somebody else does
     */
    <R> R alone(PartyId cpo, CiString locationId, RequestId requestId, Supplier<R> body) {
        String key = new Place(cpo, locationId, "").location();
        Instant until = clock.instant().plus(LEASE_TIME);
        if (!scheduler
                        .get()
                        .scheduleIfNotExists(
                                LEASE.instance(key).data(requestId.value()).scheduledTo(until))
                && !heldBy(key, requestId, until)) {
            throw new Busy(key);
        }
        try {
            return body.get();
        } finally {
            release(key);
        }
    }

    /** Whether the same request took it before it was interrupted, and has it again. */
    private boolean heldBy(String key, RequestId requestId, Instant until) {
        Optional<ScheduledExecution<Object>> lease = scheduler.get().getScheduledExecution(LEASE.instanceId(key));
        if (lease.isEmpty() || !requestId.value().equals(lease.get().getData())) {
            return false;
        }
        try {
            return scheduler.get().reschedule(LEASE.instanceId(key), until);
        } catch (TaskInstanceCurrentlyExecutingException | TaskInstanceNotFoundException e) {
            return false;
        }
    }

    private void release(String key) {
        try {
            scheduler.get().cancel(LEASE.instanceId(key));
        } catch (TaskInstanceCurrentlyExecutingException | TaskInstanceNotFoundException e) {
            // It has run out.
        }
    }
}
