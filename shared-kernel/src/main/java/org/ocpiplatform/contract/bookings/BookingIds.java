package org.ocpiplatform.contract.bookings;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.ocpiplatform.contract.ObjectKind;
import org.ocpiplatform.contract.ReplicaId;
import org.ocpiplatform.ocpi.CiString;
import org.ocpiplatform.ocpi.PartyId;
import org.ocpiplatform.ocpi.Side;

/** The ids of bookings that are made through this platform. */
public final class BookingIds {

    private BookingIds() {}

    /** The booking that all requests of an eMSP with one request_id are about, so that no request books twice. */
    public static ReplicaId of(PartyId cpo, PartyId requester, CiString requestId) {
        String name = cpo.key() + ":" + requester.key() + ":" + requestId.key();
        UUID id = UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
        return new ReplicaId(Side.CPO, ObjectKind.BOOKING, cpo, CiString.of(id.toString()));
    }
}
