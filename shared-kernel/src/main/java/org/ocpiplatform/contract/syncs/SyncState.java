package org.ocpiplatform.contract.syncs;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How the synchronisation of one list of a partner stands.
 *
 * @param requested whether an administrator asked for a run that has not completed yet
 * @param requestedMode what the administrator asked for; none if the schedule decides
 * @param watermark what was updated before this instant has been read
 * @param lastFullAt when the last complete FULL run began
 * @param nextAt when the next run is due
 * @param run the last one, or the one under way
 * @param lastFailure stays when a later run succeeds
 * @param consecutiveFailures since the last run that completed
 */
public record SyncState(
        SyncId id,
        SyncStatus status,
        boolean requested,
        @Nullable SyncMode requestedMode,
        @Nullable Instant watermark,
        @Nullable Instant lastFullAt,
        Instant nextAt,
        @Nullable SyncRun run,
        @Nullable SyncFailure lastFailure,
        int consecutiveFailures) {

    /** The run under way, if there is one. */
    public Optional<SyncRun> running() {
        return status == SyncStatus.RUNNING ? Optional.ofNullable(run) : Optional.empty();
    }
}
