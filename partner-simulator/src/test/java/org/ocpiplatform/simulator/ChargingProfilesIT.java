package org.ocpiplatform.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ocpiplatform.ocpi.InterfaceRole.RECEIVER;
import static org.ocpiplatform.ocpi.InterfaceRole.SENDER;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ocpiplatform.ocpi.PartyId;
import org.ocpiplatform.ocpi.chargingprofiles.ActiveChargingProfileResult;
import org.ocpiplatform.ocpi.chargingprofiles.ChargingProfileResponse;
import org.ocpiplatform.ocpi.chargingprofiles.ChargingProfileResponseType;
import org.ocpiplatform.ocpi.json.OcpiJson;
import tools.jackson.databind.JsonNode;

/** An eMSP steers a session of a CPO, both simulated, over real sockets. */
class ChargingProfilesIT {

    private static final PartyId CPO = PartyId.of("NL", "SIM");
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final JsonNode PROFILE = OcpiJson.mapper().readTree("""
            {"charging_rate_unit": "A", "note": "kept",
             "charging_profile_period": [{"start_period": 0, "limit": 16}, {"start_period": 600, "limit": 8.1}]}""");

    private final Simulator cpo = Simulator.start(Settings.of(PartnerRole.CPO, "NL", "SIM"));
    private final Simulator emsp = Simulator.start(Settings.of(PartnerRole.EMSP, "DE", "EMS"));

    @BeforeEach
    void register() {
        emsp.register(cpo.versionsUrl(), cpo.tokenA().orElseThrow());
        cpo.script("*", CommandScript.of("ACCEPTED").withDelayMillis(10));
    }

    @AfterEach
    void close() {
        cpo.close();
        emsp.close();
    }

    private ReceivedResult resultOf(Asked asked) throws InterruptedException {
        assertThat(asked.response(ChargingProfileResponse.class))
                .isEqualTo(new ChargingProfileResponse(ChargingProfileResponseType.ACCEPTED, 30, Map.of()));
        return emsp.awaitResults(asked.uid(), 1, SOON).getFirst();
    }

    @Test
    void aProfileIsSetReportedAndCleared() throws InterruptedException {
        assertThat(resultOf(emsp.setProfile("S1", CPO, PROFILE)).body())
                .isEqualTo(OcpiJson.mapper().readTree("{\"result\":\"ACCEPTED\"}"));
        assertThat(cpo.profile("s1")).contains(PROFILE);

        ReceivedResult active = resultOf(emsp.activeProfile("S1", CPO, 900));
        assertThat(active.operation()).isEqualTo("GET");
        assertThat(active.body().at("/profile/charging_profile")).isEqualTo(PROFILE);
        assertThat(OcpiJson.mapper()
                        .treeToValue(active.body(), ActiveChargingProfileResult.class)
                        .profile())
                .isNotNull();

        assertThat(resultOf(emsp.clearProfile("S1", CPO)).result()).isEqualTo("ACCEPTED");
        assertThat(cpo.profile("S1")).isEmpty();
    }

    @Test
    void withoutAProfileThereIsNoneToReportOrToClear() throws InterruptedException {
        assertThat(resultOf(emsp.activeProfile("S1", CPO, 900)).result()).isEqualTo("UNKNOWN");
        assertThat(resultOf(emsp.clearProfile("S1", CPO)).result()).isEqualTo("UNKNOWN");
    }

