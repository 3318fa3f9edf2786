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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ocpiplatform.ocpi.Fixtures;
import org.ocpiplatform.ocpi.json.OcpiDateTime;
import org.ocpiplatform.ocpi.json.OcpiJson;
import org.ocpiplatform.ocpi.locations.Locations;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Locations, EVSEs and connectors over HTTP, on the side where they are published and on the one they are pushed to. */
class LocationsE2E {

    private static final String CPO = "/ocpi/cpo/2.3.0/locations";
    private static final String EMSP = "/ocpi/emsp/2.3.0/locations";
    private static final String T0 = "2026-01-10T10:00:00Z";
    private static final String T1 = "2026-01-10T10:01:00Z";
    private static final String T2 = "2026-01-10T10:02:00Z";
    private static final String T3 = "2026-01-10T10:03:00Z";

    @TempDir
    static Path dataDir;

    private static RunningPlatform platform;
    private static Http cpo;
    private static Http otherCpo;
    private static Http emsp;
    private static Http bigCpo;

    @BeforeAll
    static void start() throws Exception {
        platform = RunningPlatform.start(dataDir);
        cpo = platform.provision("CPO", "NL", "TNM");
        otherCpo = platform.provision("CPO", "NL", "OTH");
        emsp = platform.provision("EMSP", "DE", "ABC");
        bigCpo = platform.provision("CPO", "DE", "BIG");
    }

    @AfterAll
    static void stop() throws Exception {
        platform.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {CPO, EMSP})
    void aLocationLivesOnEveryLevel(String side) throws Exception {
        String url = side + "/NL/TNM/LIFE";
        ObjectNode location = location("LIFE", T0, "E1", "E2");
        assertThat(cpo.put(url, location.toString()).outcome()).isEqualTo("201/1000");
        assertThat(cpo.put(url, location.toString()).outcome()).isEqualTo("200/1000");
        assertThat(cpo.get(side + "/nl/tnm/life").data()).isEqualTo(location);
        assertThat(cpo.get(url + "/e1").data()).isEqualTo(location.get("evses").get(0));
        assertThat(cpo.get(url + "/E1/1").data())
                .isEqualTo(location.get("evses").get(0).get("connectors").get(0));

        assertThat(cpo.patch(url, body("{\"name\":\"Nieuw\"}", T1)).outcome()).isEqualTo("200/1000");
        assertThat(cpo.patch(url + "/E1", body("{\"status\":\"CHARGING\"}", T2)).outcome())
                .isEqualTo("200/1000");
        assertThat(cpo.patch(url + "/E2/1", body("{\"max_amperage\":16}", T3)).outcome())
                .isEqualTo("200/1000");
        JsonNode shown = cpo.get(url).data();
        assertThat(shown.get("name").asString()).isEqualTo("Nieuw");
        assertThat(shown.at("/evses/0/status").asString()).isEqualTo("CHARGING");
        assertThat(shown.at("/evses/1/connectors/0/max_amperage").asInt()).isEqualTo(16);
        assertThat(shown.get("last_updated").asString()).isEqualTo(T3);
        assertThat(shown.at("/evses/0/last_updated").asString()).isEqualTo(T2);
        assertThat(shown.at("/evses/1/last_updated").asString()).isEqualTo(T3);
        assertThat(ids(cpo, side + "?date_from=" + T3)).contains("LIFE");

        assertThat(cpo.patch(url + "/E1", body("{\"status\":\"AVAILABLE\"}", T1))
                        .message())
                .contains("stale");
        assertThat(cpo.patch(url + "/E1", body("{\"status\":\"BLOCKED\"}", T2)).outcome())
                .as("a sibling's later change does not make it stale")
                .isEqualTo("200/1000");

        ObjectNode evse = Locations.anEvse("E3").lastUpdated(T3).json();
        assertThat(cpo.put(url + "/E3", evse.toString()).outcome()).isEqualTo("201/1000");
        assertThat(cpo.put(url + "/E3", evse.toString()).outcome()).isEqualTo("200/1000");
        ObjectNode connector = Locations.aConnector("2").lastUpdated(T3).json();
        assertThat(cpo.put(url + "/E3/2", connector.toString()).outcome()).isEqualTo("201/1000");
        assertThat(cpo.get(url + "/E3/2").data()).isEqualTo(connector);
        assertThat(cpo.get(url + "/E3").data().get("connectors").size()).isEqualTo(2);

        assertThat(cpo.put(url, location("LIFE", T3, "E1").toString()).outcome())
                .isEqualTo("200/1000");
        JsonNode evses = cpo.get(url).data().get("evses");
        assertThat(evses.valueStream()
                        .map(one -> one.get("uid").asString() + " "
                                + one.get("status").asString()))
                .containsExactly("E1 AVAILABLE", "E2 REMOVED", "E3 REMOVED");
        assertThat(cpo.get(url + "/E2").outcome()).isEqualTo("200/1000");
    }

