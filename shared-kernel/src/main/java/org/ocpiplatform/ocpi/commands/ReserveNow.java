package org.ocpiplatform.ocpi.commands;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.ocpi.CiString;
import org.ocpiplatform.ocpi.json.Extensions;
import org.ocpiplatform.ocpi.tokens.Token;
import org.ocpiplatform.ocpi.validation.Ci;
import org.ocpiplatform.ocpi.validation.HttpUrl;
import org.ocpiplatform.ocpi.validation.StorableJson;
import tools.jackson.databind.JsonNode;

/**
 * Asks to keep an EVSE for a driver from now on (OCPI 2.3.0, ReserveNow object).
 *
 * @param token whole, and authorized by the eMSP already
 * @param expiryDate when the reservation ends
 * @param reservationId of the eMSP's choice; the same id at the same location replaces the reservation
 * @param evseUid absent where any EVSE of the location will do
 * @param authorizationReference comes back in the session and the CDR
 */
public record ReserveNow(
        @NotNull @HttpUrl String responseUrl,
        @NotNull @Valid Token token,
        @NotNull Instant expiryDate,
        @NotNull @Ci(min = 1, max = 36) CiString reservationId,
        @NotNull @Ci(min = 1, max = 36) CiString locationId,
        @Nullable @Ci(min = 1, max = 36) CiString evseUid,
        @Nullable @Ci(max = 36) CiString authorizationReference,
        @JsonAnySetter @JsonAnyGetter @StorableJson Map<String, JsonNode> extensions)
        implements CommandObject {

    public ReserveNow {
        extensions = Extensions.copyOf(extensions);
    }
}
