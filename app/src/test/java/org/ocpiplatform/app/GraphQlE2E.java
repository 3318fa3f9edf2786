package org.ocpiplatform.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ocpiplatform.ocpi.json.OcpiJson;
import tools.jackson.databind.JsonNode;

/** The back office's view of the fleets of two companies, in GraphQL. */
class GraphQlE2E {

    private static final String LOCATIONS = "/ocpi/cpo/2.3.0/locations";
    private static final String PASSWORD = "correct horse battery";
    private static final String CODE = "{ id code description }";
    private static final String CONNECTOR = """
            { id evse_uid connector_id standard format power_type max_voltage max_amperage max_electric_power
              connector_type rate_setting status date_created date_modified }""";
    private static final String EVSE = """
            uid evse_id status serial_number meter_type cpo_location_id current_ws_connection_id server_id date_created
            capabilities %1$s payment_types %1$s connectors %2$s""".formatted(CODE, CONNECTOR);
    private static final String LOCATION = """
            id name address city postal_code cpo_owner_id address_lat address_lng region country_code images publish
            date_created date_modified facilities %1$s parking_restrictions %1$s parking_types %1$s""".formatted(CODE);

    @TempDir
    static Path dataDir;

    private static RunningPlatform platform;
    private static Http green;
    private static Http red;
    private static Http admin;
    private static Http greenSystem;

    @BeforeAll
    static void start() throws Exception {
        platform = RunningPlatform.start(
                dataDir, "--ocpi.backoffice.admin.username=root", "--ocpi.backoffice.admin.password=" + PASSWORD);
        register("green", "Groen Laden");
        register("red", "Rood Stroom");
        green = logIn("green");
        red = logIn("red");
        admin = logIn("root");
        greenSystem = platform.provision("CPO", "NL", "GRO");
        Http redSystem = platform.provision("CPO", "NL", "ROO");
        put(greenSystem, location("GRO", "LOC1", "Markt (Noord) 100%", "E1", "E2", "E3"));
        put(greenSystem, location("GRO", "LOC2", "achter de markt", "F2", "F1"));
        put(greenSystem, location("GRO", "LOC3", null, "G1"));
        put(redSystem, location("ROO", "LOC1", "Rode Markt", "E1"));
        assertThat(greenSystem.patch(LOCATIONS + "/NL/GRO/LOC1/E3", """
                                {"status":"REMOVED","last_updated":"2026-02-01T10:00:00Z"}""").status())
                .isEqualTo(200);
    }

    @AfterAll
    static void stop() throws Exception {
        platform.close();
    }

    @Test
    void everyFieldOfAnEvse() throws Exception {
        JsonNode evse = data(green, "{ evse(limit: 1) { " + EVSE + " locations { " + LOCATION + " evses { uid } } } }")
                .at("/evse/0");

        assertThat(evse.get("uid").asString()).isEqualTo("E1");
        assertThat(evse.get("evse_id").asString()).isEqualTo("NL*GRO*E1");
        assertThat(evse.get("status").asString()).isEqualTo("AVAILABLE");
        assertThat(evse.get("serial_number").asString()).isEqualTo("SN-E1");
        assertThat(evse.get("meter_type").asString()).isEqualTo("DC");
        assertThat(evse.get("cpo_location_id").asString()).isEqualTo("LOC1");
        assertThat(evse.get("current_ws_connection_id").isNull()).isTrue();
        assertThat(evse.get("server_id").isNull()).isTrue();
        assertThat(Instant.parse(evse.get("date_created").asString())).isBefore(Instant.now());
        assertThat(evse.get("capabilities").toString())
                .isEqualTo("[{\"id\":9,\"code\":\"RESERVABLE\",\"description\":\"Can be reserved\"},"
                        + "{\"id\":5,\"code\":\"CREDIT_CARD_PAYABLE\",\"description\":\"Payment by credit card\"}]");
        assertThat(evse.at("/payment_types").values()).hasSize(1);
        assertThat(evse.at("/connectors/0/id").asString()).isEqualTo("LOC1/E1/1");
        assertThat(evse.at("/connectors/0/connector_type").asString()).isEqualTo("CCS2");
        assertThat(evse.at("/connectors/0/max_voltage").asInt()).isEqualTo(920);
        assertThat(evse.at("/connectors/0/rate_setting").asString()).isEqualTo("T1");
        assertThat(evse.at("/connectors/0/date_modified").asString()).isEqualTo("2026-01-10T10:00:00Z");
        assertThat(evse.at("/locations/id").asString()).isEqualTo("LOC1");
        assertThat(evse.at("/locations/country_code").asString()).isEqualTo("NL");
        assertThat(evse.at("/locations/cpo_owner_id").asString()).isNotBlank();
        assertThat(evse.at("/locations/evses").isNull()).isTrue();
    }

