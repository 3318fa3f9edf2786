package org.ocpiplatform.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.JsonPath;
import java.io.UnsupportedEncodingException;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.common.Registration;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.queryhandling.SimpleQueryBus;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ocpiplatform.contract.MessageOrigin;
import org.ocpiplatform.contract.Rejection;
import org.ocpiplatform.contract.WriteResult;
import org.ocpiplatform.contract.outgoing.OutgoingRequest;
import org.ocpiplatform.contract.outgoing.OutgoingRequestCommand.RecordResult;
import org.ocpiplatform.contract.outgoing.OutgoingRequestCommand.RequestOperation;
import org.ocpiplatform.contract.partners.PartnerId;
import org.ocpiplatform.contract.remote.RemoteAnswer;
import org.ocpiplatform.contract.remote.RemoteOperation;
import org.ocpiplatform.contract.remote.RemoteRequestQuery.FindIncomingRequest;
import org.ocpiplatform.contract.remote.RemoteRequestQuery.FindOutgoingRequest;
import org.ocpiplatform.contract.remote.RemoteRequestQuery.ListIncomingRequests;
import org.ocpiplatform.contract.remote.RemoteRequestQuery.ListOutgoingRequests;
import org.ocpiplatform.contract.remote.RemoteRequestView;
import org.ocpiplatform.contract.remote.RemoteRequestView.Direction;
import org.ocpiplatform.contract.remote.RemoteResult;
import org.ocpiplatform.contract.remote.RequestId;
import org.ocpiplatform.contract.remote.RequestNote;
import org.ocpiplatform.ocpi.ModuleId;
import org.ocpiplatform.ocpi.PartyId;
import org.ocpiplatform.ocpi.Role;
import org.ocpiplatform.ocpi.json.OcpiJson;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.ResolvableType;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;

/** Commands and charging profiles that administrators have sent to partners, and the results that partners post. */
class RemoteRequestsTest extends OcpiTest {

    private static final String UID = "9d3c1c0e-3b67-4a51-9c1a-6f0f9a2f7e11";
    private static final String COMMANDS = "/admin/remote-commands";
    private static final String PROFILES = "/admin/charging-profiles";
    private static final String RESULTS = "/ocpi/emsp/2.3.0/commands/";
    private static final String PROFILE_RESULTS = "/ocpi/emsp/2.3.0/chargingprofiles/";
    private static final String TO = "\"to\":{\"country_code\":\"nl\",\"party_id\":\"cal\"}";
    private static final String QUERY = "?to_country_code=NL&to_party_id=CAL";
    private static final String TOKEN = """
            {"country_code":"NL","party_id":"OWN","uid":"U1","type":"APP_USER","contract_id":"C1","issuer":"I",
             "valid":true,"whitelist":"NEVER","last_updated":"2026-03-01T09:00:00Z"}""";

    @Autowired
    private SimpleCommandBus commandBus;

    @Autowired
    private SimpleQueryBus queryBus;

    private final List<CommandMessage<?>> sent = new ArrayList<>();
    private final Map<RequestId, RemoteRequestView> outgoing = new HashMap<>();
    private final Map<RequestId, RemoteRequestView> incoming = new HashMap<>();
    private final List<Object> asked = new ArrayList<>();
    private final List<Registration> registrations = new ArrayList<>();
    private RuntimeException failure;

    @BeforeEach
    void answer() {
        platform.calledPartner("called", Role.CPO, "NL", "CAL", ModuleId.COMMANDS, ModuleId.CHARGING_PROFILES);
        platform.calledPartner("poor", Role.CPO, "NL", "POR", ModuleId.LOCATIONS);
        for (Class<?> command : List.of(RequestOperation.class, RecordResult.class)) {
            registrations.add(commandBus.subscribe(command.getName(), message -> {
                if (failure != null) {
                    throw failure;
                }
                sent.add(message);
                return new WriteResult(WriteResult.Kind.CREATED, UID, 0);
            }));
        }
        var one = ResolvableType.forClassWithGenerics(Optional.class, RemoteRequestView.class)
                .getType();
        var many = ResolvableType.forClassWithGenerics(List.class, RemoteRequestView.class)
                .getType();
        registrations.add(queryBus.<Object>subscribe(
                FindOutgoingRequest.class.getName(),
                one,
                message -> Optional.ofNullable(outgoing.get(((FindOutgoingRequest) message.getPayload()).id()))));
        registrations.add(queryBus.<Object>subscribe(
                FindIncomingRequest.class.getName(),
                one,
                message -> Optional.ofNullable(incoming.get(((FindIncomingRequest) message.getPayload()).id()))));
        registrations.add(queryBus.<Object>subscribe(ListOutgoingRequests.class.getName(), many, message -> {
            asked.add(message.getPayload());
            return List.copyOf(outgoing.values());
        }));
        registrations.add(queryBus.<Object>subscribe(ListIncomingRequests.class.getName(), many, message -> {
            asked.add(message.getPayload());
            return List.copyOf(incoming.values());
        }));
    }

