package org.ocpiplatform.ocpi.bookings;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.ocpi.CiString;
import org.ocpiplatform.ocpi.json.Extensions;
import org.ocpiplatform.ocpi.locations.ConnectorFormat;
import org.ocpiplatform.ocpi.locations.ConnectorType;
import org.ocpiplatform.ocpi.locations.EvsePosition;
import org.ocpiplatform.ocpi.locations.PowerType;
import org.ocpiplatform.ocpi.locations.VehicleType;
import org.ocpiplatform.ocpi.validation.Ci;
import org.ocpiplatform.ocpi.validation.StorableJson;
import tools.jackson.databind.JsonNode;

/**
 * Which place is or may be booked; what is absent does not matter (OCPI 2.3.0, BookingOption class).
 *
 * @param parkingId of a Parking of the location
 */
public record BookingOption(
        @Nullable @Ci(min = 1, max = 36) CiString evseUid,
        @Nullable @Ci(min = 1, max = 36) CiString connectorId,
        @Nullable @Ci(min = 1, max = 36) CiString parkingId,
        List<@NotNull EvsePosition> evsePosition,
        List<@NotNull @Valid VehicleType> vehicleTypes,
        List<@NotNull ConnectorFormat> connectorFormat,
        List<@NotNull @Valid ConnectorType> connectorTypes,
        List<@NotNull PowerType> powerTypes,
        @Nullable BigDecimal maxVehicleWeight,
        @Nullable BigDecimal maxVehicleHeight,
        @Nullable BigDecimal maxVehicleLength,
        @Nullable BigDecimal maxVehicleWidth,
        @Nullable BigDecimal minParkingSpaceLength,
        @Nullable BigDecimal minParkingSpaceWidth,
        @Nullable Boolean dangerousGoodsAllowed,
        @Nullable Boolean driveThrough,
        @Nullable Boolean refrigerationOutlet,
        @JsonAnySetter @JsonAnyGetter @StorableJson Map<String, JsonNode> extensions) {

    public BookingOption {
        evsePosition = Extensions.listOf(evsePosition);
        vehicleTypes = Extensions.listOf(vehicleTypes);
        connectorFormat = Extensions.listOf(connectorFormat);
        connectorTypes = Extensions.listOf(connectorTypes);
        powerTypes = Extensions.listOf(powerTypes);
        extensions = Extensions.copyOf(extensions);
    }
}
