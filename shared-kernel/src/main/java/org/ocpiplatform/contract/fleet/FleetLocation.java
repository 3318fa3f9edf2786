package org.ocpiplatform.contract.fleet;

import java.time.Instant;
import java.util.List;
import org.ocpiplatform.contract.ReplicaId;
import org.ocpiplatform.ocpi.locations.Location;

/**
 * A location as it stands now.
 *
 * @param location as partners are shown it, with EVSEs that are REMOVED
 * @param created when its first event was stored
 * @param evses those that are not REMOVED, in their order
 */
public record FleetLocation(ReplicaId id, Location location, Instant created, List<FleetEvse> evses) {}
