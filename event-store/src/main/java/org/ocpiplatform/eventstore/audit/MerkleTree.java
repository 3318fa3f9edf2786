package org.ocpiplatform.eventstore.audit;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A Merkle tree as in RFC 6962, section 2.1: a leaf is SHA-256 of a zero byte and its content, a node SHA-256 of a one
 * byte and its two children; the left subtree of a node holds the largest power of two of leaves that is smaller than
 * all of them. The content of a leaf is the position of an event in 8 bytes, followed by its hash.
 */
final class MerkleTree {

    private static final byte LEAF = 0;
    private static final byte NODE = 1;

    private MerkleTree() {}

    /** The leaf of the event at a position. */
    static byte[] leaf(long position, byte[] eventHash) {
        MessageDigest digest = sha256();
        digest.update(LEAF);
        digest.update(ByteBuffer.allocate(Long.BYTES).putLong(position).flip());
        digest.update(eventHash);
        return digest.digest();
    }

    /** The root over some leaves, at least one. */
    static byte[] root(List<byte[]> leaves) {
        if (leaves.size() == 1) {
            return leaves.getFirst();
        }
        int split = Integer.highestOneBit(leaves.size() - 1);
        return node(root(leaves.subList(0, split)), root(leaves.subList(split, leaves.size())));
    }

    /** The hashes that lead from a leaf to the root, from below; on which side each lies follows from index and size. */
    static List<byte[]> path(int index, List<byte[]> leaves) {
        if (leaves.size() == 1) {
            return new ArrayList<>();
        }
        int split = Integer.highestOneBit(leaves.size() - 1);
        List<byte[]> left = leaves.subList(0, split);
        List<byte[]> right = leaves.subList(split, leaves.size());
        List<byte[]> path = index < split ? path(index, left) : path(index - split, right);
        path.add(root(index < split ? right : left));
        return path;
    }

    /** Whether a path leads from a leaf at an index to the root over that many leaves. */
    static boolean leads(byte[] leaf, int index, int size, List<byte[]> path, byte[] root) {
        return index >= 0 && index < size && Arrays.equals(root, up(leaf, index, size, path));
    }

    private static byte[] up(byte[] leaf, int index, int size, List<byte[]> path) {
        if (size == 1) {
            return path.isEmpty() ? leaf : new byte[0];
        }
        if (path.isEmpty()) {
            return new byte[0];
        }
        int split = Integer.highestOneBit(size - 1);
        List<byte[]> below = path.subList(0, path.size() - 1);
        return index < split
                ? node(up(leaf, index, split, below), path.getLast())
                : node(path.getLast(), up(leaf, index - split, size - split, below));
    }

    private static byte[] node(byte[] left, byte[] right) {
        MessageDigest digest = sha256();
        digest.update(NODE);
        digest.update(left);
        digest.update(right);
        return digest.digest();
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
