package org.ocpiplatform.contract.syncs;

import java.util.List;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.contract.ObjectKind;
import org.ocpiplatform.contract.WriteResult;
import org.ocpiplatform.contract.partners.PartnerId;

/** What can be asked of synchronisations. */
public sealed interface SyncCommand {

    /**
     * Asks for runs at once, as an administrator. Answered by {@link RequestedSyncs}. Rejected if the partner is unknown, is
     * not called or does not have that list, and as a conflict if a run is under way.
     *
     * @param kind of the objects in the one list that is meant; none for all
     * @param mode none if the schedule decides
     */
    record RequestSyncs(
            PartnerId partnerId,
            @Nullable ObjectKind kind,
            @Nullable SyncMode mode) implements SyncCommand {}

    /** Where the requests stand. */
    record RequestedSyncs(List<WriteResult> results) {}

    /**
     * Begins a run if one is due, or one that was under way anew. Answered by the {@link SyncState}, from which it is seen
     * whether it began.
     *
     * @param correlationId of the run, if it begins
     */
    record StartSync(@TargetAggregateIdentifier SyncId syncId, String correlationId) implements SyncCommand {}

    /**
     * Takes note of a page that was read. Answered by the {@link SyncState}; rejected as a conflict if another run has
     * begun meanwhile, which also holds for the commands below.
     *
     * @param correlationId of the run
     * @param page from 1
     * @param counts of this page
     * @param total objects of the list, as the partner says
     * @param refusals of this page
     */
    record RecordPage(
            @TargetAggregateIdentifier SyncId syncId,
            String correlationId,
            int page,
            SyncCounts counts,
            @Nullable Integer total,
            List<SyncRefusal> refusals)
            implements SyncCommand {}

    /** Ends a run that has read its last page. Answered by the {@link SyncState}. */
    record CompleteSync(@TargetAggregateIdentifier SyncId syncId, String correlationId) implements SyncCommand {}

    /**
     * Ends a run that cannot go on. Answered by the {@link SyncState}.
     *
     * @param step what was being done
     * @param reason what went wrong, in words
     */
    record FailSync(@TargetAggregateIdentifier SyncId syncId, String correlationId, String step, String reason)
            implements SyncCommand {}
}
