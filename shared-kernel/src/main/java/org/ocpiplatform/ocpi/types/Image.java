package org.ocpiplatform.ocpi.types;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PositiveOrZero;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.ocpi.CiString;
import org.ocpiplatform.ocpi.json.Extensions;
import org.ocpiplatform.ocpi.validation.AbsoluteUrl;
import org.ocpiplatform.ocpi.validation.Ci;
import org.ocpiplatform.ocpi.validation.StorableJson;
import tools.jackson.databind.JsonNode;

/**
 * Where an image is to be had (OCPI 2.3.0, Image class).
 *
 * @param type gif, jpeg, png or svg
 * @param width in pixels
 * @param height in pixels
 */
public record Image(
        @NotNull @AbsoluteUrl String url,
        @Nullable @AbsoluteUrl String thumbnail,
        @NotNull @Valid ImageCategory category,
        @NotNull @Ci(max = 4) CiString type,
        @Nullable @PositiveOrZero @Max(99999) Integer width,
        @Nullable @PositiveOrZero @Max(99999) Integer height,
        @JsonAnySetter @JsonAnyGetter @StorableJson Map<String, JsonNode> extensions) {

    public Image {
        extensions = Extensions.copyOf(extensions);
    }
}
