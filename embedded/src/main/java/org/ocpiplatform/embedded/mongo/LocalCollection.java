package org.ocpiplatform.embedded.mongo;

import de.bwaldvogel.mongo.exception.MongoServerError;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A collection for who is in the same process. What is asked and answered means the same as it does in MongoDB's
 * protocol, but nothing is sent: the caller's thread reads and writes by itself.
 *
 * <p>Filters, orders and documents are BSON, as the store keeps them.
 */
public final class LocalCollection {

    private static final int MAX_DOCUMENT = 16 << 20;
    private static final int TOO_LARGE = 10334;

    private final IndexedDatabase database;
    private final String name;

    LocalCollection(IndexedDatabase database, String name) {
        this.database = database;
        this.name = name;
    }

    /** A document that the store does not take, and the code that MongoDB has for the reason. */
    public static final class RefusedException extends RuntimeException {

        private final int code;

        private RefusedException(int code, String message, @Nullable Throwable cause) {
            super(message, cause);
            this.code = code;
        }

        /** As in MongoDB's protocol. */
        public int code() {
            return code;
        }
    }

    /**
     * The documents that match, as they are now, whenever the stream is read.
     *
     * @param order by which fields, as in MongoDB's protocol; null for none
     * @param limit 0 for none
     */
    public Stream<LocalDocument> find(byte[] filter, byte @Nullable [] order, int skip, int limit) {
        IndexedCollection collection = collection();
        return collection == null
                ? Stream.empty()
                : collection
                        .find(
                                EncodedDocument.decode(filter),
                                order == null ? null : EncodedDocument.decode(order),
                                skip,
                                limit)
                        .map(LocalDocument::new);
    }

    /** How many documents match. */
    public long count(byte[] filter) {
        IndexedCollection collection = collection();
        return collection == null ? 0 : collection.count(EncodedDocument.decode(filter), 0, 0);
    }

    /**
     * Replaces the document with the same {@code _id} if it matches; adds the document if there is none.
     *
     * @throws RefusedException if there is one that does not match, or the document breaks a rule of the store
     */
    public void replace(byte[] filter, byte[] document) {
        if (document.length > MAX_DOCUMENT) {
            throw new RefusedException(TOO_LARGE, "a document of " + document.length + " bytes is too large", null);
        }
        try {
            ((IndexedCollection) database.resolveOrCreateCollection(name))
                    .replace(EncodedDocument.decode(filter), document);
        } catch (MongoServerError e) {
            throw new RefusedException(e.getCode(), e.getMessageWithoutErrorCode(), e);
        }
    }

    /** Removes one document that matches, if there is any. */
    public void delete(byte[] filter) {
        IndexedCollection collection = collection();
        if (collection != null) {
            collection.delete(EncodedDocument.decode(filter));
        }
    }

    private @Nullable IndexedCollection collection() {
        return (IndexedCollection) database.resolveCollection(name, false);
    }
}
