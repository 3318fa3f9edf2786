package org.ocpiplatform.contract.partners;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.ocpi.CiString;
import org.ocpiplatform.ocpi.credentials.Credentials;
import org.ocpiplatform.ocpi.credentials.CredentialsRole;

/**
 * What this platform tells a partner of itself (OCPI 2.3.0, Credentials object without its token).
 *
 * @param versionsUrl where the partner finds our versions
 * @param hubPartyId country code and party id of our hub; none if we are no hub
 * @param roles all parties that are reached through us, but for the partner's own
 */
public record OwnCredentials(String versionsUrl, @Nullable CiString hubPartyId, List<CredentialsRole> roles) {

    public OwnCredentials {
        roles = List.copyOf(roles);
    }

    /** The Credentials object with the token that the partner presents to us. */
    public Credentials with(String token) {
        return new Credentials(token, versionsUrl, hubPartyId, roles, Map.of());
    }
}
