package org.ocpiplatform.write.syncs;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.axonframework.common.AxonTransientException;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.contract.Rejection;
import org.ocpiplatform.contract.WriteResult;
import org.ocpiplatform.contract.syncs.SyncCounts;
import org.ocpiplatform.contract.syncs.SyncRefusal;
import org.ocpiplatform.ocpi.validation.Invalid;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts what became of the objects of a page. */
final class PageTally {

    private static final Logger LOG = LoggerFactory.getLogger(PageTally.class);

    private SyncCounts counts = SyncCounts.NONE;
    private final List<SyncRefusal> refusals = new ArrayList<>();

    /**
     * What became of an object.
     *
     * @param counts it alone
     * @param refusal why it was not taken over, if it was refused
     */
    record Outcome(SyncCounts counts, @Nullable SyncRefusal refusal) {

        static final Outcome IGNORED = new Outcome(new SyncCounts(1, 0, 0, 0, 1, 0), null);

        private static final Outcome CREATED = new Outcome(new SyncCounts(1, 1, 0, 0, 0, 0), null);
        private static final Outcome UPDATED = new Outcome(new SyncCounts(1, 0, 1, 0, 0, 0), null);
        private static final Outcome UNCHANGED = new Outcome(new SyncCounts(1, 0, 0, 1, 0, 0), null);

        static Outcome of(WriteResult.Kind kind) {
            return switch (kind) {
                case CREATED -> CREATED;
                case UPDATED -> UPDATED;
                case UNCHANGED -> UNCHANGED;
            };
        }

        /**
         * What a failure means for the object. One that is newer here than at the partner was pushed in the meantime.
         *
         * @param objectId as far as it can be read
         * @throws CrawlFailure if it is not about the object, but nothing can be stored
         */
        static Outcome of(RuntimeException failure, @Nullable String objectId, String step) {
            RuntimeException cause =
                    failure instanceof CompletionException && failure.getCause() instanceof RuntimeException within
                            ? within
                            : failure;
            return switch (cause) {
                case Rejection rejection
                when rejection.code() == Rejection.Code.UNAVAILABLE ->
                    throw new CrawlFailure(step, rejection.getMessage());
                case Rejection rejection when rejection.code() == Rejection.Code.STALE -> UNCHANGED;
                case Rejection rejection -> refused(objectId, rejection.getMessage());
                case Invalid invalid -> refused(objectId, String.valueOf(invalid.getMessage()));
                case EventStoreException store -> throw notStored(step, store);
                case AxonTransientException store -> throw notStored(step, store);
                default -> {
                    LOG.error("A pulled object could not be stored", cause);
                    yield refused(objectId, "could not be stored; the log of the platform says more");
                }
            };
        }

        private static CrawlFailure notStored(String step, RuntimeException cause) {
            LOG.warn("Pulled objects could not be stored", cause);
            return new CrawlFailure(step, "the event store does not take the objects");
        }

        private static Outcome refused(@Nullable String objectId, String reason) {
            return new Outcome(
                    new SyncCounts(1, 0, 0, 0, 0, 1), new SyncRefusal(objectId, SyncTexts.printable(reason)));
        }
    }

    void add(Outcome outcome) {
        counts = counts.plus(outcome.counts());
        if (outcome.refusal() != null && refusals.size() < SyncRules.MAX_REFUSALS) {
            refusals.add(outcome.refusal());
        }
    }

    SyncCounts counts() {
        return counts;
    }

    List<SyncRefusal> refusals() {
        return List.copyOf(refusals);
    }

    /** The counts by what metrics call them. */
    Map<String, Long> byOutcome() {
        return Map.of(
                "created", counts.created(),
                "updated", counts.updated(),
                "unchanged", counts.unchanged(),
                "ignored", counts.ignored(),
                "refused", counts.refused());
    }
}
