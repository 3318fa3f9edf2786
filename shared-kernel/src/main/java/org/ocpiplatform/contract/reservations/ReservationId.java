package org.ocpiplatform.contract.reservations;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import org.ocpiplatform.ocpi.CiString;
import org.ocpiplatform.ocpi.PartyId;

/**
 * Identity of a reservation; no two senders share one. Its text is the aggregate's identifier:
 * {@code reservations:COUNTRY:PARTY:COUNTRY:PARTY:ID}, first the CPO and then the sender, upper-cased.
 *
 * @param cpo whose charge point is reserved
 * @param sender the party that reserved it
 * @param id as the sender chose it
 */
public record ReservationId(PartyId cpo, PartyId sender, CiString id) {

    private static final String PREFIX = "reservations";
    private static final int PARTS = 6;

    /**
     * Reads what {@link #toString()} wrote.
     *
     * @throws IllegalArgumentException if it is no identifier of a reservation
     */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static ReservationId parse(String text) {
        String[] parts = text.split(":", PARTS);
        if (parts.length != PARTS || !parts[0].equals(PREFIX)) {
            throw new IllegalArgumentException("not an identifier of a reservation: " + text);
        }
        return new ReservationId(
                PartyId.parse(parts[1] + ":" + parts[2]),
                PartyId.parse(parts[3] + ":" + parts[4]),
                CiString.of(parts[5]));
    }

    @Override
    @JsonValue
    public String toString() {
        return PREFIX + ":" + cpo.key() + ":" + sender.key() + ":" + id.key();
    }
}
