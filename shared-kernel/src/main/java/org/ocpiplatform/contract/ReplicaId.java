package org.ocpiplatform.contract;

import org.ocpiplatform.ocpi.CiString;
import org.ocpiplatform.ocpi.PartyId;
import org.ocpiplatform.ocpi.Side;

/**
 * Identity of an OCPI object as one side of this platform holds it. Its text is the aggregate's identifier:
 * {@code side:module:COUNTRY:PARTY:ID}, the OCPI parts upper-cased; an id may itself hold colons, being the last part.
 */
public interface ReplicaId {

    Side side();

    /** The party that owns the data. */
    PartyId owner();

    /** The object's own id within its owner. */
    CiString id();

    /** The identifier's text for a module. */
    static String text(Side side, String module, PartyId owner, CiString id) {
        return side.segment() + ":" + module + ":" + owner.key() + ":" + id.key();
    }

    /**
     * The parts of an identifier's text: side, module, the two of the {@linkplain PartyId#key() owner's key}, and id.
     *
     * @throws IllegalArgumentException if it is no identifier of that module
     */
    static String[] parts(String text, String module) {
        String[] parts = text.split(":", 5);
        if (parts.length != 5 || !parts[1].equals(module)) {
            throw new IllegalArgumentException("not an identifier of " + module + ": " + text);
        }
        return parts;
    }
}
