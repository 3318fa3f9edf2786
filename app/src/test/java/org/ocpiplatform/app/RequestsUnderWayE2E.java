package org.ocpiplatform.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ocpiplatform.embedded.DataDirectory;
import org.ocpiplatform.embedded.mongo.EmbeddedMongo;
import org.ocpiplatform.embedded.postgres.PostgresServer;
import org.ocpiplatform.ocpi.PartyId;
import org.ocpiplatform.simulator.Asked;
import org.ocpiplatform.simulator.CommandScript;
import org.ocpiplatform.simulator.PartnerRole;
import org.ocpiplatform.simulator.ReceivedResult;
import org.ocpiplatform.simulator.RecordedRequest;
import org.ocpiplatform.simulator.Settings;
import org.ocpiplatform.simulator.Simulator;

/** A thousand remote requests are under way when the platform is killed; every one comes to its end. */
@Alone
class RequestsUnderWayE2E {

    private static final int REQUESTS = 1_000;
    private static final int AT_ONCE = 8;
    private static final Duration TIMEOUT = Duration.ofSeconds(100);
    private static final Duration FEW_SECONDS = Duration.ofSeconds(10);

    /** What may be posted at the same time, and so may be posted again. */
    private static final int POSTED_AT_ONCE = 64;

    @TempDir
    Path dataDir;

    @Test
    void everyPartnerGetsEveryResultOfItsRequests() throws Exception {
        String[] settings = {
            "--server.port=" + RunningPlatform.freePort(),
            "--ocpi.sync.enabled=false",
            "--ocpi.charge-points.timeout=" + TIMEOUT.toSeconds() + "s",
            "--ocpi.parties[0].role=CPO",
            "--ocpi.parties[0].country-code=NL",
            "--ocpi.parties[0].party-id=TNM",
            "--ocpi.parties[0].business-details.name=TNM",
            "--ocpi.charge-points.url="
        };
        try (ChargePointBackEnd backEnd = ChargePointBackEnd.start();
                Simulator emsp = Simulator.start(Settings.of(PartnerRole.EMSP, "DE", "EMS"))) {
            settings[settings.length - 1] += backEnd.url();
            RunningPlatform platform = RunningPlatform.start(dataDir, settings);
            try {
                String cpo = platform.provisionToken("CPO", "NL", "TNM");
                platform.register(emsp);
                UnlockableLocation.put(platform.partner(cpo));

                List<Asked> asked = inParallel(IntStream.range(0, REQUESTS)
                        .mapToObj(i -> (Callable<Asked>) () -> emsp.command(
                                "UNLOCK_CONNECTOR",
                                PartyId.of("NL", "TNM"),
                                Map.of("location_id", "LOC1", "evse_uid", "E1", "connector_id", "1")))
                        .toList());
                assertThat(asked)
                        .allSatisfy(each -> assertThat(
                                        each.reply().data().path("result").asString())
                                .isEqualTo("ACCEPTED"));
                List<ChargePointBackEnd.Request> taken = backEnd.requests();
                assertThat(taken).hasSize(REQUESTS);

                // A third is replied to, and the platform killed while it passes that on; a third after that; a third
                // never.
                ConcurrentLinkedQueue<ChargePointBackEnd.Request> unheard = new ConcurrentLinkedQueue<>();
                replyUntilKilled(platform, cpo, taken.subList(0, REQUESTS / 3), emsp, unheard);
                int beforeKill = emsp.results().size();
                platform = RunningPlatform.start(dataDir, settings);
                unheard.addAll(taken.subList(REQUESTS / 3, 2 * REQUESTS / 3));
                RunningPlatform again = platform;
                inParallel(unheard.stream()
                        .map(request -> (Callable<Integer>)
                                () -> ChargePointBackEnd.reply(again, cpo, request, "{\"result\":\"ACCEPTED\"}")
                                        .status())
                        .toList());

                await().atMost(TIMEOUT.plus(FEW_SECONDS))
                        .pollInterval(Duration.ofSeconds(1))
                        .untilAsserted(() -> {
                            Map<String, List<ReceivedResult>> results = resultsByUid(emsp);
                            assertThat(results).hasSize(REQUESTS);
                        });
                await().atMost(FEW_SECONDS)
                        .untilAsserted(() -> assertThat(stages(again, "INCOMING"))
                                .containsExactly(Map.entry("RESULT_SENT", (long) REQUESTS)));

                Map<String, List<ReceivedResult>> results = resultsByUid(emsp);
                assertThat(beforeKill).isPositive().isLessThan(REQUESTS);
                assertThat(emsp.results()).hasSizeLessThanOrEqualTo(REQUESTS + POSTED_AT_ONCE);
                assertThat(results.values()).allSatisfy(each -> {
                    assertThat(each).hasSizeLessThanOrEqualTo(2);
                    assertThat(each.stream().map(ReceivedResult::result).distinct())
                            .hasSize(1);
                });
                assertThat(results.values().stream()
                                .filter(each -> each.getFirst().result().equals("TIMEOUT"))
                                .count())
                        .isEqualTo(REQUESTS - 2 * (REQUESTS / 3));
            } finally {
                platform.close();
            }
        }
    }

