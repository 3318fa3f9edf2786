package org.ocpiplatform.eventstore.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MerkleTreeTest {

    private static byte[] hash(int value) {
        return MerkleTree.sha256().digest(new byte[] {(byte) value});
    }

    private static List<byte[]> leaves(int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(position -> MerkleTree.leaf(position, hash(position)))
                .toList();
    }

    private static byte[] node(byte[] left, byte[] right) {
        var digest = MerkleTree.sha256();
        digest.update((byte) 1);
        digest.update(left);
        digest.update(right);
        return digest.digest();
    }

    @Test
    void aLeafIsThePositionAndTheHashBehindAZeroByte() {
        var digest = MerkleTree.sha256();
        digest.update(HexFormat.of().parseHex("00" + "0000000000000102"));
        digest.update(hash(7));

        assertThat(MerkleTree.leaf(0x102, hash(7))).isEqualTo(digest.digest());
    }

    @Test
    void theLeftSubtreeHoldsTheLargestPowerOfTwo() {
        List<byte[]> leaves = leaves(5);

        byte[] four = node(node(leaves.get(0), leaves.get(1)), node(leaves.get(2), leaves.get(3)));
        assertThat(MerkleTree.root(leaves)).isEqualTo(node(four, leaves.get(4)));
        assertThat(MerkleTree.root(leaves.subList(0, 1))).isEqualTo(leaves.getFirst());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 7, 8, 9, 31, 64, 100})
    void aPathLeadsFromEveryLeafToTheRootAndFromNoOther(int size) {
        List<byte[]> leaves = leaves(size);
        byte[] root = MerkleTree.root(leaves);
        for (int index = 0; index < size; index++) {
            List<byte[]> path = MerkleTree.path(index, leaves);
            byte[] leaf = leaves.get(index);

            assertThat(MerkleTree.leads(leaf, index, size, path, root)).isTrue();
            assertThat(MerkleTree.leads(MerkleTree.leaf(999, hash(1)), index, size, path, root))
                    .isFalse();
            assertThat(MerkleTree.leads(leaf, size, size, path, root)).isFalse();
            if (size > 1) {
                assertThat(MerkleTree.leads(leaf, (index + 1) % size, size, path, root))
                        .isFalse();
                assertThat(MerkleTree.leads(leaf, index, size, path.subList(1, path.size()), root))
                        .isFalse();
                List<byte[]> longer = new ArrayList<>(path);
                longer.add(hash(3));
                assertThat(MerkleTree.leads(leaf, index, size, longer, root)).isFalse();
            }
        }
    }
}
