package org.ocpiplatform.read.erasures;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.ne;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Sorts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.queryhandling.QueryHandler;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.contract.erasures.ErasureEvent;
import org.ocpiplatform.contract.erasures.ErasureEvent.ErasureCompleted;
import org.ocpiplatform.contract.erasures.ErasureEvent.ErasureRequested;
import org.ocpiplatform.contract.erasures.ErasureEvent.KeyDeleted;
import org.ocpiplatform.contract.erasures.ErasureEvent.ProjectionRebuilt;
import org.ocpiplatform.contract.erasures.ErasureEvent.RebuildingBegun;
import org.ocpiplatform.contract.erasures.ErasureQuery.FindErasure;
import org.ocpiplatform.contract.erasures.ErasureQuery.ListErasures;
import org.ocpiplatform.contract.erasures.ErasureQuery.ListOpenErasures;
import org.ocpiplatform.contract.erasures.ErasureState;
import org.ocpiplatform.contract.erasures.ErasureView;
import org.ocpiplatform.ocpi.json.OcpiJson;
import org.ocpiplatform.read.projection.Fields;
import org.ocpiplatform.read.projection.Projection;
import org.ocpiplatform.read.projection.ProjectionDefinition;
import org.ocpiplatform.read.projection.Projections;
import org.springframework.stereotype.Component;

/** Erasures with how far they are. */
@Component
@ProcessingGroup(ErasureProjector.PROJECTION)
final class ErasureProjector {

    static final String PROJECTION = "erasures";

    private static final String STATE = "state";
    private static final String JSON = "json";

    private final Projection<ErasureView> projection;

    ErasureProjector(Projections projections) {
        projection = projections.register(new ProjectionDefinition<>(
                PROJECTION,
                ErasureEvent.class,
                ErasureProjector::fold,
                ErasureProjector::write,
                ErasureProjector::view,
                List.of(Indexes.ascending(STATE, Fields.SEQUENCE), Indexes.ascending(Fields.SEQUENCE))));
    }

    @EventHandler
    void on(ErasureEvent event, DomainEventMessage<?> message, TrackingToken token) {
        projection.add(message, token);
    }

    @QueryHandler
    Optional<ErasureView> handle(FindErasure query) {
        projection.requireSettled(query.erasureId());
        return Optional.ofNullable(projection
                        .collection()
                        .find(eq(Fields.ID, query.erasureId()))
                        .first())
                .map(ErasureProjector::view);
    }

    @QueryHandler
    List<ErasureView> handle(ListErasures query) {
        projection.requireSettled();
        return projection
                .collection()
                .find(Filters.empty())
                .sort(Sorts.descending(Fields.SEQUENCE))
                .limit(query.limit())
                .map(ErasureProjector::view)
                .into(new ArrayList<>());
    }

    @QueryHandler
    List<ErasureView> handle(ListOpenErasures query) {
        return projection
                .collection()
                .find(ne(STATE, ErasureState.DONE.name()))
                .sort(Sorts.ascending(Fields.SEQUENCE))
                .map(ErasureProjector::view)
                .into(new ArrayList<>());
    }

    private static ErasureView fold(@Nullable ErasureView current, DomainEventMessage<?> message) {
        Instant at = message.getTimestamp();
        ErasureEvent event = (ErasureEvent) message.getPayload();
        if (event instanceof ErasureRequested requested) {
            return new ErasureView(
                    requested.erasureId(),
                    requested.party(),
                    ErasureState.REQUESTED,
                    List.of(),
                    List.of(),
                    at,
                    null,
                    null);
        }
        ErasureView before = Objects.requireNonNull(current);
        return switch (event) {
            case ErasureRequested requested -> before;
            case KeyDeleted deleted ->
                next(before, ErasureState.KEY_DELETED, before.projections(), before.rebuilt(), at, null);
            case RebuildingBegun begun ->
                next(
                        before,
                        ErasureState.PROJECTIONS_REBUILDING,
                        begun.projections(),
                        before.rebuilt(),
                        before.keyDeletedAt(),
                        null);
            case ProjectionRebuilt rebuilt ->
                next(
                        before,
                        before.state(),
                        before.projections(),
                        Stream.concat(before.rebuilt().stream(), Stream.of(rebuilt.projection()))
                                .toList(),
                        before.keyDeletedAt(),
                        null);
            case ErasureCompleted completed ->
                next(before, ErasureState.DONE, before.projections(), before.rebuilt(), before.keyDeletedAt(), at);
        };
    }

    private static ErasureView next(
            ErasureView before,
            ErasureState state,
            List<String> projections,
            List<String> rebuilt,
            @Nullable Instant keyDeletedAt,
            @Nullable Instant doneAt) {
        return new ErasureView(
                before.id(), before.party(), state, projections, rebuilt, before.requestedAt(), keyDeletedAt, doneAt);
    }

    private static void write(@Nullable ErasureView view, Document document) {
        if (view == null) {
            return;
        }
        document.append(STATE, view.state().name())
                .append(JSON, OcpiJson.mapper().writeValueAsString(view));
    }

    private static ErasureView view(Document document) {
        return OcpiJson.mapper().readValue(document.getString(JSON), ErasureView.class);
    }
}
