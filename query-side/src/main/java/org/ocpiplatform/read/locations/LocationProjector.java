package org.ocpiplatform.read.locations;

import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.TrackingToken;
import org.bson.Document;
import org.ocpiplatform.contract.ObjectKind;
import org.ocpiplatform.contract.locations.LocationEvent;
import org.ocpiplatform.contract.locations.LocationFold;
import org.ocpiplatform.contract.locations.LocationParts;
import org.ocpiplatform.ocpi.locations.Evse;
import org.ocpiplatform.ocpi.locations.Location;
import org.ocpiplatform.read.objects.Audience;
import org.ocpiplatform.read.objects.ObjectProjections;
import org.ocpiplatform.read.objects.ObjectShape;
import org.ocpiplatform.read.projection.Projection;
import org.springframework.stereotype.Component;

/**
 * Locations as partners see them: every partner those that are published here, and the owner its copies. Partners are
 * shown a {@code last_updated} that includes what is inside; the values that were set on each level are kept beside it.
 */
@Component
@ProcessingGroup("locations")
final class LocationProjector {

    /** {@code last_updated} of the location itself and then of its EVSEs in their order. */
    private static final String OWN_LAST_UPDATED = "own_last_updated";

    private final Projection<Location> projection;

    LocationProjector(ObjectProjections objects) {
        projection = objects.register(ObjectShape.of(
                        ObjectKind.LOCATION,
                        Location.class,
                        LocationEvent.class,
                        LocationFold::apply,
                        LocationParts::lastUpdated,
                        (id, location) -> Audience.ofPublished(id),
                        Audience::ofPublished)
                .showing(LocationParts::shown)
                .keeping(LocationProjector::write, LocationProjector::read));
    }

    @EventHandler
    void on(LocationEvent event, DomainEventMessage<?> message, TrackingToken token) {
        projection.add(message, token);
    }

    private static void write(Location state, Document document) {
        List<Date> own = new ArrayList<>(state.evses().size() + 1);
        own.add(Date.from(state.lastUpdated()));
        state.evses().forEach(evse -> own.add(Date.from(evse.lastUpdated())));
        document.append(OWN_LAST_UPDATED, own);
    }

    private static Location read(Document document) {
        Location shown = ObjectShape.json(document, Location.class);
        List<Date> own = document.getList(OWN_LAST_UPDATED, Date.class);
        List<Evse> evses = new ArrayList<>(shown.evses().size());
        for (int i = 0; i < shown.evses().size(); i++) {
            evses.add(shown.evses().get(i).withLastUpdated(own.get(i + 1).toInstant()));
        }
        return shown.withEvses(evses).withLastUpdated(own.getFirst().toInstant());
    }
}
