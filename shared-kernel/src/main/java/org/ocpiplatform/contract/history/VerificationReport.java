package org.ocpiplatform.contract.history;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * Whether stored events are as they were stored.
 *
 * @param events that were looked at
 * @param firstBrokenPosition the first position whose event is missing, changed or out of place
 * @param problem what is wrong there
 * @param sealedPosition up to which checkpoints speak; 0 if there are none
 */
public record VerificationReport(
        long events,
        boolean intact,
        @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable Long firstBrokenPosition,
        @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable String problem,
        long sealedPosition) {}
