package org.ocpiplatform.embedded.mongo;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An immutable sorted set of keys, compared as unsigned bytes, that knows the rank of every key: a B+ tree whose
 * branches count the keys below them. Adding and removing copy one path, so a reader keeps the state it started with
 * while a writer goes on.
 */
final class OrderedKeys {

    static final OrderedKeys EMPTY = new OrderedKeys(Node.leaf(new byte[0][]));

    private static final int MAX_WIDTH = 64;
    private static final int MIN_WIDTH = MAX_WIDTH / 4;
    private static final int BULK_WIDTH = MAX_WIDTH * 7 / 8;

    private final Node root;

    private OrderedKeys(Node root) {
        this.root = root;
    }

    /** Takes keys sorted already; equal neighbours count once. */
    static OrderedKeys ofSorted(byte[][] sorted) {
        List<Node> level = new ArrayList<>();
        byte[][] leaf = new byte[BULK_WIDTH][];
        int width = 0;
        byte @Nullable [] previous = null;
        for (byte[] key : sorted) {
            if (previous != null && Arrays.equals(previous, key)) {
                continue;
            }
            previous = key;
            if (width == BULK_WIDTH) {
                level.add(Node.leaf(leaf));
                leaf = new byte[BULK_WIDTH][];
                width = 0;
            }
            leaf[width++] = key;
        }
        level.add(Node.leaf(Arrays.copyOf(leaf, width)));
        while (level.size() > 1) {
            List<Node> parents = new ArrayList<>();
            for (int i = 0; i < level.size(); i += BULK_WIDTH) {
                List<Node> children = level.subList(i, Math.min(i + BULK_WIDTH, level.size()));
                parents.add(Node.branch(children.toArray(Node[]::new)));
            }
            level = parents;
        }
        return new OrderedKeys(level.getFirst());
    }

    int size() {
        return root.size();
    }

    /** How many keys are smaller than {@code key}. */
    int rank(byte[] key) {
        int rank = 0;
        Node node = root;
        while (node.children != null) {
            int child = node.childFor(key);
            rank += node.startOf(child);
            node = node.children[child];
        }
        int found = node.search(key);
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
        return Arrays.mismatch(key, prefix) >= prefix.length ? key : null;
    }

    OrderedKeys with(byte[] key) {
        Node[] added = add(root, key);
        if (added == null) {
            return this;
        }
        return new OrderedKeys(added.length == 1 ? added[0] : Node.branch(added));
    }

    OrderedKeys without(byte[] key) {
        Node changed = remove(root, key);
        if (changed == root) {
            return this;
        }
        while (changed.children != null && changed.children.length == 1) {
            changed = changed.children[0];
        }
        return new OrderedKeys(changed);
    }

    /** The keys of the ranks {@code from} to {@code to}, the latter excluded; backwards when {@code reversed}. */
    Walk walk(int from, int to, boolean reversed) {
        return new Walk(from, to, reversed);
    }

    private static Node @Nullable [] add(Node node, byte[] key) {
        if (node.children == null) {
            int found = node.search(key);
            if (found >= 0) {
                return null;
            }
            return Node.split(Node.leaf(splice(node.keys, -found - 1, 0, key)), -found - 1 == node.keys.length);
        }
        int child = node.childFor(key);
        Node[] added = add(node.children[child], key);
        if (added == null) {
            return null;
        }
        return Node.split(
                Node.branch(splice(node.children, child, 1, added)),
                added.length > 1 && child == node.children.length - 1);
    }

