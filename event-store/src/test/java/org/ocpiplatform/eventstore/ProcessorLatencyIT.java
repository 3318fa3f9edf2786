package org.ocpiplatform.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ocpiplatform.eventstore.Nodes.event;

import java.util.Arrays;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.axonframework.common.transaction.NoTransactionManager;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.SimpleEventHandlerInvoker;
import org.axonframework.eventhandling.pooled.PooledStreamingEventProcessor;
import org.axonframework.eventhandling.tokenstore.inmemory.InMemoryTokenStore;
import org.junit.jupiter.api.Test;
import org.ocpiplatform.eventstore.Nodes.Happened;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

class ProcessorLatencyIT {

    private static final Logger logger = LoggerFactory.getLogger(ProcessorLatencyIT.class);

    private static final int EVENTS = 300;

    @Test
    void processorsHandleEventsOfThisAndOtherNodesAtOnce() throws Exception {
        try (TestPostgres postgres = new TestPostgres();
                Nodes nodes = new Nodes(postgres)) {
            PostgresEventStorageEngine one = nodes.open();
            PostgresEventStorageEngine two = nodes.open();
            ConcurrentHashMap<String, Long> handledAt = new ConcurrentHashMap<>();
            CountDownLatch handled = new CountDownLatch(2 * EVENTS);
            PooledStreamingEventProcessor processor = processor(new PostgresEventStore(one), message -> {
                Happened happened = (Happened) message.getPayload();
                handledAt.put(happened.what() + happened.number(), System.nanoTime());
                handled.countDown();
            });
            processor.start();
            try {
                long[] own = append(one, "own");
                long[] other = append(two, "other");
                assertThat(handled.await(20, TimeUnit.SECONDS)).isTrue();
                assertFast("own", own, handledAt);
                assertFast("other", other, handledAt);
            } finally {
                processor.shutDown();
            }
        }
    }

    private static long[] append(PostgresEventStorageEngine engine, String aggregate) throws InterruptedException {
        long[] appendedAt = new long[EVENTS];
        for (int i = 0; i < EVENTS; i++) {
            engine.appendEvents(event(aggregate, i));
            appendedAt[i] = System.nanoTime();
            Thread.sleep(5);
        }
        return appendedAt;
    }

    private static void assertFast(String aggregate, long[] appendedAt, ConcurrentHashMap<String, Long> handledAt) {
        long[] micros = new long[EVENTS];
        for (int i = 0; i < EVENTS; i++) {
            micros[i] = (handledAt.get(aggregate + i) - appendedAt[i]) / 1000;
        }
        Arrays.sort(micros);
        logger.info(
                "From append to handler, {} node: median {} µs, 99th percentile {} µs",
                aggregate,
                micros[EVENTS / 2],
                micros[EVENTS * 99 / 100]);
        assertThat(micros[EVENTS / 2]).isLessThan(50_000);
    }

    private static PooledStreamingEventProcessor processor(
            PostgresEventStore store, Consumer<EventMessage<?>> handler) {
        return PooledStreamingEventProcessor.builder()
                .name("latency")
                .messageSource(store)
                .tokenStore(new InMemoryTokenStore())
                .transactionManager(NoTransactionManager.instance())
                .coordinatorExecutor(name -> Executors.newSingleThreadScheduledExecutor())
                .workerExecutor(name -> Executors.newScheduledThreadPool(2))
                .initialSegmentCount(1)
                .eventHandlerInvoker(SimpleEventHandlerInvoker.builder()
                        .eventHandlers(new Handler(handler))
                        .build())
                .build();
    }

    record Handler(Consumer<EventMessage<?>> action) {

        @EventHandler
        public void on(EventMessage<Happened> message) {
            action.accept(message);
        }
    }
}
