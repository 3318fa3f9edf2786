package org.ocpiplatform.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.ocpiplatform.ocpi.InterfaceRole.RECEIVER;
import static org.ocpiplatform.ocpi.InterfaceRole.SENDER;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ocpiplatform.ocpi.credentials.Credentials;
import tools.jackson.databind.node.ObjectNode;

/** A CPO and an eMSP, both simulated, over real sockets. */
class TwoSimulatorsIT {

    private final Simulator cpo = Simulator.start(Settings.of(PartnerRole.CPO, "NL", "SIM"));
    private final Simulator emsp = Simulator.start(Settings.of(PartnerRole.EMSP, "DE", "EMS"));
    private String usedTokenA;

    @BeforeEach
    void register() {
        usedTokenA = emsp.tokenA().orElseThrow();
        cpo.register(emsp.versionsUrl(), usedTokenA);
    }

    @AfterEach
    void close() {
        cpo.close();
        emsp.close();
    }

    @Test
    void registerWithEachOther() {
        Credentials ofEmsp = cpo.partner().orElseThrow().credentials();
        Credentials ofCpo = emsp.partner().orElseThrow().credentials();

        assertThat(ofEmsp.roles().getFirst().party()).isEqualTo(emsp.party());
        assertThat(ofCpo.roles().getFirst().party()).isEqualTo(cpo.party());
        assertThat(ofCpo.token()).isEqualTo(cpo.partner().orElseThrow().itsToken());
        assertThat(emsp.tokenA()).isEmpty();
        assertThat(cpo.requests()).extracting(RecordedRequest::path).contains("/ocpi/versions", "/ocpi/2.3.0/details");
        assertThat(cpo.get(cpo.partnerUrl("credentials", SENDER))
                        .data()
                        .path("token")
                        .asString())
                .isEqualTo(ofEmsp.token());
    }

    @Test
    void offerWhatTheirRolesHave() {
        assertThat(cpo.partner().orElseThrow().endpoints())
                .extracting(each -> each.identifier().value() + " " + each.role())
                .containsExactlyInAnyOrder(
                        "credentials SENDER",
                        "chargingprofiles SENDER",
                        "commands SENDER",
                        "tokens SENDER",
                        "bookings RECEIVER",
                        "cdrs RECEIVER",
                        "hubclientinfo RECEIVER",
                        "invoicereconciliation RECEIVER",
                        "locations RECEIVER",
                        "sessions RECEIVER",
                        "tariffs RECEIVER");
        assertThatIllegalStateException().isThrownBy(() -> cpo.partnerUrl("payments", RECEIVER));
    }

    @Test
    void registerOnlyOnce() {
        assertThat(cpo.post(
                                cpo.partnerUrl("credentials", SENDER),
                                emsp.partner().orElseThrow().credentials())
                        .status())
                .isEqualTo(405);
        try (Simulator late = Simulator.start(Settings.of(PartnerRole.CPO, "NL", "OTH"))) {
            assertThatExceptionOfType(RuntimeException.class)
                    .isThrownBy(() -> late.register(emsp.versionsUrl(), usedTokenA))
                    .withMessageContaining("401");
        }
    }

    @Test
    void doNotRegisterWithoutAnythingToExchange() {
        try (Simulator same = Simulator.start(Settings.of(PartnerRole.CPO, "NL", "OTH"))) {
            cpo.unregister();
            assertThatExceptionOfType(RuntimeException.class)
                    .isThrownBy(
                            () -> cpo.register(same.versionsUrl(), same.tokenA().orElseThrow()))
                    .withMessageContaining("no endpoint");
            assertThat(same.tokenA()).isPresent();
        }
    }

    @Test
    void hearThatACallBackFailed() {
        cpo.unregister();
        String token = emsp.invite();
        cpo.misbehave(Fault.ERROR_500, "versions");

        assertThatExceptionOfType(RuntimeException.class)
                .isThrownBy(() -> cpo.register(emsp.versionsUrl(), token))
                .withMessageContaining("3001");
        assertThat(emsp.partner()).isEmpty();
        assertThat(emsp.tokenA()).contains(token);
    }

    @Test
    void takeUpARegistrationMadeByHand() {
        try (Simulator other = Simulator.start(Settings.of(PartnerRole.EMSP, "DE", "ADO"))) {
            String token = cpo.partner().orElseThrow().itsToken();
            String tokenA = other.tokenA().orElseThrow();

            Partner adopted = other.adopt(cpo.versionsUrl(), token);

            assertThat(adopted.itsToken()).isEqualTo(tokenA);
            assertThat(adopted.credentials().token()).isEqualTo(token);
            assertThat(other.tokenA()).isEmpty();
            assertThat(other.get(other.partnerUrl("locations", SENDER)).ok()).isTrue();
        }
    }