    @Test
    void removedIsFinalWhereWePublishOnly() throws Exception {
        for (String side : List.of(CPO, EMSP)) {
            String url = side + "/NL/TNM/FINAL";
            cpo.put(url, location("FINAL", T0, "E1").toString());
            assertThat(cpo.patch(url + "/E1", body("{\"status\":\"REMOVED\"}", T1))
                            .outcome())
                    .isEqualTo("200/1000");
            assertThat(cpo.patch(url + "/E1", body("{\"status\":\"AVAILABLE\"}", T2))
                            .outcome())
                    .isEqualTo(side.equals(CPO) ? "200/2001" : "200/1000");
            assertThat(cpo.send("DELETE", url + "/E1", null).outcome()).isEqualTo("405/2000");
            assertThat(cpo.send("DELETE", url, null).outcome()).isEqualTo("405/2000");
        }
        assertThat(ids(emsp, CPO)).as("sites without an EVSE stay in the list").contains("FINAL");
    }

    @Test
    void everybodyReadsWhatIsPublishedAndOwnersTheirCopies() throws Exception {
        String location = location("SEEN", T0, "E1").put("publish", false).toString();
        cpo.put(CPO + "/NL/TNM/SEEN", location);
        cpo.put(EMSP + "/NL/TNM/SEEN", location);
        for (Http reader : List.of(emsp, otherCpo, cpo)) {
            assertThat(reader.get(CPO + "/NL/TNM/SEEN").outcome()).isEqualTo("200/1000");
            assertThat(ids(reader, CPO)).contains("SEEN");
        }
        for (Http stranger : List.of(emsp, otherCpo)) {
            assertThat(stranger.get(EMSP + "/NL/TNM/SEEN").outcome()).isEqualTo("404/2003");
            assertThat(stranger.get(EMSP + "/NL/TNM/SEEN/E1").outcome()).isEqualTo("404/2003");
            assertThat(ids(stranger, EMSP)).isEmpty();
        }
    }

    @Test
    void shortPathsFindWhateverOwnersLocation() throws Exception {
        cpo.put(CPO + "/NL/TNM/SHORT", location("SHORT", T0, "E1").toString());
        assertThat(emsp.get(CPO + "/short").data().get("id").asString()).isEqualTo("SHORT");
        assertThat(emsp.get(CPO + "/SHORT/e1").data().get("uid").asString()).isEqualTo("E1");
        assertThat(emsp.get(CPO + "/SHORT/E1/1").data().get("id").asString()).isEqualTo("1");
        assertThat(emsp.get(CPO + "/NL/TNM/SHORT").data().get("id").asString()).isEqualTo("SHORT");
        for (String unknown : List.of("/NONE", "/SHORT/E9", "/SHORT/E1/9", "/NONE/E1/1", "/NL/TNM/NONE", "/NL/TNM")) {
            assertThat(emsp.get(CPO + unknown).outcome()).as(unknown).isEqualTo("404/2003");
        }
        otherCpo.put(
                CPO + "/NL/OTH/SHORT",
                location("SHORT", T0, "E1").put("party_id", "OTH").toString());
        assertThat(emsp.get(CPO + "/SHORT").outcome()).isEqualTo("200/2001");
        assertThat(emsp.get(CPO + "/SHORT", "OCPI-to-country-code", "NL", "OCPI-to-party-id", "OTH")
                        .data()
                        .get("party_id")
                        .asString())
                .isEqualTo("OTH");
        assertThat(cpo.put(CPO + "/NL/TNM/XX", location("XX", T0).toString()).outcome())
                .isEqualTo("200/2001");
        assertThat(cpo.put(EMSP + "/NL/TNM/xx", location("xx", T0).toString()).outcome())
                .isEqualTo("200/2001");
    }

