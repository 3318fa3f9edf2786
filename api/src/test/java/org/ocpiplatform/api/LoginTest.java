package org.ocpiplatform.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.JsonPath;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ocpiplatform.api.backoffice.BackOfficePaths;
import org.ocpiplatform.contract.MessageOrigin;
import org.ocpiplatform.contract.Rejection;
import org.ocpiplatform.contract.backoffice.LoginSessionCommand.OpenLoginSession;
import org.ocpiplatform.ocpi.PartyId;
import org.springframework.http.HttpMethod;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/** How users log in, stay logged in and log out. */
class LoginTest extends BackOfficeTest {

    private static final String HASH = new BCryptPasswordEncoder(4).encode("correct horse");

    @Test
    void aUserLogsIn() {
        platform.company("Ann", HASH);
        MvcTestResult result =
                perform(post(TestEdge.APPLICATION_TOKEN, BackOfficePaths.LOGIN, credentials("aNN", "correct horse"))
                        .header("X-Request-ID", "r1"));

        assertThat(result).hasStatusOk();
        Map<String, Object> data = JsonPath.read(text(result), "$.data");
        assertThat(data)
                .containsOnlyKeys("access_token", "access_expires_in", "refresh_token", "refresh_expires_in", "role")
                .containsEntry("role", "CPO_OWNER")
                .containsEntry(
                        "access_expires_in", (int) TestEdge.NOW.plusSeconds(900).getEpochSecond())
                .containsEntry("refresh_expires_in", (int)
                        TestEdge.NOW.plusSeconds(30 * 86_400).getEpochSecond());
        assertThat(JsonPath.<String>read(text(result), "$.message")).isEqualTo("SUCCESS");
        assertThat(JsonPath.<Integer>read(text(result), "$.status")).isEqualTo(200);

        OpenLoginSession command =
                (OpenLoginSession) platform.commands.getLast().getPayload();
        Map<String, Object> access = claims((String) data.get("access_token"));
        assertThat(access)
                .containsOnlyKeys("sub", "role", "cpo", "sid", "typ", "jti", "iat", "exp")
                .containsEntry("sub", "id-of-Ann")
                .containsEntry("role", "CPO_OWNER")
                .containsEntry("cpo", "NL-ABC")
                .containsEntry("sid", command.loginSessionId().value())
                .containsEntry("typ", "access")
                .containsEntry("iat", (int) TestEdge.NOW.getEpochSecond())
                .containsEntry("exp", data.get("access_expires_in"));
        Map<String, Object> refresh = claims((String) data.get("refresh_token"));
        assertThat(refresh)
                .containsOnlyKeys("sub", "role", "cpo", "sid", "typ", "jti", "iat", "exp")
                .containsEntry("typ", "refresh")
                .containsEntry("jti", command.refreshTokenId())
                .containsEntry("exp", data.get("refresh_expires_in"));
        assertThat(command.cpo()).isEqualTo(PartyId.of("NL", "ABC"));
        assertThat(command.expiresAt()).isEqualTo(TestEdge.NOW.plusSeconds(30 * 86_400));
        assertThat(Map.<String, Object>copyOf(platform.commands.getLast().getMetaData()))
                .containsEntry(MessageOrigin.USER_ID, "id-of-Ann")
                .containsEntry(MessageOrigin.COUNTRY_CODE, "NL")
                .containsEntry(MessageOrigin.PARTY_ID, "ABC")
                .containsEntry(MessageOrigin.REQUEST_ID, "r1");
        assertThat(platform.awaited.getLast().projection()).isEqualTo("login_sessions");
        failed(perform(bearer((String) data.get("access_token"), HttpMethod.GET, "/2.2/unknown")), 404);
    }

    @Test
    void theAdministratorLogsIn() {
        // Nobody can register under the name, but somebody may have before it was configured.
        platform.company("root", HASH);
        failed(logIn("root", "correct horse", 1), 401);
        MvcTestResult result = logIn("ROOT", TestEdge.ADMINISTRATOR_PASSWORD, 1);
        assertThat(result).hasStatusOk();
        assertThat(JsonPath.<String>read(text(result), "$.data.role")).isEqualTo("ADMIN");
        String access = JsonPath.read(text(result), "$.data.access_token");
        assertThat(claims(access)).containsEntry("sub", "admin").doesNotContainKey("cpo");
        assertThat(perform(bearer(access, HttpMethod.GET, "/admin/partners"))).hasStatusOk();
    }

    @Test
    void aWrongUserAndAWrongPasswordAreAnsweredAlike() {
        platform.company("Ann", HASH);
        MvcTestResult wrongPassword = logIn("Ann", "wrong horse", 1);
        MvcTestResult wrongUser = logIn("Bob", "correct horse", 1);
        failed(wrongPassword, 401);
        failed(wrongUser, 401);
        assertThat(text(wrongPassword)).isEqualTo(text(wrongUser));
        assertThat(platform.commands).isEmpty();
    }

