package org.ocpiplatform.contract.partners;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How calls to a partner go, as this node has seen it since its start.
 *
 * @param lastAnsweredAt when it last answered, whatever the answer
 * @param lastFailure why a call last failed; none once one has succeeded after it
 * @param circuit whether calls are made, given a rest because the partner kept failing, or tried again
 */
public record PartnerCallStatus(
        @Nullable Instant lastAnsweredAt,
        @Nullable Instant lastFailureAt,
        @Nullable String lastFailure,
        Circuit circuit) {

    /** Whether calls are made. */
    public enum Circuit {
        CLOSED,
        OPEN,
        HALF_OPEN
    }
}
