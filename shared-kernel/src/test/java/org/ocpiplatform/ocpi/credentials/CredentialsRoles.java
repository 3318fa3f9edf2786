package org.ocpiplatform.ocpi.credentials;

import java.util.Map;
import org.ocpiplatform.ocpi.CiString;
import org.ocpiplatform.ocpi.Role;
import org.ocpiplatform.ocpi.types.BusinessDetails;

/** Samples of the roles that platforms exchange. */
public final class CredentialsRoles {

    private CredentialsRoles() {}

    /** A party in a role, with a name and nothing else. */
    public static CredentialsRole aRole(Role role, String countryCode, String partyId) {
        return new CredentialsRole(
                role,
                new BusinessDetails("Laadnetwerk " + partyId, null, null, Map.of()),
                CiString.of(partyId),
                CiString.of(countryCode),
                Map.of());
    }
}
