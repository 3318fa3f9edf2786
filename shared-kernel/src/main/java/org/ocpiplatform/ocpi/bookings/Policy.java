package org.ocpiplatform.ocpi.bookings;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import jakarta.validation.constraints.NotNull;
import java.math.BigDecimal;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.ocpi.json.Extensions;
import org.ocpiplatform.ocpi.validation.StorableJson;
import tools.jackson.databind.JsonNode;

/**
 * Who may charge at a location that takes bookings (OCPI 2.3.0, Policy class).
 *
 * @param adHoc how many places stay open to drivers without a booking
 */
public record Policy(
        @NotNull Boolean reservationRequired,
        @Nullable BigDecimal adHoc,
        @JsonAnySetter @JsonAnyGetter @StorableJson Map<String, JsonNode> extensions) {

    public Policy {
        extensions = Extensions.copyOf(extensions);
    }
}
