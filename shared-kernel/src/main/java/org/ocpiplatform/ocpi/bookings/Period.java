package org.ocpiplatform.ocpi.bookings;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.util.Map;
import org.ocpiplatform.ocpi.json.Extensions;
import org.ocpiplatform.ocpi.validation.Problems;
import org.ocpiplatform.ocpi.validation.SelfChecked;
import org.ocpiplatform.ocpi.validation.StorableJson;
import tools.jackson.databind.JsonNode;

/** The time that a driver asks for (OCPI 2.3.0, Period class). */
public record Period(
        @NotNull Instant startDateTime,
        @NotNull Instant endDateTime,
        @JsonAnySetter @JsonAnyGetter @StorableJson Map<String, JsonNode> extensions)
        implements SelfChecked {

    public Period {
        extensions = Extensions.copyOf(extensions);
    }

    @Override
    public void check(Problems problems) {
        if (startDateTime != null && endDateTime != null && !endDateTime.isAfter(startDateTime)) {
            problems.at("endDateTime", "must be after start_date_time");
        }
    }
}
