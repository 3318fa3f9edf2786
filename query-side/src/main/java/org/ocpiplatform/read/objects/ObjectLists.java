package org.ocpiplatform.read.objects;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.ocpiplatform.contract.ObjectPage;
import org.ocpiplatform.contract.PageRequest;
import org.ocpiplatform.read.projection.Fields;

/**
 * Pages of OCPI objects in the order of their creation (OCPI 2.3.0, transport chapter, pagination). A cursor is the
 * sequence of the last object of the page before, so that a page costs the same wherever it lies.
 */
final class ObjectLists {

    private ObjectLists() {}

    /**
     * One page of the objects that one of the audiences may see.
     *
     * @param filters that the objects must match as well
     */
    static ObjectPage page(
            MongoCollection<Document> objects, List<String> audiences, PageRequest request, List<Bson> filters) {
        if (audiences.isEmpty()) {
            return new ObjectPage(List.of(), 0, null);
        }
        List<Bson> matching = new ArrayList<>(filters);
        matching.add(
                audiences.size() == 1
                        ? eq(ObjectFields.AUDIENCE, audiences.getFirst())
                        : in(ObjectFields.AUDIENCE, audiences));
        if (request.dateFrom() != null) {
            matching.add(gte(ObjectFields.LAST_UPDATED, Date.from(request.dateFrom())));
        }
        if (request.dateTo() != null) {
            matching.add(lt(ObjectFields.LAST_UPDATED, Date.from(request.dateTo())));
        }
        long total = objects.countDocuments(and(matching));

        List<Bson> wanted = new ArrayList<>(matching);
        if (request.cursor() != null) {
            wanted.add(gt(Fields.SEQUENCE, request.cursor()));
        }
        // One more than wanted tells whether another page follows.
        List<Document> found = objects.find(and(wanted))
                .projection(Projections.include(ObjectFields.JSON, Fields.SEQUENCE))
                .sort(Sorts.ascending(Fields.SEQUENCE))
                .skip(Math.toIntExact(Math.min(request.offset(), Integer.MAX_VALUE)))
                .limit(request.limit() + 1)
                .batchSize(request.limit() + 1)
                .into(new ArrayList<>(request.limit() + 1));
        boolean more = found.size() > request.limit();
        List<Document> shown = more ? found.subList(0, request.limit()) : found;
        return new ObjectPage(
                shown.stream()
                        .map(document -> document.getString(ObjectFields.JSON))
                        .toList(),
                total,
                more ? shown.getLast().getLong(Fields.SEQUENCE) : null);
    }
}
