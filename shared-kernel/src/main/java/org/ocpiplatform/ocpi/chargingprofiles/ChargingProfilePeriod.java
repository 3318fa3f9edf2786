package org.ocpiplatform.ocpi.chargingprofiles;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PositiveOrZero;
import java.math.BigDecimal;
import java.util.Map;
import org.ocpiplatform.ocpi.json.Extensions;
import org.ocpiplatform.ocpi.validation.Problems;
import org.ocpiplatform.ocpi.validation.SelfChecked;
import org.ocpiplatform.ocpi.validation.StorableJson;
import tools.jackson.databind.JsonNode;

/**
 * A part of a charging profile; it ends where the next begins (OCPI 2.3.0, ChargingProfilePeriod class).
 *
 * @param startPeriod seconds after the profile's start
 * @param limit watts or amperes, as the profile says; at most one decimal
 */
public record ChargingProfilePeriod(
        @NotNull Integer startPeriod,
        @NotNull @PositiveOrZero BigDecimal limit,
        @JsonAnySetter @JsonAnyGetter @StorableJson Map<String, JsonNode> extensions)
        implements SelfChecked {

    public ChargingProfilePeriod {
        extensions = Extensions.copyOf(extensions);
    }

    @Override
    public void check(Problems problems) {
        if (limit != null && limit.stripTrailingZeros().scale() > 1) {
            problems.at("limit", "must have at most one decimal");
        }
    }
}
