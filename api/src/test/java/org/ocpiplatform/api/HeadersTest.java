package org.ocpiplatform.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ocpiplatform.contract.MessageOrigin;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

/** Message ids and routing headers, on success and on failure. */
class HeadersTest extends OcpiTest {

    private static final String S1 = CPO_SESSIONS + "/NL/TNM/S1";

    @Test
    void messageIdsComeBack() {
        assertThat(perform(get("cpo-token", "/ocpi/versions")
                        .header("X-Request-ID", "r 1")
                        .header("X-Correlation-ID", "c-1")))
                .hasHeader("X-Request-ID", "r 1")
                .hasHeader("X-Correlation-ID", "c-1");
        assertThat(perform(get(S1).header("X-Request-ID", "r1")))
                .hasStatus(401)
                .hasHeader("X-Request-ID", "r1")
                .containsHeader("X-Correlation-ID");
        assertThat(perform(get("cpo-token", S1).header("X-Correlation-ID", "c1")))
                .hasStatus(404)
                .hasHeader("X-Correlation-ID", "c1")
                .containsHeader("X-Request-ID");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "a\tb", "ö", "x…"})
    void absurdMessageIdsAreReplaced(String id) {
        replaced(id);
    }

    @Test
    void endlessMessageIdsAreReplaced() {
        replaced("x".repeat(129));
    }

    private void replaced(String id) {
        MvcTestResult result = perform(get("cpo-token", "/ocpi/versions").header("X-Request-ID", id));
        assertThat(result.getResponse().getHeader("X-Request-ID")).matches("[0-9a-f-]{36}");
    }

    @Test
    void routingHeadersAreMirrored() {
        mirrored(perform(routed(put("cpo-token", S1, session("S1")), "NL", "TNM", "NL", "OWN")), 201);
        mirrored(perform(routed(put("cpo-token", S1, "{"), "NL", "TNM", "NL", "OWN")), 400);
        mirrored(perform(routed(get("cpo-token", EMSP_SESSIONS + "/NL/TNM/none"), "NL", "TNM", "NL", "OWN")), 404);
        mirrored(perform(routed(as("cpo-token", HttpMethod.DELETE, S1), "NL", "TNM", "NL", "OWN")), 405);
    }

    private static void mirrored(MvcTestResult result, int status) {
        assertThat(result)
                .hasStatus(status)
                .hasHeader("OCPI-to-country-code", "NL")
                .hasHeader("OCPI-to-party-id", "TNM")
                .hasHeader("OCPI-from-country-code", "NL")
                .hasHeader("OCPI-from-party-id", "OWN");
    }

    @Test
    void withoutThemThereAreNone() {
        assertThat(perform(get("cpo-token", CPO_SESSIONS)))
                .hasStatusOk()
                .doesNotContainHeader("OCPI-to-party-id")
                .doesNotContainHeader("OCPI-from-party-id");
    }

    @Test
    void configurationModulesIgnoreThem() {
        assertThat(perform(routed(get("cpo-token", "/ocpi/versions"), "XX", "XXX", "YY", "YYY")))
                .hasStatusOk()
                .doesNotContainHeader("OCPI-to-party-id")
                .doesNotContainHeader("OCPI-from-party-id");
    }

    @Test
    void theSenderMustBeTheCallers() {
        refused(perform(routed(put("cpo-token", S1, session("S1")), "NL", "TWO", "NL", "OWN")));
        assertThat(platform.commands).isEmpty();
        assertThat(perform(routed(put("cpo-token", S1, session("S1")), "nl", "tnm", "nl", "own")))
                .hasStatus(201);
    }

    @Test
    void theReceiverMustBeHere() {
        refused(perform(routed(get("cpo-token", CPO_SESSIONS), "NL", "TNM", "XX", "NOB")));
        // A provisioned partner's party is reached through this platform.
        assertThat(perform(routed(get("cpo-token", CPO_SESSIONS), "NL", "TNM", "DE", "EMS")))
                .bodyJson()
                .extractingPath("$.status_code")
                .isEqualTo(1000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"OCPI-from-country-code", "OCPI-from-party-id", "OCPI-to-country-code", "OCPI-to-party-id"})
    void halfAPartyIsRefused(String header) {
        refused(perform(get("cpo-token", CPO_SESSIONS).header(header, "NL")));
    }

    @Test
    void whatIsNoPartyIsRefused() {
        refused(perform(routed(get("cpo-token", CPO_SESSIONS), "NL", "TNM", "NETHERLANDS", "OWN")));
        refused(perform(routed(get("cpo-token", CPO_SESSIONS), "NL", "TNM", "", "")));
    }

    @Test
    void theSenderIsWhoActs() {
        perform(routed(put("cpo-token", S1, session("S1")), "nl", "tnm", "NL", "OWN"));
        assertThat(platform.commands.getLast().getMetaData()).containsEntry(MessageOrigin.PARTY_ID, "TNM");
    }

    private static void refused(MvcTestResult result) {
        assertThat(result).hasStatusOk();
        assertThat(result).bodyJson().extractingPath("$.status_code").isEqualTo(2001);
    }

    private static MockHttpServletRequestBuilder routed(
            MockHttpServletRequestBuilder request,
            String fromCountry,
            String fromParty,
            String toCountry,
            String toParty) {
        return request.header("OCPI-from-country-code", fromCountry)
                .header("OCPI-from-party-id", fromParty)
                .header("OCPI-to-country-code", toCountry)
                .header("OCPI-to-party-id", toParty);
    }
}
