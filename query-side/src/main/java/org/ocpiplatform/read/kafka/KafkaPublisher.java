package org.ocpiplatform.read.kafka;

import io.cloudevents.CloudEvent;
import io.cloudevents.kafka.CloudEventSerializer;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.contract.changes.Change;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Hands changes to the brokers, in order, until they have them; for as long as that takes. What the brokers do not
 * answer to stays with Kafka's producer, which tries again by itself without changing the order or doubling anything;
 * only after a refusal everything since is handed over anew.
 *
 * <p>Changes are handed over by one thread at a time.
 */
@Component
@Conditional(KafkaConfigured.class)
final class KafkaPublisher implements DisposableBean {

    /** Characters that may be with the producer, or waiting for it, before more is read from the event store. */
    private static final long MAX_UNDER_WAY = 16L * 1024 * 1024;

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);
    private static final Duration PROBE_INTERVAL = Duration.ofSeconds(5);

    private final KafkaSettings settings;
    private final Topics topics;
    private final KafkaState state;
    private final Set<String> known = new ConcurrentSkipListSet<>();
    private final Counter published;
    private final ScheduledExecutorService probes = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("kafka-probe").factory());

    private final Deque<Outgoing> underWay = new ArrayDeque<>();
    private final Deque<Change> waiting = new ArrayDeque<>();
    private long size;
    private @Nullable Producer<String, CloudEvent> producer;
    private volatile CompletableFuture<Void> halted = new CompletableFuture<>();

    /** A change that the producer has, and what becomes of it. */
    private record Outgoing(Change change, CompletableFuture<Void> outcome) {}

    KafkaPublisher(KafkaSettings settings, Clock clock, MeterRegistry meters) {
        this.settings = settings;
        this.topics = new Topics(settings);
        this.state = new KafkaState(settings.bootstrapServers(), clock);
        this.published = Counter.builder("ocpi.kafka.published")
                .description("Changes that the brokers took")
                .register(meters);
        Gauge.builder("ocpi.kafka.waiting", state, now -> now.isRunning() ? 0 : 1)
                .description("1 while the brokers take nothing")
                .register(meters);
        probes.scheduleWithFixedDelay(this::probe, 0, PROBE_INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
    }

    KafkaState state() {
        return state;
    }

    /** The topics that changes were published to. */
    List<String> topics() {
        return List.copyOf(known);
    }

    /** How many changes the brokers took. */
    long published() {
        return (long) published.count();
    }

    /**
     * Hands over a change, and does not wait for the brokers unless too much is under way.
     *
     * @throws HaltedException if that ends the wait
     */
    void publish(Change change) {
        waiting.add(change);
        size += change.data().length();
        if (size > MAX_UNDER_WAY) {
            settle();
            return;
        }
        try {
            handOver();
        } catch (KafkaException e) {
            recover(e);
            settle();
        }
    }

    /**
     * Waits until the brokers have everything that was handed over.
     *
     * @throws HaltedException if that ends the wait
     */
    void settle() {
        Duration pause = FIRST_PAUSE;
        while (!waiting.isEmpty() || !underWay.isEmpty()) {
            try {
                handOver();
                awaitOutcome();
                state.taken();
            } catch (KafkaException e) {
                recover(e);
                ends(halted, pause);
                pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
            }
        }
    }

    private void handOver() {
        while (!waiting.isEmpty()) {
            Change change = waiting.getFirst();
            String topic = settings.topic(change.module());
            if (!known.contains(topic)) {
                topics.require(topic);
                known.add(topic);
            }
            CompletableFuture<Void> outcome = new CompletableFuture<>();
            producer().send(CloudEvents.record(topic, change), (record, failure) -> {
                if (failure == null) {
                    outcome.complete(null);
                } else {
                    outcome.completeExceptionally(failure);
                }
            });
            if (outcome.isCompletedExceptionally()) {
                throw failureOf(outcome);
            }
            waiting.removeFirst();
            underWay.add(new Outgoing(change, outcome));
        }
    }

    /** Nobody is asked whether a record arrived before the producer itself gives up, which it does not. */
    private void awaitOutcome() {
        CompletableFuture<Void> all =
                CompletableFuture.allOf(underWay.stream().map(Outgoing::outcome).toArray(CompletableFuture<?>[]::new));
        underWay.forEach(outgoing -> outgoing.outcome().whenComplete((done, failure) -> {
            if (failure != null) {
                all.completeExceptionally(failure);
            }
        }));
        CompletableFuture<Object> end = CompletableFuture.anyOf(all, halted);
        while (!ends(end, PATIENCE)) {
            try {
                underWay.stream()
                        .map(outgoing -> settings.topic(outgoing.change().module()))
                        .distinct()
                        .forEach(topics::require);
                state.refused(new KafkaException("records are not acknowledged within " + PATIENCE.toSeconds() + " s"));
            } catch (KafkaException e) {
                state.refused(e);
            }
        }
        if (all.isCompletedExceptionally()) {
            throw failureOf(all);
        }
        published.increment(underWay.size());
        clear();
    }

    /** Makes ready to try again what did not arrive, or may not have. */
    private void recover(KafkaException failure) {
        state.refused(failure);
        if (failure instanceof RetriableException && underWay.stream().noneMatch(KafkaPublisher::failed)) {
            return;
        }
        closeProducer();
        while (!underWay.isEmpty() && arrived(underWay.getFirst())) {
            size -= underWay.removeFirst().change().data().length();
            published.increment();
        }
        while (!underWay.isEmpty()) {
            waiting.addFirst(underWay.removeLast().change());
        }
        known.clear();
    }

    private static boolean arrived(Outgoing outgoing) {
        return outgoing.outcome().isDone() && !failed(outgoing);
    }

    private static boolean failed(Outgoing outgoing) {
        return outgoing.outcome().isCompletedExceptionally();
    }

    private static KafkaException failureOf(CompletableFuture<Void> outcome) {
        return outcome.exceptionNow() instanceof KafkaException failure
                ? failure
                : new KafkaException(outcome.exceptionNow());
    }

    /** Waits for an end, good or bad; false if there is none in time. */
    private boolean ends(CompletableFuture<?> end, Duration patience) {
        try {
            end.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            if (halted.isDone()) {
                throw new HaltedException();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HaltedException();
        }
        return true;
    }

    /** Gives up what is under way, and what comes; from any thread. */
    @EventListener(ContextClosedEvent.class)
    void halt() {
        halted.completeExceptionally(new HaltedException());
    }

    /** Publishes again; while nothing is handed over. */
    void resume() {
        forget();
        halted = new CompletableFuture<>();
    }

    /** What was handed over and may not have arrived will be handed over again. */
    void forget() {
        if (!underWay.isEmpty() || !waiting.isEmpty()) {
            closeProducer();
        }
        clear();
    }

    private void clear() {
        underWay.clear();
        waiting.clear();
        size = 0;
    }

    private void probe() {
        try {
            topics.probe();
            state.reachable();
        } catch (InterruptException e) {
            Thread.currentThread().interrupt();
        } catch (KafkaException e) {
            state.unreachable(e);
        }
    }

    private Producer<String, CloudEvent> producer() {
        if (producer == null) {
            producer = new KafkaProducer<>(settings.producer(), new StringSerializer(), new CloudEventSerializer());
        }
        return producer;
    }

    private void closeProducer() {
        if (producer != null) {
            producer.close(Duration.ZERO);
            producer = null;
        }
    }

    @Override
    public void destroy() {
        halt();
        probes.shutdownNow();
        closeProducer();
        topics.close();
    }
}
