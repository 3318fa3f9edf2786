package org.ocpiplatform.ocpi.locations;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.ocpi.CiString;
import org.ocpiplatform.ocpi.json.Extensions;
import org.ocpiplatform.ocpi.types.Image;
import org.ocpiplatform.ocpi.validation.Ci;
import org.ocpiplatform.ocpi.validation.StorableJson;
import org.ocpiplatform.ocpi.validation.Text;
import tools.jackson.databind.JsonNode;

/**
 * A parking place at a location (OCPI 2.3.0, Parking class).
 *
 * @param id unique within the location
 * @param maxVehicleWeight in kilograms
 * @param maxVehicleHeight in centimetres
 * @param maxVehicleLength in centimetres
 * @param maxVehicleWidth in centimetres
 * @param parkingSpaceLength in centimetres
 * @param parkingSpaceWidth in centimetres
 * @param restrictedToType whether other vehicles than those of the types are kept out
 * @param timeLimit in minutes
 * @param standards with which the parking place complies
 * @param apdsReference identifies it in the Alliance for Parking Data Standards' format
 */
public record Parking(
        @NotNull @Ci(min = 1, max = 36) CiString id,
        @Nullable @Text(max = 12) String physicalReference,
        @NotEmpty List<@NotNull @Valid VehicleType> vehicleTypes,
        @Nullable BigDecimal maxVehicleWeight,
        @Nullable BigDecimal maxVehicleHeight,
        @Nullable BigDecimal maxVehicleLength,
        @Nullable BigDecimal maxVehicleWidth,
        @Nullable BigDecimal parkingSpaceLength,
        @Nullable BigDecimal parkingSpaceWidth,
        @Nullable Boolean dangerousGoodsAllowed,
        @Nullable ParkingDirection direction,
        @Nullable Boolean driveThrough,
        @NotNull Boolean restrictedToType,
        @NotNull Boolean reservationRequired,
        @Nullable BigDecimal timeLimit,
        @Nullable Boolean roofed,
        List<@NotNull @Valid Image> images,
        @Nullable Boolean lighting,
        @Nullable Boolean refrigerationOutlet,
        List<@NotNull @Ci(min = 1, max = 36) CiString> standards,
        @Nullable @Ci(max = 255) CiString apdsReference,
        @JsonAnySetter @JsonAnyGetter @StorableJson Map<String, JsonNode> extensions) {

    public Parking {
        vehicleTypes = Extensions.listOf(vehicleTypes);
        images = Extensions.listOf(images);
        standards = Extensions.listOf(standards);
        extensions = Extensions.copyOf(extensions);
    }
}
