package org.ocpiplatform.api.ocpi.exchange;

import org.ocpiplatform.contract.partners.PartnerState;

/**
 * The token with which a caller was recognised.
 *
 * @param value in clear; for credentials that are echoed, and for nothing else
 * @param state of the registration that the token belongs to
 */
public record PresentedToken(String value, PartnerState state) {

    /** The token is left out: this ends up in logs. */
    @Override
    public String toString() {
        return "PresentedToken[" + state + "]";
    }
}