    @Test
    void offerBookingLocationsBesideBookings() {
        cpo.publish("bookings/booking_locations", Map.of("country_code", "NL", "party_id", "SIM", "id", "B1"));
        String bookings = emsp.partnerUrl("bookings", SENDER);

        assertThat(emsp.get(bookings + "/booking_locations").data()).hasSize(1);
        assertThat(emsp.get(bookings).data()).isEmpty();
    }

    @Test
    void rotateTheirTokens() {
        Partner before = cpo.partner().orElseThrow();
        Partner after = cpo.rotate();

        assertThat(after.credentials().token())
                .isNotEqualTo(before.credentials().token());
        assertThat(after.itsToken()).isNotEqualTo(before.itsToken());
        assertThat(cpo.get(cpo.partnerUrl("tokens", SENDER)).ok()).isTrue();
        assertThat(emsp.get(emsp.partnerUrl("locations", SENDER)).ok()).isTrue();
        assertThat(plain(emsp.versionsUrl(), before.credentials().token()).status())
                .isEqualTo(401);
    }

    @Test
    void unregister() {
        Partner before = cpo.partner().orElseThrow();
        cpo.unregister();

        assertThat(cpo.partner()).isEmpty();
        assertThat(emsp.partner()).isEmpty();
        assertThat(plain(emsp.versionsUrl(), before.credentials().token()).status())
                .isEqualTo(401);
        cpo.register(emsp.versionsUrl(), emsp.invite());
        assertThat(emsp.partner()).isPresent();
    }

    @Test
    void readTheAuthorizationHeaderStrictly() {
        String token = cpo.partner().orElseThrow().credentials().token();

        assertThat(plain(emsp.versionsUrl(), token).status()).isEqualTo(200);
        try (Client client = new Client()) {
            assertThat(client.send("GET", emsp.versionsUrl(), "Token " + token, "", Map.of())
                            .status())
                    .isEqualTo(401);
            assertThat(client.send("GET", emsp.versionsUrl(), "Bearer x", "", Map.of())
                            .status())
                    .isEqualTo(401);
        }
    }

    @Test
    void keepTokenAToRegistrations() {
        String token = emsp.invite();

        assertThat(plain(emsp.versionsUrl(), token).status()).isEqualTo(200);
        assertThat(plain(emsp.url() + "/ocpi/2.3.0/sender/tokens", token).status())
                .isEqualTo(401);
    }

    private static Reply plain(String url, String token) {
        try (Client client = new Client()) {
            return client.send("GET", url, Client.authorization(token, false), "", Map.of());
        }
    }

    @Test
    void pushObjects() throws InterruptedException {
        ObjectNode location = sample("locations");
        String url = cpo.partnerUrl("locations", RECEIVER, "NL", "SIM", "LOC1");

        assertThat(cpo.patch(url, "{\"name\":\"x\",\"last_updated\":\"2026-02-01T00:00:00Z\"}")
                        .status())
                .isEqualTo(404);
        assertThat(cpo.put(url, location).status()).isEqualTo(201);
        assertThat(cpo.put(url, location).status()).isEqualTo(200);
        assertThat(cpo.patch(url, "{\"name\":\"x\"}").code()).isEqualTo(2001);
        assertThat(cpo.patch(url, "{\"name\":\"x\",\"last_updated\":\"2026-02-01T00:00:00Z\"}")
                        .ok())
                .isTrue();
        assertThat(cpo.patch(url + "/LOC1-E1", "{\"status\":\"CHARGING\",\"last_updated\":\"2026-03-01T00:00:00Z\"}")
                        .ok())
                .isTrue();
        assertThat(cpo.patch(url + "/LOC1-E1", "{\"status\":\"NONE\",\"last_updated\":\"2026-02-01T00:00:00Z\"}")
                        .code())
                .isEqualTo(2001);

        assertThat(emsp.received("locations")).singleElement().satisfies(stored -> {
            assertThat(stored.path("name").asString()).isEqualTo("x");
            assertThat(stored.path("city").asString()).isEqualTo("Zwolle");
            assertThat(stored.at("/evses/0/status").asString()).isEqualTo("CHARGING");
            assertThat(stored.path("last_updated").asString()).isEqualTo("2026-03-01T00:00:00Z");
        });
        assertThat(cpo.get(url + "/LOC1-E1/1").data().path("standard").asString())
                .isEqualTo("IEC_62196_T2");
        assertThat(cpo.put(url.replace("/NL/", "/FR/"), location).status()).isEqualTo(404);
        assertThat(cpo.put(url.replace("LOC1", "LOC2"), location).code()).isEqualTo(2001);
        assertThat(cpo.delete(url).status()).isEqualTo(405);
        RecordedRequest first = emsp.await(each -> each.method().equals("PUT"), Duration.ofSeconds(1));
        assertThat(first.header("OCPI-from-party-id")).contains("SIM");
        assertThat(first.header("OCPI-to-party-id")).contains("EMS");
        assertThat(first.json()).isEqualTo(location);
        assertThat(first.status()).isEqualTo(201);
        assertThat(emsp.requests("PUT", "/locations")).hasSize(4);
    }