    @Test
    void everyFieldOfALocation() throws Exception {
        JsonNode locations = data(green, "{ locations { " + LOCATION + " evses { " + EVSE + " locations { id } } } }")
                .get("locations");

        assertThat(locations.values().stream().map(each -> each.get("id").asString()))
                .containsExactly("LOC1", "LOC2", "LOC3");
        JsonNode first = locations.get(0);
        assertThat(first.get("address_lat").asDouble()).isEqualTo(52.08745);
        assertThat(first.get("images").toString()).isEqualTo("[\"https://example.com/1.png\"]");
        assertThat(first.get("parking_restrictions").toString())
                .isEqualTo("[{\"id\":4,\"code\":\"EV_ONLY\",\"description\":\"Electric vehicles only\"}]");
        assertThat(first.at("/parking_types/0/code").asString()).isEqualTo("ON_STREET");
        assertThat(first.get("evses").values().stream()
                        .map(each -> each.get("uid").asString()))
                .containsExactly("E1", "E2");
        assertThat(first.at("/evses/0/locations").isNull()).isTrue();
        assertThat(first.at("/cpo_owner_id").asString())
                .isEqualTo(locations.at("/2/cpo_owner_id").asString());
    }

    @Test
    void orderTiesFiltersAndPages() throws Exception {
        assertThat(uids(green, "")).containsExactly("E1", "E2", "F1", "F2", "G1");
        assertThat(uids(green, "(order: \"DESC\")")).containsExactly("G1", "F1", "F2", "E1", "E2");
        assertThat(uids(green, "(order_by: \"location\")")).containsExactly("G1", "F1", "F2", "E1", "E2");
        assertThat(uids(green, "(order_by: \"location\", order: \"DESC\")"))
                .containsExactly("E1", "E2", "F1", "F2", "G1");
        assertThat(uids(green, "(limit: 2, offset: 1)")).containsExactly("E2", "F1");
        assertThat(uids(green, "(location_name: \"MARKT\")")).containsExactly("E1", "E2", "F1", "F2");
        assertThat(uids(green, "(location_name: \"(noord) 100%\")")).containsExactly("E1", "E2");
        assertThat(uids(green, "(location_name: \".*\")")).isEmpty();
        assertThat(data(green, "{ locations(limit: 1, offset: 1) { id } }").toString())
                .isEqualTo("{\"locations\":[{\"id\":\"LOC2\"}]}");
    }

    @Test
    void aRebuildEndsWithTheSameFleet() throws Exception {
        String query = "{ evse(limit: 100) { " + EVSE + " locations { " + LOCATION + " } } }";
        String before = data(admin, query).toString();
        assertThat(platform.admin()
                        .post("/admin/projections/locations/rebuild", "")
                        .status())
                .isEqualTo(202);
        String state;
        do {
            assertThat(data(admin, query).toString()).isEqualTo(before);
            state = platform.admin().get("/admin/projections").json().values().stream()
                    .filter(projection -> projection.get("name").asString().equals("locations"))
                    .map(projection -> projection.get("state").asString())
                    .findFirst()
                    .orElseThrow();
        } while (!state.equals("RUNNING"));
        assertThat(data(admin, query).toString()).isEqualTo(before);
    }

