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
                         "endpoints":[],"token_age_days":3,"token_issued_at":"2026-02-26T12:00:00Z",
                         "last_contact_in":"2026-03-01T12:00:00Z","last_contact_out":null,"failed_deliveries":0,
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
                "{\"name\":\"x\",\"roles\":[{\"role\":\"CPO\",\"country_code\":\"BE\",\"party_id\":\"N\"}]} | mode must be PROVISIONED",
                "{\"name\":\"x\",\"mode\":\"INVITED\",\"roles\":[]} | mode must be PROVISIONED",
                "{\"name\":\"x\",\"mode\":\"PROVISIONED\",\"url\":\"https://a.example\"} | url and token_b must be absent",
                "{\"name\":\"x\",\"mode\":\"PROVISIONED\",\"token_b\":\"b\"} | url and token_b must be absent",
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
        assertThat(result).hasHeader("Allow", "GET, POST");
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
                          "dead_letters":0},
                         {"name":"partners","position":5,"head":12,"lag":7,"events_per_second":100.0,
                          "state":"REBUILDING","dead_letters":1,"percent":41.5,"seconds_left":9}]
                        """);
        assertThat(perform(admin(HttpMethod.POST, "/admin/projections/sessions/rebuild")))
                .hasStatus(202);
        problem(perform(admin(HttpMethod.POST, "/admin/projections/none/rebuild")), 404);
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
