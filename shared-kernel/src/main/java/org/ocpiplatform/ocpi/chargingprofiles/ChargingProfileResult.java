package org.ocpiplatform.ocpi.chargingprofiles;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import jakarta.validation.constraints.NotNull;
import java.util.Map;
import org.ocpiplatform.ocpi.json.Extensions;
import org.ocpiplatform.ocpi.validation.StorableJson;
import tools.jackson.databind.JsonNode;

/** What an EVSE did with a profile that was set (OCPI 2.3.0, ChargingProfileResult object). */
public record ChargingProfileResult(
        @NotNull ChargingProfileResultType result,
        @JsonAnySetter @JsonAnyGetter @StorableJson Map<String, JsonNode> extensions) {

    public ChargingProfileResult {
        extensions = Extensions.copyOf(extensions);
    }
}
