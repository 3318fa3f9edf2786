package org.ocpiplatform.write.bookings;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;
import static org.axonframework.modelling.command.AggregateLifecycle.getVersion;

import java.time.Clock;
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
import org.ocpiplatform.contract.ObjectKind;
import org.ocpiplatform.contract.ReplicaId;
import org.ocpiplatform.contract.WriteResult;
import org.ocpiplatform.contract.bookings.BookingAnswer;
import org.ocpiplatform.contract.bookings.BookingCommand.PatchBooking;
import org.ocpiplatform.contract.bookings.BookingCommand.PutBooking;
import org.ocpiplatform.contract.bookings.BookingCommand.RequestBooking;
import org.ocpiplatform.contract.bookings.BookingEvent;
import org.ocpiplatform.contract.bookings.BookingFold;
import org.ocpiplatform.ocpi.bookings.Booking;
import org.ocpiplatform.write.ObjectLimit;
import org.ocpiplatform.write.StoredAsSnapshot;
import org.ocpiplatform.write.Writes;

/** A Booking on one side of the platform. */
@Revision("1")
@StoredAsSnapshot
@Aggregate(type = "Booking", cache = "aggregateCache", snapshotTriggerDefinition = "snapshots")
final class BookingAggregate {

    @AggregateIdentifier
    @SuppressWarnings("UnusedVariable") // Axon reads it
    private @Nullable ReplicaId id;

    private @Nullable Booking current;

    BookingAggregate() {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    BookingAnswer decide(RequestBooking command, Clock clock) {
        WriteResult result =
                decided(command.bookingId(), BookingRequestRules.request(current, command, clock.instant()));
        return new BookingAnswer(Objects.requireNonNull(current), result);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    WriteResult decide(PutBooking command) {
        return decided(command.bookingId(), BookingRules.put(current, command));
    }

    @CommandHandler
    WriteResult decide(PatchBooking command, ObjectLimit limit) {
        return decided(
                command.bookingId(),
                limit.within(ObjectKind.BOOKING, current, BookingRules.patch(current, command), BookingFold::apply));
    }

    private WriteResult decided(ReplicaId bookingId, List<? extends BookingEvent> events) {
        boolean created = current == null;
        events.forEach(event -> apply(event));
        return Writes.result(bookingId.toString(), created, !events.isEmpty(), getVersion());
    }

    @EventSourcingHandler
    void evolve(BookingEvent event) {
        id = event.bookingId();
        current = BookingFold.apply(current, event);
    }
}
