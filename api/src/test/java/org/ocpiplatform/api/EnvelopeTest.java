package org.ocpiplatform.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ocpiplatform.contract.Rejection;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/** Every outcome has the envelope, with the statuses of the protocol. */
class EnvelopeTest extends OcpiTest {

    private static final String S1 = CPO_SESSIONS + "/NL/TNM/S1";

    @ParameterizedTest
    @CsvSource({
        "NOT_FOUND,404,2000",
        "INVALID,200,2001",
        "STALE,200,2001",
        "NOT_ENOUGH_INFORMATION,200,2002",
        "CONFLICT,200,2001",
        "NOT_CAPABLE,404,2001",
        "UNAVAILABLE,200,3000"
    })
    void rejectionsAreTold(Rejection.Code code, int status, int ocpi) {
        platform.commandsFailWith(new Rejection(code, "because \"so\""));
        MvcTestResult result = perform(put("cpo-token", S1, session("S1")));
        told(result, status, ocpi);
        assertThat(result).bodyJson().extractingPath("$.status_message").isEqualTo("because \"so\"");
    }

    @ParameterizedTest
    @EnumSource(Rejection.Code.class)
    void queriesRejectAlike(Rejection.Code code) {
        platform.queriesFailWith(new Rejection(code, "because"));
        assertThat(perform(get("cpo-token", S1)))
                .bodyJson()
                .extractingPath("$.status_message")
                .isEqualTo("because");
    }

    @Test
    void whatAxonDoesNotFindIs404() {
        platform.commandsFailWith(new AggregateNotFoundException("x", "not found in org.ocpiplatform"));
        told(perform(patch("cpo-token", S1, "{}")), 404, 2000);
    }

