package org.ocpiplatform.contract.syncs;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.contract.syncs.SyncEvent.ObjectRefused;
import org.ocpiplatform.contract.syncs.SyncEvent.PageRead;
import org.ocpiplatform.contract.syncs.SyncEvent.SyncCompleted;
import org.ocpiplatform.contract.syncs.SyncEvent.SyncFailed;
import org.ocpiplatform.contract.syncs.SyncEvent.SyncRequested;
import org.ocpiplatform.contract.syncs.SyncEvent.SyncStarted;

/** How a synchronisation follows from what happened to it. */
public final class SyncFold {

    private SyncFold() {}

    /** The state after one more event. */
    public static SyncState apply(@Nullable SyncState current, SyncEvent event) {
        return switch (event) {
            case SyncRequested asked -> requested(current, asked);
            case SyncStarted started -> started(current, started);
            case PageRead read -> {
                SyncRun run = run(current);
                yield running(
                        current,
                        new SyncRun(
                                run.mode(),
                                run.from(),
                                run.startedAt(),
                                null,
                                run.correlationId(),
                                read.page(),
                                read.counts(),
                                read.total(),
                                run.refusals()));
            }
            case ObjectRefused refused -> {
                SyncRun run = run(current);
                yield running(
                        current,
                        new SyncRun(
                                run.mode(),
                                run.from(),
                                run.startedAt(),
                                null,
                                run.correlationId(),
                                run.page(),
                                run.counts(),
                                run.total(),
                                Stream.concat(
                                                run.refusals().stream(),
                                                Stream.of(new SyncRefusal(refused.object(), refused.reason())))
                                        .toList()));
            }
            case SyncCompleted completed -> completed(known(current), completed);
            case SyncFailed failed -> failed(known(current), failed);
        };
    }

    private static SyncState requested(@Nullable SyncState current, SyncRequested event) {
        return new SyncState(
                event.syncId(),
                SyncStatus.WAITING,
                true,
                event.mode(),
                current == null ? null : current.watermark(),
                current == null ? null : current.lastFullAt(),
                event.at(),
                current == null ? null : current.run(),
                current == null ? null : current.lastFailure(),
                current == null ? 0 : current.consecutiveFailures());
    }

    private static SyncState started(@Nullable SyncState current, SyncStarted event) {
        SyncRun run = new SyncRun(
                event.mode(),
                event.from(),
                event.to(),
                null,
                event.correlationId(),
                0,
                SyncCounts.NONE,
                null,
                List.of());
        return new SyncState(
                event.syncId(),
                SyncStatus.RUNNING,
                current != null && current.requested(),
                current == null ? null : current.requestedMode(),
                current == null ? null : current.watermark(),
                current == null ? null : current.lastFullAt(),
                event.to(),
                run,
                current == null ? null : current.lastFailure(),
                current == null ? 0 : current.consecutiveFailures());
    }

    private static SyncState running(@Nullable SyncState current, SyncRun run) {
        SyncState known = known(current);
        return new SyncState(
                known.id(),
                SyncStatus.RUNNING,
                known.requested(),
                known.requestedMode(),
                known.watermark(),
                known.lastFullAt(),
                known.nextAt(),
                run,
                known.lastFailure(),
                known.consecutiveFailures());
    }

    private static SyncState completed(SyncState known, SyncCompleted event) {
        SyncRun run = ended(run(known), event.counts(), event.at());
        return new SyncState(
                known.id(),
                SyncStatus.COMPLETED,
                false,
                null,
                event.watermark(),
                run.mode() == SyncMode.FULL ? run.startedAt() : known.lastFullAt(),
                event.nextAt(),
                run,
                known.lastFailure(),
                0);
    }

    private static SyncState failed(SyncState known, SyncFailed event) {
        SyncRun run = run(known);
        return new SyncState(
                known.id(),
                SyncStatus.FAILED,
                known.requested(),
                known.requestedMode(),
                known.watermark(),
                known.lastFullAt(),
                event.nextAt(),
                ended(run, run.counts(), event.at()),
                new SyncFailure(event.at(), event.step(), event.reason()),
                event.consecutiveFailures());
    }

    private static SyncRun ended(SyncRun run, SyncCounts counts, Instant at) {
        return new SyncRun(
                run.mode(),
                run.from(),
                run.startedAt(),
                at,
                run.correlationId(),
                run.page(),
                counts,
                run.total(),
                run.refusals());
    }

    /** Whatever happens in a run happens after it began. */
    private static SyncRun run(@Nullable SyncState current) {
        return Objects.requireNonNull(known(current).run());
    }

    private static SyncState known(@Nullable SyncState current) {
        return Objects.requireNonNull(current);
    }
}
