package org.ocpiplatform.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ocpiplatform.ocpi.json.OcpiDateTime;
import tools.jackson.databind.JsonNode;

/** What holds on every route of OCPI, whatever its module; the description of the routes says which there are. */
class EveryRouteE2E {

    private static final Set<String> METHODS = Set.of("GET", "POST", "PUT", "PATCH", "DELETE");

    @TempDir
    static Path dataDir;

    private static RunningPlatform platform;
    private static Http partner;

    /** Offered methods by path, in which variables are filled in. */
    private static final Map<String, Set<String>> ROUTES = new TreeMap<>();

    /** Method and path of those that need a body. */
    private static final Set<String> WITH_BODY = new TreeSet<>();

    @BeforeAll
    static void start() throws Exception {
        platform = RunningPlatform.start(dataDir);
        partner = platform.partner(platform.admin()
                .post("/admin/partners", """
                        {"name":"All in one","mode":"PROVISIONED","roles":[
                         {"role":"CPO","country_code":"NL","party_id":"TNM","business_details":{"name":"All in one"}},
                         {"role":"EMSP","country_code":"NL","party_id":"TNM","business_details":{"name":"All in one"}},
                         {"role":"PTP","country_code":"NL","party_id":"TNM","business_details":{"name":"All in one"}}]}
                        """)
                .json()
                .get("token")
                .asString());
        platform.awaitThatHabitsAreKnown(partner, "All in one");
        JsonNode api = platform.http().get("/v3/api-docs").json();
        api.get("paths").properties().stream()
                .filter(path -> path.getKey().startsWith("/ocpi/"))
                .forEach(path -> {
                    String url = path.getKey()
                            .replace("{country_code}", "NL")
                            .replace("{party_id}", "TNM")
                            .replaceAll("\\{\\w+}", "NONE");
                    path.getValue().properties().forEach(operation -> {
                        // Those of the back office take another token.
                        if (!operation.getValue().at("/security/0").has("Token")) {
                            return;
                        }
                        String method = operation.getKey().toUpperCase(Locale.ROOT);
                        ROUTES.computeIfAbsent(url, key -> new TreeSet<>()).add(method);
                        if (operation.getValue().at("/requestBody/required").asBoolean(false)) {
                            WITH_BODY.add(method + " " + url);
                        }
                    });
                });
    }

    @AfterAll
    static void stop() throws Exception {
        platform.close();
    }

    @Test
    void theyAreAllThere() {
        assertThat(ROUTES).hasSizeGreaterThan(60);
        assertThat(WITH_BODY).hasSizeGreaterThan(40);
    }

    @Test
    void nobodyIsAnsweredWithoutAToken() throws Exception {
        for (Map.Entry<String, Set<String>> route : ROUTES.entrySet()) {
            for (String method : route.getValue()) {
                Http.Answer answer = platform.http().send(method, route.getKey(), method.equals("GET") ? null : "{}");
                assertThat(answer.outcome()).as(method + " " + route.getKey()).isEqualTo("401/2000");
            }
        }
    }

    @Test
    void everyAnswerIsAnEnvelopeWithMessageIdsWithAndWithoutATrailingSlash() throws Exception {
        for (Map.Entry<String, Set<String>> route : ROUTES.entrySet()) {
            for (String method : route.getValue()) {
                Set<String> outcomes = new TreeSet<>();
                for (String url : List.of(route.getKey(), route.getKey() + "/")) {
                    if (endsRegistration(method, url)) {
                        continue;
                    }
                    // Nothing that could be stored: a terminal needs nothing but its id.
                    String body = method.equals("GET") || method.equals("DELETE") ? null : "{\"terminal_id\":5}";
                    Http.Answer answer =
                            partner.send(method, url, body, "X-Request-ID", "r-1", "X-Correlation-ID", "c-1");
                    String what = method + " " + url + ": " + answer;
                    assertThat(answer.status())
                            .as(what)
                            .isIn(isRegistration(method, url) ? List.of(405) : List.of(200, 404));
                    assertThat(OcpiDateTime.parse(answer.json().get("timestamp").asString()))
                            .as(what)
                            .isNotNull();
                    assertThat(answer.header("X-Request-ID")).as(what).contains("r-1");
                    assertThat(answer.header("X-Correlation-ID")).as(what).contains("c-1");
                    outcomes.add(answer.outcome());
                }
                assertThat(outcomes)
                        .as(method + " " + route.getKey())
                        .hasSize(endsRegistration(method, route.getKey()) ? 0 : 1);
            }
        }
    }

