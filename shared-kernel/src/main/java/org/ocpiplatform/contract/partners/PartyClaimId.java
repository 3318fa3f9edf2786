package org.ocpiplatform.contract.partners;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import org.ocpiplatform.ocpi.PartyId;
import org.ocpiplatform.ocpi.Role;

/** Identity of the claim on a party in one role, of which only one partner may hold it. */
public record PartyClaimId(Role role, PartyId party) {

    private static final String PREFIX = "party_claims";

    /** Reads what {@link #toString()} wrote. */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static PartyClaimId parse(String text) {
        String[] parts = text.split(":", 3);
        if (parts.length != 3 || !parts[0].equals(PREFIX)) {
            throw new IllegalArgumentException("not a party claim: " + text);
        }
        return new PartyClaimId(Role.valueOf(parts[1]), PartyId.parse(parts[2]));
    }

    @Override
    @JsonValue
    public String toString() {
        return PREFIX + ":" + role + ":" + party.key();
    }
}
