package org.ocpiplatform.ocpi.commands;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.ocpi.CiString;
import org.ocpiplatform.ocpi.json.Extensions;
import org.ocpiplatform.ocpi.tokens.Token;
import org.ocpiplatform.ocpi.validation.Ci;
import org.ocpiplatform.ocpi.validation.HttpUrl;
import org.ocpiplatform.ocpi.validation.Problems;
import org.ocpiplatform.ocpi.validation.SelfChecked;
import org.ocpiplatform.ocpi.validation.StorableJson;
import tools.jackson.databind.JsonNode;

/**
 * Asks to start charging (OCPI 2.3.0, StartSession object).
 *
 * @param token whole, and authorized by the eMSP already
 * @param evseUid absent where any EVSE of the location will do; present if the connector is
 * @param connectorId needed where the EVSE has the capability START_SESSION_CONNECTOR_REQUIRED
 * @param authorizationReference comes back in the session and the CDR
 */
public record StartSession(
        @NotNull @HttpUrl String responseUrl,
        @NotNull @Valid Token token,
        @NotNull @Ci(min = 1, max = 36) CiString locationId,
        @Nullable @Ci(min = 1, max = 36) CiString evseUid,
        @Nullable @Ci(min = 1, max = 36) CiString connectorId,
        @Nullable @Ci(max = 36) CiString authorizationReference,
        @JsonAnySetter @JsonAnyGetter @StorableJson Map<String, JsonNode> extensions)
        implements CommandObject, SelfChecked {

    public StartSession {
        extensions = Extensions.copyOf(extensions);
    }

    @Override
    public void check(Problems problems) {
        if (connectorId != null && evseUid == null) {
            problems.at("evseUid", "must be present if connector_id is");
        }
    }
}
