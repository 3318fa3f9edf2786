package org.ocpiplatform.contract.sessions;

import java.util.Set;
import org.ocpiplatform.ocpi.types.ProfileType;

/**
 * What is known of the EVSE of a session where a driver says how to charge.
 *
 * @param takesPreferences false if it is known to lack CHARGING_PREFERENCES_CAPABLE
 * @param profiles that tariffs of the connector are made for; REGULAR needs none
 */
public record EvseOffer(boolean takesPreferences, Set<ProfileType> profiles) {

    /** An EVSE of which nothing is known. */
    public static final EvseOffer UNKNOWN = new EvseOffer(true, Set.of());

    public EvseOffer {
        profiles = Set.copyOf(profiles);
    }
}
