package org.ocpiplatform.ocpi.cdrs;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import jakarta.validation.constraints.NotNull;
import java.math.BigDecimal;
import java.util.Map;
import org.ocpiplatform.ocpi.json.Extensions;
import org.ocpiplatform.ocpi.validation.StorableJson;
import tools.jackson.databind.JsonNode;

/**
 * A volume in a charging period (OCPI 2.3.0, CdrDimension class).
 *
 * @param volume in the unit of the type
 */
public record CdrDimension(
        @NotNull CdrDimensionType type,
        @NotNull BigDecimal volume,
        @JsonAnySetter @JsonAnyGetter @StorableJson Map<String, JsonNode> extensions) {

    public CdrDimension {
        extensions = Extensions.copyOf(extensions);
    }
}
