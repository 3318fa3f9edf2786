package org.ocpiplatform.read.reservations;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;

import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Sorts;
import java.util.ArrayList;
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
import org.ocpiplatform.contract.reservations.ReservationEvent;
import org.ocpiplatform.contract.reservations.ReservationFold;
import org.ocpiplatform.contract.reservations.ReservationQuery.FindHeldReservations;
import org.ocpiplatform.contract.reservations.ReservationQuery.FindReservation;
import org.ocpiplatform.contract.reservations.ReservationQuery.FindReservationsOfToken;
import org.ocpiplatform.contract.reservations.ReservationQuery.ListReservations;
import org.ocpiplatform.contract.reservations.ReservationStage;
import org.ocpiplatform.contract.reservations.ReservationState;
import org.ocpiplatform.contract.reservations.ReservationView;
import org.ocpiplatform.ocpi.CiString;
import org.ocpiplatform.ocpi.PartyId;
import org.ocpiplatform.ocpi.json.OcpiJson;
import org.ocpiplatform.ocpi.tokens.Token;
import org.ocpiplatform.read.projection.Fields;
import org.ocpiplatform.read.projection.Projection;
import org.ocpiplatform.read.projection.ProjectionDefinition;
import org.ocpiplatform.read.projection.Projections;
import org.springframework.stereotype.Component;

/** Reservations, one document for each sender's id at each CPO. */
@Component
@ProcessingGroup(ReservationProjector.PROJECTION)
final class ReservationProjector {

    static final String PROJECTION = "reservations";

    private static final String STAGE = "stage";
    /** The id together with its sender. */
    private static final String NAME = "name";
    /** The CPO's location together with the token. */
    private static final String DRIVER = "driver";

    private static final String JSON = "json";

    private final Projection<ReservationState> projection;

    ReservationProjector(Projections projections) {
        projection = projections.register(new ProjectionDefinition<>(
                PROJECTION,
                ReservationEvent.class,
                (current, message) -> ReservationFold.apply(current, (ReservationEvent) message.getPayload()),
                ReservationProjector::write,
                ReservationProjector::read,
                List.of(
                        Indexes.ascending(Fields.SEQUENCE),
                        Indexes.ascending(NAME, STAGE),
                        Indexes.ascending(DRIVER, STAGE))));
    }

    @EventHandler
    void on(ReservationEvent event, DomainEventMessage<?> message, TrackingToken token) {
        projection.add(message, token);
    }

    @QueryHandler
    Optional<ReservationView> handle(FindReservation query) {
        String id = query.id().toString();
        projection.requireSettled(id);
        return projection.document(id).map(ReservationProjector::view);
    }

    @QueryHandler
    List<ReservationView> handle(FindHeldReservations query) {
        return held(in(
                NAME,
                query.senders().stream().map(sender -> name(sender, query.id())).toList()));
    }

    @QueryHandler
    List<ReservationView> handle(FindReservationsOfToken query) {
        return held(eq(
                DRIVER,
                driver(
                        query.cpo(),
                        query.locationId(),
                        query.tokenOwner(),
                        query.tokenType().value(),
                        query.tokenUid())));
    }

    @QueryHandler
    List<ReservationView> handle(ListReservations query) {
        projection.requireSettled();
        return projection
                .collection()
                .find()
                .sort(Sorts.descending(Fields.SEQUENCE))
                .limit(query.limit())
                .map(ReservationProjector::view)
                .into(new ArrayList<>());
    }

    private List<ReservationView> held(Bson filter) {
        projection.requireSettled();
        return projection
                .collection()
                .find(and(filter, eq(STAGE, ReservationStage.HELD.name())))
                .sort(Sorts.ascending(Fields.SEQUENCE))
                .map(ReservationProjector::view)
                .into(new ArrayList<>());
    }

    private static void write(@Nullable ReservationState reservation, Document document) {
        if (reservation == null) {
            return;
        }
        Token token = reservation.hold().token();
        document.append(STAGE, reservation.stage().name())
                .append(NAME, name(reservation.id().sender(), reservation.id().id()))
                .append(
                        DRIVER,
                        driver(
                                reservation.id().cpo(),
                                reservation.hold().locationId(),
                                token.owner(),
                                token.type().value(),
                                token.uid()))
                .append(JSON, OcpiJson.mapper().writeValueAsString(reservation));
    }

    private static String name(PartyId sender, CiString id) {
        return sender.key() + ":" + id.key();
    }

    /** The location's length keeps ids apart that hold colons themselves. */
    private static String driver(PartyId cpo, CiString location, PartyId owner, String tokenType, CiString uid) {
        return cpo.key() + ":" + owner.key() + ":" + location.key().length() + ":" + location.key() + ":" + tokenType
                + ":" + uid.key();
    }

    private static ReservationState read(Document document) {
        return OcpiJson.mapper().readValue(document.getString(JSON), ReservationState.class);
    }

    private static ReservationView view(Document document) {
        ReservationState reservation = read(document);
        return new ReservationView(reservation.id(), reservation.stage(), reservation.hold());
    }
}