    @AfterEach
    void silence() {
        registrations.forEach(Registration::cancel);
    }

    @Test
    void aCommandIsSentForTheTokensOwner() {
        MvcTestResult result = perform(post(
                COMMANDS + "/START_SESSION",
                "{" + TO + ",\"command\":{\"token\":" + TOKEN + ",\"location_id\":\"L1\",\"evse_uid\":null,\"x\":1}}"));

        assertThat(result).hasStatus(202);
        RequestOperation command = (RequestOperation) sent.getFirst().getPayload();
        assertThat(value(result, "$.uid")).isEqualTo(command.requestId().value());
        OutgoingRequest request = command.request();
        assertThat(request.operation()).isEqualTo(RemoteOperation.START_SESSION);
        assertThat(request.partnerId()).isEqualTo(new PartnerId("id-of-called"));
        assertThat(request.from()).isEqualTo(PartyId.of("NL", "OWN"));
        assertThat(request.to()).isEqualTo(PartyId.of("NL", "CAL"));
        assertThat(request.responseUrl())
                .isEqualTo("https://ocpi.example.com" + RESULTS + "START_SESSION/" + command.requestId());
        assertThat(request.content().propertyNames()).containsExactlyInAnyOrder("token", "location_id", "x");
        assertThat(sent.getFirst().getMetaData())
                .containsEntry(MessageOrigin.CORRELATION_ID, command.requestId().value());
        assertThat(platform.awaited.getLast().projection()).isEqualTo("outgoing_requests");
    }

