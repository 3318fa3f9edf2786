package org.ocpiplatform.ocpi.locations;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import jakarta.validation.constraints.NotNull;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.ocpi.CiString;
import org.ocpiplatform.ocpi.json.Extensions;
import org.ocpiplatform.ocpi.validation.Ci;
import org.ocpiplatform.ocpi.validation.StorableJson;
import tools.jackson.databind.JsonNode;

/**
 * A parking place from which an EVSE can be used (OCPI 2.3.0, EVSEParking class).
 *
 * @param parkingId of a parking place of the same location
 */
public record EvseParking(
        @NotNull @Ci(min = 1, max = 36) CiString parkingId,
        @Nullable EvsePosition evsePosition,
        @JsonAnySetter @JsonAnyGetter @StorableJson Map<String, JsonNode> extensions) {

    public EvseParking {
        extensions = Extensions.copyOf(extensions);
    }
}
