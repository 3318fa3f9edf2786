package org.ocpiplatform.read.locations;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.bson.Document;
import org.ocpiplatform.contract.ReplicaId;
import org.ocpiplatform.contract.fleet.FleetEvse;
import org.ocpiplatform.contract.fleet.FleetLocation;
import org.ocpiplatform.ocpi.Side;
import org.ocpiplatform.ocpi.locations.Evse;
import org.ocpiplatform.ocpi.locations.EvseStatus;
import org.ocpiplatform.ocpi.locations.Location;
import org.ocpiplatform.read.locations.Origins.EvseOrigin;
import org.ocpiplatform.read.objects.ObjectShape;
import org.ocpiplatform.read.projection.Fields;

/** What the document of a location holds beside what partners are shown. */
final class LocationDocument {

    /** {@code last_updated} of the location itself and then of its EVSEs in their order. */
    private static final String OWN_LAST_UPDATED = "own_last_updated";
    /** Of its EVSEs in their order. */
    private static final String ORIGINS = "origins";

    private static final String CONNECTORS = "connectors";
    private static final String STATUS_REVISION = "status_revision";

    private LocationDocument() {}

    static void write(Origins state, Document document) {
        List<Date> own = new ArrayList<>(state.evses().size() + 1);
        own.add(Date.from(state.location().lastUpdated()));
        state.location().evses().forEach(evse -> own.add(Date.from(evse.lastUpdated())));
        document.append(OWN_LAST_UPDATED, own)
                .append(FleetFields.CREATED, Date.from(state.created()))
                .append(
                        ORIGINS,
                        state.evses().stream().map(LocationDocument::origin).toList());
        ReplicaId id = ReplicaId.parse(document.getString(Fields.ID));
        if (id.side() == Side.CPO) {
            document.append(FleetFields.FLEET, FleetFields.fleets(id.owner()));
        }
    }

    private static Document origin(EvseOrigin origin) {
        return new Document(FleetFields.CREATED, Date.from(origin.created()))
                .append(CONNECTORS, origin.connectors().stream().map(Date::from).toList())
                .append(STATUS_REVISION, origin.statusRevision());
    }

    static Origins read(Document document) {
        Location shown = ObjectShape.json(document, Location.class);
        List<Date> own = document.getList(OWN_LAST_UPDATED, Date.class);
        List<Evse> evses = new ArrayList<>(shown.evses().size());
        for (int i = 0; i < shown.evses().size(); i++) {
            evses.add(shown.evses().get(i).withLastUpdated(own.get(i + 1).toInstant()));
        }
        return new Origins(
                shown.withEvses(evses).withLastUpdated(own.getFirst().toInstant()),
                created(document),
                origins(document));
    }

    /** The location as the back office is shown it. */
    static FleetLocation fleetLocation(Document document) {
        ReplicaId id = ReplicaId.parse(document.getString(Fields.ID));
        Location shown = ObjectShape.json(document, Location.class);
        List<EvseOrigin> origins = origins(document);
        List<FleetEvse> evses = new ArrayList<>(shown.evses().size());
        for (int i = 0; i < shown.evses().size(); i++) {
            Evse evse = shown.evses().get(i);
            if (evse.status() != EvseStatus.REMOVED) {
                EvseOrigin origin = origins.get(i);
                evses.add(new FleetEvse(id, shown.id(), evse, origin.created(), origin.connectors()));
            }
        }
        return new FleetLocation(id, shown, created(document), evses);
    }

    private static Instant created(Document document) {
        return document.getDate(FleetFields.CREATED).toInstant();
    }

    private static List<EvseOrigin> origins(Document document) {
        return document.getList(ORIGINS, Document.class).stream()
                .map(origin -> new EvseOrigin(
                        created(origin),
                        origin.getList(CONNECTORS, Date.class).stream()
                                .map(Date::toInstant)
                                .toList(),
                        origin.getLong(STATUS_REVISION)))
                .toList();
    }
}
