package org.ocpiplatform.api.admin;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.contract.privacy.Person;
import org.ocpiplatform.ocpi.CiString;
import org.ocpiplatform.ocpi.PartyId;
import org.ocpiplatform.ocpi.tokens.TokenType;
import org.ocpiplatform.ocpi.validation.Ci;

/**
 * The driver's token of whose driver nothing is to be kept.
 *
 * @param countryCode of the party that issued it
 * @param partyId of the party that issued it
 * @param type absent means RFID
 */
record NewErasure(
        @NotNull @Ci(min = 2, max = 2) CiString countryCode,
        @NotNull @Ci(min = 1, max = 3) CiString partyId,
        @NotNull @Ci(min = 1, max = 36) CiString uid,
        @Nullable @Valid TokenType type) {

    Person person() {
        return Person.of(party(), uid, type == null ? TokenType.RFID : type);
    }

    PartyId party() {
        return PartyId.of(countryCode.key(), partyId.key());
    }
}
