package org.ocpiplatform.contract.storage;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.ocpiplatform.contract.StoredType;
import org.ocpiplatform.contract.activeprofiles.ActiveProfileEvent;
import org.ocpiplatform.contract.backoffice.AccountClaimEvent;
import org.ocpiplatform.contract.backoffice.CpoOwnerEvent;
import org.ocpiplatform.contract.backoffice.LoginSessionEvent;
import org.ocpiplatform.contract.bookings.BookingEvent;
import org.ocpiplatform.contract.bookings.BookingLocationEvent;
import org.ocpiplatform.contract.cdrs.CdrEvent;
import org.ocpiplatform.contract.deliveries.DeliveryEvent;
import org.ocpiplatform.contract.deliveries.ResyncEvent;
import org.ocpiplatform.contract.erasures.ErasureEvent;
import org.ocpiplatform.contract.hubclientinfo.ClientInfoEvent;
import org.ocpiplatform.contract.incoming.IncomingRequestEvent;
import org.ocpiplatform.contract.invoicereconciliation.InvoiceReconciliationEvent;
import org.ocpiplatform.contract.locations.LocationEvent;
import org.ocpiplatform.contract.outgoing.OutgoingRequestEvent;
import org.ocpiplatform.contract.partners.PartnerEvent;
import org.ocpiplatform.contract.partners.PartyClaimEvent;
import org.ocpiplatform.contract.payments.ConfirmationEvent;
import org.ocpiplatform.contract.payments.TerminalEvent;
import org.ocpiplatform.contract.readers.ReaderEvent;
import org.ocpiplatform.contract.reservations.ReservationEvent;
import org.ocpiplatform.contract.sessions.SessionEvent;
import org.ocpiplatform.contract.syncs.SyncEvent;
import org.ocpiplatform.contract.tariffs.TariffEvent;
import org.ocpiplatform.contract.tokens.TokenEvent;

/** Every event of the platform and the name it is stored under. */
public final class EventTypes {

    private static final List<Class<?>> FAMILIES = List.of(
            AccountClaimEvent.class,
            ActiveProfileEvent.class,
            BookingEvent.class,
            BookingLocationEvent.class,
            CdrEvent.class,
            ClientInfoEvent.class,
            ConfirmationEvent.class,
            CpoOwnerEvent.class,
            DeliveryEvent.class,
            ErasureEvent.class,
            IncomingRequestEvent.class,
            InvoiceReconciliationEvent.class,
            LocationEvent.class,
            LoginSessionEvent.class,
            OutgoingRequestEvent.class,
            PartnerEvent.class,
            PartyClaimEvent.class,
            ReaderEvent.class,
            ReservationEvent.class,
            ResyncEvent.class,
            SessionEvent.class,
            SyncEvent.class,
            TariffEvent.class,
            TerminalEvent.class,
            TokenEvent.class);

    private static final Map<String, Class<?>> BY_NAME = FAMILIES.stream()
            .flatMap(family -> Arrays.stream(family.getPermittedSubclasses()))
            .collect(Collectors.toUnmodifiableMap(EventTypes::declaredName, Function.identity()));

    private EventTypes() {}

    /** The stored name of an event class; none for classes that are no events. */
    public static Optional<String> nameOf(Class<?> type) {
        return Optional.ofNullable(type.getAnnotation(StoredType.class)).map(StoredType::value);
    }

    /** The event class of a stored name. */
    public static Optional<Class<?>> classOf(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }

    /** All event classes by their stored names. */
    public static Map<String, Class<?>> all() {
        return BY_NAME;
    }

    private static String declaredName(Class<?> event) {
        return nameOf(event).orElseThrow(() -> new IllegalStateException(event + " lacks @StoredType"));
    }
}
