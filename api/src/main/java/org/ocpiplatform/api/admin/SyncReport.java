package org.ocpiplatform.api.admin;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.contract.ObjectKind;
import org.ocpiplatform.contract.ReplicaId;
import org.ocpiplatform.contract.syncs.SyncCounts;
import org.ocpiplatform.contract.syncs.SyncFailure;
import org.ocpiplatform.contract.syncs.SyncMode;
import org.ocpiplatform.contract.syncs.SyncRefusal;
import org.ocpiplatform.contract.syncs.SyncRun;
import org.ocpiplatform.contract.syncs.SyncState;
import org.ocpiplatform.contract.syncs.SyncStatus;

/**
 * The synchronisation of one list of a partner as administrators are shown it. Page, counts and refusals are those of the
 * run under way or, if there is none, of the last one.
 *
 * @param module name of the list
 * @param mode what the run asks for
 * @param watermark what was updated before this instant has been read
 * @param nextAt when the next run is due
 * @param page the last one that was read
 * @param total objects of the list, as the partner says
 * @param refusals the first 100 of the run
 * @param lastFailure may be older than the last run that completed
 */
record SyncReport(
        String module,
        SyncStatus state,
        @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable SyncMode mode,
        @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable Instant watermark,
        @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable Instant startedAt,
        @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable Instant finishedAt,
        @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable Instant nextAt,
        int page,
        long read,
        @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable Integer total,
        long created,
        long updated,
        long unchanged,
        long ignored,
        long refused,
        @JsonInclude(JsonInclude.Include.ALWAYS) List<SyncRefusal> refusals,
        @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable SyncFailure lastFailure,
        int consecutiveFailures) {

    static SyncReport of(SyncState sync) {
        SyncRun run = sync.run();
        SyncCounts counts = run == null ? SyncCounts.NONE : run.counts();
        return new SyncReport(
                sync.id().kind().segment(),
                sync.status(),
                run == null ? null : run.mode(),
                sync.watermark(),
                run == null ? null : run.startedAt(),
                run == null ? null : run.finishedAt(),
                sync.status() == SyncStatus.RUNNING ? null : sync.nextAt(),
                run == null ? 0 : run.page(),
                counts.read(),
                run == null ? null : run.total(),
                counts.created(),
                counts.updated(),
                counts.unchanged(),
                counts.ignored(),
                counts.refused(),
                run == null
                        ? List.of()
                        : run.refusals().stream()
                                .map(refusal -> shown(sync.id().kind(), refusal))
                                .toList(),
                sync.lastFailure(),
                sync.consecutiveFailures());
    }

    /** A token is shown by its uid. */
    private static SyncRefusal shown(ObjectKind kind, SyncRefusal refusal) {
        if (kind != ObjectKind.TOKEN || refusal.id() == null) {
            return refusal;
        }
        String typeAndUid = ReplicaId.parse(refusal.id()).id().toString();
        return new SyncRefusal(typeAndUid.substring(typeAndUid.indexOf(':') + 1), refusal.reason());
    }

    /** Of a list whose first run has not begun. */
    static SyncReport waiting(ObjectKind kind) {
        return new SyncReport(
                kind.segment(),
                SyncStatus.WAITING,
                null,
                null,
                null,
                null,
                null,
                0,
                0,
                null,
                0,
                0,
                0,
                0,
                0,
                List.of(),
                null,
                0);
    }
}
