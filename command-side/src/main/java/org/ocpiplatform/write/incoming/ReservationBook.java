package org.ocpiplatform.write.incoming;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.axonframework.messaging.responsetypes.ResponseTypes;
import org.axonframework.queryhandling.QueryGateway;
import org.ocpiplatform.contract.WriteResult;
import org.ocpiplatform.contract.incoming.DueResult;
import org.ocpiplatform.contract.incoming.IncomingRequest;
import org.ocpiplatform.contract.remote.RemoteResult;
import org.ocpiplatform.contract.remote.RequestId;
import org.ocpiplatform.contract.reservations.Hold;
import org.ocpiplatform.contract.reservations.ReleasedBy;
import org.ocpiplatform.contract.reservations.ReservationCommand;
import org.ocpiplatform.contract.reservations.ReservationCommand.HoldReservation;
import org.ocpiplatform.contract.reservations.ReservationCommand.ReleaseReservation;
import org.ocpiplatform.contract.reservations.ReservationCommand.UseReservation;
import org.ocpiplatform.contract.reservations.ReservationId;
import org.ocpiplatform.contract.reservations.ReservationQuery.FindReservationsOfToken;
import org.ocpiplatform.contract.reservations.ReservationView;
import org.ocpiplatform.ocpi.CiString;
import org.ocpiplatform.ocpi.PartyId;
import org.ocpiplatform.ocpi.commands.ReserveNow;
import org.ocpiplatform.ocpi.commands.StartSession;
import org.ocpiplatform.ocpi.json.OcpiJson;
import org.ocpiplatform.write.Steps;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** Enters into reservations what the results of requests mean for them; the same result may be entered twice. */
@Component
final class ReservationBook {

    private final Steps steps;
    private final QueryGateway queries;

    ReservationBook(Steps steps, QueryGateway queries) {
        this.steps = steps;
        this.queries = queries;
    }

    /** Enters a result that is about to be told. */
    void enter(RequestId id, DueResult due, RemoteResult result, Map<String, ?> origin) {
        IncomingRequest request = due.request();
        switch (request.operation()) {
            case RESERVE_NOW -> {
                if (due.number() > 1) {
                    take(new ReleaseReservation(reservation(request), ReleasedBy.CPO, id), origin);
                } else if (result.accepted()) {
                    take(new HoldReservation(reservation(request), hold(id, request.content())), origin);
                }
            }
            case CANCEL_RESERVATION -> {
                if (result.accepted()) {
                    take(new ReleaseReservation(reservation(request), ReleasedBy.SENDER, id), origin);
                }
            }
            case START_SESSION -> {
                if (result.accepted()) {
                    reservationOf(request).ifPresent(found -> take(new UseReservation(found.id(), id), origin));
                }
            }
            case STOP_SESSION, UNLOCK_CONNECTOR, ACTIVE_CHARGING_PROFILE, CHARGING_PROFILE, CLEAR_PROFILE -> {}
        }
    }

    private void take(ReservationCommand command, Map<String, ?> origin) {
        steps.take(command, origin, WriteResult.class);
    }

    private static ReservationId reservation(IncomingRequest request) {
        return new ReservationId(
                receiver(request),
                request.sender(),
                CiString.of(request.content().path("reservation_id").asString()));
    }

    private static Hold hold(RequestId id, ObjectNode content) {
        ReserveNow asked = OcpiJson.mapper().treeToValue(content, ReserveNow.class);
        return new Hold(
                id,
                asked.reservationId(),
                asked.token(),
                asked.locationId(),
                asked.evseUid(),
                asked.authorizationReference(),
                asked.expiryDate());
    }

    /** What is kept for the driver who starts: the EVSE if one was reserved, else any of the location. */
    private Optional<ReservationView> reservationOf(IncomingRequest request) {
        StartSession started = OcpiJson.mapper().treeToValue(request.content(), StartSession.class);
        return queries
                .query(
                        new FindReservationsOfToken(
                                receiver(request),
                                started.locationId(),
                                started.token().owner(),
                                started.token().uid(),
                                started.token().type()),
                        ResponseTypes.multipleInstancesOf(ReservationView.class))
                .join()
                .stream()
                .filter(found ->
                        found.hold().evseUid() == null || found.hold().evseUid().equals(started.evseUid()))
                .findFirst();
    }

    private static PartyId receiver(IncomingRequest request) {
        return Objects.requireNonNull(request.receiver(), "who is unknown has no result");
    }
}
