package org.ocpiplatform.read.objects;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Projections.include;

import com.mongodb.client.model.Indexes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.axonframework.queryhandling.QueryHandler;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.contract.Caller;
import org.ocpiplatform.contract.CurrentObject;
import org.ocpiplatform.contract.ObjectKind;
import org.ocpiplatform.contract.ObjectPage;
import org.ocpiplatform.contract.ObjectQuery.FindAllObjectsById;
import org.ocpiplatform.contract.ObjectQuery.FindCurrentObject;
import org.ocpiplatform.contract.ObjectQuery.FindObject;
import org.ocpiplatform.contract.ObjectQuery.FindObjectsById;
import org.ocpiplatform.contract.ObjectQuery.FindOwners;
import org.ocpiplatform.contract.ObjectQuery.ListAllObjects;
import org.ocpiplatform.contract.ObjectQuery.ListObjects;
import org.ocpiplatform.contract.OwnParties;
import org.ocpiplatform.contract.PageRequest;
import org.ocpiplatform.contract.ReplicaId;
import org.ocpiplatform.ocpi.PartyId;
import org.ocpiplatform.ocpi.Side;
import org.ocpiplatform.ocpi.json.EncodedJson;
import org.ocpiplatform.ocpi.json.OcpiJson;
import org.ocpiplatform.read.projection.Fields;
import org.ocpiplatform.read.projection.Projection;
import org.ocpiplatform.read.projection.ProjectionDefinition;
import org.ocpiplatform.read.projection.Projections;
import org.ocpiplatform.read.projection.RecentAnswers;
import org.springframework.stereotype.Component;

/** The projections of OCPI objects, one for each kind, and the answers to what is asked of every kind. */
@Component
public final class ObjectProjections {

    private static final List<Side> SIDES = List.of(Side.CPO, Side.EMSP);

    private final Projections projections;
    private final HubView hub;
    private final Map<ObjectKind, Served> served = new ConcurrentHashMap<>();

    ObjectProjections(Projections projections, OwnParties own) {
        this.projections = projections;
        this.hub = new HubView(own);
    }

    private record Served(ObjectShape<?, ?> shape, Projection<?> projection, RecentAnswers<List<Bson>, Long> counts) {

        static Served of(ObjectShape<?, ?> shape, Projection<?> projection) {
            return new Served(
                    shape,
                    projection,
                    new RecentAnswers<>(
                            projection, filters -> projection.storedDocuments().count(and(filters)), count -> false));
        }

