package org.ocpiplatform.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.ocpiplatform.ocpi.locations.Locations.aLocation;
import static org.ocpiplatform.ocpi.locations.Locations.anEvse;
import static org.ocpiplatform.ocpi.tokens.Tokens.aToken;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.ocpiplatform.embedded.mongo.EmbeddedMongo;
import org.ocpiplatform.ocpi.json.OcpiJson;
import org.ocpiplatform.simulator.Fault;
import org.ocpiplatform.simulator.PartnerRole;
import org.ocpiplatform.simulator.Settings;
import org.ocpiplatform.simulator.Simulator;
import tools.jackson.databind.JsonNode;

/** What an operator sees: metrics, traces and logs of one platform. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ObservabilityE2E {

    private static final String LOCATIONS = "/ocpi/cpo/2.3.0/locations/NL/TNM/";
    private static final String UID = "UIDOFADRIVER0815";
    private static final String CONTRACT = "NL-MSP-C0NTRACT4711";
    private static final String BAD_TOKEN = "a-token-that-nobody-has";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Path DEPLOYMENT = Path.of("..", "deploy", "observability");

    /** Metrics of ours, and those of libraries that figures are made of. */
    private static final Pattern METRIC =
            Pattern.compile("\\b(?:ocpi|hikaricp|jvm_memory|process_cpu|disk|cache|http_server)_[a-z0-9_]+\\b");
    /** There only with Kafka, where KafkaE2E looks at them. */
    private static final Set<String> OF_KAFKA = Set.of("ocpi_kafka_lag", "ocpi_kafka_waiting");

    @TempDir
    static Path dataDir;

    @TempDir
    static Path mongoDir;

    private static EmbeddedMongo mongo;
    private static OtlpReceiver collector;
    private static RunningPlatform platform;
    private static Simulator emsp;
    private static Simulator hostile;
    private static String emspId;
    private static String cpoToken;
    private static String mspToken;
    private static Http cpo;

    @BeforeAll
    static void start() throws Exception {
        mongo = EmbeddedMongo.start(mongoDir);
        collector = OtlpReceiver.start();
        platform = RunningPlatform.start(
                dataDir,
                "--ocpi.read-store.uri=" + mongo.connectionString(),
                "--ocpi.sync.enabled=false",
                "--ocpi.outbound.timeout=3s",
                "--ocpi.parties[0].role=CPO",
                "--ocpi.parties[0].country-code=NL",
                "--ocpi.parties[0].party-id=TNM",
                "--ocpi.parties[0].business-details.name=TNM",
                "--ocpi.parties[1].role=EMSP",
                "--ocpi.parties[1].country-code=NL",
                "--ocpi.parties[1].party-id=MSP",
                "--ocpi.parties[1].business-details.name=MSP",
                "--management.opentelemetry.tracing.export.otlp.endpoint=" + collector.url(),
                "--management.opentelemetry.tracing.export.schedule-delay=200ms",
                "--management.tracing.sampling.probability=1.0",
                "--logging.config=classpath:logback-structured.xml",
                "--logging.structured.format.console=ecs",
                "--logging.level.root=INFO",
                "--logging.level.org.ocpiplatform=DEBUG");
        cpoToken = platform.provisionToken("CPO", "NL", "TNM");
        mspToken = platform.provisionToken("EMSP", "NL", "MSP");
        cpo = platform.partner(cpoToken);
        emsp = Simulator.start(Settings.of(PartnerRole.EMSP, "DE", "ABC"));
        emspId = platform.provision(emsp);
        hostile = Simulator.start(Settings.of(PartnerRole.CPO, "BE", "BAD"));
        platform.provision(hostile);
        hostile.misbehave(Fault.UNAVAILABLE_503);
    }

    @AfterAll
    static void stop() throws Exception {
        platform.close();
        emsp.close();
        hostile.close();
        collector.close();
        mongo.close();
    }

    @Test
    @Order(1)
    void aPutAndThePushThatFollowsAreOneTrace() throws Exception {
        Http.Answer put = cpo.put(
                LOCATIONS + "LOC-1",
                aLocation().withId("LOC-1").withEvse(anEvse("E1")).json().toString(),
                "X-Correlation-ID",
                "followed");
        assertThat(put.status()).isEqualTo(201);
        String route = "http put /ocpi/cpo/2.3.0/locations/{country_code}/{party_id}/{location_id}";
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(names(followed()))
                        .contains(
                                route,
                                "command PutLocation",
                                "append events",
                                "handle LocationReplaced by locations",
                                "handle LocationReplaced by pushes",
                                "push",
                                "PUT locations",
                                "command RecordAcknowledgement"));

        List<OtlpReceiver.Span> trace = followed();
        OtlpReceiver.Span server = named(trace, route);
        OtlpReceiver.Span command = named(trace, "command PutLocation");
        OtlpReceiver.Span call = named(trace, "PUT locations");
        OtlpReceiver.Span push = named(trace, "push");
        assertThat(server.kind()).isEqualTo(OtlpReceiver.SERVER);
        assertThat(call.kind()).isEqualTo(OtlpReceiver.CLIENT);
        assertThat(command.parentId()).isEqualTo(server.id());
        assertThat(named(trace, "append events").parentId()).isEqualTo(command.id());
        assertThat(named(trace, "handle LocationReplaced by locations").parentId())
                .isEqualTo(command.id());
        assertThat(call.parentId()).isEqualTo(push.id());
        assertThat(call.attributes())
                .containsEntry("ocpi.partner", emspId)
                .containsEntry("http.response.status_code", "201");
        assertThat(List.of(server, command, push, call))
                .allSatisfy(span -> assertThat(span.attributes()).containsEntry("ocpi.correlation_id", "followed"));
        assertThat(emsp.requests("PUT", "/locations/NL/TNM/LOC-1").getFirst().header("traceparent"))
                .contains("00-" + call.traceId() + "-" + call.id() + "-01");
    }

    private static List<OtlpReceiver.Span> followed() {
        return collector.traceWith("ocpi.correlation_id", "followed");
    }

    private static Set<String> names(List<OtlpReceiver.Span> spans) {
        return spans.stream().map(ObservabilityE2E::name).collect(Collectors.toSet());
    }

    private static String name(OtlpReceiver.Span span) {
        String processor = span.attributes().get("ocpi.processor");
        return span.name() + (processor == null ? "" : " by " + processor);
    }

    private static OtlpReceiver.Span named(List<OtlpReceiver.Span> spans, String name) {
        return spans.stream()
                .filter(span -> name(span).equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    @Order(2)
    void neitherLogsNorTracesTellOfDriversOrTokens() throws Exception {
        Http msp = platform.partner(mspToken);
        String token = aToken().withUid(UID)
                .ownedBy("NL", "MSP")
                .json()
                .put("contract_id", CONTRACT)
                .toString();
        String path = "/ocpi/emsp/2.3.0/tokens/NL/MSP/" + UID;
        assertThat(msp.put(path, token).status()).isEqualTo(201);
        assertThat(msp.put(path, "{\"uid\":\"" + UID + "\",\"contract_id\":3}").status())
                .isEqualTo(200);
        assertThat(msp.get(path).status()).isEqualTo(200);
        assertThat(msp.get(path + "-other").status()).isEqualTo(404);
        assertThat(cpo.put(
                                "/ocpi/cpo/2.3.0/sessions/NL/TNM/S1",
                                SessionJson.aSession("S1", "DE", "ABC", "2026-01-10T10:00:00Z")
                                        .replace("012345678", UID)
                                        .replace("C12345678", CONTRACT))
                        .status())
                .isEqualTo(201);
        Http.Answer command = cpo.post(
                "/ocpi/cpo/2.3.0/commands/START_SESSION",
                "{\"response_url\":\"http://localhost:1/" + UID + "\",\"location_id\":\"LOC-1\",\"evse_uid\":\"E1\","
                        + "\"token\":" + token + "}");
        assertThat(command.status()).isEqualTo(200);
        assertThat(platform.partner(BAD_TOKEN).get(path).status()).isEqualTo(401);
        assertThat(platform.admin()
                        .post(
                                "/admin/erasures",
                                "{\"country_code\":\"NL\",\"party_id\":\"MSP\",\"uid\":\"" + UID + "\"}")
                        .status())
                .isBetween(200, 202);
        // The hostile partner was told of the token, in vain, several times.
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(hostile.requests("PUT", "/tokens/NL/MSP/" + UID))
                        .isNotEmpty());
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(names(collector.spans())).contains("PUT tokens"));

        List<String> secrets = List.of(UID, CONTRACT, cpoToken, mspToken, BAD_TOKEN, RunningPlatform.ADMIN_TOKEN);
        assertThat(platform.log().lines().filter(line -> secrets.stream().anyMatch(line::contains)))
                .isEmpty();
        assertThat(collector.spans().stream()
                        .map(OtlpReceiver.Span::toString)
                        .filter(span -> secrets.stream().anyMatch(span::contains)))
                .isEmpty();
    }

    @Test
    @Order(3)
    void logsAreJsonWithTheIdsOfTheRequest() throws Exception {
        List<JsonNode> lines = platform.log()
                .lines()
                .filter(line -> line.startsWith("{"))
                .map(line -> OcpiJson.mapper().readTree(line))
                .toList();
        assertThat(lines).allSatisfy(line -> assertThat(line.has("@timestamp")).isTrue());
        assertThat(lines).anySatisfy(line -> {
            assertThat(line.path("message").asString("")).startsWith("Answered");
            assertThat(line.path("correlation_id").asString("")).isEqualTo("followed");
            assertThat(line.path("request_id").asString("")).isNotEmpty();
            assertThat(line.path("partner_id").asString("")).isNotEmpty();
            assertThat(line.path("traceId").asString("")).matches("[0-9a-f]{32}");
        });
    }

    @Test
    @Order(4)
    void metricsTellWhoAskedForWhatAndWhatBecameOfIt() {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(metrics().lines())
                        .anySatisfy(line -> assertThat(line)
                                .startsWith("ocpi_requests_seconds_count{")
                                .contains(
                                        "module=\"locations\"",
                                        "role=\"sender\"",
                                        "side=\"cpo\"",
                                        "method=\"PUT\"",
                                        "http_status=\"201\"",
                                        "ocpi_status=\"1000\""))
                        .anySatisfy(line -> assertThat(line)
                                .startsWith("ocpi_requests_seconds_count{")
                                .contains("partner=\"none\"", "http_status=\"401\"", "module=\"none\""))
                        .anySatisfy(line -> assertThat(line)
                                .startsWith("ocpi_outbound_requests_seconds_count{")
                                .contains("module=\"locations\"", "outcome=\"2xx\"", "partner=\"" + emspId + "\""))
                        .anySatisfy(line ->
                                assertThat(line).startsWith("ocpi_partner{").contains("name=\"DE-ABC\""))
                        .anySatisfy(line -> assertThat(line)
                                .startsWith("ocpi_deliveries{")
                                .contains("state=\"failed\"")
                                .endsWith(" 1.0"))
                        .anySatisfy(line -> assertThat(line)
                                .startsWith("ocpi_processor_lag{")
                                .contains("kind=\"projection\"", "processor=\"locations\"")
                                .endsWith(" 0.0"))
                        .anySatisfy(line -> assertThat(line)
                                .startsWith("ocpi_processor_lag{")
                                .contains("kind=\"automation\"", "processor=\"pushes\""))
                        .contains("ocpi_store_up{store=\"events\"} 1.0", "ocpi_store_up{store=\"documents\"} 1.0"));
        assertThat(metrics()).doesNotContain(UID);
    }

    @Test
    @Order(5)
    void dashboardsAndAlertsAreMadeOfMetricsThatThereAre() throws Exception {
        Set<String> there = new TreeSet<>(OF_KAFKA);
        metrics().lines().filter(line -> !line.startsWith("#")).forEach(line -> there.add(line.split("[{ ]", 2)[0]));
        JsonNode dashboard =
                OcpiJson.mapper().readTree(Files.readString(DEPLOYMENT.resolve("grafana/dashboards/ocpi.json")));
        List<String> expressions = new ArrayList<>();
        dashboard
                .get("panels")
                .forEach(panel -> panel.path("targets")
                        .forEach(target -> expressions.add(target.get("expr").asString())));
        Files.readString(DEPLOYMENT.resolve("prometheus/alerts.yml"))
                .lines()
                .filter(line -> !line.contains("summary:") && !line.contains("runbook:"))
                .forEach(expressions::add);

        Set<String> used = new TreeSet<>();
        for (String expression : expressions) {
            Matcher metric =
                    METRIC.matcher(expression.replaceAll("\\{[^}]*}|by \\([^)]*\\)|group_left \\([^)]*\\)", ""));
            while (metric.find()) {
                used.add(metric.group());
            }
        }

        assertThat(used).hasSizeGreaterThan(25);
        assertThat(there).containsAll(used);
    }

    @Test
    @Order(6)
    void aStoreThatIsAwayIsSeenAndMakesNobodyWaitForMetrics() {
        mongo.close();

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(metrics()).contains("ocpi_store_up{store=\"documents\"} 0.0"));
        long begin = System.nanoTime();
        assertThat(metrics()).contains("ocpi_store_up{store=\"events\"} 1.0").doesNotContain("ocpi_deliveries{");
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(3));
    }

    private static String metrics() {
        try {
            Http.Answer answer = platform.admin().get("/actuator/prometheus");
            assertThat(answer.status()).isEqualTo(200);
            return answer.body();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
