package org.ocpiplatform.ocpi.chargingprofiles;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.util.Map;
import org.ocpiplatform.ocpi.json.Extensions;
import org.ocpiplatform.ocpi.validation.HttpUrl;
import org.ocpiplatform.ocpi.validation.StorableJson;
import tools.jackson.databind.JsonNode;

/**
 * Asks to charge a session by a profile (OCPI 2.3.0, SetChargingProfile object).
 *
 * @param responseUrl where the {@link ChargingProfileResult} is to be posted
 */
public record SetChargingProfile(
        @NotNull @Valid ChargingProfile chargingProfile,
        @NotNull @HttpUrl String responseUrl,
        @JsonAnySetter @JsonAnyGetter @StorableJson Map<String, JsonNode> extensions) {

    public SetChargingProfile {
        extensions = Extensions.copyOf(extensions);
    }
}
