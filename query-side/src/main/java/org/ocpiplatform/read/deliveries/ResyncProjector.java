package org.ocpiplatform.read.deliveries;

import static com.mongodb.client.model.Filters.eq;

import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Sorts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.queryhandling.QueryHandler;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.contract.deliveries.ResyncCounts;
import org.ocpiplatform.contract.deliveries.ResyncEvent;
import org.ocpiplatform.contract.deliveries.ResyncEvent.ResyncAbandoned;
import org.ocpiplatform.contract.deliveries.ResyncEvent.ResyncFinished;
import org.ocpiplatform.contract.deliveries.ResyncEvent.ResyncProgressed;
import org.ocpiplatform.contract.deliveries.ResyncEvent.ResyncStarted;
import org.ocpiplatform.contract.deliveries.ResyncQuery.FindResync;
import org.ocpiplatform.contract.deliveries.ResyncQuery.ListResyncs;
import org.ocpiplatform.contract.deliveries.ResyncQuery.ListRunningResyncs;
import org.ocpiplatform.contract.deliveries.ResyncState;
import org.ocpiplatform.contract.deliveries.ResyncView;
import org.ocpiplatform.ocpi.json.OcpiJson;
import org.ocpiplatform.read.projection.Fields;
import org.ocpiplatform.read.projection.Projection;
import org.ocpiplatform.read.projection.ProjectionDefinition;
import org.ocpiplatform.read.projection.Projections;
import org.springframework.stereotype.Component;

/** Resyncs with how far they are. */
@Component
@ProcessingGroup(ResyncProjector.PROJECTION)
final class ResyncProjector {

    static final String PROJECTION = "resyncs";

    private static final String PARTNER = "partner";
    private static final String STATE = "state";
    private static final String JSON = "json";

    private final Projection<ResyncView> projection;

    ResyncProjector(Projections projections) {
        projection = projections.register(new ProjectionDefinition<>(
                PROJECTION,
                ResyncEvent.class,
                ResyncProjector::fold,
                ResyncProjector::write,
                ResyncProjector::view,
                List.of(Indexes.ascending(PARTNER, Fields.SEQUENCE), Indexes.ascending(STATE))));
    }

    @EventHandler
    void on(ResyncEvent event, DomainEventMessage<?> message, TrackingToken token) {
        projection.add(message, token);
    }

    @QueryHandler
    Optional<ResyncView> handle(FindResync query) {
        projection.requireSettled(query.resyncId());
        return Optional.ofNullable(projection
                        .collection()
                        .find(eq(Fields.ID, query.resyncId()))
                        .first())
                .map(ResyncProjector::view);
    }

    @QueryHandler
    List<ResyncView> handle(ListResyncs query) {
        return list(eq(PARTNER, query.partnerId().value()));
    }

    @QueryHandler
    List<ResyncView> handle(ListRunningResyncs query) {
        return list(eq(STATE, ResyncState.RUNNING.name()));
    }

    private List<ResyncView> list(Bson filter) {
        projection.requireSettled();
        return projection
                .collection()
                .find(filter)
                .sort(Sorts.descending(Fields.SEQUENCE))
                .map(ResyncProjector::view)
                .into(new ArrayList<>());
    }

    private static ResyncView fold(@Nullable ResyncView current, DomainEventMessage<?> message) {
        Instant at = message.getTimestamp();
        return switch ((ResyncEvent) message.getPayload()) {
            case ResyncStarted event ->
                new ResyncView(
                        event.resyncId(),
                        event.partnerId(),
                        ResyncState.RUNNING,
                        event.kinds(),
                        event.dateFrom(),
                        event.dateTo(),
                        event.kinds().getFirst(),
                        null,
                        0,
                        ResyncCounts.NONE,
                        at,
                        null);
            case ResyncProgressed event -> {
                ResyncView before = Objects.requireNonNull(current);
                yield new ResyncView(
                        before.id(),
                        before.partnerId(),
                        before.state(),
                        before.kinds(),
                        before.dateFrom(),
                        before.dateTo(),
                        event.kind(),
                        event.cursor(),
                        before.pages() + 1,
                        before.counts().plus(event.counts()),
                        before.startedAt(),
                        null);
            }
            case ResyncFinished event -> ended(current, ResyncState.FINISHED, at);
            case ResyncAbandoned event -> ended(current, ResyncState.ABANDONED, at);
        };
    }

    private static ResyncView ended(@Nullable ResyncView current, ResyncState state, Instant at) {
        ResyncView before = Objects.requireNonNull(current);
        return new ResyncView(
                before.id(),
                before.partnerId(),
                state,
                before.kinds(),
                before.dateFrom(),
                before.dateTo(),
                before.kind(),
                before.cursor(),
                before.pages(),
                before.counts(),
                before.startedAt(),
                at);
    }

    private static void write(@Nullable ResyncView view, Document document) {
        if (view == null) {
            return;
        }
        document.append(PARTNER, view.partnerId().value())
                .append(STATE, view.state().name())
                .append(JSON, OcpiJson.mapper().writeValueAsString(view));
    }

    private static ResyncView view(Document document) {
        return OcpiJson.mapper().readValue(document.getString(JSON), ResyncView.class);
    }
}
