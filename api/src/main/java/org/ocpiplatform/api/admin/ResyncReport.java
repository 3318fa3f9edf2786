package org.ocpiplatform.api.admin;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.contract.ObjectKind;
import org.ocpiplatform.contract.deliveries.ResyncState;
import org.ocpiplatform.contract.deliveries.ResyncView;

/**
 * A resync as administrators are shown it; the numbers are objects.
 *
 * @param compared looked at
 * @param pushed that the partner lacked or had differently, and took
 * @param unchanged that the partner had as they are
 * @param failed that could not be compared, or that the partner did not take
 */
record ResyncReport(
        String id,
        ResyncState state,
        List<String> modules,
        @Nullable Instant dateFrom,
        @Nullable Instant dateTo,
        long compared,
        long pushed,
        long unchanged,
        long failed,
        Instant startedAt,
        @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable Instant finishedAt) {

    static ResyncReport of(ResyncView resync) {
        return new ResyncReport(
                resync.id(),
                resync.state(),
                resync.kinds().stream().map(ObjectKind::segment).toList(),
                resync.dateFrom(),
                resync.dateTo(),
                resync.counts().compared(),
                resync.counts().pushed(),
                resync.counts().unchanged(),
                resync.counts().failed(),
                resync.startedAt(),
                resync.finishedAt());
    }
}
