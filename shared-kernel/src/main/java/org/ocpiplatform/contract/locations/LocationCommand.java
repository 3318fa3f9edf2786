package org.ocpiplatform.contract.locations;

import java.time.Instant;
import java.util.List;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.ocpiplatform.contract.ReplicaId;
import org.ocpiplatform.ocpi.CiString;
import org.ocpiplatform.ocpi.locations.Connector;
import org.ocpiplatform.ocpi.locations.Evse;
import org.ocpiplatform.ocpi.locations.Location;
import org.ocpiplatform.ocpi.types.Image;
import tools.jackson.databind.node.ObjectNode;

/**
 * What can be asked of a Location and the EVSEs and connectors in it; every command is answered by a
 * {@link org.ocpiplatform.contract.WriteResult}. Patches name the fields to change, with {@code last_updated}.
 */
public sealed interface LocationCommand {

    /** The location that is meant, or that holds what is meant. */
    ReplicaId locationId();

    /**
     * Creates or replaces a location. EVSEs that it no longer names become REMOVED.
     *
     * @param location a valid object, whole
     */
    record PutLocation(@TargetAggregateIdentifier ReplicaId locationId, Location location) implements LocationCommand {}

    /**
     * Changes fields of a location.
     *
     * @param patch its EVSEs, each whole, replace those of the same uid or are added
     */
    record PatchLocation(@TargetAggregateIdentifier ReplicaId locationId, ObjectNode patch)
            implements LocationCommand {}

    /**
     * Adds images to those of a location, which is thereby updated.
     *
     * @param at when they were uploaded
     */
    record AddImages(@TargetAggregateIdentifier ReplicaId locationId, List<Image> images, Instant at)
            implements LocationCommand {}

    /**
     * Creates or replaces an EVSE.
     *
     * @param evse a valid object, whole
     */
    record PutEvse(@TargetAggregateIdentifier ReplicaId locationId, CiString evseUid, Evse evse)
            implements LocationCommand {}

    /** Changes fields of an EVSE. */
    record PatchEvse(@TargetAggregateIdentifier ReplicaId locationId, CiString evseUid, ObjectNode patch)
            implements LocationCommand {}

    /**
     * Creates or replaces a connector.
     *
     * @param connector a valid object, whole
     */
    record PutConnector(
            @TargetAggregateIdentifier ReplicaId locationId,
            CiString evseUid,
            CiString connectorId,
            Connector connector)
            implements LocationCommand {}

    /** Changes fields of a connector. */
    record PatchConnector(
            @TargetAggregateIdentifier ReplicaId locationId, CiString evseUid, CiString connectorId, ObjectNode patch)
            implements LocationCommand {}
}
