package org.ocpiplatform.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.JsonPath;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ocpiplatform.contract.Rejection;
import org.ocpiplatform.contract.partners.AccessTokens;
import org.ocpiplatform.contract.partners.PartnerCommand.AcceptCredentials;
import org.ocpiplatform.contract.partners.PartnerState;
import org.ocpiplatform.ocpi.Role;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

/** The credentials interface, on both of its paths. */
class CredentialsTest extends OcpiTest {

    private static final String PATH = "/ocpi/cpo/2.3.0/credentials";
    private static final String CREDENTIALS = """
            {"token":"token-b","url":"https://they.example/versions",
             "roles":[{"role":"EMSP","country_code":"DE","party_id":"FST","business_details":{"name":"They"}}]}
            """;

    @BeforeEach
    void invite() {
        platform.partner("token-a", Role.EMSP, "DE", "FST", PartnerState.INVITED);
    }

    @ParameterizedTest
    @ValueSource(strings = {PATH, PATH + "/", "/ocpi/emsp/2.3.0/credentials", "/ocpi/emsp/2.3.0/credentials/"})
    void aPlatformRegistersChangesAndLeaves(String path) throws Exception {
        MvcTestResult posted = perform(as("token-a", HttpMethod.POST, path)
                .contentType("application/json")
                .content(CREDENTIALS)
                .header("OCPI-to-country-code", "XX")
                .header("OCPI-to-party-id", "XXX"));
        assertThat(posted).hasStatusOk().bodyJson().isLenientlyEqualTo("""
                        {"data":{"url":"https://ocpi.example.com/ocpi/versions","hub_party_id":"NLHUB",
                         "roles":[{"role":"EMSP","country_code":"NL","party_id":"OWN"}]},"status_code":1000}
                        """);
        String tokenC = token(posted);
        assertThat(tokenC).hasSize(43);
        AcceptCredentials command =
                (AcceptCredentials) platform.commands.getLast().getPayload();
        assertThat(command.first()).isTrue();
        assertThat(command.presentedHash()).isEqualTo(AccessTokens.hash("token-a"));
        assertThat(command.tokenHash()).isEqualTo(AccessTokens.hash(tokenC));
        assertThat(command.reach().versionsUrl()).isEqualTo("https://they.example/versions");
        assertThat(command.toString()).doesNotContain("token-b");
        assertThat(platform.awaited.getLast().projection()).isEqualTo("partners");

        MvcTestResult got = perform(get(tokenC, path));
        assertThat(got).hasStatusOk();
        assertThat(token(got)).isEqualTo(tokenC);

        MvcTestResult put = perform(put(tokenC, path, CREDENTIALS));
        assertThat(put).hasStatusOk();
        assertThat(((AcceptCredentials) platform.commands.getLast().getPayload()).first())
                .isFalse();
        assertThat(perform(get(tokenC, path))).hasStatus(401);

        MvcTestResult deleted = perform(as(token(put), HttpMethod.DELETE, path));
        assertThat(deleted).hasStatusOk().bodyJson().doesNotHavePath("$.data");
        assertThat(perform(get(token(put), path))).hasStatus(401);
    }

    @Test
    void methodsFollowTheStateOfTheRegistration() {
        refused(as("token-a", HttpMethod.PUT, PATH), "GET, POST");
        refused(as("token-a", HttpMethod.DELETE, PATH), "GET, POST");
        refused(as("cpo-token", HttpMethod.POST, PATH), "DELETE, GET, PUT");
        assertThat(perform(get("token-a", PATH)))
                .hasStatus(404)
                .bodyJson()
                .extractingPath("$.status_code")
                .isEqualTo(2000);
    }

    @ParameterizedTest
    @CsvSource({
        "CLIENT_UNREACHABLE, 3001",
        "VERSION_UNSUPPORTED, 3002",
        "ENDPOINTS_MISSING, 3003",
        "CONFLICT, 2001",
        "INVALID, 2001"
    })
    void failuresAreToldWithHttp200AndTheTokenStays(Rejection.Code code, int statusCode) {
        platform.commandsFailWith(new Rejection(code, "why"));
        assertThat(perform(as("token-a", HttpMethod.POST, PATH)
                        .contentType("application/json")
                        .content(CREDENTIALS)))
                .hasStatusOk()
                .bodyJson()
                .extractingPath("$.status_code")
                .isEqualTo(statusCode);
        assertThat(platform.knows("token-a")).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"token-b\" | \"token b\" | 200",
                "\"token-b\" | \"\" | 200",
                "\"token-b\" | \"01234567890123456789012345678901234567890123456789012345678901234\" | 200",
                "https://they.example/versions | versions | 200",
                "\"DE\" | \"DEU\" | 200",
                "{\"token\" | { | 400"
            })
    void whatIsNoCredentialsObjectIsRefused(String what, String by, int status) {
        MvcTestResult result = perform(as("token-a", HttpMethod.POST, PATH)
                .contentType("application/json")
                .content(CREDENTIALS.replace(what, by)));
        assertThat(result)
                .hasStatus(status)
                .bodyJson()
                .extractingPath("$.status_code")
                .isEqualTo(2001);
        assertThat(platform.commands).isEmpty();
    }

    @Test
    void aLateProjectionIsAdmitted() {
        platform.fallBehind();
        assertThat(perform(put("cpo-token", PATH, CREDENTIALS))).hasStatusOk().hasHeader("X-Projection-Behind", "true");
    }

    private void refused(MockHttpServletRequestBuilder request, String allowed) {
        assertThat(perform(request.contentType("application/json").content(CREDENTIALS)))
                .hasStatus(405)
                .hasHeader("Allow", allowed)
                .bodyJson()
                .extractingPath("$.status_code")
                .isEqualTo(2000);
        assertThat(platform.commands).isEmpty();
    }

    private static String token(MvcTestResult result) throws Exception {
        return JsonPath.read(result.getResponse().getContentAsString(), "$.data.token");
    }
}
