package org.ocpiplatform.ocpi.locations;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.util.List;
import java.util.Map;
import org.ocpiplatform.ocpi.json.Extensions;
import org.ocpiplatform.ocpi.validation.Problems;
import org.ocpiplatform.ocpi.validation.SelfChecked;
import org.ocpiplatform.ocpi.validation.StorableJson;
import tools.jackson.databind.JsonNode;

/**
 * When a location can be used (OCPI 2.3.0, Hours class).
 *
 * @param regularHours none where it is open day and night
 */
public record Hours(
        @NotNull Boolean twentyfourseven,
        List<@NotNull @Valid RegularHours> regularHours,
        List<@NotNull @Valid ExceptionalPeriod> exceptionalOpenings,
        List<@NotNull @Valid ExceptionalPeriod> exceptionalClosings,
        @JsonAnySetter @JsonAnyGetter @StorableJson Map<String, JsonNode> extensions)
        implements SelfChecked {

    public Hours {
        regularHours = Extensions.listOf(regularHours);
        exceptionalOpenings = Extensions.listOf(exceptionalOpenings);
        exceptionalClosings = Extensions.listOf(exceptionalClosings);
        extensions = Extensions.copyOf(extensions);
    }

    @Override
    public void check(Problems problems) {
        if (Boolean.TRUE.equals(twentyfourseven) && !regularHours.isEmpty()) {
            problems.at("regularHours", "must be absent where twentyfourseven is true");
        }
        if (Boolean.FALSE.equals(twentyfourseven) && regularHours.isEmpty()) {
            problems.at("regularHours", "must not be empty where twentyfourseven is false");
        }
    }
}
