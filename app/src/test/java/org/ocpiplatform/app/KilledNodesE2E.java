package org.ocpiplatform.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ocpiplatform.ocpi.json.OcpiJson;
import org.ocpiplatform.simulator.PartnerRole;
import org.ocpiplatform.simulator.ReceivedResult;
import org.ocpiplatform.simulator.Settings;
import org.ocpiplatform.simulator.Simulator;
import tools.jackson.databind.JsonNode;

/** Two nodes under 32 writers, one of which is killed and comes back, five times. */
@SuppressWarnings("SystemOut") // the figures are for who runs it
@Alone
class KilledNodesE2E {

    private static final int WRITERS = 32;
    private static final int ROUNDS = 5;

    /** Results that a node may be telling when it is killed. */
    private static final int ON_THEIR_WAY = 4;

    private static final int MAX_SESSIONS = 300;
    private static final Duration BEFORE_KILL = Duration.ofSeconds(3);
    private static final Duration AFTER_KILL = Duration.ofSeconds(4);
    private static final String SESSIONS = "/ocpi/emsp/2.3.0/sessions";
    private static final String OWN_SESSIONS = SESSIONS + "/NL/TNM/";

    @TempDir
    Path directory;

    private final RunningPlatform[] nodes = new RunningPlatform[2];
    private final AtomicInteger sessions = new AtomicInteger();
    private final AtomicInteger changes = new AtomicInteger();
    private final AtomicInteger commands = new AtomicInteger();
    /** By session, the changes of it that were acknowledged. */
    private final Map<String, Set<Integer>> acknowledged = new ConcurrentSkipListMap<>();

    private final Set<Integer> accepted = ConcurrentHashMap.newKeySet();
    private final List<String> refused = new CopyOnWriteArrayList<>();
    private volatile boolean writing = true;

    @Test
    void nothingAcknowledgedIsLostAndNobodyIsToldTwice() throws Exception {
        try (SharedStores stores = SharedStores.start(directory);
                Simulator emsp = Simulator.start(Settings.of(PartnerRole.EMSP, "DE", "EMS"))) {
            nodes[0] = stores.start("node-0");
            nodes[1] = stores.start("node-1");
            try {
                String cpo = nodes[0].provisionToken("CPO", "NL", "TNM");
                UnlockableLocation.put(nodes[0].partner(cpo));
                nodes[1].register(emsp);
                String msp = emsp.partner().orElseThrow().credentials().token();

                try (ExecutorService writers = Executors.newVirtualThreadPerTaskExecutor()) {
                    List<Future<?>> all = new ArrayList<>();
                    for (int i = 0; i < WRITERS; i++) {
                        all.add(writers.submit(() -> write(cpo)));
                    }
                    all.add(writers.submit(() -> command(msp, emsp)));
                    try {
                        for (int round = 0; round < ROUNDS; round++) {
                            killAndRestart(stores, round % 2);
                        }
                        TimeUnit.MILLISECONDS.sleep(BEFORE_KILL.toMillis());
                    } finally {
                        writing = false;
                    }
                    for (Future<?> writer : all) {
                        writer.get();
                    }
                }

                System.out.printf(
                        "%d sessions, %d changes acknowledged, %d commands accepted%n",
                        acknowledged.size(),
                        acknowledged.values().stream().mapToInt(Set::size).sum(),
                        accepted.size());
                assertThat(refused).isEmpty();
                everythingIsInDetailAndList(cpo);
                everythingIsInAuditAndStream();
                everyResultWasToldOnce(emsp);
                assertThat(nodes[0].admin()
                                .get("/audit/verify")
                                .json()
                                .get("intact")
                                .asBoolean())
                        .isTrue();
            } finally {
                nodes[0].close();
                nodes[1].close();
            }
        }
    }

    private void killAndRestart(SharedStores stores, int victim) throws Exception {
        TimeUnit.MILLISECONDS.sleep(BEFORE_KILL.toMillis());
        RunningPlatform survivor = nodes[1 - victim];
        nodes[victim].kill();
        long killed = System.nanoTime();
        await().atMost(Duration.ofSeconds(20)).until(() -> writesEverything(survivor, "node-" + (1 - victim)));
        System.out.printf("node-%d took over after %.1f s%n", 1 - victim, (System.nanoTime() - killed) / 1e9);
        assertThat(survivor.http().get("/actuator/health/readiness").status()).isEqualTo(200);
        TimeUnit.MILLISECONDS.sleep(AFTER_KILL.toMillis());
        nodes[victim] = stores.start("node-" + victim);
    }

    private static boolean writesEverything(RunningPlatform node, String name) throws Exception {
        return node.admin()
                .get("/admin/projections")
                .json()
                .valueStream()
                .allMatch(projection -> projection.path("node").asString("").equals(name));
    }

    private Void write(String cpo) throws Exception {
        while (writing) {
            Http node = nodes[ThreadLocalRandom.current().nextInt(2)].partner(cpo);
            int session = sessions.get();
            boolean isNew =
                    session < MAX_SESSIONS && ThreadLocalRandom.current().nextInt(20) == 0;
            try {
                if (session == 0 || isNew) {
                    put(node, "S" + sessions.getAndIncrement());
                } else {
                    change(node, "S" + ThreadLocalRandom.current().nextInt(session), changes.getAndIncrement());
                }
            } catch (IOException e) {
                // Whether this was stored nobody was told.
                TimeUnit.MILLISECONDS.sleep(20);
            }
            TimeUnit.MILLISECONDS.sleep(5);
        }
        return null;
    }

