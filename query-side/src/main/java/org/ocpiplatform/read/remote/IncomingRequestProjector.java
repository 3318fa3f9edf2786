package org.ocpiplatform.read.remote;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.empty;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.in;

import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Sorts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
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
import org.ocpiplatform.contract.incoming.IncomingRequestEvent;
import org.ocpiplatform.contract.incoming.IncomingRequestFold;
import org.ocpiplatform.contract.incoming.IncomingState;
import org.ocpiplatform.contract.remote.RemoteRequestQuery.CountProfileRequests;
import org.ocpiplatform.contract.remote.RemoteRequestQuery.FindIncomingRequest;
import org.ocpiplatform.contract.remote.RemoteRequestQuery.ListIncomingRequests;
import org.ocpiplatform.contract.remote.RemoteRequestView;
import org.ocpiplatform.contract.remote.RequestNote;
import org.ocpiplatform.contract.storage.EventTypes;
import org.ocpiplatform.read.projection.Fields;
import org.ocpiplatform.read.projection.Projection;
import org.ocpiplatform.read.projection.ProjectionDefinition;
import org.ocpiplatform.read.projection.Projections;
import org.springframework.stereotype.Component;

/** Requests of partners to charge points here, with their history. */
@Component
@ProcessingGroup(IncomingRequestProjector.PROJECTION)
final class IncomingRequestProjector {

    static final String PROJECTION = "incoming_requests";

    private final Projection<IncomingDocument> projection;

    IncomingRequestProjector(Projections projections) {
        projection = projections.register(new ProjectionDefinition<>(
                PROJECTION,
                IncomingRequestEvent.class,
                IncomingRequestProjector::fold,
                IncomingRequestProjector::write,
                IncomingDocument::read,
                List.of(
                        Indexes.ascending(Fields.SEQUENCE),
                        Indexes.ascending(IncomingDocument.OPERATION, Fields.SEQUENCE),
                        Indexes.ascending(IncomingDocument.STAGE, Fields.SEQUENCE),
                        Indexes.ascending(IncomingDocument.SESSION, IncomingDocument.REQUESTED_AT))));
    }

    @EventHandler
    void on(IncomingRequestEvent event, DomainEventMessage<?> message, TrackingToken token) {
        projection.add(message, token);
    }

    @QueryHandler
    Optional<RemoteRequestView> handle(FindIncomingRequest query) {
        String id = query.id().value();
        projection.requireSettled(id);
        return projection
                .document(id)
                .map(document -> IncomingDocument.read(document).view());
    }

    @QueryHandler
    List<RemoteRequestView> handle(ListIncomingRequests query) {
        projection.requireSettled();
        return projection
                .collection()
                .find(and(
                        among(
                                IncomingDocument.OPERATION,
                                query.operations().stream().map(Enum::name).toList()),
                        among(IncomingDocument.STAGE, query.stages())))
                .sort(Sorts.descending(Fields.SEQUENCE))
                .limit(query.limit())
                .map(document -> IncomingDocument.read(document).view())
                .into(new ArrayList<>());
    }

    @QueryHandler
    Integer handle(CountProfileRequests query) {
        projection.requireSettled();
        return Math.toIntExact(projection
                .collection()
                .countDocuments(and(
                        eq(IncomingDocument.SESSION, query.session().toString()),
                        gte(IncomingDocument.REQUESTED_AT, Date.from(query.since())),
                        eq(IncomingDocument.PARTNER, query.partnerId().value()))));
    }

    /** Everything if there is nothing to choose from. */
    private static Bson among(String field, Collection<String> values) {
        return values.isEmpty() ? empty() : in(field, values);
    }

    private static IncomingDocument fold(@Nullable IncomingDocument current, DomainEventMessage<?> message) {
        IncomingRequestEvent event = (IncomingRequestEvent) message.getPayload();
        Instant at = message.getTimestamp();
        IncomingState before = current == null ? null : current.state();
        IncomingState after = IncomingRequestFold.apply(before, event);
        List<RequestNote> history = new ArrayList<>(current == null ? List.of() : current.history());
        history.add(new RequestNote(
                at,
                EventTypes.nameOf(event.getClass()).orElseThrow(),
                IncomingTexts.of(event, before == null ? after : before)));
        return new IncomingDocument(after, current == null ? at : current.requestedAt(), history);
    }

    private static void write(@Nullable IncomingDocument request, Document document) {
        if (request != null) {
            request.write(document);
        }
    }
}