    private ObjectNode sample(String module) {
        cpo.publishSamples(module, 1);
        return cpo.published(module).getFirst();
    }

    @Test
    void postCdrsThatStayWhereTheyWerePut() {
        Reply posted = cpo.post(cpo.partnerUrl("cdrs", RECEIVER), sample("cdrs"));

        assertThat(posted.status()).isEqualTo(201);
        assertThat(cpo.get(posted.header("location").orElseThrow()).data())
                .isEqualTo(cpo.published("cdrs").getFirst());
    }

    @Test
    void appendPeriodsOfSessions() {
        String url = cpo.partnerUrl("sessions", RECEIVER, "NL", "SIM", "SESSION1");
        cpo.put(url, sample("sessions"));
        cpo.patch(url, """
                {"charging_periods": [{"start_date_time": "2026-01-01T01:00:00Z",
                  "dimensions": [{"type": "ENERGY", "volume": 1}]}], "last_updated": "2026-02-01T00:00:00Z"}""");

        assertThat(emsp.received("sessions").getFirst().path("charging_periods").size())
                .isEqualTo(2);
    }

    @Test
    void withdrawTariffs() {
        String url = cpo.partnerUrl("tariffs", RECEIVER, "NL", "SIM", "TARIFF1");
        cpo.put(url, sample("tariffs"));

        assertThat(cpo.delete(url).ok()).isTrue();
        assertThat(cpo.delete(url).status()).isEqualTo(404);
        assertThat(emsp.received("tariffs")).isEmpty();
    }

    @Test
    void authorizeTokensInRealTime() {
        emsp.publishSamples("tokens", 1);
        String url = cpo.partnerUrl("tokens", SENDER);

        assertThat(cpo.send("POST", url + "/CARD1/authorize", "")
                        .data()
                        .path("allowed")
                        .asString())
                .isEqualTo("ALLOWED");
        assertThat(cpo.send("POST", url + "/CARD2/authorize", "").code()).isEqualTo(2004);
    }

    @Test
    void answerAsTold() {
        cpo.answer("POST", "/commands/UNLOCK", "{\"result\":\"REJECTED\",\"timeout\":5}");

        assertThat(emsp.post(emsp.partnerUrl("commands", RECEIVER, "UNLOCK_CONNECTOR"), "{}")
                        .data()
                        .path("result")
                        .asString())
                .isEqualTo("REJECTED");
    }

    @Test
    void crawlPagesOfWhatChangedInAPeriod() {
        cpo.publishSamples("locations", 130);
        String url = emsp.partnerUrl("locations", SENDER)
                + "?date_from=2026-01-01T00:00:10Z&date_to=2026-01-01T00:02:00Z&limit=30";

        List<String> ids = new ArrayList<>();
        List<Integer> sizes = new ArrayList<>();
        String next = url;
        while (next != null) {
            Reply page = emsp.get(next);
            assertThat(page.header("x-total-count")).contains("110");
            assertThat(page.header("x-limit")).contains("50");
            sizes.add(page.data().size());
            page.data().forEach(each -> ids.add(each.path("id").asString()));
            next = page.header("link").map(TwoSimulatorsIT::target).orElse(null);
        }

        assertThat(sizes).containsExactly(30, 30, 30, 20);
        assertThat(ids).hasSize(110).doesNotHaveDuplicates().startsWith("LOC10").endsWith("LOC119");
        assertThat(emsp.get(emsp.partnerUrl("locations", SENDER) + "?date_from=yesterday")
                        .code())
                .isEqualTo(2001);
        assertThat(emsp.get(emsp.partnerUrl("locations", SENDER, "LOC7"))
                        .data()
                        .path("id")
                        .asString())
                .isEqualTo("LOC7");
    }

    static String target(String link) {
        return link.substring(1, link.indexOf('>'));
    }
}
