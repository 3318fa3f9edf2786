package org.ocpiplatform.contract.bookings;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.contract.Caller;
import org.ocpiplatform.contract.PageRequest;
import org.ocpiplatform.ocpi.Side;

/** What can be asked of the Bookings module beyond what is asked of objects of every kind. */
public sealed interface BookingQuery {

    /**
     * The booking locations with an available time slot that overlaps a time, oldest first; answered by an
     * {@link org.ocpiplatform.contract.ObjectPage}.
     *
     * @param timeslotFrom slots that end after this instant; every slot, if null
     * @param timeslotTo slots that start before this instant; every slot, if null
     */
    record ListBookingLocations(
            Side side,
            Caller caller,
            PageRequest page,
            @Nullable Instant timeslotFrom,
            @Nullable Instant timeslotTo) implements BookingQuery {}
}
