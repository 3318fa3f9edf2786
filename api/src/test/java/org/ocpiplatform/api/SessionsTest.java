package org.ocpiplatform.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ocpiplatform.contract.MessageOrigin;
import org.ocpiplatform.contract.Rejection;
import org.ocpiplatform.contract.sessions.SessionCommand.PatchSession;
import org.ocpiplatform.contract.sessions.SessionCommand.SetChargingPreferences;
import org.ocpiplatform.ocpi.Role;
import org.springframework.http.HttpMethod;

/** Sessions at the edge, on both sides, and charging preferences. */
class SessionsTest extends OcpiTest {

    private static final String S1 = CPO_SESSIONS + "/NL/TNM/S1";
    private static final String PREFERENCES = "{\"profile_type\":\"REGULAR\"}";

    @ParameterizedTest
    @ValueSource(strings = {CPO_SESSIONS, EMSP_SESSIONS})
    void putCreatesThenReplacesWithoutData(String sessions) {
        assertThat(perform(put("cpo-token", sessions + "/NL/TNM/S1", session("S1"))))
                .hasStatus(201)
                .hasContentTypeCompatibleWith("application/json")
                .bodyJson()
                .isStrictlyEqualTo(
                        "{\"status_code\":1000,\"status_message\":\"Success\",\"timestamp\":\"2026-03-01T12:00:00Z\"}");
        assertThat(perform(put("cpo-token", sessions + "/nl/tnm/s1", session("S1"))))
                .hasStatus(200);
        assertThat(platform.commands).hasSize(2);
    }

    @Test
    void getGivesTheStoredTextInTheEnvelope() {
        perform(put("cpo-token", S1, session("S1")));
        assertThat(perform(get("emsp-token", CPO_SESSIONS + "/nl/tnm/s1")))
                .hasStatusOk()
                .bodyText()
                .startsWith("{\"data\":{\"country_code\":\"NL\",")
                .contains("\"kwh\":1.50,")
                .endsWith(
                        "},\"status_code\":1000,\"status_message\":\"Success\",\"timestamp\":\"2026-03-01T12:00:00Z\"}");
    }

    @Test
    void sidesAreApart() {
        perform(put("cpo-token", S1, session("S1")));
        assertThat(perform(get("cpo-token", EMSP_SESSIONS + "/NL/TNM/S1"))).hasStatus(404);
    }

    @Test
    void whoMayNotSeeItFindsNothing() {
        perform(put("cpo-token", S1, session("S1")));
        assertThat(perform(get("other-token", S1)))
                .hasStatus(404)
                .bodyJson()
                .extractingPath("$.status_code")
                .isEqualTo(2000);
    }

    @ParameterizedTest
    @CsvSource({"emsp-token,PUT", "second-token,PUT", "second-token,PATCH"})
    void onlyTheOwnerWrites(String token, String method) {
        assertThat(perform(as(token, HttpMethod.valueOf(method), S1)
                        .contentType("application/json")
                        .content(session("S1"))))
                .hasStatus(404)
                .bodyJson()
                .extractingPath("$.status_code")
                .isEqualTo(2000);
        assertThat(platform.commands).isEmpty();
    }

    @Test
    void anEmspOfTheSameCodesIsNotTheOwner() {
        platform.partner("namesake", Role.EMSP, "NL", "TNM");
        assertThat(perform(put("namesake", S1, session("S1")))).hasStatus(404);
    }

    @Test
    void patchGoesThroughAsItIs() {
        perform(put("cpo-token", S1, session("S1")));
        assertThat(perform(patch(
                        "cpo-token", S1, "{\"kwh\":2.000,\"last_updated\":\"2026-03-01T09:00:00Z\",\"extra\":null}")))
                .hasStatusOk();
        assertThat(platform.commands.getLast().getPayload())
                .isInstanceOfSatisfying(
                        PatchSession.class,
                        command -> assertThat(command.patch().toString())
                                .isEqualTo("{\"kwh\":2.000,\"last_updated\":\"2026-03-01T09:00:00Z\",\"extra\":null}"));
    }

    @Test
    void patchOfSomethingUnknownIs404() {
        assertThat(perform(patch("cpo-token", S1, "{}"))).hasStatus(404);
    }

    @Test
    void patchThatDoesNotBindNamesItsField() {
        perform(put("cpo-token", S1, session("S1")));
        assertThat(perform(patch("cpo-token", S1, "{\"kwh\":\"2\"}")))
                .hasStatusOk()
                .bodyJson()
                .extractingPath("$.status_message")
                .isEqualTo("kwh must be a number");
    }

    @Test
    void commandsCarryTheirOrigin() {
        perform(put("cpo-token", S1, session("S1")).header("X-Request-ID", "r1").header("X-Correlation-ID", "c1"));
        assertThat(platform.commands.getFirst().getMetaData())
                .containsEntry(MessageOrigin.PARTNER_ID, "id-of-cpo-token")
                .containsEntry(MessageOrigin.COUNTRY_CODE, "NL")
                .containsEntry(MessageOrigin.PARTY_ID, "TNM")
                .containsEntry(MessageOrigin.REQUEST_ID, "r1")
                .containsEntry(MessageOrigin.CORRELATION_ID, "c1");
    }

    @Test
    void writesWaitForTheProjection() {
        assertThat(perform(put("cpo-token", S1, session("S1")))).doesNotContainHeader("X-Projection-Behind");
        assertThat(platform.awaited).singleElement().satisfies(await -> {
            assertThat(await.projection()).isEqualTo("sessions");
            assertThat(await.aggregateId()).isEqualTo("cpo:sessions:NL:TNM:S1");
            assertThat(await.changed()).isTrue();
        });
    }

