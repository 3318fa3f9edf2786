package org.ocpiplatform.ocpi.bookings;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import jakarta.validation.constraints.NotNull;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.ocpi.json.Extensions;
import org.ocpiplatform.ocpi.validation.Problems;
import org.ocpiplatform.ocpi.validation.SelfChecked;
import org.ocpiplatform.ocpi.validation.StorableJson;
import tools.jackson.databind.JsonNode;

/**
 * A time that is or can be booked (OCPI 2.3.0, Timeslot class).
 *
 * @param minPower watts
 * @param maxPower watts
 */
public record Timeslot(
        @NotNull Instant startDateTime,
        @NotNull Instant endDateTime,
        @Nullable BigDecimal minPower,
        @Nullable BigDecimal maxPower,
        @Nullable Boolean greenEnergySupport,
        @JsonAnySetter @JsonAnyGetter @StorableJson Map<String, JsonNode> extensions)
        implements SelfChecked {

    public Timeslot {
        extensions = Extensions.copyOf(extensions);
    }

    @Override
    public void check(Problems problems) {
        if (startDateTime != null && endDateTime != null && !endDateTime.isAfter(startDateTime)) {
            problems.at("endDateTime", "must be after start_date_time");
        }
    }
}
