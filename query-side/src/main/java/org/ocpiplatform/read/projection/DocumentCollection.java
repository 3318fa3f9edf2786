package org.ocpiplatform.read.projection;

import com.mongodb.MongoException;
import com.mongodb.bulk.BulkWriteError;
import com.mongodb.client.model.WriteModel;
import java.util.List;
import java.util.stream.Stream;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/**
 * A collection of the read store as requests and projectors use it all the time. Where the store is in this process,
 * there is a shorter way to it than MongoDB's driver; whatever else is asked of a collection, the driver does.
 */
public interface DocumentCollection {

    /** The code of what cannot be written as BSON, or is too large for the store. */
    int NOT_ENCODED = 0;

    /**
     * The documents that match.
     *
     * @param fields the only ones wanted, of the top level; empty for all
     * @param order by what they are sorted; null for nothing
     * @param limit 0 for none
     */
    record Find(Bson filter, List<String> fields, @Nullable Bson order, int skip, int limit) {

        /** All that match, with all of their fields. */
        public static Find matching(Bson filter) {
            return new Find(filter, List.of(), null, 0, 0);
        }

        /** With these fields only. */
        public Find only(String... wanted) {
            return new Find(filter, List.of(wanted), order, skip, limit);
        }

        /** A part of them. */
        public Find sorted(Bson by, int skipped, int atMost) {
            return new Find(filter, fields, by, skipped, atMost);
        }
    }

    /**
     * What the store holds. The stream must be closed; it need not have them all in memory.
     *
     * @throws MongoException if the store does not answer
     */
    Stream<StoredFields> find(Find find);

    /** The same, all at once. */
    default List<StoredFields> all(Find find) {
        try (Stream<StoredFields> found = find(find)) {
            return found.toList();
        }
    }

    /** The first of them; null if there is none. */
    default @Nullable StoredFields first(Find find) {
        try (Stream<StoredFields> found = find(find)) {
            return found.findFirst().orElse(null);
        }
    }

    /**
     * How many documents match.
     *
     * @throws MongoException if the store does not answer
     */
    long count(Bson filter);

    /**
     * Replaces and deletes single documents, in no order; each by a filter of its identifier, and perhaps more.
     *
     * @return what the store refused of them, by their index
     * @throws MongoException if the store does not answer
     */
    List<BulkWriteError> write(List<WriteModel<Document>> writes);
}
