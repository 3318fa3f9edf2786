package org.ocpiplatform.ocpi.commands;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import jakarta.validation.constraints.NotNull;
import java.util.Map;
import org.ocpiplatform.ocpi.CiString;
import org.ocpiplatform.ocpi.json.Extensions;
import org.ocpiplatform.ocpi.validation.Ci;
import org.ocpiplatform.ocpi.validation.HttpUrl;
import org.ocpiplatform.ocpi.validation.StorableJson;
import tools.jackson.databind.JsonNode;

/**
 * Asks to give up a reservation (OCPI 2.3.0, CancelReservation object).
 *
 * @param reservationId as the eMSP gave it when it reserved
 */
public record CancelReservation(
        @NotNull @HttpUrl String responseUrl,
        @NotNull @Ci(min = 1, max = 36) CiString reservationId,
        @JsonAnySetter @JsonAnyGetter @StorableJson Map<String, JsonNode> extensions)
        implements CommandObject {

    public CancelReservation {
        extensions = Extensions.copyOf(extensions);
    }
}
