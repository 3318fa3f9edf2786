package org.ocpiplatform.bench.runs;

import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.Arrays;
import java.util.Set;
import org.ocpiplatform.bench.http.HttpConnection;
import org.ocpiplatform.bench.http.HttpRequest;
import org.ocpiplatform.bench.http.HttpResponse;
import org.ocpiplatform.bench.platform.CleanUp;
import org.ocpiplatform.bench.platform.Platform;
import org.ocpiplatform.bench.platform.ServerProcess;
import org.ocpiplatform.bench.platform.Sessions;
import org.ocpiplatform.bench.platform.Workload;
import org.ocpiplatform.ocpi.json.OcpiDateTime;
import org.ocpiplatform.ocpi.json.OcpiJson;

/** Whether a page of a long list costs the same wherever it lies. */
public final class ListsRun {

    private static final Set<String> OPTIONS = Set.of(
            "sessions", "connections", "requests", "heap", "keep-data!", "platform-jar", "platform-url", "admin-token");

    private static final int LIMIT = 100;
    private static final double TARGET = 1.5;

    private final Platform platform;
    private final int requests;
    private double first;
    private boolean even = true;

    private ListsRun(Platform platform, int requests) {
        this.platform = platform;
        this.requests = requests;
    }

    /** Runs and prints; returns the exit code. */
    public static int run(String[] arguments) throws IOException, InterruptedException {
        Options options = Options.parse(arguments, OPTIONS);
        try (CleanUp cleanUp = CleanUp.atExit()) {
            if (options.has("platform-url")) {
                URI url = URI.create(options.text("platform-url").orElseThrow());
                return run(Platform.provision(url, options.text("admin-token").orElse(Platform.ADMIN_TOKEN)), options);
            }
            try (ServerProcess server = Places.of(options, cleanUp).startPlatform()) {
                return run(Platform.provision(server.url(), Platform.ADMIN_TOKEN), options);
            }
        }
    }

    private static int run(Platform platform, Options options) throws IOException {
        int sessions = Math.max(options.number("sessions", 300_000), 10 * LIMIT);
        Preload.run(platform, Workload.sessions(), options.number("connections", 32), sessions);
        return new ListsRun(platform, options.number("requests", 200)).measure(sessions);
    }

    private int measure(int sessions) throws IOException {
        String middle = "";
        String last = "";
        long begin = System.nanoTime();
        int crawled = 0;
        try (Pages pages = Pages.of(platform, LIMIT)) {
            for (String target = pages.nextTarget(); target != null; target = pages.nextTarget()) {
                middle = crawled * 2 <= sessions / LIMIT ? target : middle;
                last = target;
                pages.read();
                crawled++;
            }
        }
        IO.println("%,d pages of %d followed in %.1f s\n".formatted(crawled, LIMIT, (System.nanoTime() - begin) / 1e9));
        String list = Sessions.PATH + "?limit=" + LIMIT;
        IO.println("page of %d, one connection       median ms   p95 ms   of the first".formatted(LIMIT));
        first = median("first (warm-up)", list, LIMIT);
        first = median("first", list, LIMIT);
        judge(median("middle, by link", middle, LIMIT));
        judge(median("last, by link", last, sessions - LIMIT * ((sessions - 1) / LIMIT)));
        judge(median("middle, by offset", list + "&offset=" + sessions / 2, LIMIT));
        judge(median("last, by offset", list + "&offset=" + (sessions - LIMIT), LIMIT));
        Instant from = Sessions.lastUpdated(sessions / 2);
        median(
                "50 sessions, by date window",
                list + "&date_from=" + OcpiDateTime.format(from) + "&date_to="
                        + OcpiDateTime.format(from.plusSeconds(50)),
                50);
        median("first, by date_from at the middle", list + "&date_from=" + OcpiDateTime.format(from), LIMIT);
        IO.println(
                even
                        ? "\nEven: no page takes more than %.1f times as long as the first.".formatted(TARGET)
                        : "\nUneven: a page takes more than %.1f times as long as the first.".formatted(TARGET));
        return even ? 0 : 1;
    }

    private void judge(double median) {
        even &= median <= TARGET * first;
    }

    private double median(String name, String target, int objects) throws IOException {
        HttpRequest emsp = platform.emsp();
        double[] millis = new double[requests];
        try (HttpConnection connection = HttpConnection.open(platform.url())) {
            for (int i = 0; i < requests; i++) {
                long begin = System.nanoTime();
                HttpResponse page = connection.exchange(emsp.get(target));
                millis[i] = (System.nanoTime() - begin) / 1e6;
                if (!page.succeeded() || i == 0 && objects(page) != objects) {
                    throw new IOException(target + " should have " + objects + " objects and answers " + page);
                }
            }
        }
        Arrays.sort(millis);
        double median = millis[requests / 2];
        IO.println("%-33s %8.2f %8.2f   %s"
                .formatted(
                        name,
                        median,
                        millis[requests * 95 / 100],
                        first == 0 ? "" : "%.2f×".formatted(median / first)));
        return median;
    }

    private static int objects(HttpResponse page) {
        return OcpiJson.mapper().readTree(page.body()).path("data").size();
    }
}
