package org.ocpiplatform.eventstore;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Under which identifiers streams are stored. A personal one that was begun before anything was sealed is stored, and
 * goes on, under its identifier as it is.
 */
public final class StreamNames {

    private static final int REMEMBERED = 100_000;

    private final Sealing sealing;
    private final Predicate<String> begun;
    private final Cache<String, Boolean> asTheyAre = Caffeine.newBuilder()
            .maximumSize(REMEMBERED)
            .executor(Runnable::run)
            .build();

    /**
     * Names as a sealing makes them.
     *
     * @param begun whether there are events under an identifier as it is
     */
    public StreamNames(Sealing sealing, Predicate<String> begun) {
        this.sealing = sealing;
        this.begun = begun;
    }

    /** Under which name events are to be stored. */
    public String toStore(String aggregateId) {
        return sealing.isPersonal(aggregateId) && !isAsItIs(aggregateId) ? sealing.sealId(aggregateId) : aggregateId;
    }

    /** Under which name events may be stored; none if there are none. */
    public Optional<String> stored(String aggregateId) {
        if (!sealing.isPersonal(aggregateId) || isAsItIs(aggregateId)) {
            return Optional.of(aggregateId);
        }
        return sealing.findId(aggregateId);
    }

    private boolean isAsItIs(String aggregateId) {
        return asTheyAre.get(aggregateId, begun::test);
    }

    /** Remembers no identifier any more. */
    public void forget() {
        asTheyAre.invalidateAll();
    }
}
