package org.ocpiplatform.app;

import com.zaxxer.hikari.metrics.micrometer.MicrometerMetricsTrackerFactory;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import org.ocpiplatform.eventstore.AppendMonitor;
import org.ocpiplatform.eventstore.EventStoreState;
import org.ocpiplatform.eventstore.audit.Sealer;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.stereotype.Component;

/** What the event store does, as it does it. */
@Component
final class StoreMeters implements AppendMonitor, InitializingBean {

    private static final Duration[] BUCKETS = {
        Duration.ofMillis(1),
        Duration.ofMillis(5),
        Duration.ofMillis(10),
        Duration.ofMillis(25),
        Duration.ofMillis(100),
        Duration.ofMillis(500),
        Duration.ofSeconds(2),
        Duration.ofSeconds(10)
    };
    private static final double[] GROUPS = {1, 2, 5, 10, 50, 200};

    private final EventStoreState engine;
    private final Sealer sealer;
    private final StoreConfiguration.EventStorePool pool;
    private final MeterRegistry meters;
    private final Timer stored;
    private final Timer failed;
    private final Timer commits;
    private final DistributionSummary groups;

    StoreMeters(EventStoreState engine, Sealer sealer, StoreConfiguration.EventStorePool pool, MeterRegistry meters) {
        this.engine = engine;
        this.sealer = sealer;
        this.pool = pool;
        this.meters = meters;
        this.stored = appends("stored");
        this.failed = appends("failed");
        this.commits = Timer.builder("ocpi.events.commits")
                .description("Commits of the event store, each of the events of all who waited")
                .serviceLevelObjectives(BUCKETS)
                .register(meters);
        this.groups = DistributionSummary.builder("ocpi.events.group")
                .description("Events that were stored by one commit")
                .serviceLevelObjectives(GROUPS)
                .register(meters);
    }

    private Timer appends(String outcome) {
        return Timer.builder("ocpi.events.appends")
                .description("How long a command waited until its events were stored, or were not")
                .serviceLevelObjectives(BUCKETS)
                .tag("outcome", outcome)
                .register(meters);
    }

    @Override
    public void afterPropertiesSet() {
        engine.monitor(this);
        pool.dataSource().setMetricsTrackerFactory(new MicrometerMetricsTrackerFactory(meters));
        Gauge.builder("ocpi.events.position", engine, EventStoreState::headPosition)
                .description("Position of the last event that this node knows of")
                .register(meters);
        Gauge.builder(
                        "ocpi.audit.unsealed.events",
                        engine,
                        store -> Math.max(0, store.headPosition() - sealer.sealedPosition()))
                .description("Events that no signed checkpoint speaks of yet")
                .register(meters);
    }

    @Override
    public void appended(Duration waited, boolean successfully) {
        (successfully ? stored : failed).record(waited);
    }

    @Override
    public void committed(int events, Duration took) {
        commits.record(took);
        groups.record(events);
    }
}
