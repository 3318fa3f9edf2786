package org.ocpiplatform.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What partners publish is pulled, and administrators see how that goes. */
class SyncE2E {

    private static final String LOCATIONS = "/ocpi/emsp/2.3.0/locations";
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    static Path dataDir;

    private static RunningPlatform platform;

    @BeforeAll
    static void start() throws Exception {
        platform = RunningPlatform.start(dataDir);
    }

    @AfterAll
    static void stop() throws Exception {
        platform.close();
    }

    @Test
    void allIsPulledAtFirstAndThenWhatChanges() throws Exception {
        try (SendingPartner partner = new SendingPartner("P01")) {
            for (int i = 1; i <= 250; i++) {
                partner.locations.add(partner.location("LOC" + i, "2026-01-01T00:00:00Z"));
            }
            partner.locations.get(119).put("publish", "perhaps");
            partner.locations.add(
                    partner.location("FOREIGN", "2026-01-01T00:00:00Z").put("party_id", "XYZ"));
            String[] known = partner.provision(platform);

            JsonNode full = await(known[0], sync -> state(sync).equals("COMPLETED"));
            assertThat(full.get("mode").asString()).isEqualTo("FULL");
            assertThat(full.get("page").asInt()).isEqualTo(3);
            assertThat(full.get("read").asInt()).isEqualTo(251);
            assertThat(full.get("total").asInt()).isEqualTo(251);
            assertThat(full.get("created").asInt()).isEqualTo(249);
            assertThat(full.get("ignored").asInt()).isEqualTo(1);
            assertThat(full.get("refused").asInt()).isEqualTo(1);
            assertThat(full.get("refusals").toString())
                    .isEqualTo("[{\"id\":\"LOC120\",\"reason\":\"publish must be true or false\"}]");
            Http cpo = platform.partner(known[1]);
            assertThat(cpo.get(LOCATIONS).header("X-Total-Count")).hasValue("249");
            assertThat(cpo.get(LOCATIONS + "/NL/P01/LOC250").outcome()).isEqualTo("200/1000");

            partner.locations
                    .get(6)
                    .put("name", "Renamed")
                    .put("last_updated", Instant.now().toString());
            partner.asked.clear();
            assertThat(request(known[0], "{\"module\":\"locations\",\"mode\":\"DELTA\"}")
                            .status())
                    .isEqualTo(202);

            JsonNode delta = await(
                    known[0],
                    sync -> state(sync).equals("COMPLETED")
                            && sync.get("mode").asString().equals("DELTA"));
            assertThat(delta.get("read").asInt()).isEqualTo(1);
            assertThat(delta.get("updated").asInt()).isEqualTo(1);
            assertThat(partner.asked.element().replace("%3A", ":"))
                    .contains("date_from=" + full.get("watermark").asString())
                    .contains("date_to=" + delta.get("watermark").asString());
            assertThat(cpo.get(LOCATIONS + "/NL/P01/LOC7").data().get("name").asString())
                    .isEqualTo("Renamed");
        }
    }

    @Test
    void aPartnerThatIsDownIsTriedAgainLater() throws Exception {
        try (SendingPartner partner = new SendingPartner("P02")) {
            partner.before = partner::stop;
            String[] known = partner.provision(platform);

            JsonNode failed = await(known[0], sync -> state(sync).equals("FAILED"));
            assertThat(failed.get("consecutive_failures").asInt()).isEqualTo(1);
            assertThat(failed.get("last_failure").get("step").asString()).isEqualTo("page 1");
            assertThat(failed.get("last_failure").get("reason").asString()).contains("/locations");
            assertThat(Duration.between(
                            Instant.parse(failed.get("finished_at").asString()),
                            Instant.parse(failed.get("next_at").asString())))
                    .isEqualTo(Duration.ofMinutes(1));

            partner.before = () -> {};
            partner.locations.add(partner.location("LOC1", "2026-01-01T00:00:00Z"));
            partner.start();
            assertThat(request(known[0], "").status()).isEqualTo(202);

            JsonNode back = await(known[0], sync -> state(sync).equals("COMPLETED"));
            assertThat(back.get("created").asInt()).isEqualTo(1);
            assertThat(back.get("consecutive_failures").asInt()).isZero();
            assertThat(back.get("last_failure").get("step").asString()).isEqualTo("page 1");
        }
    }

