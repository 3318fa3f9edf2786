package org.ocpiplatform.write.locations;

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
import org.ocpiplatform.contract.locations.LocationCommand;
import org.ocpiplatform.contract.locations.LocationCommand.AddImages;
import org.ocpiplatform.contract.locations.LocationCommand.PatchConnector;
import org.ocpiplatform.contract.locations.LocationCommand.PatchEvse;
import org.ocpiplatform.contract.locations.LocationCommand.PatchLocation;
import org.ocpiplatform.contract.locations.LocationCommand.PutConnector;
import org.ocpiplatform.contract.locations.LocationCommand.PutEvse;
import org.ocpiplatform.contract.locations.LocationCommand.PutLocation;
import org.ocpiplatform.contract.locations.LocationEvent;
import org.ocpiplatform.contract.locations.LocationFold;
import org.ocpiplatform.ocpi.locations.Location;
import org.ocpiplatform.write.Decision;
import org.ocpiplatform.write.ObjectLimit;
import org.ocpiplatform.write.StoredAsSnapshot;
import org.ocpiplatform.write.Writes;

/** A Location on one side of the platform, with its EVSEs and connectors. */
@Revision("1")
@StoredAsSnapshot
@Aggregate(type = "Location", cache = "aggregateCache", snapshotTriggerDefinition = "snapshots")
final class LocationAggregate {

    @AggregateIdentifier
    @SuppressWarnings("UnusedVariable") // Axon reads it
    private @Nullable ReplicaId id;

    private @Nullable Location current;

    LocationAggregate() {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    WriteResult decide(PutLocation command, ObjectLimit limit) {
        return decided(command, bounded(LocationRules.put(current, command), limit));
    }

    @CommandHandler
    WriteResult decide(PatchLocation command, ObjectLimit limit) {
        return decided(command, bounded(LocationRules.patch(current, command), limit));
    }

    @CommandHandler
    WriteResult decide(AddImages command, ObjectLimit limit) {
        return decided(command, bounded(LocationRules.add(current, command), limit));
    }

    @CommandHandler
    WriteResult decide(PutEvse command, ObjectLimit limit) {
        return decided(command, bounded(LocationRules.put(current, command), limit));
    }

    @CommandHandler
    WriteResult decide(PatchEvse command, ObjectLimit limit) {
        return decided(command, bounded(LocationRules.patch(current, command), limit));
    }

    @CommandHandler
    WriteResult decide(PutConnector command, ObjectLimit limit) {
        return decided(command, bounded(LocationRules.put(current, command), limit));
    }

    @CommandHandler
    WriteResult decide(PatchConnector command, ObjectLimit limit) {
        return decided(command, bounded(LocationRules.patch(current, command), limit));
    }

    private Decision<LocationEvent> bounded(Decision<LocationEvent> decision, ObjectLimit limit) {
        return new Decision<>(
                decision.creates(),
                limit.within(
                        ObjectKind.LOCATION,
                        current,
                        decision.events(),
                        LocationFold::apply,
                        next -> next.evses().forEach(evse -> ObjectLimit.requirePart("EVSE " + evse.uid(), evse))));
    }

    private static WriteResult decided(LocationCommand command, Decision<LocationEvent> decision) {
        decision.events().forEach(event -> apply(event));
        return Writes.result(
                command.locationId().toString(),
                decision.creates(),
                !decision.events().isEmpty(),
                getVersion());
    }

    @EventSourcingHandler
    void evolve(LocationEvent event) {
        id = event.locationId();
        current = LocationFold.apply(current, event);
    }
}
