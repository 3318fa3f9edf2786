package org.ocpiplatform.contract.fleet;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.contract.ReplicaId;
import org.ocpiplatform.ocpi.CiString;
import org.ocpiplatform.ocpi.locations.EvseStatus;

/**
 * An EVSE has another status than before, or appeared with its first.
 *
 * @param locationId the id of the location as its owner spells it
 * @param evseId for people
 * @param changedAt when this platform stored the change
 */
public record EvseStatusChange(
        ReplicaId location,
        CiString locationId,
        @Nullable String locationName,
        CiString evseUid,
        @Nullable CiString evseId,
        EvseStatus status,
        Instant changedAt) {}
