package org.ocpiplatform.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.ocpiplatform.ocpi.locations.Locations.aConnector;
import static org.ocpiplatform.ocpi.locations.Locations.aLocation;
import static org.ocpiplatform.ocpi.locations.Locations.anEvse;
import static org.ocpiplatform.ocpi.tariffs.Tariffs.aTariff;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.ByteBuf;
import org.bson.RawBsonDocument;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ocpiplatform.ocpi.Fixtures;
import org.ocpiplatform.ocpi.PartyId;
import org.ocpiplatform.ocpi.bookings.BookingLocations;
import org.ocpiplatform.ocpi.bookings.BookingRequests;
import org.ocpiplatform.ocpi.chargingprofiles.ActiveProfiles;
import org.ocpiplatform.ocpi.chargingprofiles.ChargingProfiles;
import org.ocpiplatform.ocpi.json.OcpiJson;
import org.ocpiplatform.ocpi.locations.Capability;
import org.ocpiplatform.ocpi.locations.Evses;
import org.ocpiplatform.ocpi.payments.Confirmations;
import org.ocpiplatform.ocpi.payments.Terminals;
import org.ocpiplatform.ocpi.tokens.Tokens;
import org.ocpiplatform.simulator.Asked;
import org.ocpiplatform.simulator.Fault;
import org.ocpiplatform.simulator.PartnerRole;
import org.ocpiplatform.simulator.Settings;
import org.ocpiplatform.simulator.Simulator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Documents follow from events alone: a read store that is thrown away, and every projection that is rebuilt, comes back
 * as it was, byte for byte.
 */
class ReplayE2E {

    private static final PartyId TNM = PartyId.of("NL", "TNM");
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String T0 = "2026-03-01T10:00:00Z";
    private static final String APPLICATION_TOKEN = "an-application-token-for-tests";
    private static final Pattern READ_STORE = Pattern.compile("Embedded read store .* listening on port (\\d+)");

    /** How far processors have read and who reads: not made of events. */
    private static final Set<String> NO_DOCUMENTS = Set.of("processor_tokens", "rebuild_requests");

    @TempDir
    Path dataDir;

    /** Partners are told of another one, which would be an event. */
    private final int port = RunningPlatform.freePort();

    @Test
    void everyDocumentComesBackByteForByte() throws Exception {
        Map<String, List<String>> before;
        long head;
        try (Simulator emsp = Simulator.start(Settings.of(PartnerRole.EMSP, "DE", "DRV"));
                Simulator cpo = Simulator.start(Settings.of(PartnerRole.CPO, "BE", "CPO"))) {
            try (RunningPlatform platform = start()) {
                fill(platform, emsp, cpo);
                head = awaitRest(platform);
                before = documents(platform);
                assertThat(before.get("dead_letters")).isNullOrEmpty();
                for (JsonNode projection : projections(platform)) {
                    assertThat(before.get(projection.get("name").asString()))
                            .as("documents of " + projection.get("name"))
                            .isNotEmpty();
                }
            }

            deleteAll(dataDir.resolve("read-store"));
            try (RunningPlatform platform = start()) {
                assertThat(awaitRest(platform)).as("events meanwhile").isEqualTo(head);
                assertSame(documents(platform), before, "replayed");

                for (JsonNode projection : projections(platform)) {
                    String name = projection.get("name").asString();
                    assertThat(platform.admin()
                                    .post("/admin/projections/" + name + "/rebuild", "")
                                    .status())
                            .isEqualTo(202);
                }
                assertThat(awaitRest(platform)).as("events meanwhile").isEqualTo(head);
                assertSame(documents(platform), before, "rebuilt");
            }
        }
    }

