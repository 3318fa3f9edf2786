package org.ocpiplatform.eventstore.audit;

import java.util.Optional;

/**
 * Remembers the last checkpoint elsewhere than in the store, so that the end of the log and its checkpoints cannot be
 * taken away together unseen.
 */
public interface Witness {

    /** The checkpoint that was seen last; none before the first. */
    Optional<Sight> last();

    /** Remembers a checkpoint in place of the one before. */
    void saw(Sight checkpoint);

    /**
     * A checkpoint as far as it is remembered.
     *
     * @param hash see {@link Checkpoint#hash()}
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared as a whole
    record Sight(long number, long lastPosition, byte[] hash) {

        /** What is remembered of a checkpoint. */
        public static Sight of(Checkpoint checkpoint) {
            return new Sight(checkpoint.number(), checkpoint.lastPosition(), checkpoint.hash());
        }
    }
}
