package org.ocpiplatform.ocpi.locations;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.ocpi.CiString;
import org.ocpiplatform.ocpi.json.Extensions;
import org.ocpiplatform.ocpi.validation.AbsoluteUrl;
import org.ocpiplatform.ocpi.validation.Ci;
import org.ocpiplatform.ocpi.validation.StorableJson;
import tools.jackson.databind.JsonNode;

/**
 * A socket or cable of an EVSE (OCPI 2.3.0, Connector object).
 *
 * @param id unique within the EVSE
 * @param maxVoltage in volts; of one phase where there are three
 * @param maxAmperage in amperes
 * @param maxElectricPower in watts; given where it is less than voltage and amperage make
 * @param tariffIds of the tariffs that are valid now
 * @param extensions fields that OCPI does not define, given back as they came
 */
public record Connector(
        @NotNull @Ci(min = 1, max = 36) CiString id,
        @NotNull @Valid ConnectorType standard,
        @NotNull ConnectorFormat format,
        @NotNull PowerType powerType,
        @NotNull Integer maxVoltage,
        @NotNull Integer maxAmperage,
        @Nullable Integer maxElectricPower,
        List<@NotNull @Ci(min = 1, max = 36) CiString> tariffIds,
        @Nullable @AbsoluteUrl String termsAndConditions,
        List<@NotNull @Valid ConnectorCapability> capabilities,
        @NotNull Instant lastUpdated,
        @JsonAnySetter @JsonAnyGetter @StorableJson Map<String, JsonNode> extensions) {

    public Connector {
        tariffIds = Extensions.listOf(tariffIds);
        capabilities = Extensions.listOf(capabilities);
        extensions = Extensions.copyOf(extensions);
    }
}
