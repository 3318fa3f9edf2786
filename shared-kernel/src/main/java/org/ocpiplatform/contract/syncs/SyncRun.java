package org.ocpiplatform.contract.syncs;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.ocpi.json.Extensions;

/**
 * A run, under way or ended.
 *
 * @param from objects updated at or after this instant are asked for; null for all
 * @param startedAt objects updated before this instant are asked for, unless it is all
 * @param correlationId of all requests and commands of the run, and so its name
 * @param page the last one that was read; 0 before the first
 * @param total objects of the list, as the partner says
 * @param refusals the first ones; the counts have all
 */
public record SyncRun(
        SyncMode mode,
        @Nullable Instant from,
        Instant startedAt,
        @Nullable Instant finishedAt,
        String correlationId,
        int page,
        SyncCounts counts,
        @Nullable Integer total,
        List<SyncRefusal> refusals) {

    public SyncRun {
        refusals = Extensions.listOf(refusals);
    }
}
