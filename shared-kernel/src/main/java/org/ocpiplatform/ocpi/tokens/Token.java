package org.ocpiplatform.ocpi.tokens;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonIgnore;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.ocpi.CiString;
import org.ocpiplatform.ocpi.PartyId;
import org.ocpiplatform.ocpi.json.Extensions;
import org.ocpiplatform.ocpi.types.ProfileType;
import org.ocpiplatform.ocpi.validation.Ci;
import org.ocpiplatform.ocpi.validation.StorableJson;
import org.ocpiplatform.ocpi.validation.Text;
import tools.jackson.databind.JsonNode;

/**
 * What a driver shows to charge (OCPI 2.3.0, Token object).
 *
 * @param uid identifies the token together with its type
 * @param issuer as printed on the card
 * @param groupId tokens of one group may stop each other's sessions
 * @param language ISO 639-1
 * @param energyContract the driver's own supplier, if the charge point should take its energy from there
 */
public record Token(
        @NotNull @Ci(min = 2, max = 2) CiString countryCode,
        @NotNull @Ci(min = 1, max = 3) CiString partyId,
        @NotNull @Ci(min = 1, max = 36) CiString uid,
        @NotNull @Valid TokenType type,
        @NotNull @Ci(max = 36) CiString contractId,
        @Nullable @Text(max = 64) String visualNumber,
        @NotNull @Text(max = 64) String issuer,
        @Nullable @Ci(max = 36) CiString groupId,
        @NotNull Boolean valid,
        @NotNull WhitelistType whitelist,
        @Nullable @Text(min = 2, max = 2) String language,
        @Nullable ProfileType defaultProfileType,
        @Nullable @Valid EnergyContract energyContract,
        @NotNull Instant lastUpdated,
        @JsonAnySetter @JsonAnyGetter @StorableJson Map<String, JsonNode> extensions) {

    public Token {
        extensions = Extensions.copyOf(extensions);
    }

    /** The eMSP that owns the token. */
    @JsonIgnore
    public PartyId owner() {
        return new PartyId(countryCode, partyId);
    }
}