    @Test
    void ourOwnFailuresAreNotExplained() {
        for (RuntimeException failure :
                new RuntimeException[] {new ConcurrencyException("sequence 5"), new IllegalStateException("secret")}) {
            platform.commandsFailWith(failure);
            MvcTestResult result = perform(put("cpo-token", S1, session("S1")));
            told(result, 200, 3000);
            assertThat(result)
                    .bodyText()
                    .doesNotContain("secret")
                    .doesNotContain("sequence")
                    .doesNotContain("org.");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "   ",
                "{",
                "{\"kwh\":\"x\",",
                "nonsense",
                "{} {}",
                "{}x",
                "[1,]",
                "{\"kwh\":\"x\"} trailing",
                "{'id':1}",
                "{\"a\":NaN}"
            })
    void whatIsNoJsonIs400(String body) {
        told(perform(put("cpo-token", S1, body)), 400, 2001);
        told(perform(patch("cpo-token", S1, body)), 400, 2001);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "[{}]", "\"text\"", "17", "null", "true"})
    void jsonThatIsNoObjectIs2001(String body) {
        told(perform(put("cpo-token", S1, body)), 200, 2001);
        told(perform(patch("cpo-token", S1, body)), 200, 2001);
    }

    @Test
    void invalidUtf8Is400() {
        byte[] body = session("S1").replace("EUR", "E?R").getBytes(StandardCharsets.ISO_8859_1);
        for (int i = 0; i < body.length; i++) {
            if (body[i] == '?') {
                body[i] = (byte) 0xE9;
            }
        }
        told(
                perform(as("cpo-token", HttpMethod.PUT, S1)
                        .contentType("application/json")
                        .content(body)),
                400,
                2001);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"kwh\":1.50             | \"kwh\":\"1.5\"           | kwh must be a number",
                "\"status\":\"ACTIVE\"    | \"status\":\"active\"     | status must be one of PENDING, RESERVATION,",
                "2026-03-01T08:30:00Z     | 2026-03-01T08:30:00+00:00 | last_updated must be a date and time in UTC",
                "\"uid\":\"T1\"           | \"uid\":5                 | cdr_token.uid must be a string",
                "\"type\":\"RFID\"        | \"type\":{}               | cdr_token.type must be a string",
                "\"currency\":\"EUR\"     | \"currency\":true         | currency must be a string",
                "\"currency\":\"EUR\"     | \"currency\":\"EUROS\"    | currency must be 1 to 3 characters",
                "\"kwh\":1.50,            | ''                        | kwh must not be null",
                "\"status\":\"ACTIVE\"    | \"status\":\"ACTIVE\",\"charging_periods\":[{\"start_date_time\":\"2026-03-01T08:00:00Z\",\"dimensions\":[{\"type\":\"ENERGY\",\"volume\":\"x\"}]}] | charging_periods[0].dimensions[0].volume must be a number",
                "\"status\":\"ACTIVE\"    | \"status\":\"ACTIVE\",\"charging_periods\":{} | charging_periods must be a list",
                "\"kwh\":1.50             | \"kwh\":1e999             | kwh must be a number of fewer digits"
            })
    void contentThatDoesNotFitIs2001AndNamesTheField(String from, String to, String message) {
        MvcTestResult result = perform(put("cpo-token", S1, session("S1").replace(from, to)));
        told(result, 200, 2001);
        assertThat(result)
                .bodyJson()
                .extractingPath("$.status_message")
                .asString()
                .startsWith(message)
                .doesNotContain("java")
                .doesNotContain("ocpiplatform");
        assertThat(platform.commands).isEmpty();
    }

    @Test
    void bottomlessJsonIs400() {
        told(perform(put("cpo-token", S1, "{\"a\":" + "[".repeat(5_000) + "]".repeat(5_000) + "}")), 400, 2001);
    }

    @ParameterizedTest
    @CsvSource({
        "\\ud83d,200", "\\ude00,200", "\\ud83d\\u0041,200", "\\ud83dx,200", "\\ude00\\ud83d,200",
        "\\ud83d\\ude00,201", "\\uD83D\\uDE00,201", "\\\\ud83d,201", "\\u00e9,201", "é€😀,201"
    })
    void halfACharacterIs2001(String text, int status) {
        String body = session("S1").replace("\"kwh\"", "\"nice\":\"" + text + "\",\"kwh\"");
        MvcTestResult result = perform(put("cpo-token", S1, body));
        assertThat(result)
                .hasStatus(status)
                .bodyJson()
                .extractingPath("$.status_code")
                .isEqualTo(status == 201 ? 1000 : 2001);
    }

    @ParameterizedTest
    @CsvSource({"text/plain", "application/xml", "application/x-www-form-urlencoded", "application/problem+json"})
    void otherMediaTypesAre415(String type) {
        told(perform(as("cpo-token", HttpMethod.PUT, S1).contentType(type).content(session("S1"))), 415, 2001);
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json; charset=utf-8", "Application/JSON;charset=\"UTF-8\""})
    void parametersOfTheMediaTypeDoNotMatter(String type) {
        assertThat(perform(as("cpo-token", HttpMethod.PUT, S1)
                        .header("Content-Type", type)
                        .content(session("S1"))))
                .hasStatus(201);
    }

    @Test
    void anAbsentMediaTypeIsJson() {
        assertThat(perform(as("cpo-token", HttpMethod.PUT, S1).content(session("S1"))))
                .hasStatus(201);
    }

    @Test
    void whatTheClientAcceptsDoesNotMatter() {
        assertThat(perform(get("cpo-token", "/ocpi/versions").accept("text/html")))
                .hasStatusOk()
                .hasContentTypeCompatibleWith("application/json");
    }

    @Test
    void aHeaderThatCannotBeReadIsNoneOfTheOtherRoutesBusiness() {
        assertThat(perform(as("cpo-token", HttpMethod.PUT, S1)
                        .header("Accept", "junk")
                        .content(session("S1"))))
                .hasStatus(201);
        told(
                perform(as("cpo-token", HttpMethod.POST, "/ocpi/emsp/2.3.0/cdrs")
                        .header("Accept", "junk")
                        .content("{}")),
                200,
                2001);
        told(
                perform(as("cpo-token", HttpMethod.POST, "/ocpi/emsp/2.3.0/cdrs")
                        .header("Content-Type", "nonsense")
                        .content("{}")),
                415,
                2001);
    }

    @Test
    void aBodyThatIsTooLongIs413() {
        told(perform(put("cpo-token", S1, session("S1").replace("L1", "L".repeat(20_001)))), 413, 2001);
    }

    @Test
    void unknownFieldsAndOpenEnumValuesPass() {
        String body = session("S1").replace("\"RFID\"", "\"NEW_KIND\"").replace("\"kwh\"", "\"nice\":[1],\"kwh\"");
        assertThat(perform(put("cpo-token", S1, body))).hasStatus(201);
        assertThat(perform(get("cpo-token", S1)))
                .bodyText()
                .contains("NEW_KIND")
                .contains("\"nice\":[1]");
    }

    @Test
    void unknownPathsAre404WithAToken() {
        told(perform(get("cpo-token", "/ocpi/cpo/2.3.0/nothing")), 404, 2000);
        told(perform(get("cpo-token", "/ocpi")), 404, 2000);
        told(perform(put("cpo-token", "/ocpi/cpo/2.3.0/sessions/NL/TNM", "{}")), 404, 2000);
    }

    private static void told(MvcTestResult result, int status, int code) {
        assertThat(result).hasStatus(status).hasContentTypeCompatibleWith("application/json");
        assertThat(result).containsHeader("X-Request-ID").containsHeader("X-Correlation-ID");
        assertThat(result).bodyJson().extractingPath("$.status_code").isEqualTo(code);
        assertThat(result).bodyJson().hasPath("$.timestamp").doesNotHavePath("$.data");
    }
}