    private RunningPlatform start() throws Exception {
        return RunningPlatform.start(
                dataDir,
                "--server.port=" + port,
                "--ocpi.node-id=one",
                "--ocpi.sync.enabled=false",
                "--ocpi.pushes.redelivery-delays=1h",
                "--ocpi.charge-points.simulator.speed=60",
                "--ocpi.backoffice.application-token=" + APPLICATION_TOKEN,
                "--ocpi.parties[0].role=CPO",
                "--ocpi.parties[0].country-code=NL",
                "--ocpi.parties[0].party-id=TNM",
                "--ocpi.parties[0].business-details.name=TNM",
                "--ocpi.parties[1].role=EMSP",
                "--ocpi.parties[1].country-code=NL",
                "--ocpi.parties[1].party-id=MSP",
                "--ocpi.parties[1].business-details.name=MSP");
    }

    private static void fill(RunningPlatform platform, Simulator emsp, Simulator cpo) throws Exception {
        String cpoToken = platform.provisionToken("CPO", "NL", "TNM");
        Http system = platform.partner(cpoToken);
        String charging = platform.register(emsp);
        cpo.publishSamples("locations", 3);
        cpo.publish(
                "locations",
                sample(cpo.published("locations").getFirst(), "REFUSED").put("publish", "perhaps"));
        cpo.publishSamples("tariffs", 2);
        String other = platform.register(cpo);

        fixtures(platform);
        Http provider = platform.provision("EMSP", "NL", "MSP");
        objects(system, provider);
        payments(platform, system);
        bookings(system, provider);
        hub(platform);
        chargePoints(emsp);
        outgoing(platform);
        backOffice(platform);
        partners(platform, emsp, charging, other, system);
        readers(platform.admin());
        erasure(platform.admin());
    }

    private static void readers(Http admin) throws Exception {
        assertThat(admin.post("/admin/auditors", "{\"name\":\"Auditor\"}").status())
                .isEqualTo(201);
        assertThat(admin.post("/admin/consumers", "{\"name\":\"Follower\",\"privacy\":\"PSEUDONYMISED\"}")
                        .status())
                .isEqualTo(201);
    }

    private static void erasure(Http admin) throws Exception {
        Http.Answer asked = admin.post("/admin/erasures", """
                {"country_code":"NL","party_id":"MSP","uid":"012345678"}""");
        assertThat(asked.status()).as(asked.body()).isEqualTo(202);
        String path = "/admin/erasures/" + asked.json().get("id").asString();
        await().atMost(SOON)
                .until(() -> admin.get(path).json().get("state").asString().equals("DONE"));
    }

    private static void fixtures(RunningPlatform platform) throws Exception {
        Map<String, Http> owners = new TreeMap<>();
        for (String fixture : List.of(
                "dutch/location",
                "dutch/tariff",
                "dutch/token",
                "dutch/cdr",
                "german/location",
                "german/tariff",
                "german/token",
                "german/session",
                "german/cdr",
                "german/credit-cdr",
                "forty-evses/location",
                "unicode/location",
                "unicode/session",
                "unicode/token")) {
            String text = Fixtures.text(fixture + ".json");
            JsonNode object = OcpiJson.mapper().readTree(text);
            String kind = fixture.replaceAll("^[a-z-]+/(?:credit-)?([a-z]+).*", "$1");
            String country = object.get("country_code").asString().toUpperCase(Locale.ROOT);
            String party = object.get("party_id").asString().toUpperCase(Locale.ROOT);
            String role = kind.equals("token") ? "EMSP" : "CPO";
            String key = role + country + party;
            if (!owners.containsKey(key)) {
                owners.put(key, platform.provision(role, country, party));
            }
            for (String side : List.of("cpo", "emsp")) {
                String list = "/ocpi/" + side + "/2.3.0/" + kind + "s";
                written(
                        kind.equals("cdr")
                                ? owners.get(key).post(list, text)
                                : owners.get(key)
                                        .put(
                                                list + "/" + country + "/" + party + "/"
                                                        + object.get(kind.equals("token") ? "uid" : "id")
                                                                .asString(),
                                                text));
            }
        }
    }