    @Test
    void everyRequestOfOursEndsAndNoneIsSentTwice() throws Exception {
        String[] settings = {
            "--server.port=" + RunningPlatform.freePort(),
            "--ocpi.sync.enabled=false",
            "--ocpi.parties[0].role=EMSP",
            "--ocpi.parties[0].country-code=DE",
            "--ocpi.parties[0].party-id=EMS",
            "--ocpi.parties[0].business-details.name=EMS"
        };
        try (Simulator cpo = Simulator.start(Settings.of(PartnerRole.CPO, "NL", "SIM"))) {
            cpo.script("*", CommandScript.of("ACCEPTED").withDelayMillis(5_000));
            RunningPlatform platform = RunningPlatform.start(dataDir, settings);
            try {
                platform.register(cpo);
                RunningPlatform first = platform;
                List<String> uids = inParallel(IntStream.range(0, REQUESTS)
                        .mapToObj(i -> (Callable<String>) () -> first.admin()
                                .post("/admin/remote-commands/UNLOCK_CONNECTOR", """
                                        {"to":{"country_code":"NL","party_id":"SIM"},
                                         "command":{"location_id":"LOC1","evse_uid":"E1","connector_id":"1"}}""")
                                .json()
                                .get("uid")
                                .asString())
                        .toList());
                assertThat(uids).doesNotHaveDuplicates().hasSize(REQUESTS);
                await().atMost(TIMEOUT)
                        .until(() -> cpo.requests("POST", "/commands/").size() > REQUESTS / 2);
                platform.kill();
                platform = RunningPlatform.start(dataDir, settings);
                RunningPlatform again = platform;

                // A CPO that was asked gives us half a minute; what was not sent by then is too old to be sent.
                await().atMost(Duration.ofSeconds(60).plus(FEW_SECONDS))
                        .pollInterval(Duration.ofSeconds(1))
                        .untilAsserted(() ->
                                assertThat(stages(again, "OUTGOING").keySet()).isSubsetOf("SUCCEEDED", "EXPIRED"));

                Map<String, Long> stages = stages(again, "OUTGOING");
                assertThat(stages.values().stream().mapToLong(count -> count).sum())
                        .isEqualTo(REQUESTS);
                assertThat(stages.get("SUCCEEDED")).isPositive();
                assertThat(cpo.requests("POST", "/commands/").stream()
                                .map(RecordedRequest::json)
                                .map(body -> body.get("response_url").asString())
                                .toList())
                        .doesNotHaveDuplicates()
                        .hasSizeGreaterThan((int) (REQUESTS - POSTED_AT_ONCE - stages.getOrDefault("REFUSED", 0L)));
            } finally {
                platform.close();
            }
        }
    }

