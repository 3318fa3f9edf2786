package org.ocpiplatform.ocpi.cdrs;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.ocpi.CiString;
import org.ocpiplatform.ocpi.json.Extensions;
import org.ocpiplatform.ocpi.locations.ConnectorFormat;
import org.ocpiplatform.ocpi.locations.ConnectorType;
import org.ocpiplatform.ocpi.locations.PowerType;
import org.ocpiplatform.ocpi.types.GeoLocation;
import org.ocpiplatform.ocpi.validation.Ci;
import org.ocpiplatform.ocpi.validation.StorableJson;
import org.ocpiplatform.ocpi.validation.Text;
import tools.jackson.databind.JsonNode;

/**
 * Where a session took place, as it was at its start (OCPI 2.3.0, CdrLocation class).
 *
 * @param address up to 255 characters, as in a Location, though the class itself has 45
 * @param state up to 45 characters, as in a Location, though the class itself has 20
 * @param country ISO 3166-1 alpha-3
 * @param evseUid {@code #NA} for a reservation that was not used
 * @param evseId {@code #NA} for a reservation that was not used
 * @param connectorId {@code #NA} for a reservation that was not used
 */
public record CdrLocation(
        @NotNull @Ci(min = 1, max = 36) CiString id,
        @Nullable @Text(max = 255) String name,
        @NotNull @Text(max = 255) String address,
        @NotNull @Text(max = 45) String city,
        @Nullable @Text(max = 10) String postalCode,
        @Nullable @Text(max = 45) String state,
        @NotNull @Text(max = 3) String country,
        @NotNull @Valid GeoLocation coordinates,
        @NotNull @Ci(min = 1, max = 36) CiString evseUid,
        @NotNull @Ci(min = 1, max = 48) CiString evseId,
        @NotNull @Ci(min = 1, max = 36) CiString connectorId,
        @NotNull @Valid ConnectorType connectorStandard,
        @NotNull ConnectorFormat connectorFormat,
        @NotNull PowerType connectorPowerType,
        @JsonAnySetter @JsonAnyGetter @StorableJson Map<String, JsonNode> extensions) {

    public CdrLocation {
        extensions = Extensions.copyOf(extensions);
    }
}
