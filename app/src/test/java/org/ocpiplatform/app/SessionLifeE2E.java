package org.ocpiplatform.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ocpiplatform.ocpi.json.OcpiDateTime;
import org.ocpiplatform.ocpi.locations.Locations;
import org.ocpiplatform.ocpi.tariffs.TariffType;
import org.ocpiplatform.ocpi.tariffs.Tariffs;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A session from its first PUT to the end, as a CPO pushes it and two eMSPs see it. */
class SessionLifeE2E {

    private static final String EMSP = "/ocpi/emsp/2.3.0/sessions";

    @TempDir
    static Path dataDir;

    private static RunningPlatform platform;
    private static Http cpo;
    private static Http emsp;
    private static Http otherEmsp;

    @BeforeAll
    static void start() throws Exception {
        platform = RunningPlatform.start(dataDir);
        cpo = platform.provision("CPO", "NL", "TNM");
        emsp = platform.provision("EMSP", "DE", "ABC");
        otherEmsp = platform.provision("EMSP", "DE", "XYZ");
    }

    @AfterAll
    static void stop() throws Exception {
        platform.close();
    }

    @Test
    void aSessionIsCreatedChangedCompletedAndThenFrozen() throws Exception {
        String url = EMSP + "/NL/TNM/LIFE1";
        String created = SessionJson.aSession("LIFE1", "DE", "ABC", "2026-01-10T10:00:00Z");

        assertThat(cpo.put(url, created).outcome()).isEqualTo("201/1000");
        long events = head();
        assertThat(cpo.put(url, created).outcome()).isEqualTo("200/1000");
        assertThat(head()).as("an identical PUT writes no event").isEqualTo(events);

        String period = """
                {"charging_periods":[{"start_date_time":"2026-01-10T10:%1$s:00Z",
                  "dimensions":[{"type":"ENERGY","volume":%1$s.500}]}],"kwh":%1$s.500,"last_updated":"2026-01-10T10:%1$s:00Z"}
                """;
        assertThat(cpo.patch(url, period.formatted("15")).outcome()).isEqualTo("200/1000");
        assertThat(cpo.patch(url, period.formatted("30")).outcome()).isEqualTo("200/1000");

        JsonNode session = cpo.get(url).data();
        assertThat(session.get("charging_periods").size()).isEqualTo(2);
        assertThat(session.get("kwh").decimalValue().toPlainString()).isEqualTo("30.500");

        assertThat(cpo.patch(url, "{\"kwh\":99,\"last_updated\":\"2026-01-10T10:29:59.999Z\"}")
                        .message())
                .contains("stale");
        assertThat(cpo.patch(
                                url,
                                "{\"status\":\"COMPLETED\",\"end_date_time\":\"2026-01-10T11:00:00Z\",\"last_updated\":\"2026-01-10T11:00:00Z\"}")
                        .outcome())
                .isEqualTo("200/1000");
        assertThat(cpo.patch(url, "{\"kwh\":31,\"last_updated\":\"2026-01-10T11:00:01Z\"}")
                        .outcome())
                .as("a completed session is frozen")
                .isEqualTo("200/2001");
        assertThat(cpo.get(url).data().get("status").asString()).isEqualTo("COMPLETED");
    }

    @Test
    void onlyTheOwnerAndThePayingEmspSeeASession() throws Exception {
        String url = EMSP + "/NL/TNM/SEEN1";
        cpo.put(url, SessionJson.aSession("SEEN1", "DE", "ABC", "2026-01-10T10:00:00Z"));

        assertThat(emsp.get(url).outcome()).isEqualTo("200/1000");
        assertThat(otherEmsp.get(url).outcome()).isEqualTo("404/2000");
        assertThat(ids(crawl(emsp, EMSP + "?limit=1000"))).contains("SEEN1");
        assertThat(ids(crawl(otherEmsp, EMSP + "?limit=1000"))).doesNotContain("SEEN1");
        assertThat(emsp.put(url, SessionJson.aSession("SEEN1", "DE", "ABC", "2026-01-10T10:00:00Z"))
                        .outcome())
                .as("an eMSP does not write what a CPO owns")
                .isEqualTo("404/2000");
    }

    @Test
    void theTwoSidesHoldDifferentObjects() throws Exception {
        String json = SessionJson.aSession("SIDE1", "DE", "ABC", "2026-01-10T10:00:00Z");
        cpo.put("/ocpi/cpo/2.3.0/sessions/NL/TNM/SIDE1", json);

        assertThat(cpo.get("/ocpi/cpo/2.3.0/sessions/NL/TNM/SIDE1").outcome()).isEqualTo("200/1000");
        assertThat(cpo.get(EMSP + "/NL/TNM/SIDE1").outcome()).isEqualTo("404/2000");
    }