    private static void objects(Http cpo, Http emsp) throws Exception {
        for (String side : List.of("cpo", "emsp")) {
            String base = "/ocpi/" + side + "/2.3.0/";
            for (String id : List.of("T1", "GONE")) {
                written(cpo.put(
                        base + "tariffs/NL/TNM/" + id,
                        aTariff()
                                .ownedBy("NL", "TNM")
                                .withId(id)
                                .lastUpdated(T0)
                                .json()
                                .toString()));
            }
            written(cpo.send("DELETE", base + "tariffs/NL/TNM/GONE", null));
            String location = base + "locations/NL/TNM/LOC1";
            written(cpo.put(
                    location,
                    aLocation()
                            .withId("LOC1")
                            .lastUpdated(T0)
                            .withEvse(capable("E1"))
                            .withEvse(capable("E2"))
                            .withEvse(capable("E3"))
                            .json()
                            .toString()));
            written(cpo.patch(location, "{\"name\":\"Renamed\",\"last_updated\":\"2026-03-01T10:01:00Z\"}"));
            written(cpo.patch(location + "/E3", "{\"status\":\"REMOVED\",\"last_updated\":\"2026-03-01T10:02:00Z\"}"));
            written(cpo.patch(location + "/E2/1", "{\"max_amperage\":20,\"last_updated\":\"2026-03-01T10:03:00Z\"}"));
            String session = base + "sessions/NL/TNM/S1";
            written(cpo.put(session, SessionJson.aSession("S1", "NL", "MSP", T0)));
            written(cpo.patch(session, """
                    {"kwh":3.5,"charging_periods":[{"start_date_time":"2026-03-01T10:00:00Z",
                     "dimensions":[{"type":"ENERGY","volume":3.5}]}],"last_updated":"2026-03-01T11:00:00Z"}"""));
            String token = base + "tokens/NL/MSP/012345678";
            written(emsp.put(
                    token,
                    Tokens.aToken()
                            .ownedBy("NL", "MSP")
                            .withUid("012345678")
                            .withGroupId("GROUP")
                            .lastUpdated(T0)
                            .json()
                            .toString()));
            written(emsp.patch(token, "{\"valid\":false,\"last_updated\":\"2026-03-01T10:05:00Z\"}"));
            String record = Fixtures.text("philippine/invoice-reconciliation.json");
            ObjectNode owned = OcpiJson.mapper().readValue(record, ObjectNode.class);
            owned.put("country_code", "NL").put("party_id", "TNM");
            written(cpo.put(
                    base + "invoicereconciliation/NL/TNM/" + owned.get("id").asString(), owned.toString()));
        }
        written(cpo.put(
                "/ocpi/cpo/2.3.0/chargingprofiles/NL/TNM/S1",
                ActiveProfiles.json(16).toString()));
        written(cpo.put(
                "/ocpi/cpo/2.3.0/chargingprofiles/NL/TNM/S1",
                ActiveProfiles.json(10).toString()));
        written(emsp.put(
                "/ocpi/cpo/2.3.0/sessions/S1/charging_preferences",
                "{\"profile_type\":\"GREEN\",\"departure_time\":\"2026-03-01T18:00:00Z\"}"));
    }

    private static void payments(RunningPlatform platform, Http cpo) throws Exception {
        Http ptp = platform.provision("PTP", "DE", "PAY");
        String published = "/ocpi/ptp/2.3.0/payments";
        String received = "/ocpi/cpo/2.3.0/payments";
        written(ptp.post(
                published + "/terminals/DE/PAY/TERM1",
                Terminals.aTerminal().withId("TERM1").withoutCustomer().json().toString()));
        written(cpo.patch(published + "/terminals/TERM1", "{\"location_ids\":[\"LOC1\"]}"));
        written(ptp.post(
                received + "/terminals",
                Terminals.aTerminal().withId("TERM2").json().toString()));
        String confirmations = "/financial-advice-confirmations";
        written(ptp.put(
                published + confirmations + "/DE/PAY/FAC1",
                Confirmations.aConfirmation().withId("FAC1").json().toString()));
        written(ptp.post(
                received + confirmations,
                Confirmations.aConfirmation().withId("FAC2").json().toString()));
    }

