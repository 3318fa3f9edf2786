package org.ocpiplatform.app;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.ocpiplatform.ocpi.cdrs.Cdrs.aCdr;
import static org.ocpiplatform.ocpi.locations.Locations.aLocation;
import static org.ocpiplatform.ocpi.locations.Locations.anEvse;
import static org.ocpiplatform.ocpi.tariffs.Tariffs.aTariff;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ocpiplatform.ocpi.InterfaceRole;
import org.ocpiplatform.ocpi.json.ExactJson;
import org.ocpiplatform.ocpi.json.OcpiJson;
import org.ocpiplatform.simulator.Fault;
import org.ocpiplatform.simulator.PartnerRole;
import org.ocpiplatform.simulator.RecordedRequest;
import org.ocpiplatform.simulator.Settings;
import org.ocpiplatform.simulator.Simulator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Partners that misbehave in every way that the simulator knows, all at the same time: they disturb neither this
 * platform nor the partner that behaves, administrators read what is wrong with whom, and nothing is lost.
 */
class MisbehavingPartnersE2E {

    private static final String LOCATIONS = "/ocpi/cpo/2.3.0/locations/NL/TNM/";
    private static final String TARIFFS = "/ocpi/cpo/2.3.0/tariffs/NL/TNM/";
    private static final Duration AT_ONCE = Duration.ofSeconds(5);
    private static final Duration OWN_WRITE = Duration.ofSeconds(2);
    private static final int ROUNDS = 5;

    /** For a circuit that was opened by the last call before the fault ended, and then some. */
    private static final Duration PATIENCE = Duration.ofSeconds(50);

    /** What eMSPs do wrong, and what administrators read of it. */
    private static final Map<Fault, String> EMSP_FAULTS = new EnumMap<>(Map.ofEntries(
            entry(Fault.HANG, "failed: no whole answer within 2000 ms"),
            entry(Fault.DRIP, "failed: no whole answer within 2000 ms"),
            entry(Fault.DOWN, "Connection refused"),
            entry(Fault.CLOSE, "failed: it closed the connection without an answer"),
            entry(Fault.ERROR_500, "HTTP 500"),
            entry(Fault.GARBAGE, "was answered by HTTP 200 without an OCPI envelope"),
            entry(Fault.HTML, "was answered by HTTP 200 without an OCPI envelope"),
            entry(Fault.NO_ENVELOPE, "without an OCPI envelope"),
            entry(Fault.GIGANTIC, "failed: its answer is larger than 1048576 bytes"),
            entry(Fault.REDIRECT, "failed: it redirects to http://elsewhere.invalid/"),
            entry(Fault.UNAUTHORIZED, "was answered by HTTP 401 and 2000: switched on: UNAUTHORIZED"),
            entry(Fault.OCPI_3000, "was answered by HTTP 200 and 3000: switched on: OCPI_3000")));

    /** Those for which a partner is no longer called for a while. */
    private static final Set<Fault> OUTAGES = Set.of(Fault.HANG, Fault.DRIP, Fault.DOWN, Fault.CLOSE, Fault.ERROR_500);

    /** What makes reading a list of a CPO fail, and what administrators read of it. */
    private static final Map<Fault, String> LIST_FAULTS = new EnumMap<>(Map.of(
            Fault.LINK_TO_ITSELF, "Link leads in a circle, to http://localhost:",
            Fault.LINK_TO_OTHER_HOST,
                    "Link leads away from the partner's endpoint, to http://elsewhere.invalid/ocpi/2.3.0/sender/locations",
            Fault.LINK_FOR_EVER, "the list has more than 200 objects",
            Fault.DATA_IS_OBJECT, "data is no list but object"));

    /** What is wrong with the second object of a list, and what administrators read of it. */
    private static final Map<Fault, String> OBJECT_FAULTS = new EnumMap<>(Map.of(
            Fault.MISSING_FIELD, "{\"id\":\"LOC2\",\"reason\":\"last_updated must not be null\"}",
            Fault.WRONG_TYPE, "{\"id\":\"LOC2\",\"reason\":\"last_updated must be a date and time in UTC",
            Fault.WRONG_ENUM, "{\"id\":\"LOC2\",\"reason\":\"evses[0].status must be one of ",
            Fault.NOT_AN_OBJECT, "\"reason\":\"the list's element must be an object\"}"));

