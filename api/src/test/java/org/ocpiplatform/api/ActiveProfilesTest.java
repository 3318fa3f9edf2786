package org.ocpiplatform.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.ocpiplatform.contract.MessageOrigin;
import org.ocpiplatform.contract.ObjectKind;
import org.ocpiplatform.contract.ReplicaId;
import org.ocpiplatform.contract.activeprofiles.ActiveProfileCommand.PutActiveProfile;
import org.ocpiplatform.contract.activeprofiles.ActiveProfileCommand.ReceiveActiveProfile;
import org.ocpiplatform.ocpi.Role;
import org.ocpiplatform.ocpi.chargingprofiles.ActiveProfiles;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

/** The routes of active charging profiles, on both sides. */
class ActiveProfilesTest extends OcpiTest {

    private static final String PUBLISHED = "/ocpi/cpo/2.3.0/chargingprofiles";
    private static final String RECEIVED = "/ocpi/emsp/2.3.0/chargingprofiles";
    private static final String PROFILE = ActiveProfiles.json(16).toString();

    @Test
    void theOwnerTellsTheProfileOfASessionOfItsOwn() {
        perform(put("cpo-token", CPO_SESSIONS + "/NL/TNM/S1", session("S1")));
        MvcTestResult first = perform(put("cpo-token", PUBLISHED + "/NL/TNM/S1", PROFILE));
        is(first, 201, 1000);
        assertThat(first).bodyJson().doesNotHavePath("$.data");
        is(perform(put("cpo-token", PUBLISHED + "/nl/tnm/s1", PROFILE)), 200, 1000);

        assertThat(lastCommand())
                .isEqualTo(new PutActiveProfile(
                        ReplicaId.parse("cpo:chargingprofiles:NL:TNM:S1"), ActiveProfiles.limitedTo(16)));
        assertThat(platform.awaited.getLast().projection()).isEqualTo("chargingprofiles");
        assertThat(perform(get("cpo-token", PUBLISHED + "/NL/TNM/S1")))
                .bodyJson()
                .extractingPath("$.data")
                .convertTo(tools.jackson.databind.JsonNode.class)
                .isEqualTo(ActiveProfiles.json(16));
    }

    @Test
    void nobodyElseTellsOrSeesIt() {
        perform(put("cpo-token", CPO_SESSIONS + "/NL/TNM/S1", session("S1")));
        perform(put("cpo-token", PUBLISHED + "/NL/TNM/S1", PROFILE));
        int before = platform.commands.size();
        for (String token : new String[] {"emsp-token", "second-token"}) {
            is(perform(put(token, PUBLISHED + "/NL/TNM/S1", PROFILE)), 404, 2000);
            is(perform(get(token, PUBLISHED + "/NL/TNM/S1")), 404, 2000);
        }
        assertThat(platform.commands).hasSize(before);
    }

    @Test
    void itsSessionMustBeKnown() {
        is(perform(put("cpo-token", PUBLISHED + "/NL/TNM/S1", PROFILE)), 404, 2000);
        perform(put("cpo-token", EMSP_SESSIONS + "/NL/TNM/S1", session("S1")));
        is(perform(put("cpo-token", PUBLISHED + "/NL/TNM/S1", PROFILE)), 404, 2000);
        assertThat(lastCommand()).isNotInstanceOf(PutActiveProfile.class);
    }

    @Test
    void aCpoTellsTheProfileOfItsSession() {
        MvcTestResult told = perform(put("cpo-token", RECEIVED + "/S1", PROFILE));
        is(told, 200, 1000);
        assertThat(told).bodyJson().doesNotHavePath("$.data");

        assertThat(lastCommand())
                .isEqualTo(new ReceiveActiveProfile(
                        ReplicaId.parse("emsp:chargingprofiles:NL:TNM:S1"), ActiveProfiles.limitedTo(16)));
        assertThat(platform.commands.getLast().getMetaData()).containsEntry(MessageOrigin.PARTY_ID, "TNM");
        is(perform(get("cpo-token", RECEIVED + "/s1")), 200, 1000);
        is(perform(get("second-token", RECEIVED + "/S1")), 404, 2000);
        is(perform(get("cpo-token", RECEIVED + "/S2")), 404, 2000);
    }

