package org.ocpiplatform.eventstore.audit;

import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.eventstore.EventHash;
import org.ocpiplatform.eventstore.EventLog;
import org.ocpiplatform.eventstore.LinkedEvent;
import org.ocpiplatform.eventstore.StoredEvent;

/**
 * Looks whether stored events are as they were stored: that no position is missing, that every event has the hash that
 * follows from its content and from the event before it in its stream, and that all of them are what the signed
 * checkpoints say. Memory does not depend on how much is looked at.
 */
public final class Verification {

    private static final int PAGE = 1_000;

    private final EventLog log;
    private final Checkpoints checkpoints;
    private final Witness witness;
    private final LongSupplier head;

    /**
     * A verification of a store by its checkpoints.
     *
     * @param head the last position that is known to have been there
     */
    public Verification(EventLog log, Checkpoints checkpoints, Witness witness, LongSupplier head) {
        this.log = log;
        this.checkpoints = checkpoints;
        this.witness = witness;
        this.head = head;
    }

    /**
     * What was found.
     *
     * @param events that were looked at
     * @param firstBrokenPosition the first position whose event is missing, changed or out of place; none if all is well
     * @param problem what is wrong there; none if all is well
     * @param sealedPosition up to which checkpoints speak; 0 if there are none
     */
    public record Report(
            long events,
            @Nullable Long firstBrokenPosition,
            @Nullable String problem,
            long sealedPosition) {

        /** Whether all is well. */
        public boolean intact() {
            return firstBrokenPosition == null;
        }
    }

    /** Looks at the events from a position to another, both included. */
    public Report verify(long from, long to) {
        Walk walk = new Walk(Math.max(1, from));
        long position = walk.expected - 1;
        while (walk.problem == null && position < to) {
            List<LinkedEvent> events = log.linkedAfter(position, (int) Math.min(PAGE, to - position));
            for (LinkedEvent event : events) {
                if (event.event().position() > to || !walk.accept(event)) {
                    break;
                }
            }
            if (events.isEmpty()) {
                break;
            }
            position = events.getLast().event().position();
        }
        walk.end(to);
        return new Report(walk.seen, walk.brokenAt, walk.problem, walk.sealedPosition);
    }

    /** One walk along the events, with the checkpoints beside. */
    private final class Walk {

        private long expected;
        private long seen;
        private @Nullable Long brokenAt;
        private @Nullable String problem;
        private long sealedPosition;
        private final long knownHead = head.getAsLong();
        private final Witness.@Nullable Sight sight = witness.last().orElse(null);

        private @Nullable Checkpoint before;
        private Checkpoints.@Nullable Sealed current;
        private Iterator<Checkpoints.Sealed> page =
                List.<Checkpoints.Sealed>of().iterator();
        private boolean exhausted;

        Walk(long from) {
            this.expected = from;
            checkpoints.covering(from).ifPresent(first -> {
                if (first.checkpoint().number() > 1) {
                    before = checkpoints.after(first.checkpoint().number() - 2, 1).stream()
                            .findFirst()
                            .orElse(null);
                }
            });
        }

        /** Whether all is well up to this event. */
        boolean accept(LinkedEvent linked) {
            StoredEvent event = linked.event();
            if (event.position() != expected) {
                return broken(expected, "the event is missing");
            }
            if (!Arrays.equals(event.computedHash(), event.hash())) {
                return broken(expected, "the event was changed");
            }
            if (linked.hashBefore() == null) {
                return broken(expected, "the event before it in its stream is missing");
            }
            if (!Arrays.equals(event.previousHash(), linked.hashBefore())) {
                return broken(expected, "the event does not follow on the one before it in its stream");
            }
            if (!seek(expected)) {
                return false;
            }
            if (current != null) {
                int index = Math.toIntExact(expected - current.checkpoint().firstPosition());
                byte[] leaf = current.leaves().get(index);
                if (!Arrays.equals(leaf, MerkleTree.leaf(expected, event.hash()))) {
                    return broken(expected, "the event is not the one that was sealed");
                }
            }
            seen++;
            expected++;
            return true;
        }

        /** What checkpoints, the witness or this node speak of must be there. */
        void end(long to) {
            if (problem != null || expected > to || !seek(expected)) {
                return;
            }
            long seen = Math.max(knownHead, sight == null ? 0 : sight.lastPosition());
            if (current != null || expected <= seen) {
                broken(expected, "the event is missing");
            } else if (sight != null && sealedPosition < sight.lastPosition()) {
                broken(sealedPosition + 1, "checkpoint " + sight.number() + " is missing");
            }
        }

        /** Goes on to the checkpoint of a position, if there is one; false if a checkpoint is not as it was made. */
        private boolean seek(long position) {
            while (!exhausted && (current == null || current.checkpoint().lastPosition() < position)) {
                Checkpoints.Sealed next = next();
                if (next == null) {
                    exhausted = true;
                    current = null;
                    return true;
                }
                String wrong = wrongWith(next);
                if (wrong != null) {
                    return broken(position, "checkpoint " + next.checkpoint().number() + " " + wrong);
                }
                before = next.checkpoint();
                current = next;
                sealedPosition = next.checkpoint().lastPosition();
            }
            return true;
        }

        private Checkpoints.@Nullable Sealed next() {
            if (!page.hasNext()) {
                page = checkpoints
                        .sealedAfter(before == null ? 0 : before.number(), PAGE / 100)
                        .iterator();
            }
            return page.hasNext() ? page.next() : null;
        }

        private @Nullable String wrongWith(Checkpoints.Sealed sealed) {
            Checkpoint checkpoint = sealed.checkpoint();
            Checkpoint previous = before;
            if (previous == null ? checkpoint.number() != 1 : checkpoint.number() != previous.number() + 1) {
                return "does not follow on the one before it";
            }
            byte[] over = previous == null ? EventHash.none() : previous.hash();
            long first = previous == null ? 1 : previous.lastPosition() + 1;
            if (!Arrays.equals(checkpoint.previous(), over) || checkpoint.firstPosition() != first) {
                return "was not made over the one before it";
            }
            if (sight != null
                    && sight.number() == checkpoint.number()
                    && !Arrays.equals(sight.hash(), checkpoint.hash())) {
                return "is not the one that was made";
            }
            if (!checkpoints.keys().verify(checkpoint)) {
                return checkpoints.keys().known().containsKey(checkpoint.keyId())
                        ? "has no valid signature"
                        : "is signed with key " + checkpoint.keyId() + ", which is not known here";
            }
            if (sealed.leaves().size() != checkpoint.lastPosition() - checkpoint.firstPosition() + 1
                    || !Arrays.equals(checkpoint.root(), MerkleTree.root(sealed.leaves()))) {
                return "does not have the leaves that it was made of";
            }
            return null;
        }

        private boolean broken(long position, String what) {
            brokenAt = position;
            problem = what;
            return false;
        }
    }
}
