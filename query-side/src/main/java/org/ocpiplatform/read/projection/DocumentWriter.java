package org.ocpiplatform.read.projection;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;

import com.mongodb.MongoException;
import com.mongodb.bulk.BulkWriteError;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.WriteModel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.read.projection.DocumentCollection.Find;

/**
 * Applies batches of events to one collection: one read for what is not in memory, one bulk write, and before it one for
 * each kind of {@linkplain Parts parts}. Repeats change
 * nothing. What cannot be applied is returned and holds up nobody but its own aggregate, whose later events no longer
 * continue its document and are returned as well.
 */
final class DocumentWriter<S> {

    private static final int CACHED_STATES = 20_000;
    private static final int DUPLICATE_KEY = 11000;
    /** The store's codes for what lies in a document; whatever else goes wrong may go well in another attempt. */
    private static final Set<Integer> UNFIT = Set.of(
            DocumentCollection.NOT_ENCODED, DUPLICATE_KEY, 2, 22, 52, 56, 57, 121, 171, 10334, 17280, 17419, 17420);

    private static final ReplaceOptions UPSERT = new ReplaceOptions().upsert(true);

    private final ProjectionDefinition<S> definition;
    private final DocumentCollection collection;
    private final List<PartsWriter<S, ?>> parts;
    private final Overflow overflow;
    private final RecentlyUsed<String, Held<S>> cache = new RecentlyUsed<>(CACHED_STATES);

    DocumentWriter(
            ProjectionDefinition<S> definition,
            DocumentCollection collection,
            List<PartsWriter<S, ?>> parts,
            Overflow overflow) {
        this.definition = definition;
        this.collection = collection;
        this.parts = parts;
        this.overflow = overflow;
    }

    /**
     * An aggregate as the collection holds it.
     *
     * @param spread whether fields of its document are in chunks
     */
    private record Held<S>(@Nullable S state, long revision, long sequence, boolean spread) {

        Held<S> spread(boolean other) {
            return other == spread ? this : new Held<>(state, revision, sequence, other);
        }
    }

    /** An event that could not be applied, and why. */
    record Refused(Change change, String cause) {}

    /** What became of a batch: the revisions now shown, and the events that were not applied. */
    record Outcome(Map<String, Long> shown, List<Refused> refused) {}

    /** Remembers no state any more. */
    synchronized void forget() {
        cache.clear();
    }

    synchronized Outcome apply(List<Change> batch) {
        Map<String, List<Change>> byAggregate = new LinkedHashMap<>();
        batch.forEach(change -> byAggregate
                .computeIfAbsent(change.aggregateId(), id -> new ArrayList<>())
                .add(change));
        Map<String, String> unreadable = new HashMap<>();
        Map<String, Held<S>> before = held(byAggregate, unreadable);

        Map<String, Held<S>> after = new HashMap<>();
        Map<String, Long> shown = new HashMap<>();
        List<Refused> refused = new ArrayList<>();
        Bulk writes = new Bulk();
        Map<String, Document> spread = new HashMap<>();
        List<Bulk> partWrites = parts.stream().map(kind -> new Bulk()).toList();
        unreadable.forEach((aggregateId, cause) -> byAggregate
                .getOrDefault(aggregateId, List.of())
                .forEach(change -> refused.add(new Refused(change, cause))));
        byAggregate.keySet().removeAll(unreadable.keySet());
        Map<String, Next<S>> following = following(byAggregate, before);
        following.forEach((aggregateId, next) -> {
            Held<S> held = before.get(aggregateId);
            refused.addAll(next.refused());
            if (next.held() == null) {
                return;
            }
            shown.put(aggregateId, next.held().revision());
            if (next.document() != null) {
                overflow.spread(next.document());
                boolean isSpread = Overflow.isSpread(next.document());
                if (isSpread || (held != null && held.spread())) {
                    spread.put(aggregateId, next.document());
                }
                writes.add(aggregateId, replacement(aggregateId, next.held().revision(), next.document()));
                for (int i = 0; i < parts.size(); i++) {
                    partWrites.get(i).addAll(aggregateId, next.partWrites().get(i));
                }
                after.put(aggregateId, next.held().spread(isSpread));
            }
        });
        Map<String, BulkWriteError> failed = new LinkedHashMap<>();
        for (int i = 0; i < parts.size(); i++) {
            // A part that is there in a later revision is left alone, as is the whole.
            partWrites.get(i).to(parts.get(i).collection()).stream()
                    .filter(failure -> failure.error().getCode() != DUPLICATE_KEY)
                    .forEach(failure -> failed.putIfAbsent(failure.aggregateId(), failure.error()));
        }
        writes.without(failed.keySet())
                .to(collection)
                .forEach(failure -> failed.put(failure.aggregateId(), failure.error()));
        failed.forEach((aggregateId, error) -> {
            Held<S> unwritten = after.remove(aggregateId);
            boolean wasSpread = spread.remove(aggregateId) != null;
            if (error.getCode() == DUPLICATE_KEY) {
                // The store already has a later revision: this is a repeat, and what it shows is recent enough.
                removeOutdated(aggregateId, wasSpread);
            } else if (unwritten != null) {
                shown.remove(aggregateId);
                byAggregate.getOrDefault(aggregateId, List.of()).stream()
                        .filter(change -> change.revision() <= unwritten.revision())
                        .forEach(change -> refused.add(new Refused(change, error.getMessage())));
            }
            cache.remove(aggregateId);
        });
        spread.values().forEach(overflow::removeOthers);
        after.forEach(cache::put);
        return new Outcome(shown, refused);
    }

