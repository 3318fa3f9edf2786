package org.ocpiplatform.ocpi.types;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import org.ocpiplatform.ocpi.OpenEnum;
import org.ocpiplatform.ocpi.validation.Text;

/** What a kilowatt-hour leaves behind (OCPI 2.3.0, EnvironmentalImpactCategory open enum). */
public record EnvironmentalImpactCategory(
        @Text(min = 1, max = 255) String value) implements OpenEnum {
    public static final EnvironmentalImpactCategory NUCLEAR_WASTE = new EnvironmentalImpactCategory("NUCLEAR_WASTE");
    public static final EnvironmentalImpactCategory CARBON_DIOXIDE = new EnvironmentalImpactCategory("CARBON_DIOXIDE");

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public EnvironmentalImpactCategory {}

    @Override
    @JsonValue
    public String value() {
        return value;
    }
}
