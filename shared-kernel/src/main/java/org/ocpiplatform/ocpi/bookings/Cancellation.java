package org.ocpiplatform.ocpi.bookings;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import jakarta.validation.constraints.NotNull;
import java.util.Map;
import org.ocpiplatform.ocpi.Role;
import org.ocpiplatform.ocpi.json.Extensions;
import org.ocpiplatform.ocpi.validation.StorableJson;
import tools.jackson.databind.JsonNode;

/** Who gave up a booking and why (OCPI 2.3.0, Cancellation class). */
public record Cancellation(
        @NotNull CanceledReason cancellationReason,
        @NotNull Role whoCanceled,
        @JsonAnySetter @JsonAnyGetter @StorableJson Map<String, JsonNode> extensions) {

    public Cancellation {
        extensions = Extensions.copyOf(extensions);
    }
}
