package org.ocpiplatform.app;

import com.mongodb.client.MongoDatabase;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.axonframework.messaging.responsetypes.ResponseTypes;
import org.axonframework.queryhandling.QueryGateway;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.contract.projections.ProjectionQuery.ListProjections;
import org.ocpiplatform.contract.projections.ProjectionStatus;
import org.ocpiplatform.contract.projections.ReadStoreWatch;
import org.ocpiplatform.eventstore.EventStoreState;
import org.ocpiplatform.read.projection.Projections;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What readiness depends on: both stores answer, and projections have caught up once and go on. */
@Configuration(proxyBeanMethods = false)
class StoreHealth {

    private static final int PING_TIMEOUT_SECONDS = 2;
    private static final int PROJECTIONS_TIMEOUT_SECONDS = 5;

    @Bean
    HealthIndicator eventStoreHealthIndicator(EventStoreState events) {
        return () -> (events.isHealthy() ? Health.up() : Health.down()).build();
    }

    @Bean
    HealthIndicator readStoreHealthIndicator(MongoDatabase database, ReadStoreWatch store, Projections projections) {
        MongoDatabase asked = database.withTimeout(PING_TIMEOUT_SECONDS, TimeUnit.SECONDS);
        return () -> {
            String outage = store.outage();
            if (outage != null) {
                return Health.down().withDetail("reason", outage).build();
            }
            List<String> indexes = projections.indexesBeingBuilt();
            if (!indexes.isEmpty()) {
                return Health.outOfService()
                        .withDetail("reason", "indexes are being built")
                        .withDetail("indexes", indexes)
                        .build();
            }
            try {
                asked.runCommand(new Document("ping", 1));
                return Health.up().build();
            } catch (RuntimeException e) {
                return Health.down(e).build();
            }
        };
    }

    @Bean
    HealthIndicator projectionsHealthIndicator(QueryGateway queries) {
        return new ProjectionsHealth(queries);
    }

    /**
     * Down until every projection has reached the head of when this was first asked; later lag is normal, and so is that
     * a projection stands still for some seconds, while it goes over from a node that is gone to another.
     */
    private static final class ProjectionsHealth implements HealthIndicator {

        private static final List<String> GOING = List.of("RUNNING", "REBUILDING");
        private static final Duration STANDSTILL = Duration.ofSeconds(10);

        private final QueryGateway queries;
        private volatile @Nullable Long firstHead;
        private volatile boolean caughtUpOnce;
        private volatile long goingAt;

        ProjectionsHealth(QueryGateway queries) {
            this.queries = queries;
        }

        @Override
        public Health health() {
            try {
                List<ProjectionStatus> projections = queries.query(
                                new ListProjections(), ResponseTypes.multipleInstancesOf(ProjectionStatus.class))
                        .get(PROJECTIONS_TIMEOUT_SECONDS, TimeUnit.SECONDS);
                Health.Builder health = new Health.Builder();
                projections.forEach(projection ->
                        health.withDetail(projection.name(), projection.state() + ", lag " + projection.lag()));
                boolean going = projections.stream().allMatch(projection -> GOING.contains(projection.state()));
                long start = Objects.requireNonNullElseGet(firstHead, () -> head(projections));
                firstHead = start;
                caughtUpOnce |= going && projections.stream().allMatch(projection -> projection.position() >= start);
                if (going) {
                    goingAt = System.nanoTime();
                }
                boolean goes = going || System.nanoTime() - goingAt < STANDSTILL.toNanos();
                return (caughtUpOnce && goes ? health.up() : health.down()).build();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return Health.down(e).build();
            } catch (Exception e) {
                return Health.down(e).build();
            }
        }

        private static long head(List<ProjectionStatus> projections) {
            return projections.stream().mapToLong(ProjectionStatus::head).max().orElse(0);
        }
    }
}
