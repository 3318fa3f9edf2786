package org.ocpiplatform.contract.deliveries;

import java.time.Instant;
import java.util.List;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.contract.ObjectKind;
import org.ocpiplatform.contract.partners.PartnerId;

/** What is said to a resync; each is answered by a {@link org.ocpiplatform.contract.WriteResult}. */
public sealed interface ResyncCommand {

    /** The resync that is meant. */
    String resyncId();

    /**
     * Begins a resync.
     *
     * @param kinds of objects to compare, in this order; of those that can be
     */
    record StartResync(
            @TargetAggregateIdentifier String resyncId,
            PartnerId partnerId,
            List<ObjectKind> kinds,
            @Nullable Instant dateFrom,
            @Nullable Instant dateTo)
            implements ResyncCommand {

        /**
         * What can be compared, because Receivers offer it for reading by the owner's path or say where they keep it;
         * tariffs come before the locations that name them.
         */
        public static final List<ObjectKind> COMPARED = List.of(
                ObjectKind.TARIFF,
                ObjectKind.LOCATION,
                ObjectKind.BOOKING_LOCATION,
                ObjectKind.SESSION,
                ObjectKind.CDR,
                ObjectKind.BOOKING,
                ObjectKind.TOKEN);

        public StartResync {
            kinds = List.copyOf(kinds);
        }
    }

    /**
     * Tells that a page of objects was compared. A page that was told of before is not counted again.
     *
     * @param page number of the page, from 0
     * @param counts of this page alone
     * @param kind that goes on; none if none is left
     * @param cursor where its next page begins
     */
    record RecordProgress(
            @TargetAggregateIdentifier String resyncId,
            long page,
            ResyncCounts counts,
            @Nullable ObjectKind kind,
            @Nullable Long cursor)
            implements ResyncCommand {}

    /** Ends a resync that has compared everything. */
    record FinishResync(@TargetAggregateIdentifier String resyncId) implements ResyncCommand {}

    /** Ends a resync of a partner that is no longer called. */
    record AbandonResync(@TargetAggregateIdentifier String resyncId) implements ResyncCommand {}
}
