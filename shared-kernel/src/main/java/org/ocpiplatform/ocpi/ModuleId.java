package org.ocpiplatform.ocpi;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** Identifier of an OCPI module (OCPI 2.3.0, ModuleID open enum, with those of its extension chapters). */
public record ModuleId(String value) implements OpenEnum {
    public static final ModuleId BOOKINGS = new ModuleId("bookings");
    public static final ModuleId CDRS = new ModuleId("cdrs");
    public static final ModuleId CHARGING_PROFILES = new ModuleId("chargingprofiles");
    public static final ModuleId COMMANDS = new ModuleId("commands");
    public static final ModuleId CREDENTIALS = new ModuleId("credentials");
    public static final ModuleId HUB_CLIENT_INFO = new ModuleId("hubclientinfo");
    public static final ModuleId INVOICE_RECONCILIATION = new ModuleId("invoicereconciliation");
    public static final ModuleId LOCATIONS = new ModuleId("locations");
    public static final ModuleId PAYMENTS = new ModuleId("payments");
    public static final ModuleId SESSIONS = new ModuleId("sessions");
    public static final ModuleId TARIFFS = new ModuleId("tariffs");
    public static final ModuleId TOKENS = new ModuleId("tokens");

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public ModuleId {}

    @Override
    @JsonValue
    public String value() {
        return value;
    }
}
