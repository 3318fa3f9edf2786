package org.ocpiplatform.ocpi.tariffs;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import jakarta.validation.constraints.NotNull;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.ocpi.json.Extensions;
import org.ocpiplatform.ocpi.validation.HourMinute;
import org.ocpiplatform.ocpi.validation.IsoDate;
import org.ocpiplatform.ocpi.validation.StorableJson;
import tools.jackson.databind.JsonNode;

/**
 * When a tariff element applies: where all of these hold (OCPI 2.3.0, TariffRestrictions class, with the bookings extension's).
 *
 * @param startTime local time, inclusive
 * @param endTime local time, exclusive; before the start it is on the next day
 * @param startDate local date, inclusive
 * @param endDate local date, exclusive
 * @param minKwh inclusive
 * @param maxKwh exclusive
 * @param minCurrent ampere, sum over the phases; inclusive
 * @param maxCurrent ampere, sum over the phases; exclusive
 * @param minPower kilowatt, inclusive
 * @param maxPower kilowatt, exclusive
 * @param minDuration seconds since the start of the session, inclusive
 * @param maxDuration seconds since the start of the session, exclusive
 * @param dayOfWeek none means every day
 */
public record TariffRestrictions(
        @Nullable @HourMinute String startTime,
        @Nullable @HourMinute String endTime,
        @Nullable @IsoDate String startDate,
        @Nullable @IsoDate String endDate,
        @Nullable BigDecimal minKwh,
        @Nullable BigDecimal maxKwh,
        @Nullable BigDecimal minCurrent,
        @Nullable BigDecimal maxCurrent,
        @Nullable BigDecimal minPower,
        @Nullable BigDecimal maxPower,
        @Nullable Integer minDuration,
        @Nullable Integer maxDuration,
        List<@NotNull DayOfWeek> dayOfWeek,
        @Nullable ReservationRestrictionType reservation,
        @Nullable BookingRestrictionType booking,
        @JsonAnySetter @JsonAnyGetter @StorableJson Map<String, JsonNode> extensions) {

    public TariffRestrictions {
        dayOfWeek = Extensions.listOf(dayOfWeek);
        extensions = Extensions.copyOf(extensions);
    }
}
