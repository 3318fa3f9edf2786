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

/** Asks to stop charging (OCPI 2.3.0, StopSession object). */
public record StopSession(
        @NotNull @HttpUrl String responseUrl,
        @NotNull @Ci(min = 1, max = 36) CiString sessionId,
        @JsonAnySetter @JsonAnyGetter @StorableJson Map<String, JsonNode> extensions)
        implements CommandObject {

    public StopSession {
        extensions = Extensions.copyOf(extensions);
    }
}
