package org.ocpiplatform.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** Writers that push new sessions, and a reader, while something happens to the platform; and what became of it. */
final class SessionLoad implements AutoCloseable {

    private static final Duration PAUSE = Duration.ofMillis(20);
    private static final String SESSIONS = "/ocpi/emsp/2.3.0/sessions";
    private static final String KNOWN = "KNOWN";

    private final Queue<Outcome> writes = new ConcurrentLinkedQueue<>();
    private final Queue<Outcome> reads = new ConcurrentLinkedQueue<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Future<?>> running = new ArrayList<>();
    private final Http cpo;
    private volatile boolean stopped;

    private SessionLoad(Http cpo) {
        this.cpo = cpo;
    }

    /**
     * What became of a request.
     *
     * @param code OCPI's status; 0 if there was no answer, 503 if there was none of OCPI
     */
    record Outcome(String id, int code, boolean behind, long startedNanos, long tookNanos) {

        /** Whether it began and ended between two moments. */
        boolean within(long from, long to) {
            return startedNanos >= from && startedNanos + tookNanos < to;
        }
    }

    /** Begins. */
    static SessionLoad start(Http cpo, int writers) {
        SessionLoad load = new SessionLoad(cpo);
        load.put(KNOWN);
        for (int i = 0; i < writers; i++) {
            String writer = "W" + i;
            load.running.add(load.threads.submit(() -> load.repeat(writer)));
        }
        load.running.add(load.threads.submit(load::repeatReads));
        return load;
    }

    /** Ends when the requests under way are answered. */
    void stop() throws Exception {
        stopped = true;
        for (Future<?> each : running) {
            each.get();
        }
    }

    List<Outcome> writes() {
        return List.copyOf(writes);
    }

    List<Outcome> reads() {
        return List.copyOf(reads);
    }

    private void repeat(String writer) {
        for (int i = 0; !stopped; i++) {
            put(writer + "-" + i);
            pause();
        }
    }

    private void put(String id) {
        record(
                writes,
                id,
                () -> cpo.put(
                        SESSIONS + "/NL/TNM/" + id, SessionJson.aSession(id, "DE", "ABC", "2026-01-10T10:00:00Z")));
    }

    private void repeatReads() {
        for (int i = 0; !stopped; i++) {
            String url = i % 2 == 0 ? SESSIONS + "?limit=1" : SESSIONS + "/NL/TNM/" + KNOWN;
            record(reads, url, () -> cpo.get(url));
            pause();
        }
    }

    private static void record(Queue<Outcome> outcomes, String id, Callable<Http.Answer> request) {
        long started = System.nanoTime();
        int code = 0;
        boolean behind = false;
        try {
            Http.Answer answer = request.call();
            code = answer.status() == 503 ? 503 : answer.code();
            behind = answer.header("X-Projection-Behind").isPresent();
        } catch (Exception e) {
            // Zero stands for no answer.
        }
        outcomes.add(new Outcome(id, code, behind, started, System.nanoTime() - started));
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    static double longest(List<Outcome> outcomes) {
        return outcomes.stream()
                .mapToDouble(outcome -> outcome.tookNanos() / 1e6)
                .max()
                .orElse(0);
    }

    /**
     * Sessions that were acknowledged are in list, detail and audit; what was refused is nowhere.
     *
     * @param undecided what may have been stored although it was refused
     */
    void requireWhatWasAcknowledged(RunningPlatform platform, Predicate<Outcome> undecided) throws Exception {
        await().atMost(Duration.ofMinutes(2)).until(() -> lag(platform) == 0);
        Set<String> acknowledged = writes.stream()
                .filter(write -> write.code() == 1000)
                .map(Outcome::id)
                .collect(Collectors.toSet());
        Set<String> unknown = writes.stream().filter(undecided).map(Outcome::id).collect(Collectors.toSet());
        Set<String> listed = listed();
        assertThat(listed).containsAll(acknowledged);
        assertThat(listed).allMatch(id -> acknowledged.contains(id) || unknown.contains(id));
        List<Callable<Http.Answer>> asked = new ArrayList<>();
        for (String id : acknowledged) {
            asked.add(() -> cpo.get(SESSIONS + "/NL/TNM/" + id));
            if (asked.size() % 20 == 0) {
                asked.add(() -> platform.admin().get("/audit/emsp/sessions/NL/TNM/" + id + "/events"));
            }
        }
        try (ExecutorService askers = Executors.newFixedThreadPool(8)) {
            for (Future<Http.Answer> answer : askers.invokeAll(asked)) {
                assertThat(answer.get().status()).isEqualTo(200);
            }
        }
        for (JsonNode projection : platform.admin().get("/admin/projections").json()) {
            assertThat(projection.get("dead_letters").asLong())
                    .as(projection.toString())
                    .isZero();
            assertThat(projection.get("state").asString()).isEqualTo("RUNNING");
        }
    }

    private Set<String> listed() throws Exception {
        Set<String> ids = ConcurrentHashMap.newKeySet();
        String url = SESSIONS + "?limit=1000";
        while (url != null) {
            Http.Answer page = cpo.get(url);
            assertThat(page.outcome()).isEqualTo("200/1000");
            page.data().forEach(session -> ids.add(session.get("id").asString()));
            url = page.header("Link")
                    .map(link -> link.substring(1, link.indexOf('>')))
                    .orElse(null);
        }
        return ids;
    }

    /** The lag of all projections together; some number if they cannot tell. */
    static long lag(RunningPlatform platform) throws IOException, InterruptedException {
        Http.Answer answer = platform.admin().get("/admin/projections");
        long lag = answer.status() == 200 ? 0 : 1;
        if (answer.status() == 200) {
            for (JsonNode projection : answer.json()) {
                lag += projection.get("lag").asLong();
            }
        }
        return lag;
    }

    /** Waits for something, and tells how many seconds after a moment it came. */
    static double until(Callable<Boolean> condition, long since) {
        await().pollInterval(Duration.ofMillis(100))
                .atMost(Duration.ofMinutes(1))
                .until(condition);
        return (System.nanoTime() - since) / 1e9;
    }

    @Override
    public void close() {
        stopped = true;
        threads.close();
    }
}
