package org.ocpiplatform.contract.bookings;

import org.ocpiplatform.contract.WriteResult;
import org.ocpiplatform.ocpi.bookings.Booking;

/** The booking that a request has led to, and what the request did to the booking's history. */
public record BookingAnswer(Booking booking, WriteResult result) {}
