package org.ocpiplatform.ocpi.cdrs;

/** What a volume in a charging period measures (OCPI 2.3.0, CdrDimensionType enum, with the bookings extension's). */
public enum CdrDimensionType {
    /** Ampere, average; in Sessions only. */
    CURRENT,
    /** Kilowatt-hours; negative is net export. */
    ENERGY,
    /** Kilowatt-hours; in Sessions only. */
    ENERGY_EXPORT,
    /** Kilowatt-hours; in Sessions only. */
    ENERGY_IMPORT,
    /** Ampere, sum over the phases. */
    MAX_CURRENT,
    /** Ampere, sum over the phases. */
    MIN_CURRENT,
    /** Kilowatt. */
    MAX_POWER,
    /** Kilowatt. */
    MIN_POWER,
    /** Hours in which the vehicle does not request power. */
    PARKING_TIME,
    /** Kilowatt, average; in Sessions only. */
    POWER,
    /** Hours reserved and not yet in use. */
    RESERVATION_TIME,
    /** Hours; of a reservation that expired. */
    RESERVATION_EXPIRES,
    /** Hours; of a reservation that was overrun. */
    RESERVATION_OVERTIME,
    /** Percent, 0 to 100; in Sessions only. */
    STATE_OF_CHARGE,
    /** Hours of charging. */
    TIME;

    /** Whether a Session may have it and a CDR may not. */
    public boolean sessionOnly() {
        return switch (this) {
            case CURRENT, ENERGY_EXPORT, ENERGY_IMPORT, POWER, STATE_OF_CHARGE -> true;
            case ENERGY,
                    MAX_CURRENT,
                    MIN_CURRENT,
                    MAX_POWER,
                    MIN_POWER,
                    PARKING_TIME,
                    RESERVATION_TIME,
                    RESERVATION_EXPIRES,
                    RESERVATION_OVERTIME,
                    TIME -> false;
        };
    }
}
