package org.ocpiplatform.contract.sessions;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import org.ocpiplatform.contract.ReplicaId;
import org.ocpiplatform.ocpi.CiString;
import org.ocpiplatform.ocpi.PartyId;
import org.ocpiplatform.ocpi.Side;

/** Identity of a Session on one side of this platform. */
public record SessionId(Side side, PartyId owner, CiString id) implements ReplicaId {

    private static final String MODULE = "sessions";

    /** Reads what {@link #toString()} wrote. */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static SessionId parse(String text) {
        String[] parts = ReplicaId.parts(text, MODULE);
        return new SessionId(Side.of(parts[0]), PartyId.parse(parts[2] + ":" + parts[3]), CiString.of(parts[4]));
    }

    @Override
    @JsonValue
    public String toString() {
        return ReplicaId.text(side, MODULE, owner, id);
    }
}
