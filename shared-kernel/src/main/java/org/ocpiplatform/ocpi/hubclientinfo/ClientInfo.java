package org.ocpiplatform.ocpi.hubclientinfo;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonIgnore;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.util.Map;
import org.ocpiplatform.ocpi.CiString;
import org.ocpiplatform.ocpi.PartyId;
import org.ocpiplatform.ocpi.Role;
import org.ocpiplatform.ocpi.json.Extensions;
import org.ocpiplatform.ocpi.validation.Ci;
import org.ocpiplatform.ocpi.validation.StorableJson;
import tools.jackson.databind.JsonNode;

/**
 * A party behind a hub, in one of its roles (OCPI 2.3.0, ClientInfo object).
 *
 * @param extensions fields that OCPI does not define, given back as they came
 */
public record ClientInfo(
        @NotNull @Ci(min = 1, max = 3) CiString partyId,
        @NotNull @Ci(min = 2, max = 2) CiString countryCode,
        @NotNull Role role,
        @NotNull ConnectionStatus status,
        @NotNull Instant lastUpdated,
        @JsonAnySetter @JsonAnyGetter @StorableJson Map<String, JsonNode> extensions) {

    public ClientInfo {
        extensions = Extensions.copyOf(extensions);
    }

    /** The party that is described. */
    @JsonIgnore
    public PartyId party() {
        return new PartyId(countryCode, partyId);
    }
}
