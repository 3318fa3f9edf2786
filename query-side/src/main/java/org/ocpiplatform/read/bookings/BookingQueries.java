package org.ocpiplatform.read.bookings;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.elemMatch;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.lt;
import static org.ocpiplatform.read.bookings.BookingLocationProjector.SLOTS;
import static org.ocpiplatform.read.bookings.BookingLocationProjector.SLOT_END;
import static org.ocpiplatform.read.bookings.BookingLocationProjector.SLOT_START;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.axonframework.queryhandling.QueryHandler;
import org.bson.conversions.Bson;
import org.ocpiplatform.contract.ObjectKind;
import org.ocpiplatform.contract.ObjectPage;
import org.ocpiplatform.contract.bookings.BookingQuery.ListBookingLocations;
import org.ocpiplatform.read.objects.ObjectProjections;
import org.springframework.stereotype.Component;

/** Answers what is asked of the Bookings module only. */
@Component
final class BookingQueries {

    private final ObjectProjections objects;

    BookingQueries(ObjectProjections objects) {
        this.objects = objects;
    }

    @QueryHandler
    ObjectPage handle(ListBookingLocations query) {
        Instant from = query.timeslotFrom();
        Instant to = query.timeslotTo();
        if (from != null && to != null && !to.isAfter(from)) {
            return new ObjectPage(List.of(), 0, null);
        }
        List<Bson> overlapping = new ArrayList<>(2);
        if (from != null) {
            overlapping.add(gt(SLOT_END, Date.from(from)));
        }
        if (to != null) {
            overlapping.add(lt(SLOT_START, Date.from(to)));
        }
        Bson[] filters = overlapping.isEmpty() ? new Bson[0] : new Bson[] {elemMatch(SLOTS, and(overlapping))};
        return objects.page(ObjectKind.BOOKING_LOCATION, query.side(), query.caller(), query.page(), filters);
    }
}
