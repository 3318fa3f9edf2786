package org.ocpiplatform.read.remote;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.empty;
import static com.mongodb.client.model.Filters.in;

import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Sorts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.queryhandling.QueryHandler;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.contract.outgoing.OutgoingRequestEvent;
import org.ocpiplatform.contract.outgoing.OutgoingRequestFold;
import org.ocpiplatform.contract.outgoing.OutgoingState;
import org.ocpiplatform.contract.remote.RemoteRequestQuery.FindOutgoingRequest;
import org.ocpiplatform.contract.remote.RemoteRequestQuery.ListOutgoingRequests;
import org.ocpiplatform.contract.remote.RemoteRequestView;
import org.ocpiplatform.contract.remote.RequestNote;
import org.ocpiplatform.contract.storage.EventTypes;
import org.ocpiplatform.read.projection.Fields;
import org.ocpiplatform.read.projection.Projection;
import org.ocpiplatform.read.projection.ProjectionDefinition;
import org.ocpiplatform.read.projection.Projections;
import org.springframework.stereotype.Component;

/** Requests of ours to partners' charge points, with their history. */
@Component
@ProcessingGroup(OutgoingRequestProjector.PROJECTION)
final class OutgoingRequestProjector {

    static final String PROJECTION = "outgoing_requests";

    private final Projection<OutgoingDocument> projection;

    OutgoingRequestProjector(Projections projections) {
        projection = projections.register(new ProjectionDefinition<>(
                PROJECTION,
                OutgoingRequestEvent.class,
                OutgoingRequestProjector::fold,
                OutgoingRequestProjector::write,
                OutgoingDocument::read,
                List.of(
                        Indexes.ascending(Fields.SEQUENCE),
                        Indexes.ascending(OutgoingDocument.OPERATION, Fields.SEQUENCE),
                        Indexes.ascending(OutgoingDocument.STAGE, Fields.SEQUENCE))));
    }

    @EventHandler
    void on(OutgoingRequestEvent event, DomainEventMessage<?> message, TrackingToken token) {
        projection.add(message, token);
    }

    @QueryHandler
    Optional<RemoteRequestView> handle(FindOutgoingRequest query) {
        String id = query.id().value();
        projection.requireSettled(id);
        return projection
                .document(id)
                .map(document -> OutgoingDocument.read(document).view());
    }

    @QueryHandler
    List<RemoteRequestView> handle(ListOutgoingRequests query) {
        projection.requireSettled();
        return projection
                .collection()
                .find(and(
                        among(
                                OutgoingDocument.OPERATION,
                                query.operations().stream().map(Enum::name)),
                        among(OutgoingDocument.STAGE, query.stages().stream())))
                .sort(Sorts.descending(Fields.SEQUENCE))
                .limit(query.limit())
                .map(document -> OutgoingDocument.read(document).view())
                .into(new ArrayList<>());
    }

    /** Everything if there is nothing to choose from. */
    private static Bson among(String field, Stream<String> values) {
        Set<String> chosen = Set.copyOf(values.toList());
        return chosen.isEmpty() ? empty() : in(field, chosen);
    }

    private static OutgoingDocument fold(@Nullable OutgoingDocument current, DomainEventMessage<?> message) {
        OutgoingRequestEvent event = (OutgoingRequestEvent) message.getPayload();
        Instant at = message.getTimestamp();
        OutgoingState before = current == null ? null : current.state();
        OutgoingState after = OutgoingRequestFold.apply(before, event);
        List<RequestNote> history = new ArrayList<>(current == null ? List.of() : current.history());
        history.add(new RequestNote(
                at,
                EventTypes.nameOf(event.getClass()).orElseThrow(),
                OutgoingTexts.of(event, before == null ? after : before, at)));
        return new OutgoingDocument(after, current == null ? at : current.requestedAt(), history);
    }

    private static void write(@Nullable OutgoingDocument request, Document document) {
        if (request != null) {
            request.write(document);
        }
    }
}
