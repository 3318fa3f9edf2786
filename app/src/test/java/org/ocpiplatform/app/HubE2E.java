package org.ocpiplatform.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ocpiplatform.ocpi.InterfaceRole;
import org.ocpiplatform.ocpi.PartyId;
import org.ocpiplatform.simulator.Asked;
import org.ocpiplatform.simulator.Fault;
import org.ocpiplatform.simulator.PartnerRole;
import org.ocpiplatform.simulator.RecordedRequest;
import org.ocpiplatform.simulator.Reply;
import org.ocpiplatform.simulator.Settings;
import org.ocpiplatform.simulator.Simulator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The platform as a hub between a CPO and two eMSPs that know nothing of each other. */
class HubE2E {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir
    static Path dataDir;

    private static RunningPlatform hub;
    private static Simulator cpo;
    private static Simulator emsp;
    private static Simulator other;

    @BeforeAll
    static void connect() throws Exception {
        hub = RunningPlatform.start(
                dataDir,
                "--ocpi.hub-party-id=NLHUB",
                "--ocpi.hub.silence=5s",
                "--ocpi.partners.upkeep-interval=2s",
                "--ocpi.outbound.timeout=3s",
                "--ocpi.sync.enabled=false");
        cpo = connected(PartnerRole.CPO, "DE", "CPO");
        emsp = connected(PartnerRole.EMSP, "NL", "MSP");
        other = connected(PartnerRole.EMSP, "FR", "OTH");
        awaitThatAllAreTold();
    }

    @AfterAll
    static void disconnect() throws Exception {
        for (AutoCloseable each : new AutoCloseable[] {cpo, emsp, other, hub}) {
            if (each != null) {
                each.close();
            }
        }
    }

    @AfterEach
    void behave() {
        for (Simulator each : List.of(cpo, emsp, other)) {
            each.behave();
            each.forgetRequests();
        }
    }

    @Test
    void whatIsForAPartyBehindTheHubIsPassedOnPageByPage() {
        cpo.publishSamples("locations", 7);

        List<String> ids = new ArrayList<>();
        String url = emsp.partnerUrl("locations", InterfaceRole.SENDER) + "?limit=3";
        while (!url.isEmpty()) {
            Reply page = emsp.send("GET", url, "", to("DE", "CPO", "NL", "MSP"));
            assertThat(page.ok()).as(page.toString()).isTrue();
            assertThat(page.header("x-total-count")).contains("7");
            assertThat(page.header("ocpi-from-party-id")).contains("CPO");
            assertThat(page.header("ocpi-to-party-id")).contains("MSP");
            page.data().forEach(location -> ids.add(location.get("id").asString()));
            url = page.header("link")
                    .map(link -> link.substring(1, link.indexOf('>')))
                    .orElse("");
            assertThat(url).matches("|" + emsp.partnerUrl("locations", InterfaceRole.SENDER) + ".*");
        }

        assertThat(ids).hasSize(7).doesNotHaveDuplicates();
        assertThat(cpo.requests("GET", "/locations")).hasSize(3).allSatisfy(request -> {
            assertThat(request.header("OCPI-from-party-id")).contains("MSP");
            assertThat(request.header("OCPI-to-party-id")).contains("CPO");
        });
    }

    @Test
    void theCorrelationIdIsKeptAndTheRequestIdIsNot() {
        Reply reply =
                emsp.send("GET", emsp.partnerUrl("tariffs", InterfaceRole.SENDER), "", to("DE", "CPO", "NL", "MSP"));

        RecordedRequest arrived = cpo.requests("GET", "/tariffs").getFirst();
        assertThat(arrived.header("X-Correlation-ID")).isPresent().isEqualTo(reply.header("x-correlation-id"));
        assertThat(arrived.header("X-Request-ID")).isPresent().isNotEqualTo(reply.header("x-request-id"));
    }

