package org.ocpiplatform.embedded.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OrderedKeysTest {

    @ParameterizedTest
    @ValueSource(ints = {10, 1_000, 20_000})
    void agreesWithASortedSet(int keyCount) {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        TreeSet<byte[]> model = new TreeSet<>(Arrays::compareUnsigned);
        OrderedKeys keys = OrderedKeys.EMPTY;
        for (int i = 0; i < 3 * keyCount; i++) {
            boolean growing = i % (2 * keyCount) < keyCount;
            keys = changed(keys, model, key(random.nextInt(keyCount)), growing, random);
            if (i % keyCount < 2) {
                assertSame(keys, model, random, seed);
            }
        }
        assertSame(keys, model, random, seed);
        assertSame(OrderedKeys.ofSorted(model.toArray(byte[][]::new)), model, random, seed);
        for (byte[] key : List.copyOf(model)) {
            model.remove(key);
            keys = keys.without(key);
        }
        assertSame(keys, model, random, seed);
    }

    /** Keys of all lengths, with much, little and nothing in common, some the beginning of others. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 20, 300})
    void agreesWithASortedSetOnKeysOfAnyLength(int common) {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        List<byte[]> known = new ArrayList<>();
        for (int i = 0; i < 1_500; i++) {
            known.add(anyKey(random, common));
        }
        TreeSet<byte[]> model = new TreeSet<>(Arrays::compareUnsigned);
        OrderedKeys keys = OrderedKeys.EMPTY;
        for (int i = 0; i < 12_000; i++) {
            boolean growing = i % 6_000 < 3_000;
            keys = changed(keys, model, known.get(random.nextInt(known.size())), growing, random);
            if (i % 1_500 == 1_499) {
                assertSameBytes(keys, model, known, seed);
                assertSameBytes(OrderedKeys.ofSorted(model.toArray(byte[][]::new)), model, known, seed);
            }
        }
    }

    /** Adds a key to both more often than it removes it, or the other way round. */
    private static OrderedKeys changed(
            OrderedKeys keys, TreeSet<byte[]> model, byte[] key, boolean growing, Random random) {
        if (random.nextInt(10) < (growing ? 8 : 2)) {
            model.add(key);
            return keys.with(key);
        }
        model.remove(key);
        return keys.without(key);
    }

    private static byte[] anyKey(Random random, int common) {
        int length = random.nextInt(20) == 0 ? random.nextInt(2_001) : random.nextInt(12);
        byte[] key = new byte[random.nextInt(200) == 0 ? 0 : common + length];
        Arrays.fill(key, (byte) 0xFE);
        for (int i = Math.max(common, key.length - 12); i < key.length; i++) {
            key[i] = (byte) (random.nextInt(3) - 1);
        }
        return key;
    }

    private static void assertSameBytes(OrderedKeys keys, TreeSet<byte[]> model, List<byte[]> known, long seed) {
        List<byte[]> expected = List.copyOf(model);
        assertThat(keys.size()).as("seed %d", seed).isEqualTo(expected.size());
        OrderedKeys.Walk forwards = keys.walk(0, keys.size(), false);
        OrderedKeys.Walk backwards = keys.walk(0, keys.size(), true);
        for (int i = 0; i < expected.size(); i++) {
            byte[] key = expected.get(i);
            byte[] mirrored = expected.get(expected.size() - 1 - i);
            assertThat(forwards.next()).as("seed %d", seed).isEqualTo(key);
            assertThat(backwards.next()).as("seed %d", seed).isEqualTo(mirrored);
            int from = Math.min(3, Math.min(key.length, mirrored.length));
            assertThat(Integer.signum(forwards.compareAfter(from, backwards, from)))
                    .as("seed %d", seed)
                    .isEqualTo(Integer.signum(
                            Arrays.compareUnsigned(key, from, key.length, mirrored, from, mirrored.length)));
            if (key.length >= Integer.BYTES) {
                assertThat(forwards.position()).as("seed %d", seed).isEqualTo(KeyEncoder.position(key));
            }
        }
        for (int i = 0; i < known.size(); i += 10) {
            byte[] key = known.get(i);
            assertThat(keys.rank(key))
                    .as("seed %d", seed)
                    .isEqualTo(model.headSet(key).size());
            byte[] prefix = Arrays.copyOf(key, Math.max(0, key.length - 2));
            byte[] first = model.ceiling(prefix);
            boolean starts = first != null
                    && first.length >= prefix.length
                    && Arrays.equals(first, 0, prefix.length, prefix, 0, prefix.length);
            assertThat(keys.firstWithPrefix(prefix)).as("seed %d", seed).isEqualTo(starts ? first : null);
        }
    }

    /** The entries of an index share most of what they begin with. */
    @Test
    void keysThatShareTheirBeginningTakeLittleMemory() {
        byte[][] sorted = new byte[10_000][];
        Arrays.setAll(
                sorted,
                i -> ("a beginning that all of the keys share/" + String.format("%07d", i))
                        .getBytes(StandardCharsets.UTF_8));
        assertThat(OrderedKeys.ofSorted(sorted).heapBytes() / sorted.length).isLessThan(12);
    }

    @Test
    void removesFromTheEndAndFromTheStart() {
        OrderedKeys keys = OrderedKeys.EMPTY;
        for (int i = 0; i < 10_000; i++) {
            keys = keys.with(key(i));
        }
        for (int i = 9_999; i >= 5_000; i--) {
            keys = keys.without(key(i));
            assertThat(keys.size()).isEqualTo(i);
        }
        for (int i = 0; i < 5_000; i++) {
            keys = keys.without(key(i));
            assertThat(keys.rank(key(i + 1))).isZero();
        }
        assertThat(keys.size()).isZero();
    }

    @Test
    void aReaderKeepsItsState() {
        OrderedKeys before = OrderedKeys.EMPTY;
        for (int i = 0; i < 1_000; i += 2) {
            before = before.with(key(i));
        }
        OrderedKeys after = before;
        for (int i = 0; i < 1_000; i++) {
            after = i % 4 == 0 ? after.without(key(i)) : after.with(key(i));
        }
        assertThat(before.size()).isEqualTo(500);
        assertThat(text(before, 0, 500, false).getLast()).isEqualTo("0000998");
        assertThat(after.size()).isEqualTo(750);
    }

    private static void assertSame(OrderedKeys keys, TreeSet<byte[]> model, Random random, long seed) {
        List<String> expected = new ArrayList<>();
        model.forEach(key -> expected.add(new String(key, StandardCharsets.UTF_8)));
        assertThat(keys.size()).as("seed %d", seed).isEqualTo(model.size());
        assertThat(text(keys, 0, keys.size(), false)).as("seed %d", seed).isEqualTo(expected);
        int from = model.isEmpty() ? 0 : random.nextInt(model.size());
        int to = from + (model.isEmpty() ? 0 : random.nextInt(model.size() - from));
        List<String> part = new ArrayList<>(expected.subList(from, to));
        Collections.reverse(part);
        assertThat(text(keys, from, to, true)).as("seed %d", seed).isEqualTo(part);
        for (int i = 0; i < 50; i++) {
            byte[] key = key(random.nextInt(2 * model.size() + 2));
            assertThat(keys.rank(key))
                    .as("seed %d", seed)
                    .isEqualTo(model.headSet(key).size());
        }
    }

    private static List<String> text(OrderedKeys keys, int from, int to, boolean reversed) {
        List<String> text = new ArrayList<>();
        OrderedKeys.Walk walk = keys.walk(from, to, reversed);
        while (walk.hasNext()) {
            text.add(new String(walk.next(), StandardCharsets.UTF_8));
        }
        return text;
    }

    private static byte[] key(int number) {
        return String.format("%07d", number).getBytes(StandardCharsets.UTF_8);
    }
}
