package org.ocpiplatform.read.projection;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * Which revisions a projection shows, so that a write is answered when a reader would see it. A revision that was
 * waited for in vain stays owed until it is shown: readers wait for it as well.
 */
final class AppliedRevisions {

    private static final Duration REMEMBERED = Duration.ofMinutes(1);
    private static final int REMEMBERED_AGGREGATES = 200_000;

    private final Cache<String, Long> recent = Caffeine.newBuilder()
            .maximumSize(REMEMBERED_AGGREGATES)
            .expireAfterWrite(REMEMBERED)
            .executor(Runnable::run)
            .build();

    /** By aggregate and revision; the inner maps are touched only inside the outer one's atomic methods. */
    private final Map<String, NavigableMap<Long, CompletableFuture<Boolean>>> owed = new ConcurrentHashMap<>();

    private final Duration patience;

    AppliedRevisions(Duration patience) {
        this.patience = patience;
    }

    /** Completes with true when the revision is shown; with false if that takes longer than the patience. */
    CompletableFuture<Boolean> await(String aggregateId, long revision) {
        CompletableFuture<Boolean> shown = new CompletableFuture<>();
        List<CompletableFuture<Boolean>> waiting = new ArrayList<>(1);
        owed.compute(aggregateId, (id, revisions) -> {
            NavigableMap<Long, CompletableFuture<Boolean>> all = revisions == null ? new TreeMap<>() : revisions;
            waiting.add(all.computeIfAbsent(revision, r -> shown));
            return all;
        });
        // Asked after the entry is there, so that a revision shown in between is not missed.
        Long already = recent.getIfPresent(aggregateId);
        if (already != null && already >= revision) {
            settle(aggregateId, already, true);
        }
        return patiently(waiting.getFirst());
    }

    /** Completes when everything that is owed for an aggregate is shown; false if that takes too long. */
    CompletableFuture<Boolean> settled(String aggregateId) {
        List<CompletableFuture<Boolean>> open = new ArrayList<>();
        owed.computeIfPresent(aggregateId, (id, revisions) -> {
            open.addAll(revisions.values());
            return revisions;
        });
        return all(open);
    }

    /** Completes when everything that is owed now is shown; false if that takes too long. */
    CompletableFuture<Boolean> settled() {
        List<CompletableFuture<Boolean>> open = new ArrayList<>();
        owed.keySet()
                .forEach(aggregateId -> owed.computeIfPresent(aggregateId, (id, revisions) -> {
                    open.addAll(revisions.values());
                    return revisions;
                }));
        return all(open);
    }

    /** Some of the aggregates that something is owed for. */
    List<String> owedFor(int limit) {
        return owed.keySet().stream().limit(limit).toList();
    }

    /** The projection shows these revisions from now on; an earlier one than is known, from a repeat, says nothing. */
    void shown(Map<String, Long> revisions) {
        revisions.forEach((aggregateId, revision) -> recent.asMap().merge(aggregateId, revision, Math::max));
        revisions.forEach((aggregateId, revision) -> settle(aggregateId, revision, true));
    }

    /** The projection cannot show the aggregate's next revision; nobody should wait for it. */
    void givenUp(String aggregateId) {
        settle(aggregateId, Long.MAX_VALUE, false);
    }

    /** Remembers no revision any more: an aggregate's identifier may begin anew. */
    void forget() {
        recent.invalidateAll();
    }

    private CompletableFuture<Boolean> all(Collection<CompletableFuture<Boolean>> open) {
        return open.isEmpty()
                ? CompletableFuture.completedFuture(true)
                : patiently(CompletableFuture.allOf(open.toArray(CompletableFuture<?>[]::new))
                        .thenApply(ignored -> true));
    }

    private CompletableFuture<Boolean> patiently(CompletableFuture<Boolean> shown) {
        return shown.isDone()
                ? shown
                : shown.copy().completeOnTimeout(false, patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void settle(String aggregateId, long revision, boolean result) {
        List<CompletableFuture<Boolean>> settled = new ArrayList<>();
        owed.computeIfPresent(aggregateId, (id, revisions) -> {
            NavigableMap<Long, CompletableFuture<Boolean>> done = revisions.headMap(revision, true);
            settled.addAll(done.values());
            done.clear();
            return revisions.isEmpty() ? null : revisions;
        });
        settled.forEach(future -> future.complete(result));
    }
}
