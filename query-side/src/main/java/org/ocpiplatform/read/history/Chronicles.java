package org.ocpiplatform.read.history;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.ocpiplatform.contract.ReplicaId;
import org.ocpiplatform.contract.history.AuditedModules;
import org.ocpiplatform.contract.incoming.IncomingRequestEvent;
import org.ocpiplatform.contract.incoming.IncomingRequestFold;
import org.ocpiplatform.contract.incoming.IncomingState;
import org.ocpiplatform.contract.outgoing.OutgoingRequestEvent;
import org.ocpiplatform.contract.outgoing.OutgoingRequestFold;
import org.ocpiplatform.contract.outgoing.OutgoingState;
import org.ocpiplatform.contract.remote.RemoteOperation;
import org.ocpiplatform.ocpi.CiString;
import org.ocpiplatform.ocpi.PartyId;
import org.ocpiplatform.ocpi.Side;
import org.ocpiplatform.ocpi.bookings.Booking;
import org.ocpiplatform.ocpi.bookings.BookingLocation;
import org.ocpiplatform.ocpi.cdrs.Cdr;
import org.ocpiplatform.ocpi.invoicereconciliation.InvoiceReconciliationRecord;
import org.ocpiplatform.ocpi.locations.Location;
import org.ocpiplatform.ocpi.payments.FinancialAdviceConfirmation;
import org.ocpiplatform.ocpi.payments.Terminal;
import org.ocpiplatform.ocpi.sessions.Session;
import org.ocpiplatform.ocpi.tariffs.Tariff;
import org.ocpiplatform.ocpi.tokens.Token;
import org.ocpiplatform.read.objects.ObjectProjections;
import org.ocpiplatform.read.objects.ObjectShape;
import org.springframework.stereotype.Component;

/** Everything that has a history that is shown: the OCPI objects, and the requests to charge points. */
@Component
final class Chronicles {

    private static final List<Chronicle<?, ?>> REQUESTS = List.of(
            new Chronicle<IncomingState, IncomingRequestEvent>(
                    IncomingRequestEvent.class,
                    (current, event, message) -> IncomingRequestFold.apply(current, event),
                    RequestShown::of,
                    (id, state) -> request(Side.CPO, state.request().operation(), to(state), id)),
            new Chronicle<OutgoingState, OutgoingRequestEvent>(
                    OutgoingRequestEvent.class,
                    (current, event, message) -> OutgoingRequestFold.apply(current, event),
                    RequestShown::of,
                    (id, state) -> request(
                            Side.EMSP,
                            state.request().operation(),
                            state.request().to(),
                            id)));

    private final ObjectProjections objects;
    private final Map<Class<?>, Optional<Chronicle<?, ?>>> byEvent = new ConcurrentHashMap<>();

    Chronicles(ObjectProjections objects) {
        this.objects = objects;
    }

    /** What the events of a class tell of; none if it is nothing that is shown. */
    Optional<Chronicle<?, ?>> of(Class<?> event) {
        return byEvent.computeIfAbsent(event, this::find);
    }

    private Optional<Chronicle<?, ?>> find(Class<?> event) {
        for (Chronicle<?, ?> chronicle : REQUESTS) {
            if (chronicle.eventType().isAssignableFrom(event)) {
                return Optional.of(chronicle);
            }
        }
        return objects.shapes().stream()
                .filter(shape -> shape.eventType().isAssignableFrom(event))
                .findFirst()
                .map(Chronicles::ofObject);
    }

    private static <S, E> Chronicle<S, E> ofObject(ObjectShape<S, E> shape) {
        return new Chronicle<>(
                shape.eventType(),
                shape.fold(),
                shape.shown(),
                (id, state) -> address(ReplicaId.parse(id), shape.shown().apply(state)));
    }

    private static ObjectAddress address(ReplicaId id, Object shown) {
        return new ObjectAddress(id.side(), id.kind().segment(), id.owner(), spelled(id, shown));
    }

    private static String spelled(ReplicaId id, Object shown) {
        CiString own = switch (shown) {
            case Booking booking -> booking.id();
            case BookingLocation bookingLocation -> bookingLocation.id();
            case Cdr cdr -> cdr.id();
            case FinancialAdviceConfirmation confirmation -> confirmation.id();
            case InvoiceReconciliationRecord filed -> filed.id();
            case Location location -> location.id();
            case Session session -> session.id();
            case Tariff tariff -> tariff.id();
            case Terminal terminal -> Objects.requireNonNullElse(terminal.terminalId(), id.id());
            case Token token -> token.uid();
            // What is left has no id of its own inside.
            default -> id.id();
        };
        return own.toString();
    }

    private static PartyId to(IncomingState state) {
        PartyId receiver = state.request().receiver();
        // A request that nobody here could be asked for is found under the one who asked.
        return receiver == null ? state.request().sender() : receiver;
    }

    private static ObjectAddress request(Side side, RemoteOperation operation, PartyId to, String uid) {
        return new ObjectAddress(
                side, operation.ofProfiles() ? AuditedModules.CHARGING_PROFILES : AuditedModules.COMMANDS, to, uid);
    }
}