    @Test
    void otherMethodsAreRefusedWithThoseThatAreOffered() throws Exception {
        for (Map.Entry<String, Set<String>> route : ROUTES.entrySet()) {
            // These have the form of an object's path, too, though no country and no terminal is called so.
            boolean ambiguous = route.getKey().endsWith("/bookings/booking_locations/NONE/NONE")
                    || route.getKey().endsWith("/terminals/activate");
            for (String method : METHODS) {
                if (!route.getValue().contains(method) && !ambiguous) {
                    Http.Answer answer = partner.send(method, route.getKey(), method.equals("GET") ? null : "{}");
                    String what = method + " " + route.getKey();
                    assertThat(answer.outcome()).as(what).isEqualTo("405/2000");
                    assertThat(Arrays.asList(
                                    answer.header("Allow").orElseThrow().split(", ")))
                            .as(what)
                            .containsExactlyInAnyOrderElementsOf(route.getValue());
                }
            }
        }
    }

    @Test
    void whatIsNoJsonObjectIsRefusedAndChangesNothing() throws Exception {
        long before = head();
        int refused = 0;
        for (String route : WITH_BODY) {
            String method = route.substring(0, route.indexOf(' '));
            String url = route.substring(route.indexOf(' ') + 1);
            if (isRegistration(method, url)) {
                // Not offered to who is connected, whatever the body.
                assertThat(partner.send(method, url, "{").outcome()).as(route).isEqualTo("405/2000");
                continue;
            }
            Map<String, String> expected = Map.of(
                    "", "400/2001",
                    "{", "400/2001",
                    "{} {}", "400/2001",
                    "[]", "200/2001",
                    "\"text\"", "200/2001");
            for (Map.Entry<String, String> body : expected.entrySet()) {
                String outcome = partner.send(method, url, body.getKey()).outcome();
                // What a path without an owner names is looked for first.
                assertThat(outcome).as(route + " with " + body.getKey()).isIn(body.getValue(), "404/2000", "404/2004");
                refused += outcome.equals(body.getValue()) ? 1 : 0;
            }
            assertThat(partner.send(method, url, "{}", "Content-Type", "text/plain")
                            .outcome())
                    .as(route)
                    .isIn("415/2001", "404/2000", "404/2004");
        }
        assertThat(refused).isGreaterThan(4 * WITH_BODY.size());
        assertThat(head()).isEqualTo(before);
    }

    @Test
    void listsTakeAndRefuseTheSameQueries() throws Exception {
        for (Map.Entry<String, Set<String>> route : ROUTES.entrySet()) {
            String url = route.getKey();
            if (!route.getValue().contains("GET") || url.contains("NONE") || url.contains("NL/TNM")) {
                continue;
            }
            Http.Answer page = partner.get(url);
            if (page.header("X-Total-Count").isEmpty()) {
                assertThat(url).as("no list").matches("/ocpi/(versions|2.3.0/details|(cpo|emsp)/2.3.0/credentials)");
                continue;
            }
            assertThat(page.outcome()).as(url).isEqualTo("200/1000");
            assertThat(page.data().isArray()).as(url).isTrue();
            assertThat(page.header("X-Limit")).as(url).contains("1000");
            for (String bad : List.of("limit=0", "offset=-1", "limit=x", "date_from=yesterday", "date_to=2026-01-01")) {
                assertThat(partner.get(url + "?" + bad).outcome())
                        .as(url + "?" + bad)
                        .isEqualTo("200/2001");
            }
            String none = "?date_from=2026-01-02T00:00:00Z&date_to=2026-01-01T00:00:00Z&unknown=1";
            assertThat(partner.get(url + none).data().size()).as(url).isZero();
            assertThat(partner.get(url + "?offset=1000000&limit=5000").outcome())
                    .as(url)
                    .isEqualTo("200/1000");
        }
    }

    private static boolean isRegistration(String method, String url) {
        return method.equals("POST") && url.contains("/credentials");
    }

    /** Would leave the other tests without their partner; {@link CredentialsE2E} tries it. */
    private static boolean endsRegistration(String method, String url) {
        return method.equals("DELETE") && url.contains("/credentials");
    }

    private static long head() throws Exception {
        return platform.admin()
                .get("/admin/projections")
                .json()
                .get(0)
                .get("head")
                .asLong();
    }
}
