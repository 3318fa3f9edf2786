package org.ocpiplatform.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Type;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.axonframework.common.Registration;
import org.axonframework.queryhandling.SimpleQueryBus;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ocpiplatform.api.backoffice.BackOfficePaths;
import org.ocpiplatform.contract.ObjectKind;
import org.ocpiplatform.contract.Rejection;
import org.ocpiplatform.contract.ReplicaId;
import org.ocpiplatform.contract.backoffice.Contact;
import org.ocpiplatform.contract.backoffice.CpoOwnerId;
import org.ocpiplatform.contract.backoffice.CpoOwnerQuery.FindCpoOwnersOf;
import org.ocpiplatform.contract.backoffice.CpoOwnerView;
import org.ocpiplatform.contract.fleet.FleetEvse;
import org.ocpiplatform.contract.fleet.FleetLocation;
import org.ocpiplatform.contract.fleet.FleetQuery.EvseOrder;
import org.ocpiplatform.contract.fleet.FleetQuery.FindLocations;
import org.ocpiplatform.contract.fleet.FleetQuery.ListEvses;
import org.ocpiplatform.contract.fleet.FleetQuery.ListLocations;
import org.ocpiplatform.ocpi.PartyId;
import org.ocpiplatform.ocpi.Side;
import org.ocpiplatform.ocpi.json.OcpiJson;
import org.ocpiplatform.ocpi.locations.Evse;
import org.ocpiplatform.ocpi.locations.EvseStatus;
import org.ocpiplatform.ocpi.locations.Location;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.ResolvableType;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import tools.jackson.databind.JsonNode;

/** GraphQL of the back office over a fleet of one location with two EVSEs. */
class GraphQlTest extends BackOfficeTest {

    private static final Instant CREATED = Instant.parse("2026-01-01T10:00:00Z");
    private static final PartyId TNM = PartyId.of("NL", "TNM");
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

    private final Map<Class<?>, Registration> registrations = new HashMap<>();
    private final List<Object> asked = new ArrayList<>();

    @Autowired
    private SimpleQueryBus bus;

    private String token;

    @BeforeEach
    void serve() {
        token = logIn("NL", "TNM").access();
        answer(ListEvses.class, FleetEvse.class, query -> location().evses());
        answer(ListLocations.class, FleetLocation.class, query -> List.of(location()));
        answer(FindLocations.class, FleetLocation.class, query -> List.of(location()));
        platform.add(new CpoOwnerView(
                new CpoOwnerId("owner-1"),
                TNM,
                "The New Motion",
                new Contact("C", "1", "c@example.com"),
                true,
                null,
                null,
                List.of()));
        registrations.put(FindCpoOwnersOf.class, bus.registerHandlerInterceptor((unit, chain) -> {
            if (unit.getMessage().getPayload() instanceof FindCpoOwnersOf query) {
                asked.add(query);
            }
            return chain.proceed();
        }));
    }

    @AfterEach
    void stop() {
        registrations.values().forEach(Registration::close);
    }

    @Test
    void everyFieldOfAnEvse() {
        JsonNode evse = data("{ evse { " + EVSE + " locations { " + LOCATION + " evses { uid } } } }")
                .at("/evse/0");

        assertThat(evse)
                .isEqualTo(json("""
                {"uid":"E1","evse_id":"NL*TNM*E1","status":"AVAILABLE","serial_number":"SN-1","meter_type":"DC",
                 "cpo_location_id":"Loc1","current_ws_connection_id":null,"server_id":null,
                 "date_created":"2026-01-01T10:00:00Z",
                 "capabilities":[
                  {"id":9,"code":"RESERVABLE","description":"Can be reserved"},
                  {"id":5,"code":"CREDIT_CARD_PAYABLE","description":"Payment by credit card"},
                  {"id":%d,"code":"LEVITATION","description":"LEVITATION"}],
                 "payment_types":[{"id":3,"code":"CREDIT_CARD_PAYABLE","description":"Credit card"}],
                 "connectors":[
                  {"id":"Loc1/E1/1","evse_uid":"E1","connector_id":"1","standard":"IEC_62196_T2_COMBO","format":"CABLE",
                   "power_type":"DC","max_voltage":920,"max_amperage":400,"max_electric_power":300000,
                   "connector_type":"CCS2","rate_setting":"T1","status":"AVAILABLE",
                   "date_created":"2026-01-01T10:00:00Z","date_modified":"2026-01-10T10:00:00Z"},
                  {"id":"Loc1/E1/2","evse_uid":"E1","connector_id":"2","standard":"CHADEMO","format":"SOCKET",
                   "power_type":"AC_3_PHASE","max_voltage":230,"max_amperage":32,"max_electric_power":null,
                   "connector_type":"CHADEMO","rate_setting":null,"status":"AVAILABLE",
                   "date_created":"2026-01-02T10:00:00Z","date_modified":"2026-01-10T10:00:00Z"}],
                 "locations":%s}""".formatted(evse.at("/capabilities/2/id").asInt(), locationWith("\"evses\":null"))));
        assertThat(evse.at("/capabilities/2/id").asInt()).isGreaterThan(1000);
    }

