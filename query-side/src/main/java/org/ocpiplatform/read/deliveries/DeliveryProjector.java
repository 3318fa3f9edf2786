package org.ocpiplatform.read.deliveries;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.lte;

import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Sorts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.queryhandling.QueryHandler;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.contract.deliveries.DeliveryEvent;
import org.ocpiplatform.contract.deliveries.DeliveryEvent.DeliveryAcknowledged;
import org.ocpiplatform.contract.deliveries.DeliveryEvent.DeliveryFailed;
import org.ocpiplatform.contract.deliveries.DeliveryEvent.DeliveryRequested;
import org.ocpiplatform.contract.deliveries.DeliveryPage;
import org.ocpiplatform.contract.deliveries.DeliveryQuery.CountFailedDeliveries;
import org.ocpiplatform.contract.deliveries.DeliveryQuery.FindDelivery;
import org.ocpiplatform.contract.deliveries.DeliveryQuery.ListDeliveries;
import org.ocpiplatform.contract.deliveries.DeliveryQuery.ListDueDeliveries;
import org.ocpiplatform.contract.deliveries.DeliveryState;
import org.ocpiplatform.contract.deliveries.DeliveryView;
import org.ocpiplatform.contract.deliveries.DeliveryView.Failure;
import org.ocpiplatform.contract.deliveries.FailureReason;
import org.ocpiplatform.ocpi.json.OcpiJson;
import org.ocpiplatform.read.projection.Fields;
import org.ocpiplatform.read.projection.Projection;
import org.ocpiplatform.read.projection.ProjectionDefinition;
import org.ocpiplatform.read.projection.Projections;
import org.springframework.stereotype.Component;

/** Deliveries, one document for each object and partner. */
@Component
@ProcessingGroup(DeliveryProjector.PROJECTION)
final class DeliveryProjector {

    static final String PROJECTION = "deliveries";

    private static final String PARTNER = "partner";
    private static final String STATE = "state";
    private static final String KIND = "kind";
    private static final String FAILED_AT = "failed_at";
    private static final String RETRY_AT = "retry_at";
    private static final String JSON = "json";

    private final Projection<DeliveryView> projection;

    DeliveryProjector(Projections projections) {
        projection = projections.register(new ProjectionDefinition<>(
                PROJECTION,
                DeliveryEvent.class,
                DeliveryProjector::fold,
                DeliveryProjector::write,
                DeliveryProjector::view,
                List.of(Indexes.ascending(PARTNER, STATE, FAILED_AT), Indexes.ascending(PARTNER, RETRY_AT))));
    }

    @EventHandler
    void on(DeliveryEvent event, DomainEventMessage<?> message, TrackingToken token) {
        projection.add(message, token);
    }

    @QueryHandler
    Optional<DeliveryView> handle(FindDelivery query) {
        String id = query.deliveryId().toString();
        projection.requireSettled(id);
        return projection.document(id).map(DeliveryProjector::view);
    }

    @QueryHandler
    DeliveryPage handle(ListDeliveries query) {
        projection.requireSettled();
        List<Bson> filters = new ArrayList<>();
        filters.add(eq(PARTNER, query.partnerId().value()));
        if (query.state() != null) {
            filters.add(eq(STATE, query.state().name()));
        }
        if (query.kind() != null) {
            filters.add(eq(KIND, query.kind().segment()));
        }
        Bson filter = and(filters);
        return new DeliveryPage(
                projection
                        .collection()
                        .find(filter)
                        .sort(Sorts.ascending(FAILED_AT, Fields.SEQUENCE))
                        .skip(Math.toIntExact(Math.min(query.offset(), Integer.MAX_VALUE)))
                        .limit(query.limit())
                        .map(DeliveryProjector::view)
                        .into(new ArrayList<>()),
                projection.collection().countDocuments(filter));
    }

    @QueryHandler
    List<DeliveryView> handle(ListDueDeliveries query) {
        projection.requireSettled();
        return projection
                .collection()
                .find(and(eq(PARTNER, query.partnerId().value()), lte(RETRY_AT, Date.from(query.at()))))
                .sort(Sorts.ascending(RETRY_AT))
                .limit(query.limit())
                .map(DeliveryProjector::view)
                .into(new ArrayList<>());
    }

    @QueryHandler
    Long handle(CountFailedDeliveries query) {
        projection.requireSettled();
        return projection
                .collection()
                .countDocuments(and(eq(PARTNER, query.partnerId().value()), eq(STATE, DeliveryState.FAILED.name())));
    }

    private static DeliveryView fold(@Nullable DeliveryView current, DomainEventMessage<?> message) {
        Long acknowledged = current == null ? null : current.acknowledged();
        int attempts = current == null ? 0 : current.attempts();
        String location = current == null ? null : current.location();
        Failure lastFailure = current == null ? null : current.lastFailure();
        long entry = message.getSequenceNumber();
        return switch ((DeliveryEvent) message.getPayload()) {
            case DeliveryRequested event ->
                new DeliveryView(
                        event.deliveryId(),
                        entry,
                        current == null ? DeliveryState.PENDING : current.state(),
                        acknowledged,
                        attempts,
                        location,
                        lastFailure,
                        null);
            case DeliveryAcknowledged event ->
                new DeliveryView(
                        event.deliveryId(),
                        entry,
                        DeliveryState.ACKNOWLEDGED,
                        event.revision(),
                        event.attempts(),
                        event.location() == null ? location : event.location(),
                        lastFailure,
                        null);
            case DeliveryFailed event ->
                new DeliveryView(
                        event.deliveryId(),
                        entry,
                        DeliveryState.FAILED,
                        acknowledged,
                        event.attempt(),
                        location,
                        lastFailure(current, event, message.getTimestamp()),
                        event.retryAt());
        };
    }

    private static Failure lastFailure(@Nullable DeliveryView current, DeliveryFailed event, Instant at) {
        Failure before = current == null || current.state() != DeliveryState.FAILED ? null : current.lastFailure();
        if (before != null && FailureReason.heldBack(event.reason()) && !FailureReason.heldBack(before.reason())) {
            return before;
        }
        return new Failure(
                at,
                event.revision(),
                event.method(),
                event.reason(),
                event.detail(),
                event.httpStatus(),
                event.statusCode());
    }

    private static void write(@Nullable DeliveryView view, Document document) {
        if (view == null) {
            return;
        }
        document.append(PARTNER, view.id().partnerId().value())
                .append(STATE, view.state().name())
                .append(KIND, view.id().object().kind().segment())
                .append(JSON, OcpiJson.mapper().writeValueAsString(view));
        if (view.lastFailure() != null) {
            document.append(FAILED_AT, Date.from(view.lastFailure().at()));
        }
        Instant retryAt = view.retryAt();
        if (retryAt != null) {
            document.append(RETRY_AT, Date.from(retryAt));
        }
    }

    private static DeliveryView view(Document document) {
        return OcpiJson.mapper().readValue(document.getString(JSON), DeliveryView.class);
    }
}
