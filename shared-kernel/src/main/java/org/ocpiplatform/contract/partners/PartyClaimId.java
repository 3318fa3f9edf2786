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
        String[] parts = text.split(":", 4);
        if (parts.length != 4 || !parts[0].equals(PREFIX)) {
            throw new IllegalArgumentException("not a party claim: " + text);
        }
        return new PartyClaimId(Role.valueOf(parts[1]), PartyId.of(parts[2], parts[3]));
    }

    @Override
    @JsonValue
    public String toString() {
        return PREFIX + ":" + role + ":" + party.key();
    }
}
