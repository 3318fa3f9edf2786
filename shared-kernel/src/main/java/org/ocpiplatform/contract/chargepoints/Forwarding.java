package org.ocpiplatform.contract.chargepoints;

import org.jspecify.annotations.Nullable;

/**
 * Whether the charge point back end has taken a request.
 *
 * @param failure why not, for administrators; none if it has
 */
public record Forwarding(@Nullable String failure) {

    public static final Forwarding TAKEN = new Forwarding(null);

    /** Whether it has the request. */
    public boolean taken() {
        return failure == null;
    }
}
