package org.ocpiplatform.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ocpiplatform.ocpi.InterfaceRole.RECEIVER;
import static org.ocpiplatform.ocpi.InterfaceRole.SENDER;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.ocpiplatform.ocpi.Role;
import org.ocpiplatform.ocpi.credentials.Credentials;

/** A CPO with partners of the rarer roles. */
class OtherRolesIT {

    private final Simulator cpo = Simulator.start(Settings.of(PartnerRole.CPO, "NL", "SIM"));

    @AfterEach
    void close() {
        cpo.close();
    }

    @Test
    void aHubTellsWhoIsConnected() {
        try (Simulator hub = Simulator.start(Settings.of(PartnerRole.HUB, "NL", "HUB"))) {
            hub.register(cpo.versionsUrl(), cpo.tokenA().orElseThrow());
            Credentials ofHub = cpo.partner().orElseThrow().credentials();
            Reply pushed = hub.put(hub.partnerUrl("hubclientinfo", RECEIVER, "DE", "EMS"), """
                    {"country_code": "DE", "party_id": "EMS", "role": "EMSP", "status": "CONNECTED",
                     "last_updated": "2026-01-01T00:00:00Z"}""");

            assertThat(ofHub.hubPartyId()).hasToString("NLHUB");
            assertThat(ofHub.roles())
                    .singleElement()
                    .satisfies(role -> assertThat(role.role()).isEqualTo(Role.OTHER));
            assertThat(pushed.status()).isEqualTo(201);
            assertThat(cpo.received("hubclientinfo")).hasSize(1);
            assertThat(cpo.requests().getLast().headers()).doesNotContainKey("ocpi-from-party-id");
        }
    }

    @Test
    void aPtpAnnouncesTerminalsThatTheCpoAssigns() {
        try (Simulator ptp = Simulator.start(Settings.of(PartnerRole.PTP, "NL", "PAY"))) {
            ptp.register(cpo.versionsUrl(), cpo.tokenA().orElseThrow());
            String terminal = "{\"terminal_id\": \"T1\", \"last_updated\": \"2026-01-01T00:00:00Z\"}";
            ptp.publish("payments/terminals", terminal);

            Reply posted = ptp.post(ptp.partnerUrl("payments", RECEIVER, "terminals"), terminal);
            assertThat(posted.status()).isEqualTo(201);
            assertThat(ptp.get(posted.header("location").orElseThrow())
                            .data()
                            .path("terminal_id")
                            .asString())
                    .isEqualTo("T1");

            String own = cpo.partnerUrl("payments", SENDER, "terminals", "T1");
            assertThat(cpo.patch(own, "{\"location_ids\": [\"LOC1\"]}").ok()).isTrue();
            assertThat(cpo.get(own).data().at("/location_ids/0").asString()).isEqualTo("LOC1");
        }
    }
}
