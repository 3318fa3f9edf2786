package org.ocpiplatform.eventstore;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Chains new events to the last ones of their streams. What this node has read or written lately is remembered, so that
 * loading an aggregate and appending to it need no look at the table in between. What is remembered never becomes wrong:
 * the hash of an event that is stored does not change.
 */
final class StreamHeads {

    private static final int REMEMBERED = 100_000;

    private final EventTable table;
    private final Cache<String, Head> heads = Caffeine.newBuilder()
            .maximumSize(REMEMBERED)
            .executor(Runnable::run)
            .build();

    StreamHeads(EventTable table) {
        this.table = table;
    }

    /** An event of a stream, by its hash. */
    @SuppressWarnings("ArrayRecordComponent") // heads are never compared
    record Head(long sequenceNumber, byte[] hash) {}

    /** The rows with their hashes. */
    List<ChainedRow> chain(List<EventRow> rows) {
        Map<String, Head> last = new HashMap<>();
        List<ChainedRow> chained = new ArrayList<>(rows.size());
        for (EventRow row : rows) {
            ChainedRow next = ChainedRow.of(row, before(row, last.get(row.aggregateId())));
            chained.add(next);
            last.put(row.aggregateId(), next.head());
        }
        return chained;
    }

    private byte[] before(EventRow row, @Nullable Head ofSameAppend) {
        if (row.sequenceNumber() == 0) {
            return EventHash.none();
        }
        long before = row.sequenceNumber() - 1;
        if (ofSameAppend != null && ofSameAppend.sequenceNumber() == before) {
            return ofSameAppend.hash();
        }
        Head known = heads.getIfPresent(row.aggregateId());
        if (known != null && known.sequenceNumber() == before) {
            return known.hash();
        }
        // A gap has no hash before it; it stays visible as a gap.
        return table.hashOf(row.aggregateId(), before).orElseGet(EventHash::none);
    }

    /** Remembers rows that are stored. */
    void stored(List<ChainedRow> rows) {
        rows.forEach(row -> stored(row.row().aggregateId(), row.head()));
    }

    /** Remembers an event that is stored. */
    void stored(String aggregateId, Head head) {
        heads.asMap()
                .merge(aggregateId, head, (one, other) -> one.sequenceNumber() > other.sequenceNumber() ? one : other);
    }
}
