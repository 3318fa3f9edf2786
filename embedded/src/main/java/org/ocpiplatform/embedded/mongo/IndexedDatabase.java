package org.ocpiplatform.embedded.mongo;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.AbstractMongoDatabase;
import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.DatabaseResolver;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.Utils;
import de.bwaldvogel.mongo.backend.memory.MemoryCollection;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import de.bwaldvogel.mongo.oplog.Oplog;
import io.netty.channel.Channel;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A database of {@link IndexedCollection}s. Its monitor orders what creates, drops and renames collections and
 * indexes; looking up a collection waits for it only while a collection is being renamed to that name.
 */
final class IndexedDatabase extends AbstractMongoDatabase<Integer> {

    private static final int DEFAULT_FIRST_BATCH = 101;
    private static final int CANNOT_CREATE_INDEX = 67;
    private static final int INDEX_KEY_SPECS_CONFLICT = 86;

    private final Journal journal;
    private volatile boolean renaming;

    IndexedDatabase(String name, CursorRegistry cursorRegistry, Journal journal) {
        super(name, cursorRegistry);
        this.journal = journal;
        initializeNamespacesAndIndexes();
    }

    @Override
    public Document handleCommand(
            Channel channel, String command, Document query, DatabaseResolver databaseResolver, Oplog oplog) {
        if (command.equals("find")) {
            query.putIfAbsent("batchSize", DEFAULT_FIRST_BATCH);
        } else if (command.equals("aggregate")) {
            Document counted = count(query);
            if (counted != null) {
                return counted;
            }
        }
        return super.handleCommand(channel, command, query, databaseResolver, oplog);
    }

    /** Drivers count documents with a pipeline, which need not look at documents where the filter is indexed. */
    private @Nullable Document count(Document query) {
        CountPipeline pipeline = CountPipeline.of(query.get("pipeline"));
        if (pipeline == null || !(query.get("aggregate") instanceof String name)) {
            return null;
        }
        MongoCollection<Integer> collection = resolveCollection(name, false);
        if (collection == null) {
            return null;
        }
        int count = collection.count(pipeline.filter(), pipeline.skip(), pipeline.limit());
        List<Document> batch = count == 0 ? List.of() : List.of(pipeline.result(count));
        Document response = new Document(
                "cursor",
                new Document("id", 0L)
                        .append("ns", getFullCollectionNamespace(name))
                        .append("firstBatch", batch));
        Utils.markOkay(response);
        return response;
    }

    @Override
    public @Nullable MongoCollection<Integer> resolveCollection(String collectionName, boolean throwIfNotFound) {
        MongoCollection<Integer> collection = super.resolveCollection(collectionName, false);
        if (collection != null || !(throwIfNotFound || renaming)) {
            return collection;
        }
        synchronized (this) {
            return super.resolveCollection(collectionName, throwIfNotFound);
        }
    }

    @Override
    protected MongoCollection<Integer> resolveOrCreateCollection(String collectionName) {
        MongoCollection<Integer> collection = resolveCollection(collectionName, false);
        if (collection != null) {
            return collection;
        }
        synchronized (this) {
            return super.resolveOrCreateCollection(collectionName);
        }
    }

    @Override
    public synchronized MongoCollection<Integer> createCollectionOrThrowIfExists(
            String collectionName, CollectionOptions options) {
        return super.createCollectionOrThrowIfExists(collectionName, options);
    }

    @Override
    protected MongoCollection<Integer> openOrCreateCollection(String collectionName, CollectionOptions options) {
        // The catalogue follows from the collections and is not journaled.
        return collectionName.startsWith("system.")
                ? new MemoryCollection(this, collectionName, options, cursorRegistry)
                : new IndexedCollection(this, collectionName, options, cursorRegistry, journal);
    }

    @Override
    public synchronized void dropCollection(String collectionName, Oplog oplog) {
        if (resolveCollection(collectionName, true) instanceof IndexedCollection collection) {
            collection.markDropped();
            if (!renaming) {
                journal.drop(collection.journalId());
            }
        }
        super.dropCollection(collectionName, oplog);
    }

    /** Readers find the collection of the new name before or after, but never none. */
    synchronized <T> T whileRenaming(Supplier<T> rename) {
        renaming = true;
        try {
            return rename.get();
        } finally {
            renaming = false;
        }
    }

