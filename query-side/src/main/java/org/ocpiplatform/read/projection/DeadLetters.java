package org.ocpiplatform.read.projection;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Sorts.ascending;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.ReplaceOptions;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.stream.StreamSupport;
import org.bson.Document;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Events that a projection could not apply, by position. The events themselves stay in the event store, from where a
 * retry reads them.
 */
final class DeadLetters {

    private static final Logger LOG = LoggerFactory.getLogger(DeadLetters.class);
    private static final String COLLECTION = "dead_letters";
    private static final String PROJECTION = "projection";
    private static final String POSITION = "position";
    private static final String AGGREGATE_ID = "aggregate_id";

    private final MongoCollection<Document> letters;
    private final Clock clock;

    DeadLetters(MongoDatabase database, Clock clock) {
        this.letters = database.getCollection(COLLECTION);
        this.clock = clock;
        letters.createIndex(Indexes.ascending(PROJECTION, POSITION));
    }

    /** Sets an event aside; it is retried later, with those of its aggregate that follow it. */
    void add(String projection, DocumentWriter.Refused refused) {
        Change change = refused.change();
        LOG.error(
                "Projection {} set aside event {} of {} at position {}: {}",
                projection,
                change.message().getPayloadType().getSimpleName(),
                change.aggregateId(),
                change.position(),
                refused.cause());
        String id = projection + ":" + change.position();
        letters.replaceOne(
                eq("_id", id),
                new Document("_id", id)
                        .append(PROJECTION, projection)
                        .append(POSITION, change.position())
                        .append(AGGREGATE_ID, change.aggregateId())
                        .append("revision", change.revision())
                        .append("cause", refused.cause())
                        .append("set_aside_at", Date.from(clock.instant())),
                new ReplaceOptions().upsert(true));
    }

    /** Which of these aggregates have events set aside. */
    List<String> among(String projection, List<String> aggregateIds) {
        return letters.distinct(
                        AGGREGATE_ID, and(eq(PROJECTION, projection), in(AGGREGATE_ID, aggregateIds)), String.class)
                .into(new ArrayList<>());
    }

    long count(String projection) {
        return letters.countDocuments(eq(PROJECTION, projection));
    }

    /** Positions of the events set aside, oldest first. */
    List<Long> positions(String projection, int limit) {
        return StreamSupport.stream(
                        letters.find(eq(PROJECTION, projection))
                                .sort(ascending(PROJECTION, POSITION))
                                .limit(limit)
                                .spliterator(),
                        false)
                .map(letter -> letter.getLong(POSITION))
                .toList();
    }

    void remove(String projection, long position) {
        letters.deleteOne(and(eq(PROJECTION, projection), eq(POSITION, position)));
    }

    /** Forgets the letters up to a position, which a rebuild has applied or set aside anew. */
    void clear(String projection) {
        letters.deleteMany(Filters.eq(PROJECTION, projection));
    }
}
