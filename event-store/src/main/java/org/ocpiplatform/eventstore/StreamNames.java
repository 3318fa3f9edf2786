package org.ocpiplatform.eventstore;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Optional;

/**
 * Under which identifiers streams are stored. A personal one that was begun before anything was sealed is stored, and
 * goes on, under its identifier as it is.
 */
final class StreamNames {

    private static final int REMEMBERED = 100_000;

    private final Sealing sealing;
    private final EventTable table;
    private final Cache<String, Boolean> asTheyAre =
            Caffeine.newBuilder().maximumSize(REMEMBERED).build();

    StreamNames(Sealing sealing, EventTable table) {
        this.sealing = sealing;
        this.table = table;
    }

    /** Under which name events are to be stored. */
    String toStore(String aggregateId) {
        return sealing.isPersonal(aggregateId) && !isAsItIs(aggregateId) ? sealing.sealId(aggregateId) : aggregateId;
    }

    /** Under which name events may be stored; none if there are none. */
    Optional<String> stored(String aggregateId) {
        if (!sealing.isPersonal(aggregateId) || isAsItIs(aggregateId)) {
            return Optional.of(aggregateId);
        }
        return sealing.findId(aggregateId);
    }

    private boolean isAsItIs(String aggregateId) {
        return asTheyAre.get(aggregateId, id -> table.lastSequenceNumber(id).isPresent());
    }

    /** Remembers no identifier any more. */
    void forget() {
        asTheyAre.invalidateAll();
    }
}
