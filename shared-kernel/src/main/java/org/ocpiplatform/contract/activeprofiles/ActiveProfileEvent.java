package org.ocpiplatform.contract.activeprofiles;

import java.time.Instant;
import org.axonframework.serialization.Revision;
import org.ocpiplatform.contract.ReplicaId;
import org.ocpiplatform.contract.StoredType;
import org.ocpiplatform.ocpi.PartyId;
import org.ocpiplatform.ocpi.chargingprofiles.ActiveChargingProfile;

/** What happened to the active charging profile of a session. */
public sealed interface ActiveProfileEvent {

    /** The active profile it happened to; its owner is the CPO, its id that of the session. */
    ReplicaId activeProfileId();

    /**
     * A charge point took a charging profile of a party for the first time; from then on the party is told.
     *
     * @param since when the charge point said so
     */
    @Revision("1")
    @StoredType("active_profiles.profile_set")
    record ProfileSet(ReplicaId activeProfileId, PartyId party, Instant since) implements ActiveProfileEvent {}

    /** The active profile became known, or changed. */
    @Revision("1")
    @StoredType("active_profiles.replaced")
    record ActiveProfileReplaced(ReplicaId activeProfileId, ActiveChargingProfile profile)
            implements ActiveProfileEvent {}
}
