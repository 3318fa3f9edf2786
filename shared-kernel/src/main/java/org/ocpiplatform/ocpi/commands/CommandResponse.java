package org.ocpiplatform.ocpi.commands;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.util.List;
import java.util.Map;
import org.ocpiplatform.ocpi.json.Extensions;
import org.ocpiplatform.ocpi.types.DisplayText;
import org.ocpiplatform.ocpi.validation.StorableJson;
import tools.jackson.databind.JsonNode;

/**
 * What a CPO answers at once to a request for a command (OCPI 2.3.0, CommandResponse object).
 *
 * @param timeout seconds within which the result comes; after that none is to be expected
 * @param message for people, in several languages
 */
public record CommandResponse(
        @NotNull CommandResponseType result,
        @NotNull Integer timeout,
        List<@NotNull @Valid DisplayText> message,
        @JsonAnySetter @JsonAnyGetter @StorableJson Map<String, JsonNode> extensions) {

    public CommandResponse {
        message = Extensions.listOf(message);
        extensions = Extensions.copyOf(extensions);
    }
}