    @Test
    void aProjectionThatLagsDoesNotFailTheWrite() {
        platform.fallBehind();
        assertThat(perform(put("cpo-token", S1, session("S1"))))
                .hasStatus(201)
                .hasHeader("X-Projection-Behind", "true");
        platform.queriesFailWith(new IllegalStateException("store down"));
        assertThat(perform(put("cpo-token", S1, session("S1"))))
                .hasStatus(200)
                .hasHeader("X-Projection-Behind", "true");
    }

    @Test
    void anIdThatIsTooLongNamesNothingButIsInvalidInPut() {
        String path = CPO_SESSIONS + "/NL/TNM/" + "X".repeat(37);
        assertThat(perform(get("cpo-token", path))).hasStatus(404);
        assertThat(perform(patch("cpo-token", path, "{}"))).hasStatus(404);
        assertThat(perform(put("cpo-token", path, session("X".repeat(37)))))
                .hasStatus(200)
                .bodyJson()
                .extractingPath("$.status_code")
                .isEqualTo(2001);
        assertThat(perform(get("cpo-token", CPO_SESSIONS + "/NLD/TNM/S1"))).hasStatus(404);
        assertThat(perform(get("cpo-token", CPO_SESSIONS + "/NL/TNM/%C3%A9"))).hasStatus(404);
        assertThat(platform.commands).isEmpty();
    }

    @Test
    void preferencesAreAnsweredWithAString() {
        perform(put("cpo-token", S1, session("S1")));
        assertThat(perform(put("emsp-token", CPO_SESSIONS + "/s1/charging_preferences", PREFERENCES)))
                .hasStatusOk()
                .bodyJson()
                .extractingPath("$.data")
                .isEqualTo("ACCEPTED");
        assertThat(platform.commands.getLast().getMetaData()).containsEntry(MessageOrigin.PARTY_ID, "EMS");
    }

    @ParameterizedTest
    @ValueSource(strings = {"cpo-token", "other-token"})
    void preferencesAreTheDriversPartysOnly(String token) {
        perform(put("cpo-token", S1, session("S1")));
        assertThat(perform(put(token, CPO_SESSIONS + "/S1/charging_preferences", PREFERENCES)))
                .hasStatus(404);
        assertThat(platform.commands).noneMatch(command -> command.getPayload() instanceof SetChargingPreferences);
    }

    @Test
    void preferencesForAnIdOfSeveralOwnersNeedAnAddressee() {
        perform(put("cpo-token", S1, session("S1")));
        perform(put("second-token", CPO_SESSIONS + "/NL/TWO/S1", session("NL", "TWO", "S1")));
        String path = CPO_SESSIONS + "/S1/charging_preferences";
        assertThat(perform(put("emsp-token", path, PREFERENCES)))
                .hasStatusOk()
                .bodyJson()
                .extractingPath("$.status_code")
                .isEqualTo(2001);
        assertThat(perform(put("emsp-token", path, PREFERENCES)
                        .header("OCPI-to-country-code", "nl")
                        .header("OCPI-to-party-id", "two")))
                .bodyJson()
                .extractingPath("$.data")
                .isEqualTo("ACCEPTED");
        assertThat(((SetChargingPreferences) platform.commands.getLast().getPayload())
                        .sessionId()
                        .toString())
                .isEqualTo("cpo:sessions:NL:TWO:S1");
    }

    @Test
    void anEvseWithoutTheCapabilityIs404With2001() {
        perform(put("cpo-token", S1, session("S1")));
        platform.commandsFailWith(new Rejection(Rejection.Code.NOT_CAPABLE, "the EVSE cannot"));
        assertThat(perform(put("emsp-token", CPO_SESSIONS + "/S1/charging_preferences", PREFERENCES)))
                .hasStatus(404)
                .bodyJson()
                .extractingPath("$.status_code")
                .isEqualTo(2001);
    }

    @Test
    void theEmspSideHasNoPreferences() {
        assertThat(perform(put("emsp-token", EMSP_SESSIONS + "/S1/charging_preferences", PREFERENCES)))
                .hasStatus(404);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "POST   | /ocpi/cpo/2.3.0/sessions                           | GET",
                "DELETE | /ocpi/cpo/2.3.0/sessions/NL/TNM/S1                 | GET, PATCH, PUT",
                "POST   | /ocpi/emsp/2.3.0/sessions/NL/TNM/S1                | GET, PATCH, PUT",
                "GET    | /ocpi/cpo/2.3.0/sessions/S1/charging_preferences   | PUT",
                "DELETE | /ocpi/versions                                     | GET"
            })
    void whatIsNotOfferedIs405(String method, String path, String allow) {
        assertThat(perform(as("cpo-token", HttpMethod.valueOf(method), path)))
                .hasStatus(405)
                .hasHeader("Allow", allow)
                .bodyJson()
                .extractingPath("$.status_code")
                .isEqualTo(2000);
    }

    @Test
    void headAndOptionsWork() {
        perform(put("cpo-token", S1, session("S1")));
        assertThat(perform(as("cpo-token", HttpMethod.HEAD, S1))).hasStatusOk();
        assertThat(perform(as("cpo-token", HttpMethod.OPTIONS, S1)))
                .hasStatusOk()
                .containsHeader("Allow");
    }
}