    /** What becomes of each aggregate, on all processors if they are many. */
    private Map<String, Next<S>> following(Map<String, List<Change>> byAggregate, Map<String, Held<S>> before) {
        List<Map.Entry<String, List<Change>>> aggregates = List.copyOf(byAggregate.entrySet());
        List<Next<S>> next = Concurrently.each(
                aggregates, changed -> next(changed.getKey(), before.get(changed.getKey()), changed.getValue()));
        Map<String, Next<S>> following = LinkedHashMap.newLinkedHashMap(aggregates.size());
        for (int i = 0; i < next.size(); i++) {
            following.put(aggregates.get(i).getKey(), next.get(i));
        }
        return following;
    }

    /** Whoever comes late may have written parts or chunks that had been removed meanwhile. */
    private void removeOutdated(String aggregateId, boolean spread) {
        StoredFields stored =
                parts.isEmpty() && !spread ? null : collection.first(Find.matching(eq(Fields.ID, aggregateId)));
        Document document = stored == null ? null : stored.decoded();
        if (document != null && spread) {
            overflow.removeOthers(document);
        }
        if (document != null && !parts.isEmpty() && overflow.complete(document)) {
            @Nullable S state = definition.toState().apply(document);
            parts.forEach(kind -> kind.removeOthers(aggregateId, state, document.getLong(Fields.REVISION)));
        }
    }

    /** What becomes of one aggregate; there is a document only if it changes. */
    private record Next<S>(
            @Nullable Held<S> held,
            @Nullable Document document,
            List<List<WriteModel<Document>>> partWrites,
            List<Refused> refused) {}

    private Next<S> next(String aggregateId, @Nullable Held<S> held, List<Change> changes) {
        try {
            return next(aggregateId, held, changes, step -> {});
        } catch (RuntimeException e) {
            // Some event leads to a state that has no document; those before it are shown all the same.
            return next(aggregateId, held, changes, step -> {
                document(aggregateId, step);
                for (PartsWriter<S, ?> kind : parts) {
                    PartsWriter<S, ?>.Tracked whole = kind.track(aggregateId, null);
                    whole.step(step.state(), step.revision());
                    whole.writes();
                }
            });
        }
    }

    private Next<S> next(String aggregateId, @Nullable Held<S> held, List<Change> changes, Consumer<Held<S>> check) {
        List<PartsWriter<S, ?>.Tracked> tracked = new ArrayList<>(parts.size());
        parts.forEach(kind -> tracked.add(kind.track(aggregateId, held == null ? null : held.state())));
        List<Refused> refused = new ArrayList<>();
        Held<S> next = fold(held, changes, refused, step -> {
            check.accept(step);
            tracked.forEach(kind -> kind.step(step.state(), step.revision()));
        });
        if (next == null || next == held) {
            return new Next<>(next, null, List.of(), refused);
        }
        List<List<WriteModel<Document>>> partWrites =
                tracked.stream().map(PartsWriter.Tracked::writes).toList();
        return new Next<>(next, document(aggregateId, next), partWrites, refused);
    }