    /** Puts back a collection read from the journal. */
    synchronized void restore(String name, Recovery.RecoveredCollection recovered) {
        IndexedCollection collection = (IndexedCollection) resolveOrCreateCollection(name);
        for (Document description : recovered.indexes()) {
            addIndex(description.append("ns", collection.getFullName()));
        }
        collection.load(recovered.documents(), recovered.dataSize());
    }

    @Override
    protected synchronized void addIndex(Document description) {
        Document existing = existingIndex(description);
        if (existing == null) {
            if (description.containsKey("partialFilterExpression") && Utils.isTrue(description.get("unique"))) {
                throw new MongoServerError(
                        CANNOT_CREATE_INDEX, "CannotCreateIndex", "partial unique indexes are not supported");
            }
            super.addIndex(description);
        } else if (!sameIndex(existing, description)) {
            throw new MongoServerError(
                    INDEX_KEY_SPECS_CONFLICT,
                    "IndexKeySpecsConflict",
                    "An existing index has the same name as the requested index: " + description.get("name"));
        }
    }

    private @Nullable Document existingIndex(Document description) {
        Document query = new Document("ns", description.get("ns")).append("name", description.get("name"));
        MongoCollection<Integer> catalogue = indexes.get();
        return catalogue == null
                ? null
                : catalogue.handleQueryAsStream(query).findFirst().orElse(null);
    }

    private static boolean sameIndex(Document existing, Document requested) {
        return Arrays.equals(KeyEncoder.encode(existing.get("key")), KeyEncoder.encode(requested.get("key")))
                && Utils.isTrue(existing.get("unique")) == Utils.isTrue(requested.get("unique"))
                && Utils.isTrue(existing.get("sparse")) == Utils.isTrue(requested.get("sparse"));
    }

    @Override
    protected Index<Integer> openOrCreateUniqueIndex(
            String collectionName, String indexName, List<IndexKey> keys, boolean sparse) {
        return new OrderedIndex(indexName, keys, true, sparse);
    }

    @Override
    protected Index<Integer> openOrCreateSecondaryIndex(
            String collectionName, String indexName, List<IndexKey> keys, boolean sparse) {
        return new OrderedIndex(indexName, keys, false, sparse);
    }

    @Override
    public synchronized void moveCollection(
            MongoDatabase oldDatabase, MongoCollection<?> collection, String newCollectionName) {
        super.moveCollection(oldDatabase, collection, newCollectionName);
    }

    @Override
    protected long getStorageSize() {
        return journal.storedBytes();
    }

    @Override
    protected long getFileSize() {
        return journal.storedBytes();
    }

    /** A pipeline that does nothing but count: a match, perhaps a skip and a limit, and the sum of ones. */
    private record CountPipeline(
            Document filter,
            int skip,
            int limit,
            String field,
            @Nullable Object group) {

        static @Nullable CountPipeline of(@Nullable Object pipeline) {
            Document filter = new Document();
            int skip = 0;
            int limit = 0;
            if (!(pipeline instanceof List<?> stages) || stages.isEmpty()) {
                return null;
            }
            for (int i = 0; i < stages.size() - 1; i++) {
                if (!(stages.get(i) instanceof Document stage) || stage.size() != 1) {
                    return null;
                }
                if (i == 0 && stage.get("$match") instanceof Document match) {
                    filter = match;
                } else if (skip == 0 && limit == 0 && stage.get("$skip") instanceof Number number) {
                    skip = number.intValue();
                } else if (limit == 0 && stage.get("$limit") instanceof Number number) {
                    limit = number.intValue();
                } else {
                    return null;
                }
            }
            if (!(stages.getLast() instanceof Document last && last.get("$group") instanceof Document group)
                    || group.size() != 2
                    || !group.containsKey("_id")
                    || group.get("_id") instanceof String
                    || group.get("_id") instanceof Document
                    || group.get("_id") instanceof Collection) {
                return null;
            }
            String field = group.keySet().stream()
                    .filter(key -> !key.equals("_id"))
                    .findFirst()
                    .orElseThrow();
            boolean sumsOnes = group.get(field) instanceof Document sum
                    && sum.size() == 1
                    && sum.get("$sum") instanceof Integer one
                    && one == 1;
            return sumsOnes ? new CountPipeline(filter, skip, limit, field, group.get("_id")) : null;
        }

        Document result(int count) {
            return new Document("_id", group).append(field, count);
        }
    }
}
