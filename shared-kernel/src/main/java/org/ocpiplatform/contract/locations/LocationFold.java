package org.ocpiplatform.contract.locations;

import java.lang.invoke.MethodHandles;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.contract.locations.LocationEvent.ConnectorPatched;
import org.ocpiplatform.contract.locations.LocationEvent.ConnectorReplaced;
import org.ocpiplatform.contract.locations.LocationEvent.EvsePatched;
import org.ocpiplatform.contract.locations.LocationEvent.EvseReplaced;
import org.ocpiplatform.contract.locations.LocationEvent.LocationPatched;
import org.ocpiplatform.contract.locations.LocationEvent.LocationReplaced;
import org.ocpiplatform.ocpi.CiString;
import org.ocpiplatform.ocpi.json.RecordPatch;
import org.ocpiplatform.ocpi.locations.Connector;
import org.ocpiplatform.ocpi.locations.Evse;
import org.ocpiplatform.ocpi.locations.Location;
import tools.jackson.databind.node.ObjectNode;

/** The state of a Location after its events; the aggregate, the projector and the audit all use this one fold. */
public final class LocationFold {

    private static final RecordPatch<Location> LOCATION = RecordPatch.of(
            MethodHandles.lookup(), Location.class, Map.of("evses", RecordPatch.merge(LocationParts::upserted)));
    private static final RecordPatch<Evse> EVSE = RecordPatch.of(MethodHandles.lookup(), Evse.class, Map.of());
    private static final RecordPatch<Connector> CONNECTOR =
            RecordPatch.of(MethodHandles.lookup(), Connector.class, Map.of());

    private LocationFold() {}

    /**
     * The location after one more event, every level with its own {@code last_updated}; see {@link LocationParts}.
     *
     * @param current the location before it; null before the first
     */
    public static Location apply(@Nullable Location current, LocationEvent event) {
        return switch (event) {
            case LocationReplaced replaced -> replaced.location();
            case LocationPatched patched -> patch(existing(current, event), patched.patch());
            case EvseReplaced replaced -> LocationParts.with(existing(current, event), replaced.evse());
            case EvsePatched patched -> {
                Location location = existing(current, event);
                Evse evse = existing(LocationParts.evse(location, patched.evseUid()), event);
                yield LocationParts.with(location, patch(evse, patched.patch()));
            }
            case ConnectorReplaced replaced ->
                withConnector(existing(current, event), replaced.evseUid(), replaced.connector(), event);
            case ConnectorPatched patched -> {
                Location location = existing(current, event);
                Evse evse = existing(LocationParts.evse(location, patched.evseUid()), event);
                Connector connector = existing(LocationParts.connector(evse, patched.connectorId()), event);
                yield withConnector(location, patched.evseUid(), patch(connector, patched.patch()), event);
            }
        };
    }

    /** The location with the fields of a patch; not validated. */
    public static Location patch(Location current, ObjectNode patch) {
        return LOCATION.apply(current, patch);
    }

    /** The EVSE with the fields of a patch; not validated. */
    public static Evse patch(Evse current, ObjectNode patch) {
        return EVSE.apply(current, patch);
    }

    /** The connector with the fields of a patch; not validated. */
    public static Connector patch(Connector current, ObjectNode patch) {
        return CONNECTOR.apply(current, patch);
    }

    private static Location withConnector(
            Location location, CiString evseUid, Connector connector, LocationEvent event) {
        Evse evse = existing(LocationParts.evse(location, evseUid), event);
        return LocationParts.with(location, LocationParts.with(evse, connector));
    }

    private static <P> P existing(@Nullable P part, LocationEvent event) {
        if (part == null) {
            throw new IllegalStateException(event.locationId() + " lacks what changes in " + event);
        }
        return part;
    }
}