    private void put(Http node, String id) throws Exception {
        Http.Answer answer = node.put(OWN_SESSIONS + id, SessionJson.aSession(id, "DE", "EMS", "2026-01-10T10:00:00Z"));
        if (answer.outcome().equals("201/1000") || answer.outcome().equals("200/1000")) {
            acknowledged.computeIfAbsent(id, session -> ConcurrentHashMap.newKeySet());
        } else {
            refused.add(answer.toString());
        }
    }

    private void change(Http node, String id, int number) throws Exception {
        Http.Answer answer = node.patch(OWN_SESSIONS + id, """
                {"charging_periods":[{"start_date_time":"2026-01-10T10:00:00Z","dimensions":[{"type":"ENERGY","volume":%d}]}],
                 "last_updated":"2026-01-10T11:00:00Z"}
                """.formatted(number));
        if (answer.outcome().equals("200/1000")) {
            acknowledged
                    .computeIfAbsent(id, session -> ConcurrentHashMap.newKeySet())
                    .add(number);
        } else if (answer.status() != 404) {
            // A session that was just begun, or whose PUT was lost with its node, need not be there.
            refused.add(answer.toString());
        }
    }

    private Void command(String msp, Simulator emsp) throws Exception {
        while (writing) {
            int uid = commands.getAndIncrement();
            try {
                Http.Answer answer = nodes[uid % 2]
                        .partner(msp)
                        .post("/ocpi/cpo/2.3.0/commands/UNLOCK_CONNECTOR", """
                                {"response_url":"%s/ocpi/2.3.0/sender/commands/UNLOCK_CONNECTOR/%d",
                                 "location_id":"LOC1","evse_uid":"E1","connector_id":"1"}
                                """.formatted(emsp.url(), uid));
                if (answer.data().path("result").asString("").equals("ACCEPTED")) {
                    accepted.add(uid);
                }
            } catch (IOException e) {
                // The other node is asked next.
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
        return null;
    }

    private void everythingIsInDetailAndList(String cpo) throws Exception {
        Map<String, JsonNode> listed = list(nodes[0].partner(cpo));
        assertThat(list(nodes[1].partner(cpo))).isEqualTo(listed);
        inParallel(acknowledged.entrySet().stream()
                .map(entry -> (Callable<Void>) () -> {
                    for (RunningPlatform node : nodes) {
                        JsonNode session = node.partner(cpo)
                                .get(OWN_SESSIONS + entry.getKey())
                                .data();
                        assertThat(volumes(session)).doesNotHaveDuplicates().containsAll(entry.getValue());
                        assertThat(listed.get(entry.getKey())).isEqualTo(session);
                    }
                    return null;
                })
                .toList());
    }

    private static Map<String, JsonNode> list(Http cpo) throws Exception {
        Map<String, JsonNode> listed = new TreeMap<>();
        String url = SESSIONS + "?limit=100";
        while (url != null) {
            Http.Answer page = cpo.get(url);
            assertThat(page.outcome()).isEqualTo("200/1000");
            for (JsonNode session : page.data()) {
                assertThat(listed.put(session.get("id").asString(), session)).isNull();
            }
            url = page.header("Link")
                    .map(link -> link.substring(link.indexOf('<') + 1, link.indexOf('>')))
                    .orElse(null);
        }
        return listed;
    }

    private static List<Integer> volumes(JsonNode session) {
        List<Integer> volumes = new ArrayList<>();
        session.path("charging_periods")
                .forEach(period -> volumes.add(period.at("/dimensions/0/volume").asInt()));
        return volumes;
    }

    private void everythingIsInAuditAndStream() throws Exception {
        inParallel(acknowledged.entrySet().stream()
                .map(entry -> (Callable<Void>) () -> {
                    List<Integer> inEvents = new ArrayList<>();
                    String url = "/audit/emsp/sessions/NL/TNM/" + entry.getKey() + "/events?limit=1000";
                    for (JsonNode event : nodes[0].admin().get(url).json().get("events")) {
                        inEvents.addAll(volumes(event.at("/payload/patch")));
                    }
                    assertThat(inEvents).doesNotHaveDuplicates().containsAll(entry.getValue());
                    return null;
                })
                .toList());
        Map<String, JsonNode> last = new TreeMap<>();
        long position = 0;
        for (String line : StreamConsumer.everything(nodes[1].admin())) {
            JsonNode event = OcpiJson.mapper().readTree(line);
            assertThat(event.get("id").asLong()).isGreaterThan(position);
            position = event.get("id").asLong();
            if (event.get("source").asString().equals("/ocpi/emsp/sessions")) {
                last.put(event.at("/data/id").asString(), event.get("data"));
            }
        }
        acknowledged.forEach((id, numbers) ->
                assertThat(volumes(last.get(id))).doesNotHaveDuplicates().containsAll(numbers));
    }

    private void everyResultWasToldOnce(Simulator emsp) {
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(uids(emsp).keySet())
                        .containsAll(accepted.stream().map(String::valueOf).toList()));
        // Who was killed between the partner's answer and the note of it has the message repeated, and nobody else.
        assertThat(emsp.results()).hasSizeLessThanOrEqualTo(uids(emsp).size() + ROUNDS * ON_THEIR_WAY);
        assertThat(uids(emsp).values())
                .allSatisfy(results -> assertThat(results.stream().map(result -> result.requestId() + result.body()))
                        .containsOnly(results.getFirst().requestId()
                                + results.getFirst().body()));
    }

    private static Map<String, List<ReceivedResult>> uids(Simulator emsp) {
        return emsp.results().stream().collect(Collectors.groupingBy(ReceivedResult::uid));
    }

    private static void inParallel(List<Callable<Void>> tasks) throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            for (Future<Void> task : threads.invokeAll(tasks)) {
                task.get();
            }
        }
    }
}
