package org.ocpiplatform.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ocpiplatform.ocpi.PartyId;
import org.ocpiplatform.ocpi.chargingprofiles.ActiveProfiles;
import org.ocpiplatform.ocpi.chargingprofiles.ChargingProfiles;
import org.ocpiplatform.simulator.Asked;
import org.ocpiplatform.simulator.PartnerRole;
import org.ocpiplatform.simulator.Settings;
import org.ocpiplatform.simulator.Simulator;

/** The active charging profiles of sessions, as the CPO's systems tell them and as partners are told. */
class ActiveProfilesE2E {

    private static final String PUBLISHED = "/ocpi/cpo/2.3.0/chargingprofiles/NL/TNM/";
    private static final String RECEIVED = "/ocpi/emsp/2.3.0/chargingprofiles/";
    private static final String T0 = "2026-01-10T10:00:00Z";
    private static final String T1 = "2026-01-10T10:05:00Z";

    @TempDir
    static Path dataDir;

    private static RunningPlatform platform;
    private static Simulator emsp;
    private static ChargePointBackEnd backEnd;
    private static String cpoToken;
    private static Http cpo;

    @BeforeAll
    static void start() throws Exception {
        backEnd = ChargePointBackEnd.start();
        platform = RunningPlatform.start(
                dataDir,
                "--ocpi.charge-points.url=" + backEnd.url(),
                "--ocpi.sync.enabled=false",
                "--ocpi.parties[0].role=CPO",
                "--ocpi.parties[0].country-code=NL",
                "--ocpi.parties[0].party-id=TNM",
                "--ocpi.parties[0].business-details.name=TNM");
        cpoToken = platform.provisionToken("CPO", "NL", "TNM");
        cpo = platform.partner(cpoToken);
        emsp = Simulator.start(Settings.of(PartnerRole.EMSP, "DE", "ABC"));
        platform.provision(emsp);
    }

    @AfterAll
    static void stop() throws Exception {
        platform.close();
        emsp.close();
        backEnd.close();
    }

    @Test
    void theOwnerTellsItsProfileAndNobodyWhoHasSetNoneIsTold() throws Exception {
        session("S-1");
        assertThat(put(PUBLISHED + "S-1", 16)).isEqualTo("201/1000");
        assertThat(put(PUBLISHED + "s-1", 16)).isEqualTo("200/1000");
        assertThat(put(PUBLISHED + "S-1", 10)).isEqualTo("200/1000");
        assertThat(cpo.get(PUBLISHED + "S-1").data()).isEqualTo(ActiveProfiles.json(10));

        // What happens to the session later is told later.
        assertThat(cpo.patch("/ocpi/cpo/2.3.0/sessions/NL/TNM/S-1", "{\"kwh\":1,\"last_updated\":\"" + T1 + "\"}")
                        .outcome())
                .isEqualTo("200/1000");
        await().atMost(Duration.ofSeconds(20))
                .until(() -> !emsp.requests("PATCH", "/sessions/NL/TNM/S-1").isEmpty());
        assertThat(emsp.results("S-1")).isEmpty();
    }

    @Test
    void onlyTheOwnerTellsAndReadsIt() throws Exception {
        session("S-2");
        put(PUBLISHED + "S-2", 16);
        Http other = platform.provision("CPO", "BE", "OTH");
        assertThat(other.put(PUBLISHED + "S-2", ActiveProfiles.json(10).toString())
                        .outcome())
                .isEqualTo("404/2000");
        assertThat(other.get(PUBLISHED + "S-2").outcome()).isEqualTo("404/2000");
        assertThat(cpo.get(PUBLISHED + "S-2").data()).isEqualTo(ActiveProfiles.json(16));
    }

    @Test
    void thereIsNoProfileOfAnUnknownSession() throws Exception {
        assertThat(put(PUBLISHED + "NONE", 16)).isEqualTo("404/2000");
        assertThat(cpo.get(PUBLISHED + "NONE").outcome()).isEqualTo("404/2000");
    }

    @Test
    void aCpoMayNotTellProfilesOfSessionsOnWhichNoneWasSetFromHere() throws Exception {
        cpo.put("/ocpi/emsp/2.3.0/sessions/NL/TNM/S-3", SessionJson.aSession("S-3", "DE", "ABC", T0));
        assertThat(put(RECEIVED + "S-3", 16)).isEqualTo("404/2000");
        assertThat(cpo.get(RECEIVED + "S-3").outcome()).isEqualTo("404/2000");
    }

    @Test
    void whoHasSetAProfileIsToldUntilTheSessionIsOver() throws Exception {
        session("S-9");
        Asked asked = emsp.setProfile("S-9", PartyId.of("NL", "TNM"), ChargingProfiles.json());
        assertThat(asked.reply().data().path("result").asString()).isEqualTo("ACCEPTED");
        assertThat(put(PUBLISHED + "S-9", 32)).isEqualTo("201/1000");
        assertThat(emsp.results("S-9")).isEmpty();

        ChargePointBackEnd.reply(platform, cpoToken, backEnd.requests().getLast(), "{\"result\":\"ACCEPTED\"}");
        emsp.awaitResults(asked.uid(), 1, Duration.ofSeconds(20));
        assertThat(put(PUBLISHED + "S-9", 16)).isEqualTo("200/1000");
        assertThat(emsp.awaitResults("S-9", 1, Duration.ofSeconds(20))
                        .getFirst()
                        .body())
                .isEqualTo(ActiveProfiles.json(16));

        cpo.patch("/ocpi/cpo/2.3.0/sessions/NL/TNM/S-9", "{\"status\":\"COMPLETED\",\"last_updated\":\"" + T1 + "\"}");
        assertThat(put(PUBLISHED + "S-9", 6)).isEqualTo("200/1000");
        session("S-10");
        await().atMost(Duration.ofSeconds(20))
                .until(() -> !emsp.requests("PUT", "/sessions/NL/TNM/S-10").isEmpty());
        assertThat(emsp.results("S-9")).hasSize(1);
    }

    private static void session(String id) throws Exception {
        assertThat(cpo.put("/ocpi/cpo/2.3.0/sessions/NL/TNM/" + id, SessionJson.aSession(id, "DE", "ABC", T0))
                        .outcome())
                .isEqualTo("201/1000");
    }

    private static String put(String path, int amperes) throws Exception {
        return cpo.put(path, ActiveProfiles.json(amperes).toString()).outcome();
    }
}
