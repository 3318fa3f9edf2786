package org.ocpiplatform.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/** What answers tell browsers, and what they do not tell anybody. */
class PageHeadersTest extends OcpiTest {

    private static final String CSP = "Content-Security-Policy";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/ocpi/versions",
                "/ocpi/nothing",
                "/graphql",
                "/admin/partners",
                "/streams/events",
                "/audit/keys",
                "/docs",
                "/swagger-ui/index.html",
                "/v3/api-docs",
                "/graphiql",
                "/images/none.png",
                "/nothing"
            })
    void nothingIsSniffedAndNothingSaysWhatItRunsOn(String path) {
        MvcTestResult result = perform(get(path));

        assertThat(result)
                .hasHeader("X-Content-Type-Options", "nosniff")
                .containsHeader("Cache-Control")
                .doesNotContainHeader("Server")
                .doesNotContainHeader("X-Powered-By")
                .doesNotContainHeader("Strict-Transport-Security");
        assertThat(result).bodyText().doesNotContain("org.ocpiplatform", "Tomcat", "Exception");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/admin/partners", "/v3/api-docs", "/nothing", "/graphql"})
    void whatIsNoPageMayLoadNothing(String path) {
        assertThat(perform(get(path)))
                .hasHeader(CSP, "default-src 'none'; frame-ancestors 'none'")
                .hasHeader("X-Frame-Options", "DENY")
                .hasHeader("Referrer-Policy", "no-referrer");
    }

    @Test
    void theDocumentationLoadsOnlyWhatIsOurs() {
        MvcTestResult page = perform(get("/swagger-ui/index.html"));

        assertThat(page).hasStatusOk().hasHeader("X-Frame-Options", "DENY");
        assertThat(page.getResponse().getHeader(CSP))
                .contains("script-src 'self';", "connect-src 'self'", "frame-ancestors 'none'");
        assertThat(page).bodyText().doesNotContain("<script>");
    }

    @Test
    void theGraphQlPageLoadsFromWhereItsLibrariesAre() throws Exception {
        MvcTestResult page = perform(get("/graphiql?path=/graphql"));

        assertThat(page).hasStatusOk();
        String policy = page.getResponse().getHeader(CSP);
        assertThat(policy).contains("frame-ancestors 'none'");
        Matcher urls =
                Pattern.compile("https://[a-z.]+").matcher(page.getResponse().getContentAsString());
        while (urls.find()) {
            assertThat(policy).contains(urls.group());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/ocpi/versions", "/graphql", "/admin/partners", "/docs"})
    void overTlsBrowsersAreToldToStayThere(String path) {
        assertThat(perform(get(path).secure(true)))
                .hasHeader("Strict-Transport-Security", "max-age=31536000 ; includeSubDomains");
    }
}