    /** What is strange about a list, and still leads to all of it. */
    private static final Set<Fault> HARMLESS = Set.of(Fault.TOTAL_DROPS, Fault.TOTAL_WRONG, Fault.SMALL_PAGES);

    @TempDir
    static Path dataDir;

    private static RunningPlatform platform;
    private static Http cpo;
    private static final List<Simulator> STARTED = new ArrayList<>();

    /** A partner with its id on the platform. */
    private record Partner(Simulator simulator, String id) {

        static Partner start(PartnerRole role, String country, String party) throws Exception {
            Simulator simulator =
                    Simulator.start(Settings.of(role, country, party).withPageLimit(3));
            STARTED.add(simulator);
            return new Partner(simulator, platform.register(simulator));
        }

        JsonNode report() throws Exception {
            return platform.admin().get("/admin/partners/" + id).json();
        }

        JsonNode failed() throws Exception {
            return platform.admin()
                    .get("/admin/partners/" + id + "/deliveries?state=failed")
                    .json();
        }

        void pull(String module) throws Exception {
            Http.Answer answer = platform.admin()
                    .post("/admin/partners/" + id + "/sync", "{\"module\":\"" + module + "\",\"mode\":\"FULL\"}");
            assertThat(answer.status()).as(answer.toString()).isEqualTo(202);
        }

        JsonNode sync(String module) throws Exception {
            for (JsonNode sync :
                    platform.admin().get("/admin/partners/" + id + "/sync").json()) {
                if (sync.get("module").asString().equals(module)) {
                    return sync;
                }
            }
            throw new AssertionError("no list of " + module);
        }
    }

    @BeforeAll
    static void start() throws Exception {
        platform = RunningPlatform.start(
                dataDir,
                "--ocpi.outbound.timeout=2s",
                "--ocpi.outbound.max-response=1MB",
                "--ocpi.pushes.redelivery-delays=1s",
                "--ocpi.pushes.redelivery-interval=1s",
                "--ocpi.sync.enabled=false",
                "--ocpi.sync.max-objects=200",
                // Partners take only what belongs to parties that they were told of.
                "--ocpi.parties[0].role=CPO",
                "--ocpi.parties[0].country-code=NL",
                "--ocpi.parties[0].party-id=TNM",
                "--ocpi.parties[0].business-details.name=TNM",
                "--ocpi.parties[1].role=EMSP",
                "--ocpi.parties[1].country-code=NL",
                "--ocpi.parties[1].party-id=MSP",
                "--ocpi.parties[1].business-details.name=MSP");
        cpo = platform.provision("CPO", "NL", "TNM");
    }

    @AfterAll
    static void stop() throws Exception {
        STARTED.forEach(Simulator::close);
        platform.close();
    }

    @Test
    void whoeverMisbehavesHarmsNobodyIsNamedAndIsCaughtUp() throws Exception {
        Partner well = Partner.start(PartnerRole.EMSP, "DE", "AOK");
        Partner forgetful = Partner.start(PartnerRole.EMSP, "DE", "P04");
        Map<Fault, Partner> bad = new EnumMap<>(Fault.class);
        for (Fault fault : EMSP_FAULTS.keySet()) {
            bad.put(fault, Partner.start(PartnerRole.EMSP, "DE", "F%02d".formatted(fault.ordinal())));
        }
        List<Partner> all = new ArrayList<>(bad.values());
        all.addAll(List.of(well, forgetful));
        written(() -> cpo.put(
                LOCATIONS + "LOC",
                aLocation().withId("LOC").withEvse(anEvse("E1")).json().toString()));
        written(() -> cpo.put(TARIFFS + "OLD", aTariff().withId("OLD").json().toString()));
        for (Partner each : all) {
            within(AT_ONCE)
                    .until(() -> each.simulator.received("locations").size() == 1
                            && each.simulator.received("tariffs").size() == 1);
            each.simulator.publishSamples("tokens", 3);
        }

        bad.forEach((fault, partner) -> partner.simulator.misbehave(fault));
        forgetful.simulator.misbehave(Fault.PATCH_404);
        for (Partner each : bad.values()) {
            each.pull("tokens");
        }
        Map<Partner, String> cdrs = writeWhileTheyMisbehave(well.simulator, all);

        for (Map.Entry<Fault, Partner> each : bad.entrySet()) {
            assertThatAdministratorsRead(EMSP_FAULTS.get(each.getKey()), each.getValue());
        }
        for (Fault outage : OUTAGES) {
            within(PATIENCE)
                    .untilAsserted(() -> assertThat(
                                    bad.get(outage).report().get("circuit").asString())
                            .as(outage.name())
                            .isNotEqualTo("CLOSED"));
        }
        for (Partner each : List.of(well, forgetful)) {
            assertThatNothingIsWrongWith(each);
        }
        assertThat(forgetful.simulator.requests("PATCH", "/locations")).isNotEmpty();
        assertThatThePlatformIsReady();

        bad.values().forEach(each -> each.simulator.behave());
        for (Partner each : all) {
            assertThatNothingIsWrongWith(each);
            assertThat(each.simulator.received("locations")).hasSize(ROUNDS + 1);
            assertThat(each.simulator.received("tariffs")).hasSize(ROUNDS);
            assertThat(each.simulator.received("sessions")).hasSize(1);
            assertThat(byId(each.simulator, "locations")).isEqualTo(byId(well.simulator, "locations"));
            assertThat(byId(each.simulator, "tariffs")).isEqualTo(byId(well.simulator, "tariffs"));
            assertThat(each.simulator.received("cdrs"))
                    .extracting(ExactJson::of)
                    .containsExactly(cdrs.get(each));
            each.pull("tokens");
            within(AT_ONCE)
                    .untilAsserted(
                            () -> assertThat(each.sync("tokens").get("created").asInt())
                                    .as(each.sync("tokens").toString())
                                    .isEqualTo(3));
        }
    }

