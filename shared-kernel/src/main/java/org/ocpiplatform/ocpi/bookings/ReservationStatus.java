package org.ocpiplatform.ocpi.bookings;

/** The state of a booking (OCPI 2.3.0, ReservationStatus enum). */
public enum ReservationStatus {
    PENDING,
    RESERVED,
    CANCELED,
    FAILED,
    NO_SHOW,
    FULFILLED,
    REJECTED,
    UNKNOWN
}
