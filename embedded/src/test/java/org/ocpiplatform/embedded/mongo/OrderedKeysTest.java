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
            byte[] key = key(random.nextInt(keyCount));
            boolean growing = i % (2 * keyCount) < keyCount;
            if (random.nextInt(10) < (growing ? 8 : 2)) {
                model.add(key);
                keys = keys.with(key);
            } else {
                model.remove(key);
                keys = keys.without(key);
            }
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
