package org.ocpiplatform.api.ocpi.tokens;

import java.util.Set;
import org.ocpiplatform.ocpi.PartyId;

/**
 * What the eMSPs of this platform ask of a request for authorization beyond the protocol.
 *
 * @param locationRequired the eMSPs that do not authorize a token without knowing where it is presented
 */
public record AuthorizationPolicy(Set<PartyId> locationRequired) {

    public AuthorizationPolicy {
        locationRequired = Set.copyOf(locationRequired);
    }
}
