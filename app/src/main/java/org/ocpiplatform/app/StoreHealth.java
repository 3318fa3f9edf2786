package org.ocpiplatform.app;

import com.mongodb.client.MongoDatabase;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.axonframework.messaging.responsetypes.ResponseTypes;
import org.axonframework.queryhandling.QueryGateway;
import org.bson.Document;
import org.ocpiplatform.contract.projections.ProjectionQuery.ListProjections;
import org.ocpiplatform.contract.projections.ProjectionStatus;
import org.ocpiplatform.eventstore.PostgresEventStorageEngine;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What readiness depends on: both stores answer, and projections have caught up once and go on. */
@Configuration
class StoreHealth {

    private static final int PROJECTIONS_TIMEOUT_SECONDS = 5;

    @Bean
    HealthIndicator eventStoreHealthIndicator(PostgresEventStorageEngine engine) {
        return () -> (engine.isHealthy() ? Health.up() : Health.down()).build();
    }

    @Bean
    HealthIndicator readStoreHealthIndicator(MongoDatabase database) {
        return () -> {
            try {
                database.runCommand(new Document("ping", 1));
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

    /** Down until every projection has reached the head once; later lag is normal, a processor that fails is not. */
    private static final class ProjectionsHealth implements HealthIndicator {

        private static final List<String> GOING = List.of("RUNNING", "REBUILDING");

        private final QueryGateway queries;
        private volatile boolean caughtUpOnce;

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
                caughtUpOnce |= going && projections.stream().allMatch(projection -> projection.lag() == 0);
                return (going && caughtUpOnce ? health.up() : health.down()).build();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return Health.down(e).build();
            } catch (Exception e) {
                return Health.down(e).build();
            }
        }
    }
}
