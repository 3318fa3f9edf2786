package org.ocpiplatform.contract.backoffice;

import org.ocpiplatform.contract.WriteResult;

/**
 * What came of presenting a refresh token.
 *
 * @param result what it did to the session, which also changes when a used token ends it
 */
public record RefreshOutcome(Kind kind, WriteResult result) {

    /** Whether there are new tokens, and why not. */
    public enum Kind {
        /** The next tokens are good. */
        REFRESHED,
        /** The token had been used before; the session has ended by that. */
        REUSED,
        /** The session had ended before, or its time was over. */
        ENDED
    }
}
