package org.ocpiplatform.ocpi.locations;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import org.ocpiplatform.ocpi.OpenEnum;
import org.ocpiplatform.ocpi.validation.Text;

/** What an EVSE can do (OCPI 2.3.0, Capability open enum). */
public record Capability(@Text(min = 1, max = 255) String value) implements OpenEnum {
    public static final Capability CHARGING_PROFILE_CAPABLE = new Capability("CHARGING_PROFILE_CAPABLE");
    public static final Capability CHARGING_PREFERENCES_CAPABLE = new Capability("CHARGING_PREFERENCES_CAPABLE");
    public static final Capability CHIP_CARD_SUPPORT = new Capability("CHIP_CARD_SUPPORT");
    public static final Capability CONTACTLESS_CARD_SUPPORT = new Capability("CONTACTLESS_CARD_SUPPORT");
    public static final Capability CREDIT_CARD_PAYABLE = new Capability("CREDIT_CARD_PAYABLE");
    public static final Capability DEBIT_CARD_PAYABLE = new Capability("DEBIT_CARD_PAYABLE");
    public static final Capability PED_TERMINAL = new Capability("PED_TERMINAL");
    public static final Capability REMOTE_START_STOP_CAPABLE = new Capability("REMOTE_START_STOP_CAPABLE");
    public static final Capability RESERVABLE = new Capability("RESERVABLE");
    public static final Capability RFID_READER = new Capability("RFID_READER");
    public static final Capability START_SESSION_CONNECTOR_REQUIRED =
            new Capability("START_SESSION_CONNECTOR_REQUIRED");
    public static final Capability TOKEN_GROUP_CAPABLE = new Capability("TOKEN_GROUP_CAPABLE");
    public static final Capability UNLOCK_CAPABLE = new Capability("UNLOCK_CAPABLE");

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public Capability {}

    @Override
    @JsonValue
    public String value() {
        return value;
    }
}
