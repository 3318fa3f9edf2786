package org.ocpiplatform.read.projection;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Sorts.ascending;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.ReplaceOptions;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.bson.Document;
import org.ocpiplatform.contract.privacy.PersonalData;
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

    DeadLetters(MongoDatabase database, Clock clock, IndexBuilds indexes) {
        this.letters =
                indexes.create(database.getCollection(COLLECTION), List.of(Indexes.ascending(PROJECTION, POSITION)));
        this.clock = clock;
    }

    /** An event that was set aside. */
    record Letter(long position, String aggregateId) {}

    /** Sets an event aside; it is retried later, with those of its aggregate that follow it. */
    void add(String projection, DocumentWriter.Refused refused) {
        Change change = refused.change();
        LOG.error(
                "Projection {} set aside event {} of {} at position {}: {}",
                projection,
                change.message().getPayloadType().getSimpleName(),
                PersonalData.shownId(change.aggregateId()),
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

    /** Events set aside after a position, oldest first. */
    List<Letter> after(String projection, long position, int limit) {
        return letters.find(and(eq(PROJECTION, projection), gt(POSITION, position)))
                .sort(ascending(PROJECTION, POSITION))
                .limit(limit)
                .map(letter -> new Letter(letter.getLong(POSITION), letter.getString(AGGREGATE_ID)))
                .into(new ArrayList<>());
    }

    void remove(String projection, long position) {
        letters.deleteOne(and(eq(PROJECTION, projection), eq(POSITION, position)));
    }

    /** Forgets all of a projection, which a rebuild has applied or sets aside anew. */
    void clear(String projection) {
        letters.deleteMany(eq(PROJECTION, projection));
    }
}
