package org.ocpiplatform.contract.deliveries;

import java.time.Instant;
import java.util.List;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.contract.ObjectKind;
import org.ocpiplatform.contract.StoredType;
import org.ocpiplatform.contract.partners.PartnerId;

/** What happened to a resync, the comparison of what a partner holds with what it should. */
public sealed interface ResyncEvent {

    /** The resync it happened to. */
    String resyncId();

    /**
     * An administrator asked for it.
     *
     * @param kinds of objects to compare, in this order
     * @param dateFrom objects updated at or after this instant; none means from the first
     * @param dateTo objects updated before this instant; none means up to the last
     */
    @Revision("1")
    @StoredType("resyncs.started")
    record ResyncStarted(
            String resyncId,
            PartnerId partnerId,
            List<ObjectKind> kinds,
            @Nullable Instant dateFrom,
            @Nullable Instant dateTo)
            implements ResyncEvent {

        public ResyncStarted {
            kinds = List.copyOf(kinds);
        }
    }

    /**
     * A page of objects was compared.
     *
     * @param counts of this page alone
     * @param kind that goes on; none if none is left
     * @param cursor where its next page begins; none if it has not begun
     */
    @Revision("1")
    @StoredType("resyncs.progressed")
    record ResyncProgressed(
            String resyncId,
            ResyncCounts counts,
            @Nullable ObjectKind kind,
            @Nullable Long cursor) implements ResyncEvent {}

    /** Everything was compared. */
    @Revision("1")
    @StoredType("resyncs.finished")
    record ResyncFinished(String resyncId) implements ResyncEvent {}

    /** It ended early, because the partner is no longer called. */
    @Revision("1")
    @StoredType("resyncs.abandoned")
    record ResyncAbandoned(String resyncId) implements ResyncEvent {}
}
