package org.ocpiplatform.ocpi.tariffs;

/** What a price component charges for (OCPI 2.3.0, TariffDimensionType enum). */
public enum TariffDimensionType {
    /** Kilowatt-hours. */
    ENERGY,
    /** Once per session. */
    FLAT,
    /** Hours in which the vehicle does not request power. */
    PARKING_TIME,
    /** Hours of charging, or of a reservation. */
    TIME
}