    @Test
    void whatGoesWrongOnTheWayHasTheHubsStatusAndWhatTheReceiverSaysItsOwn() {
        String locations = emsp.partnerUrl("locations", InterfaceRole.SENDER);

        assertThat(emsp.send("GET", locations, "", to("ZZ", "ZZZ", "NL", "MSP")).code())
                .isEqualTo(4001);
        cpo.misbehave(Fault.OCPI_2001);
        assertThat(emsp.send("GET", locations, "", to("DE", "CPO", "NL", "MSP")).code())
                .isEqualTo(2001);
        cpo.behave();
        cpo.misbehave(Fault.HTML);
        assertThat(emsp.send("GET", locations, "", to("DE", "CPO", "NL", "MSP")).code())
                .isEqualTo(4000);
        cpo.behave();
        cpo.misbehave(Fault.HANG);
        assertThat(emsp.send("GET", locations, "", to("DE", "CPO", "NL", "MSP")).code())
                .isEqualTo(4002);
        cpo.behave();
        cpo.misbehave(Fault.DOWN);
        assertThat(emsp.send("GET", locations, "", to("DE", "CPO", "NL", "MSP")).code())
                .isEqualTo(4003);
    }

    @Test
    void nobodySendsInAnothersName() {
        Reply reply =
                emsp.send("GET", emsp.partnerUrl("locations", InterfaceRole.SENDER), "", to("DE", "CPO", "FR", "OTH"));

        assertThat(reply.code()).isEqualTo(2001);
        assertThat(cpo.requests("GET", "/locations")).isEmpty();
    }

    @Test
    void aPushToTheHubReachesEverybodyInTheHubsNameAndIsInTheListOfAll() throws Exception {
        ObjectNode location = sample("locations", "LOC-ALL");

        Reply reply = cpo.send(
                "PUT",
                cpo.partnerUrl("locations", InterfaceRole.RECEIVER, "DE", "CPO", "LOC-ALL"),
                location.toString(),
                to("NL", "HUB", "DE", "CPO"));

        assertThat(reply.ok()).as(reply.toString()).isTrue();
        for (Simulator each : List.of(emsp, other)) {
            RecordedRequest put = each.await(
                    request -> request.method().equals("PUT") && request.path().contains("/locations/"), PATIENCE);
            assertThat(put.path()).endsWith("/DE/CPO/LOC-ALL");
            assertThat(put.header("OCPI-from-party-id")).contains("HUB");
            assertThat(put.json().get("last_updated")).isEqualTo(location.get("last_updated"));
        }
        assertThat(cpo.requests("PUT", "/locations")).isEmpty();
        Reply all =
                emsp.send("GET", emsp.partnerUrl("locations", InterfaceRole.SENDER), "", to("NL", "HUB", "NL", "MSP"));
        assertThat(all.data())
                .anySatisfy(each -> assertThat(each.get("id").asString()).isEqualTo("LOC-ALL"));
        assertThat(all.header("ocpi-from-party-id")).contains("HUB");
    }

    @Test
    void aSessionWithoutAddresseeGoesToTheDriversProviderAndToNobodyElse() {
        ObjectNode session = sample("sessions", "S-OPEN");
        ((ObjectNode) session.get("cdr_token")).put("country_code", "NL").put("party_id", "MSP");

        Reply reply = cpo.send(
                "PUT",
                cpo.partnerUrl("sessions", InterfaceRole.RECEIVER, "DE", "CPO", "S-OPEN"),
                session.toString(),
                Map.of("OCPI-from-country-code", "DE", "OCPI-from-party-id", "CPO"));

        assertThat(reply.ok()).as(reply.toString()).isTrue();
        assertThat(emsp.requests("PUT", "/sessions/DE/CPO/S-OPEN"))
                .singleElement()
                .satisfies(request -> {
                    assertThat(request.header("OCPI-to-party-id")).contains("MSP");
                    assertThat(request.header("OCPI-from-party-id")).contains("CPO");
                });
        assertThat(other.requests("PUT", "/sessions")).isEmpty();
        assertThat(cpo.send(
                                "PUT",
                                cpo.partnerUrl("sessions", InterfaceRole.RECEIVER, "DE", "CPO", "S-OPEN"),
                                session.toString(),
                                to("NL", "HUB", "DE", "CPO"))
                        .code())
                .isEqualTo(2001);
    }

