package org.ocpiplatform.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ocpiplatform.app.SessionLoad.longest;
import static org.ocpiplatform.app.SessionLoad.until;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ocpiplatform.app.SessionLoad.Outcome;
import org.ocpiplatform.embedded.mongo.EmbeddedMongo;

/**
 * The read store goes away under load and comes back: what was acknowledged is read afterwards, what was refused was not
 * stored, and nothing has to be restarted. How long it is away in seconds is the system property {@code outage.seconds}.
 */
@Alone
class ReadStoreOutageE2E {

    private static final int AWAY_SECONDS = Integer.getInteger("outage.seconds", 12);
    private static final int WRITERS = 16;
    /** By which answers may take longer on the average while the store is known to be away; one wait for it is 5 s. */
    private static final Duration QUICKLY = Duration.ofSeconds(2);
    /** Until it is known, with the requests that were under way, on a slow machine that is busy. */
    private static final Duration NOTICED = Duration.ofSeconds(25);

    private static final String SESSIONS = "/ocpi/emsp/2.3.0/sessions";

    @TempDir
    Path dataDir;

    @TempDir
    Path mongoDir;

    @Test
    void whileItIsCutOffWritesAreRefusedAtOnceAndAfterwardsEverythingGoesOn() throws Exception {
        try (EmbeddedMongo mongo = EmbeddedMongo.start(mongoDir);
                TcpProxy proxy = new TcpProxy(port(mongo));
                RunningPlatform platform = start(proxy)) {
            outage(platform, proxy, false, proxy::cut);
        }
    }

    @Test
    void whileItHangsWritesAreAcceptedIfSoSetAndShownAfterwards() throws Exception {
        try (EmbeddedMongo mongo = EmbeddedMongo.start(mongoDir);
                TcpProxy proxy = new TcpProxy(port(mongo));
                RunningPlatform platform = start(proxy, "--ocpi.read-store.when-away=accept")) {
            outage(platform, proxy, true, proxy::stall);
        }
    }

    @SuppressWarnings("SystemOut") // the figures are for who runs it
    private void outage(RunningPlatform platform, TcpProxy proxy, boolean accepted, Runnable away) throws Exception {
        String token = platform.provisionToken("CPO", "NL", "TNM");
        try (SessionLoad load = SessionLoad.start(platform.partner(token), WRITERS)) {
            TimeUnit.SECONDS.sleep(4);

            long cut = System.nanoTime();
            away.run();
            double noticed = until(
                    () -> platform.http().get("/actuator/health/readiness").status() == 503, cut);
            long known = System.nanoTime();
            assertThat(platform.http().get("/actuator/health/readiness").body())
                    .contains("\"readStore\":{\"status\":\"DOWN\"}");
            assertThat(platform.log()).contains("The read store cannot be reached");
            Http.Answer asked = platform.admin().get("/admin/partners");
            Http.Answer stranger = platform.partner("nobody-has-this-token").get(SESSIONS);
            while (System.nanoTime() - cut < TimeUnit.SECONDS.toNanos(AWAY_SECONDS)) {
                assertThat(platform.http().get("/actuator/health/liveness").status())
                        .isEqualTo(200);
                assertThat(platform.http().get("/actuator/health/readiness").status())
                        .isEqualTo(503);
                TimeUnit.MILLISECONDS.sleep(500);
            }
            long restored = System.nanoTime();
            proxy.restore();
            double ready = until(
                    () -> platform.http().get("/actuator/health/readiness").status() == 200, restored);
            double caughtUp = until(() -> SessionLoad.lag(platform) == 0, restored);
            TimeUnit.SECONDS.sleep(2);
            load.stop();

            List<Outcome> writes = load.writes();
            List<Outcome> meanwhile = writes.stream()
                    .filter(write -> write.within(known, restored))
                    .toList();
            List<Outcome> reads = load.reads().stream()
                    .filter(read -> read.within(known, restored))
                    .toList();
            double seconds = (restored - known) / 1e9;
            System.out.printf(
                    "read store away %d s, %s: before %.0f writes/s; noticed after %.1f s; then acknowledged %.0f/s,"
                            + " refused %.0f/s, longest write %.0f ms, longest read %.0f ms; longest of all %.0f ms;"
                            + " ready again after %.1f s, lag 0 after %.1f s%n",
                    AWAY_SECONDS,
                    accepted ? "accept" : "refuse",
                    writes.stream().filter(write -> write.startedNanos() < cut).count() / 4.0,
                    noticed,
                    meanwhile.stream().filter(write -> write.code() == 1000).count() / seconds,
                    meanwhile.stream().filter(write -> write.code() != 1000).count() / seconds,
                    longest(meanwhile),
                    longest(reads),
                    longest(writes),
                    ready,
                    caughtUp);

            assertThat(writes.stream().map(Outcome::code)).isSubsetOf(1000, 3000);
            assertThat(meanwhile).isNotEmpty().allSatisfy(write -> {
                assertThat(write.code()).isEqualTo(accepted ? 1000 : 3000);
                assertThat(write.behind()).isEqualTo(accepted);
            });
            assertThat(average(meanwhile)).isLessThan(average(before(writes, cut)) + QUICKLY.toMillis());
            assertThat(longest(writes)).isLessThan(NOTICED.toMillis());
            assertThat(reads)
                    .isNotEmpty()
                    .allSatisfy(read -> assertThat(read.code()).isEqualTo(3000));
            assertThat(average(reads)).isLessThan(average(before(load.reads(), cut)) + QUICKLY.toMillis());
            assertThat(asked.status()).isEqualTo(503);
            assertThat(asked.header("Retry-After")).isPresent();
            assertThat(asked.header("Content-Type")).hasValue("application/problem+json");
            assertThat(stranger.outcome()).isEqualTo("200/3000");
            load.requireWhatWasAcknowledged(platform, write -> false);
        }
    }

    private static List<Outcome> before(List<Outcome> outcomes, long cut) {
        return outcomes.stream()
                .filter(outcome -> outcome.startedNanos() + outcome.tookNanos() < cut)
                .toList();
    }

    /** In milliseconds. */
    private static double average(List<Outcome> outcomes) {
        return outcomes.stream()
                .mapToDouble(outcome -> outcome.tookNanos() / 1e6)
                .average()
                .orElseThrow();
    }

    private RunningPlatform start(TcpProxy proxy, String... more) throws Exception {
        List<String> settings = new ArrayList<>(List.of(more));
        settings.add("--ocpi.read-store.uri=mongodb://127.0.0.1:" + proxy.port() + "/ocpi");
        return RunningPlatform.start(dataDir, settings.toArray(String[]::new));
    }

    private static int port(EmbeddedMongo mongo) {
        String uri = mongo.connectionString();
        return Integer.parseInt(uri.substring(uri.lastIndexOf(':') + 1));
    }
}
