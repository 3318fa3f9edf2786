package org.ocpiplatform.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ocpiplatform.ocpi.locations.Locations.anEvse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ocpiplatform.embedded.DataDirectory;
import org.ocpiplatform.embedded.mongo.EmbeddedMongo;
import org.ocpiplatform.embedded.postgres.PostgresServer;
import org.ocpiplatform.ocpi.json.OcpiJson;
import org.ocpiplatform.ocpi.locations.Locations;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Companies that register, their users who log in, and what partners see of them. */
class BackOfficeE2E {

    private static final String REGISTER = "/ocpi/cpo/2.2/register";
    private static final String LOGIN = "/ocpi/cpo/api/auth/v1/login";
    private static final String REFRESH = "/ocpi/cpo/api/auth/v1/refresh";
    private static final String LOGOUT = "/ocpi/cpo/api/auth/v1/logout";

    /** Answers 404 to whoever is logged in, and 401 to others. */
    private static final String NOWHERE = "/ocpi/cpo/2.2/nowhere";

    private static final String PASSWORD = "correct horse battery";
    private static final String ADMIN_PASSWORD = "password-of-the-administrator";
    private static final String[] ADMINISTRATOR = {
        "--ocpi.backoffice.admin.username=root", "--ocpi.backoffice.admin.password=" + ADMIN_PASSWORD
    };

    @TempDir
    static Path dataDir;

    @TempDir
    Path postgresDir;

    @TempDir
    Path mongoDir;

    @TempDir
    Path firstDir;

    @TempDir
    Path secondDir;

    @TempDir
    Path sharedDir;

    private static RunningPlatform platform;
    private static String applicationToken;

    @BeforeAll
    static void start() throws Exception {
        platform = RunningPlatform.start(dataDir, ADMINISTRATOR);
        applicationToken = Files.readString(dataDir.resolve("application-token"));
    }

    @AfterAll
    static void stop() throws Exception {
        platform.close();
    }