    @Test
    void companiesSeeTheirOwnAndTheAdministratorAll() throws Exception {
        assertThat(uids(red, "")).containsExactly("E1");
        assertThat(uids(admin, "(order_by: \"location\")")).containsExactly("G1", "F1", "F2", "E1", "E2", "E1");
        assertThat(data(admin, "{ locations { id cpo_owner_id } }").get("locations").values().stream()
                        .map(each -> each.get("cpo_owner_id").asString())
                        .distinct())
                .hasSize(2);
        assertThat(platform.http().post("/graphql", body("{ evse { uid } }")).status())
                .isEqualTo(401);
        assertThat(platform.http()
                        .post("/ocpi/cpo/graphql", body("{ evse { uid } }"))
                        .status())
                .isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{ evse(limit: 101) { uid } }",
                "{ evse(order_by: \"uid\") { uid } }",
                "{ locations(offset: -1) { id } }",
                "{ evse(limit: \"x\") { uid } }",
                "{ evse {"
            })
    void badRequestsAreErrors(String query) throws Exception {
        Http.Answer answer = green.post("/ocpi/cpo/graphql", body(query));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().at("/errors/0/extensions/code").asString()).isEqualTo("BAD_REQUEST");
    }

    @Test
    void tooMuchAtOnceIsRefused() throws Exception {
        StringBuilder query = new StringBuilder("{");
        for (int i = 0; i < 10; i++) {
            query.append(" q%d: evse(limit: 100) { %s locations { %s } }".formatted(i, EVSE, LOCATION));
        }
        Http.Answer answer = green.post("/graphql", body(query.append(" }").toString()));

        assertThat(answer.json().at("/errors/0/message").asString()).contains("at once");
        assertThat(answer.json().has("data") && !answer.json().get("data").isNull())
                .isFalse();
    }

    @Test
    void changesOfStatusAreToldUntilTheUserLogsOut() throws Exception {
        Http own = logIn("green");
        Http other = logIn("red");
        try (StatusEvents events = new StatusEvents(own, "/ocpi/cpo/graphql");
                StatusEvents others = new StatusEvents(other, "/graphql")) {
            events.await("subscribed");
            for (String status : List.of("CHARGING", "CHARGING", "AVAILABLE")) {
                assertThat(greenSystem
                                .patch(LOCATIONS + "/NL/GRO/LOC2/F1", """
                                        {"status":"%s","last_updated":"%s"}""".formatted(status, Instant.now()))
                                .status())
                        .isEqualTo(200);
            }
            events.await("\"AVAILABLE\"");
            assertThat(events.lines().stream().filter(line -> line.contains("evse_uid")))
                    .hasSize(2)
                    .first()
                    .asString()
                    .contains("\"location_id\":\"LOC2\"", "\"evse_uid\":\"F1\"", "\"status\":\"CHARGING\"")
                    .contains(
                            "\"location_name\":\"achter de markt\"", "\"evse_id\":\"NL*GRO*F1\"", "\"changed_at\":\"");
            assertThat(others.lines()).noneMatch(line -> line.contains("evse_uid"));

            assertThat(own.post("/ocpi/cpo/api/auth/v1/logout", "").status()).isEqualTo(200);
            events.awaitEnd();
            assertThat(events.lines()).anyMatch(line -> line.contains("UNAUTHORIZED"));
        }
    }

    private static List<String> uids(Http user, String arguments) throws Exception {
        return data(user, "{ evse" + arguments + " { uid } }").get("evse").values().stream()
                .map(each -> each.get("uid").asString())
                .toList();
    }

    private static JsonNode data(Http user, String query) throws Exception {
        Http.Answer answer = user.post("/ocpi/cpo/graphql", body(query));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.json().has("errors")).as(answer.body()).isFalse();
        return answer.json().get("data");
    }

    private static String body(String query) {
        return OcpiJson.mapper().writeValueAsString(Map.of("query", query));
    }

    private static void register(String username, String name) throws Exception {
        Http application = new Http(
                platform.http().base(),
                "Bearer "
                        + Files.readString(dataDir.resolve("application-token")).strip());
        Http.Answer answer = application.post("/ocpi/cpo/2.2/register", """
                {"username":"%1$s","cpo_owner_name":"%2$s","contact_name":"%1$s","contact_number":"+31201234567",
                 "contact_email":"%1$s@example.com","ocpp_ready":true,"password":"%3$s"}
                """.formatted(username, name, PASSWORD));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    }

    private static Http logIn(String username) throws Exception {
        Http application = new Http(
                platform.http().base(),
                "Bearer "
                        + Files.readString(dataDir.resolve("application-token")).strip());
        Http.Answer answer = application.post("/ocpi/cpo/api/auth/v1/login", """
                {"username":"%s","password":"%s"}""".formatted(username, PASSWORD));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return new Http(
                platform.http().base(),
                "Bearer " + answer.data().get("access_token").asString());
    }

    private static void put(Http system, JsonNode location) throws Exception {
        Http.Answer answer = system.put(
                LOCATIONS + "/NL/" + location.get("party_id").asString() + "/"
                        + location.get("id").asString(),
                location.toString());
        assertThat(answer.outcome()).as(answer.body()).isEqualTo("201/1000");
    }

    private static JsonNode location(String party, String id, String name, String... uids) {
        StringBuilder evses = new StringBuilder();
        for (String uid : uids) {
            evses.append(evses.isEmpty() ? "" : ",").append("""
                    {"uid":"%1$s","evse_id":"NL*%2$s*%1$s","status":"AVAILABLE","serial_number":"SN-%1$s",
                     "capabilities":["RESERVABLE","CREDIT_CARD_PAYABLE"],"parking_restrictions":["EV_ONLY"],
                     "connectors":[{"id":"1","standard":"IEC_62196_T2_COMBO","format":"CABLE","power_type":"DC",
                      "max_voltage":920,"max_amperage":400,"max_electric_power":300000,"tariff_ids":["T1"],
                      "last_updated":"2026-01-10T10:00:00Z"}],
                     "last_updated":"2026-01-10T10:00:00Z"}""".formatted(uid, party));
        }
        return OcpiJson.mapper()
                .readTree("""
                {"country_code":"NL","party_id":"%s","id":"%s","publish":true,%s
                 "address":"Markt 1","city":"Utrecht","postal_code":"3511 AA","state":"UT","country":"NLD",
                 "coordinates":{"latitude":"52.08745","longitude":"5.10733"},"parking_type":"ON_STREET",
                 "facilities":["HOTEL"],"time_zone":"Europe/Amsterdam",
                 "images":[{"url":"https://example.com/1.png","category":"LOCATION","type":"png"}],
                 "evses":[%s],"last_updated":"2026-01-10T10:00:00Z"}""".formatted(party, id, name == null ? "" : "\"name\":\"" + name + "\",", evses));
    }
}
