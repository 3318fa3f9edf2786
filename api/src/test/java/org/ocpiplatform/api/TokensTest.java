package org.ocpiplatform.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ocpiplatform.api.security.LastContacts;
import org.ocpiplatform.contract.partners.AccessTokens;
import org.ocpiplatform.contract.partners.PartnerQuirks;
import org.ocpiplatform.contract.partners.PartnerState;
import org.ocpiplatform.ocpi.Role;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/** Who may call OCPI, and with which spelling of the token. */
class TokensTest extends OcpiTest {

    @Autowired
    private LastContacts contacts;

    @ParameterizedTest
    @ValueSource(strings = {"/ocpi", "/ocpi/versions", "/ocpi/2.3.0/details", CPO_SESSIONS, "/ocpi/unknown/path"})
    void withoutATokenEverythingIs401(String path) {
        unauthorized(perform(get(path)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Token",
                "Token ",
                "Token bm9ib2R5",
                "Token nobody",
                "Token ====",
                "Bearer Y3BvLXRva2Vu",
                "Basic Y3BvLXRva2Vu",
                "Y3BvLXRva2Vu",
                "Tokens Y3BvLXRva2Vu"
            })
    void wrongTokensAre401(String header) {
        unauthorized(perform(get("/ocpi/versions").header("Authorization", header)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Token", "token", "TOKEN"})
    void theSchemeIsInAnyCase(String scheme) {
        assertThat(perform(get("/ocpi/versions").header("Authorization", scheme + " " + base64("cpo-token"))))
                .hasStatusOk();
    }

    @Test
    void anEncodedLineFeedIsForgiven() {
        assertThat(perform(get("/ocpi/versions").header("Authorization", "Token " + base64("cpo-token\n"))))
                .hasStatusOk();
        assertThat(perform(get("/ocpi/versions").header("Authorization", "Token " + base64("cpo-token\r\n"))))
                .hasStatusOk();
    }

    @Test
    void aRawTokenWorksEvenIfItLooksLikeBase64() {
        platform.partner("abcdefgh", Role.CPO, "NL", "RAW");
        assertThat(perform(get("/ocpi/versions").header("Authorization", "Token cpo-token")))
                .hasStatusOk();
        assertThat(perform(get("/ocpi/versions").header("Authorization", "Token abcdefgh")))
                .hasStatusOk();
    }

    @ParameterizedTest
    @EnumSource(PartnerState.class)
    void onlyConnectedPartnersCall(PartnerState state) {
        platform.partner("some", Role.CPO, "NL", "SOM", state);
        boolean connected = state == PartnerState.PROVISIONED || state == PartnerState.REGISTERED;
        assertThat(perform(get("some", CPO_SESSIONS))).hasStatus(connected ? 200 : 401);
    }

    @ParameterizedTest
    @CsvSource({
        "INVITED, 200, 404",
        "CONNECTING, 200, 401",
        "REGISTERED, 200, 200",
        "PROVISIONED, 200, 200",
        "UNREGISTERED, 401, 401"
    })
    void whoIsNotConnectedSeesNoMoreThanRegistrationNeeds(PartnerState state, int versions, int credentials) {
        platform.partner("some", Role.CPO, "NL", "SOM", state);
        for (String path : List.of("/ocpi/versions", "/ocpi/versions/", "/ocpi/2.3.0/details")) {
            assertThat(perform(get("some", path))).hasStatus(versions);
        }
        for (String side : List.of("cpo", "emsp")) {
            String path = "/ocpi/" + side + "/2.3.0/credentials";
            assertThat(perform(get("some", path))).hasStatus(credentials);
            assertThat(perform(get("some", path + "/"))).hasStatus(credentials);
        }
    }

    @Test
    void whatAPartnerDoesAgainAndAgainIsRecorded() throws Exception {
        platform.partner("habitual", Role.CPO, "NL", "HAB");
        for (int i = 0; i < 2; i++) {
            perform(get("/ocpi/versions/").header("Authorization", "Token habitual"));
        }
        perform(get("habitual", "/ocpi/versions"));
        for (int i = 0; i < 2; i++) {
            perform(get("/ocpi/versions/").header("Authorization", "Token habitual"));
        }
        assertThat(platform.quirksOf("habitual")).isEmpty();

        perform(get("/ocpi/versions/").header("Authorization", "Token habitual"));
        awaitQuirks("habitual", new PartnerQuirks(true, true, null, null));

        platform.partner("silent", Role.CPO, "NL", "SIL");
        for (int i = 0; i < 30; i++) {
            perform(get("silent", CPO_SESSIONS));
        }
        awaitQuirks("silent", new PartnerQuirks(null, null, null, true));
    }

    private void awaitQuirks(String token, PartnerQuirks quirks) throws InterruptedException {
        for (int i = 0; i < 100 && platform.quirksOf(token).isEmpty(); i++) {
            Thread.sleep(50);
        }
        assertThat(platform.quirksOf(token)).hasValue(quirks);
    }

    @Test
    void theLastContactIsKept() {
        perform(get("cpo-token", "/ocpi/versions"));
        assertThat(contacts.of("id-of-cpo-token")).contains(TestEdge.NOW);
    }

    @Test
    void issuedTokensAreLongRandomAndPrintable() {
        AccessTokens tokens = new AccessTokens(new SecureRandom());
        String token = tokens.issue();
        assertThat(token).matches("[A-Za-z0-9_-]{43}").isNotEqualTo(tokens.issue());
        assertThat(AccessTokens.hash("abc"))
                .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes());
    }

    private static void unauthorized(MvcTestResult result) {
        assertThat(result)
                .hasStatus(401)
                .hasHeader("WWW-Authenticate", "Token")
                .containsHeader("X-Request-ID")
                .hasContentTypeCompatibleWith("application/json");
        assertThat(result)
                .bodyJson()
                .doesNotHavePath("$.data")
                .extractingPath("$.status_code")
                .isEqualTo(2000);
    }
}
