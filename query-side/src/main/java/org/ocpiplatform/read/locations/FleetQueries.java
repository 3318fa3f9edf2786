package org.ocpiplatform.read.locations;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.regex;

import com.mongodb.MongoException;
import com.mongodb.client.model.Sorts;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.axonframework.queryhandling.QueryHandler;
import org.bson.conversions.Bson;
import org.ocpiplatform.contract.Rejection;
import org.ocpiplatform.contract.ReplicaId;
import org.ocpiplatform.contract.fleet.FleetEvse;
import org.ocpiplatform.contract.fleet.FleetLocation;
import org.ocpiplatform.contract.fleet.FleetQuery.EvseOrder;
import org.ocpiplatform.contract.fleet.FleetQuery.FindLocations;
import org.ocpiplatform.contract.fleet.FleetQuery.ListEvses;
import org.ocpiplatform.contract.fleet.FleetQuery.ListLocations;
import org.ocpiplatform.read.projection.Fields;
import org.ocpiplatform.read.projection.Projection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** What the back office is shown of operators' own locations and EVSEs; one find for each question. */
@Component
final class FleetQueries {

    private static final Logger LOG = LoggerFactory.getLogger(FleetQueries.class);

    private final Projection<Origins> locations;

    FleetQueries(LocationProjector projector) {
        this.locations = projector.projection();
    }

    @QueryHandler
    List<FleetEvse> handle(ListEvses query) {
        return look(() -> evses(query));
    }

    private List<FleetEvse> evses(ListEvses query) {
        Bson filter = eq(FleetFields.FLEET, FleetFields.fleet(query.cpo()));
        if (query.locationName() != null) {
            filter = and(
                    filter,
                    regex(
                            FleetFields.LOCATION_NAME,
                            Pattern.quote(query.locationName().toLowerCase(Locale.ROOT))));
        }
        String field = query.order() == EvseOrder.LOCATION_NAME ? FleetFields.LOCATION_NAME : FleetFields.CREATED;
        return locations
                .parts(FleetFields.EVSES)
                .find(filter)
                .sort(Sorts.orderBy(
                        query.descending() ? Sorts.descending(field) : Sorts.ascending(field),
                        Sorts.ascending(FleetFields.UID, Fields.ID)))
                .skip(query.offset())
                .limit(query.limit())
                .batchSize(query.limit())
                .map(EvsePart::read)
                .into(new ArrayList<>(query.limit()));
    }

    @QueryHandler
    List<FleetLocation> handle(ListLocations query) {
        return look(() -> locations
                .collection()
                .find(eq(FleetFields.FLEET, FleetFields.fleet(query.cpo())))
                .sort(Sorts.ascending(Fields.SEQUENCE))
                .skip(query.offset())
                .limit(query.limit())
                .batchSize(query.limit())
                .map(LocationDocument::fleetLocation)
                .into(new ArrayList<>(query.limit())));
    }

    @QueryHandler
    List<FleetLocation> handle(FindLocations query) {
        return look(() -> locations
                .collection()
                .find(in(
                        Fields.ID, query.ids().stream().map(ReplicaId::toString).toList()))
                .batchSize(query.ids().size() + 1)
                .map(LocationDocument::fleetLocation)
                .into(new ArrayList<>(query.ids().size())));
    }

    private <R> List<R> look(Supplier<List<R>> find) {
        locations.requireSettled();
        try {
            return find.get();
        } catch (MongoException e) {
            LOG.warn("The read store does not answer: {}", e.toString());
            throw new Rejection(Rejection.Code.UNAVAILABLE, "the read store does not answer");
        }
    }
}
