package org.ocpiplatform.contract.privacy;

import java.util.Set;
import org.ocpiplatform.contract.bookings.BookingEvent;
import org.ocpiplatform.contract.cdrs.CdrEvent;
import org.ocpiplatform.contract.deliveries.DeliveryEvent;
import org.ocpiplatform.contract.incoming.IncomingRequestEvent;
import org.ocpiplatform.contract.outgoing.OutgoingRequestEvent;
import org.ocpiplatform.contract.reservations.ReservationEvent;
import org.ocpiplatform.contract.sessions.SessionEvent;
import org.ocpiplatform.contract.syncs.SyncEvent;
import org.ocpiplatform.contract.tokens.TokenEvent;

/** The events that may say something of drivers; what is made of them has to be made anew once a driver is erased. */
public final class PersonalEvents {

    private static final Set<Class<?>> FAMILIES = Set.of(
            BookingEvent.class,
            CdrEvent.class,
            DeliveryEvent.class,
            IncomingRequestEvent.class,
            OutgoingRequestEvent.class,
            ReservationEvent.class,
            SessionEvent.class,
            SyncEvent.class,
            TokenEvent.class);

    private PersonalEvents() {}

    /** Whether a class is one of these families of events, or an event of one. */
    public static boolean include(Class<?> type) {
        return FAMILIES.stream().anyMatch(family -> family.isAssignableFrom(type));
    }
}
