package org.ocpiplatform.ocpi.types;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.NotNull;
import java.math.BigDecimal;
import java.util.Map;
import org.ocpiplatform.ocpi.json.Extensions;
import org.ocpiplatform.ocpi.validation.StorableJson;
import tools.jackson.databind.JsonNode;

/** One source's share of an energy mix (OCPI 2.3.0, EnergySource class). */
public record EnergySource(
        @NotNull EnergySourceCategory source,

        @NotNull
        @DecimalMin(value = "0", message = "must be 0 to 100")
        @DecimalMax(value = "100", message = "must be 0 to 100")
        BigDecimal percentage,

        @JsonAnySetter @JsonAnyGetter @StorableJson Map<String, JsonNode> extensions) {

    public EnergySource {
        extensions = Extensions.copyOf(extensions);
    }
}