    @Test
    void listsThatLeadNowhereAreLeftAndBadObjectsAreNamed() throws Exception {
        Map<Fault, Partner> partners = new EnumMap<>(Fault.class);
        for (Set<Fault> faults : List.of(LIST_FAULTS.keySet(), OBJECT_FAULTS.keySet(), HARMLESS)) {
            for (Fault fault : faults) {
                Partner partner = Partner.start(PartnerRole.CPO, "NL", "L%02d".formatted(fault.ordinal()));
                partner.simulator.publishSamples("locations", OBJECT_FAULTS.containsKey(fault) ? 3 : 7);
                partner.simulator.misbehave(fault, "locations");
                partners.put(fault, partner);
                partner.pull("locations");
            }
        }
        partners.forEach((fault, partner) -> within(PATIENCE).untilAsserted(() -> {
            JsonNode sync = partner.sync("locations");
            String shown = fault + ": " + sync;
            assertThat(sync.get("state").asString())
                    .as(shown)
                    .isEqualTo(LIST_FAULTS.containsKey(fault) ? "FAILED" : "COMPLETED");
            if (LIST_FAULTS.containsKey(fault)) {
                assertThat(sync.at("/last_failure/reason").asString()).as(shown).startsWith(LIST_FAULTS.get(fault));
            } else if (OBJECT_FAULTS.containsKey(fault)) {
                assertThat(sync.get("refusals").toString()).as(shown).contains(OBJECT_FAULTS.get(fault));
                assertThat(sync.get("refused").asInt()).as(shown).isEqualTo(1);
                assertThat(sync.get("created").asInt()).as(shown).isEqualTo(2);
            } else {
                assertThat(sync.get("created").asInt()).as(shown).isEqualTo(7);
            }
        }));
        assertThatThePlatformIsReady();

        for (Partner each : partners.values()) {
            each.simulator.behave();
            each.pull("locations");
        }
        for (Partner each : partners.values()) {
            within(PATIENCE)
                    .untilAsserted(
                            () -> assertThat(each.sync("locations").get("state").asString())
                                    .isEqualTo("COMPLETED"));
            for (ObjectNode published : each.simulator.published("locations")) {
                String url = each.simulator.partnerUrl(
                        "locations",
                        InterfaceRole.RECEIVER,
                        "NL",
                        each.simulator.party().partyId().toString(),
                        published.get("id").asString());
                assertThat(ExactJson.of(each.simulator.get(url).data())).isEqualTo(ExactJson.of(published));
            }
        }
    }

