package org.ocpiplatform.ocpi.bookings;

/** Why a booking was given up (OCPI 2.3.0, CanceledReason enum). */
public enum CanceledReason {
    POWER_OUTAGE,
    BROKEN_CHARGER,
    FULL,
    BLOCKED,
    TRAFFIC,
    BROKEN_VEHICLE,
    NO_CANCELED,
    UNKNOWN
}
