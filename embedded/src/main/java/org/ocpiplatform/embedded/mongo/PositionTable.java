package org.ocpiplatform.embedded.mongo;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An immutable table of encoded documents by position: a tree of small arrays. Changing one document copies one path,
 * so a reader keeps the state it started with.
 */
final class PositionTable {

    static final PositionTable EMPTY = new PositionTable(new Object[0], 0, 0, 0);

    private static final int BITS = 5;
    private static final int WIDTH = 1 << BITS;
    private static final int MASK = WIDTH - 1;

    private final @Nullable Object[] root;
    private final int shift;
    private final int end;
    private final int count;

    private PositionTable(@Nullable Object[] root, int shift, int end, int count) {
        this.root = root;
        this.shift = shift;
        this.end = end;
        this.count = count;
    }

    /** A table of all the documents, each at its index in the list; null where there is none. */
    static PositionTable of(List<byte @Nullable []> documents) {
        @Nullable Object[] level = documents.toArray();
        int shift = 0;
        while (level.length > WIDTH) {
            @Nullable Object[] parents = new @Nullable Object[(level.length + WIDTH - 1) / WIDTH];
            for (int i = 0; i < parents.length; i++) {
                parents[i] = Arrays.copyOfRange(level, i * WIDTH, Math.min((i + 1) * WIDTH, level.length));
            }
            level = parents;
            shift += BITS;
        }
        int count = 0;
        for (byte[] document : documents) {
            count += document == null ? 0 : 1;
        }
        return new PositionTable(level, shift, documents.size(), count);
    }

    /** How many documents there are. */
    int count() {
        return count;
    }

    /** The position after the last one ever used. */
    int end() {
        return end;
    }

    byte @Nullable [] get(int position) {
        if (position < 0 || position >= end) {
            return null;
        }
        @Nullable Object @Nullable [] node = root;
        for (int level = shift; level > 0 && node != null; level -= BITS) {
            node = (@Nullable Object[]) at(node, position >>> level);
        }
        return node == null ? null : (byte[]) at(node, position);
    }

    PositionTable with(int position, byte @Nullable [] document) {
        @Nullable Object[] grown = root;
        int grownShift = shift;
        while (position >>> grownShift >= WIDTH) {
            grown = new @Nullable Object[] {grown};
            grownShift += BITS;
        }
        int change = (document == null ? 0 : 1) - (get(position) == null ? 0 : 1);
        return new PositionTable(
                with(grown, grownShift, position, document), grownShift, Math.max(end, position + 1), count + change);
    }

    private static @Nullable Object at(@Nullable Object[] node, int index) {
        return (index & MASK) < node.length ? node[index & MASK] : null;
    }

    private static @Nullable Object[] with(
            @Nullable Object @Nullable [] node, int level, int position, byte @Nullable [] document) {
        int index = (position >>> level) & MASK;
        @Nullable
        Object[] copy = node == null ? new Object[index + 1] : Arrays.copyOf(node, Math.max(node.length, index + 1));
        copy[index] = level == 0 ? document : with((@Nullable Object[]) copy[index], level - BITS, position, document);
        return copy;
    }
}