    @ParameterizedTest
    @CsvSource({
        "/NL/TNM/WRITE, other",
        "/NL/TNM/WRITE/E1, other",
        "/NL/TNM/WRITE/E1/1, other",
        "/NL/TNM/WRITE, emsp",
        "/NL/TNM/WRITE/E1, emsp"
    })
    void onlyTheOwnerWrites(String path, String who) throws Exception {
        Http stranger = who.equals("emsp") ? emsp : otherCpo;
        for (String side : List.of(CPO, EMSP)) {
            ObjectNode location = location("WRITE", T0, "E1");
            cpo.put(side + "/NL/TNM/WRITE", location.toString());
            assertThat(stranger.put(side + path, location.toString()).outcome()).isEqualTo("404/2003");
            assertThat(stranger.patch(side + path, body("{}", T1)).outcome()).isEqualTo("404/2003");
            assertThat(cpo.get(side + "/NL/TNM/WRITE").data()).isEqualTo(location);
        }
    }

    @Test
    void whatCannotBeIsRefusedAndChangesNothing() throws Exception {
        String url = EMSP + "/NL/TNM/BAD";
        ObjectNode location = location("BAD", T0, "E1");
        assertThat(cpo.patch(url, body("{}", T1)).outcome()).isEqualTo("404/2003");
        assertThat(cpo.put(url + "/E1", Locations.anEvse("E1").json().toString())
                        .outcome())
                .as("an EVSE of an unknown location")
                .isEqualTo("404/2003");
        cpo.put(url, location.toString());
        assertThat(cpo.put(url + "/E9/1", Locations.aConnector("1").json().toString())
                        .outcome())
                .as("a connector of an unknown EVSE")
                .isEqualTo("404/2003");
        for (String bad : List.of(
                "{\"coordinates\":{\"latitude\":\"51.04\",\"longitude\":\"5.110270\"}}",
                "{\"coordinates\":{\"latitude\":51.047599,\"longitude\":\"5.110270\"}}",
                "{\"publish\":\"true\"}",
                "{\"publish\":true,\"publish_allowed_to\":[{\"group_id\":\"G\"}]}",
                "{\"opening_times\":{\"twentyfourseven\":false}}",
                "{\"opening_times\":{\"twentyfourseven\":true,\"regular_hours\":[{\"weekday\":1,\"period_begin\":\"08:00\",\"period_end\":\"20:00\"}]}}",
                "{\"country\":\"NL\"}",
                "{\"id\":\"OTHER\"}",
                "{\"evses\":[{\"uid\":\"E1\"}]}")) {
            assertThat(cpo.patch(url, body(bad, T1)).outcome()).as(bad).isEqualTo("200/2001");
        }
        assertThat(cpo.patch(url, "{\"name\":\"x\"}").message()).contains("last_updated");
        assertThat(cpo.patch(url + "/E1", "{\"status\":\"CHARGING\"}").message())
                .contains("last_updated");
        assertThat(cpo.patch(url + "/E1", body("{\"status\":\"SLEEPING\"}", T1)).outcome())
                .isEqualTo("200/2001");
        assertThat(cpo.patch(url + "/E1", body("{\"connectors\":[]}", T1)).outcome())
                .isEqualTo("200/2001");
        assertThat(cpo.put(url + "/E1", Locations.anEvse("E2").json().toString())
                        .outcome())
                .isEqualTo("200/2001");
        assertThat(cpo.put(
                                url + "/" + "x".repeat(37),
                                Locations.anEvse("E2").json().toString())
                        .outcome())
                .isEqualTo("200/2001");
        assertThat(cpo.get(url).data()).isEqualTo(location);
        assertThat(cpo.get(EMSP + "?offset=-1").outcome()).isEqualTo("200/2001");
    }

