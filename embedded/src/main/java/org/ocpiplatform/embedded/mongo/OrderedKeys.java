package org.ocpiplatform.embedded.mongo;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An immutable sorted set of keys, compared as unsigned bytes, that knows the rank of every key: a B+ tree whose
 * branches count the keys below them. Adding and removing copy one path, so a reader keeps the state it started with
 * while a writer goes on.
 */
final class OrderedKeys {

    static final OrderedKeys EMPTY = new OrderedKeys(new Leaf(PackedKeys.EMPTY));

    private static final int MAX_WIDTH = 64;
    private static final int MIN_WIDTH = MAX_WIDTH / 4;
    private static final int BULK_WIDTH = MAX_WIDTH * 7 / 8;

    private final Node root;

    private OrderedKeys(Node root) {
        this.root = root;
    }

    /** Takes keys sorted already; equal neighbours count once. */
    static OrderedKeys ofSorted(byte[][] sorted) {
        List<Node> nodes = new ArrayList<>();
        List<byte[]> separators = new ArrayList<>();
        byte[][] leaf = new byte[BULK_WIDTH][];
        int width = 0;
        byte @Nullable [] previous = null;
        for (byte[] key : sorted) {
            if (previous != null && Arrays.equals(previous, key)) {
                continue;
            }
            if (width == BULK_WIDTH) {
                nodes.add(new Leaf(PackedKeys.of(leaf, 0, width)));
                separators.add(PackedKeys.separator(leaf[width - 1], key));
                width = 0;
            }
            previous = key;
            leaf[width++] = key;
        }
        nodes.add(new Leaf(PackedKeys.of(leaf, 0, width)));
        while (nodes.size() > 1) {
            List<Node> parents = new ArrayList<>();
            List<byte[]> between = new ArrayList<>();
            byte[][] keys = separators.toArray(byte[][]::new);
            for (int from = 0; from < nodes.size(); from += BULK_WIDTH) {
                int to = Math.min(from + BULK_WIDTH, nodes.size());
                if (from > 0) {
                    between.add(keys[from - 1]);
                }
                parents.add(Branch.of(nodes.subList(from, to).toArray(Node[]::new), PackedKeys.of(keys, from, to - 1)));
            }
            nodes = parents;
            separators = between;
        }
        return new OrderedKeys(nodes.getFirst());
    }

    int size() {
        return root.size();
    }

    /** What the tree takes in memory, about. */
    long heapBytes() {
        return root.heapBytes();
    }

    /** How many keys are smaller than {@code key}. */
    int rank(byte[] key) {
        int rank = 0;
        Node node = root;
        while (node instanceof Branch branch) {
            int child = branch.childFor(key);
            rank += branch.startOf(child);
            node = branch.children[child];
        }
        int found = ((Leaf) node).keys.search(key);
        return rank + (found < 0 ? -found - 1 : found);
    }

    byte[] get(int rank) {
        return walk(rank, rank + 1, false).next();
    }

    /** The smallest key that starts with {@code prefix}. */
    byte @Nullable [] firstWithPrefix(byte[] prefix) {
        int rank = rank(prefix);
        if (rank == size()) {
            return null;
        }
        byte[] key = get(rank);
        int mismatch = Arrays.mismatch(key, prefix);
        return mismatch < 0 || mismatch >= prefix.length ? key : null;
    }

    OrderedKeys with(byte[] key) {
        Split added = add(root, key);
        if (added == null) {
            return this;
        }
        return new OrderedKeys(
                added.right == null
                        ? added.left
                        : Branch.of(
                                new Node[] {added.left, added.right},
                                PackedKeys.EMPTY.with(0, Objects.requireNonNull(added.separator))));
    }

    OrderedKeys without(byte[] key) {
        Node changed = remove(root, key);
        if (changed == root) {
            return this;
        }
        while (changed instanceof Branch branch && branch.children.length == 1) {
            changed = branch.children[0];
        }
        return new OrderedKeys(changed);
    }

    /** The keys of the ranks {@code from} to {@code to}, the latter excluded; backwards when {@code reversed}. */
    Walk walk(int from, int to, boolean reversed) {
        return new Walk(from, to, reversed);
    }

    private static @Nullable Split add(Node node, byte[] key) {
        return switch (node) {
            case Leaf leaf -> {
                int found = leaf.keys.search(key);
                if (found >= 0) {
                    yield null;
                }
                int at = -found - 1;
                yield new Leaf(leaf.keys.with(at, key)).split(at == leaf.width());
            }
            case Branch branch -> {
                int child = branch.childFor(key);
                Split added = add(branch.children[child], key);
                yield added == null
                        ? null
                        : branch.replace(child, added)
                                .split(added.right != null && child == branch.children.length - 1);
            }
        };
    }

    private static Node remove(Node node, byte[] key) {
        return switch (node) {
            case Leaf leaf -> {
                int found = leaf.keys.search(key);
                yield found < 0 ? leaf : new Leaf(leaf.keys.without(found));
            }
            case Branch branch -> {
                int at = branch.childFor(key);
                Node changed = remove(branch.children[at], key);
                yield changed == branch.children[at] ? branch : shrunk(branch, at, changed);
            }
        };
    }

    private static Node shrunk(Branch branch, int at, Node changed) {
        if (changed.width() == 0) {
            return branch.children.length == 1 ? EMPTY.root : branch.without(at);
        }
        Branch replaced = branch.replace(at, new Split(changed, null, null));
        if (changed.width() >= MIN_WIDTH || branch.children.length == 1) {
            return replaced;
        }
        int left = Math.max(at - 1, 0);
        Split joined = replaced.children[left]
                .join(replaced.separators.get(left), replaced.children[left + 1])
                .split(false);
        return replaced.without(left + 1).replace(left, joined);
    }

