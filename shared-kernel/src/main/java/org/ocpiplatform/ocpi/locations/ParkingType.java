package org.ocpiplatform.ocpi.locations;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import org.ocpiplatform.ocpi.OpenEnum;
import org.ocpiplatform.ocpi.validation.Text;

/** The kind of place that a location is (OCPI 2.3.0, ParkingType open enum). */
public record ParkingType(@Text(min = 1, max = 255) String value) implements OpenEnum {
    public static final ParkingType ALONG_MOTORWAY = new ParkingType("ALONG_MOTORWAY");
    public static final ParkingType PARKING_GARAGE = new ParkingType("PARKING_GARAGE");
    public static final ParkingType PARKING_LOT = new ParkingType("PARKING_LOT");
    public static final ParkingType ON_DRIVEWAY = new ParkingType("ON_DRIVEWAY");
    public static final ParkingType ON_STREET = new ParkingType("ON_STREET");
    public static final ParkingType UNDERGROUND_GARAGE = new ParkingType("UNDERGROUND_GARAGE");

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public ParkingType {}

    @Override
    @JsonValue
    public String value() {
        return value;
    }
}
