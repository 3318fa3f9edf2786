package org.ocpiplatform.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ocpiplatform.ocpi.locations.Locations.aLocation;
import static org.ocpiplatform.ocpi.tokens.Tokens.aToken;

import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ocpiplatform.contract.MessageOrigin;
import org.ocpiplatform.contract.Rejection;
import org.ocpiplatform.contract.incoming.AskChargePoint;
import org.ocpiplatform.contract.incoming.IncomingRequestCommand.RecordReply;
import org.ocpiplatform.contract.partners.PartnerState;
import org.ocpiplatform.contract.remote.RemoteAnswer;
import org.ocpiplatform.contract.remote.RemoteOperation;
import org.ocpiplatform.contract.remote.RequestId;
import org.ocpiplatform.contract.reservations.Hold;
import org.ocpiplatform.contract.reservations.ReservationId;
import org.ocpiplatform.contract.reservations.ReservationStage;
import org.ocpiplatform.contract.reservations.ReservationView;
import org.ocpiplatform.ocpi.CiString;
import org.ocpiplatform.ocpi.PartyId;
import org.ocpiplatform.ocpi.Role;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

/** Commands at the edge: what they are about, how they are answered, and the back end's replies. */
class CommandsTest extends OcpiTest {

    private static final String COMMANDS = "/ocpi/cpo/2.3.0/commands/";
    private static final PartyId TNM = PartyId.of("NL", "TNM");
    private static final PartyId EMS = PartyId.of("DE", "EMS");
    private static final String TOKEN = aToken().ownedBy("DE", "EMS").json().toString();
    private static final String START = """
            {"response_url":"https://ems.example/r/1","token":%s,"location_id":"loc1","evse_uid":"E1"}""".formatted(TOKEN);
    private static final String RESERVE = """
            {"response_url":"https://ems.example/r/1","token":%s,"location_id":"LOC1","reservation_id":"R1",
             "expiry_date":"2026-03-01T13:00:00Z"}""".formatted(TOKEN);
    private static final String CANCEL = "{\"response_url\":\"https://ems.example/r/1\",\"reservation_id\":\"r1\"}";
    private static final String STOP = "{\"response_url\":\"https://ems.example/r/1\",\"session_id\":\"S1\"}";
    private static final String UNLOCK = """
            {"response_url":"https://ems.example/r/1","location_id":"LOC1","evse_uid":"E1","connector_id":"1"}""";

    @BeforeEach
    void publish() {
        platform.location(aLocation().withId("LOC1").build());
    }

    @Test
    void aCommandThatIsPassedOnIsAccepted() {
        assertThat(perform(post("emsp-token", COMMANDS + "START_SESSION", START)))
                .hasStatusOk()
                .bodyJson()
                .isStrictlyEqualTo("""
                        {"data":{"result":"ACCEPTED","timeout":30},"status_code":1000,"status_message":"Success",
                         "timestamp":"2026-03-01T12:00:00Z"}""");
        AskChargePoint asked = asked();
        assertThat(asked.operation()).isEqualTo(RemoteOperation.START_SESSION);
        assertThat(asked.sender()).isEqualTo(EMS);
        assertThat(asked.receiver()).isEqualTo(TNM);
        assertThat(asked.responseUrl()).isEqualTo("https://ems.example/r/1");
        assertThat(asked.content().has("response_url")).isFalse();
        assertThat(asked.content().path("token").path("uid").asString()).isEqualTo("04A2B3C4D5E680");
        assertThat(asked.premises().location()).isNotNull();
        assertThat(asked.premises().caller().partnerId()).isEqualTo("id-of-emsp-token");
        assertThat(platform.commands.getLast().getMetaData())
                .containsEntry(MessageOrigin.PARTNER_ID, "id-of-emsp-token")
                .containsEntry(MessageOrigin.PARTY_ID, "EMS");
    }

    @Test
    void anUnknownLocationHasAStatusOfItsOwnBesideTheData() {
        platform.chargePointsAnswer(RemoteAnswer.unknownLocation("The location"));
        assertThat(perform(post("emsp-token", COMMANDS + "UNLOCK_CONNECTOR", UNLOCK.replace("LOC1", "LOC9"))))
                .hasStatusOk()
                .bodyJson()
                .isStrictlyEqualTo("""
                        {"data":{"result":"REJECTED","timeout":0,
                                 "message":[{"language":"en","text":"The location is unknown"}]},
                         "status_code":2003,"status_message":"The location is unknown",
                         "timestamp":"2026-03-01T12:00:00Z"}""");
        assertThat(asked().premises().location()).isNull();
        assertThat(asked().receiver()).isNull();
    }

