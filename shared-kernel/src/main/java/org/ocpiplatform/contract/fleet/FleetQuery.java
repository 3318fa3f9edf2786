package org.ocpiplatform.contract.fleet;

import java.util.Collection;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.contract.ReplicaId;
import org.ocpiplatform.ocpi.CiString;
import org.ocpiplatform.ocpi.PartyId;

/**
 * What can be asked about the locations that CPOs publish here. Each takes one look into the read store, however many
 * objects it answers; {@code cpo} is whose they are, anybody's if null.
 */
public sealed interface FleetQuery {

    /** What EVSEs are in order of; those that are equal in it are in ascending order of their uid. */
    enum EvseOrder {
        /** The name of their location, without regard to case; EVSEs of locations without a name come first. */
        LOCATION_NAME,
        /** When they first appeared. */
        CREATED
    }

    /**
     * EVSEs that are not REMOVED; answered by {@link FleetEvse}s.
     *
     * @param locationName text that the location's name contains, in whatever case; any name if null
     */
    record ListEvses(
            @Nullable PartyId cpo,
            @Nullable String locationName,
            EvseOrder order,
            boolean descending,
            int limit,
            int offset)
            implements FleetQuery {}

    /** Locations in the order in which they first appeared; answered by {@link FleetLocation}s. */
    record ListLocations(@Nullable PartyId cpo, int limit, int offset) implements FleetQuery {}

    /** These locations, whosever they are; answered by {@link FleetLocation}s, in no order. */
    record FindLocations(Collection<ReplicaId> ids) implements FleetQuery {}

    /**
     * Changes of the status of EVSEs from now on; a stream of {@link EvseStatusChange}s that ends with an error if they
     * are not taken fast enough.
     *
     * @param locationId only those of that location, if not null
     * @param evseUid only those of that EVSE, if not null
     */
    record WatchEvseStatus(
            @Nullable PartyId cpo,
            @Nullable CiString locationId,
            @Nullable CiString evseUid) implements FleetQuery {

        /** Whether a change is one of those that were asked for. */
        public boolean covers(EvseStatusChange change) {
            return (cpo == null || cpo.equals(change.location().owner()))
                    && (locationId == null || locationId.equals(change.locationId()))
                    && (evseUid == null || evseUid.equals(change.evseUid()));
        }
    }
}
