package org.ocpiplatform.read.locations;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.axonframework.eventhandling.DomainEventMessage;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.contract.locations.LocationEvent;
import org.ocpiplatform.contract.locations.LocationFold;
import org.ocpiplatform.contract.locations.LocationParts;
import org.ocpiplatform.ocpi.locations.Connector;
import org.ocpiplatform.ocpi.locations.Evse;
import org.ocpiplatform.ocpi.locations.Location;

/**
 * A location with what its events tell beside its content: when it and what is in it first appeared.
 *
 * @param location every level with its own {@code last_updated}
 * @param created when its first event was stored, in milliseconds
 * @param evses the same of its EVSEs, in their order
 */
record Origins(Location location, Instant created, List<EvseOrigin> evses) {

    /**
     * When an EVSE first appeared.
     *
     * @param connectors the same of its connectors, in their order
     * @param statusRevision of the location, with which the EVSE got the status that it has
     */
    record EvseOrigin(Instant created, List<Instant> connectors, long statusRevision) {}

    /** The state after one more event. */
    static Origins apply(@Nullable Origins current, LocationEvent event, DomainEventMessage<?> message) {
        Location location = LocationFold.apply(current == null ? null : current.location, event);
        Instant at = message.getTimestamp().truncatedTo(ChronoUnit.MILLIS);
        List<EvseOrigin> evses = new ArrayList<>(location.evses().size());
        for (int i = 0; i < location.evses().size(); i++) {
            Evse evse = location.evses().get(i);
            int before = current == null ? -1 : current.indexOf(evse, i);
            if (current == null || before < 0) {
                evses.add(new EvseOrigin(
                        at, evse.connectors().stream().map(connector -> at).toList(), message.getSequenceNumber()));
            } else {
                evses.add(next(
                        current.location.evses().get(before),
                        current.evses.get(before),
                        evse,
                        at,
                        message.getSequenceNumber()));
            }
        }
        return new Origins(location, current == null ? at : current.created, evses);
    }

    /** Where the EVSE was before, as a rule in the same place. */
    private int indexOf(Evse evse, int likely) {
        List<Evse> known = location.evses();
        if (likely < known.size() && known.get(likely).uid().equals(evse.uid())) {
            return likely;
        }
        for (int i = 0; i < known.size(); i++) {
            if (known.get(i).uid().equals(evse.uid())) {
                return i;
            }
        }
        return -1;
    }

    private static EvseOrigin next(Evse before, EvseOrigin origin, Evse evse, Instant at, long revision) {
        if (before == evse) {
            return origin;
        }
        List<Instant> connectors = new ArrayList<>(evse.connectors().size());
        for (Connector connector : evse.connectors()) {
            Connector known = LocationParts.connector(before, connector.id());
            connectors.add(
                    known == null
                            ? at
                            : origin.connectors.get(before.connectors().indexOf(known)));
        }
        return new EvseOrigin(
                origin.created, connectors, before.status() == evse.status() ? origin.statusRevision : revision);
    }
}
