package org.ocpiplatform.write.reservations;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.contract.reservations.ReleasedBy;
import org.ocpiplatform.contract.reservations.ReservationCommand.ExpireReservation;
import org.ocpiplatform.contract.reservations.ReservationCommand.HoldReservation;
import org.ocpiplatform.contract.reservations.ReservationCommand.ReleaseReservation;
import org.ocpiplatform.contract.reservations.ReservationCommand.UseReservation;
import org.ocpiplatform.contract.reservations.ReservationEvent;
import org.ocpiplatform.contract.reservations.ReservationEvent.ReservationExpired;
import org.ocpiplatform.contract.reservations.ReservationEvent.ReservationHeld;
import org.ocpiplatform.contract.reservations.ReservationEvent.ReservationReleased;
import org.ocpiplatform.contract.reservations.ReservationEvent.ReservationReplaced;
import org.ocpiplatform.contract.reservations.ReservationEvent.ReservationUsed;
import org.ocpiplatform.contract.reservations.ReservationState;

/** Which events a command to a reservation leads to. Commands of tasks may come twice; the second leads to none. */
final class ReservationRules {

    private ReservationRules() {}

    static List<ReservationEvent> hold(@Nullable ReservationState current, HoldReservation command) {
        if (current != null && current.hold().requestId().equals(command.hold().requestId())) {
            return List.of();
        }
        return List.of(
                current != null && current.held()
                        ? new ReservationReplaced(command.reservationId(), command.hold())
                        : new ReservationHeld(command.reservationId(), command.hold()));
    }

    static List<ReservationEvent> release(ReservationState current, ReleaseReservation command) {
        boolean ofAnother =
                command.by() == ReleasedBy.CPO && !current.hold().requestId().equals(command.requestId());
        return !current.held() || ofAnother
                ? List.of()
                : List.of(new ReservationReleased(command.reservationId(), command.by(), command.requestId()));
    }

    static List<ReservationEvent> use(ReservationState current, UseReservation command) {
        return current.held() ? List.of(new ReservationUsed(command.reservationId(), command.requestId())) : List.of();
    }

    static List<ReservationEvent> expire(ReservationState current, ExpireReservation command) {
        return current.held() && current.hold().expiryDate().equals(command.expiryDate())
                ? List.of(new ReservationExpired(command.reservationId()))
                : List.of();
    }
}
