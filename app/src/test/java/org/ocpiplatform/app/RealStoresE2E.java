package org.ocpiplatform.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.mongodb.MongoDBContainer;
import org.testcontainers.postgresql.PostgreSQLContainer;
import tools.jackson.databind.JsonNode;

/** The platform on servers as they are in production; skipped where there is no Docker. */
@Testcontainers(disabledWithoutDocker = true)
class RealStoresE2E {

    private static final String APPLICATION_TOKEN = "an-application-token-for-tests";
    private static final String SESSIONS = "/ocpi/emsp/2.3.0/sessions";
    private static final String LARGEST_MESSAGE = Integer.toString(64 << 20);
    private static final int SESSIONS_TO_PAGE = 25;
    private static final int PATCHES = 6;

    @Container
    static final MongoDBContainer MONGO = new MongoDBContainer("mongo:8.0").withReplicaSet();

    @Container
    static final PostgreSQLContainer POSTGRES = new PostgreSQLContainer("postgres:17-alpine");

    @Container
    static final KafkaContainer KAFKA = new KafkaContainer("apache/kafka:4.1.0")
            .withEnv("KAFKA_MESSAGE_MAX_BYTES", LARGEST_MESSAGE)
            .withEnv("KAFKA_REPLICA_FETCH_MAX_BYTES", LARGEST_MESSAGE);

    @TempDir
    Path dataDir;

    @Test
    void whatIsWrittenIsListedRebuiltPublishedAndThereAfterARestart() throws Exception {
        String token;
        String logo;
        try (RunningPlatform platform = start()) {
            token = platform.provisionToken("CPO", "NL", "TNM");
            Http cpo = platform.partner(token);
            for (int i = 0; i < SESSIONS_TO_PAGE; i++) {
                String id = "S" + i;
                assertThat(cpo.put(
                                        SESSIONS + "/NL/TNM/" + id,
                                        SessionJson.aSession(id, "DE", "ABC", "2026-01-10T10:00:00Z"))
                                .outcome())
                        .isEqualTo("201/1000");
            }
            assertThat(cpo.patch(SESSIONS + "/NL/TNM/S1", "{\"kwh\":1.5,\"last_updated\":\"2026-01-10T10:15:00Z\"}")
                            .outcome())
                    .isEqualTo("200/1000");
            for (int i = 0; i < PATCHES; i++) {
                assertThat(cpo.patch(SESSIONS + "/NL/TNM/S0", LargeObjectsE2E.patch(LargeObjectsE2E.PERIODS_PER_PATCH))
                                .outcome())
                        .isEqualTo("200/1000");
            }
            logo = upload(platform);
            isThere(platform, token, logo);
            for (JsonNode projection :
                    platform.admin().get("/admin/projections").json()) {
                String name = projection.get("name").asString();
                assertThat(platform.admin()
                                .post("/admin/projections/" + name + "/rebuild", "")
                                .status())
                        .as(name)
                        .isEqualTo(202);
            }
            await().atMost(Duration.ofMinutes(5)).until(() -> settled(platform));
            isThere(platform, token, logo);
            await().atMost(Duration.ofMinutes(2))
                    .until(() -> KafkaTopics.read(KAFKA.getBootstrapServers()).received().stream()
                            .anyMatch(event -> event.topic().equals("ocpi.sessions")));
        }
        try (RunningPlatform platform = start()) {
            isThere(platform, token, logo);
        }
    }

    private static void isThere(RunningPlatform platform, String token, String logo) throws Exception {
        Http cpo = platform.partner(token);
        List<String> ids = new ArrayList<>();
        String url = SESSIONS + "?limit=10";
        while (url != null) {
            Http.Answer page = cpo.get(url);
            assertThat(page.outcome()).isEqualTo("200/1000");
            page.data().forEach(session -> ids.add(session.get("id").asString()));
            url = page.header("Link")
                    .map(link -> link.substring(1, link.indexOf('>')))
                    .orElse(null);
        }
        assertThat(ids).hasSize(SESSIONS_TO_PAGE).startsWith("S0", "S1").doesNotHaveDuplicates();
        assertThat(cpo.get(SESSIONS + "/NL/TNM/S1").data().get("kwh").asDouble())
                .isEqualTo(1.5);
        assertThat(cpo.get(SESSIONS + "/NL/TNM/S0")
                        .data()
                        .get("charging_periods")
                        .size())
                .isEqualTo(PATCHES * LargeObjectsE2E.PERIODS_PER_PATCH);
        assertThat(platform.http().get(logo).status()).isEqualTo(200);
    }

    private static boolean settled(RunningPlatform platform) throws Exception {
        return platform.admin()
                .get("/admin/projections")
                .json()
                .valueStream()
                .allMatch(projection -> projection.get("lag").asLong() == 0
                        && projection.get("dead_letters").asLong() == 0
                        && projection.get("state").asString().equals("RUNNING"));
    }

    /** Registers a company with a logo; the path of the logo. */
    private static String upload(RunningPlatform platform) throws Exception {
        Http application = new Http(platform.http().base(), "Bearer " + APPLICATION_TOKEN);
        assertThat(application.post("/ocpi/cpo/2.2/register", """
            {"username":"up","cpo_owner_name":"Uploads","contact_name":"Jane",
             "contact_number":"+31 20 1234567","contact_email":"up@example.com","ocpp_ready":true,
             "password":"a-password","country_code":"NL"}
            """).status()).isEqualTo(200);
        Http.Answer login =
                application.post("/ocpi/cpo/api/auth/v1/login", "{\"username\":\"up\",\"password\":\"a-password\"}");
        Http owner = new Http(
                platform.http().base(),
                "Bearer " + login.data().get("access_token").asString());
        Http.Answer uploaded = owner.post(
                "/ocpi/cpo/2.2/cpo/upload",
                "--boundary\r\nContent-Disposition: form-data; name=\"cpo_logo\"; filename=\"logo.svg\"\r\n"
                        + "Content-Type: image/svg+xml\r\n\r\n"
                        + "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"10\" height=\"10\">"
                        + "<rect width=\"10\" height=\"10\" fill=\"red\"/></svg>\r\n--boundary--\r\n",
                "Content-Type",
                "multipart/form-data; boundary=boundary");
        assertThat(uploaded.status()).as(uploaded.toString()).isEqualTo(200);
        String token = platform.provisionToken("EMSP", "DE", "ABC");
        JsonNode roles = platform.partner(token)
                .get("/ocpi/cpo/2.3.0/credentials")
                .data()
                .get("roles");
        return roles.valueStream()
                .map(role -> role.at("/business_details/logo/url").asString(""))
                .filter(url -> !url.isEmpty())
                .findFirst()
                .orElseThrow();
    }

    private RunningPlatform start() throws Exception {
        return RunningPlatform.start(
                dataDir,
                "--ocpi.event-store.url=" + POSTGRES.getJdbcUrl(),
                "--ocpi.event-store.username=" + POSTGRES.getUsername(),
                "--ocpi.event-store.password=" + POSTGRES.getPassword(),
                "--ocpi.read-store.uri=" + MONGO.getReplicaSetUrl("ocpi"),
                "--ocpi.kafka.bootstrap-servers=" + KAFKA.getBootstrapServers(),
                "--ocpi.kafka.properties.max.request.size=" + LARGEST_MESSAGE,
                "--ocpi.backoffice.application-token=" + APPLICATION_TOKEN);
    }
}
