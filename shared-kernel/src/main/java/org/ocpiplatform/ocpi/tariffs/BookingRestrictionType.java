package org.ocpiplatform.ocpi.tariffs;

/** The bookings that a tariff element prices (OCPI 2.3.0, bookings extension, BookingRestrictionType enum). */
public enum BookingRestrictionType {
    BOOKING,
    BOOKING_EXPIRES,
    BOOKING_CANCELLATION_FEES,
    BOOKING_OVERTIME
}