    @Test
    void theOnlyEmspAsksWhereNoTokenIsNamed() {
        assertThat(perform(post(COMMANDS + "/STOP_SESSION", "{" + TO + ",\"command\":{\"session_id\":\"S1\"}}")))
                .hasStatus(202);
        assertThat(((RequestOperation) sent.getFirst().getPayload()).request().from())
                .isEqualTo(PartyId.of("NL", "OWN"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "STOP_SESSION | {'to':{'country_code':'NL','party_id':'CAL'}} | command must not be null",
                "STOP_SESSION | {'command':{'session_id':'S'}} | to must not be null",
                "STOP_SESSION | {'to':{'country_code':'NLD','party_id':'CAL'},'command':{'session_id':'S'}} | to.country_code must be",
                "STOP_SESSION | {'to':{'country_code':'NL','party_id':'CAL'},'command':{}} | session_id must not be null",
                "STOP_SESSION | {'to':{'country_code':'NL','party_id':'CAL'},'command':{'session_id':5}} | command: session_id must be",
                "STOP_SESSION | {'to':{'country_code':'NL','party_id':'CAL'},'command':{'session_id':'S','response_url':'https://x.example'}} | command.response_url is made by the platform",
                "STOP_SESSION | {'to':{'country_code':'NL','party_id':'CAL'},'from':{'country_code':'NL','party_id':'CAL'},'command':{'session_id':'S'}} | from must be an EMSP or PTP",
                "START_SESSION | {'to':{'country_code':'NL','party_id':'CAL'},'command':{'location_id':'L','token':{'country_code':'NL','party_id':'OWN'}}} | token.",
                "STOP_SESSION | [] | the body must be a JSON object"
            })
    void whatDoesNotFitIs400(String command, String body, String detail) {
        problem(perform(post(COMMANDS + "/" + command, body.replace('\'', '"'))), 400, detail);
        assertThat(sent).isEmpty();
    }

    @Test
    void aTokenOfSomebodyElseIsRefused() {
        problem(
                perform(post(
                        COMMANDS + "/START_SESSION",
                        "{" + TO + ",\"command\":{\"token\":" + TOKEN.replace("OWN", "XXX")
                                + ",\"location_id\":\"L1\"}}")),
                400,
                "from is the token's owner NL-XXX");
    }

    @Test
    void whoCannotBeAskedIsNot() {
        problem(perform(post(COMMANDS + "/DANCE", "{}")), 404, "command DANCE is unknown");
        String stop = "{\"to\":{\"country_code\":\"NL\",\"party_id\":\"%s\"},\"command\":{\"session_id\":\"S\"}}";
        problem(perform(post(COMMANDS + "/STOP_SESSION", stop.formatted("NON"))), 404, "to names NL-NON, which is no");
        problem(perform(post(COMMANDS + "/STOP_SESSION", stop.formatted("TNM"))), 409, "the partner of NL-TNM is not");
        problem(
                perform(post(COMMANDS + "/STOP_SESSION", stop.formatted("POR"))),
                409,
                "the partner of NL-POR has no Receiver of commands");
        problem(
                perform(admin(HttpMethod.DELETE, PROFILES + "/S1?to_country_code=NL&to_party_id=POR")),
                409,
                "the partner of NL-POR has no Receiver of chargingprofiles");
        assertThat(sent).isEmpty();
    }

    @Test
    void profilesAreSetAskedForAndCleared() {
        assertThat(perform(post(
                        PROFILES + "/S%2F1",
                        "{" + TO + ",\"charging_profile\":{\"charging_rate_unit\":\"W\",\"charging_profile_period\":"
                                + "[{\"start_period\":0,\"limit\":11000.5}]}}")))
                .hasStatus(202);
        assertThat(perform(admin(HttpMethod.GET, PROFILES + "/S1" + QUERY + "&duration=900")))
                .hasStatus(202);
        assertThat(perform(admin(HttpMethod.DELETE, PROFILES + "/S1" + QUERY))).hasStatus(202);

        assertThat(sent)
                .extracting(message ->
                        ((RequestOperation) message.getPayload()).request().operation())
                .containsExactly(
                        RemoteOperation.CHARGING_PROFILE,
                        RemoteOperation.ACTIVE_CHARGING_PROFILE,
                        RemoteOperation.CLEAR_PROFILE);
        assertThat(sent)
                .extracting(message -> ((RequestOperation) message.getPayload())
                        .request()
                        .content()
                        .toString())
                .containsExactly(
                        "{\"session_id\":\"S/1\",\"charging_profile\":{\"charging_rate_unit\":\"W\","
                                + "\"charging_profile_period\":[{\"start_period\":0,\"limit\":11000.5}]}}",
                        "{\"session_id\":\"S1\",\"duration\":900}",
                        "{\"session_id\":\"S1\"}");
        RequestOperation first = (RequestOperation) sent.getFirst().getPayload();
        assertThat(first.request().responseUrl())
                .isEqualTo("https://ocpi.example.com" + PROFILE_RESULTS + "CHARGING_PROFILE/" + first.requestId());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "?duration=5 | to_country_code and to_party_id are missing",
                "?to_country_code=NL&duration=5 | to_country_code and to_party_id belong together",
                "?to_country_code=NLD&to_party_id=CAL&duration=5 | country_code must be",
                "?to_country_code=NL&to_party_id=CAL | duration is missing",
                "?to_country_code=NL&to_party_id=CAL&duration=0 | duration must be a number of at least 1",
                "?to_country_code=NL&to_party_id=CAL&duration=x | duration must be a number of at least 1",
                "?to_country_code=NL&to_party_id=CAL&duration=5&from_party_id=X | from_country_code and"
            })
    void aBadQueryIs400(String query, String detail) {
        problem(perform(admin(HttpMethod.GET, PROFILES + "/S1" + query)), 400, detail);
    }

    @Test
    void aBadProfileIs400() {
        problem(
                perform(post(PROFILES + "/S1", "{" + TO + ",\"charging_profile\":{}}")),
                400,
                "charging_profile.charging_rate_unit must not be null");
        problem(perform(post(PROFILES + "/" + "x".repeat(37), "{" + TO + "}")), 400, "session_id in the path");
    }

    @Test
    void aRequestIsReported() {
        outgoing(RemoteOperation.START_SESSION, RemoteAnswer.accepted(30), RemoteResult.of("ACCEPTED"));

        assertThat(perform(admin(HttpMethod.GET, COMMANDS + "/" + UID)))
                .hasStatusOk()
                .bodyJson()
                .isStrictlyEqualTo("""
                        {"uid":"9d3c1c0e-3b67-4a51-9c1a-6f0f9a2f7e11","direction":"OUTGOING","command":"START_SESSION",
                         "state":"SUCCEEDED","partner_id":"p1","from":{"country_code":"NL","party_id":"OWN"},
                         "to":{"country_code":"NL","party_id":"CAL"},"requested_at":"2026-03-01T12:00:00Z",
                         "deadline":null,"timeout":30,"response":{"result":"ACCEPTED","timeout":30,"message":[]},
                         "result":{"result":"ACCEPTED","message":[]},
                         "history":[{"at":"2026-03-01T12:00:00Z","event":"outgoing_requests.sending","text":"Sent"}]}
                        """);
        problem(perform(admin(HttpMethod.GET, PROFILES + "/requests/" + UID)), 404, "request is unknown");
        problem(perform(admin(HttpMethod.GET, COMMANDS + "/other")), 404, "request is unknown");
    }

