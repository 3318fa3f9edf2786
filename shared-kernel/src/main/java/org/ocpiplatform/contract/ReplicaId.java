package org.ocpiplatform.contract;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import org.ocpiplatform.ocpi.CiString;
import org.ocpiplatform.ocpi.PartyId;
import org.ocpiplatform.ocpi.Side;

/**
 * Identity of an OCPI object as one side of this platform holds it. Its text is the aggregate's identifier:
 * {@code side:kind:COUNTRY:PARTY:ID}, the OCPI parts upper-cased; an id may itself hold colons, being the last part.
 *
 * @param owner the party that owns the data
 * @param id the object's own id within its owner
 */
public record ReplicaId(Side side, ObjectKind kind, PartyId owner, CiString id) {

    private static final int PARTS = 5;

    /** No object is held on the side of a hub. */
    public ReplicaId {
        if (side == Side.HUB) {
            throw new IllegalArgumentException("no object is held on the side " + side.segment());
        }
    }

    /**
     * Reads what {@link #toString()} wrote.
     *
     * @throws IllegalArgumentException if it is no identifier of an OCPI object
     */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static ReplicaId parse(String text) {
        String[] parts = text.split(":", PARTS);
        if (parts.length != PARTS) {
            throw new IllegalArgumentException("not an identifier of an OCPI object: " + text);
        }
        return new ReplicaId(
                Side.of(parts[0]),
                ObjectKind.of(parts[1]),
                PartyId.parse(parts[2] + ":" + parts[3]),
                CiString.of(parts[4]));
    }

    @Override
    @JsonValue
    public String toString() {
        return side.segment() + ":" + kind.segment() + ":" + owner.key() + ":" + id.key();
    }
}
