package org.ocpiplatform.ocpi.bookings;

/** What became of a request to make, change or cancel a booking (OCPI 2.3.0, ReservationRequestStatus enum). */
public enum ReservationRequestStatus {
    PENDING,
    ACCEPTED,
    DECLINED,
    FAILED
}
