package org.ocpiplatform.api.admin;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.api.messaging.Queries;
import org.ocpiplatform.contract.reservations.ReservationQuery.ListReservations;
import org.ocpiplatform.contract.reservations.ReservationStage;
import org.ocpiplatform.contract.reservations.ReservationView;
import org.ocpiplatform.ocpi.CiString;
import org.ocpiplatform.ocpi.PartyId;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What charge points here are kept for partners' drivers. */
@RestController
@RequestMapping("/admin/reservations")
@Tag(name = "admin")
final class ReservationsController {

    private static final int LATEST = 1_000;

    private final Queries queries;

    ReservationsController(Queries queries) {
        this.queries = queries;
    }

    @GetMapping
    @Operation(summary = "The latest thousand reservations, latest first")
    List<Report> list() {
        return queries.list(new ListReservations(LATEST), ReservationView.class).stream()
                .map(Report::of)
                .toList();
    }

    /** A reservation as administrators are shown it; parties such as NL-TNM. */
    record Report(
            ReservationStage state,
            String cpo,
            String sender,
            CiString reservationId,
            CiString locationId,
            @Nullable CiString evseUid,
            Instant expiryDate) {

        static Report of(ReservationView reservation) {
            return new Report(
                    reservation.stage(),
                    shown(reservation.id().cpo()),
                    shown(reservation.id().sender()),
                    reservation.hold().reservationId(),
                    reservation.hold().locationId(),
                    reservation.hold().evseUid(),
                    reservation.hold().expiryDate());
        }

        private static String shown(PartyId party) {
            return party.countryCode().key() + "-" + party.partyId().key();
        }
    }
}
