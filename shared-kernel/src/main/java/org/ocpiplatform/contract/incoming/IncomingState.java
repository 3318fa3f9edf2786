package org.ocpiplatform.contract.incoming;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.contract.remote.RemoteAnswer;
import org.ocpiplatform.contract.remote.RemoteResult;
import org.ocpiplatform.contract.remote.RequestId;
import org.ocpiplatform.ocpi.json.Extensions;

/**
 * A request of a partner to a charge point as it stands.
 *
 * @param deadline by which the charge point must have answered; none if the request was refused at once
 * @param answer that the partner was given, as far as is known; none before
 * @param results that the partner is to be told, in this order
 * @param told how many of them it was told, or could not be
 */
public record IncomingState(
        RequestId requestId,
        IncomingRequest request,
        IncomingStage stage,
        @Nullable Instant deadline,
        @Nullable RemoteAnswer answer,
        List<RemoteResult> results,
        int told) {

    public IncomingState {
        results = Extensions.listOf(results);
    }

    /** Whether the partner was answered that a result follows. */
    public boolean accepted() {
        return answer != null && answer.accepted();
    }
}
