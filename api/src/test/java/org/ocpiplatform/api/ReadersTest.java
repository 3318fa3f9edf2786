package org.ocpiplatform.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.request;

import com.jayway.jsonpath.JsonPath;
import java.io.UnsupportedEncodingException;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ocpiplatform.contract.partners.AccessTokens;
import org.ocpiplatform.contract.readers.ReaderCommand.AdmitReader;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

/** Consumers and auditors: how they are admitted, and which doors their tokens open. */
class ReadersTest extends OcpiTest {

    private static final String CONSUMERS = "/admin/consumers";
    private static final String AUDITORS = "/admin/auditors";
    private static final String STREAM = "/streams/events";

    @Test
    void aConsumerIsAdmittedWithATokenThatIsKeptAsAHash() {
        MvcTestResult result = perform(admin(HttpMethod.POST, CONSUMERS, """
                {"name":" Analytics ","modules":["cdrs","payments"],"privacy":"PSEUDONYMISED"}"""));

        assertThat(result).hasStatus(201);
        String token = value(result, "$.token");
        assertThat(token).hasSize(43);
        AdmitReader admitted = (AdmitReader) platform.commands.getLast().getPayload();
        assertThat(admitted.tokenHash()).isEqualTo(AccessTokens.hash(token));
        assertThat(admitted.modules()).containsExactly("cdrs", "financial_advice_confirmations", "terminals");
        assertThat(admitted.pseudonymKey()).isNotNull();
        assertThat(platform.awaited.getLast().projection()).isEqualTo("readers");
        MvcTestResult shown = perform(admin(HttpMethod.GET, CONSUMERS + "/" + value(result, "$.id")));
        assertThat(shown).hasStatusOk().bodyJson().isLenientlyEqualTo("""
                {"name":"Analytics","modules":["cdrs","financial_advice_confirmations","terminals"],
                 "privacy":"PSEUDONYMISED","admitted_at":"2026-03-01T12:00:00Z","token_issued_at":"2026-03-01T12:00:00Z"}
                """);
        assertThat(shown).bodyText().doesNotContain(token, admitted.tokenHash(), "key");
    }

    @Test
    void withoutModulesAConsumerMayFollowAll() {
        String id = value(perform(admin(HttpMethod.POST, CONSUMERS, "{\"name\":\"x\",\"privacy\":\"FULL\"}")), "$.id");

        assertThat(((AdmitReader) platform.commands.getLast().getPayload()).pseudonymKey())
                .isNull();
        assertThat(perform(admin(HttpMethod.GET, CONSUMERS + "/" + id)))
                .bodyJson()
                .extractingPath("$.modules.length()")
                .isEqualTo(0);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/admin/consumers | {\"name\":\"x\",\"modules\":[\"nothing\"],\"privacy\":\"FULL\"} | modules must be of",
                "/admin/consumers | {\"name\":\"x\",\"modules\":\"cdrs\",\"privacy\":\"FULL\"} | modules",
                "/admin/consumers | {\"name\":\"x\",\"modules\":[null],\"privacy\":\"FULL\"} | modules",
                "/admin/consumers | {\"name\":\"x\",\"privacy\":\"SOME\"} | privacy",
                "/admin/consumers | {\"name\":\"x\"} | privacy must not be null",
                "/admin/consumers | {\"name\":\"  \",\"privacy\":\"FULL\"} | name must not be blank",
                "/admin/consumers | {\"name\":\"\",\"privacy\":\"FULL\"} | name",
                "/admin/consumers | [] | the body must be a JSON object",
                "/admin/auditors | {\"name\":\" \"} | name must not be blank",
                "/admin/auditors | {} | name must not be null"
            })
    void whatMakesNoSenseIsAProblem(String path, String body, String detail) {
        MvcTestResult result = perform(admin(HttpMethod.POST, path, body));
        problem(result, 400);
        assertThat(result).bodyText().contains(detail);
        assertThat(platform.commands).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {CONSUMERS, AUDITORS})
    void aTokenIsReplacedAndRevokedAtOnce(String path) {
        MvcTestResult admitted = perform(admin(HttpMethod.POST, path, "{\"name\":\"x\",\"privacy\":\"FULL\"}"));
        String one = path + "/" + value(admitted, "$.id");
        String door = path.equals(CONSUMERS) ? STREAM : "/audit/verify";
        assertThat(open(value(admitted, "$.token"), door)).isTrue();

        MvcTestResult replaced = perform(admin(HttpMethod.POST, one + "/token"));
        assertThat(replaced).hasStatusOk();
        assertThat(value(replaced, "$.id")).isEqualTo(value(admitted, "$.id"));
        assertThat(open(value(admitted, "$.token"), door)).isFalse();
        assertThat(open(value(replaced, "$.token"), door)).isTrue();

        assertThat(perform(admin(HttpMethod.DELETE, one))).hasStatus(204);
        assertThat(open(value(replaced, "$.token"), door)).isFalse();
        problem(perform(admin(HttpMethod.GET, one)), 404);
        problem(perform(admin(HttpMethod.DELETE, one)), 404);
        problem(perform(admin(HttpMethod.POST, one + "/token")), 404);
    }

