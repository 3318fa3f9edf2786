package org.ocpiplatform.write.pushes;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.ocpiplatform.contract.partners.PartnerId;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/** A lane for each partner, so that none waits for another. */
@Component
final class Lanes implements DisposableBean {

    /** Fewer than calls to one partner may be under way, so that pushes leave room for answers to its requests. */
    private static final int CONCURRENCY = 4;

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Map<PartnerId, Lane> lanes = new ConcurrentHashMap<>();
    private final ExecutorService workers = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("push-", 0).factory());
    private final Deliverer deliverer;
    private final MeterRegistry meters;

    Lanes(Deliverer deliverer, MeterRegistry meters) {
        this.deliverer = deliverer;
        this.meters = meters;
    }

    void hand(PartnerId partner, Push push) {
        Objects.requireNonNull(lanes.computeIfAbsent(partner, this::lane)).hand(push);
    }

    /** Forgets what is not under way: it will be handed over again. */
    void drop() {
        lanes.values().forEach(Lane::drop);
        deliverer.forget();
    }

    /** The lowest position of an event that is not done with. */
    OptionalLong lowestUnfinished() {
        return lanes.values().stream()
                .map(Lane::lowestUnfinished)
                .flatMapToLong(OptionalLong::stream)
                .min();
    }

    private Lane lane(PartnerId partner) {
        Lane lane = new Lane(CONCURRENCY, workers, push -> deliverer.deliver(partner, push));
        Gauge.builder("ocpi.pushes.backlog", lane, Lane::backlog)
                .description("Pushes that wait or are under way")
                .tag("partner", partner.value())
                .register(meters);
        return lane;
    }

    /** What is under way may end; what is not recorded by then is handed over again after the next start. */
    @Override
    public void destroy() throws InterruptedException {
        lanes.values().forEach(Lane::stop);
        workers.shutdown();
        if (!workers.awaitTermination(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
            workers.shutdownNow();
        }
    }
}