    private @Nullable Held<S> fold(
            @Nullable Held<S> held, List<Change> changes, List<Refused> refused, Consumer<Held<S>> onStep) {
        Held<S> next = held;
        for (Change change : changes) {
            long expected = next == null ? 0 : next.revision() + 1;
            if (change.revision() < expected) {
                continue;
            }
            if (change.revision() > expected) {
                refused.add(new Refused(change, "revision " + expected + " is missing"));
                continue;
            }
            try {
                @Nullable S state = definition.fold().apply(next == null ? null : next.state(), change.message());
                long sequence = next != null && next.state() != null ? next.sequence() : change.position();
                Held<S> step = new Held<>(state, change.revision(), sequence, next != null && next.spread());
                onStep.accept(step);
                next = step;
            } catch (RuntimeException e) {
                refused.add(new Refused(change, e.toString()));
            }
        }
        return next;
    }

    private Map<String, Held<S>> held(Map<String, List<Change>> byAggregate, Map<String, String> unreadable) {
        Map<String, Held<S>> held = new HashMap<>();
        Set<String> missing = new HashSet<>();
        byAggregate.forEach((aggregateId, changes) -> {
            long first = changes.getFirst().revision();
            Held<S> cached = cache.get(aggregateId);
            // Another node may have gone on from what this one remembers.
            if (cached != null && first <= cached.revision() + 1) {
                held.put(aggregateId, cached);
            } else if (first > 0) {
                missing.add(aggregateId);
            }
        });
        if (!missing.isEmpty()) {
            try (Stream<StoredFields> found = collection.find(Find.matching(in(Fields.ID, missing)))) {
                found.forEach(document -> hold(document.decoded(), held, unreadable));
            }
        }
        return held;
    }

    private void hold(Document document, Map<String, Held<S>> held, Map<String, String> unreadable) {
        String aggregateId = document.getString(Fields.ID);
        boolean spread = Overflow.isSpread(document);
        if (!overflow.complete(document)) {
            unreadable.put(aggregateId, "the document cannot be read: chunks of it are missing");
            return;
        }
        try {
            held.put(
                    aggregateId,
                    new Held<>(
                            definition.toState().apply(document),
                            document.getLong(Fields.REVISION),
                            document.getLong(Fields.SEQUENCE),
                            spread));
        } catch (RuntimeException e) {
            unreadable.put(aggregateId, "the document cannot be read: " + e);
        }
    }

    private Document document(String aggregateId, Held<S> held) {
        Document document = new Document(Fields.ID, aggregateId)
                .append(Fields.REVISION, held.revision())
                .append(Fields.SEQUENCE, held.sequence());
        definition.toDocument().accept(held.state(), document);
        return document;
    }

    /** Replaces the document unless the store has a later one; the upsert then fails on the duplicate key. */
    private static ReplaceOneModel<Document> replacement(String aggregateId, long revision, Document document) {
        return new ReplaceOneModel<>(and(eq(Fields.ID, aggregateId), lt(Fields.REVISION, revision)), document, UPSERT);
    }

    /** A write that the store refused. */
    private record Failure(String aggregateId, BulkWriteError error) {}

    /** Writes into one collection, each for an aggregate. */
    private static final class Bulk {

        private final List<String> aggregateIds = new ArrayList<>();
        private final List<WriteModel<Document>> writes = new ArrayList<>();

        void add(String aggregateId, WriteModel<Document> write) {
            aggregateIds.add(aggregateId);
            writes.add(write);
        }

        void addAll(String aggregateId, List<WriteModel<Document>> more) {
            more.forEach(write -> add(aggregateId, write));
        }

        Bulk without(Set<String> left) {
            Bulk rest = new Bulk();
            for (int i = 0; i < writes.size(); i++) {
                if (!left.contains(aggregateIds.get(i))) {
                    rest.add(aggregateIds.get(i), writes.get(i));
                }
            }
            return rest;
        }

        List<Failure> to(DocumentCollection collection) {
            List<Failure> failures = new ArrayList<>();
            for (BulkWriteError error : collection.write(writes)) {
                if (!UNFIT.contains(error.getCode())) {
                    throw new MongoException(error.getCode(), error.getMessage());
                }
                failures.add(new Failure(aggregateIds.get(error.getIndex()), error));
            }
            return failures;
        }
    }
}