    @Test
    void nobodyWritesThroughTheHubWhatIsAnothers() throws Exception {
        Http.Answer path = hub.partner(cpo.partner().orElseThrow().credentials().token())
                .put(
                        "/ocpi/emsp/2.3.0/locations/BE/XYZ/LOC1",
                        sample("locations", "LOC1").toString(),
                        "OCPI-to-country-code",
                        "NL",
                        "OCPI-to-party-id",
                        "MSP");
        Http.Answer body = hub.partner(cpo.partner().orElseThrow().credentials().token())
                .post(
                        "/ocpi/emsp/2.3.0/cdrs",
                        sample("cdrs", "C1").put("party_id", "XYZ").toString(),
                        "OCPI-to-country-code",
                        "NL",
                        "OCPI-to-party-id",
                        "MSP");
        Http.Answer garbage = hub.partner(
                        cpo.partner().orElseThrow().credentials().token())
                .put(
                        "/ocpi/emsp/2.3.0/locations/DE/CPO/LOC1",
                        "{bad",
                        "OCPI-to-country-code",
                        "NL",
                        "OCPI-to-party-id",
                        "MSP");

        assertThat(path.status()).as(path.toString()).isEqualTo(404);
        assertThat(body.outcome()).isEqualTo("200/2001");
        assertThat(garbage.outcome()).isEqualTo("400/2001");
        assertThat(emsp.requests("PUT", "/locations")).isEmpty();
        assertThat(emsp.requests("POST", "/cdrs")).isEmpty();
    }

    @Test
    void aRequestWithoutAddresseeFollowsWhatTheHubWasTold() {
        Map<String, String> fromCpo = Map.of("OCPI-from-country-code", "DE", "OCPI-from-party-id", "CPO");
        Map<String, String> fromEmsp = Map.of("OCPI-from-country-code", "NL", "OCPI-from-party-id", "MSP");
        ObjectNode session = sample("sessions", "S-NEXT");
        ((ObjectNode) session.get("cdr_token")).put("country_code", "NL").put("party_id", "MSP");
        String url = cpo.partnerUrl("sessions", InterfaceRole.RECEIVER, "DE", "CPO", "S-NEXT");
        assertThat(cpo.send("PUT", url, session.toString(), fromCpo).ok()).isTrue();
        Reply patched = cpo.send("PATCH", url, "{\"kwh\":3,\"last_updated\":\"2027-01-01T00:00:00Z\"}", fromCpo);
        assertThat(patched.ok()).as(patched.toString()).isTrue();
        assertThat(emsp.requests("PATCH", "/sessions/DE/CPO/S-NEXT")).hasSize(1);
        assertThat(cpo.send("GET", url, "", fromCpo).data().path("kwh").asInt()).isEqualTo(3);

        ObjectNode location = sample("locations", "LOC-ASK");
        cpo.publish("locations", location);
        assertThat(cpo.send(
                                "PUT",
                                cpo.partnerUrl("locations", InterfaceRole.RECEIVER, "DE", "CPO", "LOC-ASK"),
                                location.toString(),
                                to("NL", "HUB", "DE", "CPO"))
                        .ok())
                .isTrue();
        emsp.send("GET", emsp.partnerUrl("locations", InterfaceRole.SENDER, "LOC-ASK"), "", fromEmsp);
        assertThat(cpo.requests("GET", "/locations/LOC-ASK")).hasSize(1);
    }

