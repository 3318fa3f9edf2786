package org.ocpiplatform.contract.activeprofiles;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.contract.activeprofiles.ActiveProfileEvent.ActiveProfileReplaced;
import org.ocpiplatform.contract.activeprofiles.ActiveProfileEvent.ProfileSet;
import org.ocpiplatform.ocpi.PartyId;
import org.ocpiplatform.ocpi.chargingprofiles.ActiveChargingProfile;

/** How the active charging profile of a session follows from its events. */
public final class ActiveProfileFold {

    private ActiveProfileFold() {}

    /** The state after one more event. */
    public static ActiveProfileState apply(@Nullable ActiveProfileState current, ActiveProfileEvent event) {
        return new ActiveProfileState(
                setBy(current == null ? Set.of() : current.setBy(), event),
                profile(current == null ? null : current.profile(), event));
    }

    /** The profile alone after one more event; null while it is not known. */
    public static @Nullable ActiveChargingProfile profile(
            @Nullable ActiveChargingProfile current, ActiveProfileEvent event) {
        return switch (event) {
            case ProfileSet set -> current;
            case ActiveProfileReplaced replaced -> replaced.profile();
        };
    }

    private static Set<PartyId> setBy(Set<PartyId> current, ActiveProfileEvent event) {
        return switch (event) {
            case ProfileSet set -> {
                Set<PartyId> parties = new HashSet<>(current);
                parties.add(set.party());
                yield parties;
            }
            case ActiveProfileReplaced replaced -> current;
        };
    }
}
