package org.ocpiplatform.write.bookings;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;
import static org.axonframework.modelling.command.AggregateLifecycle.getVersion;

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
import org.ocpiplatform.contract.bookings.BookingLocationCommand;
import org.ocpiplatform.contract.bookings.BookingLocationCommand.PatchBookingLocation;
import org.ocpiplatform.contract.bookings.BookingLocationCommand.PatchCalendar;
import org.ocpiplatform.contract.bookings.BookingLocationCommand.PutBookingLocation;
import org.ocpiplatform.contract.bookings.BookingLocationCommand.PutCalendar;
import org.ocpiplatform.contract.bookings.BookingLocationEvent;
import org.ocpiplatform.contract.bookings.BookingLocationFold;
import org.ocpiplatform.ocpi.bookings.BookingLocation;
import org.ocpiplatform.write.Decision;
import org.ocpiplatform.write.ObjectLimit;
import org.ocpiplatform.write.StoredAsSnapshot;
import org.ocpiplatform.write.Writes;

/** A BookingLocation on one side of the platform, with its calendars. */
@Revision("1")
@StoredAsSnapshot
@Aggregate(type = "BookingLocation", cache = "aggregateCache", snapshotTriggerDefinition = "snapshots")
final class BookingLocationAggregate {

    @AggregateIdentifier
    @SuppressWarnings("UnusedVariable") // Axon reads it
    private @Nullable ReplicaId id;

    private @Nullable BookingLocation current;

    BookingLocationAggregate() {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    WriteResult decide(PutBookingLocation command) {
        return decided(command, BookingLocationRules.put(current, command));
    }

    @CommandHandler
    WriteResult decide(PatchBookingLocation command, ObjectLimit limit) {
        return decided(command, bounded(BookingLocationRules.patch(current, command), limit));
    }

    @CommandHandler
    WriteResult decide(PutCalendar command, ObjectLimit limit) {
        return decided(command, bounded(BookingLocationRules.put(current, command), limit));
    }

    @CommandHandler
    WriteResult decide(PatchCalendar command, ObjectLimit limit) {
        return decided(command, bounded(BookingLocationRules.patch(current, command), limit));
    }

    private Decision<BookingLocationEvent> bounded(Decision<BookingLocationEvent> decision, ObjectLimit limit) {
        return new Decision<>(
                decision.creates(),
                limit.within(ObjectKind.BOOKING_LOCATION, current, decision.events(), BookingLocationFold::apply));
    }

    private static WriteResult decided(BookingLocationCommand command, Decision<BookingLocationEvent> decision) {
        decision.events().forEach(event -> apply(event));
        return Writes.result(
                command.bookingLocationId().toString(),
                decision.creates(),
                !decision.events().isEmpty(),
                getVersion());
    }

    @EventSourcingHandler
    void evolve(BookingLocationEvent event) {
        id = event.bookingLocationId();
        current = BookingLocationFold.apply(current, event);
    }
}
