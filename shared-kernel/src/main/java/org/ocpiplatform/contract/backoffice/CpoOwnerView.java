package org.ocpiplatform.contract.backoffice;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.ocpi.PartyId;
import org.ocpiplatform.ocpi.Role;
import org.ocpiplatform.ocpi.credentials.CredentialsRole;
import org.ocpiplatform.ocpi.json.Extensions;
import org.ocpiplatform.ocpi.types.BusinessDetails;
import org.ocpiplatform.ocpi.types.Image;

/** A company with a CPO on this platform, as it stands now. */
public record CpoOwnerView(
        CpoOwnerId id,
        PartyId party,
        String name,
        Contact contact,
        boolean ocppReady,
        @Nullable Image logo,
        @Nullable String expectedLogo,
        List<User> users) {

    public CpoOwnerView {
        users = Extensions.listOf(users);
    }

    /** Somebody who can log in for it. */
    public record User(UserId id, String username, String passwordHash) {

        @Override
        public String toString() {
            return "User[" + id + "]";
        }
    }

    /** The same company with another logo. */
    public CpoOwnerView withLogo(Image other) {
        return new CpoOwnerView(id, party, name, contact, ocppReady, other, expectedLogo, users);
    }

    /** The same company with other users. */
    public CpoOwnerView withUsers(List<User> others) {
        return new CpoOwnerView(id, party, name, contact, ocppReady, logo, expectedLogo, others);
    }

    /** The CPO as partners are told of it. */
    public CredentialsRole asCredentialsRole() {
        return new CredentialsRole(
                Role.CPO,
                new BusinessDetails(name, null, logo, Map.of()),
                party.partyId(),
                party.countryCode(),
                Map.of());
    }
}
