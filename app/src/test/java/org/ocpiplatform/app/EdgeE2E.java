package org.ocpiplatform.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The transport rules of OCPI 2.3.0 against the whole platform; the edge's own tests go through every case. */
class EdgeE2E {

    private static final String CPO_SIDE = "/ocpi/cpo/2.3.0/sessions";
    private static final String EMSP_SIDE = "/ocpi/emsp/2.3.0/sessions";

    @TempDir
    static Path dataDir;

    private static RunningPlatform platform;
    private static String cpoToken;
    private static Http cpo;
    private static Http emsp;

    @BeforeAll
    static void start() throws Exception {
        platform = RunningPlatform.start(dataDir);
        cpoToken = platform.provisionToken("CPO", "NL", "TNM");
        cpo = platform.partner(cpoToken);
        emsp = platform.provision("EMSP", "DE", "ABC");
    }

    @AfterAll
    static void stop() throws Exception {
        platform.close();
    }

    @Test
    void tokensComeBase64EncodedOrRaw() throws Exception {
        String encoded = Base64.getEncoder().encodeToString(cpoToken.getBytes(StandardCharsets.UTF_8));
        String withLineFeed = Base64.getEncoder().encodeToString((cpoToken + "\n").getBytes(StandardCharsets.UTF_8));

        assertThat(versionsWith(encoded)).isEqualTo("200/1000");
        assertThat(versionsWith(withLineFeed)).isEqualTo("200/1000");
        assertThat(versionsWith(cpoToken)).isEqualTo("200/1000");
        assertThat(versionsWith("wrong")).isEqualTo("401/2000");
        assertThat(platform.http().get(EMSP_SIDE).outcome()).isEqualTo("401/2000");
    }

    private static String versionsWith(String credentials) throws Exception {
        return new Http(platform.http().base(), "Token " + credentials)
                .get("/ocpi/versions")
                .outcome();
    }

