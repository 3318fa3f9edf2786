package org.ocpiplatform.contract.partners;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.contract.Caller;
import org.ocpiplatform.ocpi.CiString;
import org.ocpiplatform.ocpi.credentials.CredentialsRole;

/**
 * A partner as administrators see it; never with a token.
 *
 * @param tokenIssuedAt when the token that it presents was issued
 */
public record PartnerView(
        PartnerId id,
        String name,
        PartnerState state,
        List<CredentialsRole> roles,
        @Nullable CiString hubPartyId,
        Instant tokenIssuedAt) {

    /** The partner as the sender of a request. */
    public Caller asCaller() {
        return new Caller(
                id.value(),
                roles.stream()
                        .map(role -> new Caller.PartyRole(role.role(), role.countryCode(), role.partyId()))
                        .toList(),
                hubPartyId != null);
    }
}