    @Test
    void everyFieldOfALocation() {
        JsonNode location = data("{ locations { " + LOCATION + " evses { uid locations { id } meter_type } } }")
                .at("/locations/0");

        assertThat(location).isEqualTo(json(locationWith("""
                "evses":[{"uid":"E1","locations":null,"meter_type":"DC"},
                         {"uid":"E2","locations":null,"meter_type":"AC"}]""")));
    }

    private static String locationWith(String evses) {
        return """
                {"id":"Loc1","name":"Laadplein","address":"Croeselaan 1","city":"Utrecht","postal_code":"3521 BJ",
                 "cpo_owner_id":"owner-1","address_lat":52.08745,"address_lng":5.10733,"region":"UT","country_code":"NL",
                 "images":["https://example.com/1.png"],"publish":true,
                 "date_created":"2026-01-01T10:00:00Z","date_modified":"2026-01-10T10:00:00Z",
                 "facilities":[{"id":1,"code":"HOTEL","description":"Hotel"}],
                 "parking_restrictions":[
                  {"id":4,"code":"EV_ONLY","description":"Electric vehicles only"},
                  {"id":1,"code":"CUSTOMERS","description":"Customers only"}],
                 "parking_types":[{"id":5,"code":"ON_STREET","description":"On the street"}],
                 %s}""".formatted(evses);
    }

    @Test
    void theNumberOfQuestionsDoesNotDependOnHowManyAnswers() {
        data("{ a: evse { locations { cpo_owner_id } } b: evse { locations { cpo_owner_id } }"
                + " locations { cpo_owner_id evses { uid locations { id } } } }");

        assertThat(asked.stream().map(query -> query.getClass().getSimpleName()))
                .containsExactlyInAnyOrder(
                        "ListEvses",
                        "ListEvses",
                        "ListLocations",
                        "FindLocations",
                        "FindCpoOwnersOf",
                        "FindCpoOwnersOf");
    }

    @Test
    void whatIsNotAskedForIsNotLookedUp() {
        data("{ evse { uid } }");

        assertThat(asked).containsExactly(new ListEvses(TNM, null, EvseOrder.CREATED, false, 10, 0));
    }

    @Test
    void argumentsArePassedOnAndNullIsLikeLeftOut() {
        data("""
                { evse(location_name: "laad", order_by: "location", order: "DESC", limit: 100, offset: 7) { uid } }""");
        data("{ evse(location_name: null, order_by: null, order: null, limit: null, offset: null) { uid } }");
        data("{ evse(location_name: \"\") { uid } }");
        data("{ locations(limit: 1, offset: 2) { id } }");
        data("{ locations(limit: null, offset: null) { id } }");

        ListEvses usual = new ListEvses(TNM, null, EvseOrder.CREATED, false, 10, 0);
        assertThat(asked)
                .containsExactly(
                        new ListEvses(TNM, "laad", EvseOrder.LOCATION_NAME, true, 100, 7),
                        usual,
                        usual,
                        new ListLocations(TNM, 1, 2),
                        new ListLocations(TNM, 10, 0));
    }