    private static void bookings(Http cpo, Http emsp) throws Exception {
        String base = "/ocpi/cpo/2.3.0/bookings";
        String place = BookingLocations.aBookingLocation().json().get("id").asString();
        for (String side : List.of("cpo", "emsp")) {
            String url = "/ocpi/" + side + "/2.3.0/bookings/NL/TNM/booking_locations/" + place;
            written(cpo.put(url, BookingLocations.aBookingLocation().json().toString()));
            written(cpo.put(
                    url + "/MON",
                    OcpiJson.mapper()
                            .<ObjectNode>valueToTree(
                                    BookingLocations.aCalendar("MON", "2026-03-02T00:00:00Z", "2026-03-03T00:00:00Z"))
                            .put("last_updated", "2026-03-05T00:00:00Z")
                            .toString()));
        }
        Instant tomorrow = Instant.now().plus(1, ChronoUnit.DAYS).truncatedTo(ChronoUnit.HOURS);
        Http.Answer booking = emsp.post(
                base,
                BookingRequests.aBookingRequest()
                        .withRequestId("R1")
                        .during(
                                tomorrow.toString(),
                                tomorrow.plus(1, ChronoUnit.HOURS).toString())
                        .json()
                        .toString());
        written(booking);
        written(cpo.patch(
                base + "/NL/TNM/" + booking.data().get("id").asString(),
                "{\"reservation_status\":\"RESERVED\",\"last_updated\":\"2099-01-01T00:00:00Z\"}"));
        written(cpo.put("/ocpi/emsp/2.3.0/bookings/NL/TNM/B1", booking(booking.data())));
    }

    private static String booking(JsonNode booking) {
        return ((ObjectNode) booking.deepCopy()).put("id", "B1").toString();
    }

    private static void hub(RunningPlatform platform) throws Exception {
        Http hub = platform.partner(platform.admin()
                .post("/admin/partners", """
                        {"name":"Hub","mode":"PROVISIONED","hub_party_id":"NLHUB","roles":[
                          {"role":"OTHER","country_code":"NL","party_id":"HUB","business_details":{"name":"Hub"}}]}
                        """)
                .json()
                .get("token")
                .asString());
        written(hub.put("/ocpi/cpo/2.3.0/hubclientinfo/BE/ONE", """
                {"country_code":"BE","party_id":"ONE","role":"CPO","status":"PLANNED","last_updated":"%s"}""".formatted(T0)));
    }

    /** Sessions from their command to their CDR, a reservation that is taken back, and profiles. */
    private static void chargePoints(Simulator emsp) throws Exception {
        ObjectNode start = place("E1").put("authorization_reference", "AUTH-1");
        assertThat(result(emsp, "START_SESSION", start)).isEqualTo("ACCEPTED");
        String session = await().atMost(SOON)
                .until(
                        () -> emsp.received("sessions").stream()
                                .filter(one -> one.path("evse_uid").asString().equals("E1"))
                                .map(one -> one.get("id").asString())
                                .findFirst()
                                .orElse(""),
                        id -> !id.isEmpty());
        Asked set = emsp.setProfile(session, TNM, ChargingProfiles.json());
        emsp.awaitResults(set.uid(), 1, SOON);
        Asked asked = emsp.activeProfile(session, TNM, 600);
        emsp.awaitResults(asked.uid(), 1, SOON);
        ObjectNode reservation = place("E2")
                .put("reservation_id", "RES-1")
                .put(
                        "expiry_date",
                        Instant.now()
                                .plusSeconds(600)
                                .truncatedTo(ChronoUnit.SECONDS)
                                .toString());
        assertThat(result(emsp, "RESERVE_NOW", reservation)).isEqualTo("ACCEPTED");
        assertThat(result(emsp, "CANCEL_RESERVATION", json("{}").put("reservation_id", "RES-1")))
                .isEqualTo("ACCEPTED");
        assertThat(result(emsp, "STOP_SESSION", json("{}").put("session_id", session)))
                .isEqualTo("ACCEPTED");
        await().atMost(SOON)
                .until(() -> emsp.received("cdrs").stream()
                        .anyMatch(cdr -> cdr.path("session_id").asString().equals(session)));
    }

