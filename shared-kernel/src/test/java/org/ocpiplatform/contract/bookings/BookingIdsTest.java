package org.ocpiplatform.contract.bookings;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.ocpiplatform.contract.ReplicaId;
import org.ocpiplatform.ocpi.CiString;
import org.ocpiplatform.ocpi.PartyId;

class BookingIdsTest {

    private static final PartyId CPO = PartyId.of("NL", "TNM");
    private static final PartyId EMSP = PartyId.of("NL", "MSP");
    private static final CiString REQUEST = CiString.of("BR-1");

    @Test
    void anIdIsTheSameForEverBecauseRequestsAreRepeatedAcrossReleases() {
        ReplicaId id = BookingIds.of(CPO, EMSP, REQUEST);

        assertThat(id).isEqualTo(ReplicaId.parse("cpo:bookings:NL:TNM:00ba7bd0-6320-340f-9d33-488780464fb8"));
        assertThat(id.id()).hasToString("00ba7bd0-6320-340f-9d33-488780464fb8");
        assertThat(BookingIds.of(PartyId.of("nl", "tnm"), PartyId.of("nl", "msp"), CiString.of("br-1")))
                .isEqualTo(id);
    }

    @Test
    void otherPartiesAndRequestsHaveOtherIds() {
        assertThat(BookingIds.of(CPO, EMSP, REQUEST))
                .isNotEqualTo(BookingIds.of(PartyId.of("NL", "OTH"), EMSP, REQUEST))
                .isNotEqualTo(BookingIds.of(CPO, PartyId.of("DE", "MSP"), REQUEST))
                .isNotEqualTo(BookingIds.of(CPO, EMSP, CiString.of("BR-2")));
    }
}
