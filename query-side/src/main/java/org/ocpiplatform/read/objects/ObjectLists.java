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
import org.bson.conversions.Bson;
import org.ocpiplatform.contract.ObjectPage;
import org.ocpiplatform.contract.PageRequest;
import org.ocpiplatform.ocpi.json.EncodedJson;
import org.ocpiplatform.read.projection.DocumentCollection;
import org.ocpiplatform.read.projection.DocumentCollection.Find;
import org.ocpiplatform.read.projection.Fields;
import org.ocpiplatform.read.projection.StoredFields;

/**
 * Pages of OCPI objects in the order of their creation (OCPI 2.3.0, transport chapter, pagination). A cursor is the
 * sequence of the last object of the page before, so that a page costs the same wherever it lies.
 */
final class ObjectLists {

    /** A page that would have more bytes ends early, so that no answer takes more memory than there is. */
    private static final long PAGE_BYTES = 32L << 20;

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
            UnaryOperator<StoredFields> whole,
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
        List<EncodedJson> shown = new ArrayList<>();
        long bytes = 0;
        Long last = null;
        // One more than wanted tells whether another page follows.
        Find page = Find.matching(and(wanted))
                .only(ObjectFields.JSON, Fields.SEQUENCE, Fields.ID, Fields.OVERFLOW)
                .sorted(
                        Sorts.ascending(Fields.SEQUENCE),
                        Math.toIntExact(Math.min(request.offset(), Integer.MAX_VALUE)),
                        request.limit() + 1);
        try (Stream<StoredFields> all = objects.find(page)) {
            Iterator<StoredFields> found = all.iterator();
            while (found.hasNext()) {
                StoredFields document = found.next();
                if (shown.size() == request.limit() || bytes >= PAGE_BYTES) {
                    return new ObjectPage(shown, total, last);
                }
                last = document.number(Fields.SEQUENCE);
                EncodedJson json = whole.apply(document).json(ObjectFields.JSON);
                // It was withdrawn after it was found.
                if (json != null) {
                    shown.add(json);
                    bytes += json.length();
                }
            }
        }
        return new ObjectPage(shown, total, null);
    }
}
