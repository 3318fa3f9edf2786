package org.ocpiplatform.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ocpiplatform.app.SessionLoad.until;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ocpiplatform.app.SessionLoad.Outcome;
import org.ocpiplatform.embedded.DataDirectory;
import org.ocpiplatform.embedded.mongo.EmbeddedMongo;
import org.ocpiplatform.embedded.postgres.PostgresServer;

/**
 * The event store goes away under load and comes back: what was acknowledged is there afterwards, what was refused is
 * not, reads go on meanwhile, and nothing has to be restarted. How long it is away in seconds is the system property
 * {@code outage.seconds}.
 */
@SuppressWarnings("SystemOut") // the figures are for who runs it
@Alone
class EventStoreOutageE2E {

    private static final int AWAY_SECONDS = Integer.getInteger("outage.seconds", 12);
    private static final int WRITERS = 32;
    /** An answer while it is known that the store is away; on a slow machine that is busy. */
    private static final Duration QUICKLY = Duration.ofSeconds(3);
    /** Until it is known, and until it is known what became of what was on its way. */
    private static final Duration BOUND = Duration.ofSeconds(40);

    @TempDir
    Path postgresDir;

    @TempDir
    Path mongoDir;

    @TempDir
    Path dataDir;

    @Test
    void whileItIsCutOffWritesAreRefusedAndAfterwardsEverythingGoesOn() throws Exception {
        outage("cut off", TcpProxy::cut);
    }

    @Test
    void theSameWhileItHangs() throws Exception {
        outage("hanging", TcpProxy::stall);
    }

    private interface Fault {
        void on(TcpProxy proxy);
    }

    private void outage(String how, Fault fault) throws Exception {
        try (DataDirectory directory = DataDirectory.open(postgresDir);
                PostgresServer postgres = PostgresServer.start(directory);
                TcpProxy proxy = new TcpProxy(port(postgres));
                EmbeddedMongo mongo = EmbeddedMongo.start(mongoDir);
                RunningPlatform platform = RunningPlatform.start(
                        dataDir,
                        "--ocpi.event-store.url="
                                + postgres.jdbcUrl().replace(":" + port(postgres) + "/", ":" + proxy.port() + "/"),
                        "--ocpi.event-store.username=" + postgres.username(),
                        "--ocpi.event-store.password=" + postgres.password(),
                        "--ocpi.read-store.uri=" + mongo.connectionString());
                SessionLoad load =
                        SessionLoad.start(platform.partner(platform.provisionToken("CPO", "NL", "TNM")), WRITERS)) {
            TimeUnit.SECONDS.sleep(4);
            long gone = System.nanoTime();
            fault.on(proxy);
            double noticed = until(
                    () -> platform.http().get("/actuator/health/readiness").status() == 503, gone);
            long known = System.nanoTime();
            while (System.nanoTime() - gone < TimeUnit.SECONDS.toNanos(AWAY_SECONDS)) {
                assertThat(platform.http().get("/actuator/health/liveness").status())
                        .isEqualTo(200);
                assertThat(platform.http().get("/actuator/health/readiness").status())
                        .isEqualTo(503);
                TimeUnit.MILLISECONDS.sleep(500);
            }
            long back = System.nanoTime();
            proxy.restore();
            double ready = until(
                    () -> platform.http().get("/actuator/health/readiness").status() == 200, back);
            double caughtUp = until(() -> SessionLoad.lag(platform) == 0, back);
            TimeUnit.SECONDS.sleep(2);
            load.stop();

            List<Outcome> meanwhile = load.writes().stream()
                    .filter(write -> write.within(known, back))
                    .toList();
            List<Outcome> reads = load.reads().stream()
                    .filter(read -> read.within(known, back))
                    .toList();
            System.out.printf(
                    "event store %s for %d s: before %.0f writes/s; noticed after %.1f s; then %.0f writes/s refused,"
                            + " longest answer %.0f ms, of all %.0f ms; %.0f reads/s, longest %.0f ms;"
                            + " ready again after %.1f s, lag 0 after %.1f s%n",
                    how,
                    AWAY_SECONDS,
                    load.writes().stream()
                                    .filter(write -> write.startedNanos() < gone)
                                    .count()
                            / 4.0,
                    noticed,
                    meanwhile.size() / ((back - known) / 1e9),
                    SessionLoad.longest(meanwhile),
                    SessionLoad.longest(load.writes()),
                    reads.size() / ((back - known) / 1e9),
                    SessionLoad.longest(reads),
                    ready,
                    caughtUp);

            assertThat(load.writes()).extracting(Outcome::code).containsOnly(1000, 3000);
            assertThat(meanwhile).isNotEmpty();
            assertThat(meanwhile.stream().map(Outcome::code)).doesNotContain(1000);
            assertThat(SessionLoad.longest(meanwhile)).isLessThan(QUICKLY.toMillis());
            assertThat(SessionLoad.longest(load.writes())).isLessThan(BOUND.toMillis());
            assertThat(reads).isNotEmpty().allMatch(read -> read.code() == 1000);
            // Of what was on its way when the store went, nobody can say whether it got there.
            load.requireWhatWasAcknowledged(platform, write -> write.startedNanos() < known);
            assertThat(platform.admin()
                            .get("/audit/verify")
                            .json()
                            .get("intact")
                            .asBoolean())
                    .isTrue();
        }
    }

    private static int port(PostgresServer postgres) {
        String url = postgres.jdbcUrl();
        return Integer.parseInt(url.replaceFirst(".*:(\\d+)/.*", "$1"));
    }
}
