package org.ocpiplatform.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.JsonPath;
import java.io.UnsupportedEncodingException;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ocpiplatform.contract.Rejection;
import org.ocpiplatform.contract.partners.PartnerCommand.ProvisionPartner;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;

/** The administrators' API. */
class AdminTest extends OcpiTest {

    private static final String PARTNER = """
            {"name":"New CPO","mode":"PROVISIONED","hub_party_id":"NLHUB","unknown":1,
             "roles":[{"role":"CPO","country_code":"BE","party_id":"NEW"},
                      {"role":"EMSP","country_code":"BE","party_id":"NEW","business_details":{"name":"Other name"}}]}
            """;

    @ParameterizedTest
    @ValueSource(strings = {"/admin/partners", "/admin/projections", "/admin/unknown", "/actuator/metrics", "/", "/x"})
    void withoutTheTokenEverythingIs401(String path) {
        problem(perform(get(path)), 401);
        problem(perform(get(path).header("Authorization", "Bearer wrong")), 401);
        problem(perform(get("cpo-token", path)), 401);
    }

    @Test
    void aProvisionedPartnerGetsATokenThatWorks() {
        MvcTestResult result = perform(post("/admin/partners", PARTNER));
        assertThat(result).hasStatus(201).hasContentTypeCompatibleWith("application/json");
        assertThat(result).bodyJson().isLenientlyEqualTo("""
                        {"name":"New CPO","mode":"PROVISIONED","state":"PROVISIONED",
                         "versions_url":"https://ocpi.example.com/ocpi/versions"}
                        """);
        String token = value(result, "$.token");
        assertThat(token).hasSize(43);
        assertThat(perform(get(token, "/ocpi/versions"))).hasStatusOk();
        ProvisionPartner command =
                (ProvisionPartner) platform.commands.getLast().getPayload();
        assertThat(command.roles())
                .extracting(role -> role.businessDetails().name())
                .containsExactly("New CPO", "Other name");
        assertThat(command.tokenHash()).isNotEqualTo(token);
        assertThat(platform.awaited.getLast().projection()).isEqualTo("partners");

        MvcTestResult shown = perform(admin(HttpMethod.GET, "/admin/partners/" + value(result, "$.id")));
        assertThat(shown).hasStatusOk();
        assertThat(shown).bodyText().doesNotContain(token).doesNotContain(command.tokenHash());
        assertThat(shown).bodyJson().isLenientlyEqualTo("""
                        {"name":"New CPO","mode":"PROVISIONED","state":"PROVISIONED","hub_party_id":"NLHUB",
                         "versions_url":null,"endpoints":[],"token_age_days":3,"token_issued_at":"2026-02-26T12:00:00Z",
                         "last_contact_in":"2026-03-01T12:00:00Z","last_contact_out":"2026-03-01T12:00:00Z",
                         "circuit":"HALF_OPEN","last_failure":"no answer","failed_deliveries":0,
                         "quirks_seen":{},"quirks_set":{},
                         "roles":[{"role":"CPO","country_code":"BE","party_id":"NEW"},{"role":"EMSP"}]}
                        """);
    }