    @Test
    void anotherNodeGoesOnWhereOneWasKilledAndNeitherTellsTwice() throws Exception {
        int requests = 40;
        try (ChargePointBackEnd backEnd = ChargePointBackEnd.start();
                Simulator emsp = Simulator.start(Settings.of(PartnerRole.EMSP, "DE", "EMS"));
                DataDirectory directory = DataDirectory.open(dataDir.resolve("postgres"));
                PostgresServer postgres = PostgresServer.start(directory);
                EmbeddedMongo mongo = EmbeddedMongo.start(dataDir.resolve("mongo"))) {
            String[] settings = {
                "--ocpi.event-store.url=" + postgres.jdbcUrl(),
                "--ocpi.event-store.username=" + postgres.username(),
                "--ocpi.event-store.password=" + postgres.password(),
                "--ocpi.read-store.uri=" + mongo.connectionString(),
                "--ocpi.secret-key=" + Base64.getEncoder().encodeToString(new byte[32]),
                "--ocpi.outbound.allow-private-addresses=true",
                "--ocpi.sync.enabled=false",
                "--ocpi.charge-points.url=" + backEnd.url(),
                "--ocpi.charge-points.timeout=15s",
                "--ocpi.parties[0].role=CPO",
                "--ocpi.parties[0].country-code=NL",
                "--ocpi.parties[0].party-id=TNM",
                "--ocpi.parties[0].business-details.name=TNM"
            };
            RunningPlatform first = RunningPlatform.start(dataDir.resolve("first"), settings);
            try (RunningPlatform second = RunningPlatform.start(dataDir.resolve("second"), settings)) {
                UnlockableLocation.put(first.partner(first.provisionToken("CPO", "NL", "TNM")));
                first.register(emsp);
                String token = emsp.partner().orElseThrow().credentials().token();
                List<Http> nodes = List.of(first.partner(token), second.partner(token));

                List<Http.Answer> answers = inParallel(IntStream.range(0, requests)
                        .mapToObj(i -> (Callable<Http.Answer>) () -> nodes.get(i % 2)
                                .post("/ocpi/cpo/2.3.0/commands/UNLOCK_CONNECTOR", """
                                        {"response_url":"%s/ocpi/2.3.0/sender/commands/UNLOCK_CONNECTOR/%d",
                                         "location_id":"LOC1","evse_uid":"E1","connector_id":"1"}
                                        """.formatted(emsp.url(), i)))
                        .toList());
                assertThat(answers)
                        .allSatisfy(answer -> assertThat(
                                        answer.data().path("result").asString(""))
                                .as(answer.toString())
                                .isEqualTo("ACCEPTED"));
                first.kill();

                await().atMost(Duration.ofSeconds(90))
                        .untilAsserted(() -> assertThat(resultsByUid(emsp)).hasSize(requests));
                // Whoever was to tell it again would have done so by then.
                TimeUnit.SECONDS.sleep(FEW_SECONDS.toSeconds());
                assertThat(emsp.results())
                        .hasSize(requests)
                        .allSatisfy(each -> assertThat(each.result()).isEqualTo("TIMEOUT"));
                assertThat(stages(second, "INCOMING")).containsExactly(Map.entry("RESULT_SENT", (long) requests));
            } finally {
                first.kill();
            }
        }
    }

    private static void replyUntilKilled(
            RunningPlatform platform,
            String cpo,
            List<ChargePointBackEnd.Request> requests,
            Simulator emsp,
            ConcurrentLinkedQueue<ChargePointBackEnd.Request> unheard)
            throws Exception {
        int before = emsp.results().size();
        try (ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE)) {
            for (ChargePointBackEnd.Request request : requests) {
                threads.submit(() -> {
                    try {
                        if (ChargePointBackEnd.reply(platform, cpo, request, "{\"result\":\"ACCEPTED\"}")
                                        .status()
                                != 200) {
                            unheard.add(request);
                        }
                    } catch (IOException e) {
                        unheard.add(request);
                    }
                    return null;
                });
            }
            while (emsp.results().size() < before + requests.size() / 3) {
                TimeUnit.MILLISECONDS.sleep(5);
            }
            platform.kill();
        }
    }

    private static Map<String, List<ReceivedResult>> resultsByUid(Simulator emsp) {
        return emsp.results().stream().collect(Collectors.groupingBy(ReceivedResult::uid));
    }

    /** How many remote requests there are in each state. */
    private static Map<String, Long> stages(RunningPlatform platform, String direction) throws Exception {
        Http.Answer requests = platform.admin().get("/admin/remote-commands?limit=1000&direction=" + direction);
        assertThat(requests.status()).as(requests.toString()).isEqualTo(200);
        return requests.json()
                .valueStream()
                .map(request -> request.get("state").asString())
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    }

    private static <T> List<T> inParallel(List<Callable<T>> tasks) throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE)) {
            List<T> results = new ArrayList<>();
            for (Future<T> each : threads.invokeAll(tasks)) {
                results.add(each.get());
            }
            return results;
        }
    }
}
