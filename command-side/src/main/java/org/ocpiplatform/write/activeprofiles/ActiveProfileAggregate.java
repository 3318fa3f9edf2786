package org.ocpiplatform.write.activeprofiles;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;
import static org.axonframework.modelling.command.AggregateLifecycle.getVersion;

import java.util.List;
import java.util.Set;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.serialization.Revision;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.contract.ReplicaId;
import org.ocpiplatform.contract.WriteResult;
import org.ocpiplatform.contract.activeprofiles.ActiveProfileCommand.NoteProfileSet;
import org.ocpiplatform.contract.activeprofiles.ActiveProfileCommand.PutActiveProfile;
import org.ocpiplatform.contract.activeprofiles.ActiveProfileCommand.ReceiveActiveProfile;
import org.ocpiplatform.contract.activeprofiles.ActiveProfileEvent;
import org.ocpiplatform.contract.activeprofiles.ActiveProfileEvent.ActiveProfileReplaced;
import org.ocpiplatform.contract.activeprofiles.ActiveProfileEvent.ProfileSet;
import org.ocpiplatform.contract.activeprofiles.ActiveProfileFold;
import org.ocpiplatform.contract.activeprofiles.ActiveProfileState;
import org.ocpiplatform.ocpi.chargingprofiles.ActiveChargingProfile;
import org.ocpiplatform.ocpi.validation.Validation;
import org.ocpiplatform.write.StoredAsSnapshot;
import org.ocpiplatform.write.Writes;

/** The active charging profile of a session on one side of the platform (OCPI 2.3.0, chapter ChargingProfiles). */
@Revision("1")
@StoredAsSnapshot
@Aggregate(type = "ActiveChargingProfile", cache = "aggregateCache", snapshotTriggerDefinition = "snapshots")
final class ActiveProfileAggregate {

    @AggregateIdentifier
    @SuppressWarnings("UnusedVariable") // Axon reads it
    private @Nullable ReplicaId id;

    private ActiveProfileState state = new ActiveProfileState(Set.of(), null);

    ActiveProfileAggregate() {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    WriteResult decide(NoteProfileSet command) {
        return decided(
                command.activeProfileId(),
                state.setBy().contains(command.party())
                        ? List.of()
                        : List.of(new ProfileSet(command.activeProfileId(), command.party(), command.since())));
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    WriteResult decide(PutActiveProfile command) {
        return replaced(command.activeProfileId(), command.profile());
    }

    @CommandHandler
    WriteResult decide(ReceiveActiveProfile command) {
        if (state.setBy().isEmpty()) {
            throw command.activeProfileId().kind().notFound();
        }
        return replaced(command.activeProfileId(), command.profile());
    }

    private WriteResult replaced(ReplicaId profileId, ActiveChargingProfile profile) {
        return decided(
                profileId,
                Validation.valid(profile).equals(state.profile())
                        ? List.of()
                        : List.of(new ActiveProfileReplaced(profileId, profile)));
    }

    private WriteResult decided(ReplicaId profileId, List<? extends ActiveProfileEvent> events) {
        boolean created = state.profile() == null;
        events.forEach(event -> apply(event));
        return Writes.result(profileId.toString(), created, !events.isEmpty(), getVersion());
    }

    @EventSourcingHandler
    void evolve(ActiveProfileEvent event) {
        id = event.activeProfileId();
        state = ActiveProfileFold.apply(state, event);
    }
}
