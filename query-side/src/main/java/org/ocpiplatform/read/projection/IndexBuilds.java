package org.ocpiplatform.read.projection;

import com.mongodb.MongoClientException;
import com.mongodb.MongoCommandException;
import com.mongodb.MongoException;
import com.mongodb.client.MongoCollection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.bson.BsonDocument;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Creates the indexes that projections need. On an empty collection that is done when the call returns. On one with
 * documents MongoDB builds an index while it is read and written, which may take hours with millions of documents; the
 * platform starts meanwhile, answers more slowly, and says of itself that it is not ready.
 */
final class IndexBuilds implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(IndexBuilds.class);
    private static final Duration PAUSE = Duration.ofSeconds(5);
    private static final Duration PROGRESS = Duration.ofSeconds(30);
    /** The name is taken by an index with other keys, or with other options. */
    private static final Set<Integer> CONFLICTS = Set.of(85, 86);

    private final Set<String> building = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /** Creates what is missing; a collection that does not exist is created with them. */
    MongoCollection<Document> create(MongoCollection<Document> target, List<Bson> indexes) {
        MongoCollection<Document> patient = target.withTimeout(0, TimeUnit.MILLISECONDS);
        if (indexes.isEmpty()) {
            return target;
        }
        List<BsonDocument> present = patient.listIndexes(BsonDocument.class)
                .map(index -> index.getDocument("key"))
                .into(new ArrayList<>());
        boolean small = present.isEmpty() || patient.find().limit(1).first() == null;
        for (Bson index : indexes) {
            BsonDocument keys = index.toBsonDocument();
            if (present.contains(keys)) {
                continue;
            }
            if (small) {
                create(patient, keys);
            } else {
                String what = keys.toJson() + " of " + target.getNamespace().getCollectionName();
                building.add(what);
                Thread.ofPlatform().daemon().name("index-" + building.size()).start(() -> build(patient, keys, what));
            }
        }
        return target;
    }

    /** Creates indexes while the caller waits; a collection that does not exist is created with them. */
    static void build(MongoCollection<Document> target, List<Bson> indexes) {
        MongoCollection<Document> patient = target.withTimeout(0, TimeUnit.MILLISECONDS);
        indexes.forEach(index -> create(patient, index.toBsonDocument()));
    }

    /** What is not finished yet. */
    List<String> building() {
        return building.stream().sorted().toList();
    }

    private void build(MongoCollection<Document> target, BsonDocument keys, String what) {
        LOG.info("Building index {} beside reads and writes", what);
        long started = System.nanoTime();
        Thread progress = Thread.ofVirtual().start(() -> tellProgress(target, what, started));
        try {
            while (!closed && !built(target, keys, what)) {
                TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            progress.interrupt();
        }
    }

    private boolean built(MongoCollection<Document> target, BsonDocument keys, String what) {
        try {
            create(target, keys);
            building.remove(what);
            LOG.info("Index {} is built", what);
            return true;
        } catch (IllegalStateException conflict) {
            LOG.error("{}; the platform is not ready until it is dropped", conflict.getMessage());
        } catch (MongoClientException closing) {
            LOG.debug("Index {} is not built", what, closing);
        } catch (MongoException e) {
            LOG.warn("Index {} is not built yet: {}", what, e.toString());
        }
        return false;
    }

    /**
     * Where two nodes create the same index, the store builds it once and answers both.
     *
     * @throws IllegalStateException if there is another index of that name
     */
    private static void create(MongoCollection<Document> target, BsonDocument keys) {
        try {
            target.createIndex(keys);
        } catch (MongoCommandException e) {
            if (CONFLICTS.contains(e.getErrorCode())) {
                throw new IllegalStateException(
                        "the collection " + target.getNamespace().getFullName() + " of the read store has another index"
                                + " of the name that " + keys.toJson() + " would have",
                        e);
            }
            throw e;
        }
    }

    private void tellProgress(MongoCollection<Document> target, String what, long started) {
        try {
            while (!closed) {
                TimeUnit.MILLISECONDS.sleep(PROGRESS.toMillis());
                LOG.info(
                        "Index {} is being built for {} s, over about {} documents",
                        what,
                        TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - started),
                        documents(target));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String documents(MongoCollection<Document> target) {
        try {
            return Long.toString(target.estimatedDocumentCount());
        } catch (MongoException e) {
            return "an unknown number of";
        }
    }

    @Override
    public void close() {
        closed = true;
    }
}
