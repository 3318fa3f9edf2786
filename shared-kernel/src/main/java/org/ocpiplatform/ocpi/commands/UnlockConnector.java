package org.ocpiplatform.ocpi.commands;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import jakarta.validation.constraints.NotNull;
import java.util.Map;
import org.ocpiplatform.ocpi.CiString;
import org.ocpiplatform.ocpi.json.Extensions;
import org.ocpiplatform.ocpi.validation.Ci;
import org.ocpiplatform.ocpi.validation.HttpUrl;
import org.ocpiplatform.ocpi.validation.StorableJson;
import tools.jackson.databind.JsonNode;

/** Asks to release a cable that is stuck (OCPI 2.3.0, UnlockConnector object). */
public record UnlockConnector(
        @NotNull @HttpUrl String responseUrl,
        @NotNull @Ci(min = 1, max = 36) CiString locationId,
        @NotNull @Ci(min = 1, max = 36) CiString evseUid,
        @NotNull @Ci(min = 1, max = 36) CiString connectorId,
        @JsonAnySetter @JsonAnyGetter @StorableJson Map<String, JsonNode> extensions)
        implements CommandObject {

    public UnlockConnector {
        extensions = Extensions.copyOf(extensions);
    }
}
