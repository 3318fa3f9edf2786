package org.ocpiplatform.read.projection;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.mongodb.MongoBulkWriteException;
import com.mongodb.bulk.BulkWriteError;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.ReplaceOptions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * Applies batches of events to one collection: one read for what is not in memory, one bulk write. Repeats change
 * nothing. What cannot be applied is returned and holds up nobody but its own aggregate, whose later events no longer
 * continue its document and are returned as well.
 */
final class DocumentWriter<S> {

    private static final int CACHED_STATES = 20_000;
    private static final int DUPLICATE_KEY = 11000;
    private static final ReplaceOptions UPSERT = new ReplaceOptions().upsert(true);
    private static final BulkWriteOptions UNORDERED = new BulkWriteOptions().ordered(false);

    private final ProjectionDefinition<S> definition;
    private final MongoCollection<Document> collection;
    private final Cache<String, Held<S>> cache =
            Caffeine.newBuilder().maximumSize(CACHED_STATES).build();

    DocumentWriter(ProjectionDefinition<S> definition, MongoCollection<Document> collection) {
        this.definition = definition;
        this.collection = collection;
    }

    /** An aggregate as the collection holds it. */
    private record Held<S>(S state, long revision, long sequence) {}

    /** An event that could not be applied, and why. */
    record Refused(Change change, String cause) {}

    /** What became of a batch: the revisions now shown, and the events that were not applied. */
    record Outcome(Map<String, Long> shown, List<Refused> refused) {}

    synchronized Outcome apply(List<Change> batch) {
        Map<String, List<Change>> byAggregate = new LinkedHashMap<>();
        batch.forEach(change -> byAggregate
                .computeIfAbsent(change.aggregateId(), id -> new ArrayList<>())
                .add(change));
        Map<String, Held<S>> before = held(byAggregate);

        Map<String, Held<S>> after = new HashMap<>();
        Map<String, Long> shown = new HashMap<>();
        List<Refused> refused = new ArrayList<>();
        List<ReplaceOneModel<Document>> writes = new ArrayList<>();
        List<String> writtenIds = new ArrayList<>();
        byAggregate.forEach((aggregateId, changes) -> {
            Held<S> held = before.get(aggregateId);
            Held<S> next = fold(held, changes, refused);
            if (next == null) {
                return;
            }
            shown.put(aggregateId, next.revision());
            if (next != held) {
                writes.add(write(aggregateId, next));
                writtenIds.add(aggregateId);
                after.put(aggregateId, next);
            }
        });
        for (BulkWriteError error : write(writes)) {
            String aggregateId = writtenIds.get(error.getIndex());
            after.remove(aggregateId);
            // The store already has a later revision: this is a repeat, and what it shows is recent enough.
            if (error.getCode() != DUPLICATE_KEY) {
                shown.remove(aggregateId);
                byAggregate
                        .getOrDefault(aggregateId, List.of())
                        .forEach(change -> refused.add(new Refused(change, error.getMessage())));
            }
            cache.invalidate(aggregateId);
        }
        cache.putAll(after);
        return new Outcome(shown, refused);
    }

    private @Nullable Held<S> fold(@Nullable Held<S> held, List<Change> changes, List<Refused> refused) {
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
                S state = definition.fold().apply(next == null ? null : next.state(), change.message());
                next = new Held<>(state, change.revision(), next == null ? change.position() : next.sequence());
            } catch (RuntimeException e) {
                refused.add(new Refused(change, e.toString()));
            }
        }
        return next;
    }

    private Map<String, Held<S>> held(Map<String, List<Change>> byAggregate) {
        Map<String, Held<S>> held = new HashMap<>();
        Set<String> missing = new HashSet<>();
        byAggregate.forEach((aggregateId, changes) -> {
            long first = changes.getFirst().revision();
            Held<S> cached = cache.getIfPresent(aggregateId);
            // Another node may have gone on from what this one remembers.
            if (cached != null && first <= cached.revision() + 1) {
                held.put(aggregateId, cached);
            } else if (first > 0) {
                missing.add(aggregateId);
            }
        });
        if (!missing.isEmpty()) {
            for (Document document : collection.find(in(Fields.ID, missing))) {
                held.put(
                        document.getString(Fields.ID),
                        new Held<>(
                                definition.toState().apply(document),
                                document.getLong(Fields.REVISION),
                                document.getLong(Fields.SEQUENCE)));
            }
        }
        return held;
    }

    /** Replaces the document unless the store has a later one; the upsert then fails on the duplicate key. */
    private ReplaceOneModel<Document> write(String aggregateId, Held<S> held) {
        Document document = new Document(Fields.ID, aggregateId)
                .append(Fields.REVISION, held.revision())
                .append(Fields.SEQUENCE, held.sequence());
        definition.toDocument().accept(held.state(), document);
        return new ReplaceOneModel<>(
                and(eq(Fields.ID, aggregateId), lt(Fields.REVISION, held.revision())), document, UPSERT);
    }

    private List<BulkWriteError> write(List<ReplaceOneModel<Document>> writes) {
        if (writes.isEmpty()) {
            return List.of();
        }
        try {
            collection.bulkWrite(writes, UNORDERED);
            return List.of();
        } catch (MongoBulkWriteException e) {
            if (e.getWriteConcernError() != null) {
                throw e;
            }
            return e.getWriteErrors();
        }
    }
}
