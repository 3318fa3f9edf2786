package org.ocpiplatform.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ocpiplatform.api.backoffice.BackOfficePaths;
import org.ocpiplatform.api.backoffice.tokens.TokenPair;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/** Who gets in at the back office, and how refusals look. */
class BackOfficeSecurityTest extends BackOfficeTest {

    /** More media types than Spring sorts. */
    private static final String MANY =
            "a/b,a/c,a/d,a/e,a/f,a/g,a/h,a/i,a/j,a/k,b/b,b/c,b/d,b/e,b/f,b/g,b/h,b/i,b/j,b/k,"
                    + "c/b,c/c,c/d,c/e,c/f,c/g,c/h,c/i,c/j,c/k,d/b,d/c,d/d,d/e,d/f,d/g,d/h,d/i,d/j,d/k,"
                    + "e/b,e/c,e/d,e/e,e/f,e/g,e/h,e/i,e/j,e/k,f/b,f/c,f/d,f/e,f/f,f/g,f/h,f/i,f/j,f/k";

    @ParameterizedTest
    @ValueSource(
            strings = {
                BackOfficePaths.REGISTER,
                BackOfficePaths.LOGIN,
                BackOfficePaths.REFRESH,
                BackOfficePaths.LOGOUT,
                BackOfficePaths.LOGO,
                BackOfficePaths.PHOTOS,
                BackOfficePaths.GRAPHQL,
                BackOfficePaths.GRAPHQL_ALIAS,
                "/ocpi/cpo/2.2",
                "/ocpi/cpo/api/unknown",
                "/2.2/unknown",
                "/ocpi/cpo/2.2/unknown/",
                "/ocpi/cp%6F/2.2/unknown"
            })
    void withoutTheRightTokenEverythingIs401(String path) {
        for (HttpMethod method : new HttpMethod[] {HttpMethod.GET, HttpMethod.POST, HttpMethod.OPTIONS}) {
            failed(
                    perform(org.springframework.test.web.servlet.request.MockMvcRequestBuilders.request(
                            method, java.net.URI.create(path))),
                    401);
            failed(perform(bearer("wrong", method, path)), 401);
            failed(perform(bearer(TestEdge.ADMIN_TOKEN, method, path)), 401);
            failed(perform(as("cpo-token", method, path)), 401);
        }
    }

    @Test
    void eachRouteTakesOneKindOfToken() {
        TokenPair pair = logIn("NL", "ABC");
        for (String path : new String[] {BackOfficePaths.REGISTER, BackOfficePaths.LOGIN}) {
            failed(perform(post(pair.access(), path, "{}")), 401);
            failed(perform(post(pair.refresh(), path, "{}")), 401);
            failed(perform(post(TestEdge.APPLICATION_TOKEN, path, "{}")), 400);
        }
        failed(perform(post(pair.access(), BackOfficePaths.REFRESH, "")), 401);
        failed(perform(post(TestEdge.APPLICATION_TOKEN, BackOfficePaths.REFRESH, "")), 401);
        failed(perform(post(pair.refresh(), BackOfficePaths.LOGOUT, "")), 401);
        failed(perform(post(TestEdge.APPLICATION_TOKEN, BackOfficePaths.LOGOUT, "")), 401);
        assertThat(perform(post(pair.access(), BackOfficePaths.LOGOUT, ""))).hasStatusOk();
    }

    @ParameterizedTest
    @CsvSource({
        "/ocpi/cpo/2.2/unknown",
        "/ocpi/cpo/2.2",
        "/ocpi/cpo/api/auth/v1",
        "/2.2/locations",
        "/2.2/unknown/",
        "/ocpi/cp%6F/2.2/unknown"
    })
    void whatIsNotThereIs404(String path) {
        failed(perform(bearer(logIn("NL", "ABC").access(), HttpMethod.GET, path)), 404);
    }

    @Test
    void otherMethodsAre405() {
        TokenPair pair = logIn("NL", "ABC");
        for (HttpMethod method : new HttpMethod[] {HttpMethod.GET, HttpMethod.PUT, HttpMethod.DELETE}) {
            for (String path : new String[] {BackOfficePaths.REGISTER, BackOfficePaths.LOGIN}) {
                MvcTestResult result = perform(bearer(TestEdge.APPLICATION_TOKEN, method, path));
                failed(result, 405);
                assertThat(result).hasHeader("Allow", "POST");
            }
            failed(perform(bearer(pair.refresh(), method, BackOfficePaths.REFRESH)), 405);
            failed(perform(bearer(pair.access(), method, BackOfficePaths.LOGOUT)), 405);
        }
        assertThat(perform(bearer(pair.access(), HttpMethod.HEAD, BackOfficePaths.LOGOUT)))
                .hasStatus(405)
                .hasHeader("Allow", "POST");
    }

