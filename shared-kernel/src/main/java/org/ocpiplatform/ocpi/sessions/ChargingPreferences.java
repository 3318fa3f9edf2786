package org.ocpiplatform.ocpi.sessions;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import jakarta.validation.constraints.NotNull;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.ocpi.json.Extensions;
import org.ocpiplatform.ocpi.types.ProfileType;
import org.ocpiplatform.ocpi.validation.StorableJson;
import tools.jackson.databind.JsonNode;

/**
 * What a driver asks of smart charging (OCPI 2.3.0, ChargingPreferences class).
 *
 * @param energyNeed kilowatt-hours wanted by the departure
 * @param dischargeAllowed absent is false
 */
public record ChargingPreferences(
        @NotNull ProfileType profileType,
        @Nullable Instant departureTime,
        @Nullable BigDecimal energyNeed,
        @Nullable Boolean dischargeAllowed,
        @JsonAnySetter @JsonAnyGetter @StorableJson Map<String, JsonNode> extensions) {

    public ChargingPreferences {
        extensions = Extensions.copyOf(extensions);
    }
}
