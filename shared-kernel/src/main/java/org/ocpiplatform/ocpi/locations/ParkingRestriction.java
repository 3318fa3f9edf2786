package org.ocpiplatform.ocpi.locations;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import org.ocpiplatform.ocpi.OpenEnum;
import org.ocpiplatform.ocpi.validation.Text;

/** For whom or while what a parking place is meant (OCPI 2.3.0, ParkingRestriction open enum). */
public record ParkingRestriction(@Text(min = 1, max = 255) String value) implements OpenEnum {
    public static final ParkingRestriction CUSTOMERS = new ParkingRestriction("CUSTOMERS");
    public static final ParkingRestriction DISABLED = new ParkingRestriction("DISABLED");
    public static final ParkingRestriction EMPLOYEES = new ParkingRestriction("EMPLOYEES");
    public static final ParkingRestriction EV_ONLY = new ParkingRestriction("EV_ONLY");
    public static final ParkingRestriction MOTORCYCLES = new ParkingRestriction("MOTORCYCLES");
    public static final ParkingRestriction PLUGGED = new ParkingRestriction("PLUGGED");
    public static final ParkingRestriction TAXIS = new ParkingRestriction("TAXIS");
    public static final ParkingRestriction TENANTS = new ParkingRestriction("TENANTS");

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public ParkingRestriction {}

    @Override
    @JsonValue
    public String value() {
        return value;
    }
}
