package org.ocpiplatform.api.admin;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
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
import org.ocpiplatform.ocpi.validation.AbsoluteUrl;
import org.ocpiplatform.ocpi.validation.Ci;
import org.ocpiplatform.ocpi.validation.Text;
import org.ocpiplatform.ocpi.validation.Validation;

/**
 * What an administrator says about a new partner.
 *
 * @param mode how the partner comes to its token; absent means by invitation
 * @param url its versions URL, with {@code tokenB} if it is called without a handshake; an invited partner's counts
 *     only when it registers with it
 * @param tokenB what we present there
 */
record NewPartner(
        @NotNull @Text(min = 1, max = 100) String name,
        @NotEmpty List<@NotNull @Valid CredentialsRole> roles,
        @Nullable String mode,
        @Nullable @Ci(max = 5) CiString hubPartyId,
        @Nullable @AbsoluteUrl String url,

        @Nullable
        @Size(min = 1, max = 64)
        @Pattern(regexp = "[\\x21-\\x7E]*", message = "must be printable ASCII without spaces")
        String tokenB) {

    private static final String PROVISIONED = "PROVISIONED";
    private static final String INVITED = "INVITED";

    NewPartner {
        roles = Extensions.listOf(roles);
    }

    /** Whether the partner gets a token that works without a handshake. */
    boolean provisioned() {
        return PROVISIONED.equals(mode);
    }

    /**
     * The same partner, checked, and with its name as the business name of the roles that have none.
     *
     * @throws Rejection if it makes no sense
     */
    NewPartner checked() {
        if (mode != null && !mode.equals(INVITED) && !mode.equals(PROVISIONED)) {
            throw Rejection.invalid("mode must be " + INVITED + ", which an absent one means, or " + PROVISIONED);
        }
        if (!provisioned() && tokenB != null) {
            throw Rejection.invalid("token_b must be absent: an invited partner gives it by registering");
        }
        if (provisioned() && (url == null) != (tokenB == null)) {
            throw Rejection.invalid("url and token_b belong together: a partner without them is never called");
        }
        NewPartner named =
                new NewPartner(name, roles.stream().map(this::withName).toList(), mode, hubPartyId, url, tokenB);
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

    /** The token is left out: this ends up in logs. */
    @Override
    public String toString() {
        return "NewPartner[" + name + "]";
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
