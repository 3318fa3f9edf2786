package org.ocpiplatform.contract.reservations;

import java.util.Collection;
import org.ocpiplatform.ocpi.CiString;
import org.ocpiplatform.ocpi.PartyId;
import org.ocpiplatform.ocpi.tokens.TokenType;

/** What can be asked about reservations; unless said otherwise answered by ReservationViews. */
public sealed interface ReservationQuery {

    /** One reservation, whether or not it holds; answered by an optional ReservationView. */
    record FindReservation(ReservationId id) implements ReservationQuery {}

    /** What holds under an id for some senders, at whatever CPO. */
    record FindHeldReservations(Collection<PartyId> senders, CiString id) implements ReservationQuery {}

    /** What holds for a driver's token at a location of a CPO. */
    record FindReservationsOfToken(
            PartyId cpo, CiString locationId, PartyId tokenOwner, CiString tokenUid, TokenType tokenType)
            implements ReservationQuery {}

    /** The latest reservations, latest first. */
    record ListReservations(int limit) implements ReservationQuery {}
}
