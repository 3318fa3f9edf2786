package org.ocpiplatform.ocpi.types;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.ocpi.json.Extensions;
import org.ocpiplatform.ocpi.validation.StorableJson;
import org.ocpiplatform.ocpi.validation.Text;
import tools.jackson.databind.JsonNode;

/**
 * The energy that a location or tariff supplies (OCPI 2.3.0, EnergyMix class).
 *
 * @param energySources all sources, or none where they are not known
 */
public record EnergyMix(
        @NotNull Boolean isGreenEnergy,
        List<@NotNull @Valid EnergySource> energySources,
        List<@NotNull @Valid EnvironmentalImpact> environImpact,
        @Nullable @Text(max = 64) String supplierName,
        @Nullable @Text(max = 64) String energyProductName,
        @JsonAnySetter @JsonAnyGetter @StorableJson Map<String, JsonNode> extensions) {

    public EnergyMix {
        energySources = Extensions.listOf(energySources);
        environImpact = Extensions.listOf(environImpact);
        extensions = Extensions.copyOf(extensions);
    }
}
