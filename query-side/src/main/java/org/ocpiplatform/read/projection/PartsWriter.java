package org.ocpiplatform.read.projection;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Filters.nin;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.DeleteOneModel;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.WriteModel;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/** Finds out which parts of an aggregate change with its events, and how their collection follows. */
final class PartsWriter<S, P> {

    private static final ReplaceOptions UPSERT = new ReplaceOptions().upsert(true);
    /** No key of a part holds it, so no two parts share an id. */
    private static final String SEPARATOR = "\n";

    private final Parts<S, P> parts;
    private final DocumentCollection collection;
    private final MongoCollection<Document> all;

    PartsWriter(Parts<S, P> parts, DocumentCollection collection, MongoCollection<Document> all) {
        this.parts = parts;
        this.collection = collection;
        this.all = all;
    }

    DocumentCollection collection() {
        return collection;
    }

    /** The parts of one aggregate while its events are folded, beginning with the state before them. */
    Tracked track(String aggregateId, @Nullable S before) {
        return new Tracked(aggregateId, before);
    }

    /** Removes what an aggregate in that state does not have, unless it was written by a later event. */
    void removeOthers(String aggregateId, @Nullable S state, long revision) {
        List<String> present = of(aggregateId, state).keySet().stream()
                .map(key -> id(aggregateId, key))
                .toList();
        all.deleteMany(and(eq(Fields.WHOLE, aggregateId), nin(Fields.ID, present), lte(Fields.REVISION, revision)));
    }

    private Map<String, P> of(String aggregateId, @Nullable S state) {
        return state == null ? Map.of() : parts.of().apply(aggregateId, state);
    }

    private static String id(String aggregateId, String key) {
        return aggregateId + SEPARATOR + key;
    }

    /**
     * Every part that any of the events touched is written, even if the last leaves it as it was before the first: an
     * attempt that ended in a crash may have written what only some of them made of it.
     */
    final class Tracked {

        private final String aggregateId;
        /** By key the revision of the last event that touched the part, whatever other events were applied with it. */
        private final Map<String, Long> touched = new LinkedHashMap<>();

        private Map<String, P> current;

        private Tracked(String aggregateId, @Nullable S before) {
            this.aggregateId = aggregateId;
            this.current = of(aggregateId, before);
        }

        /** Goes on to the state after one more event, which has that revision. */
        void step(@Nullable S state, long revision) {
            Map<String, P> next = of(aggregateId, state);
            next.forEach((key, part) -> {
                if (!Objects.equals(current.get(key), part)) {
                    touched.put(key, revision);
                }
            });
            current.keySet().stream().filter(key -> !next.containsKey(key)).forEach(key -> touched.put(key, revision));
            current = next;
        }

        /** What makes the collection show the state after the last event. */
        List<WriteModel<Document>> writes() {
            List<WriteModel<Document>> writes = new ArrayList<>(touched.size());
            touched.forEach((key, revision) -> {
                String id = id(aggregateId, key);
                // A later revision stays; the upsert then fails on the duplicate key.
                Bson notLater = and(eq(Fields.ID, id), lte(Fields.REVISION, revision));
                P part = current.get(key);
                if (part == null) {
                    writes.add(new DeleteOneModel<>(notLater));
                } else {
                    Document document = new Document(Fields.ID, id)
                            .append(Fields.WHOLE, aggregateId)
                            .append(Fields.REVISION, revision);
                    parts.toDocument().accept(part, document);
                    writes.add(new ReplaceOneModel<>(notLater, document, UPSERT));
                }
            });
            return writes;
        }
    }
}
