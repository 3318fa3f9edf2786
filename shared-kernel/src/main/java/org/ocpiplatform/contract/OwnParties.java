package org.ocpiplatform.contract;

import java.util.List;
import org.ocpiplatform.ocpi.PartyId;
import org.ocpiplatform.ocpi.Role;
import org.ocpiplatform.ocpi.credentials.CredentialsRole;

/** The parties this platform itself acts for (setting {@code ocpi.parties}). */
public record OwnParties(List<CredentialsRole> roles) {

    /** Whether the party is one of them, in whatever role. */
    public boolean include(PartyId party) {
        return roles.stream().anyMatch(role -> role.party().equals(party));
    }

    /** Those that are in one role. */
    public List<PartyId> parties(Role role) {
        return roles.stream()
                .filter(held -> held.role() == role)
                .map(CredentialsRole::party)
                .distinct()
                .toList();
    }
}
