package org.ocpiplatform.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What hubs tell of parties, over HTTP, by either side's path. */
class HubClientInfoE2E {

    private static final String CPO = "/ocpi/cpo/2.3.0/hubclientinfo";
    private static final String EMSP = "/ocpi/emsp/2.3.0/hubclientinfo";
    private static final String T0 = "2026-01-10T10:00:00Z";
    private static final String T1 = "2026-01-10T10:01:00Z";

    @TempDir
    static Path dataDir;

    private static RunningPlatform platform;
    private static Http hub;
    private static Http cpo;
    private static Http emsp;

    @BeforeAll
    static void start() throws Exception {
        platform = RunningPlatform.start(dataDir);
        hub = platform.partner(platform.admin()
                .post("/admin/partners", """
                        {"name":"Hub","mode":"PROVISIONED","hub_party_id":"NLHUB","roles":[
                          {"role":"OTHER","country_code":"NL","party_id":"HUB","business_details":{"name":"Hub"}}]}
                        """)
                .json()
                .get("token")
                .asString());
        cpo = platform.provision("CPO", "NL", "TNM");
        emsp = platform.provision("EMSP", "DE", "ABC");
    }

    @AfterAll
    static void stop() throws Exception {
        platform.close();
    }

    @Test
    void aHubTellsOfPartiesByEitherPath() throws Exception {
        assertThat(hub.put(CPO + "/BE/ONE", info("BE", "ONE", "CPO", "PLANNED", T0))
                        .outcome())
                .isEqualTo("201/1000");
        assertThat(hub.put(EMSP + "/be/one", info("BE", "ONE", "CPO", "PLANNED", T0))
                        .outcome())
                .isEqualTo("200/1000");
        assertThat(hub.put(EMSP, info("BE", "ONE", "CPO", "CONNECTED", T1)).outcome())
                .isEqualTo("200/1000");
        assertThat(hub.put(CPO, info("BE", "ONE", "EMSP", "OFFLINE", T0)).outcome())
                .isEqualTo("201/1000");
        for (String side : List.of(CPO, EMSP)) {
            assertThat(emsp.get(side + "/BE/ONE").data().get("role").asString()).isEqualTo("CPO");
            assertThat(emsp.get(side + "/BE/ONE?role=EMSP").data().get("status").asString())
                    .isEqualTo("OFFLINE");
            assertThat(emsp.get(side + "/BE/ONE?role=NSP").outcome()).isEqualTo("404/2000");
            assertThat(emsp.get(side + "/BE/ONE?role=KING").outcome()).isEqualTo("200/2001");
            assertThat(emsp.get(side + "/BE/NON").outcome()).isEqualTo("404/2000");
            assertThat(emsp.get(side)
                            .data()
                            .valueStream()
                            .filter(info -> info.get("party_id").asString().equals("ONE")))
                    .hasSize(2);
            assertThat(emsp.get(side + "?limit=1").header("Link").orElseThrow()).contains(side + "?offset=1");
            assertThat(emsp.get(side + "?offset=x").outcome()).isEqualTo("200/2001");
        }
        assertThat(hub.put(CPO, info("BE", "ONE", "CPO", "SUSPENDED", T0)).message())
                .contains("stale");
        assertThat(hub.put(CPO + "/BE/TWO", info("BE", "ONE", "CPO", "PLANNED", T1))
                        .outcome())
                .isEqualTo("200/2001");
        assertThat(hub.put(CPO, "{}").outcome()).isEqualTo("200/2001");
        assertThat(hub.send("DELETE", CPO + "/BE/ONE", null).outcome()).isEqualTo("405/2000");
    }

    @Test
    void aPlatformTellsOfItsOwnPartiesOnly() throws Exception {
        assertThat(cpo.put(CPO, info("NL", "TNM", "CPO", "CONNECTED", T0)).outcome())
                .isEqualTo("201/1000");
        assertThat(cpo.put(CPO + "/NL/TNM", info("NL", "TNM", "CPO", "OFFLINE", T1))
                        .outcome())
                .isEqualTo("200/1000");
        assertThat(cpo.put(CPO, info("DE", "ABC", "EMSP", "CONNECTED", T0)).outcome())
                .isEqualTo("200/2001");
        assertThat(cpo.put(CPO + "/DE/ABC", info("DE", "ABC", "EMSP", "CONNECTED", T0))
                        .outcome())
                .isEqualTo("404/2000");
        assertThat(emsp.get(CPO + "/DE/ABC").outcome()).isEqualTo("404/2000");
    }

    @Test
    void routingHeadersMeanNothingHere() throws Exception {
        Http.Answer answer = emsp.get(CPO, "OCPI-to-country-code", "XX", "OCPI-to-party-id", "XXX");
        assertThat(answer.outcome()).isEqualTo("200/1000");
        assertThat(answer.header("OCPI-from-party-id")).isEmpty();
    }

    private static String info(String country, String party, String role, String status, String lastUpdated) {
        return """
                {"country_code":"%s","party_id":"%s","role":"%s","status":"%s","last_updated":"%s"}
                """.formatted(country, party, role, status, lastUpdated);
    }
}