    private static void outgoing(RunningPlatform platform) throws Exception {
        Http.Answer asked = platform.admin().post("/admin/remote-commands/START_SESSION", """
                {"to":{"country_code":"BE","party_id":"CPO"},"command":{"location_id":"LOC1","token":{
                 "country_code":"NL","party_id":"MSP","uid":"012345678","type":"APP_USER","contract_id":"C1",
                 "issuer":"MSP","valid":true,"whitelist":"NEVER","last_updated":"2026-03-01T09:00:00Z"}}}""");
        assertThat(asked.status()).as(asked.toString()).isEqualTo(202);
        String uid = asked.json().get("uid").asString();
        await().atMost(SOON)
                .until(() -> !platform.admin()
                        .get("/admin/remote-commands/" + uid)
                        .json()
                        .get("state")
                        .asString()
                        .matches("REQUESTED|ACCEPTED"));
    }

    /** What is pulled and compared, a push that fails, quirks, new tokens, and a partner that leaves. */
    private static void partners(RunningPlatform platform, Simulator emsp, String charging, String other, Http cpo)
            throws Exception {
        Http admin = platform.admin();
        assertThat(admin.post("/admin/partners/" + other + "/sync", "{}").status())
                .isEqualTo(202);
        await().atMost(SOON)
                .until(() -> admin.get("/admin/partners/" + other + "/sync")
                        .json()
                        .valueStream()
                        .allMatch(sync -> sync.get("state").asString().equals("COMPLETED")));
        assertThat(admin.post("/admin/partners/" + charging + "/resync", "{}").status())
                .isEqualTo(202);
        await().atMost(SOON)
                .until(() -> admin.get("/admin/partners/" + charging + "/resyncs")
                        .json()
                        .valueStream()
                        .noneMatch(resync -> resync.get("state").asString().equals("RUNNING")));
        emsp.misbehave(Fault.OCPI_2001, "tariffs");
        written(cpo.put(
                "/ocpi/cpo/2.3.0/tariffs/NL/TNM/FAILS",
                aTariff()
                        .ownedBy("NL", "TNM")
                        .withId("FAILS")
                        .lastUpdated(T0)
                        .json()
                        .toString()));
        await().atMost(SOON)
                .until(() -> admin.get("/admin/partners/" + charging + "/deliveries?state=failed")
                                .json()
                                .get("total")
                                .asInt()
                        > 0);
        emsp.behave();
        assertThat(admin.put("/admin/partners/" + charging + "/quirks", "{\"page_limit\":50}")
                        .status())
                .isEqualTo(200);
        assertThat(admin.post("/admin/partners/" + charging + "/rotate", "").status())
                .isEqualTo(200);
        assertThat(admin.send("DELETE", "/admin/partners/" + other, null).status())
                .isEqualTo(200);
    }

    private static void backOffice(RunningPlatform platform) throws Exception {
        Http application = new Http(platform.http().base(), "Bearer " + APPLICATION_TOKEN);
        assertThat(application.post("/ocpi/cpo/2.2/register", """
                                {"username":"ann","password":"a-password","cpo_owner_name":"Vandebron Laden",
                                 "contact_name":"Somebody","contact_number":"+31 20 1234567",
                                 "contact_email":"ann@example.com","ocpp_ready":true}""").status()).isEqualTo(200);
        for (int i = 0; i < 2; i++) {
            Http.Answer login = application.post(
                    "/ocpi/cpo/api/auth/v1/login", "{\"username\":\"ann\",\"password\":\"a-password\"}");
            assertThat(login.status()).as(login.toString()).isEqualTo(200);
        }
    }