    @Test
    void anAdministratorSeesEverybodys() {
        token = logInAsAdmin().access();
        data("{ evse { uid } locations { id } }");

        assertThat(asked)
                .containsExactlyInAnyOrder(
                        new ListEvses(null, null, EvseOrder.CREATED, false, 10, 0), new ListLocations(null, 10, 0));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evse(limit: 0) { uid }",
                "evse(limit: 101) { uid }",
                "evse(limit: -1) { uid }",
                "evse(offset: -1) { uid }",
                "evse(order_by: \"name\") { uid }",
                "evse(order_by: \"\") { uid }",
                "evse(order: \"asc\") { uid }",
                "evse(order: \"up\") { uid }",
                "locations(limit: 0) { id }",
                "locations(limit: 101) { id }",
                "locations(offset: -1) { id }",
                "evse(limit: \"ten\") { uid }",
                "evse(limit: 99999999999) { uid }",
                "evse(colour: \"red\") { uid }",
                "evse { nothing }",
                "nothing"
            })
    void badArgumentsAreErrorsWithStatus200(String query) {
        JsonNode answer = query("{ " + query + " }", 200);

        assertThat(answer.at("/errors/0/extensions/code").asString()).isEqualTo("BAD_REQUEST");
        assertThat(answer.at("/errors/0/message").asString()).isNotBlank();
        assertThat(asked).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"'{ evse(', application/json, 200", "'{ evse(', application/graphql-response+json, 400"})
    void syntaxErrorsAreAnsweredAsTheDraftSays(String query, String accept, int status) {
        MvcTestResult result =
                perform(post(token, BackOfficePaths.GRAPHQL, body(query)).accept(accept));

        assertThat(result).hasStatus(status).hasContentTypeCompatibleWith(accept);
        JsonNode answer = json(text(result));
        assertThat(answer.at("/errors/0/extensions/code").asString()).isEqualTo("BAD_REQUEST");
        assertThat(answer.has("data")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "\"x\"",
                "{}",
                "{\"query\":5}",
                "{\"query\":\"\"}",
                "{\"query\":null}",
                "{\"query\":\"{ evse { uid } }\",\"variables\":[]}",
                "{\"query\":\"{ evse { uid } }\",\"operationName\":5}",
                "{\"query\":\"{ evse { uid } }\"} x"
            })
    void whatIsNoRequestIs400(String body) {
        MvcTestResult result = perform(post(token, BackOfficePaths.GRAPHQL, body));

        assertThat(result).hasStatus(400).hasContentTypeCompatibleWith("application/json");
        assertThat(json(text(result)).at("/errors/0/extensions/code").asString())
                .isEqualTo("BAD_REQUEST");
    }

    @Test
    void otherContentTypesAre415AndLongBodies413() {
        assertThat(perform(bearer(token, HttpMethod.POST, BackOfficePaths.GRAPHQL)
                        .contentType("text/plain")
                        .content("{}")))
                .hasStatus(415);
        assertThat(perform(post(token, BackOfficePaths.GRAPHQL, body("{ evse { uid } }" + " ".repeat(30_000)))))
                .hasStatus(413);
    }

    @ParameterizedTest
    @ValueSource(strings = {BackOfficePaths.GRAPHQL, BackOfficePaths.GRAPHQL_ALIAS})
    void onlyPostIsOffered(String path) {
        for (HttpMethod method : List.of(HttpMethod.GET, HttpMethod.PUT, HttpMethod.DELETE)) {
            assertThat(perform(bearer(token, method, path))).hasStatus(405).hasHeader("Allow", "POST");
        }
        assertThat(perform(post(token, path, body("{ evse { uid } }")))).hasStatusOk();
    }

    @Test
    void variablesAndOperationNames() {
        MvcTestResult result = perform(post(token, BackOfficePaths.GRAPHQL_ALIAS, """
                {"query":"query A($n: Int) { evse(limit: $n) { uid } } query B { locations { id } }",
                 "operationName":"A","variables":{"n":5}}"""));

        assertThat(result).hasStatusOk();
        assertThat(asked).containsExactly(new ListEvses(TNM, null, EvseOrder.CREATED, false, 5, 0));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/graphql-response+json, application/json, text/event-stream, multipart/mixed",
                "text/event-stream;q=0.1, application/json",
                "text/event-stream",
                "junk"
            })
    void queriesAreAnsweredAtOnceWhateverElseTheClientTakes(String accept) {
        MvcTestResult result = perform(bearer(token, HttpMethod.POST, BackOfficePaths.GRAPHQL)
                .header("Accept", accept)
                .content(body("{ evse { uid } }")));

        assertThat(result).hasStatusOk();
        assertThat(result.getResponse().getContentType()).contains("json");
        assertThat(json(text(result)).at("/data/evse/0/uid").asString()).isEqualTo("E1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"subscription { evse_status { nope } }", "subscription {", "subscription { nope }"})
    void aWrongSubscriptionIsToldWhatIsWrong(String query) {
        JsonNode answer = json(text(perform(
                post(token, BackOfficePaths.GRAPHQL, body(query)).accept("text/event-stream", "application/json"))));

        assertThat(answer.at("/errors/0/extensions/code").asString()).isEqualTo("BAD_REQUEST");
        assertThat(answer.at("/errors/0/message").asString()).doesNotContain("supports only");
    }

    @Test
    void failuresAreNotExplainedButUnavailabilityIs() {
        AtomicBoolean away = new AtomicBoolean();
        answer(ListLocations.class, FleetLocation.class, query -> {
            if (away.get()) {
                throw new Rejection(Rejection.Code.UNAVAILABLE, "locations are behind; try again in a moment");
            }
            throw new IllegalStateException("secret");
        });

        JsonNode answer = query("{ locations { id } evse { uid } }", 200);
        assertThat(answer.at("/errors/0/extensions/code").asString()).isEqualTo("INTERNAL_ERROR");
        assertThat(answer.toString()).doesNotContain("secret").doesNotContain("Exception");
        assertThat(answer.at("/data/locations").isNull()).isTrue();
        assertThat(answer.at("/data/evse/0/uid").asString()).isEqualTo("E1");

        away.set(true);
        answer = query("{ locations { id } }", 200);
        assertThat(answer.at("/errors/0/extensions/code").asString()).isEqualTo("UNAVAILABLE");
    }

    @Test
    void theLargestSensibleQueriesAreAnswered() {
        data("{ evse(limit: 100) { " + EVSE + " locations { " + LOCATION + " } } }");
        data("{ locations(limit: 100) { " + LOCATION + " evses { " + EVSE + " } } }");
    }

    @Test
    void tenTimesTheLargestQueryIsRefusedUnasked() {
        StringBuilder query = new StringBuilder("query($n: Int) {");
        for (int i = 0; i < 10; i++) {
            query.append(" q").append(i).append(": evse(limit: $n) { ...all }");
        }
        query.append(" } fragment all on EVSE { ")
                .append(EVSE)
                .append(" locations { ")
                .append(LOCATION)
                .append(" } }");
        JsonNode answer = json(text(perform(post(
                token,
                BackOfficePaths.GRAPHQL,
                OcpiJson.mapper()
                        .writeValueAsString(Map.of("query", query.toString(), "variables", Map.of("n", 100)))))));

        assertThat(answer.at("/errors/0/extensions/code").asString()).isEqualTo("BAD_REQUEST");
        assertThat(answer.at("/errors/0/message").asString()).contains("fields at once");
        assertThat(asked).isEmpty();
    }

    @Test
    void deepNestingIsRefusedUnasked() {
        String query = "uid";
        for (int i = 0; i < 7; i++) {
            query = "locations { evses { " + query + " } }";
        }
        JsonNode answer = query("{ evse { " + query + " } }", 200);

        assertThat(answer.at("/errors/0/message").asString()).contains("deep");
        assertThat(asked).isEmpty();
    }

    @Test
    void fragmentsThatMultiplyAreRefusedAtOnce() {
        StringBuilder query = new StringBuilder("{ evse { ...f0 } }");
        for (int i = 0; i < 60; i++) {
            query.append(
                    " fragment f%1$d on EVSE { a%1$d: locations { evses { ...f%2$d } } ...f%2$d }".formatted(i, i + 1));
        }
        query.append(" fragment f60 on EVSE { uid }");

        assertThat(query(query.toString(), 200).at("/errors/0/extensions/code").asString())
                .isEqualTo("BAD_REQUEST");
        assertThat(asked).isEmpty();
    }

    @Test
    void whoSendsTooManyWordsIsRefused() {
        assertThat(query("{ evse { " + "uid ".repeat(4_600) + "} }", 200)
                        .at("/errors/0/extensions/code")
                        .asString())
                .isEqualTo("BAD_REQUEST");
        assertThat(asked).hasSizeLessThan(2);
    }

    @Test
    void theSchemaCanBeReadAsGraphiqlDoes() {
        String type = "name kind";
        for (int i = 0; i < 9; i++) {
            type = "name kind ofType { " + type + " }";
        }
        JsonNode schema =
                data("{ __schema { queryType { name } subscriptionType { name } types { name kind fields { name"
                                + " args { name type { " + type + " } } type { " + type + " } } } } }")
                        .get("__schema");

        assertThat(schema.at("/queryType/name").asString()).isEqualTo("Query");
        assertThat(schema.get("types").values().stream()
                        .map(each -> each.get("name").asString()))
                .contains("EVSE", "Connector", "Location", "Code", "EvseStatusChange");
    }

    @Test
    void thePageForDevelopersIsOpenAndAsksTheAlias() {
        assertThat(perform(get("/graphiql"))).hasStatus3xxRedirection();
        MvcTestResult page = perform(get("/graphiql?path=/graphql"));
        assertThat(page).hasStatusOk().hasContentTypeCompatibleWith("text/html");
        assertThat(text(page)).contains("headerEditorEnabled");
    }

    @Test
    void aSubscriptionNeedsEvents() {
        JsonNode answer = query("subscription { evse_status { status } }", 200);

        assertThat(answer.at("/errors/0/extensions/code").asString()).isNotBlank();
        assertThat(answer.at("/data").isObject()).isFalse();
    }

    private JsonNode data(String query) {
        JsonNode answer = query(query, 200);
        assertThat(answer.has("errors")).as(answer.toString()).isFalse();
        return answer.get("data");
    }

    private JsonNode query(String query, int status) {
        MvcTestResult result = perform(post(token, BackOfficePaths.GRAPHQL, body(query)));
        assertThat(result).hasStatus(status).hasContentTypeCompatibleWith("application/json");
        return json(text(result));
    }

    private static String body(String query) {
        return OcpiJson.mapper().writeValueAsString(Map.of("query", query));
    }

    private static JsonNode json(String text) {
        return OcpiJson.mapper().readTree(text);
    }

    private <Q> void answer(Class<Q> query, Class<?> type, Function<Q, Object> handler) {
        Type list = ResolvableType.forClassWithGenerics(List.class, type).getType();
        Registration before = registrations.put(query, bus.subscribe(query.getName(), list, message -> {
            Q asking = query.cast(message.getPayload());
            synchronized (asked) {
                asked.add(asking);
            }
            return handler.apply(asking);
        }));
        if (before != null) {
            before.close();
        }
    }

    private static FleetLocation location() {
        Location location = OcpiJson.mapper().readValue("""
                {"country_code":"NL","party_id":"TNM","id":"Loc1","publish":true,"name":"Laadplein",
                 "address":"Croeselaan 1","city":"Utrecht","postal_code":"3521 BJ","state":"UT","country":"NLD",
                 "coordinates":{"latitude":"52.08745","longitude":"5.10733"},"parking_type":"ON_STREET",
                 "facilities":["HOTEL"],"time_zone":"Europe/Amsterdam",
                 "images":[{"url":"https://example.com/1.png","category":"LOCATION","type":"png"}],
                 "evses":[
                  {"uid":"E1","evse_id":"NL*TNM*E1","status":"AVAILABLE","serial_number":"SN-1",
                   "capabilities":["RESERVABLE","CREDIT_CARD_PAYABLE","LEVITATION"],
                   "parking_restrictions":["EV_ONLY","CUSTOMERS"],
                   "connectors":[
                    {"id":"1","standard":"IEC_62196_T2_COMBO","format":"CABLE","power_type":"DC","max_voltage":920,
                     "max_amperage":400,"max_electric_power":300000,"tariff_ids":["T1","T2"],
                     "last_updated":"2026-01-10T10:00:00Z"},
                    {"id":"2","standard":"CHADEMO","format":"SOCKET","power_type":"AC_3_PHASE","max_voltage":230,
                     "max_amperage":32,"last_updated":"2026-01-10T10:00:00Z"}],
                   "last_updated":"2026-01-10T10:00:00Z"},
                  {"uid":"E2","status":"CHARGING","parking_restrictions":["EV_ONLY"],
                   "connectors":[
                    {"id":"1","standard":"IEC_62196_T2","format":"SOCKET","power_type":"AC_1_PHASE","max_voltage":230,
                     "max_amperage":16,"last_updated":"2026-01-10T10:00:00Z"}],
                   "last_updated":"2026-01-10T10:00:00Z"},
                  {"uid":"E3","status":"REMOVED","parking_restrictions":["TAXIS"],
                   "connectors":[
                    {"id":"1","standard":"IEC_62196_T2","format":"SOCKET","power_type":"AC_1_PHASE","max_voltage":230,
                     "max_amperage":16,"last_updated":"2026-01-10T10:00:00Z"}],
                   "last_updated":"2026-01-10T10:00:00Z"}],
                 "last_updated":"2026-01-10T10:00:00Z"}
                """, Location.class);
        ReplicaId id = new ReplicaId(Side.CPO, ObjectKind.LOCATION, TNM, location.id());
        List<FleetEvse> evses = new ArrayList<>();
        for (Evse evse : location.evses()) {
            if (evse.status() != EvseStatus.REMOVED) {
                List<Instant> connectors = new ArrayList<>();
                for (int i = 0; i < evse.connectors().size(); i++) {
                    connectors.add(CREATED.plusSeconds(86_400L * i));
                }
                evses.add(new FleetEvse(id, location.id(), evse, CREATED, connectors));
            }
        }
        return new FleetLocation(id, location, CREATED, evses);
    }
}
