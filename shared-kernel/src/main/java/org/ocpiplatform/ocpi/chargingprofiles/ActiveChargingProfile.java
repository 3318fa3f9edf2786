package org.ocpiplatform.ocpi.chargingprofiles;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.util.Map;
import org.ocpiplatform.ocpi.json.Extensions;
import org.ocpiplatform.ocpi.validation.StorableJson;
import tools.jackson.databind.JsonNode;

/**
 * What an EVSE is going to do, with all that limits it taken into account (OCPI 2.3.0, ActiveChargingProfile class).
 *
 * @param startDateTime when it was calculated; the times in the profile are relative to this
 */
public record ActiveChargingProfile(
        @NotNull Instant startDateTime,
        @NotNull @Valid ChargingProfile chargingProfile,
        @JsonAnySetter @JsonAnyGetter @StorableJson Map<String, JsonNode> extensions) {

    public ActiveChargingProfile {
        extensions = Extensions.copyOf(extensions);
    }
}
