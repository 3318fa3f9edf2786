package org.ocpiplatform.contract.fleet;

import java.time.Instant;
import java.util.List;
import org.ocpiplatform.contract.ReplicaId;
import org.ocpiplatform.ocpi.CiString;
import org.ocpiplatform.ocpi.locations.Evse;

/**
 * An EVSE as it stands now.
 *
 * @param location that it belongs to
 * @param locationId the id of that location as its owner spells it
 * @param evse as partners are shown it
 * @param created when its first event was stored
 * @param connectorsCreated the same of its connectors, in their order
 */
public record FleetEvse(
        ReplicaId location, CiString locationId, Evse evse, Instant created, List<Instant> connectorsCreated) {}
