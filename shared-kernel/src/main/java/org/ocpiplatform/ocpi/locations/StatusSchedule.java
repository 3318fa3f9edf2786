package org.ocpiplatform.ocpi.locations;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.ocpi.json.Extensions;
import org.ocpiplatform.ocpi.validation.StorableJson;
import tools.jackson.databind.JsonNode;

/** A status that an EVSE is going to have (OCPI 2.3.0, StatusSchedule class). */
public record StatusSchedule(
        @NotNull Instant periodBegin,
        @Nullable Instant periodEnd,
        @NotNull EvseStatus status,
        @JsonAnySetter @JsonAnyGetter @StorableJson Map<String, JsonNode> extensions) {

    public StatusSchedule {
        extensions = Extensions.copyOf(extensions);
    }
}