    @Test
    void aPasswordIsComparedToItsEnd() {
        String longest = "x".repeat(72);
        platform.company("Ann", new BCryptPasswordEncoder(4).encode(longest));
        failed(logIn("Ann", longest + "x", 1), 401);
        assertThat(logIn("Ann", longest, 1)).hasStatusOk();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"username\":\"Ann\"}",
                "{\"password\":\"correct horse\"}",
                "{\"username\":\"Ann\",\"password\":\"\"}",
                "{\"username\":\"Ann\",\"password\":null}",
                "{\"username\":1,\"password\":\"correct horse\"}",
                "",
                "[]"
            })
    void whatIsMissingIs400(String body) {
        failed(perform(post(TestEdge.APPLICATION_TOKEN, BackOfficePaths.LOGIN, body)), 400);
    }

    @Test
    void whoFailsTooOftenMustWait() {
        platform.company("guarded", HASH);
        logIn("guarded", "wrong horse", 10);
        MvcTestResult result = logIn("Guarded", "correct horse", 1);
        failed(result, 429);
        assertThat(result).hasHeader("Retry-After", "30");
        clock.advance(Duration.ofSeconds(30));
        assertThat(logIn("Guarded", "correct horse", 1)).hasStatusOk();
        logIn("nobody-at-all", "wrong horse", 10);
        failed(logIn("nobody-at-all", "wrong horse", 1), 429);
    }

    @Test
    void aRefreshTokenIsGoodOnce() {
        String first = JsonPath.read(text(loggedIn()), "$.data.refresh_token");
        clock.advance(Duration.ofMinutes(20));
        MvcTestResult result = refresh(first);
        assertThat(result).hasStatusOk();
        assertThat(JsonPath.<Map<String, Object>>read(text(result), "$.data"))
                .containsOnlyKeys("access_token", "access_expires_in", "refresh_token", "refresh_expires_in", "role");
        assertThat(JsonPath.<String>read(text(result), "$.message")).isEqualTo("SUCCESS");
        String second = JsonPath.read(text(result), "$.data.refresh_token");
        String access = JsonPath.read(text(result), "$.data.access_token");
        assertThat(claims(access)).containsEntry("cpo", "NL-ABC").containsEntry("sub", "id-of-Ann");
        assertThat(claims(access).get("sid")).isEqualTo(claims(first).get("sid"));
        failed(perform(bearer(access, HttpMethod.GET, "/2.2/unknown")), 404);

        failed(refresh(first), 403);
        failed(refresh(second), 403);
        failed(perform(bearer(access, HttpMethod.GET, "/2.2/unknown")), 401);
    }

    @Test
    void aRefreshTokenExpires() {
        String token = JsonPath.read(text(loggedIn()), "$.data.refresh_token");
        clock.advance(Duration.ofDays(30));
        failed(refresh(token), 401);
    }

    @Test
    void aSessionThatNobodyKnowsHasEnded() {
        String token = JsonPath.read(text(loggedIn()), "$.data.refresh_token");
        platform.commandsFailWith(Rejection.notFound("object"));
        failed(refresh(token), 403);
        platform.commandsFailWith(new Rejection(Rejection.Code.UNAVAILABLE, "no answer in time"));
        failed(refresh(token), 503);
    }

    @Test
    void aUserLogsOut() {
        String tokens = text(loggedIn());
        String access = JsonPath.read(tokens, "$.data.access_token");
        MvcTestResult result = perform(post(access, BackOfficePaths.LOGOUT, ""));
        assertThat(result).hasStatusOk();
        assertThat(text(result)).isEqualTo("{\"status\":200,\"data\":[],\"message\":\"Logged out successfully\"}");
        assertThat(platform.awaited.getLast().projection()).isEqualTo("login_sessions");
        failed(perform(post(access, BackOfficePaths.LOGOUT, "")), 401);
        failed(refresh(JsonPath.read(tokens, "$.data.refresh_token")), 403);
    }

    private MvcTestResult loggedIn() {
        platform.company("Ann", HASH);
        return logIn("Ann", "correct horse", 1);
    }

    private MvcTestResult refresh(String token) {
        return perform(bearer(token, HttpMethod.POST, BackOfficePaths.REFRESH));
    }

    /** Tries so many times; the last answer. */
    private MvcTestResult logIn(String username, String password, int times) {
        for (int i = 1; i < times; i++) {
            failed(logIn(username, password, 1), 401);
        }
        return perform(post(TestEdge.APPLICATION_TOKEN, BackOfficePaths.LOGIN, credentials(username, password)));
    }

    private static String credentials(String username, String password) {
        return "{\"username\":\"%s\",\"password\":\"%s\"}".formatted(username, password);
    }

    private static Map<String, Object> claims(String token) {
        return JsonPath.read(new String(Base64.getUrlDecoder().decode(token.split("\\.")[1])), "$");
    }
}
