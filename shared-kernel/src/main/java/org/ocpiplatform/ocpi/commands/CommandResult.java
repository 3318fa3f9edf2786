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
 * What became of a command at the charge point (OCPI 2.3.0, CommandResult object).
 *
 * @param message for people, in several languages
 */
public record CommandResult(
        @NotNull CommandResultType result,
        List<@NotNull @Valid DisplayText> message,
        @JsonAnySetter @JsonAnyGetter @StorableJson Map<String, JsonNode> extensions) {

    public CommandResult {
        message = Extensions.listOf(message);
        extensions = Extensions.copyOf(extensions);
    }
}
