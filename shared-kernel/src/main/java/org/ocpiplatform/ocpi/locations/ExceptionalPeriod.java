package org.ocpiplatform.ocpi.locations;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.util.Map;
import org.ocpiplatform.ocpi.json.Extensions;
import org.ocpiplatform.ocpi.validation.StorableJson;
import tools.jackson.databind.JsonNode;

/** An opening or closing beside the regular hours (OCPI 2.3.0, ExceptionalPeriod class). */
public record ExceptionalPeriod(
        @NotNull Instant periodBegin,
        @NotNull Instant periodEnd,
        @JsonAnySetter @JsonAnyGetter @StorableJson Map<String, JsonNode> extensions) {

    public ExceptionalPeriod {
        extensions = Extensions.copyOf(extensions);
    }
}
