package org.ocpiplatform.contract.activeprofiles;

import java.time.Instant;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.ocpiplatform.contract.ReplicaId;
import org.ocpiplatform.ocpi.PartyId;
import org.ocpiplatform.ocpi.chargingprofiles.ActiveChargingProfile;

/**
 * What can be said of the active charging profile of a session; every command is answered by a
 * {@link org.ocpiplatform.contract.WriteResult}. The object does not tell when it changed, so what comes later counts.
 */
public sealed interface ActiveProfileCommand {

    /** The active profile that is meant; its owner is the CPO, its id that of the session. */
    ReplicaId activeProfileId();

    /**
     * Tells that a charge point has taken a charging profile for the session.
     *
     * @param party that asked for it
     * @param since when the charge point said so
     */
    record NoteProfileSet(@TargetAggregateIdentifier ReplicaId activeProfileId, PartyId party, Instant since)
            implements ActiveProfileCommand {}

    /**
     * Creates or replaces the active profile.
     *
     * @param profile a valid object
     */
    record PutActiveProfile(@TargetAggregateIdentifier ReplicaId activeProfileId, ActiveChargingProfile profile)
            implements ActiveProfileCommand {}

    /**
     * Takes the active profile as its CPO tells it unasked, which it may only where a charging profile was set. Where
     * none ever was, there is nothing of that id.
     *
     * @param profile a valid object
     */
    record ReceiveActiveProfile(@TargetAggregateIdentifier ReplicaId activeProfileId, ActiveChargingProfile profile)
            implements ActiveProfileCommand {}
}