    @Test
    void aRefusalIsAnAnswer() {
        platform.chargePointsAnswer(RemoteAnswer.refused("UNKNOWN_SESSION", "The session is unknown"));
        assertThat(perform(post("emsp-token", COMMANDS + "STOP_SESSION", STOP)))
                .hasStatusOk()
                .bodyJson()
                .satisfies(json -> {
                    assertThat(json).extractingPath("$.data.result").isEqualTo("UNKNOWN_SESSION");
                    assertThat(json).extractingPath("$.data.timeout").isEqualTo(0);
                    assertThat(json).extractingPath("$.status_code").isEqualTo(1000);
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"DANCE", "start_session"})
    void aWordThatIsNoCommandIsNotSupported(String word) {
        assertThat(perform(post("emsp-token", COMMANDS + word, "{}")))
                .hasStatusOk()
                .bodyJson()
                .extractingPath("$.data.result")
                .isEqualTo("NOT_SUPPORTED");
        assertThat(platform.commands).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "START_SESSION    | {\"response_url\":\"https://x.example/1\",\"location_id\":\"LOC1\"}",
                "STOP_SESSION     | {\"session_id\":\"S1\"}",
                "STOP_SESSION     | {\"session_id\":\"S1\",\"response_url\":\"ftp://x.example/1\"}",
                "UNLOCK_CONNECTOR | {\"response_url\":\"https://x.example/1\",\"location_id\":\"LOC1\"}",
                "CANCEL_RESERVATION | {\"response_url\":\"https://x.example/1\"}"
            })
    void aBodyThatLacksSomethingIsInvalid(String word, String body) {
        assertInvalid(post("emsp-token", COMMANDS + word, body));
    }

    @Test
    void aConnectorWithoutItsEvseIsInvalid() {
        assertInvalid(post(
                "emsp-token",
                COMMANDS + "START_SESSION",
                START.replace("\"evse_uid\":\"E1\"", "\"connector_id\":\"1\"")));
    }

    @Test
    void whatTheWriteSideFindsInvalidIs() {
        platform.commandsFailWith(Rejection.invalid("response_url: not called"));
        assertThat(perform(post("emsp-token", COMMANDS + "START_SESSION", START)))
                .hasStatusOk()
                .bodyJson()
                .extractingPath("$.status_code")
                .isEqualTo(2001);
    }

    @Test
    void ofSeveralLocationsTheAddressedOneIsMeant() {
        platform.location(aLocation().ownedBy("NL", "TWO").withId("LOC1").build());
        assertInvalid(post("emsp-token", COMMANDS + "START_SESSION", START));
        perform(post("emsp-token", COMMANDS + "START_SESSION", START)
                .header("OCPI-to-country-code", "NL")
                .header("OCPI-to-party-id", "TWO"));
        assertThat(asked().receiver()).isEqualTo(PartyId.of("NL", "TWO"));
    }

    @Test
    void aTokenOfSomebodyElseDoesNotMakeTheCallerItsOwner() {
        perform(post("other-token", COMMANDS + "START_SESSION", START));
        assertThat(asked().sender()).isEqualTo(PartyId.of("DE", "OTH"));
    }

    @Test
    void aSessionOfTheCallersDriverIsPreferred() {
        perform(put("cpo-token", CPO_SESSIONS + "/NL/TNM/S1", session("S1")));
        perform(put(
                "second-token",
                CPO_SESSIONS + "/NL/TWO/S1",
                session("NL", "TWO", "S1").replace("\"party_id\":\"EMS\"", "\"party_id\":\"OTH\"")));
        perform(post("other-token", COMMANDS + "STOP_SESSION", STOP));
        assertThat(asked().receiver()).isEqualTo(PartyId.of("NL", "TWO"));
        assertThat(asked().premises().session()).isNotNull();
    }

    @Test
    void aSessionOfAnothersDriverIsKnownAllTheSame() {
        perform(put("cpo-token", CPO_SESSIONS + "/NL/TNM/S1", session("S1")));
        perform(post("other-token", COMMANDS + "STOP_SESSION", STOP));
        assertThat(asked().premises().session()).isNotNull();
        assertThat(asked().sender()).isEqualTo(PartyId.of("DE", "OTH"));
    }

    @Test
    void aReservationIsCanceledByItsSender() {
        platform.reservation(held(TNM, EMS, "LOC1"));
        perform(post("emsp-token", COMMANDS + "CANCEL_RESERVATION", CANCEL));
        assertThat(asked().receiver()).isEqualTo(TNM);
        assertThat(asked().sender()).isEqualTo(EMS);
        assertThat(asked().premises().reservedAt()).isEqualTo(CiString.of("LOC1"));

        perform(post("other-token", COMMANDS + "CANCEL_RESERVATION", CANCEL));
        assertThat(asked().premises().reservedAt()).isNull();
    }

