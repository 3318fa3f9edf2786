package org.ocpiplatform.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ocpiplatform.ocpi.locations.Locations;
import org.ocpiplatform.simulator.Fault;
import org.ocpiplatform.simulator.PartnerRole;
import org.ocpiplatform.simulator.RecordedRequest;
import org.ocpiplatform.simulator.Settings;
import org.ocpiplatform.simulator.Simulator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

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
        try (Simulator partner = partner("P01")) {
            for (int i = 1; i <= 250; i++) {
                ObjectNode location = location(partner, "LOC" + i, "2026-01-01T00:00:00Z");
                partner.publish("locations", i == 120 ? location.put("publish", "perhaps") : location);
            }
            partner.publish(
                    "locations",
                    location(partner, "FOREIGN", "2026-01-01T00:00:00Z").put("party_id", "XYZ"));
            String known = platform.provision(partner);

            JsonNode full = await(known, sync -> state(sync).equals("COMPLETED"));
            assertThat(full.get("mode").asString()).isEqualTo("FULL");
            assertThat(full.get("page").asInt()).isEqualTo(3);
            assertThat(full.get("read").asInt()).isEqualTo(251);
            assertThat(full.get("total").asInt()).isEqualTo(251);
            assertThat(full.get("created").asInt()).isEqualTo(249);
            assertThat(full.get("ignored").asInt()).isEqualTo(1);
            assertThat(full.get("refused").asInt()).isEqualTo(1);
            assertThat(full.get("refusals").toString())
                    .isEqualTo("[{\"id\":\"LOC120\",\"reason\":\"publish must be true or false\"}]");
            Http cpo = platform.partner(
                    partner.partner().orElseThrow().credentials().token());
            assertThat(cpo.get(LOCATIONS).header("X-Total-Count")).hasValue("249");
            assertThat(cpo.get(LOCATIONS + "/NL/P01/LOC250").outcome()).isEqualTo("200/1000");

            partner.publish(
                    "locations",
                    location(partner, "LOC7", Instant.now().toString()).put("name", "Renamed"));
            partner.forgetRequests();
            assertThat(request(known, "{\"module\":\"locations\",\"mode\":\"DELTA\"}")
                            .status())
                    .isEqualTo(202);

            JsonNode delta = await(
                    known,
                    sync -> state(sync).equals("COMPLETED")
                            && sync.get("mode").asString().equals("DELTA"));
            assertThat(delta.get("read").asInt()).isEqualTo(1);
            assertThat(delta.get("updated").asInt()).isEqualTo(1);
            assertThat(lists(partner).getFirst().query())
                    .containsEntry("date_from", full.get("watermark").asString())
                    .containsEntry("date_to", delta.get("watermark").asString());
            assertThat(cpo.get(LOCATIONS + "/NL/P01/LOC7").data().get("name").asString())
                    .isEqualTo("Renamed");
        }
    }

    @Test
    void aPartnerThatDoesNotAnswerIsTriedAgainLater() throws Exception {
        try (Simulator partner = partner("P02")) {
            partner.misbehave(Fault.CLOSE, "locations");
            String known = platform.provision(partner);

            JsonNode failed = await(known, sync -> state(sync).equals("FAILED"));
            assertThat(failed.get("consecutive_failures").asInt()).isEqualTo(1);
            assertThat(failed.get("last_failure").get("step").asString()).isEqualTo("page 1");
            assertThat(failed.get("last_failure").get("reason").asString()).contains("/locations");
            assertThat(Duration.between(
                            Instant.parse(failed.get("finished_at").asString()),
                            Instant.parse(failed.get("next_at").asString())))
                    .isEqualTo(Duration.ofMinutes(1));

            partner.behave();
            partner.publish("locations", location(partner, "LOC1", "2026-01-01T00:00:00Z"));
            awaitAccepted(known, "");

            JsonNode back = await(known, sync -> state(sync).equals("COMPLETED"));
            assertThat(back.get("created").asInt()).isEqualTo(1);
            assertThat(back.get("consecutive_failures").asInt()).isZero();
            assertThat(back.get("last_failure").get("step").asString()).isEqualTo("page 1");
        }
    }

    @Test
    void whereAPartnerLiesAboutItsPagesIsTold() throws Exception {
        try (Simulator partner = partner("P03");
                Simulator thief = partner("P04")) {
            partner.publish("locations", location(partner, "LOC1", "2026-01-01T00:00:00Z"));
            partner.otherHost(thief.url());
            partner.misbehave(Fault.LINK_TO_OTHER_HOST);
            String known = platform.provision(partner);

            JsonNode failed = await(known, sync -> state(sync).equals("FAILED"));
            assertThat(failed.get("last_failure").get("reason").asString())
                    .startsWith("Link leads away from the partner's endpoint, to " + thief.url());
            assertThat(failed.get("created").asInt()).isEqualTo(1);
            assertThat(thief.requests()).isEmpty();

            partner.behave();
            partner.misbehave(Fault.LINK_TO_ITSELF);
            awaitAccepted(known, "{\"mode\":\"FULL\"}");
            await(
                    known,
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
        try (Simulator partner = partner("P06")) {
            partner.beforeEach((method, path) -> {
                if (path.endsWith("/locations")) {
                    awaitLatch(released);
                }
            });
            String known = platform.provision(partner);
            await(known, sync -> state(sync).equals("RUNNING"));

            Http.Answer running = request(known, "{}");
            assertThat(running.status()).isEqualTo(409);
            assertThat(running.json().get("detail").asString()).contains("already running");
            assertThat(request(known, "{\"module\":\"tokens\"}").status()).isEqualTo(409);
            assertThat(request(known, "{\"module\":\"planets\"}").status()).isEqualTo(400);
            assertThat(request(known, "{\"mode\":\"HALF\"}").status()).isEqualTo(400);

            released.countDown();
            await(known, sync -> state(sync).equals("COMPLETED"));
        } finally {
            released.countDown();
        }
    }

    @Test
    void aRunIsTakenUpAgainAfterKill9(@TempDir Path ownDir) throws Exception {
        CountDownLatch secondPage = new CountDownLatch(1);
        CountDownLatch released = new CountDownLatch(1);
        RunningPlatform victim = RunningPlatform.start(ownDir);
        try (Simulator partner = partner("P07")) {
            for (int i = 1; i <= 150; i++) {
                partner.publish("locations", location(partner, "LOC" + i, "2026-01-01T00:00:00Z"));
            }
            partner.beforeEach((method, path) -> {
                if (path.endsWith("/locations") && lists(partner).size() == 1) {
                    secondPage.countDown();
                    awaitLatch(released);
                }
            });
            String known = victim.provision(partner);
            assertThat(secondPage.await(1, TimeUnit.MINUTES)).isTrue();
            victim.kill();
            released.countDown();

            victim = RunningPlatform.start(ownDir);
            JsonNode done = await(victim, known, sync -> state(sync).equals("COMPLETED"));

            assertThat(done.get("mode").asString()).isEqualTo("FULL");
            assertThat(done.get("read").asInt()).isEqualTo(150);
            assertThat(done.get("unchanged").asInt()).isEqualTo(100);
            assertThat(done.get("created").asInt()).isEqualTo(50);
            assertThat(victim.partner(partner.partner()
                                    .orElseThrow()
                                    .credentials()
                                    .token())
                            .get(LOCATIONS)
                            .header("X-Total-Count"))
                    .hasValue("150");
        } finally {
            released.countDown();
            victim.close();
        }
    }

    private static Simulator partner(String party) {
        return Simulator.start(Settings.of(PartnerRole.CPO, "NL", party).withPageLimit(100));
    }

    private static ObjectNode location(Simulator partner, String id, String lastUpdated) {
        return Locations.aLocation()
                .withId(id)
                .ownedBy("NL", partner.party().partyId().toString())
                .lastUpdated(lastUpdated)
                .json();
    }

    private static List<RecordedRequest> lists(Simulator partner) {
        return partner.requests("GET", "/sender/locations");
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

    /** While one of the lists that are meant is still read, the request is refused. */
    private static void awaitAccepted(String partner, String body) {
        Awaitility.await().atMost(PATIENCE).until(() -> request(partner, body).status() == 202);
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
