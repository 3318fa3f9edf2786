package org.ocpiplatform.contract.activeprofiles;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.ocpi.PartyId;
import org.ocpiplatform.ocpi.chargingprofiles.ActiveChargingProfile;

/**
 * The active charging profile of a session, and whom it concerns.
 *
 * @param setBy parties that have set a charging profile on the session
 * @param profile none while it is not known
 */
public record ActiveProfileState(
        Set<PartyId> setBy, @Nullable ActiveChargingProfile profile) {

    public ActiveProfileState {
        setBy = Set.copyOf(setBy);
    }
}
