package org.ocpiplatform.contract;

import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.ocpi.CiString;
import org.ocpiplatform.ocpi.PartyId;
import org.ocpiplatform.ocpi.Role;

/**
 * The platform behind a request, with the parties it speaks for.
 *
 * @param partnerId identifier of the partner
 * @param roles parties and their roles, as last exchanged
 * @param hubParty the party as which it is a hub, which tells of parties that are not its own; none if it is no hub
 */
public record Caller(
        String partnerId, List<PartyRole> roles, @Nullable PartyId hubParty) {

    /** A party in one of its roles. */
    public record PartyRole(Role role, CiString countryCode, CiString partyId) {

        /** The party without its role. */
        public PartyId party() {
            return new PartyId(countryCode, partyId);
        }
    }

    /** Whether the caller is a hub. */
    public boolean hub() {
        return hubParty != null;
    }

    /** Whether a message may name the party as its sender: one of the caller's own, or the hub that it is. */
    public boolean maySendFor(PartyId party) {
        return speaksFor(party) || party.equals(hubParty);
    }

    /** Whether the caller speaks for the party in that role. */
    public boolean speaksFor(PartyId party, Role role) {
        return roles.stream()
                .anyMatch(held -> held.role() == role && held.party().equals(party));
    }

    /** Whether the caller speaks for the party, in whatever role. */
    public boolean speaksFor(PartyId party) {
        return roles.stream().anyMatch(held -> held.party().equals(party));
    }

    /** The caller's parties in one role. */
    public Collection<PartyId> parties(Role role) {
        return roles.stream()
                .filter(held -> held.role() == role)
                .map(PartyRole::party)
                .distinct()
                .toList();
    }

    /** The caller's parties that may own a driver's token, which are all but its CPOs. */
    public Collection<PartyId> driverParties() {
        return roles.stream()
                .filter(held -> held.role() != Role.CPO)
                .map(PartyRole::party)
                .distinct()
                .toList();
    }
}
