package org.ocpiplatform.contract.outgoing;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.contract.remote.RemoteAnswer;
import org.ocpiplatform.contract.remote.RemoteResult;
import org.ocpiplatform.contract.remote.RequestId;

/**
 * A request of ours to a partner's charge point as it stands.
 *
 * @param sending whether it was begun to send it
 * @param deadline until which a result is awaited; none before that is known
 * @param answer of the partner; none if there was none
 * @param result the latest that counts; none if there was none
 */
public record OutgoingState(
        RequestId requestId,
        OutgoingRequest request,
        OutgoingStage stage,
        boolean sending,
        @Nullable Instant deadline,
        @Nullable RemoteAnswer answer,
        @Nullable RemoteResult result) {

    /** Whether nothing more is awaited. */
    public boolean ended() {
        return switch (stage) {
            case REQUESTED, ACCEPTED -> false;
            case REFUSED, SUCCEEDED, FAILED, EXPIRED -> true;
        };
    }
}
