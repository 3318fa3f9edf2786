package org.ocpiplatform.read.objects;

import static com.mongodb.client.model.Filters.eq;

import com.mongodb.client.model.Indexes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.axonframework.queryhandling.QueryHandler;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.contract.Caller;
import org.ocpiplatform.contract.ObjectKind;
import org.ocpiplatform.contract.ObjectPage;
import org.ocpiplatform.contract.ObjectQuery.FindObject;
import org.ocpiplatform.contract.ObjectQuery.FindObjectsById;
import org.ocpiplatform.contract.ObjectQuery.ListObjects;
import org.ocpiplatform.contract.PageRequest;
import org.ocpiplatform.contract.ReplicaId;
import org.ocpiplatform.ocpi.Side;
import org.ocpiplatform.ocpi.json.OcpiJson;
import org.ocpiplatform.read.projection.Fields;
import org.ocpiplatform.read.projection.Projection;
import org.ocpiplatform.read.projection.ProjectionDefinition;
import org.ocpiplatform.read.projection.Projections;
import org.springframework.stereotype.Component;

/** The projections of OCPI objects, one for each kind, and the answers to what is asked of every kind. */
@Component
public final class ObjectProjections {

    private final Projections projections;
    private final Map<ObjectKind, Served> served = new ConcurrentHashMap<>();

    ObjectProjections(Projections projections) {
        this.projections = projections;
    }

    private record Served(ObjectShape<?, ?> shape, Projection<?> projection) {}

    /** Adds the projection of a kind; its projector hands it the events of the processor of the kind's segment. */
    public <S, E> Projection<S> register(ObjectShape<S, E> shape) {
        List<Bson> indexes = new ArrayList<>(List.of(
                Indexes.ascending(ObjectFields.AUDIENCE, Fields.SEQUENCE),
                Indexes.ascending(ObjectFields.AUDIENCE, ObjectFields.LAST_UPDATED),
                Indexes.ascending(ObjectFields.OBJECT_ID)));
        indexes.addAll(shape.indexes());
        Projection<S> projection = projections.register(new ProjectionDefinition<>(
                shape.kind().segment(),
                shape.eventType(),
                (current, event) ->
                        shape.fold().apply(current, shape.eventType().cast(event.getPayload())),
                (state, document) -> write(shape, state, document),
                document ->
                        document.containsKey(ObjectFields.JSON) ? shape.read().apply(document) : null,
                indexes));
        served.put(shape.kind(), new Served(shape, projection));
        return projection;
    }

    private static <S> void write(ObjectShape<S, ?> shape, @Nullable S state, Document document) {
        // What was withdrawn leaves its revision behind, so that a repeat of its events is known as one.
        if (state != null) {
            ReplicaId id = ReplicaId.parse(document.getString(Fields.ID));
            document.append(ObjectFields.OBJECT_ID, ObjectFields.objectId(id.side(), id.id()))
                    .append(
                            ObjectFields.AUDIENCE,
                            shape.audience().apply(id, state).stream()
                                    .distinct()
                                    .toList())
                    .append(
                            ObjectFields.LAST_UPDATED,
                            Date.from(shape.lastUpdated().apply(state)))
                    .append(
                            ObjectFields.JSON,
                            OcpiJson.mapper().writeValueAsString(shape.shown().apply(state)));
            shape.write().accept(state, document);
        }
    }

    @QueryHandler
    public Optional<String> handle(FindObject query) {
        String id = query.id().toString();
        Served of = served(query.id().kind());
        of.projection().requireSettled(id);
        return Optional.ofNullable(
                        of.projection().collection().find(eq(Fields.ID, id)).first())
                .filter(seenBy(of, query.id().side(), query.caller()))
                .map(document -> document.getString(ObjectFields.JSON));
    }

    @QueryHandler
    public List<ReplicaId> handle(FindObjectsById query) {
        Served of = served(query.kind());
        of.projection().requireSettled();
        return of
                .projection()
                .collection()
                .find(eq(ObjectFields.OBJECT_ID, ObjectFields.objectId(query.side(), query.id())))
                .into(new ArrayList<>())
                .stream()
                .filter(seenBy(of, query.side(), query.caller()))
                .map(document -> ReplicaId.parse(document.getString(Fields.ID)))
                .toList();
    }

    @QueryHandler
    public ObjectPage handle(ListObjects query) {
        return page(query.kind(), query.side(), query.caller(), query.page());
    }

    /**
     * One page of the objects of a kind that the caller may see.
     *
     * @param filters that the objects must match as well
     */
    public ObjectPage page(ObjectKind kind, Side side, Caller caller, PageRequest page, Bson... filters) {
        Served of = served(kind);
        of.projection().requireSettled();
        return ObjectLists.page(
                of.projection().collection(), of.shape().audiences().apply(side, caller), page, List.of(filters));
    }

    private Served served(ObjectKind kind) {
        Served found = served.get(kind);
        if (found == null) {
            throw new IllegalStateException("no projection shows " + kind.segment());
        }
        return found;
    }

    private static Predicate<Document> seenBy(Served of, Side side, Caller caller) {
        Collection<String> audiences = of.shape().audiences().apply(side, caller);
        return document -> document.getList(ObjectFields.AUDIENCE, String.class, List.of()).stream()
                .anyMatch(audiences::contains);
    }
}
