package org.ocpiplatform.ocpi.locations;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import org.ocpiplatform.ocpi.OpenEnum;
import org.ocpiplatform.ocpi.validation.Text;

/** What a connector can do (OCPI 2.3.0, ConnectorCapability open enum). */
public record ConnectorCapability(@Text(min = 1, max = 255) String value) implements OpenEnum {
    public static final ConnectorCapability ISO_15118_2_PLUG_AND_CHARGE =
            new ConnectorCapability("ISO_15118_2_PLUG_AND_CHARGE");
    public static final ConnectorCapability ISO_15118_20_PLUG_AND_CHARGE =
            new ConnectorCapability("ISO_15118_20_PLUG_AND_CHARGE");

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public ConnectorCapability {}

    @Override
    @JsonValue
    public String value() {
        return value;
    }
}
