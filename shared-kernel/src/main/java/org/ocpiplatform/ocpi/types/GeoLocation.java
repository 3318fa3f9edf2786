package org.ocpiplatform.ocpi.types;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.util.Map;
import org.ocpiplatform.ocpi.json.Extensions;
import org.ocpiplatform.ocpi.validation.StorableJson;
import tools.jackson.databind.JsonNode;

/** A point in WGS 84; strings, so that all digits stay as they were sent (OCPI 2.3.0, GeoLocation class). */
public record GeoLocation(
        @NotNull @Pattern(regexp = LATITUDE, message = LATITUDE_FORM)
        String latitude,

        @NotNull @Pattern(regexp = LONGITUDE, message = LONGITUDE_FORM)
        String longitude,

        @JsonAnySetter @JsonAnyGetter @StorableJson Map<String, JsonNode> extensions) {

    /** The form of a latitude. */
    public static final String LATITUDE = "-?[0-9]{1,2}\\.[0-9]{5,7}";

    /** The form of a longitude. */
    public static final String LONGITUDE = "-?[0-9]{1,3}\\.[0-9]{5,7}";

    /** What to say of a latitude of another form. */
    public static final String LATITUDE_FORM = "must be a latitude in degrees with 5 to 7 decimals";

    /** What to say of a longitude of another form. */
    public static final String LONGITUDE_FORM = "must be a longitude in degrees with 5 to 7 decimals";

    public GeoLocation {
        extensions = Extensions.copyOf(extensions);
    }
}
