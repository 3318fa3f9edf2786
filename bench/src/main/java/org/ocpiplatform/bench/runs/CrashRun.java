package org.ocpiplatform.bench.runs;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.ocpiplatform.bench.http.HttpConnection;
import org.ocpiplatform.bench.http.HttpRequest;
import org.ocpiplatform.bench.http.HttpResponse;
import org.ocpiplatform.bench.platform.CleanUp;
import org.ocpiplatform.bench.platform.Platform;
import org.ocpiplatform.bench.platform.ServerProcess;
import org.ocpiplatform.bench.platform.Sessions;
import org.ocpiplatform.bench.runs.CrashWriter.Written;
import org.ocpiplatform.ocpi.json.OcpiJson;
import tools.jackson.databind.JsonNode;

/** Whether everything that the platform acknowledged is still there after it was killed while writing. */
public final class CrashRun {

    private static final Set<String> OPTIONS = Set.of("rounds", "writers", "heap", "keep-data!", "platform-jar");

    private static final int MIN_WRITING_MILLIS = 500;
    private static final int MAX_WRITING_MILLIS = 4000;
    private static final int LIMIT = 1000;

    private final Places places;
    private final int writers;
    private final AtomicLong sessionNumbers = new AtomicLong();
    private final AtomicLong patchNumbers = new AtomicLong();
    private final List<Written> written = new ArrayList<>();
    private long problems;

    private CrashRun(Places places, int writers) {
        this.places = places;
        this.writers = writers;
    }

    /** Runs and prints; returns the exit code. */
    public static int run(String[] arguments) throws IOException, InterruptedException {
        Options options = Options.parse(arguments, OPTIONS);
        try (CleanUp cleanUp = CleanUp.atExit()) {
            return new CrashRun(Places.of(options, cleanUp), options.number("writers", 16))
                    .run(options.number("rounds", 10));
        }
    }

    private int run(int rounds) throws IOException, InterruptedException {
        ServerProcess server = places.startPlatform();
        Platform platform = Platform.provision(server.url(), Platform.ADMIN_TOKEN);
        IO.println(
                "round  killed after  acknowledged  missing in detail  missing in list  twice  refused  ready again");
        for (int round = 1; round <= rounds; round++) {
            int millis = ThreadLocalRandom.current().nextInt(MIN_WRITING_MILLIS, MAX_WRITING_MILLIS);
            List<CrashWriter> crashed = writeUntilKilled(platform, server, millis);
            server = places.startPlatform();
            platform = platform.at(server.url());

            List<Written> now = crashed.stream()
                    .flatMap(writer -> writer.written().stream())
                    .toList();
            written.addAll(now);
            List<String> refusals = crashed.stream()
                    .map(CrashWriter::refusal)
                    .filter(refusal -> refusal != null)
                    .toList();
            // Details of this round; the list shows that earlier rounds have not been lost since.
            Findings details = inDetails(platform, now);
            Findings list = inList(platform);
            IO.println("%5d %10.1f s %13d %18d %16d %6d %8d %10.1f s"
                    .formatted(
                            round,
                            millis / 1000.0,
                            crashed.stream()
                                    .mapToLong(CrashWriter::acknowledged)
                                    .sum(),
                            details.missing,
                            list.missing,
                            details.twice + list.twice,
                            refusals.size(),
                            server.startTime().toMillis() / 1000.0));
            refusals.forEach(refusal -> IO.println("       refused: " + refusal));
            details.examples.forEach(example -> IO.println("       in detail: " + example));
            list.examples.forEach(example -> IO.println("       in the list: " + example));
            problems += details.missing + list.missing + details.twice + list.twice + refusals.size();
        }
        server.close();
        IO.println(problems == 0 ? "Nothing acknowledged was lost." : problems + " problems.");
        return problems == 0 ? 0 : 1;
    }

    private List<CrashWriter> writeUntilKilled(Platform platform, ServerProcess server, int millis)
            throws InterruptedException {
        List<CrashWriter> all = new ArrayList<>();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < writers; i++) {
            CrashWriter writer = new CrashWriter(platform, sessionNumbers, patchNumbers);
            all.add(writer);
            threads.add(Thread.ofPlatform().start(writer::run));
        }
        Thread.sleep(millis);
        server.kill();
        for (Thread thread : threads) {
            thread.join();
        }
        return all;
    }

    private static Findings inDetails(Platform platform, List<Written> sessions) throws IOException {
        Findings findings = new Findings();
        HttpRequest emsp = platform.emsp();
        try (HttpConnection connection = HttpConnection.open(platform.url())) {
            for (Written session : sessions) {
                HttpResponse response = connection.exchange(emsp.get(Sessions.path(session.number())));
                if (response.succeeded()) {
                    findings.compare(
                            session,
                            periods(OcpiJson.mapper().readTree(response.body()).path("data")));
                } else {
                    findings.missing(session, 1 + session.periods().size(), response.toString());
                }
            }
        }
        return findings;
    }

    private Findings inList(Platform platform) throws IOException {
        Findings findings = new Findings();
        Map<String, Map<String, Integer>> found = new HashMap<>();
        try (Pages pages = Pages.of(platform, LIMIT)) {
            while (pages.nextTarget() != null) {
                for (JsonNode session :
                        OcpiJson.mapper().readTree(pages.read().body()).path("data")) {
                    String id = session.path("id").asString();
                    if (found.put(id, periods(session)) != null) {
                        findings.twice("session " + id);
                    }
                }
            }
        }
        for (Written session : written) {
            Map<String, Integer> periods = found.get(Sessions.id(session.number()));
            if (periods == null) {
                findings.missing(session, 1 + session.periods().size(), "not listed");
            } else {
                findings.compare(session, periods);
            }
        }
        return findings;
    }

    /** How often each charging period is in a session, by its beginning. */
    private static Map<String, Integer> periods(JsonNode session) {
        Map<String, Integer> periods = new HashMap<>();
        for (JsonNode period : session.path("charging_periods")) {
            periods.merge(period.path("start_date_time").asString(), 1, Integer::sum);
        }
        return periods;
    }

    /** What does not agree with what was acknowledged. */
    private static final class Findings {

        private static final int MAX_EXAMPLES = 5;

        private long missing;
        private long twice;
        private final List<String> examples = new ArrayList<>();

        void compare(Written session, Map<String, Integer> periods) {
            for (String period : session.periods()) {
                if (!periods.containsKey(period)) {
                    missing(session, 1, "no charging period " + period);
                }
            }
            periods.forEach((period, count) -> {
                if (count > 1) {
                    twice("charging period " + period + " of " + Sessions.id(session.number()));
                }
            });
        }

        void missing(Written session, int writes, String why) {
            missing += writes;
            example(Sessions.id(session.number()) + ": " + why);
        }

        void twice(String what) {
            twice++;
            example(what + " is there twice");
        }

        private void example(String example) {
            if (examples.size() < MAX_EXAMPLES) {
                examples.add(example);
            }
        }
    }
}