    @Test
    void whatIsRefusedIsUnknown() {
        platform.commandsFailWith(ObjectKind.ACTIVE_CHARGING_PROFILE.notFound());
        is(perform(put("cpo-token", RECEIVED + "/S1", PROFILE)), 404, 2000);
    }

    @Test
    void onlyCposHaveSessions() {
        is(perform(put("emsp-token", RECEIVED + "/S1", PROFILE)), 404, 2000);
        is(perform(get("emsp-token", RECEIVED + "/S1")), 404, 2000);
        assertThat(platform.commands).isEmpty();
    }

    @Test
    void ofSeveralCposOfTheCallerItIsTheSender() {
        platform.cpos("many", "NL", "ONE", "TWO");
        is(perform(from("TWO", put("many", RECEIVED + "/S1", PROFILE))), 200, 1000);
        assertThat(toldAbout()).isEqualTo("emsp:chargingprofiles:NL:TWO:S1");
        is(perform(from("TWO", get("many", RECEIVED + "/S1"))), 200, 1000);
        is(perform(from("ONE", get("many", RECEIVED + "/S1"))), 404, 2000);
    }

    @Test
    void elseTheOneThatIsKnownToHaveSuchASession() {
        platform.cpos("many", "NL", "ONE", "TWO");
        is(perform(put("many", RECEIVED + "/S1", PROFILE)), 404, 2000);

        perform(put("many", EMSP_SESSIONS + "/NL/TWO/S1", session("NL", "TWO", "S1")));
        is(perform(put("many", RECEIVED + "/S1", PROFILE)), 200, 1000);
        assertThat(toldAbout()).isEqualTo("emsp:chargingprofiles:NL:TWO:S1");
        is(perform(get("many", RECEIVED + "/S1")), 200, 1000);

        perform(put("many", EMSP_SESSIONS + "/NL/ONE/S1", session("NL", "ONE", "S1")));
        MvcTestResult ambiguous = perform(put("many", RECEIVED + "/S1", PROFILE));
        is(ambiguous, 200, 2001);
        assertThat(ambiguous)
                .bodyJson()
                .extractingPath("$.status_message")
                .asString()
                .contains("OCPI-from");
        is(perform(get("many", RECEIVED + "/S1")), 200, 1000);
    }

    @Test
    void sessionsOfOthersOfTheSameIdDoNotCount() {
        platform.cpos("many", "NL", "ONE", "TWO");
        platform.partner("both", Role.EMSP, "DE", "EMS");
        perform(put("cpo-token", EMSP_SESSIONS + "/NL/TNM/S1", session("S1")));
        is(perform(put("many", RECEIVED + "/S1", PROFILE)), 404, 2000);
        is(perform(put("both", RECEIVED + "/S1", PROFILE)), 404, 2000);
    }

    @Test
    void aProfileMustBeValid() {
        perform(put("cpo-token", CPO_SESSIONS + "/NL/TNM/S1", session("S1")));
        String invalid = PROFILE.replace("start_date_time", "start");
        is(perform(put("cpo-token", PUBLISHED + "/NL/TNM/S1", invalid)), 200, 2001);
        is(perform(put("cpo-token", RECEIVED + "/S1", invalid)), 200, 2001);
    }

    private Object lastCommand() {
        return platform.commands.isEmpty() ? "" : platform.commands.getLast().getPayload();
    }

    private String toldAbout() {
        return ((ReceiveActiveProfile) lastCommand()).activeProfileId().toString();
    }

    private static MockHttpServletRequestBuilder from(String party, MockHttpServletRequestBuilder request) {
        return request.header("OCPI-from-country-code", "NL")
                .header("OCPI-from-party-id", party)
                .header("OCPI-to-country-code", "NL")
                .header("OCPI-to-party-id", "OWN");
    }

    private static void is(MvcTestResult result, int status, int code) {
        assertThat(result).hasStatus(status);
        assertThat(result).bodyJson().extractingPath("$.status_code").isEqualTo(code);
    }
}
