package org.ocpiplatform.read.projection;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.ReplaceOptions;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.bson.Document;

/** Rebuilds that were asked for on any node and are done by the one that writes the projection, also after a crash. */
final class RebuildRequests {

    private static final String REQUEST = "request";
    private static final ReplaceOptions UPSERT = new ReplaceOptions().upsert(true);

    private final MongoCollection<Document> requests;

    RebuildRequests(MongoDatabase database) {
        this.requests = database.getCollection("rebuild_requests");
    }

    void add(String projection) {
        requests.replaceOne(
                eq(Fields.ID, projection),
                new Document(Fields.ID, projection)
                        .append(REQUEST, UUID.randomUUID().toString()),
                UPSERT);
    }

    /** The latest request for each projection that has one. */
    Map<String, String> open() {
        Map<String, String> open = new HashMap<>();
        for (Document document : requests.find()) {
            open.put(document.getString(Fields.ID), document.getString(REQUEST));
        }
        return open;
    }

    /** Takes a request back unless there was another since. */
    void done(String projection, String request) {
        requests.deleteOne(and(eq(Fields.ID, projection), eq(REQUEST, request)));
    }
}