    @Test
    void versionsLeadToTheEndpointsThatAreServed() throws Exception {
        String details = cpo.get("/ocpi/versions").data().get(0).get("url").asString();

        assertThat(cpo.get(details).data().get("endpoints").values())
                .anySatisfy(endpoint -> {
                    assertThat(endpoint.get("identifier").asString()).isEqualTo("sessions");
                    assertThat(endpoint.get("role").asString()).isEqualTo("SENDER");
                    assertThat(endpoint.get("url").asString()).endsWith(CPO_SIDE);
                })
                .anySatisfy(endpoint -> {
                    assertThat(endpoint.get("role").asString()).isEqualTo("RECEIVER");
                    assertThat(endpoint.get("url").asString()).endsWith(EMSP_SIDE);
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"A/B", "A;B", "A%B", "A\\B", "A?B", "A B", "a:b", "..."})
    void idsMayHoldReservedCharacters(String id) throws Exception {
        StringBuilder segment = new StringBuilder();
        for (byte octet : id.getBytes(StandardCharsets.UTF_8)) {
            segment.append("%%%02X".formatted(octet));
        }
        String url = EMSP_SIDE + "/NL/TNM/" + segment;
        String json = SessionJson.aSession(id.replace("\\", "\\\\"), "DE", "ABC", "2026-01-10T10:00:00Z");

        assertThat(cpo.put(url, json).outcome()).isEqualTo("201/1000");
        assertThat(cpo.get(url).data().get("id").asString()).isEqualTo(id);
    }

    @Test
    void aTrailingSlashChangesNothing() throws Exception {
        String url = EMSP_SIDE + "/NL/TNM/SLASH1";
        assertThat(cpo.put(url + "/", SessionJson.aSession("SLASH1", "DE", "ABC", "2026-01-10T10:00:00Z"))
                        .outcome())
                .isEqualTo("201/1000");
        assertThat(cpo.get(url).outcome()).isEqualTo("200/1000");
        assertThat(emsp.get(EMSP_SIDE + "/?limit=1").outcome()).isEqualTo("200/1000");
    }

    @Test
    void idsOfMessagesAndRoutingHeadersComeBack() throws Exception {
        Http.Answer answer = emsp.get(
                EMSP_SIDE,
                "X-Request-ID",
                "r-1",
                "X-Correlation-ID",
                "c-1",
                "OCPI-from-country-code",
                "DE",
                "OCPI-from-party-id",
                "ABC",
                "OCPI-to-country-code",
                "NL",
                "OCPI-to-party-id",
                "TNM");

        assertThat(answer.outcome()).isEqualTo("200/1000");
        assertThat(answer.header("X-Request-ID")).contains("r-1");
        assertThat(answer.header("X-Correlation-ID")).contains("c-1");
        assertThat(answer.header("OCPI-to-party-id")).contains("ABC");
        assertThat(answer.header("OCPI-from-party-id")).contains("TNM");
        assertThat(emsp.get(EMSP_SIDE, "OCPI-from-country-code", "DE", "OCPI-from-party-id", "XXX")
                        .outcome())
                .isEqualTo("200/2001");
    }

    @Test
    void badRequestsGetTheEnvelopeAndChangeNothing() throws Exception {
        String url = EMSP_SIDE + "/NL/TNM/BAD1";
        String good = SessionJson.aSession("BAD1", "DE", "ABC", "2026-01-10T10:00:00Z");

        assertThat(cpo.put(url, "{\"id\":").outcome()).isEqualTo("400/2001");
        assertThat(cpo.put(url, "").outcome()).isEqualTo("400/2001");
        assertThat(cpo.put(url, good + "x").outcome()).isEqualTo("400/2001");
        assertThat(cpo.put(url, "[]").outcome()).isEqualTo("200/2001");
        assertThat(cpo.put(url, good.replace("0.0", "\"0.0\"")).message()).contains("kwh");
        assertThat(cpo.put(url, good.replace("10:00:00Z\"}", "10:00:00+00:00\"}"))
                        .message())
                .isNotEmpty();
        assertThat(cpo.put(url, good.replace("ACTIVE", "RUNNING")).message()).contains("status");
        assertThat(cpo.put(url, good.replace("BAD1", "OTHER")).message()).contains("OTHER");
        assertThat(cpo.send("PUT", url, good, "Content-Type", "text/plain").status())
                .isEqualTo(415);
        assertThat(cpo.send("POST", url, good).outcome()).isEqualTo("405/2000");
        assertThat(cpo.send("DELETE", url, null).header("Allow").orElse("")).contains("GET", "PATCH", "PUT");
        assertThat(cpo.get("/ocpi/emsp/2.3.0/nothing").outcome()).isEqualTo("404/2000");
        assertThat(cpo.put(EMSP_SIDE + "/NL/XXX/BAD1", good).outcome()).isEqualTo("404/2000");
        assertThat(cpo.get(EMSP_SIDE + "?limit=0").outcome()).isEqualTo("200/2001");
        assertThat(cpo.get(EMSP_SIDE + "?date_from=yesterday").outcome()).isEqualTo("200/2001");

        assertThat(cpo.get(url).outcome()).as("nothing was stored").isEqualTo("404/2000");
    }

    @Test
    void unknownFieldsAndDigitsAreKept() throws Exception {
        String url = EMSP_SIDE + "/NL/TNM/KEEP1";
        String json = SessionJson.aSession("KEEP1", "DE", "ABC", "2026-01-10T10:00:00Z")
                .replace("\"kwh\":0.0", "\"kwh\":1.2300,\"green_share\":{\"percent\":99.90}");

        cpo.put(url, json);

        assertThat(cpo.get(url).body()).contains("\"kwh\":1.2300", "\"green_share\":{\"percent\":99.90}");
    }

    @Test
    void onlyTheEmspOfTheTokenSetsChargingPreferences() throws Exception {
        cpo.put(CPO_SIDE + "/NL/TNM/PREF1", SessionJson.aSession("PREF1", "DE", "ABC", "2026-01-10T10:00:00Z"));
        String url = CPO_SIDE + "/PREF1/charging_preferences";

        assertThat(emsp.put(url, "{\"profile_type\":\"REGULAR\"}").data().asString())
                .isEqualTo("ACCEPTED");
        assertThat(emsp.put(url, "{\"profile_type\":\"CHEAP\"}").data().asString())
                .isEqualTo("PROFILE_TYPE_NOT_SUPPORTED");
        assertThat(emsp.put(url, "{\"profile_type\":\"REGULAR\",\"departure_time\":\"2020-01-01T00:00:00Z\"}")
                        .data()
                        .asString())
                .isEqualTo("NOT_POSSIBLE");
        assertThat(cpo.put(url, "{\"profile_type\":\"REGULAR\"}").outcome()).isEqualTo("404/2000");
        assertThat(emsp.put(CPO_SIDE + "/NONE/charging_preferences", "{\"profile_type\":\"REGULAR\"}")
                        .outcome())
                .isEqualTo("404/2000");
    }

    @Test
    void administratorsNeedTheirTokenAndGetProblemDocuments() throws Exception {
        Http.Answer refused = platform.http().get("/admin/partners");
        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.header("Content-Type").orElse("")).startsWith("application/problem+json");

        Http.Answer conflict = platform.admin().post("/admin/partners", """
                {"name":"Thief","mode":"PROVISIONED","roles":[{"role":"CPO","country_code":"NL","party_id":"TNM",
                 "business_details":{"name":"Thief"}}]}
                """);
        assertThat(conflict.status()).isEqualTo(409);
        assertThat(platform.admin().get("/admin/partners").body()).doesNotContain(cpoToken);
        assertThat(platform.http().get("/v3/api-docs").status()).isEqualTo(200);
        assertThat(platform.http().get("/actuator/prometheus").status()).isEqualTo(401);
        assertThat(platform.admin().get("/actuator/prometheus").body()).contains("http_server_requests_seconds");
    }
}