    @Test
    void ofSeveralReservationsTheAddressedOneIsMeant() {
        platform.reservation(held(TNM, EMS, "LOC1"));
        platform.reservation(held(PartyId.of("NL", "TWO"), EMS, "LOC2"));
        assertInvalid(post("emsp-token", COMMANDS + "CANCEL_RESERVATION", CANCEL));
        perform(post("emsp-token", COMMANDS + "CANCEL_RESERVATION", CANCEL)
                .header("OCPI-to-country-code", "NL")
                .header("OCPI-to-party-id", "TWO"));
        assertThat(asked().receiver()).isEqualTo(PartyId.of("NL", "TWO"));
    }

    @Test
    void whereAReservationOfTheSameIdHoldsIsTold() {
        platform.reservation(held(TNM, EMS, "LOC2"));
        platform.reservation(held(PartyId.of("NL", "TWO"), EMS, "LOC3"));
        perform(post("emsp-token", COMMANDS + "RESERVE_NOW", RESERVE));
        assertThat(asked().premises().reservedAt()).isEqualTo(CiString.of("LOC2"));
        assertThat(asked().content().path("expiry_date").asString()).isEqualTo("2026-03-01T13:00:00Z");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"result\":\"FAILED\",\"message\":\"Out of order\"}",
                "{\"result\":\"FAILED\",\"message\":{\"language\":\"en\",\"text\":\"Out of order\"}}",
                "{\"result\":\"FAILED\",\"message\":[{\"language\":\"en\",\"text\":\"Out of order\"}]}"
            })
    void theBackEndReplies(String body) {
        assertThat(perform(post("cpo-token", COMMANDS + "START_SESSION/u1", body)))
                .hasStatusOk()
                .bodyJson()
                .isStrictlyEqualTo(
                        "{\"status_code\":1000,\"status_message\":\"Success\",\"timestamp\":\"2026-03-01T12:00:00Z\"}");
        RecordReply reply = (RecordReply) platform.commands.getLast().getPayload();
        assertThat(reply.requestId()).isEqualTo(new RequestId("u1"));
        assertThat(reply.operation()).isEqualTo(RemoteOperation.START_SESSION);
        assertThat(reply.caller().partnerId()).isEqualTo("id-of-cpo-token");
        assertThat(reply.result().result()).isEqualTo("FAILED");
        assertThat(reply.result().message().getFirst().text()).isEqualTo("Out of order");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"result\":\"FAILED\",\"message\":5}",
                "{\"result\":\"FAILED\",\"message\":[{\"language\":\"english\",\"text\":\"x\"}]}"
            })
    void aReplyThatIsNoneIsInvalid(String body) {
        assertInvalid(post("cpo-token", COMMANDS + "START_SESSION/u1", body));
    }

    @Test
    void onlyOwnSystemsOfACpoReply() {
        platform.partner("registered", Role.CPO, "NL", "REG", PartnerState.REGISTERED);
        for (String path : new String[] {"START_SESSION/u1", "CHARGING_PROFILE/u1", "DANCE/u1"}) {
            for (String token : new String[] {"registered", "emsp-token"}) {
                assertThat(perform(post(token, COMMANDS + path, "{\"result\":\"ACCEPTED\"}")))
                        .hasStatus(404);
            }
        }
        assertThat(perform(post("cpo-token", COMMANDS + "CHARGING_PROFILE/u1", "{\"result\":\"ACCEPTED\"}")))
                .hasStatus(404);
        assertThat(platform.commands).isEmpty();
    }

    @Test
    void administratorsSeeReservations() {
        platform.reservation(held(TNM, EMS, "LOC1"));
        assertThat(perform(get("/admin/reservations").header("Authorization", "Bearer " + TestEdge.ADMIN_TOKEN)))
                .hasStatusOk()
                .bodyJson()
                .isStrictlyEqualTo("""
                        [{"state":"HELD","cpo":"NL-TNM","sender":"DE-EMS","reservation_id":"R1","location_id":"LOC1",
                          "expiry_date":"2026-03-01T13:00:00Z"}]""");
    }

    private AskChargePoint asked() {
        return (AskChargePoint) platform.commands.getLast().getPayload();
    }

    private void assertInvalid(MockHttpServletRequestBuilder request) {
        int before = platform.commands.size();
        MvcTestResult answer = perform(request);
        assertThat(answer)
                .hasStatusOk()
                .bodyJson()
                .extractingPath("$.status_code")
                .isEqualTo(2001);
        assertThat(answer).bodyText().doesNotContain("\"data\"");
        assertThat(platform.commands).hasSize(before);
    }

    private static ReservationView held(PartyId cpo, PartyId sender, String location) {
        return new ReservationView(
                new ReservationId(cpo, sender, CiString.of("R1")),
                ReservationStage.HELD,
                new Hold(
                        new RequestId("r"),
                        CiString.of("R1"),
                        aToken().ownedBy("DE", "EMS").build(),
                        CiString.of(location),
                        null,
                        null,
                        Instant.parse("2026-03-01T13:00:00Z")));
    }

    static MockHttpServletRequestBuilder post(String token, String path, String body) {
        return as(token, HttpMethod.POST, path).contentType("application/json").content(body);
    }
}
