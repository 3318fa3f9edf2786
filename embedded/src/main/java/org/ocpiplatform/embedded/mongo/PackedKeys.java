package org.ocpiplatform.embedded.mongo;

import java.util.Arrays;

/**
 * Sorted keys, compared as unsigned bytes, in one array: the beginning that all of them share, then the rest of each.
 * Immutable; searched and compared as they are, without an array per key.
 */
final class PackedKeys {

    static final PackedKeys EMPTY = new PackedKeys(new byte[0], 0, new int[0]);

    private static final int OBJECT_BYTES = 24;
    private static final int ARRAY_HEADER_BYTES = 16;

    private final byte[] bytes;
    private final int prefix;
    /** Where each rest ends; it starts where the one before ends, the first one after the prefix. */
    private final int[] ends;

    private PackedKeys(byte[] bytes, int prefix, int[] ends) {
        this.bytes = bytes;
        this.prefix = prefix;
        this.ends = ends;
    }

    /** Packs the keys from {@code from} to {@code to}, the latter excluded, which ascend. */
    static PackedKeys of(byte[][] sorted, int from, int to) {
        if (from == to) {
            return EMPTY;
        }
        int prefix = shared(sorted[from], sorted[to - 1]);
        int length = prefix;
        int[] ends = new int[to - from];
        for (int i = from; i < to; i++) {
            length += sorted[i].length - prefix;
            ends[i - from] = length;
        }
        byte[] bytes = Arrays.copyOf(sorted[from], length);
        for (int i = from, start = prefix; i < to; start = ends[i - from], i++) {
            System.arraycopy(sorted[i], prefix, bytes, start, sorted[i].length - prefix);
        }
        return new PackedKeys(bytes, prefix, ends);
    }

    /** The shortest key greater than {@code left} and not greater than {@code right}. */
    static byte[] separator(byte[] left, byte[] right) {
        return Arrays.copyOf(right, shared(left, right) + 1);
    }

    private static int shared(byte[] left, byte[] right) {
        int mismatch = Arrays.mismatch(left, right);
        return mismatch < 0 ? left.length : mismatch;
    }

    int count() {
        return ends.length;
    }

    long heapBytes() {
        return OBJECT_BYTES + 2L * ARRAY_HEADER_BYTES + bytes.length + (long) Integer.BYTES * ends.length;
    }

    private int start(int index) {
        return index == 0 ? prefix : ends[index - 1];
    }

    private int length(int index) {
        return prefix + ends[index] - start(index);
    }

    private int byteAt(int index, int at) {
        return bytes[at < prefix ? at : start(index) + at - prefix];
    }

    byte[] get(int index) {
        byte[] key = Arrays.copyOf(bytes, length(index));
        System.arraycopy(bytes, start(index), key, prefix, key.length - prefix);
        return key;
    }

    /** The number in the last four bytes of a key. */
    int position(int index) {
        int length = length(index);
        int position = 0;
        for (int at = length - Integer.BYTES; at < length; at++) {
            position = position << Byte.SIZE | byteAt(index, at) & 0xFF;
        }
        return position;
    }

    /** Compares what two keys have after their first {@code from} and {@code otherFrom} bytes. */
    int compareAfter(int from, int index, PackedKeys other, int otherIndex, int otherFrom) {
        int length = length(index) - from;
        int otherLength = other.length(otherIndex) - otherFrom;
        for (int i = 0; i < Math.min(length, otherLength); i++) {
            int compared =
                    Integer.compare(byteAt(index, from + i) & 0xFF, other.byteAt(otherIndex, otherFrom + i) & 0xFF);
            if (compared != 0) {
                return compared;
            }
        }
        return Integer.compare(length, otherLength);
    }

    /** Its index, or if it is not there {@code -(the index it would have) - 1}. */
    int search(byte[] key) {
        int mismatch = Arrays.mismatch(bytes, 0, prefix, key, 0, Math.min(prefix, key.length));
        if (mismatch >= 0) {
            boolean before = mismatch >= key.length || Byte.compareUnsigned(key[mismatch], bytes[mismatch]) < 0;
            return before ? -1 : -ends.length - 1;
        }
        int low = 0;
        int high = ends.length - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int compared = Arrays.compareUnsigned(bytes, start(middle), ends[middle], key, prefix, key.length);
            if (compared == 0) {
                return middle;
            }
            if (compared < 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return -low - 1;
    }

    PackedKeys with(int at, byte[] key) {
        if (ends.length == 0 || !startsWithPrefix(key)) {
            byte[][] keys = new byte[ends.length + 1][];
            unpack(keys, 0, 0, at);
            keys[at] = key;
            unpack(keys, at + 1, at, ends.length);
            return of(keys, 0, keys.length);
        }
        int added = key.length - prefix;
        int start = at == 0 ? prefix : ends[at - 1];
        byte[] grown = Arrays.copyOf(bytes, bytes.length + added);
        System.arraycopy(key, prefix, grown, start, added);
        System.arraycopy(bytes, start, grown, start + added, bytes.length - start);
        int[] grownEnds = Arrays.copyOf(ends, ends.length + 1);
        grownEnds[at] = start + added;
        for (int i = at; i < ends.length; i++) {
            grownEnds[i + 1] = ends[i] + added;
        }
        return new PackedKeys(grown, prefix, grownEnds);
    }

    private boolean startsWithPrefix(byte[] key) {
        return key.length >= prefix && Arrays.equals(bytes, 0, prefix, key, 0, prefix);
    }

    PackedKeys without(int at) {
        if (ends.length == 1) {
            return EMPTY;
        }
        int start = start(at);
        int removed = ends[at] - start;
        byte[] shrunk = Arrays.copyOf(bytes, bytes.length - removed);
        System.arraycopy(bytes, ends[at], shrunk, start, bytes.length - ends[at]);
        int[] shrunkEnds = Arrays.copyOf(ends, ends.length - 1);
        for (int i = at; i < shrunkEnds.length; i++) {
            shrunkEnds[i] = ends[i + 1] - removed;
        }
        return new PackedKeys(shrunk, prefix, shrunkEnds);
    }

    PackedKeys slice(int from, int to) {
        byte[][] keys = new byte[to - from][];
        unpack(keys, 0, from, to);
        return of(keys, 0, keys.length);
    }

    /** These keys, then all of the other's, which are greater. */
    PackedKeys join(PackedKeys right) {
        byte[][] keys = new byte[ends.length + right.ends.length][];
        unpack(keys, 0, 0, ends.length);
        right.unpack(keys, ends.length, 0, right.ends.length);
        return of(keys, 0, keys.length);
    }

    private void unpack(byte[][] target, int at, int from, int to) {
        for (int i = from; i < to; i++) {
            target[at + i - from] = get(i);
        }
    }
}