    @Test
    void fiveHundredInterleavedStatusChangesOfFortyEvsesAreAllKept() throws Exception {
        ObjectNode site = Fixtures.json("forty-evses/location.json");
        String url = EMSP + "/DE/BIG/" + site.get("id").asString();
        assertThat(bigCpo.put(url, site.toString()).outcome()).isEqualTo("201/1000");
        Instant start = OcpiDateTime.parse(site.get("last_updated").asString()).plusSeconds(3600);
        List<String> uids = site.get("evses")
                .valueStream()
                .map(evse -> evse.get("uid").asString())
                .toList();
        assertThat(uids).hasSize(40);
        platform.awaitThatHabitsAreKnown(bigCpo, "CPO DE-BIG");
        long before = head();

        List<Callable<String>> changes = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            int change = i;
            changes.add(() -> bigCpo.patch(
                            url + "/" + uids.get(change % 40),
                            "{\"status\":\"%s\",\"change_%d\":%d,\"last_updated\":\"%s\"}"
                                    .formatted(
                                            change % 2 == 0 ? "CHARGING" : "AVAILABLE",
                                            change,
                                            change,
                                            // Those of one EVSE overtake each other; only the age of the last counts.
                                            OcpiDateTime.format(start.plusMillis(change % 40))))
                    .outcome());
        }
        try (ExecutorService threads = Executors.newFixedThreadPool(16)) {
            for (Future<String> answer : threads.invokeAll(changes)) {
                assertThat(answer.get()).isEqualTo("200/1000");
            }
        }

        assertThat(head() - before).as("events").isEqualTo(500);
        JsonNode shown = bigCpo.get(url).data();
        List<Integer> kept = new ArrayList<>();
        for (int evse = 0; evse < 40; evse++) {
            JsonNode one = shown.get("evses").get(evse);
            assertThat(one.get("last_updated").asString()).isEqualTo(OcpiDateTime.format(start.plusMillis(evse)));
            one.properties().stream()
                    .filter(field -> field.getKey().startsWith("change_"))
                    .forEach(field -> kept.add(field.getValue().asInt()));
        }
        assertThat(kept).hasSize(500).doesNotHaveDuplicates();
        assertThat(shown.get("last_updated").asString()).isEqualTo(OcpiDateTime.format(start.plusMillis(39)));
    }

    private static long head() throws Exception {
        return platform.admin()
                .get("/admin/projections")
                .json()
                .get(0)
                .get("head")
                .asLong();
    }

    private static ObjectNode location(String id, String lastUpdated, String... evses) {
        Locations location =
                Locations.aLocation().ownedBy("NL", "TNM").withId(id).lastUpdated(lastUpdated);
        for (String uid : evses) {
            location.withEvse(Locations.anEvse(uid)
                    .withConnector(Locations.aConnector("1").lastUpdated(lastUpdated))
                    .lastUpdated(lastUpdated));
        }
        return location.json();
    }

    private static String body(String fields, String lastUpdated) {
        return ((ObjectNode) OcpiJson.mapper().readTree(fields))
                .put("last_updated", lastUpdated)
                .toString();
    }

    private static List<String> ids(Http partner, String list) throws Exception {
        Http.Answer page = partner.get(list);
        assertThat(page.outcome()).isEqualTo("200/1000");
        return page.data()
                .valueStream()
                .map(location -> location.get("id").asString())
                .toList();
    }
}
