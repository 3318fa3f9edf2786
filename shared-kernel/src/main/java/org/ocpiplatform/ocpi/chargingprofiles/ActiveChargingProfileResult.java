package org.ocpiplatform.ocpi.chargingprofiles;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.ocpi.json.Extensions;
import org.ocpiplatform.ocpi.validation.Problems;
import org.ocpiplatform.ocpi.validation.SelfChecked;
import org.ocpiplatform.ocpi.validation.StorableJson;
import tools.jackson.databind.JsonNode;

/**
 * What an EVSE answers to the question for its active profile (OCPI 2.3.0, ActiveChargingProfileResult object).
 *
 * @param profile only with ACCEPTED
 */
public record ActiveChargingProfileResult(
        @NotNull ChargingProfileResultType result,
        @Nullable @Valid ActiveChargingProfile profile,
        @JsonAnySetter @JsonAnyGetter @StorableJson Map<String, JsonNode> extensions)
        implements SelfChecked {

    public ActiveChargingProfileResult {
        extensions = Extensions.copyOf(extensions);
    }

    @Override
    public void check(Problems problems) {
        if (profile != null && result != null && result != ChargingProfileResultType.ACCEPTED) {
            problems.at("profile", "must be absent unless result is ACCEPTED");
        }
    }
}
