package org.ocpiplatform.write.syncs;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.contract.Rejection;
import org.ocpiplatform.contract.syncs.SyncCommand.CompleteSync;
import org.ocpiplatform.contract.syncs.SyncCommand.FailSync;
import org.ocpiplatform.contract.syncs.SyncCommand.RecordPage;
import org.ocpiplatform.contract.syncs.SyncCommand.StartSync;
import org.ocpiplatform.contract.syncs.SyncEvent;
import org.ocpiplatform.contract.syncs.SyncEvent.ObjectRefused;
import org.ocpiplatform.contract.syncs.SyncEvent.PageRead;
import org.ocpiplatform.contract.syncs.SyncEvent.SyncCompleted;
import org.ocpiplatform.contract.syncs.SyncEvent.SyncFailed;
import org.ocpiplatform.contract.syncs.SyncEvent.SyncRequested;
import org.ocpiplatform.contract.syncs.SyncEvent.SyncStarted;
import org.ocpiplatform.contract.syncs.SyncId;
import org.ocpiplatform.contract.syncs.SyncMode;
import org.ocpiplatform.contract.syncs.SyncRefusal;
import org.ocpiplatform.contract.syncs.SyncRun;
import org.ocpiplatform.contract.syncs.SyncState;
import org.ocpiplatform.contract.syncs.SyncStatus;

/** When a list is read again, and from where, so that nothing is lost (OCPI 2.3.0, transport chapter, pagination). */
final class SyncRules {

    static final int MAX_REFUSALS = 100;

    private static final Duration FIRST_BACKOFF = Duration.ofMinutes(1);
    private static final int MAX_DOUBLINGS = 20;
    private static final double SPLAY = 0.1;

    private SyncRules() {}

    /** When the next run is due; never is null. */
    static @Nullable Instant due(SyncState state, SyncSettings settings) {
        return settings.enabled() || state.requested() || state.status() == SyncStatus.RUNNING ? state.nextAt() : null;
    }

    static List<SyncEvent> request(@Nullable SyncState current, SyncId id, @Nullable SyncMode mode, Instant now) {
        if (current != null && current.status() == SyncStatus.RUNNING) {
            throw new Rejection(
                    Rejection.Code.CONFLICT,
                    "the synchronisation of " + id.kind().segment() + " is already running");
        }
        return List.of(new SyncRequested(id, mode, millis(now)));
    }

    /** A run that is under way has lost its process, or lost the task to another node: it is begun anew. */
    static List<SyncEvent> start(@Nullable SyncState current, StartSync command, SyncSettings settings, Instant now) {
        if (current == null ? !settings.enabled() : !isDue(current, settings, now)) {
            return List.of();
        }
        SyncMode mode = mode(current, settings, now);
        Instant from = current == null || mode == SyncMode.FULL ? null : current.watermark();
        return List.of(new SyncStarted(command.syncId(), mode, from, millis(now), command.correlationId()));
    }

    private static boolean isDue(SyncState current, SyncSettings settings, Instant now) {
        Instant due = due(current, settings);
        return due != null && !due.isAfter(now);
    }

    private static SyncMode mode(@Nullable SyncState current, SyncSettings settings, Instant now) {
        if (current == null || current.watermark() == null || current.lastFullAt() == null) {
            return SyncMode.FULL;
        }
        if (current.requestedMode() != null) {
            return current.requestedMode();
        }
        return current.lastFullAt().plus(settings.fullInterval()).isAfter(now) ? SyncMode.DELTA : SyncMode.FULL;
    }

    static List<SyncEvent> page(@Nullable SyncState current, RecordPage command) {
        SyncRun run = underWay(current, command.correlationId());
        List<SyncEvent> events = new ArrayList<>();
        events.add(
                new PageRead(command.syncId(), command.page(), run.counts().plus(command.counts()), command.total()));
        command.refusals().stream()
                .limit(Math.max(0, MAX_REFUSALS - run.refusals().size()))
                .map((SyncRefusal refusal) -> new ObjectRefused(command.syncId(), refusal.id(), refusal.reason()))
                .forEach(events::add);
        return events;
    }

    /** The next run begins where this one's question ended, whatever has happened at the partner meanwhile. */
    static List<SyncEvent> complete(
            @Nullable SyncState current,
            CompleteSync command,
            SyncSettings settings,
            Instant now,
            RandomGenerator random) {
        SyncRun run = underWay(current, command.correlationId());
        Duration shorter = settings.interval().compareTo(settings.fullInterval()) < 0
                ? settings.interval()
                : settings.fullInterval();
        long splay = (long) (shorter.toMillis() * SPLAY * random.nextDouble());
        return List.of(new SyncCompleted(
                command.syncId(),
                run.startedAt(),
                run.counts(),
                millis(now),
                millis(now.plus(shorter).plusMillis(splay))));
    }

    static List<SyncEvent> fail(@Nullable SyncState current, FailSync command, SyncSettings settings, Instant now) {
        underWay(current, command.correlationId());
        int failures = current == null ? 1 : current.consecutiveFailures() + 1;
        return List.of(new SyncFailed(
                command.syncId(),
                command.step(),
                command.reason(),
                failures,
                millis(now),
                millis(now.plus(backoff(failures, settings)))));
    }

    private static Duration backoff(int failures, SyncSettings settings) {
        Duration doubled = FIRST_BACKOFF.multipliedBy(1L << Math.min(failures - 1, MAX_DOUBLINGS));
        return doubled.compareTo(settings.interval()) < 0 ? doubled : settings.interval();
    }

    private static SyncRun underWay(@Nullable SyncState current, String correlationId) {
        SyncRun run = current == null ? null : current.running().orElse(null);
        if (run == null || !run.correlationId().equals(correlationId)) {
            throw new Rejection(Rejection.Code.CONFLICT, "the run has ended, or another has begun in its place");
        }
        return run;
    }

    /** What is asked of partners has no more digits. */
    private static Instant millis(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MILLIS);
    }
}
