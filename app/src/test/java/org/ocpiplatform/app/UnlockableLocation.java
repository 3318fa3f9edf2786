package org.ocpiplatform.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ocpiplatform.ocpi.locations.Locations.aLocation;
import static org.ocpiplatform.ocpi.locations.Locations.anEvse;

import org.ocpiplatform.ocpi.locations.Capability;

/** The location of NL/TNM whose connector partners ask to unlock. */
final class UnlockableLocation {

    private UnlockableLocation() {}

    static void put(Http cpo) throws Exception {
        Http.Answer answer = cpo.put(
                "/ocpi/cpo/2.3.0/locations/NL/TNM/LOC1",
                aLocation()
                        .ownedBy("NL", "TNM")
                        .withId("LOC1")
                        .withEvse(anEvse("E1").withCapability(Capability.UNLOCK_CAPABLE))
                        .json()
                        .toString());
        assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
    }
}
