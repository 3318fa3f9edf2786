package org.ocpiplatform.contract.activeprofiles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ocpiplatform.ocpi.chargingprofiles.ActiveProfiles.limitedTo;

import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.ocpiplatform.contract.ReplicaId;
import org.ocpiplatform.contract.activeprofiles.ActiveProfileEvent.ActiveProfileReplaced;
import org.ocpiplatform.contract.activeprofiles.ActiveProfileEvent.ProfileSet;
import org.ocpiplatform.ocpi.PartyId;

class ActiveProfileFoldTest {

    private static final ReplicaId ID = ReplicaId.parse("cpo:chargingprofiles:NL:TNM:S1");
    private static final PartyId EMS = PartyId.of("DE", "EMS");
    private static final PartyId MSP = PartyId.of("NL", "MSP");

    @Test
    void whoHasSetAProfileAndWhichIsActiveAreKeptSideBySide() {
        ActiveProfileState state = ActiveProfileFold.apply(null, new ActiveProfileReplaced(ID, limitedTo(16)));
        assertThat(state).isEqualTo(new ActiveProfileState(Set.of(), limitedTo(16)));

        state = ActiveProfileFold.apply(state, new ProfileSet(ID, EMS, Instant.EPOCH));
        state = ActiveProfileFold.apply(state, new ProfileSet(ID, MSP, Instant.EPOCH));
        assertThat(state).isEqualTo(new ActiveProfileState(Set.of(EMS, MSP), limitedTo(16)));

        state = ActiveProfileFold.apply(state, new ActiveProfileReplaced(ID, limitedTo(10)));
        assertThat(state).isEqualTo(new ActiveProfileState(Set.of(EMS, MSP), limitedTo(10)));
    }

    @Test
    void theProfileAloneDoesNotNeedToKnowWhoHasSetOne() {
        assertThat(ActiveProfileFold.profile(null, new ProfileSet(ID, EMS, Instant.EPOCH)))
                .isNull();
        assertThat(ActiveProfileFold.profile(limitedTo(16), new ProfileSet(ID, EMS, Instant.EPOCH)))
                .isEqualTo(limitedTo(16));
        assertThat(ActiveProfileFold.profile(limitedTo(16), new ActiveProfileReplaced(ID, limitedTo(10))))
                .isEqualTo(limitedTo(10));
    }
}
