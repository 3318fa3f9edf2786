package org.ocpiplatform.ocpi.types;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import jakarta.validation.constraints.NotNull;
import java.util.Map;
import org.ocpiplatform.ocpi.json.Extensions;
import org.ocpiplatform.ocpi.validation.StorableJson;
import org.ocpiplatform.ocpi.validation.Text;
import tools.jackson.databind.JsonNode;

/**
 * A text for drivers (OCPI 2.3.0, DisplayText class).
 *
 * @param language ISO 639-1
 * @param text up to 512 characters, no markup
 */
public record DisplayText(
        @NotNull @Text(min = 1, max = 2) String language,
        @NotNull @Text(max = 512) String text,
        @JsonAnySetter @JsonAnyGetter @StorableJson Map<String, JsonNode> extensions) {

    private static final int MAX_TEXT = 512;

    public DisplayText {
        extensions = Extensions.copyOf(extensions);
    }

    /** A text in English, cut off where it would be too long. */
    public static DisplayText english(String text) {
        return new DisplayText("en", text.length() > MAX_TEXT ? text.substring(0, MAX_TEXT) : text, Map.of());
    }
}
