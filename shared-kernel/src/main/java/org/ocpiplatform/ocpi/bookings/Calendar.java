package org.ocpiplatform.ocpi.bookings;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.ocpi.CiString;
import org.ocpiplatform.ocpi.json.Extensions;
import org.ocpiplatform.ocpi.validation.Ci;
import org.ocpiplatform.ocpi.validation.Problems;
import org.ocpiplatform.ocpi.validation.SelfChecked;
import org.ocpiplatform.ocpi.validation.StorableJson;
import tools.jackson.databind.JsonNode;

/**
 * When places can be booked (OCPI 2.3.0, Calendar class).
 *
 * @param timeslotIncrement minutes
 */
public record Calendar(
        @NotNull @Ci(min = 1, max = 36) CiString id,
        @NotNull Instant beginFrom,
        @NotNull Instant endBefore,
        @Nullable Integer timeslotIncrement,
        @NotEmpty List<@NotNull @Valid Timeslot> availableTimeslots,
        @NotNull Instant lastUpdated,
        @JsonAnySetter @JsonAnyGetter @StorableJson Map<String, JsonNode> extensions)
        implements SelfChecked {

    public Calendar {
        availableTimeslots = Extensions.listOf(availableTimeslots);
        extensions = Extensions.copyOf(extensions);
    }

    /** The same calendar as of this moment. */
    public Calendar withLastUpdated(Instant moment) {
        return new Calendar(id, beginFrom, endBefore, timeslotIncrement, availableTimeslots, moment, extensions);
    }

    @Override
    public void check(Problems problems) {
        if (beginFrom != null && endBefore != null && !endBefore.isAfter(beginFrom)) {
            problems.at("endBefore", "must be after begin_from");
        }
    }
}