    @Test
    void pagesAreFollowedToTheEndAndKeepTheirFilters() throws Exception {
        Http payer = platform.provision("EMSP", "FR", "PAG");
        Instant start = Instant.parse("2026-02-01T00:00:00Z");
        for (int i = 0; i < 25; i++) {
            String id = "PAGE%02d".formatted(i);
            cpo.put(
                    EMSP + "/NL/TNM/" + id,
                    SessionJson.aSession(id, "FR", "PAG", OcpiDateTime.format(start.plusSeconds(i))));
        }
        String window = "date_from=2026-02-01T00:00:05Z&date_to=2026-02-01T00:00:20Z";

        List<JsonNode> pages = crawl(payer, EMSP + "?limit=4&" + window);

        assertThat(pages).hasSize(4);
        assertThat(ids(pages)).hasSize(15).isSorted().startsWith("PAGE05").endsWith("PAGE19");
        assertThat(ids(List.of(payer.get(EMSP + "?offset=3&limit=2").data()))).containsExactly("PAGE03", "PAGE04");
        assertThat(payer.get(EMSP + "?offset=99").header("Link")).isEmpty();
    }

    @Test
    void parallelPatchesAllArrive() throws Exception {
        int writers = 64;
        String url = EMSP + "/NL/TNM/PARALLEL1";
        cpo.put(url, SessionJson.aSession("PARALLEL1", "DE", "ABC", "2026-01-10T10:00:00Z"));
        List<Callable<String>> patches = new ArrayList<>();
        for (int i = 0; i < writers; i++) {
            String patch = """
                    {"charging_periods":[{"start_date_time":"2026-01-10T10:00:%02dZ",
                      "dimensions":[{"type":"ENERGY","volume":%d}]}],"last_updated":"2026-01-10T12:00:00Z"}
                    """.formatted(i % 60, i);
            patches.add(() -> cpo.patch(url, patch).outcome());
        }

        try (ExecutorService threads = Executors.newFixedThreadPool(writers)) {
            for (Future<String> outcome : threads.invokeAll(patches)) {
                assertThat(outcome.get()).isEqualTo("200/1000");
            }
        }

        assertThat(cpo.get(url).data().get("charging_periods").size()).isEqualTo(writers);
    }

    private static List<JsonNode> crawl(Http partner, String first) throws Exception {
        List<JsonNode> pages = new ArrayList<>();
        String next = first;
        while (next != null) {
            Http.Answer page = partner.get(next);
            assertThat(page.outcome()).isEqualTo("200/1000");
            pages.add(page.data());
            next = page.header("Link")
                    .map(link -> link.substring(1, link.indexOf('>')))
                    .orElse(null);
        }
        return pages;
    }

    private static List<String> ids(List<JsonNode> pages) {
        return pages.stream()
                .flatMap(page -> page.values().stream())
                .map(session -> session.get("id").asString())
                .toList();
    }

    @Test
    void chargingPreferencesDependOnTheEvseAndItsTariffs() throws Exception {
        ObjectNode location = Locations.aLocation()
                .ownedBy("NL", "TNM")
                .withId("LOC1")
                .withEvse(Locations.anEvse("EVSE-1")
                        .withConnector(Locations.aConnector("1")
                                .withTariffId("T-GREEN")
                                .withTariffId("T-GONE")))
                .json();
        String sessions = "/ocpi/cpo/2.3.0/sessions";
        cpo.put(sessions + "/NL/TNM/PREFS", SessionJson.aSession("PREFS", "DE", "ABC", "2026-01-10T10:00:00Z"));
        String preferences = sessions + "/PREFS/charging_preferences";
        assertThat(emsp.put(preferences, "{\"profile_type\":\"REGULAR\"}")
                        .data()
                        .asString())
                .as("of an EVSE that is not known here")
                .isEqualTo("ACCEPTED");

        assertThat(cpo.put("/ocpi/cpo/2.3.0/locations/NL/TNM/LOC1", location.toString())
                        .outcome())
                .isEqualTo("201/1000");
        assertThat(emsp.put(preferences, "{\"profile_type\":\"REGULAR\"}").outcome())
                .isEqualTo("404/2001");
        assertThat(cpo.patch(
                                "/ocpi/cpo/2.3.0/locations/NL/TNM/LOC1/EVSE-1",
                                "{\"capabilities\":[\"CHARGING_PREFERENCES_CAPABLE\"],\"last_updated\":\"2099-01-01T00:00:00Z\"}")
                        .outcome())
                .isEqualTo("200/1000");
        assertThat(emsp.put(preferences, "{\"profile_type\":\"GREEN\"}").data().asString())
                .isEqualTo("PROFILE_TYPE_NOT_SUPPORTED");
        assertThat(cpo.put(
                                "/ocpi/cpo/2.3.0/tariffs/NL/TNM/T-GREEN",
                                Tariffs.aTariff()
                                        .ownedBy("NL", "TNM")
                                        .withId("T-GREEN")
                                        .withType(TariffType.PROFILE_GREEN)
                                        .json()
                                        .toString())
                        .outcome())
                .isEqualTo("201/1000");
        assertThat(emsp.put(preferences, "{\"profile_type\":\"GREEN\"}").data().asString())
                .isEqualTo("ACCEPTED");
        assertThat(emsp.put(preferences, "{\"profile_type\":\"FAST\"}").data().asString())
                .isEqualTo("PROFILE_TYPE_NOT_SUPPORTED");
    }

    private static long head() throws Exception {
        return platform.admin()
                .get("/admin/projections")
                .json()
                .get(0)
                .get("head")
                .asLong();
    }
}