    @Test
    void aProfileThatTheEvseRejectsIsNotKept() throws InterruptedException {
        cpo.script("PUT", CommandScript.of("ACCEPTED").withResults("REJECTED").withMessage("Not in commands."));

        ReceivedResult result = resultOf(emsp.setProfile("S1", CPO, PROFILE));
        assertThat(result.operation()).isEqualTo("PUT");
        assertThat(result.body()).isEqualTo(OcpiJson.mapper().readTree("{\"result\":\"REJECTED\"}"));
        assertThat(cpo.profile("S1")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "ACCEPTED")
    void aScriptRefusesOneOperation(ChargingProfileResponseType word) throws InterruptedException {
        cpo.script("DELETE", CommandScript.of(word.name()));

        assertThat(emsp.clearProfile("S1", CPO).response(ChargingProfileResponse.class))
                .isEqualTo(new ChargingProfileResponse(word, 0, Map.of()));
        assertThat(resultOf(emsp.setProfile("S1", CPO, PROFILE)).result()).isEqualTo("ACCEPTED");
        assertThat(cpo.awaitSentResult(each -> true, SOON).operation()).isEqualTo("PUT");
        assertThat(emsp.results()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "?duration=900",
                "?response_url=http%3A%2F%2Flocalhost%2F1",
                "?duration=0&response_url=http%3A%2F%2Flocalhost%2F1",
                "?duration=soon&response_url=http%3A%2F%2Flocalhost%2F1",
                "?duration=900&response_url=%2F1"
            })
    void aQuestionNeedsADurationAndAUrl(String query) {
        assertThat(emsp.get(emsp.partnerUrl("chargingprofiles", RECEIVER, "S1") + query)
                        .code())
                .isEqualTo(2001);
    }

    @Test
    void whatIsWrongIsRefused() {
        String url = emsp.partnerUrl("chargingprofiles", RECEIVER, "S1");

        assertThat(emsp.delete(url).code()).isEqualTo(2001);
        assertThat(emsp.put(url, "{\"charging_profile\":" + PROFILE + "}").code())
                .isEqualTo(2001);
        assertThat(emsp.setProfile("S1", CPO, PROFILE.toString().replace("600", "0"))
                        .reply()
                        .code())
                .isEqualTo(2001);
        assertThat(emsp.post(url, "{}").status()).isEqualTo(405);
        assertThat(emsp.put(url + "/more", "{}").status()).isEqualTo(404);
    }

    @Test
    void theResponseUrlIsEncodedInTheQuery() {
        Asked asked = emsp.activeProfile("S 1", CPO, 60);
        RecordedRequest request = cpo.requests("GET", "/chargingprofiles").getFirst();

        assertThat(request.path()).endsWith("/chargingprofiles/S%201");
        assertThat(request.query()).isEqualTo(Map.of("duration", "60", "response_url", asked.responseUrl()));
        assertThat(request.header("OCPI-to-party-id")).contains("SIM");
    }

    @Test
    void aCpoPushesWhatChanged() {
        String url = cpo.partnerUrl("chargingprofiles", SENDER, "S1");
        String active = "{\"start_date_time\":\"2026-03-02T10:00:00Z\",\"charging_profile\":" + PROFILE + "}";

        assertThat(cpo.put(url, active).ok()).isTrue();
        assertThat(cpo.put(url, "{}").code()).isEqualTo(2001);
        assertThat(emsp.results("S1")).singleElement().satisfies(pushed -> {
            assertThat(pushed.operation()).isEqualTo("PUSH");
            assertThat(pushed.result()).isEmpty();
            assertThat(pushed.body()).isEqualTo(OcpiJson.mapper().readTree(active));
        });
    }

    @Test
    void eachOperationHasItsOwnResult() {
        String callbacks = cpo.partnerUrl("chargingprofiles", SENDER);
        String active = "{\"result\":\"UNKNOWN\",\"profile\":{}}";

        assertThat(cpo.post(callbacks + "/GET/1", active).code()).isEqualTo(2001);
        assertThat(cpo.post(callbacks + "/PUT/2", "{\"result\":\"TIMEOUT\"}").code())
                .isEqualTo(2001);
        assertThat(cpo.post(callbacks + "/DELETE/3", "{\"result\":\"UNKNOWN\"}").ok())
                .isTrue();
        assertThat(cpo.post(callbacks + "/PATCH/4", "{\"result\":\"UNKNOWN\"}").status())
                .isEqualTo(404);
        assertThat(emsp.results()).extracting(ReceivedResult::uid).containsExactly("3");
    }

    @Test
    void aSlashAtTheEndIsKept() throws InterruptedException {
        emsp.misbehave(Fault.ONLY_TRAILING_SLASHES);
        Asked asked = emsp.setProfile("S1", CPO, PROFILE);

        assertThat(asked.responseUrl()).endsWith("/");
        assertThat(resultOf(asked).result()).isEqualTo("ACCEPTED");
    }

    @Test
    void anScspSteersLikeAnEmsp() throws InterruptedException {
        try (Simulator scsp = Simulator.start(Settings.of(PartnerRole.SCSP, "NL", "GRD"))) {
            emsp.unregister();
            scsp.register(cpo.versionsUrl(), cpo.invite());
            Asked asked = scsp.setProfile("S1", CPO, PROFILE);

            assertThat(scsp.awaitResults(asked.uid(), 1, SOON)).hasSize(1);
        }
    }
}
