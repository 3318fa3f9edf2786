package org.ocpiplatform.contract.locations;

import org.axonframework.serialization.Revision;
import org.ocpiplatform.contract.ReplicaId;
import org.ocpiplatform.contract.StoredType;
import org.ocpiplatform.ocpi.CiString;
import org.ocpiplatform.ocpi.locations.Connector;
import org.ocpiplatform.ocpi.locations.Evse;
import org.ocpiplatform.ocpi.locations.Location;
import tools.jackson.databind.node.ObjectNode;

/**
 * What happened to a Location and the EVSEs and connectors in it. Patches are as the partner sent them, without nulls, or
 * made here of what was changed here.
 */
public sealed interface LocationEvent {

    /** The location it happened to, or that holds what it happened to. */
    ReplicaId locationId();

    /**
     * The location was created, or replaced as a whole.
     *
     * @param location with the EVSEs that were there before and are REMOVED since
     */
    @Revision("1")
    @StoredType("locations.replaced")
    record LocationReplaced(ReplicaId locationId, Location location) implements LocationEvent {}

    /** Fields of the location were changed; EVSEs replaced those of the same uid or were added. */
    @Revision("1")
    @StoredType("locations.patched")
    record LocationPatched(ReplicaId locationId, ObjectNode patch) implements LocationEvent {}

    /** An EVSE was created, or replaced as a whole. */
    @Revision("1")
    @StoredType("locations.evse_replaced")
    record EvseReplaced(ReplicaId locationId, Evse evse) implements LocationEvent {}

    /** Fields of an EVSE were changed. */
    @Revision("1")
    @StoredType("locations.evse_patched")
    record EvsePatched(ReplicaId locationId, CiString evseUid, ObjectNode patch) implements LocationEvent {}

    /** A connector was created, or replaced as a whole. */
    @Revision("1")
    @StoredType("locations.connector_replaced")
    record ConnectorReplaced(ReplicaId locationId, CiString evseUid, Connector connector) implements LocationEvent {}

    /** Fields of a connector were changed. */
    @Revision("1")
    @StoredType("locations.connector_patched")
    record ConnectorPatched(ReplicaId locationId, CiString evseUid, CiString connectorId, ObjectNode patch)
            implements LocationEvent {}
}
