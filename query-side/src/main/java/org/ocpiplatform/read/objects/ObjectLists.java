package org.ocpiplatform.read.objects;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;

import com.mongodb.client.model.Sorts;
import java.util.ArrayList;
import java.util.Date;
import java.util.Iterator;
import java.util.List;
import java.util.function.ToLongFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.ocpiplatform.contract.ObjectPage;
import org.ocpiplatform.contract.PageRequest;
import org.ocpiplatform.read.projection.DocumentCollection;
import org.ocpiplatform.read.projection.DocumentCollection.Find;
import org.ocpiplatform.read.projection.Fields;

/**
 * Pages of OCPI objects in the order of their creation (OCPI 2.3.0, transport chapter, pagination). A cursor is the
 * sequence of the last object of the page before, so that a page costs the same wherever it lies.
 */
final class ObjectLists {

    /** A page that would have more characters ends early, so that no answer takes more memory than there is. */
    private static final long PAGE_CHARACTERS = 32L << 20;

    private ObjectLists() {}

    /**
     * One page of the objects that one of the audiences may see.
     *
     * @param count how many objects match all of some filters
     * @param whole completes a document as the store holds it
     * @param filters that the objects must match as well
     */
    static ObjectPage page(
            DocumentCollection objects,
            ToLongFunction<List<Bson>> count,
            UnaryOperator<Document> whole,
            List<String> audiences,
            PageRequest request,
            List<Bson> filters) {
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
        long total = count.applyAsLong(List.copyOf(matching));

        List<Bson> wanted = new ArrayList<>(matching);
        if (request.cursor() != null) {
            wanted.add(gt(Fields.SEQUENCE, request.cursor()));
        }
        List<String> shown = new ArrayList<>();
        long characters = 0;
        Long last = null;
        // One more than wanted tells whether another page follows.
        Find page = Find.matching(and(wanted))
                .only(ObjectFields.JSON, Fields.SEQUENCE, Fields.ID, Fields.OVERFLOW)
                .sorted(
                        Sorts.ascending(Fields.SEQUENCE),
                        Math.toIntExact(Math.min(request.offset(), Integer.MAX_VALUE)),
                        request.limit() + 1);
        try (Stream<Document> all = objects.find(page)) {
            Iterator<Document> found = all.iterator();
            while (found.hasNext()) {
                Document document = found.next();
                if (shown.size() == request.limit() || characters >= PAGE_CHARACTERS) {
                    return new ObjectPage(shown, total, last);
                }
                last = document.getLong(Fields.SEQUENCE);
                String json = whole.apply(document).getString(ObjectFields.JSON);
                // It was withdrawn after it was found.
                if (json != null) {
                    shown.add(json);
                    characters += json.length();
                }
            }
        }
        return new ObjectPage(shown, total, null);
    }
}
