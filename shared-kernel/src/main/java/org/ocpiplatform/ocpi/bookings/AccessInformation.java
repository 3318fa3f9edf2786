package org.ocpiplatform.ocpi.bookings;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import jakarta.validation.constraints.NotNull;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.ocpi.json.Extensions;
import org.ocpiplatform.ocpi.validation.StorableJson;
import org.ocpiplatform.ocpi.validation.Text;
import tools.jackson.databind.JsonNode;

/**
 * What a driver needs to get to a booked place (OCPI 2.3.0, AccessInformation class).
 *
 * @param value such as the licence plate or the code
 */
public record AccessInformation(
        @NotNull AccessMethod method,
        @Nullable @Text(max = 255) String value,
        @JsonAnySetter @JsonAnyGetter @StorableJson Map<String, JsonNode> extensions) {

    public AccessInformation {
        extensions = Extensions.copyOf(extensions);
    }
}