    @Test
    void consumersAndAuditorsAreListedApart() {
        String consumer =
                value(perform(admin(HttpMethod.POST, CONSUMERS, "{\"name\":\"c\",\"privacy\":\"FULL\"}")), "$.id");
        String auditor = value(perform(admin(HttpMethod.POST, AUDITORS, "{\"name\":\"a\"}")), "$.id");

        assertThat(perform(admin(HttpMethod.GET, CONSUMERS)))
                .bodyText()
                .contains(consumer)
                .doesNotContain(auditor);
        assertThat(perform(admin(HttpMethod.GET, AUDITORS)))
                .bodyText()
                .contains(auditor)
                .doesNotContain(consumer);
        problem(perform(admin(HttpMethod.GET, AUDITORS + "/" + consumer)), 404);
        problem(perform(admin(HttpMethod.DELETE, CONSUMERS + "/" + auditor)), 404);
    }

    @Test
    void everyTokenOpensItsOwnDoorOnly() {
        String consumer =
                value(perform(admin(HttpMethod.POST, CONSUMERS, "{\"name\":\"c\",\"privacy\":\"FULL\"}")), "$.token");
        String auditor = value(perform(admin(HttpMethod.POST, AUDITORS, "{\"name\":\"a\"}")), "$.token");

        assertThat(open(consumer, STREAM)).isTrue();
        assertThat(open(auditor, "/audit/verify")).isTrue();
        for (String path : new String[] {"/audit/verify", "/admin/partners", "/actuator/prometheus"}) {
            problem(perform(bearer(HttpMethod.GET, consumer, path)), 403);
        }
        for (String path : new String[] {STREAM, "/admin/partners", "/admin/auditors"}) {
            problem(perform(bearer(HttpMethod.GET, auditor, path)), 403);
        }
        for (String path : new String[] {STREAM, "/audit/verify"}) {
            problem(perform(get(path)), 401);
            problem(perform(bearer(HttpMethod.GET, "wrong", path)), 401);
            problem(perform(get("cpo-token", path)), 401);
            assertThat(open(TestEdge.ADMIN_TOKEN, path)).isTrue();
        }
        assertThat(perform(bearer(HttpMethod.GET, consumer, "/ocpi/versions"))).hasStatus(401);
    }

    /** Whether a token is let through, by a request that opens no stream. */
    private boolean open(String token, String path) {
        int status = perform(bearer(HttpMethod.HEAD, token, path)).getResponse().getStatus();
        assertThat(status).isIn(200, 400, 401, 404, 405);
        return status != 401;
    }

    private static void problem(MvcTestResult result, int status) {
        assertThat(result).hasStatus(status).hasContentTypeCompatibleWith("application/problem+json");
    }

    private static MockHttpServletRequestBuilder admin(HttpMethod method, String path) {
        return bearer(method, TestEdge.ADMIN_TOKEN, path);
    }

    private static MockHttpServletRequestBuilder admin(HttpMethod method, String path, String body) {
        return admin(method, path).contentType("application/json").content(body);
    }

    private static MockHttpServletRequestBuilder bearer(HttpMethod method, String token, String path) {
        return request(method, URI.create(path)).header("Authorization", "Bearer " + token);
    }

    private static String value(MvcTestResult result, String path) {
        try {
            return JsonPath.read(result.getResponse().getContentAsString(), path);
        } catch (UnsupportedEncodingException e) {
            throw new IllegalStateException(e);
        }
    }
}
