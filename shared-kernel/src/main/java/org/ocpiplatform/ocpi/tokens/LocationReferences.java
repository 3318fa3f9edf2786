package org.ocpiplatform.ocpi.tokens;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import jakarta.validation.constraints.NotNull;
import java.util.List;
import java.util.Map;
import org.ocpiplatform.ocpi.CiString;
import org.ocpiplatform.ocpi.json.Extensions;
import org.ocpiplatform.ocpi.validation.Ci;
import org.ocpiplatform.ocpi.validation.StorableJson;
import tools.jackson.databind.JsonNode;

/**
 * Where a driver wants to charge (OCPI 2.3.0, LocationReferences class).
 *
 * @param evseUids none where the whole location is meant
 */
public record LocationReferences(
        @NotNull @Ci(min = 1, max = 36) CiString locationId,
        List<@NotNull @Ci(min = 1, max = 36) CiString> evseUids,
        @JsonAnySetter @JsonAnyGetter @StorableJson Map<String, JsonNode> extensions) {

    public LocationReferences {
        evseUids = Extensions.listOf(evseUids);
        extensions = Extensions.copyOf(extensions);
    }
}