    @Test
    void partnersAreListed() {
        assertThat(perform(admin(HttpMethod.GET, "/admin/partners/")))
                .hasStatusOk()
                .bodyJson()
                .extractingPath("$.length()")
                .isEqualTo(4);
        problem(perform(admin(HttpMethod.GET, "/admin/partners/nobody")), 404);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"name\":\"x\",\"mode\":\"KING\",\"roles\":[]} | mode must be INVITED",
                "{\"name\":\"x\",\"mode\":\"INVITED\",\"token_b\":\"b\"} | token_b must be absent",
                "{\"name\":\"x\",\"mode\":\"PROVISIONED\",\"url\":\"https://a.example\"} | url and token_b belong together",
                "{\"name\":\"x\",\"mode\":\"PROVISIONED\",\"token_b\":\"b\"} | url and token_b belong together",
                "{\"name\":\"x\",\"mode\":\"PROVISIONED\",\"url\":\"a\",\"token_b\":\"b\",\"roles\":[{\"role\":\"CPO\",\"country_code\":\"BE\",\"party_id\":\"N\"}]} | url must be an absolute URL",
                "{\"name\":\"x\",\"mode\":\"PROVISIONED\",\"url\":\"https://a.example\",\"token_b\":\"b b\",\"roles\":[{\"role\":\"CPO\",\"country_code\":\"BE\",\"party_id\":\"N\"}]} | token_b must be printable",
                "{\"mode\":\"PROVISIONED\",\"roles\":[{\"role\":\"CPO\",\"country_code\":\"BE\",\"party_id\":\"N\",\"business_details\":{\"name\":\"b\"}}]} | name must not be null",
                "{\"name\":\"x\",\"mode\":\"PROVISIONED\"} | roles must not be empty",
                "{\"name\":\"x\",\"mode\":\"PROVISIONED\",\"roles\":[null]} | roles[0]",
                "{\"name\":\"x\",\"mode\":\"PROVISIONED\",\"roles\":[{\"role\":\"CPO\",\"country_code\":\"BEL\",\"party_id\":\"N\"}]} | roles[0].country_code must be 2 to 2",
                "{\"name\":\"x\",\"mode\":\"PROVISIONED\",\"roles\":[{\"role\":\"KING\"}]} | roles[0].role must be one of CPO",
                "{\"name\":\"x\",\"mode\":\"PROVISIONED\",\"roles\":[{\"role\":\"CPO\",\"country_code\":\"BE\",\"party_id\":\"N\"},{\"role\":\"CPO\",\"country_code\":\"be\",\"party_id\":\"n\"}]} | roles name be-n as CPO twice",
                "{\"name\":\"x\",\"mode\":\"PROVISIONED\",\"roles\":[{\"role\":\"CPO\",\"country_code\":\"BE\",\"party_id\":\"A:B\"}]} | roles must not have a colon",
                "[] | the body must be a JSON object",
                "{  | the body is not JSON",
                "''   | the request needs a JSON body"
            })
    void whatDoesNotFitIs400(String body, String message) {
        MvcTestResult result = perform(post("/admin/partners", body));
        problem(result, 400);
        assertThat(value(result, "$.detail")).startsWith(message);
        assertThat(platform.commands).isEmpty();
    }

    @Test
    void namesAreBounded() {
        problem(perform(post("/admin/partners", PARTNER.replace("New CPO", "x".repeat(101)))), 400);
        assertThat(perform(post("/admin/partners", PARTNER.replace("New CPO", "x".repeat(100)))))
                .hasStatus(201);
    }

    @Test
    void aPartyThatAnotherHoldsIs409() {
        platform.commandsFailWith(new Rejection(Rejection.Code.CONFLICT, "held"));
        problem(perform(post("/admin/partners", PARTNER)), 409);
    }

    @Test
    void aPartnerThatIsNotCalledIsNotCompared() {
        String id = value(perform(post("/admin/partners", PARTNER)), "$.id");
        platform.commands.clear();

        MvcTestResult result = perform(post("/admin/partners/" + id + "/resync", "{}"));

        problem(result, 409);
        assertThat(value(result, "$.detail")).startsWith("the partner is not called");
        assertThat(platform.commands).isEmpty();
    }

    @Test
    void anInvitedPartnerGetsATokenToRegisterWith() {
        MvcTestResult result = perform(post("/admin/partners", PARTNER.replace("\"mode\":\"PROVISIONED\",", "")));
        assertThat(result).hasStatus(201).bodyJson().isLenientlyEqualTo("""
                        {"name":"New CPO","mode":"INVITED","state":"INVITED",
                         "versions_url":"https://ocpi.example.com/ocpi/versions"}
                        """);
        String token = value(result, "$.token");
        assertThat(perform(get(token, "/ocpi/versions"))).hasStatusOk();
        assertThat(perform(get(token, CPO_SESSIONS))).hasStatus(401);
    }

    @Test
    void aProvisionedPartnerMayBeReached() {
        String reached = PARTNER.replace(
                "\"unknown\":1", "\"url\":\"https://they.example/versions\",\"token_b\":\"their-token\"");
        assertThat(perform(post("/admin/partners", reached))).hasStatus(201);
        ProvisionPartner command =
                (ProvisionPartner) platform.commands.getLast().getPayload();
        assertThat(command.reach().versionsUrl()).isEqualTo("https://they.example/versions");
        assertThat(command.toString()).doesNotContain("their-token");

        platform.commandsFailWith(new Rejection(Rejection.Code.CLIENT_UNREACHABLE, "versions: no answer"));
        MvcTestResult failed = perform(post("/admin/partners", reached));
        problem(failed, 502);
        assertThat(value(failed, "$.detail")).isEqualTo("versions: no answer");
    }

    @Test
    void weRegisterElsewhere() {
        String body = "{\"name\":\"They\",\"versions_url\":\"https://they.example/versions\",\"token\":\"their-a\"}";
        MvcTestResult result = perform(post("/admin/partners/connect", body));
        assertThat(result).hasStatus(201).bodyJson().isLenientlyEqualTo("""
                        {"name":"They","mode":"INVITED","state":"REGISTERED",
                         "versions_url":"https://they.example/versions","roles":[{"role":"EMSP","party_id":"FST"}]}
                        """);
        assertThat(result).bodyJson().doesNotHavePath("$.token");

        platform.commandsFailWith(new Rejection(Rejection.Code.PARTNER_FAILED, "POST credentials: 405"));
        problem(perform(post("/admin/partners/connect", body)), 502);
        platform.commandsFailWith(Rejection.invalid("versions: refused"));
        problem(perform(post("/admin/partners/connect", body)), 400);
        problem(perform(post("/admin/partners/connect", body.replace("https:", ""))), 400);
        problem(perform(post("/admin/partners/connect", "{}")), 400);
    }

    @Test
    void registrationsAreRotatedAndEnded() {
        assertThat(perform(post("/admin/partners/id-of-cpo-token/rotate", "")))
                .hasStatusOk()
                .bodyJson()
                .extractingPath("$.id")
                .isEqualTo("id-of-cpo-token");
        assertThat(perform(admin(HttpMethod.DELETE, "/admin/partners/id-of-cpo-token")))
                .hasStatusOk()
                .bodyJson()
                .isLenientlyEqualTo("""
                        {"id":"id-of-cpo-token","partner_told":false,"detail":"nobody is there"}
                        """);
    }

    @Test
    void quirksAreSet() {
        assertThat(perform(admin(HttpMethod.PUT, "/admin/partners/id-of-cpo-token/quirks")
                        .contentType("application/json")
                        .content("{\"raw_token\":true,\"page_limit\":50}")))
                .hasStatusOk()
                .bodyJson()
                .isLenientlyEqualTo("{\"quirks_seen\":{},\"quirks_set\":{\"raw_token\":true,\"page_limit\":50}}");
        problem(
                perform(admin(HttpMethod.PUT, "/admin/partners/id-of-cpo-token/quirks")
                        .contentType("application/json")
                        .content("{\"page_limit\":0}")),
                400);
    }

    @Test
    void failuresAreNotExplained() {
        platform.commandsFailWith(new IllegalStateException("secret"));
        MvcTestResult result = perform(post("/admin/partners", PARTNER));
        problem(result, 500);
        assertThat(result).bodyText().doesNotContain("secret");
    }

    @Test
    void methodsAndMediaTypes() {
        MvcTestResult result = perform(admin(HttpMethod.PUT, "/admin/partners"));
        problem(result, 405);
        assertThat(result).hasHeader("Allow", "GET, HEAD, POST");
        problem(
                perform(admin(HttpMethod.POST, "/admin/partners")
                        .contentType("text/plain")
                        .content("x")),
                415);
        problem(perform(admin(HttpMethod.GET, "/admin/unknown")), 404);
    }

    @Test
    void projectionsAreShownAndRebuilt() {
        MvcTestResult result = perform(admin(HttpMethod.GET, "/admin/projections"));
        assertThat(result).hasStatusOk().bodyJson().isStrictlyEqualTo("""
                        [{"name":"sessions","position":10,"head":12,"lag":2,"events_per_second":3.5,"state":"RUNNING",
                          "dead_letters":0,"node":"node-1"},
                         {"name":"partners","position":5,"head":12,"lag":7,"events_per_second":100.0,
                          "state":"REBUILDING","dead_letters":1,"percent":41.5,"seconds_left":9,"node":"node-1"}]
                        """);
        assertThat(perform(admin(HttpMethod.POST, "/admin/projections/sessions/rebuild")))
                .hasStatus(202);
        problem(perform(admin(HttpMethod.POST, "/admin/projections/none/rebuild")), 404);
    }

    @Test
    void thePublicationToKafkaIsShownAndMoved() {
        assertThat(perform(admin(HttpMethod.GET, "/admin/kafka")))
                .hasStatusOk()
                .bodyJson()
                .isStrictlyEqualTo("""
                        {"state":"WAITING","node":"one","position":5,"head":12,"lag":7,"published":3,
                         "topics":["ocpi.sessions"],"privacy":"FULL","last_error":"nobody answers",
                         "last_error_at":"2026-03-01T12:00:00Z"}
                        """);
        assertThat(perform(post("/admin/kafka/reset", "{\"position\":4}")))
                .hasStatus(202)
                .bodyJson()
                .extractingPath("$.position")
                .isEqualTo(3);
        assertThat(perform(post("/admin/kafka/reset", "{\"from\":\"beginning\"}")))
                .hasStatus(202)
                .bodyJson()
                .extractingPath("$.position")
                .isEqualTo(0);
        problem(perform(post("/admin/kafka/reset", "{\"from\":\"now\"}")), 409);
        for (String bad : List.of("{}", "{\"from\":\"then\"}", "{\"position\":1,\"from\":\"now\"}", "[]")) {
            problem(perform(post("/admin/kafka/reset", bad)), 400);
        }
    }

    private static MockHttpServletRequestBuilder admin(HttpMethod method, String path) {
        return MockMvcRequestBuilders.request(method, URI.create(path))
                .header("Authorization", "Bearer " + TestEdge.ADMIN_TOKEN);
    }

    private static MockHttpServletRequestBuilder post(String path, String body) {
        return admin(HttpMethod.POST, path).contentType("application/json").content(body);
    }

    private static void problem(MvcTestResult result, int status) {
        assertThat(result).hasStatus(status).hasContentTypeCompatibleWith("application/problem+json");
        assertThat(result).bodyJson().extractingPath("$.status").isEqualTo(status);
        if (status == 401) {
            assertThat(result.getResponse().getHeaders("WWW-Authenticate")).isEqualTo(List.of("Bearer"));
        }
    }

    private static String value(MvcTestResult result, String path) {
        try {
            return JsonPath.read(result.getResponse().getContentAsString(), path);
        } catch (UnsupportedEncodingException e) {
            throw new IllegalStateException(e);
        }
    }
}
