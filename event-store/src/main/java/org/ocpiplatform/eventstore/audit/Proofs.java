package org.ocpiplatform.eventstore.audit;

import java.util.List;
import java.util.Optional;
import org.ocpiplatform.eventstore.EventLog;
import org.ocpiplatform.eventstore.StoredEvent;

/** Proofs that an event was stored as it is when a checkpoint was made; others verify them with the public key alone. */
public final class Proofs {

    private final EventLog log;
    private final Checkpoints checkpoints;

    /** Proofs from a store and its checkpoints. */
    public Proofs(EventLog log, Checkpoints checkpoints) {
        this.log = log;
        this.checkpoints = checkpoints;
    }

    /**
     * A proof for one event.
     *
     * @param index of the event's leaf in the checkpoint's tree, from 0
     * @param size number of leaves in that tree
     * @param path hashes that lead from the leaf to the root, from below (RFC 6962, section 2.1.1)
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared as a whole
    public record Proof(StoredEvent event, int index, int size, List<byte[]> path, Checkpoint checkpoint) {

        /** Whether the path leads from the event to the checkpoint's root; the signature is not looked at. */
        public boolean holds() {
            return MerkleTree.leads(
                    MerkleTree.leaf(event.position(), event.computedHash()), index, size, path, checkpoint.root());
        }
    }

    /** The proof for the event at a position; none if there is no event, or no checkpoint speaks of it yet. */
    public Optional<Proof> of(long position) {
        return log.at(position)
                .flatMap(event -> checkpoints.covering(position).map(covering -> {
                    int index = Math.toIntExact(position - covering.checkpoint().firstPosition());
                    return new Proof(
                            event,
                            index,
                            covering.leaves().size(),
                            MerkleTree.path(index, covering.leaves()),
                            covering.checkpoint());
                }));
    }
}
