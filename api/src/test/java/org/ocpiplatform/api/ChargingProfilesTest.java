package org.ocpiplatform.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ocpiplatform.api.CommandsTest.post;

import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ocpiplatform.contract.incoming.AskChargePoint;
import org.ocpiplatform.contract.incoming.IncomingRequestCommand.RecordReply;
import org.ocpiplatform.contract.remote.RemoteAnswer;
import org.ocpiplatform.contract.remote.RemoteOperation;
import org.ocpiplatform.ocpi.PartyId;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

/** Requests about charging profiles at the edge, and the back end's replies. */
class ChargingProfilesTest extends OcpiTest {

    private static final String PROFILES = "/ocpi/cpo/2.3.0/chargingprofiles/";
    private static final String URL = "response_url=https%3A%2F%2Fems.example%2Fr%3Fid%3D1";
    private static final String SET = """
            {"response_url":"https://ems.example/r","charging_profile":{"charging_rate_unit":"W",
             "charging_profile_period":[{"start_period":0,"limit":11000}]}}""";

    @BeforeEach
    void charge() {
        perform(put("cpo-token", CPO_SESSIONS + "/NL/TNM/S1", session("S1")));
    }

    @Test
    void theActiveProfileIsAskedFor() {
        assertThat(perform(get("emsp-token", PROFILES + "s1?duration=900&" + URL)))
                .hasStatusOk()
                .bodyJson()
                .isStrictlyEqualTo("""
                        {"data":{"result":"ACCEPTED","timeout":30},"status_code":1000,"status_message":"Success",
                         "timestamp":"2026-03-01T12:00:00Z"}""");
        assertThat(asked().operation()).isEqualTo(RemoteOperation.ACTIVE_CHARGING_PROFILE);
        assertThat(asked().responseUrl()).isEqualTo("https://ems.example/r?id=1");
        assertThat(asked().content()).hasToString("{\"session_id\":\"s1\",\"duration\":900}");
        assertThat(asked().sender()).isEqualTo(PartyId.of("DE", "EMS"));
        assertThat(asked().receiver()).isEqualTo(PartyId.of("NL", "TNM"));
    }

    @Test
    void aProfileIsSetAndCleared() {
        perform(put("emsp-token", PROFILES + "S1", SET));
        assertThat(asked().operation()).isEqualTo(RemoteOperation.CHARGING_PROFILE);
        assertThat(asked().content()
                        .path("charging_profile")
                        .path("charging_rate_unit")
                        .asString())
                .isEqualTo("W");
        perform(as("emsp-token", HttpMethod.DELETE, PROFILES + "S1?" + URL));
        assertThat(asked().operation()).isEqualTo(RemoteOperation.CLEAR_PROFILE);
        assertThat(asked().content()).hasToString("{\"session_id\":\"S1\"}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "S1",
                "S1?duration=900",
                "S1?" + URL,
                "S1?duration=0&" + URL,
                "S1?duration=soon&" + URL,
                "S1?duration=900&response_url=ems",
            })
    void aQuestionThatLacksSomethingIsInvalid(String path) {
        assertInvalid(get("emsp-token", PROFILES + path));
    }

    @Test
    void whatIsSetMustBeAProfile() {
        assertInvalid(put("emsp-token", PROFILES + "S1", SET.replace("\"start_period\":0", "\"start_period\":5")));
        assertInvalid(as("emsp-token", HttpMethod.DELETE, PROFILES + "S1"));
    }

    @Test
    void aSessionThatIsUnknownHasNeitherOwnerNorState() {
        platform.chargePointsAnswer(RemoteAnswer.refused("UNKNOWN_SESSION", "The session is unknown"));
        for (String id : new String[] {"S9", "X".repeat(40)}) {
            assertThat(perform(as("emsp-token", HttpMethod.DELETE, PROFILES + id + "?" + URL)))
                    .hasStatusOk()
                    .bodyJson()
                    .extractingPath("$.data")
                    .isEqualTo(Map.of("result", "UNKNOWN_SESSION", "timeout", 0));
            assertThat(asked().premises().session()).isNull();
            assertThat(asked().receiver()).isNull();
        }
    }

    @Test
    void moreThanSixtyRequestsAMinuteAreTooOften() {
        platform.profileRequests(59);
        perform(put("emsp-token", PROFILES + "S1", SET));
        assertThat(asked().premises().tooOften()).isFalse();
        platform.profileRequests(60);
        perform(put("emsp-token", PROFILES + "S1", SET));
        assertThat(asked().premises().tooOften()).isTrue();
    }

    @Test
    void theBackEndRepliesWithAProfile() {
        assertThat(perform(post("cpo-token", PROFILES + "ACTIVE_CHARGING_PROFILE/u1", """
                {"result":"ACCEPTED","profile":{"start_date_time":"2026-03-01T12:00:00Z",
                 "charging_profile":{"charging_rate_unit":"A"}}}""")))
                .hasStatusOk();
        RecordReply reply = (RecordReply) platform.commands.getLast().getPayload();
        assertThat(reply.operation()).isEqualTo(RemoteOperation.ACTIVE_CHARGING_PROFILE);
        assertThat(reply.result().profile()).isNotNull();
        assertThat(perform(post("cpo-token", PROFILES + "START_SESSION/u1", "{\"result\":\"ACCEPTED\"}")))
                .hasStatus(404);
        assertInvalid(post(
                "cpo-token",
                PROFILES + "ACTIVE_CHARGING_PROFILE/u1",
                "{\"result\":\"ACCEPTED\",\"profile\":{\"start_date_time\":\"2026-03-01T12:00:00Z\"}}"));
    }

    private AskChargePoint asked() {
        return (AskChargePoint) platform.commands.getLast().getPayload();
    }

    private void assertInvalid(MockHttpServletRequestBuilder request) {
        int before = platform.commands.size();
        assertThat(perform(request))
                .hasStatusOk()
                .bodyJson()
                .extractingPath("$.status_code")
                .isEqualTo(2001);
        assertThat(platform.commands).hasSize(before);
    }
}
