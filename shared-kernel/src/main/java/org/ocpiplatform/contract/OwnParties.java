package org.ocpiplatform.contract;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.ocpi.PartyId;
import org.ocpiplatform.ocpi.Role;
import org.ocpiplatform.ocpi.credentials.CredentialsRole;

/**
 * The parties this platform itself acts for (setting {@code ocpi.parties}).
 *
 * @param hub the party as which this platform is a hub (setting {@code ocpi.hub-party-id}); none if it is no hub
 */
public record OwnParties(
        List<CredentialsRole> roles, @Nullable PartyId hub) {

    /** Those of a platform that is no hub. */
    public OwnParties(List<CredentialsRole> roles) {
        this(roles, null);
    }

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