    @Test
    void optionsAreAMethodLikeOthers() {
        TokenPair pair = logIn("NL", "ABC");
        Map.of(
                        BackOfficePaths.REGISTER, TestEdge.APPLICATION_TOKEN,
                        BackOfficePaths.LOGIN, TestEdge.APPLICATION_TOKEN,
                        BackOfficePaths.REFRESH, pair.refresh(),
                        BackOfficePaths.LOGOUT, pair.access(),
                        BackOfficePaths.LOGO, pair.access(),
                        BackOfficePaths.PHOTOS, pair.access())
                .forEach((path, token) -> {
                    MvcTestResult result = perform(bearer(token, HttpMethod.OPTIONS, path));
                    failed(result, 405);
                    assertThat(result).hasHeader("Allow", "POST");
                });
        assertThat(perform(bearer(pair.access(), HttpMethod.OPTIONS, BackOfficePaths.GRAPHQL)))
                .hasStatus(405)
                .hasHeader("Allow", "POST");
        failed(perform(bearer(pair.access(), HttpMethod.OPTIONS, "/2.2/unknown")), 404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "nonsense", "application/json; charset=bogus", "application/", "a/b/c"})
    void bodiesOfAnotherTypeAre400(String type) {
        for (String path : new String[] {BackOfficePaths.REGISTER, BackOfficePaths.LOGIN}) {
            failed(
                    perform(bearer(TestEdge.APPLICATION_TOKEN, HttpMethod.POST, path)
                            .header("Content-Type", type)
                            .content("{}")),
                    400);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"junk", "a/b/c", "*", "text/html", MANY})
    void whatTheClientAcceptsMakesNoDifference(String accept) {
        platform.company("jane", "hash");
        TokenPair pair = logIn("NL", "ABC");
        failed(
                perform(post(TestEdge.APPLICATION_TOKEN, BackOfficePaths.REGISTER, "{}")
                        .header("Accept", accept)),
                400);
        failed(
                perform(post(TestEdge.APPLICATION_TOKEN, BackOfficePaths.LOGIN, "{}")
                        .header("Accept", accept)),
                400);
        failed(perform(post(pair.access(), BackOfficePaths.LOGO, "{}").header("Accept", accept)), 400);
        failed(perform(post(pair.access(), BackOfficePaths.PHOTOS, "{}").header("Accept", accept)), 400);
        assertThat(perform(post(pair.refresh(), BackOfficePaths.REFRESH, "").header("Accept", accept)))
                .hasStatusOk();
        assertThat(perform(post(pair.access(), BackOfficePaths.LOGOUT, "").header("Accept", accept)))
                .hasStatusOk();
    }

    @Test
    void aTokenIsWorthlessFromTheSecondInWhichItExpires() {
        TokenPair pair = logIn("NL", "ABC");
        clock.advance(Duration.ofMinutes(15).minusMillis(1));
        failed(perform(bearer(pair.access(), HttpMethod.GET, "/2.2/unknown")), 404);
        clock.advance(Duration.ofMillis(1));
        failed(perform(bearer(pair.access(), HttpMethod.GET, "/2.2/unknown")), 401);
    }

    @Test
    void tokensThatWereTamperedWithAre401() {
        String[] parts = logIn("NL", "ABC").access().split("\\.");
        String other = logIn("NL", "XYZ").access().split("\\.")[1];
        failed(perform(bearer(parts[0] + "." + other + "." + parts[2], HttpMethod.GET, "/2.2/unknown")), 401);
        failed(perform(bearer(parts[0] + "." + parts[1] + ".", HttpMethod.GET, "/2.2/unknown")), 401);
        // {"alg":"none"}
        failed(perform(bearer("eyJhbGciOiJub25lIn0." + parts[1] + ".", HttpMethod.GET, "/2.2/unknown")), 401);
    }

    @Test
    void administratorsGetInEverywhereElseToo() {
        TokenPair admin = logInAsAdmin();
        assertThat(perform(bearer(admin.access(), HttpMethod.GET, "/admin/partners")))
                .hasStatusOk();
        failed(perform(bearer(admin.access(), HttpMethod.GET, "/2.2/unknown")), 404);
        assertThat(perform(bearer(admin.refresh(), HttpMethod.GET, "/admin/partners")))
                .hasStatus(401);
        assertThat(perform(bearer(logIn("NL", "ABC").access(), HttpMethod.GET, "/admin/partners")))
                .hasStatus(401)
                .hasContentTypeCompatibleWith("application/problem+json");
        assertThat(perform(post(admin.access(), BackOfficePaths.LOGOUT, ""))).hasStatusOk();
        assertThat(perform(bearer(admin.access(), HttpMethod.GET, "/admin/partners")))
                .hasStatus(401);
    }

    @Test
    void partnersHaveTheOtherPathsForThemselves() {
        TokenPair pair = logIn("NL", "ABC");
        for (String path : new String[] {"/ocpi/versions", CPO_SESSIONS, "/ocpi/cpo/2.20", "/ocpi/cpo/apis"}) {
            assertThat(perform(bearer(pair.access(), HttpMethod.GET, path)))
                    .hasStatus(401)
                    .hasHeader("WWW-Authenticate", "Token")
                    .bodyJson()
                    .extractingPath("$.status_code")
                    .isEqualTo(2000);
        }
    }

    @Test
    void failuresAreNotExplained() {
        TokenPair pair = logIn("NL", "ABC");
        platform.queriesFailWith(new IllegalStateException("secret"));
        MvcTestResult result = perform(post(pair.access(), BackOfficePaths.LOGOUT, ""));
        failed(result, 500);
        assertThat(text(result)).doesNotContain("secret");
    }

    @Test
    void picturesAndTheGraphQlPageAreOpen() {
        assertThat(perform(get("/images/unknown.png"))).hasStatus(404);
        assertThat(perform(get("/graphiql/unknown"))).hasStatus(404);
    }
}
