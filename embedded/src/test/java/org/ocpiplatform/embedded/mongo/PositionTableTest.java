package org.ocpiplatform.embedded.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PositionTableTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 32, 33, 1_024, 1_025, 40_000})
    void agreesWithAList(int size) {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        List<byte[]> model = new ArrayList<>(Collections.nCopies(size, null));
        PositionTable table = PositionTable.EMPTY;
        for (int i = 0; i < 2 * size; i++) {
            int position = random.nextInt(size);
            byte[] document = random.nextInt(3) == 0 ? null : new byte[] {(byte) i};
            model.set(position, document);
            table = table.with(position, document);
        }
        assertSame(table, model, seed);
        assertSame(PositionTable.of(model), model, seed);
        PositionTable before = table;
        PositionTable after = table.with(size, new byte[0]);
        assertThat(after.end()).isEqualTo(size + 1);
        assertThat(after.count()).isEqualTo(before.count() + 1);
        assertSame(before, model, seed);
    }

    private static void assertSame(PositionTable table, List<byte[]> model, long seed) {
        assertThat(table.count()).as("seed %d", seed).isEqualTo((int)
                model.stream().filter(Objects::nonNull).count());
        for (int i = 0; i < model.size(); i++) {
            assertThat(table.get(i)).as("seed %d", seed).isSameAs(model.get(i));
        }
        assertThat(table.get(model.size())).isNull();
    }
}