    @Test
    void onesOfPartnersAreReportedToo() {
        incoming.put(
                new RequestId(UID),
                view(UID, Direction.INCOMING, RemoteOperation.CLEAR_PROFILE, "RECEIVED", TestEdge.NOW, null, null));
        assertThat(perform(admin(HttpMethod.GET, PROFILES + "/requests/" + UID)))
                .hasStatusOk()
                .bodyJson()
                .isLenientlyEqualTo("""
                        {"direction":"INCOMING","operation":"CLEAR_PROFILE","state":"RECEIVED","timeout":null,
                         "response":null,"result":null}
                        """);
    }

    @Test
    void theLatestOfBothDirectionsAreListed() {
        outgoing(RemoteOperation.START_SESSION, null, null);
        RequestId later = new RequestId("later");
        incoming.put(
                later,
                view(
                        "later",
                        Direction.INCOMING,
                        RemoteOperation.STOP_SESSION,
                        "RECEIVED",
                        TestEdge.NOW.plusSeconds(1),
                        null,
                        null));

        assertThat(perform(admin(HttpMethod.GET, COMMANDS)))
                .hasStatusOk()
                .bodyJson()
                .extractingPath("$[*].uid")
                .isEqualTo(List.of("later", UID));
        assertThat(perform(admin(HttpMethod.GET, COMMANDS + "?limit=1")))
                .bodyJson()
                .extractingPath("$[*].uid")
                .isEqualTo(List.of("later"));
        asked.clear();
        perform(admin(HttpMethod.GET, COMMANDS + "?direction=OUTGOING&state=EXPIRED&command=START_SESSION&limit=9"));
        assertThat(asked)
                .containsExactly(new ListOutgoingRequests(Set.of(RemoteOperation.START_SESSION), Set.of("EXPIRED"), 5));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "direction=UP",
                "state=LOST",
                "direction=OUTGOING&state=RESULT_SENT",
                "direction=INCOMING&state=EXPIRED",
                "command=CLEAR_PROFILE",
                "limit=0"
            })
    void aListThatCannotBeIs400(String query) {
        assertThat(perform(admin(HttpMethod.GET, COMMANDS + "?" + query))).hasStatus(400);
        assertThat(asked).isEmpty();
    }

    @Test
    void aResultOfACommandIsTaken() {
        MvcTestResult result = result(
                RESULTS + "START_SESSION/" + UID,
                "{\"result\":\"FAILED\",\"message\":[{\"language\":\"en\",\"text\":\"no\"}]}");

        ocpi(result, 200, 1000);
        assertThat(result).bodyJson().doesNotHavePath("$.data");
        RecordResult command = (RecordResult) sent.getFirst().getPayload();
        assertThat(command.requestId()).isEqualTo(new RequestId(UID));
        assertThat(command.operation()).isEqualTo(RemoteOperation.START_SESSION);
        assertThat(command.caller().partnerId()).isEqualTo("id-of-cpo-token");
        assertThat(command.result().result()).isEqualTo("FAILED");
        assertThat(command.result().message().getFirst().text()).isEqualTo("no");
        assertThat(sent.getFirst().getMetaData())
                .containsEntry(MessageOrigin.PARTNER_ID, "id-of-cpo-token")
                .containsEntry(MessageOrigin.PARTY_ID, "TNM");
        assertThat(platform.awaited.getLast().projection()).isEqualTo("outgoing_requests");
        platform.fallBehind();
        assertThat(result(RESULTS + "START_SESSION/" + UID, "{\"result\":\"FAILED\"}"))
                .hasStatusOk()
                .hasHeader("X-Projection-Behind", "true");
    }

    @Test
    void resultsAboutProfilesAreTaken() {
        String profile = "{\"start_date_time\":\"2026-03-01T10:00:00Z\",\"charging_profile\":{"
                + "\"charging_rate_unit\":\"W\",\"charging_profile_period\":[{\"start_period\":0,\"limit\":5}]}}";
        ocpi(
                result(
                        PROFILE_RESULTS + "ACTIVE_CHARGING_PROFILE/" + UID,
                        "{\"result\":\"ACCEPTED\",\"profile\":" + profile + "}"),
                200,
                1000);
        assertThat(OcpiJson.mapper()
                        .writeValueAsString(((RecordResult) sent.getFirst().getPayload())
                                .result()
                                .profile()))
                .isEqualTo(profile);
        ocpi(result(PROFILE_RESULTS + "CHARGING_PROFILE/" + UID, "{\"result\":\"REJECTED\"}"), 200, 1000);
        ocpi(result(PROFILE_RESULTS + "CLEAR_PROFILE/" + UID, "{\"result\":\"UNKNOWN\"}"), 200, 1000);
        ocpi(
                result(
                        PROFILE_RESULTS + "ACTIVE_CHARGING_PROFILE/" + UID,
                        "{\"result\":\"REJECTED\",\"profile\":" + profile + "}"),
                200,
                2001);
        ocpi(result(PROFILE_RESULTS + "CLEAR_PROFILE/" + UID, "{\"result\":\"TIMEOUT\"}"), 200, 2001);
        ocpi(result(PROFILE_RESULTS + "START_SESSION/" + UID, "{\"result\":\"ACCEPTED\"}"), 404, 2000);
        assertThat(sent).hasSize(3);
    }

    @Test
    void aResultThatNobodyAwaitsIs404AndABadOneIsRefused() {
        ocpi(result(RESULTS + "START_SESSION/x", "{\"result\":\"ACCEPTED\"}"), 404, 2000);
        ocpi(result(RESULTS + "CLEAR_PROFILE/" + UID, "{\"result\":\"ACCEPTED\"}"), 404, 2000);
        ocpi(result(RESULTS + "START_SESSION/" + UID, "{\"result\":\"UNKNOWN\"}"), 200, 2001);
        ocpi(result(RESULTS + "START_SESSION/" + UID, "{\"result\":"), 400, 2001);
        failure = new AggregateNotFoundException(UID, "no such aggregate");
        ocpi(result(RESULTS + "START_SESSION/" + UID, "{\"result\":\"ACCEPTED\"}"), 404, 2000);
        failure = Rejection.notFound("request");
        ocpi(result(RESULTS + "START_SESSION/" + UID, "{\"result\":\"ACCEPTED\"}"), 404, 2000);
        assertThat(sent).isEmpty();
    }

    private void outgoing(RemoteOperation operation, RemoteAnswer answer, RemoteResult result) {
        outgoing.put(
                new RequestId(UID),
                view(UID, Direction.OUTGOING, operation, "SUCCEEDED", TestEdge.NOW, answer, result));
    }

    private static RemoteRequestView view(
            String uid,
            Direction direction,
            RemoteOperation operation,
            String stage,
            Instant at,
            RemoteAnswer answer,
            RemoteResult result) {
        return new RemoteRequestView(
                new RequestId(uid),
                direction,
                operation,
                stage,
                new PartnerId("p1"),
                PartyId.of("NL", "OWN"),
                PartyId.of("NL", "CAL"),
                OcpiJson.mapper().createObjectNode().put("secret", "x"),
                at,
                null,
                answer,
                result,
                List.of(new RequestNote(TestEdge.NOW, "outgoing_requests.sending", "Sent")));
    }

    private MvcTestResult result(String path, String body) {
        return perform(as("cpo-token", HttpMethod.POST, path)
                .contentType("application/json")
                .content(body));
    }

    private static void ocpi(MvcTestResult result, int status, int code) {
        assertThat(result).hasStatus(status);
        assertThat(result).bodyJson().extractingPath("$.status_code").isEqualTo(code);
    }

    private static MockHttpServletRequestBuilder post(String path, String body) {
        return admin(HttpMethod.POST, path).contentType("application/json").content(body);
    }

    private static MockHttpServletRequestBuilder admin(HttpMethod method, String path) {
        return MockMvcRequestBuilders.request(method, URI.create(path))
                .header("Authorization", "Bearer " + TestEdge.ADMIN_TOKEN);
    }

    private static void problem(MvcTestResult result, int status, String detail) {
        assertThat(result).hasStatus(status).hasContentTypeCompatibleWith("application/problem+json");
        assertThat(value(result, "$.detail")).startsWith(detail);
    }

    private static String value(MvcTestResult result, String path) {
        try {
            return JsonPath.read(result.getResponse().getContentAsString(), path);
        } catch (UnsupportedEncodingException e) {
            throw new IllegalStateException(e);
        }
    }
}
