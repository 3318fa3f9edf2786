package org.ocpiplatform.ocpi.types;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.math.BigDecimal;
import java.util.Map;
import org.ocpiplatform.ocpi.json.Extensions;
import org.ocpiplatform.ocpi.validation.StorableJson;
import tools.jackson.databind.JsonNode;

/**
 * One harm done by producing the energy (OCPI 2.3.0, EnvironmentalImpact class).
 *
 * @param amount in grams per kilowatt-hour
 */
public record EnvironmentalImpact(
        @NotNull @Valid EnvironmentalImpactCategory category,
        @NotNull BigDecimal amount,
        @JsonAnySetter @JsonAnyGetter @StorableJson Map<String, JsonNode> extensions) {

    public EnvironmentalImpact {
        extensions = Extensions.copyOf(extensions);
    }
}
