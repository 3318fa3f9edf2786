package org.ocpiplatform.write.outbound;

import org.ocpiplatform.contract.partners.PartnerQuirks;

/**
 * Whom a call is for.
 *
 * @param name what limits, the circuit breaker and metrics go by: the partner's id
 * @param token what we present, in clear; nothing if it is empty
 */
public record Peer(String name, String token, PartnerQuirks quirks) {

    /** The token is left out: this ends up in logs. */
    @Override
    public String toString() {
        return "Peer[" + name + "]";
    }
}
