package org.ocpiplatform.write.pushes;

import java.util.Set;
import org.ocpiplatform.ocpi.PartyId;

/**
 * What is known of an object from its beginning and does not change.
 *
 * @param spelling of its ids
 * @param parties that it is for, beside its owner; empty where it is for everybody, or where that may change
 */
record Origin(Spelling spelling, Set<PartyId> parties) {

    Origin {
        parties = Set.copyOf(parties);
    }
}
