package org.ocpiplatform.api.backoffice.tokens;

import java.time.Instant;

/**
 * The tokens of a login session after a login or a refresh.
 *
 * @param refreshId {@code jti} of the refresh token
 */
public record TokenPair(
        String access, Instant accessExpiresAt, String refresh, Instant refreshExpiresAt, String refreshId) {

    /** The tokens are left out: this may end up in logs. */
    @Override
    public String toString() {
        return "TokenPair[" + refreshId + "]";
    }
}
