package org.ocpiplatform.contract.syncs;

import java.time.Instant;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.contract.StoredType;

/** What happened to the synchronisation of one list of a partner. */
public sealed interface SyncEvent {

    /** The synchronisation it happened to. */
    SyncId syncId();

    /**
     * An administrator asked for a run.
     *
     * @param mode none if the schedule decides
     */
    @Revision("1")
    @StoredType("syncs.requested")
    record SyncRequested(SyncId syncId, @Nullable SyncMode mode, Instant at) implements SyncEvent {}

    /**
     * A run began; one that was under way will not go on.
     *
     * @param from objects updated at or after this instant are asked for; null for all
     * @param to objects updated before this instant are asked for, unless it is all; the instant of the start
     * @param correlationId of the run's requests and commands
     */
    @Revision("1")
    @StoredType("syncs.started")
    record SyncStarted(
            SyncId syncId, SyncMode mode, @Nullable Instant from, Instant to, String correlationId)
            implements SyncEvent {}

    /**
     * A page was read and its objects were dealt with.
     *
     * @param page from 1
     * @param counts of the run so far
     * @param total objects of the list, as the partner says
     */
    @Revision("1")
    @StoredType("syncs.page_read")
    record PageRead(
            SyncId syncId,
            int page,
            SyncCounts counts,
            @Nullable Integer total) implements SyncEvent {}

    /**
     * An object was not taken over; said of the first ones of a run only.
     *
     * @param object its id as it is spelled, as far as it can be read; of a token the text of a
     *     {@link org.ocpiplatform.contract.ReplicaId}
     */
    @Revision("2")
    @StoredType("syncs.object_refused")
    record ObjectRefused(SyncId syncId, @Nullable String object, String reason) implements SyncEvent {}

    /**
     * The run came to its end.
     *
     * @param watermark where the next DELTA run begins
     * @param nextAt when the next run is due
     */
    @Revision("1")
    @StoredType("syncs.completed")
    record SyncCompleted(SyncId syncId, Instant watermark, SyncCounts counts, Instant at, Instant nextAt)
            implements SyncEvent {}

    /**
     * The run did not come to its end.
     *
     * @param step what was being done
     * @param consecutiveFailures with this one
     * @param nextAt when it is repeated
     */
    @Revision("1")
    @StoredType("syncs.failed")
    record SyncFailed(SyncId syncId, String step, String reason, int consecutiveFailures, Instant at, Instant nextAt)
            implements SyncEvent {}
}
