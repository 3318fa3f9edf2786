package org.ocpiplatform.api.admin;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.contract.Caller.PartyRole;
import org.ocpiplatform.contract.Rejection;
import org.ocpiplatform.ocpi.CiString;
import org.ocpiplatform.ocpi.credentials.CredentialsRole;
import org.ocpiplatform.ocpi.json.Extensions;
import org.ocpiplatform.ocpi.types.BusinessDetails;
import org.ocpiplatform.ocpi.validation.Ci;
import org.ocpiplatform.ocpi.validation.Text;
import org.ocpiplatform.ocpi.validation.Validation;

/**
 * What an administrator says about a new partner.
 *
 * @param mode how the partner comes to its token; absent means by invitation
 * @param url versions URL at which we would call the partner
 * @param tokenB what we would present there
 */
record NewPartner(
        @NotNull @Text(min = 1, max = 100) String name,
        @NotEmpty List<@NotNull @Valid CredentialsRole> roles,
        @Nullable String mode,
        @Nullable @Ci(max = 5) CiString hubPartyId,
        @Nullable String url,
        @Nullable String tokenB) {

    private static final String PROVISIONED = "PROVISIONED";

    NewPartner {
        roles = Extensions.listOf(roles);
    }

    /**
     * The same partner, checked, and with its name as the business name of the roles that have none.
     *
     * @throws Rejection if this version cannot do what is asked
     */
    NewPartner provisioned() {
        if (!PROVISIONED.equals(mode)) {
            throw Rejection.invalid("mode must be " + PROVISIONED
                    + ": registration by handshake (INVITED, which an absent mode means) is not part of this version");
        }
        if (url != null || tokenB != null) {
            throw Rejection.invalid(
                    "url and token_b must be absent: this version does not call partners, so it would not use them");
        }
        NewPartner named =
                new NewPartner(name, roles.stream().map(this::withName).toList(), mode, hubPartyId, null, null);
        Validation.valid(named);
        Set<PartyRole> seen = new HashSet<>();
        for (CredentialsRole role : named.roles()) {
            if ((role.countryCode().toString() + role.partyId()).indexOf(':') >= 0) {
                throw Rejection.invalid("roles must not have a colon in country_code or party_id");
            }
            if (!seen.add(new PartyRole(role.role(), role.countryCode(), role.partyId()))) {
                throw Rejection.invalid("roles name " + role.party() + " as " + role.role() + " twice");
            }
        }
        return named;
    }

    /** OCPI wants business details in every role, administrators want to type little. */
    private CredentialsRole withName(CredentialsRole role) {
        BusinessDetails details = role == null ? null : role.businessDetails();
        if (role == null || (details != null && details.name() != null)) {
            return role;
        }
        return new CredentialsRole(
                role.role(),
                details == null
                        ? new BusinessDetails(name, null, null, Map.of())
                        : new BusinessDetails(name, details.website(), details.logo(), details.extensions()),
                role.partyId(),
                role.countryCode(),
                role.extensions());
    }
}
