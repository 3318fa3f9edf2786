package org.ocpiplatform.ocpi.types;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import org.ocpiplatform.ocpi.OpenEnum;
import org.ocpiplatform.ocpi.validation.Text;

/** What an image shows (OCPI 2.3.0, ImageCategory open enum). */
public record ImageCategory(@Text(min = 1, max = 255) String value) implements OpenEnum {
    public static final ImageCategory CHARGER = new ImageCategory("CHARGER");
    public static final ImageCategory ENTRANCE = new ImageCategory("ENTRANCE");
    public static final ImageCategory LOCATION = new ImageCategory("LOCATION");
    public static final ImageCategory NETWORK = new ImageCategory("NETWORK");
    public static final ImageCategory OPERATOR = new ImageCategory("OPERATOR");
    public static final ImageCategory OTHER = new ImageCategory("OTHER");
    public static final ImageCategory OWNER = new ImageCategory("OWNER");

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public ImageCategory {}

    @Override
    @JsonValue
    public String value() {
        return value;
    }
}
