package org.ocpiplatform.read.locations;

import com.mongodb.client.model.Indexes;
import java.util.List;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.TrackingToken;
import org.ocpiplatform.contract.ObjectKind;
import org.ocpiplatform.contract.locations.LocationEvent;
import org.ocpiplatform.contract.locations.LocationParts;
import org.ocpiplatform.read.objects.Audience;
import org.ocpiplatform.read.objects.ObjectProjections;
import org.ocpiplatform.read.objects.ObjectShape;
import org.ocpiplatform.read.projection.Fields;
import org.ocpiplatform.read.projection.Projection;
import org.springframework.stereotype.Component;

/**
 * Locations as partners see them: every partner those that are published here, and the owner its copies. Partners are
 * shown a {@code last_updated} that includes what is inside; the values that were set on each level are kept beside it.
 * The back office finds EVSEs by documents of their own.
 */
@Component
@ProcessingGroup("locations")
final class LocationProjector {

    private final Projection<Origins> projection;

    LocationProjector(ObjectProjections objects) {
        projection = objects.register(new ObjectShape<>(
                ObjectKind.LOCATION,
                LocationEvent.class,
                Origins::apply,
                state -> LocationParts.shown(state.location()),
                state -> LocationParts.lastUpdated(state.location()),
                (id, state) -> Audience.ofPublished(id),
                Audience::ofPublished,
                LocationDocument::write,
                LocationDocument::read,
                List.of(Indexes.ascending(FleetFields.FLEET, Fields.SEQUENCE)),
                List.of(EvsePart.parts())));
    }

    @EventHandler
    void on(LocationEvent event, DomainEventMessage<?> message, TrackingToken token) {
        projection.add(message, token);
    }

    Projection<Origins> projection() {
        return projection;
    }
}
