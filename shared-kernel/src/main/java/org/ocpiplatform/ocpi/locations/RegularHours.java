package org.ocpiplatform.ocpi.locations;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.util.Map;
import org.ocpiplatform.ocpi.json.Extensions;
import org.ocpiplatform.ocpi.validation.HourMinute;
import org.ocpiplatform.ocpi.validation.Problems;
import org.ocpiplatform.ocpi.validation.SelfChecked;
import org.ocpiplatform.ocpi.validation.StorableJson;
import tools.jackson.databind.JsonNode;

/**
 * Opening hours of one day of the week, in local time (OCPI 2.3.0, RegularHours class).
 *
 * @param weekday 1 is Monday
 * @param periodEnd later than the begin
 */
public record RegularHours(
        @NotNull @Min(value = 1, message = "must be 1 to 7") @Max(value = 7, message = "must be 1 to 7")
        Integer weekday,

        @NotNull @HourMinute String periodBegin,
        @NotNull @HourMinute String periodEnd,
        @JsonAnySetter @JsonAnyGetter @StorableJson Map<String, JsonNode> extensions)
        implements SelfChecked {

    public RegularHours {
        extensions = Extensions.copyOf(extensions);
    }

    @Override
    public void check(Problems problems) {
        if (HourMinute.Validator.isTime(periodBegin)
                && HourMinute.Validator.isTime(periodEnd)
                && periodEnd.compareTo(periodBegin) <= 0) {
            problems.at("periodEnd", "must be later than period_begin");
        }
    }
}