    @Test
    void whereAPartnerLiesAboutItsPagesIsTold() throws Exception {
        try (SendingPartner partner = new SendingPartner("P03");
                SendingPartner thief = new SendingPartner("P04")) {
            partner.locations.add(partner.location("LOC1", "2026-01-01T00:00:00Z"));
            partner.lie = offset -> thief.url() + "/locations?offset=0&limit=100";
            String[] known = partner.provision(platform);

            JsonNode failed = await(known[0], sync -> state(sync).equals("FAILED"));
            assertThat(failed.get("last_failure").get("reason").asString())
                    .startsWith("Link leads away from the partner's endpoint, to " + thief.url());
            assertThat(failed.get("created").asInt()).isEqualTo(1);
            assertThat(thief.asked).isEmpty();

            partner.lie = offset -> partner.url() + "/locations?offset=0&limit=100";
            assertThat(request(known[0], "{\"mode\":\"FULL\"}").status()).isEqualTo(202);
            await(
                    known[0],
                    sync -> state(sync).equals("FAILED")
                            && sync.get("last_failure").get("reason").asString().startsWith("Link leads in a circle"));
        }
    }

    @Test
    void whatCannotBeAskedForIsRefused() throws Exception {
        assertThat(request("nobody", "{}").status()).isEqualTo(404);
        assertThat(platform.admin().get("/admin/partners/nobody/sync").status()).isEqualTo(404);
        Http.Answer silent = platform.admin().post("/admin/partners", """
                {"name":"Silent","mode":"PROVISIONED","roles":[{"role":"CPO","country_code":"NL","party_id":"P05"}]}
                """);
        String silentId = silent.json().get("id").asString();
        Http.Answer refused = request(silentId, "{}");
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.json().get("detail").asString()).startsWith("the partner is not called");
        assertThat(platform.admin().get("/admin/partners/" + silentId + "/sync").body())
                .isEqualTo("[]");

        CountDownLatch released = new CountDownLatch(1);
        try (SendingPartner partner = new SendingPartner("P06")) {
            partner.before = () -> awaitLatch(released);
            String[] known = partner.provision(platform);
            await(known[0], sync -> state(sync).equals("RUNNING"));

            Http.Answer running = request(known[0], "{}");
            assertThat(running.status()).isEqualTo(409);
            assertThat(running.json().get("detail").asString()).contains("already running");
            assertThat(request(known[0], "{\"module\":\"cdrs\"}").status()).isEqualTo(409);
            assertThat(request(known[0], "{\"module\":\"planets\"}").status()).isEqualTo(400);
            assertThat(request(known[0], "{\"mode\":\"HALF\"}").status()).isEqualTo(400);

            released.countDown();
            await(known[0], sync -> state(sync).equals("COMPLETED"));
        } finally {
            released.countDown();
        }
    }

    @Test
    void aRunIsTakenUpAgainAfterKill9(@TempDir Path ownDir) throws Exception {
        CountDownLatch secondPage = new CountDownLatch(1);
        CountDownLatch released = new CountDownLatch(1);
        RunningPlatform victim = RunningPlatform.start(ownDir);
        try (SendingPartner partner = new SendingPartner("P07")) {
            for (int i = 1; i <= 150; i++) {
                partner.locations.add(partner.location("LOC" + i, "2026-01-01T00:00:00Z"));
            }
            partner.before = () -> {
                if (partner.asked.size() == 2) {
                    secondPage.countDown();
                    awaitLatch(released);
                }
            };
            String[] known = partner.provision(victim);
            assertThat(secondPage.await(1, TimeUnit.MINUTES)).isTrue();
            victim.kill();

            victim = RunningPlatform.start(ownDir);
            JsonNode done = await(victim, known[0], sync -> state(sync).equals("COMPLETED"));

            assertThat(done.get("mode").asString()).isEqualTo("FULL");
            assertThat(done.get("read").asInt()).isEqualTo(150);
            assertThat(done.get("unchanged").asInt()).isEqualTo(100);
            assertThat(done.get("created").asInt()).isEqualTo(50);
            assertThat(victim.partner(known[1]).get(LOCATIONS).header("X-Total-Count"))
                    .hasValue("150");
        } finally {
            released.countDown();
            victim.close();
        }
    }

    private static void awaitLatch(CountDownLatch latch) {
        try {
            latch.await(1, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String state(JsonNode sync) {
        return sync.get("state").asString();
    }

    private static Http.Answer request(String partner, String body) throws Exception {
        return platform.admin().post("/admin/partners/" + partner + "/sync", body);
    }

    private static JsonNode await(String partner, Predicate<JsonNode> expected) throws Exception {
        return await(platform, partner, expected);
    }

    /** The synchronisation of locations once it is as expected. */
    private static JsonNode await(RunningPlatform at, String partner, Predicate<JsonNode> expected) throws Exception {
        Instant deadline = Instant.now().plus(PATIENCE);
        String last = "";
        while (Instant.now().isBefore(deadline)) {
            Http.Answer answer = at.admin().get("/admin/partners/" + partner + "/sync");
            last = answer.toString();
            if (answer.status() == 200) {
                for (JsonNode sync : answer.json()) {
                    if (sync.get("module").asString().equals("locations") && expected.test(sync)) {
                        return sync;
                    }
                }
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
        throw new AssertionError("still " + last + "\n" + at.log());
    }
}
