package org.ocpiplatform.contract.deliveries;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.contract.ObjectKind;
import org.ocpiplatform.contract.partners.PartnerId;

/**
 * A resync as it stands.
 *
 * @param kinds of objects to compare, in this order
 * @param kind that goes on; none if none is left
 * @param cursor where its next page begins; none if it has not begun
 * @param pages that were compared
 * @param counts of all pages
 * @param finishedAt when it ended; none while it runs
 */
public record ResyncView(
        String id,
        PartnerId partnerId,
        ResyncState state,
        List<ObjectKind> kinds,
        @Nullable Instant dateFrom,
        @Nullable Instant dateTo,
        @Nullable ObjectKind kind,
        @Nullable Long cursor,
        long pages,
        ResyncCounts counts,
        Instant startedAt,
        @Nullable Instant finishedAt) {

    public ResyncView {
        kinds = List.copyOf(kinds);
    }
}