        ObjectPage page(List<String> audiences, PageRequest request, List<Bson> filters) {
            projection.requireSettled();
            return ObjectLists.page(
                    projection.storedDocuments(), counts::to, projection::whole, audiences, request, filters);
        }
    }

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
                        shape.fold().apply(current, shape.eventType().cast(event.getPayload()), event),
                (state, document) -> write(shape, state, document),
                document ->
                        document.containsKey(ObjectFields.JSON) ? shape.read().apply(document) : null,
                indexes,
                shape.parts()));
        served.put(shape.kind(), Served.of(shape, projection));
        return projection;
    }

    /** The shapes of all kinds. */
    public List<ObjectShape<?, ?>> shapes() {
        return served.values().stream().<ObjectShape<?, ?>>map(Served::shape).toList();
    }

    private <S> void write(ObjectShape<S, ?> shape, @Nullable S state, Document document) {
        // What was withdrawn leaves its revision behind, so that a repeat of its events is known as one.
        if (state != null) {
            ReplicaId id = ReplicaId.parse(document.getString(Fields.ID));
            document.append(ObjectFields.OBJECT_ID, ObjectFields.objectId(id.side(), id.id()))
                    .append(
                            ObjectFields.AUDIENCE,
                            Stream.concat(shape.audience().apply(id, state).stream(), hub.audience(id).stream())
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
    public Optional<EncodedJson> handle(FindObject query) {
        String id = query.id().toString();
        Served of = served(query.id().kind());
        of.projection().requireSettled(id);
        List<String> audiences = of.shape().audiences().apply(query.id().side(), query.caller());
        return of.projection()
                .stored(id)
                .filter(document ->
                        document.texts(ObjectFields.AUDIENCE).stream().anyMatch(audiences::contains))
                .map(document -> document.json(ObjectFields.JSON));
    }

    @QueryHandler
    public Optional<CurrentObject> handle(FindCurrentObject query) {
        String id = query.id().toString();
        Served of = served(query.id().kind());
        of.projection().requireSettled(id);
        return of.projection()
                .stored(id)
                .map(document -> new CurrentObject(
                        document.json(ObjectFields.JSON), Objects.requireNonNull(document.number(Fields.REVISION))));
    }

    @QueryHandler
    public List<ReplicaId> handle(FindObjectsById query) {
        Served of = served(query.kind());
        of.projection().requireSettled();
        return of
                .projection()
                .collection()
                .find(eq(ObjectFields.OBJECT_ID, ObjectFields.objectId(query.side(), query.id())))
                .projection(include(ObjectFields.AUDIENCE))
                .into(new ArrayList<>())
                .stream()
                .filter(seenBy(of, query.side(), query.caller()))
                .map(document -> ReplicaId.parse(document.getString(Fields.ID)))
                .toList();
    }

    @QueryHandler
    public List<ReplicaId> handle(FindAllObjectsById query) {
        Served of = served(query.kind());
        of.projection().requireSettled();
        return of.projection()
                .collection()
                .find(eq(ObjectFields.OBJECT_ID, ObjectFields.objectId(query.side(), query.id())))
                .projection(include(ObjectFields.AUDIENCE))
                .map(document -> ReplicaId.parse(document.getString(Fields.ID)))
                .into(new ArrayList<>());
    }

    @QueryHandler
    public ObjectPage handle(ListObjects query) {
        return page(query.kind(), query.side(), query.caller(), query.page());
    }

    @QueryHandler
    public ObjectPage handle(ListAllObjects query) {
        Served of = served(query.kind());
        return of.page(hub.audiences(of.shape(), query.published(), query.caller()), query.page(), List.of());
    }

    @QueryHandler
    public List<PartyId> handle(FindOwners query) {
        Served of = served(query.kind());
        of.projection().requireSettled();
        Set<String> audiences = new HashSet<>();
        SIDES.forEach(side -> audiences.addAll(hub.audiences(of.shape(), side, query.caller())));
        Predicate<Document> seen = seenBy(audiences);
        List<PartyId> owners = new ArrayList<>();
        for (Side side : SIDES) {
            of
                    .projection()
                    .collection()
                    .find(eq(ObjectFields.OBJECT_ID, ObjectFields.objectId(side, query.id())))
                    .projection(include(ObjectFields.AUDIENCE))
                    .into(new ArrayList<>())
                    .stream()
                    .filter(seen)
                    .map(document ->
                            ReplicaId.parse(document.getString(Fields.ID)).owner())
                    .forEach(owners::add);
        }
        return owners.stream().distinct().toList();
    }

    /**
     * One page of the objects of a kind that the caller may see.
     *
     * @param filters that the objects must match as well
     */
    public ObjectPage page(ObjectKind kind, Side side, Caller caller, PageRequest page, Bson... filters) {
        Served of = served(kind);
        return of.page(of.shape().audiences().apply(side, caller), page, List.of(filters));
    }

    private Served served(ObjectKind kind) {
        Served found = served.get(kind);
        if (found == null) {
            throw new IllegalStateException("no projection shows " + kind.segment());
        }
        return found;
    }

    private static Predicate<Document> seenBy(Served of, Side side, Caller caller) {
        return seenBy(of.shape().audiences().apply(side, caller));
    }

    private static Predicate<Document> seenBy(Collection<String> audiences) {
        return document -> document.getList(ObjectFields.AUDIENCE, String.class, List.of()).stream()
                .anyMatch(audiences::contains);
    }
}