    private static Node[] splice(Node[] source, int at, int removed, Node... inserted) {
        Node[] result = Arrays.copyOf(source, source.length - removed + inserted.length);
        System.arraycopy(inserted, 0, result, at, inserted.length);
        System.arraycopy(source, at + removed, result, at + inserted.length, source.length - at - removed);
        return result;
    }

    /** One pass over a range of ranks. */
    final class Walk {

        private final int step;
        private int rank;
        private int remaining;
        private PackedKeys leaf = PackedKeys.EMPTY;
        private int index = -1;

        private Walk(int from, int to, boolean reversed) {
            this.step = reversed ? -1 : 1;
            this.rank = reversed ? to : from - 1;
            this.remaining = to - from;
        }

        boolean hasNext() {
            return remaining > 0;
        }

        /** Goes to the next key, which {@link #position} and {@link #compareAfter} are about. */
        void advance() {
            index += step;
            rank += step;
            remaining--;
            if (index < 0 || index >= leaf.count()) {
                seek();
            }
        }

        byte[] next() {
            advance();
            return leaf.get(index);
        }

        /** The document's position, with which an entry of an index ends. */
        int position() {
            return leaf.position(index);
        }

        /** Compares what the keys of two walks have after so many bytes. */
        int compareAfter(int from, Walk other, int otherFrom) {
            return leaf.compareAfter(from, index, other.leaf, other.index, otherFrom);
        }

        private void seek() {
            Node node = root;
            int offset = rank;
            while (node instanceof Branch branch) {
                int child = branch.childAt(offset);
                offset -= branch.startOf(child);
                node = branch.children[child];
            }
            leaf = ((Leaf) node).keys;
            index = offset;
        }
    }

    /** A node, or the two it was split into and what separates them. */
    private record Split(
            Node left,
            byte @Nullable [] separator,
            @Nullable Node right) {}

    private sealed interface Node {

        int width();

        int size();

        long heapBytes();

        Split splitAt(int middle);

        Node join(byte[] separator, Node right);

        /** A node grown at its end leaves a full one behind: keys that only ascend fill their nodes. */
        default Split split(boolean atEnd) {
            return width() <= MAX_WIDTH ? new Split(this, null, null) : splitAt(atEnd ? MAX_WIDTH : width() / 2);
        }
    }

    private record Leaf(PackedKeys keys) implements Node {

        private static final int OBJECT_BYTES = 16;

        @Override
        public int width() {
            return keys.count();
        }

        @Override
        public int size() {
            return keys.count();
        }

        @Override
        public long heapBytes() {
            return OBJECT_BYTES + keys.heapBytes();
        }

        @Override
        public Split splitAt(int middle) {
            return new Split(
                    new Leaf(keys.slice(0, middle)),
                    PackedKeys.separator(keys.get(middle - 1), keys.get(middle)),
                    new Leaf(keys.slice(middle, width())));
        }

        @Override
        public Node join(byte[] separator, Node right) {
            return new Leaf(keys.join(((Leaf) right).keys));
        }
    }

    /**
     * Children and the running count of keys.
     *
     * @param separators between two children each: greater than all keys to the left, not greater than those to the
     *     right
     */
    private record Branch(Node[] children, PackedKeys separators, int[] ends) implements Node {

        private static final int OBJECT_BYTES = 24 + 2 * 16;
        private static final int CHILD_BYTES = 2 * Integer.BYTES;

        static Branch of(Node[] children, PackedKeys separators) {
            int[] ends = new int[children.length];
            int end = 0;
            for (int i = 0; i < children.length; i++) {
                end += children[i].size();
                ends[i] = end;
            }
            return new Branch(children, separators, ends);
        }

        @Override
        public int width() {
            return children.length;
        }

        @Override
        public int size() {
            return ends[ends.length - 1];
        }

        @Override
        public long heapBytes() {
            long bytes = OBJECT_BYTES + (long) CHILD_BYTES * children.length + separators.heapBytes();
            for (Node child : children) {
                bytes += child.heapBytes();
            }
            return bytes;
        }

        int startOf(int child) {
            return child == 0 ? 0 : ends[child - 1];
        }

        int childFor(byte[] key) {
            int found = separators.search(key);
            return found >= 0 ? found + 1 : -found - 1;
        }

        int childAt(int offset) {
            int found = Arrays.binarySearch(ends, offset + 1);
            return found >= 0 ? found : -found - 1;
        }

        Branch replace(int at, Split changed) {
            return changed.right == null
                    ? of(splice(children, at, 1, changed.left), separators)
                    : of(
                            splice(children, at, 1, changed.left, changed.right),
                            separators.with(at, Objects.requireNonNull(changed.separator)));
        }

        /** The neighbour to the left, or else to the right, takes over the range of keys. */
        Branch without(int child) {
            return of(splice(children, child, 1), separators.without(Math.max(child - 1, 0)));
        }

        @Override
        public Split splitAt(int middle) {
            return new Split(
                    of(Arrays.copyOf(children, middle), separators.slice(0, middle - 1)),
                    separators.get(middle - 1),
                    of(Arrays.copyOfRange(children, middle, width()), separators.slice(middle, width() - 1)));
        }

        @Override
        public Node join(byte[] separator, Node right) {
            Branch other = (Branch) right;
            return of(
                    splice(children, children.length, 0, other.children),
                    separators.with(separators.count(), separator).join(other.separators));
        }
    }
}
