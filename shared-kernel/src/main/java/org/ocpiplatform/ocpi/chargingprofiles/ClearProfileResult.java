package org.ocpiplatform.ocpi.chargingprofiles;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import jakarta.validation.constraints.NotNull;
import java.util.Map;
import org.ocpiplatform.ocpi.json.Extensions;
import org.ocpiplatform.ocpi.validation.StorableJson;
import tools.jackson.databind.JsonNode;

/** What an EVSE did with the request to forget a profile (OCPI 2.3.0, ClearProfileResult object). */
public record ClearProfileResult(
        @NotNull ChargingProfileResultType result,
        @JsonAnySetter @JsonAnyGetter @StorableJson Map<String, JsonNode> extensions) {

    public ClearProfileResult {
        extensions = Extensions.copyOf(extensions);
    }
}
