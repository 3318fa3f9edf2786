package org.ocpiplatform.ocpi.cdrs;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.ocpi.CiString;
import org.ocpiplatform.ocpi.json.Extensions;
import org.ocpiplatform.ocpi.validation.Ci;
import org.ocpiplatform.ocpi.validation.StorableJson;
import tools.jackson.databind.JsonNode;

/**
 * A part of a session in which one set of tariff components applies; it ends where the next starts (OCPI 2.3.0,
 * ChargingPeriod class).
 *
 * @param tariffId absent where no tariff applies
 */
public record ChargingPeriod(
        @NotNull Instant startDateTime,
        @NotEmpty List<@NotNull @Valid CdrDimension> dimensions,
        @Nullable @Ci(max = 36) CiString tariffId,
        @JsonAnySetter @JsonAnyGetter @StorableJson Map<String, JsonNode> extensions) {

    public ChargingPeriod {
        dimensions = Extensions.listOf(dimensions);
        extensions = Extensions.copyOf(extensions);
    }
}
