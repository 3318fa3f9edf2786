package org.ocpiplatform.ocpi.chargingprofiles;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import jakarta.validation.constraints.NotNull;
import java.util.Map;
import org.ocpiplatform.ocpi.json.Extensions;
import org.ocpiplatform.ocpi.validation.StorableJson;
import tools.jackson.databind.JsonNode;

/**
 * What a CPO answers at once to a request about charging profiles (OCPI 2.3.0, ChargingProfileResponse object).
 *
 * @param timeout seconds within which the result comes; after that none is to be expected
 */
public record ChargingProfileResponse(
        @NotNull ChargingProfileResponseType result,
        @NotNull Integer timeout,
        @JsonAnySetter @JsonAnyGetter @StorableJson Map<String, JsonNode> extensions) {

    public ChargingProfileResponse {
        extensions = Extensions.copyOf(extensions);
    }
}