    /** Everything that partners are told of, while the one that behaves hears of it at once. */
    private static Map<Partner, String> writeWhileTheyMisbehave(Simulator well, List<Partner> all) throws Exception {
        for (int round = 1; round <= ROUNDS; round++) {
            String status = round % 2 == 0 ? "AVAILABLE" : "CHARGING";
            String id = "LOC" + round;
            String at = "2026-03-10T10:0%d:00Z".formatted(round);
            written(() ->
                    cpo.patch(LOCATIONS + "LOC/E1", "{\"status\":\"" + status + "\",\"last_updated\":\"" + at + "\"}"));
            toldAtOnce(
                    well,
                    request ->
                            request.method().equals("PATCH") && request.body().contains(at));
            written(() -> cpo.put(LOCATIONS + id, aLocation().withId(id).json().toString()));
            toldAtOnce(well, request -> request.path().endsWith("/locations/NL/TNM/" + id));
            written(() -> cpo.put(TARIFFS + id, aTariff().withId(id).json().toString()));
            toldAtOnce(well, request -> request.path().endsWith("/tariffs/NL/TNM/" + id));
            assertThatThePlatformIsReady();
        }
        written(() -> cpo.send("DELETE", TARIFFS + "OLD", null));
        toldAtOnce(well, request -> request.method().equals("DELETE"));
        Map<Partner, String> cdrs = new HashMap<>();
        for (Partner each : all) {
            String party = each.simulator.party().partyId().toString();
            written(() -> cpo.put(
                    "/ocpi/cpo/2.3.0/sessions/NL/TNM/S" + party,
                    SessionJson.aSession("S" + party, "DE", party, "2026-01-10T10:00:00Z")));
            String cdr = aCdr().withId("C" + party)
                    .paidBy("DE", party)
                    .withTotalCost("12345678.9010")
                    .withTotalEnergy("10.500")
                    .withExtension("x_meter", "{\"begin\":1.0,\"end\":11.50}")
                    .json()
                    .toString();
            written(() -> cpo.post("/ocpi/cpo/2.3.0/cdrs", cdr));
            cdrs.put(each, ExactJson.of(OcpiJson.mapper().readTree(cdr)));
        }
        toldAtOnce(well, request -> request.path().endsWith("/cdrs"));
        return cdrs;
    }

    private static void toldAtOnce(Simulator partner, Predicate<RecordedRequest> wanted) throws Exception {
        assertThat(partner.await(wanted, AT_ONCE).status()).isBetween(200, 201);
    }

    /** A write of our own goes on whatever partners do. */
    private static void written(Callable<Http.Answer> write) throws Exception {
        long begin = System.nanoTime();
        Http.Answer answer = write.call();
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(OWN_WRITE);
        assertThat(answer.outcome()).as(answer.toString()).matches("20[01]/1000");
    }

    private static void assertThatThePlatformIsReady() throws Exception {
        assertThat(platform.http().get("/actuator/health/readiness").status()).isEqualTo(200);
    }

    private static void assertThatAdministratorsRead(String words, Partner partner) {
        within(PATIENCE).untilAsserted(() -> {
            JsonNode report = partner.report();
            assertThat(report.get("last_failure").asString("")).contains(words);
            assertThat(report.get("failed_deliveries").asInt()).isEqualTo(2 * ROUNDS + 4);
            assertThat(partner.failed().get("deliveries").values())
                    .extracting(delivery -> delivery.at("/last_failure/detail").asString())
                    .hasSize(2 * ROUNDS + 4)
                    .allSatisfy(detail -> assertThat(detail).contains(words));
            JsonNode sync = partner.sync("tokens");
            assertThat(sync.get("state").asString()).isEqualTo("FAILED");
            assertThat(sync.at("/last_failure/reason").asString()).contains(words);
        });
    }

    private static void assertThatNothingIsWrongWith(Partner partner) {
        within(PATIENCE).untilAsserted(() -> {
            JsonNode report = partner.report();
            assertThat(report.get("failed_deliveries").asInt())
                    .as(() -> shown(partner))
                    .isZero();
            assertThat(report.get("last_failure").isNull())
                    .as(report.toString())
                    .isTrue();
            assertThat(report.get("circuit").asString()).isEqualTo("CLOSED");
        });
    }

    private static String shown(Partner partner) {
        try {
            return partner.simulator.party() + " " + partner.failed();
        } catch (Exception e) {
            return partner.simulator.party() + " " + e;
        }
    }

    private static Map<String, String> byId(Simulator partner, String module) {
        return partner.received(module).stream()
                .collect(Collectors.toMap(object -> object.get("id").asString(), ExactJson::of));
    }

    private static ConditionFactory within(Duration patience) {
        return await().atMost(patience).pollInSameThread();
    }
}
