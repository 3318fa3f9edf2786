package org.ocpiplatform.ocpi.bookings;

/** How a driver gets to a booked place (OCPI 2.3.0, AccessMethod enum). */
public enum AccessMethod {
    OPEN,
    TOKEN,
    LICENSE_PLATE,
    ACCESS_CODE,
    INTERCOM,
    PARKING_TICKET
}
