package org.ocpiplatform.contract.history;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.ocpi.Side;

/**
 * Which events are exported.
 *
 * @param module of the objects whose events are wanted; all events if absent
 * @param side of the objects whose events are wanted; all events if absent
 * @param from events at or after this time; from the first on if absent
 * @param to events before this time; up to the last if absent
 * @param after position on which the events follow
 * @param limit events at most
 * @param stored whether the texts that are stored are wanted
 */
public record ExportFilter(
        @Nullable String module,
        @Nullable Side side,
        @Nullable Instant from,
        @Nullable Instant to,
        long after,
        long limit,
        boolean stored) {}
