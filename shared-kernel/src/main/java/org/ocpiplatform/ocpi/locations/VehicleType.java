package org.ocpiplatform.ocpi.locations;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import org.ocpiplatform.ocpi.OpenEnum;
import org.ocpiplatform.ocpi.validation.Text;

/** A vehicle that a parking place is meant for (OCPI 2.3.0, VehicleType open enum). */
public record VehicleType(@Text(min = 1, max = 255) String value) implements OpenEnum {
    public static final VehicleType MOTORCYCLE = new VehicleType("MOTORCYCLE");
    public static final VehicleType PERSONAL_VEHICLE = new VehicleType("PERSONAL_VEHICLE");
    public static final VehicleType PERSONAL_VEHICLE_WITH_TRAILER = new VehicleType("PERSONAL_VEHICLE_WITH_TRAILER");
    public static final VehicleType VAN = new VehicleType("VAN");
    public static final VehicleType SEMI_TRACTOR = new VehicleType("SEMI_TRACTOR");
    public static final VehicleType RIGID = new VehicleType("RIGID");
    public static final VehicleType TRUCK_WITH_TRAILER = new VehicleType("TRUCK_WITH_TRAILER");
    public static final VehicleType BUS = new VehicleType("BUS");
    public static final VehicleType DISABLED = new VehicleType("DISABLED");

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public VehicleType {}

    @Override
    @JsonValue
    public String value() {
        return value;
    }
}
