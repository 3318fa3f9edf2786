package org.ocpiplatform.eventstore;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PersonKeyTableIT {

    private static final int NODES = 6;
    private static final int KEYS = 100;

    @RegisterExtension
    static final PostgresExtension POSTGRES = new PostgresExtension();

    @Test
    void whoeverAddsAKeyOfOneIdAtTheSameTimeGetsTheOneThatIsThere() throws Exception {
        try (Nodes nodes = new Nodes(POSTGRES.server());
                ExecutorService threads = Executors.newFixedThreadPool(NODES)) {
            nodes.open();
            PersonKeyTable keys = new PersonKeyTable(nodes.pool());
            CyclicBarrier begin = new CyclicBarrier(NODES);
            List<Future<List<Byte>>> got = new ArrayList<>();
            for (byte node = 0; node < NODES; node++) {
                byte[] own = {node};
                got.add(threads.submit(() -> {
                    List<Byte> stored = new ArrayList<>();
                    for (byte key = 0; key < KEYS; key++) {
                        begin.await(10, TimeUnit.SECONDS);
                        byte[] lookup = {key};
                        stored.add(keys.insert(new PersonKeyTable.Row("key-" + key, lookup, own, lookup))
                                .key()[0]);
                    }
                    return stored;
                }));
            }
            List<Byte> first = got.getFirst().get();
            for (Future<List<Byte>> each : got) {
                assertThat(each.get()).isEqualTo(first);
            }
        }
    }
}
