package org.ocpiplatform.read.readers;

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
import org.ocpiplatform.contract.readers.ReaderEvent;
import org.ocpiplatform.contract.readers.ReaderEvent.ReaderAdmitted;
import org.ocpiplatform.contract.readers.ReaderEvent.ReaderRevoked;
import org.ocpiplatform.contract.readers.ReaderEvent.ReaderTokenReplaced;
import org.ocpiplatform.contract.readers.ReaderQuery.FindReader;
import org.ocpiplatform.contract.readers.ReaderQuery.FindReaderByToken;
import org.ocpiplatform.contract.readers.ReaderQuery.ListReaders;
import org.ocpiplatform.contract.readers.ReaderView;
import org.ocpiplatform.ocpi.json.OcpiJson;
import org.ocpiplatform.read.projection.Fields;
import org.ocpiplatform.read.projection.Projection;
import org.ocpiplatform.read.projection.ProjectionDefinition;
import org.ocpiplatform.read.projection.Projections;
import org.springframework.stereotype.Component;

/** Consumers and auditors. Nothing is remembered beside the documents: who is revoked here is so on every node. */
@Component
@ProcessingGroup(ReaderProjector.PROJECTION)
final class ReaderProjector {

    static final String PROJECTION = "readers";

    private static final String TOKEN_HASH = "token_hash";
    private static final String KIND = "kind";
    private static final String NAME = "name";
    private static final String JSON = "json";

    private final Projection<Known> projection;

    ReaderProjector(Projections projections) {
        projection = projections.register(new ProjectionDefinition<>(
                PROJECTION,
                ReaderEvent.class,
                ReaderProjector::fold,
                ReaderProjector::write,
                ReaderProjector::read,
                List.of(Indexes.ascending(TOKEN_HASH), Indexes.ascending(KIND, NAME))));
    }

    /** A reader with what the view must not have. */
    private record Known(ReaderView view, String tokenHash) {}

    @EventHandler
    void on(ReaderEvent event, DomainEventMessage<?> message, TrackingToken token) {
        projection.add(message, token);
    }

    @QueryHandler
    Optional<ReaderView> handle(FindReaderByToken query) {
        return first(eq(TOKEN_HASH, query.tokenHash()));
    }

    @QueryHandler
    Optional<ReaderView> handle(FindReader query) {
        return first(eq(Fields.ID, query.readerId().value()));
    }

    @QueryHandler
    List<ReaderView> handle(ListReaders query) {
        projection.requireSettled();
        return projection
                .collection()
                .find(eq(KIND, query.kind().name()))
                .sort(Sorts.ascending(NAME, Fields.ID))
                .map(ReaderProjector::view)
                .into(new ArrayList<>());
    }

    private Optional<ReaderView> first(Bson filter) {
        projection.requireSettled();
        return Optional.ofNullable(projection.collection().find(filter).first())
                .filter(document -> document.containsKey(JSON))
                .map(ReaderProjector::view);
    }

    private static @Nullable Known fold(@Nullable Known current, DomainEventMessage<?> message) {
        Instant at = message.getTimestamp();
        return switch ((ReaderEvent) message.getPayload()) {
            case ReaderAdmitted event ->
                new Known(
                        new ReaderView(
                                event.readerId(),
                                event.kind(),
                                event.name(),
                                event.modules(),
                                event.privacy(),
                                at,
                                at,
                                event.pseudonymKey()),
                        event.tokenHash());
            case ReaderTokenReplaced event ->
                new Known(Objects.requireNonNull(current).view().withTokenOf(at), event.tokenHash());
            case ReaderRevoked event -> null;
        };
    }

    private static void write(@Nullable Known reader, Document document) {
        if (reader != null) {
            document.append(TOKEN_HASH, reader.tokenHash())
                    .append(KIND, reader.view().kind().name())
                    .append(NAME, reader.view().name())
                    .append(JSON, OcpiJson.mapper().writeValueAsString(reader.view()));
        }
    }

    private static @Nullable Known read(Document document) {
        return document.containsKey(JSON) ? new Known(view(document), document.getString(TOKEN_HASH)) : null;
    }

    private static ReaderView view(Document document) {
        return OcpiJson.mapper().readValue(document.getString(JSON), ReaderView.class);
    }
}
