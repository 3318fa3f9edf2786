package org.ocpiplatform.write.reservations;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;
import static org.axonframework.modelling.command.AggregateLifecycle.getVersion;

import java.util.List;
import java.util.Objects;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.serialization.Revision;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.contract.WriteResult;
import org.ocpiplatform.contract.reservations.ReservationCommand.ExpireReservation;
import org.ocpiplatform.contract.reservations.ReservationCommand.HoldReservation;
import org.ocpiplatform.contract.reservations.ReservationCommand.ReleaseReservation;
import org.ocpiplatform.contract.reservations.ReservationCommand.UseReservation;
import org.ocpiplatform.contract.reservations.ReservationEvent;
import org.ocpiplatform.contract.reservations.ReservationFold;
import org.ocpiplatform.contract.reservations.ReservationId;
import org.ocpiplatform.contract.reservations.ReservationState;
import org.ocpiplatform.write.StoredAsSnapshot;
import org.ocpiplatform.write.Writes;

/** A reservation of one sender at one CPO, which may hold again after it has ended. */
@Revision("1")
@StoredAsSnapshot
@Aggregate(type = "Reservation", cache = "aggregateCache", snapshotTriggerDefinition = "snapshots")
final class ReservationAggregate {

    @AggregateIdentifier
    @SuppressWarnings("UnusedVariable") // Axon reads it
    private @Nullable ReservationId id;

    private @Nullable ReservationState current;

    ReservationAggregate() {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    WriteResult decide(HoldReservation command) {
        return decided(command.reservationId(), ReservationRules.hold(current, command));
    }

    @CommandHandler
    WriteResult decide(ReleaseReservation command) {
        return decided(command.reservationId(), ReservationRules.release(known(), command));
    }

    @CommandHandler
    WriteResult decide(UseReservation command) {
        return decided(command.reservationId(), ReservationRules.use(known(), command));
    }

    @CommandHandler
    WriteResult decide(ExpireReservation command) {
        return decided(command.reservationId(), ReservationRules.expire(known(), command));
    }

    private ReservationState known() {
        return Objects.requireNonNull(current, "its first event holds something");
    }

    private WriteResult decided(ReservationId reservationId, List<ReservationEvent> events) {
        boolean created = current == null;
        events.forEach(event -> apply(event));
        return Writes.result(reservationId.toString(), created, !events.isEmpty(), getVersion());
    }

    @EventSourcingHandler
    void evolve(ReservationEvent event) {
        id = event.reservationId();
        current = ReservationFold.apply(current, event);
    }
}
