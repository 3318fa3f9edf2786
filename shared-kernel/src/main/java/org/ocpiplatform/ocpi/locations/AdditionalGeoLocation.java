package org.ocpiplatform.ocpi.locations;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.ocpi.json.Extensions;
import org.ocpiplatform.ocpi.types.DisplayText;
import org.ocpiplatform.ocpi.types.GeoLocation;
import org.ocpiplatform.ocpi.validation.StorableJson;
import tools.jackson.databind.JsonNode;

/** A further point of a location, such as an entrance (OCPI 2.3.0, AdditionalGeoLocation class). */
public record AdditionalGeoLocation(
        @NotNull @Pattern(regexp = GeoLocation.LATITUDE, message = GeoLocation.LATITUDE_FORM)
        String latitude,

        @NotNull @Pattern(regexp = GeoLocation.LONGITUDE, message = GeoLocation.LONGITUDE_FORM)
        String longitude,

        @Nullable @Valid DisplayText name,
        @JsonAnySetter @JsonAnyGetter @StorableJson Map<String, JsonNode> extensions) {

    public AdditionalGeoLocation {
        extensions = Extensions.copyOf(extensions);
    }
}