    @Test
    void resultsOfCommandsAndProfilesFindTheirWayBackThroughTheHub() throws Exception {
        PartyId receiver = PartyId.of("DE", "CPO");

        Asked command = emsp.command(
                "UNLOCK_CONNECTOR", receiver, Map.of("location_id", "L", "evse_uid", "E", "connector_id", "1"));
        assertThatItIsAccepted(command);
        assertThatItIsAccepted(emsp.setProfile("S1", receiver, Map.of("charging_rate_unit", "W")));
        assertThatItIsAccepted(emsp.activeProfile("S1", receiver, 900));

        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(cpo.sentResults())
                    .hasSize(3)
                    .allSatisfy(sent ->
                            assertThat(sent.url()).startsWith(hub.http().base().toString()));
            assertThat(emsp.requests("POST", command.uid()))
                    .singleElement()
                    .satisfies(result ->
                            assertThat(result.header("OCPI-from-party-id")).contains("CPO"));
        });
    }

    private static void assertThatItIsAccepted(Asked asked) throws InterruptedException {
        assertThat(asked.reply().ok()).as(asked.reply().toString()).isTrue();
        assertThat(emsp.awaitResults(asked.uid(), 1, PATIENCE))
                .singleElement()
                .satisfies(result -> assertThat(result.result()).isEqualTo("ACCEPTED"));
    }

    @Test
    void aResultReachesNothingBesideTheInterfaceOfTheAsker() throws Exception {
        for (String rest : List.of("/../cdrs", "/x/%2e%2e/%2E%2E/cdrs", "/a/..;/b\\c", "no-slash", "/a b")) {
            Http.Answer answer = hub.partner(
                            cpo.partner().orElseThrow().credentials().token())
                    .post(
                            "/ocpi/emsp/2.3.0/commands/HUB/"
                                    + Base64.getUrlEncoder()
                                            .withoutPadding()
                                            .encodeToString(rest.getBytes(StandardCharsets.UTF_8)),
                            "{\"result\":\"ACCEPTED\"}",
                            "OCPI-to-country-code",
                            "NL",
                            "OCPI-to-party-id",
                            "MSP");
            assertThat(answer.status()).as(rest).isEqualTo(404);
        }
        assertThat(emsp.requests()).isEmpty();
    }

    @Test
    void resultsThatAreAwaitedElsewhereCannotComeThroughTheHub() {
        Reply reply = emsp.send(
                "POST",
                emsp.partnerUrl("commands", InterfaceRole.RECEIVER, "UNLOCK_CONNECTOR"),
                "{\"response_url\":\"https://elsewhere.example/1\",\"location_id\":\"L\",\"evse_uid\":\"E\","
                        + "\"connector_id\":\"1\"}",
                to("DE", "CPO", "NL", "MSP"));

        assertThat(reply.code()).isEqualTo(2001);
        assertThat(cpo.requests("POST", "/commands")).isEmpty();
    }

    @Test
    void theHubTellsWhoIsThere() throws Exception {
        Simulator guest = Simulator.start(Settings.of(PartnerRole.CPO, "BE", "GST"));
        String tokenA = hub.invite(guest);
        awaitStatus("PLANNED");
        guest.register(hub.versionsUrl(), tokenA);
        awaitStatus("CONNECTED");
        assertThat(hubRoles(guest)).contains("DECPO", "NLMSP", "FROTH").doesNotContain("BEGST");
        // Those who were there before are told of the newcomer, with new tokens that they go on with.
        await().atMost(Duration.ofSeconds(45))
                .untilAsserted(() -> assertThat(hubRoles(emsp)).contains("BEGST"));

        guest.misbehave(Fault.DOWN);
        awaitStatus("OFFLINE");
        guest.behave();
        awaitStatus("CONNECTED");
        guest.unregister();
        awaitStatus("SUSPENDED");
        guest.close();
        awaitThatAllAreTold();
    }

    /** Tokens change while partners are told of each other, and tests shall not meet that by chance. */
    private static void awaitThatAllAreTold() {
        await().atMost(Duration.ofSeconds(45)).untilAsserted(() -> {
            assertThat(hubRoles(cpo)).contains("NLMSP", "FROTH").doesNotContain("BEGST");
            assertThat(hubRoles(emsp)).contains("DECPO", "FROTH").doesNotContain("BEGST");
            assertThat(hubRoles(other)).contains("DECPO", "NLMSP").doesNotContain("BEGST");
        });
    }

    private static List<String> hubRoles(Simulator partner) {
        return partner.partner().orElseThrow().credentials().roles().stream()
                .map(role -> role.countryCode().toString() + role.partyId())
                .toList();
    }

    private static String status(String country, String party) {
        Reply reply = emsp.get(hub.http().base() + "/ocpi/hub/2.3.0/hubclientinfo?limit=1000");
        for (JsonNode info : reply.data()) {
            if (info.get("country_code").asString().equals(country)
                    && info.get("party_id").asString().equals(party)) {
                return info.get("status").asString();
            }
        }
        return "";
    }

    private static void awaitStatus(String expected) {
        await().atMost(Duration.ofSeconds(45))
                .untilAsserted(() -> assertThat(status("BE", "GST")).isEqualTo(expected));
    }

    private static Simulator connected(PartnerRole role, String country, String party) throws Exception {
        Simulator simulator = Simulator.start(Settings.of(role, country, party));
        hub.register(simulator);
        return simulator;
    }

    private static ObjectNode sample(String module, String id) {
        cpo.publishSamples(module, 1);
        ObjectNode sample = cpo.published(module).getFirst().deepCopy();
        cpo.withdraw(module);
        return sample.put("id", id);
    }

    private static Map<String, String> to(String country, String party, String fromCountry, String fromParty) {
        return Map.of(
                "OCPI-to-country-code", country,
                "OCPI-to-party-id", party,
                "OCPI-from-country-code", fromCountry,
                "OCPI-from-party-id", fromParty);
    }
}
