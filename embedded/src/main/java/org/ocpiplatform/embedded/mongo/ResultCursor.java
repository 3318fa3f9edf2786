package org.ocpiplatform.embedded.mongo;

import de.bwaldvogel.mongo.backend.AbstractCursor;
import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** The rest of a result: positions in the state the query ran on. Documents are decoded when they are asked for. */
final class ResultCursor extends AbstractCursor {

    /** As MongoDB does, so that a reply stays below the greatest message a driver accepts. */
    private static final int MAX_BATCH_BYTES = 16 * 1024 * 1024;

    private final PositionTable documents;
    private final int[] positions;
    private final Function<byte[], Document> projection;
    private int next;

    ResultCursor(long id, PositionTable documents, int[] positions, Function<byte[], Document> projection) {
        super(id);
        this.documents = documents;
        this.positions = positions;
        this.projection = projection;
    }

    @Override
    public synchronized boolean isEmpty() {
        return next == positions.length;
    }

    /** Takes as many as fit into one reply if {@code limit} is 0. */
    @Override
    public synchronized List<Document> takeDocuments(int limit) {
        List<Document> batch = new ArrayList<>();
        long bytes = 0;
        while (next < positions.length && (limit == 0 || batch.size() < limit)) {
            byte[] document = documents.get(positions[next]);
            if (document != null) {
                bytes += document.length;
                if (bytes > MAX_BATCH_BYTES && !batch.isEmpty()) {
                    break;
                }
                batch.add(projection.apply(document));
            }
            next++;
        }
        return batch;
    }
}
