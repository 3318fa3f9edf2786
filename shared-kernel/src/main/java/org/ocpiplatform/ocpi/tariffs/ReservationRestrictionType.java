package org.ocpiplatform.ocpi.tariffs;

/** The reservations that a tariff element prices (OCPI 2.3.0, ReservationRestrictionType enum). */
public enum ReservationRestrictionType {
    RESERVATION,
    /** Those that nobody used before they expired. */
    RESERVATION_EXPIRES
}