    /** Waits until nothing happens any more and every projection has it all; the head of the event store. */
    private static long awaitRest(RunningPlatform platform) {
        List<Long> heads = new ArrayList<>();
        await().atMost(Duration.ofMinutes(3))
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> {
                    List<JsonNode> projections = projections(platform);
                    boolean caughtUp = projections.stream()
                            .allMatch(one -> one.get("lag").asLong() == 0
                                    && one.get("state").asString().equals("RUNNING"));
                    long head = projections.getFirst().get("head").asLong();
                    if (!caughtUp || (!heads.isEmpty() && heads.getLast() != head)) {
                        heads.clear();
                    }
                    heads.add(head);
                    return heads.size() > 6;
                });
        return heads.getLast();
    }

    private static List<JsonNode> projections(RunningPlatform platform) throws Exception {
        return platform.admin().get("/admin/projections").json().valueStream().toList();
    }

    /** By collection the bytes of every document, with its text behind, in the order of ids. */
    private static Map<String, List<String>> documents(RunningPlatform platform) throws IOException {
        Matcher port = READ_STORE.matcher(platform.log());
        assertThat(port.find()).isTrue();
        Map<String, List<String>> documents = new TreeMap<>();
        try (MongoClient client = MongoClients.create("mongodb://127.0.0.1:" + port.group(1))) {
            MongoDatabase database = client.getDatabase("ocpi");
            for (String name : database.listCollectionNames()) {
                if (NO_DOCUMENTS.contains(name)) {
                    continue;
                }
                documents.put(
                        name,
                        database.getCollection(name, RawBsonDocument.class)
                                .find()
                                .sort(new BsonDocument("_id", new BsonInt32(1)))
                                .map(ReplayE2E::bytes)
                                .into(new ArrayList<>()));
            }
        }
        return documents;
    }

    private static String bytes(RawBsonDocument document) {
        ByteBuf buffer = document.getByteBuffer();
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return document.toJson() + " " + HexFormat.of().formatHex(bytes);
    }

    private static void assertSame(Map<String, List<String>> actual, Map<String, List<String>> before, String how) {
        assertThat(actual.keySet()).isEqualTo(before.keySet());
        before.forEach((name, documents) -> {
            assertThat(actual.get(name)).as(how + " " + name).hasSameSizeAs(documents);
            for (int i = 0; i < documents.size(); i++) {
                assertThat(actual.get(name).get(i)).as(how + " " + name).isEqualTo(documents.get(i));
            }
        });
    }

    private static void deleteAll(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private static void written(Http.Answer answer) {
        assertThat(answer.outcome()).as(answer.toString()).isIn("200/1000", "201/1000");
    }

    private static String result(Simulator emsp, String command, ObjectNode content) throws Exception {
        Asked asked = emsp.command(command, TNM, content);
        assertThat(asked.reply().data().path("result").asString())
                .as(asked.reply().toString())
                .isEqualTo("ACCEPTED");
        return emsp.awaitResults(asked.uid(), 1, SOON).getFirst().result();
    }

    private static ObjectNode place(String evse) {
        ObjectNode place = json("{}").put("location_id", "LOC1").put("evse_uid", evse);
        place.set("token", Tokens.aToken().ownedBy("DE", "DRV").json());
        return place;
    }

    private static ObjectNode json(String text) {
        return OcpiJson.mapper().readValue(text, ObjectNode.class);
    }

    private static ObjectNode sample(ObjectNode published, String id) {
        return published.deepCopy().put("id", id);
    }

    private static Evses capable(String uid) {
        return anEvse(uid)
                .withCapability(Capability.REMOTE_START_STOP_CAPABLE)
                .withCapability(Capability.RESERVABLE)
                .withCapability(Capability.CHARGING_PROFILE_CAPABLE)
                .withConnector(aConnector("1").withTariffId("T1"));
    }
}
