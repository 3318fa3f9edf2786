package org.ocpiplatform.ocpi.tokens;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.ocpi.CiString;
import org.ocpiplatform.ocpi.json.Extensions;
import org.ocpiplatform.ocpi.types.DisplayText;
import org.ocpiplatform.ocpi.validation.Ci;
import org.ocpiplatform.ocpi.validation.StorableJson;
import tools.jackson.databind.JsonNode;

/**
 * The answer to a real-time authorisation (OCPI 2.3.0, AuthorizationInfo object).
 *
 * @param location with the EVSEs that the driver may use; absent unless asked for and allowed
 * @param authorizationReference to be repeated in the Session and the CDR
 * @param info for the driver
 */
public record AuthorizationInfo(
        @NotNull AllowedType allowed,
        @NotNull @Valid Token token,
        @Nullable @Valid LocationReferences location,
        @Nullable @Ci(max = 36) CiString authorizationReference,
        @Nullable @Valid DisplayText info,
        @JsonAnySetter @JsonAnyGetter @StorableJson Map<String, JsonNode> extensions) {

    public AuthorizationInfo {
        extensions = Extensions.copyOf(extensions);
    }
}