    private static Node remove(Node node, byte[] key) {
        if (node.children == null) {
            int found = node.search(key);
            return found < 0 ? node : Node.leaf(splice(node.keys, found, 1));
        }
        int at = node.childFor(key);
        Node child = node.children[at];
        Node changed = remove(child, key);
        if (changed == child) {
            return node;
        }
        if (changed.width() == 0) {
            return node.children.length == 1 ? EMPTY.root : Node.branch(splice(node.children, at, 1));
        }
        if (changed.width() >= MIN_WIDTH || node.children.length == 1) {
            return Node.branch(splice(node.children, at, 1, changed));
        }
        int left = Math.max(at - 1, 0);
        Node merged = at == 0 ? Node.join(changed, node.children[1]) : Node.join(node.children[left], changed);
        return Node.branch(splice(node.children, left, 2, Node.split(merged, false)));
    }

    @SafeVarargs
    private static <T> T[] splice(T[] source, int at, int removed, T... inserted) {
        T[] result = Arrays.copyOf(source, source.length - removed + inserted.length);
        System.arraycopy(inserted, 0, result, at, inserted.length);
        System.arraycopy(source, at + removed, result, at + inserted.length, source.length - at - removed);
        return result;
    }

    /** One pass over a range of ranks. */
    final class Walk {

        private final int step;
        private int rank;
        private int remaining;
        private byte[][] leaf = new byte[0][];
        private int index = -1;

        private Walk(int from, int to, boolean reversed) {
            this.step = reversed ? -1 : 1;
            this.rank = reversed ? to - 1 : from;
            this.remaining = to - from;
        }

        boolean hasNext() {
            return remaining > 0;
        }

        byte[] next() {
            if (index < 0 || index >= leaf.length) {
                seek();
            }
            byte[] key = leaf[index];
            index += step;
            rank += step;
            remaining--;
            return key;
        }

        private void seek() {
            Node node = root;
            int offset = rank;
            while (node.children != null) {
                int child = node.childAt(offset);
                offset -= node.startOf(child);
                node = node.children[child];
            }
            leaf = node.keys;
            index = offset;
        }
    }

    /** A leaf holds keys; a branch holds children, the first key of each and the running count of keys. */
    private record Node(byte[][] keys, Node @Nullable [] children, int[] ends) {

        static Node leaf(byte[][] keys) {
            return new Node(keys, null, new int[0]);
        }

        static Node branch(Node[] children) {
            byte[][] keys = new byte[children.length][];
            int[] ends = new int[children.length];
            int end = 0;
            for (int i = 0; i < children.length; i++) {
                keys[i] = children[i].keys[0];
                end += children[i].size();
                ends[i] = end;
            }
            return new Node(keys, children, ends);
        }

        static Node join(Node left, Node right) {
            if (left.children == null || right.children == null) {
                return leaf(splice(left.keys, left.keys.length, 0, right.keys));
            }
            return branch(splice(left.children, left.children.length, 0, right.children));
        }

        /** A node grown at its end leaves a full one behind: keys that only ascend fill their nodes. */
        static Node[] split(Node node, boolean atEnd) {
            int width = node.width();
            if (width <= MAX_WIDTH) {
                return new Node[] {node};
            }
            int middle = atEnd ? MAX_WIDTH : width / 2;
            if (node.children == null) {
                return new Node[] {
                    leaf(Arrays.copyOf(node.keys, middle)), leaf(Arrays.copyOfRange(node.keys, middle, width))
                };
            }
            return new Node[] {
                branch(Arrays.copyOf(node.children, middle)), branch(Arrays.copyOfRange(node.children, middle, width))
            };
        }

        int width() {
            return keys.length;
        }

        int size() {
            return children == null ? keys.length : ends[ends.length - 1];
        }

        int startOf(int child) {
            return child == 0 ? 0 : ends[child - 1];
        }

        int search(byte[] key) {
            return Arrays.binarySearch(keys, key, Arrays::compareUnsigned);
        }

        int childFor(byte[] key) {
            int found = search(key);
            return found >= 0 ? found : Math.max(-found - 2, 0);
        }

        int childAt(int offset) {
            int found = Arrays.binarySearch(ends, offset + 1);
            return found >= 0 ? found : -found - 1;
        }
    }
}
