package org.ocpiplatform.api.admin;

import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.contract.Rejection;
import org.ocpiplatform.ocpi.CiString;
import org.ocpiplatform.ocpi.PartyId;
import org.ocpiplatform.ocpi.validation.Ci;
import org.ocpiplatform.ocpi.validation.Invalid;
import org.ocpiplatform.ocpi.validation.Validation;

/** A party as an administrator names it. */
record NamedParty(
        @NotNull @Ci(min = 2, max = 2) CiString countryCode,
        @NotNull @Ci(min = 1, max = 3) CiString partyId) {

    /**
     * The party that two parameters of a query name; none if both are absent.
     *
     * @param prefix of the parameters' names
     * @throws Rejection if one of them is absent
     * @throws Invalid if they cannot be a party's
     */
    static @Nullable NamedParty of(String prefix, @Nullable String countryCode, @Nullable String partyId) {
        if (countryCode == null && partyId == null) {
            return null;
        }
        if (countryCode == null || partyId == null) {
            throw Rejection.invalid(prefix + "_country_code and " + prefix + "_party_id belong together");
        }
        return Validation.valid(new NamedParty(CiString.of(countryCode), CiString.of(partyId)));
    }

    PartyId party() {
        return new PartyId(countryCode, partyId);
    }
}
