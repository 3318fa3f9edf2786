package org.ocpiplatform.read.projection;

import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.axonframework.eventhandling.pooled.MaxSegmentProvider;

/**
 * Shares the segments of a processor evenly among the nodes that can run it. Every node finds the same shares by
 * itself; while nodes come and go they may differ for a moment, in which a segment has no owner or stays where it is.
 */
public final class SegmentShares {

    private final String self;
    private final Function<String, List<String>> running;

    /**
     * @param running the nodes that can run a processor
     */
    SegmentShares(String self, Function<String, List<String>> running) {
        this.self = self;
        this.running = running;
    }

    /** How many segments of a processor that has so many this node may claim. */
    public MaxSegmentProvider of(int segments) {
        return processor -> {
            List<String> ranked = running.apply(processor).stream()
                    .sorted(Comparator.comparingLong((String node) -> rank(processor, node))
                            .thenComparing(Comparator.naturalOrder()))
                    .toList();
            int rank = ranked.indexOf(self);
            int nodes = ranked.size();
            return rank < 0 ? 0 : segments / nodes + (rank < segments % nodes ? 1 : 0);
        };
    }

    /** The same on every node, and unlike for every processor. */
    private static long rank(String processor, String node) {
        return new SplittableRandom(((long) processor.hashCode() << Integer.SIZE) ^ node.hashCode()).nextLong();
    }
}