    @Test
    void theApplicationTokenIsReadableByItsOwnerOnly() throws Exception {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(dataDir.resolve("application-token"))))
                .isEqualTo("rw-------");
        assertThat(platform.http().post(REGISTER, company("nobody", "Nobody")).status())
                .isEqualTo(401);
    }

    @Test
    void aCompanyRegistersAndPartnersSeeItsCpo() throws Exception {
        Http.Answer registered = application().post(REGISTER, company("ann", "Vandebron Laden"));
        assertThat(registered.status()).as(registered.body()).isEqualTo(200);
        assertThat(registered.body()).isEqualTo("{\"status\":200,\"data\":\"SUCCESS\",\"message\":\"Success\"}");

        JsonNode tokens = logIn(platform, "ANN", PASSWORD);
        assertThat(tokens.get("role").asString()).isEqualTo("CPO_OWNER");
        assertThat(user(platform, tokens, "access_token").get(NOWHERE).status()).isEqualTo(404);
        assertThat(claims(tokens.get("access_token").asString()).get("cpo").asString())
                .isEqualTo("NL-VAN");

        Http emsp = platform.provision("EMSP", "DE", "SEE");
        assertThat(emsp.get("/ocpi/cpo/2.3.0/credentials").data().get("roles").values())
                .anySatisfy(role -> {
                    assertThat(role.get("party_id").asString()).isEqualTo("VAN");
                    assertThat(role.get("role").asString()).isEqualTo("CPO");
                    assertThat(role.at("/business_details/name").asString()).isEqualTo("Vandebron Laden");
                });

        Http system = platform.provision("CPO", "NL", "VAN");
        String path = "/ocpi/cpo/2.3.0/locations/NL/VAN/LOC1";
        assertThat(system.put(path, location("LOC1", "VAN").toString()).outcome())
                .isEqualTo("201/1000");
        assertThat(emsp.get(path).outcome()).isEqualTo("200/1000");
    }

    @Test
    void namesAreTakenOnce() throws Exception {
        assertThat(application()
                        .post(REGISTER, company("bob", "Bobs Laadpalen"))
                        .status())
                .isEqualTo(200);
        Http.Answer again = application().post(REGISTER, company("BOB", "Bobs Laadpalen", "other@example.com"));
        assertThat(again.status()).isEqualTo(400);
        assertThat(again.json().at("/data/username").asString()).isEqualTo("is taken");
        Http.Answer sameEmail = application().post(REGISTER, company("bobby", "Bobs Laadpalen", "BOB@example.com"));
        assertThat(sameEmail.status()).isEqualTo(400);
        assertThat(sameEmail.json().at("/data/contact_email").asString()).isEqualTo("is taken");
    }

    @Test
    void aPasswordThatIsMadeHereReachesTheNotices() throws Exception {
        ObjectNode company = OcpiJson.mapper().readValue(company("carl", "Carls Stroom"), ObjectNode.class);
        company.remove("password");
        assertThat(application().post(REGISTER, company.toString()).status()).isEqualTo(200);
        JsonNode notice = notice("carl");
        assertThat(logIn(platform, "carl", notice.get("initial_password").asString())
                        .get("role")
                        .asString())
                .isEqualTo("CPO_OWNER");
        assertThat(platform.log()).doesNotContain(notice.get("initial_password").asString());
    }

    @Test
    void aRefreshTokenThatIsUsedAgainEndsTheSession() throws Exception {
        application().post(REGISTER, company("dora", "Doras Palen"));
        JsonNode first = logIn(platform, "dora", PASSWORD);
        Http.Answer refreshed = user(platform, first, "refresh_token").post(REFRESH, "");
        assertThat(refreshed.status()).isEqualTo(200);
        JsonNode second = refreshed.json().get("data");
        assertThat(user(platform, second, "access_token").get(NOWHERE).status()).isEqualTo(404);

        assertThat(user(platform, first, "refresh_token").post(REFRESH, "").status())
                .isEqualTo(403);
        assertThat(user(platform, second, "refresh_token").post(REFRESH, "").status())
                .isEqualTo(403);
        assertThat(user(platform, second, "access_token").get(NOWHERE).status()).isEqualTo(401);
        assertThat(user(platform, second, "access_token").post(REFRESH, "").status())
                .isEqualTo(401);
    }

    @Test
    void aLogoutEndsTheSessionAndNoOther() throws Exception {
        application().post(REGISTER, company("eve", "Eves Energie"));
        JsonNode one = logIn(platform, "eve", PASSWORD);
        JsonNode other = logIn(platform, "eve", PASSWORD);
        Http.Answer loggedOut = user(platform, one, "access_token").post(LOGOUT, "");
        assertThat(loggedOut.body()).isEqualTo("{\"status\":200,\"data\":[],\"message\":\"Logged out successfully\"}");
        Http.Answer again = user(platform, one, "access_token").post(LOGOUT, "");
        assertThat(again.status()).isEqualTo(401);
        assertThat(again.header("WWW-Authenticate")).contains("Bearer");
        assertThat(user(platform, one, "refresh_token").post(REFRESH, "").status())
                .isEqualTo(403);
        assertThat(user(platform, other, "access_token").get(NOWHERE).status()).isEqualTo(404);
    }

    @Test
    void whoGuessesPasswordsMustWait() throws Exception {
        for (int i = 0; i < 10; i++) {
            assertThat(application()
                            .post(LOGIN, credentials("mallory", "guess-" + i))
                            .status())
                    .isEqualTo(401);
        }
        Http.Answer refused = application().post(LOGIN, credentials("mallory", "guess"));
        assertThat(refused.status()).isEqualTo(429);
        assertThat(Integer.parseInt(refused.header("Retry-After").orElseThrow()))
                .isBetween(1, 30);
        assertThat(refused.json().get("data").isArray()).isTrue();
    }

    @Test
    void theAdministratorMayDoEverything() throws Exception {
        JsonNode tokens = logIn(platform, "root", ADMIN_PASSWORD);
        assertThat(tokens.get("role").asString()).isEqualTo("ADMIN");
        Http admin = user(platform, tokens, "access_token");
        assertThat(admin.get("/admin/partners").status()).isEqualTo(200);
        assertThat(admin.get(NOWHERE).status()).isEqualTo(404);

        application().post(REGISTER, company("frank", "Franks Laadpunt"));
        JsonNode frank = logIn(platform, "frank", PASSWORD);
        assertThat(user(platform, frank, "access_token").get("/admin/partners").status())
                .isEqualTo(401);
    }

    @Test
    void keysAreReplacedAndTakenAway() throws Exception {
        JsonNode before = logIn(platform, "root", ADMIN_PASSWORD);
        String old = signing(platform.admin().get("/admin/signing-keys").json());
        Http.Answer made = platform.admin().post("/admin/signing-keys", "");
        assertThat(made.status()).isEqualTo(201);
        String kid = made.json().get("kid").asString();
        assertThat(signing(platform.admin().get("/admin/signing-keys").json())).isEqualTo(kid);
        JsonNode after = logIn(platform, "root", ADMIN_PASSWORD);
        assertThat(user(platform, before, "access_token").get(NOWHERE).status()).isEqualTo(404);
        assertThat(user(platform, after, "access_token").get(NOWHERE).status()).isEqualTo(404);

        assertThat(platform.admin()
                        .send("DELETE", "/admin/signing-keys/" + old, null)
                        .status())
                .isEqualTo(204);
        assertThat(platform.admin()
                        .send("DELETE", "/admin/signing-keys/" + old, null)
                        .status())
                .isEqualTo(404);
        assertThat(user(platform, before, "access_token").get(NOWHERE).status()).isEqualTo(401);
        assertThat(user(platform, after, "access_token").get(NOWHERE).status()).isEqualTo(404);
    }

    @Test
    void tokensSurviveARestart() throws Exception {
        JsonNode tokens = logIn(platform, "root", ADMIN_PASSWORD);
        platform.close();
        platform = RunningPlatform.start(dataDir, ADMINISTRATOR);
        assertThat(user(platform, tokens, "access_token").get(NOWHERE).status()).isEqualTo(404);
        assertThat(user(platform, tokens, "refresh_token").post(REFRESH, "").status())
                .isEqualTo(200);
    }

    @Test
    void nodesKnowEachOthersTokensAndLogouts() throws Exception {
        try (DataDirectory directory = DataDirectory.open(postgresDir);
                PostgresServer postgres = PostgresServer.start(directory);
                EmbeddedMongo mongo = EmbeddedMongo.start(mongoDir)) {
            String[] settings = {
                "--ocpi.event-store.url=" + postgres.jdbcUrl(),
                "--ocpi.event-store.username=" + postgres.username(),
                "--ocpi.event-store.password=" + postgres.password(),
                "--ocpi.read-store.uri=" + mongo.connectionString(),
                "--ocpi.backoffice.signing-keys=" + sharedDir.resolve("keys"),
                "--ocpi.backoffice.application-token=" + applicationToken
            };
            try (RunningPlatform first = RunningPlatform.start(firstDir, settings);
                    RunningPlatform second = RunningPlatform.start(secondDir, settings)) {
                assertThat(application(first)
                                .post(REGISTER, company("gina", "Ginas Groene Stroom"))
                                .status())
                        .isEqualTo(200);
                JsonNode tokens = logIn(second, "gina", PASSWORD);
                assertThat(user(first, tokens, "access_token").get(NOWHERE).status())
                        .isEqualTo(404);
                Http.Answer refreshed = user(first, tokens, "refresh_token").post(REFRESH, "");
                assertThat(refreshed.status()).isEqualTo(200);

                assertThat(first.admin().post("/admin/signing-keys", "").status())
                        .isEqualTo(201);
                JsonNode byNewKey = logIn(first, "gina", PASSWORD);
                assertThat(user(second, byNewKey, "access_token").get(NOWHERE).status())
                        .isEqualTo(404);

                for (RunningPlatform[] way :
                        List.of(new RunningPlatform[] {first, second}, new RunningPlatform[] {second, first})) {
                    JsonNode session = logIn(way[0], "gina", PASSWORD);
                    assertThat(user(way[1], session, "access_token")
                                    .get(NOWHERE)
                                    .status())
                            .isEqualTo(404);
                    assertThat(user(way[0], session, "access_token")
                                    .post(LOGOUT, "")
                                    .status())
                            .isEqualTo(200);
                    assertThat(user(way[1], session, "access_token")
                                    .get(NOWHERE)
                                    .status())
                            .isEqualTo(401);
                    assertThat(user(way[1], session, "refresh_token")
                                    .post(REFRESH, "")
                                    .status())
                            .isEqualTo(403);
                }
                statusesAreToldOnTheOtherNode(first, second);
            }
        }
    }

    private static void statusesAreToldOnTheOtherNode(RunningPlatform first, RunningPlatform second) throws Exception {
        Http system = first.provision("CPO", "NL", "GIN");
        String path = "/ocpi/cpo/2.3.0/locations/NL/GIN/LOC9";
        ObjectNode location = Locations.aLocation()
                .ownedBy("NL", "GIN")
                .withId("LOC9")
                .withEvse(anEvse("E1"))
                .json();
        assertThat(system.put(path, location.toString()).outcome()).isEqualTo("201/1000");
        JsonNode session = logIn(second, "gina", PASSWORD);
        try (StatusEvents events = new StatusEvents(user(second, session, "access_token"), "/graphql")) {
            events.await("subscribed");
            assertThat(system.patch(path + "/E1", """
                            {"status":"OUTOFORDER","last_updated":"%s"}""".formatted(Instant.now())).outcome())
                    .isEqualTo("200/1000");
            events.await("\"OUTOFORDER\"");
            assertThat(user(first, session, "access_token").post(LOGOUT, "").status())
                    .isEqualTo(200);
            events.awaitEnd();
        }
    }

    private static JsonNode logIn(RunningPlatform node, String username, String password) throws Exception {
        Http.Answer answer = application(node).post(LOGIN, credentials(username, password));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json().get("data");
    }

    private static Http application() {
        return application(platform);
    }

    private static Http application(RunningPlatform node) {
        return new Http(node.http().base(), "Bearer " + applicationToken);
    }

    private static Http user(RunningPlatform node, JsonNode tokens, String token) {
        return new Http(node.http().base(), "Bearer " + tokens.get(token).asString());
    }

    private static String signing(JsonNode keys) {
        return keys.valueStream()
                .filter(key -> key.get("signing").asBoolean())
                .map(key -> key.get("kid").asString())
                .findFirst()
                .orElseThrow();
    }

    private static JsonNode notice(String username) throws IOException {
        try (Stream<Path> files = Files.list(dataDir.resolve("notices"))) {
            return files.map(file -> OcpiJson.mapper().readTree(file.toFile()))
                    .filter(notice -> notice.get("username").asString().equals(username))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static JsonNode claims(String token) {
        return OcpiJson.mapper().readTree(Base64.getUrlDecoder().decode(token.split("\\.")[1]));
    }

    private static String credentials(String username, String password) {
        return "{\"username\":\"%s\",\"password\":\"%s\"}".formatted(username, password);
    }

    private static String company(String username, String name) {
        return company(username, name, username + "@example.com");
    }

    private static String company(String username, String name, String email) {
        return """
                {"username":"%s","password":"%s","cpo_owner_name":"%s","contact_name":"Somebody",
                 "contact_number":"+31 20 1234567","contact_email":"%s","ocpp_ready":true}
                """.formatted(username, PASSWORD, name, email);
    }

    private static ObjectNode location(String id, String party) {
        return Locations.aLocation().ownedBy("NL", party).withId(id).json();
    }
}
