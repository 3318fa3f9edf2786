package org.ocpiplatform.ocpi.chargingprofiles;

/** Unit of the limits in a charging profile (OCPI 2.3.0, ChargingRateUnit enum). */
public enum ChargingRateUnit {
    /** Watts, in total. */
    W,
    /** Amperes, per phase. */
    A
}
