package org.ocpiplatform.ocpi.chargingprofiles;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.ocpi.json.Extensions;
import org.ocpiplatform.ocpi.validation.Problems;
import org.ocpiplatform.ocpi.validation.SelfChecked;
import org.ocpiplatform.ocpi.validation.StorableJson;
import tools.jackson.databind.JsonNode;

/**
 * Limits of power or current over time (OCPI 2.3.0, ChargingProfile class).
 *
 * @param startDateTime absent where the profile begins with the charging
 * @param duration seconds; absent where the last period has no end
 * @param minChargingRate watts or amperes, below which charging is inefficient; at most one decimal
 * @param chargingProfilePeriod in the order of time, the first from second 0 on
 */
public record ChargingProfile(
        @Nullable Instant startDateTime,
        @Nullable @Positive Integer duration,
        @NotNull ChargingRateUnit chargingRateUnit,
        @Nullable BigDecimal minChargingRate,
        List<@NotNull @Valid ChargingProfilePeriod> chargingProfilePeriod,
        @JsonAnySetter @JsonAnyGetter @StorableJson Map<String, JsonNode> extensions)
        implements SelfChecked {

    public ChargingProfile {
        chargingProfilePeriod = Extensions.listOf(chargingProfilePeriod);
        extensions = Extensions.copyOf(extensions);
    }

    @Override
    public void check(Problems problems) {
        if (minChargingRate != null && minChargingRate.stripTrailingZeros().scale() > 1) {
            problems.at("minChargingRate", "must have at most one decimal");
        }
        for (int i = 0; i < chargingProfilePeriod.size(); i++) {
            Integer start = start(i);
            Integer before = i == 0 ? null : start(i - 1);
            if (i == 0 && start != null && start != 0) {
                problems.at("chargingProfilePeriod", i, "startPeriod", "must be 0 in the first period");
            } else if (start != null && before != null && start <= before) {
                problems.at(
                        "chargingProfilePeriod", i, "startPeriod", "must be greater than that of the period before");
            }
        }
    }

    /** Validation may come across periods that are absent or lack their start. */
    private @Nullable Integer start(int index) {
        ChargingProfilePeriod period = chargingProfilePeriod.get(index);
        return period == null ? null : period.startPeriod();
    }
}
