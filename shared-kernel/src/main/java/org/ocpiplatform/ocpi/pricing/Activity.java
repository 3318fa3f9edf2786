package org.ocpiplatform.ocpi.pricing;

/** What happens at an EVSE in a period, which decides the dimensions that are billed. */
public enum Activity {
    /** The vehicle requests power, whether or not it gets any: TIME and ENERGY. */
    CHARGING,
    /** The vehicle does not request power: PARKING_TIME. */
    PARKING,
    /** Reserved, and used afterwards or still usable: TIME and FLAT of elements for reservations. */
    RESERVED,
    /** Reserved and never used: as RESERVED, and what elements for expired reservations add or replace. */
    RESERVATION_EXPIRED
}
