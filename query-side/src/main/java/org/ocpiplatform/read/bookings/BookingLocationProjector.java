package org.ocpiplatform.read.bookings;

import java.util.Date;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.TrackingToken;
import org.bson.Document;
import org.ocpiplatform.contract.ObjectKind;
import org.ocpiplatform.contract.bookings.BookingLocationEvent;
import org.ocpiplatform.contract.bookings.BookingLocationFold;
import org.ocpiplatform.contract.bookings.BookingLocationParts;
import org.ocpiplatform.ocpi.bookings.BookingLocation;
import org.ocpiplatform.read.objects.Audience;
import org.ocpiplatform.read.objects.ObjectProjections;
import org.ocpiplatform.read.objects.ObjectShape;
import org.ocpiplatform.read.projection.Projection;
import org.springframework.stereotype.Component;

/**
 * Booking locations as partners see them: every partner those that are published here, and the owner its copies.
 * Partners are shown a {@code last_updated} that includes the calendars; the one that was set is kept beside it.
 */
@Component
@ProcessingGroup("booking_locations")
final class BookingLocationProjector {

    /** The available time slots of all calendars, each from {@link #SLOT_START} to {@link #SLOT_END}. */
    static final String SLOTS = "slots";

    static final String SLOT_START = "start";
    static final String SLOT_END = "end";

    private static final String OWN_LAST_UPDATED = "own_last_updated";

    private final Projection<BookingLocation> projection;

    BookingLocationProjector(ObjectProjections objects) {
        projection = objects.register(ObjectShape.of(
                        ObjectKind.BOOKING_LOCATION,
                        BookingLocation.class,
                        BookingLocationEvent.class,
                        BookingLocationFold::apply,
                        BookingLocationParts::lastUpdated,
                        (id, state) -> Audience.ofPublished(id),
                        Audience::ofPublished)
                .showing(BookingLocationParts::shown)
                .keeping(BookingLocationProjector::write, BookingLocationProjector::read));
    }

    @EventHandler
    void on(BookingLocationEvent event, DomainEventMessage<?> message, TrackingToken token) {
        projection.add(message, token);
    }

    private static void write(BookingLocation state, Document document) {
        document.append(OWN_LAST_UPDATED, Date.from(state.lastUpdated()))
                .append(
                        SLOTS,
                        state.calendars().stream()
                                .flatMap(calendar -> calendar.availableTimeslots().stream())
                                .map(slot -> new Document(SLOT_START, Date.from(slot.startDateTime()))
                                        .append(SLOT_END, Date.from(slot.endDateTime())))
                                .toList());
    }

    private static BookingLocation read(Document document) {
        return ObjectShape.json(document, BookingLocation.class)
                .withLastUpdated(document.getDate(OWN_LAST_UPDATED).toInstant());
    }
}
