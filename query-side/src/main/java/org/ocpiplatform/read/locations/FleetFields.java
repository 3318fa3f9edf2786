package org.ocpiplatform.read.locations;

import com.mongodb.client.model.Indexes;
import java.util.List;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.ocpi.PartyId;
import org.ocpiplatform.read.projection.Fields;

/** Fields by which an operator's own locations and EVSEs are found. */
final class FleetFields {

    /** Name of the documents of EVSEs. */
    static final String EVSES = "evses";
    /** In whose fleet it is: the party's, and everybody's, so that the same indexes serve both. */
    static final String FLEET = "fleet";
    /** When it first appeared. */
    static final String CREATED = "created";
    /** Name of the location in lower case; null if it has none. */
    static final String LOCATION_NAME = "location_name";
    /** The EVSE's uid in upper case. */
    static final String UID = "uid";

    private static final String ANYBODY = "*";

    private FleetFields() {}

    /** The value of {@link #FLEET} of what a party owns. */
    static List<String> fleets(PartyId owner) {
        return List.of(ANYBODY, owner.key());
    }

    /** What {@link #FLEET} holds of all that is in a party's fleet, or in anybody's. */
    static String fleet(@Nullable PartyId owner) {
        return owner == null ? ANYBODY : owner.key();
    }

    /** For every order in which EVSEs are asked for; those of equal value are always in ascending order. */
    static List<Bson> evseIndexes() {
        Bson ties = Indexes.ascending(UID, Fields.ID);
        Bson fleet = Indexes.ascending(FLEET);
        return List.of(
                Indexes.compoundIndex(fleet, Indexes.ascending(CREATED), ties),
                Indexes.compoundIndex(fleet, Indexes.descending(CREATED), ties),
                Indexes.compoundIndex(fleet, Indexes.ascending(LOCATION_NAME), ties),
                Indexes.compoundIndex(fleet, Indexes.descending(LOCATION_NAME), ties));
    }
}
