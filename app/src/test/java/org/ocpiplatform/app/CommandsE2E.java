package org.ocpiplatform.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.ocpiplatform.ocpi.locations.Locations.aLocation;
import static org.ocpiplatform.ocpi.locations.Locations.anEvse;
import static org.ocpiplatform.ocpi.sessions.Sessions.aSession;
import static org.ocpiplatform.ocpi.tokens.Tokens.aToken;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ocpiplatform.ocpi.InterfaceRole;
import org.ocpiplatform.ocpi.PartyId;
import org.ocpiplatform.ocpi.json.OcpiJson;
import org.ocpiplatform.ocpi.locations.Capability;
import org.ocpiplatform.ocpi.locations.Evses;
import org.ocpiplatform.ocpi.tokens.Tokens;
import org.ocpiplatform.simulator.Asked;
import org.ocpiplatform.simulator.PartnerRole;
import org.ocpiplatform.simulator.ReceivedResult;
import org.ocpiplatform.simulator.RecordedRequest;
import org.ocpiplatform.simulator.Reply;
import org.ocpiplatform.simulator.Settings;
import org.ocpiplatform.simulator.Simulator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Partners' requests to charge points, from the request to the result, with the operator's own back end. */
class CommandsE2E {

    private static final int TIMEOUT_SECONDS = 5;
    private static final Duration FEW_SECONDS = Duration.ofSeconds(10);
    /** In which a result would have come if there were one. */
    private static final Duration MOMENT = Duration.ofSeconds(1);

    private static final PartyId TNM = PartyId.of("NL", "TNM");
    private static final String YES = "{\"result\":\"ACCEPTED\"}";
    private static final String RESERVATION_GONE = "{\"result\":\"CANCELED_RESERVATION\",\"message\":\"Road works\"}";

    @TempDir
    static Path dataDir;

    private static RunningPlatform platform;
    private static ChargePointBackEnd backEnd;
    private static Simulator ems;
    private static Simulator oth;
    /** Whose calls are given a rest when its results are not taken. */
    private static Simulator slow;

    private static String cpo;
    private static String otherCpo;

    private int taken;

    @BeforeAll
    static void start() throws Exception {
        backEnd = ChargePointBackEnd.start();
        platform = RunningPlatform.start(
                dataDir,
                "--ocpi.sync.enabled=false",
                "--ocpi.charge-points.url=" + backEnd.url(),
                "--ocpi.charge-points.timeout=" + TIMEOUT_SECONDS + "s",
                "--ocpi.parties[0].role=CPO",
                "--ocpi.parties[0].country-code=NL",
                "--ocpi.parties[0].party-id=TNM",
                "--ocpi.parties[0].business-details.name=TNM");
        cpo = platform.provisionToken("CPO", "NL", "TNM");
        otherCpo = platform.provisionToken("CPO", "NL", "TWO");
        ems = Simulator.start(Settings.of(PartnerRole.EMSP, "DE", "EMS"));
        oth = Simulator.start(Settings.of(PartnerRole.EMSP, "DE", "OTH"));
        platform.register(ems);
        platform.register(oth);
        slow = Simulator.start(Settings.of(PartnerRole.EMSP, "DE", "SLO"));
        platform.register(slow);
        put(
                "locations",
                "LOC1",
                aLocation()
                        .ownedBy("NL", "TNM")
                        .withId("LOC1")
                        .withEvse(capable("EVSE-1"))
                        .withEvse(anEvse("PLAIN"))
                        .json());
        put("sessions", "S1", aSession().paidBy("DE", "EMS").withId("S1").json());
    }

    @AfterAll
    static void stop() throws Exception {
        platform.close();
        ems.close();
        oth.close();
        slow.close();
        backEnd.close();
    }

    @BeforeEach
    void startOver() {
        backEnd.answers(200, Duration.ZERO);
        taken = backEnd.requests().size();
    }

    @Test
    void aCommandGoesToTheChargePointAndItsResultComesBack() throws Exception {
        Asked asked = ems.command("START_SESSION", TNM, start("LOC1", "EVSE-1"));
        assertAccepted(asked);

        ChargePointBackEnd.Request request = lastTaken();
        assertThat(request.path()).isEqualTo("/back-end/commands/START_SESSION");
        assertThat(request.body().path("country_code").asString()).isEqualTo("NL");
        assertThat(request.body().path("party_id").asString()).isEqualTo("TNM");
        assertThat(request.body().path("command").path("location_id").asString())
                .isEqualTo("LOC1");
        assertThat(request.body().path("command").has("response_url")).isFalse();

        assertThat(reply(request, "{\"result\":\"ACCEPTED\",\"message\":\"Plug in\"}")
                        .outcome())
                .isEqualTo("200/1000");
        ReceivedResult result = only(ems.awaitResults(asked.uid(), 1, FEW_SECONDS));
        assertThat(result.body().path("result").asString()).isEqualTo("ACCEPTED");
        assertThat(result.body().path("message").get(0).path("text").asString()).isEqualTo("Plug in");
        RecordedRequest post = ems.await(sent -> sent.path().contains(asked.uid()), FEW_SECONDS);
        assertThat(post.header("OCPI-from-party-id")).hasValue("TNM");
        assertThat(post.header("OCPI-to-party-id")).hasValue("EMS");
        assertThat(post.header("X-Correlation-ID")).isPresent();
    }

    @Test
    void whatTheBackEndRefusesIsRejectedAndHasNoResult() throws Exception {
        for (int status : List.of(503, 404, ChargePointBackEnd.NO_ANSWER)) {
            backEnd.answers(status, Duration.ZERO);
            Asked asked = ems.command("UNLOCK_CONNECTOR", TNM, unlock("EVSE-1"));
            assertThat(asked.reply().code()).isEqualTo(1000);
            assertThat(asked.reply().data().path("result").asString()).isEqualTo("REJECTED");
            assertThat(asked.reply().data().path("timeout").asInt()).isZero();
            TimeUnit.MILLISECONDS.sleep(MOMENT.toMillis());
            assertThat(ems.results(asked.uid())).isEmpty();
        }
    }

    @Test
    void aBackEndThatTakesItsTimeIsNotWaitedFor() throws Exception {
        backEnd.answers(200, Duration.ofSeconds(3));
        long before = System.nanoTime();
        Asked asked = ems.command("START_SESSION", TNM, start("LOC1", "EVSE-1"));
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofMillis(2_500));
        assertAccepted(asked);
        reply(lastTaken(), YES);
        assertThat(only(ems.awaitResults(asked.uid(), 1, FEW_SECONDS)).result()).isEqualTo("ACCEPTED");
    }

    @Test
    void aRefusalAfterTheAnswerIsTheResult() throws Exception {
        backEnd.answers(503, Duration.ofSeconds(2));
        Asked asked = ems.command("START_SESSION", TNM, start("LOC1", "EVSE-1"));
        assertAccepted(asked);
        assertThat(only(ems.awaitResults(asked.uid(), 1, FEW_SECONDS)).result()).isEqualTo("REJECTED");
    }

    @Test
    void silenceIsATimeoutAndWhatComesLaterChangesNothing() throws Exception {
        Asked command = ems.command("START_SESSION", TNM, start("LOC1", "EVSE-1"));
        ChargePointBackEnd.Request request = lastTaken();
        Asked profile = ems.clearProfile("S1", TNM);
        assertAccepted(profile);

        assertThat(only(ems.awaitResults(command.uid(), 1, FEW_SECONDS)).result())
                .isEqualTo("TIMEOUT");
        assertThat(only(ems.awaitResults(profile.uid(), 1, FEW_SECONDS)).result())
                .isEqualTo("REJECTED");
        assertThat(reply(request, YES).outcome()).isEqualTo("200/1000");
        TimeUnit.MILLISECONDS.sleep(MOMENT.toMillis());
        assertThat(ems.results(command.uid())).hasSize(1);
        assertThat(report(request).path("state").asString()).isEqualTo("RESULT_SENT");
        assertThat(report(request).path("history").valueStream().toList())
                .last()
                .asString()
                .contains("incoming_requests.reply_ignored");
    }

    @Test
    void aSecondReplyChangesNothing() throws Exception {
        Asked asked = ems.command("STOP_SESSION", TNM, json("{\"session_id\":\"S1\"}"));
        assertAccepted(asked);
        ChargePointBackEnd.Request request = lastTaken();
        reply(request, "{\"result\":\"FAILED\"}");
        assertThat(reply(request, YES).outcome()).isEqualTo("200/1000");
        ems.awaitResults(asked.uid(), 1, FEW_SECONDS);
        TimeUnit.MILLISECONDS.sleep(MOMENT.toMillis());
        assertThat(only(ems.results(asked.uid())).result()).isEqualTo("FAILED");
    }

    @Test
    void onlyTheCpoThatWasAskedReplies() throws Exception {
        Asked asked = ems.command("UNLOCK_CONNECTOR", TNM, unlock("EVSE-1"));
        ChargePointBackEnd.Request request = lastTaken();
        assertThat(ChargePointBackEnd.reply(platform, otherCpo, request, YES).outcome())
                .isEqualTo("404/2000");
        String path = request.replyPath();
        assertThat(platform.partner(cpo)
                        .post(path.replace("UNLOCK_CONNECTOR", "STOP_SESSION"), YES)
                        .outcome())
                .isEqualTo("404/2000");
        assertThat(platform.partner(cpo)
                        .post(path.replace(request.uid(), UUID.randomUUID().toString()), YES)
                        .outcome())
                .isEqualTo("404/2000");
        assertThat(reply(request, "{\"result\":\"DONE\"}").outcome()).isEqualTo("200/2001");
        assertThat(reply(request, YES).outcome()).isEqualTo("200/1000");
        assertThat(only(ems.awaitResults(asked.uid(), 1, FEW_SECONDS)).result()).isEqualTo("ACCEPTED");
    }

    @Test
    void aReservationThatTheCpoCannotKeepIsCanceled() throws Exception {
        Asked asked = ems.command("RESERVE_NOW", TNM, reserve("DE", "EMS", "r-cpo"));
        assertAccepted(asked);
        ChargePointBackEnd.Request request = lastTaken();
        reply(request, YES);
        ems.awaitResults(asked.uid(), 1, FEW_SECONDS);
        assertThat(reservation("DE-EMS", "r-cpo")).isEqualTo("HELD");

        reply(request, RESERVATION_GONE);
        List<ReceivedResult> results = ems.awaitResults(asked.uid(), 2, FEW_SECONDS);
        assertThat(results).extracting(ReceivedResult::result).containsExactly("ACCEPTED", "CANCELED_RESERVATION");
        assertThat(reservation("DE-EMS", "r-cpo")).isEqualTo("CANCELED");
        reply(request, RESERVATION_GONE);
        TimeUnit.MILLISECONDS.sleep(MOMENT.toMillis());
        assertThat(ems.results(asked.uid())).hasSize(2);

        Reply cancel = ems.command("CANCEL_RESERVATION", TNM, json("{\"reservation_id\":\"r-cpo\"}"))
                .reply();
        assertThat(cancel.data().path("result").asString()).isEqualTo("REJECTED");
    }

    @Test
    void aReservationThatItsSenderHasGivenUpIsNotCanceledOnceMore() throws Exception {
        Asked asked = ems.command("RESERVE_NOW", TNM, reserve("DE", "EMS", "r-own"));
        assertAccepted(asked);
        ChargePointBackEnd.Request reserved = lastTaken();
        reply(reserved, YES);
        ems.awaitResults(asked.uid(), 1, FEW_SECONDS);
        Asked cancel = ems.command("CANCEL_RESERVATION", TNM, json("{\"reservation_id\":\"r-own\"}"));
        assertAccepted(cancel);
        reply(lastTaken(), YES);
        ems.awaitResults(cancel.uid(), 1, FEW_SECONDS);
        assertThat(reservation("DE-EMS", "r-own")).isEqualTo("RELEASED");

        assertThat(reply(reserved, RESERVATION_GONE).outcome()).isEqualTo("200/1000");
        TimeUnit.MILLISECONDS.sleep(MOMENT.toMillis());
        assertThat(ems.results(asked.uid())).hasSize(1);
    }

    @Test
    void twoSendersHaveTheSameReservationIdAndNeitherTouchesTheOthers() throws Exception {
        Asked first = ems.command("RESERVE_NOW", TNM, reserve("DE", "EMS", "r-same"));
        ChargePointBackEnd.Request ofEms = lastTaken();
        Asked second = oth.command("RESERVE_NOW", TNM, reserve("DE", "OTH", "R-SAME"));
        ChargePointBackEnd.Request ofOth = lastTaken();
        reply(ofEms, YES);
        reply(ofOth, YES);
        ems.awaitResults(first.uid(), 1, FEW_SECONDS);
        oth.awaitResults(second.uid(), 1, FEW_SECONDS);
        assertThat(reservationId(ofEms)).isNotEqualTo(reservationId(ofOth)).isNotEqualTo("r-same");

        Asked cancel = oth.command("CANCEL_RESERVATION", TNM, json("{\"reservation_id\":\"r-same\"}"));
        assertAccepted(cancel);
        ChargePointBackEnd.Request canceled = lastTaken();
        assertThat(reservationId(canceled)).isEqualTo(reservationId(ofOth));
        reply(canceled, YES);
        oth.awaitResults(cancel.uid(), 1, FEW_SECONDS);
        assertThat(reservation("DE-OTH", "R-SAME")).isEqualTo("RELEASED");
        assertThat(reservation("DE-EMS", "r-same")).isEqualTo("HELD");
        assertThat(oth.results(second.uid())).hasSize(1);

        ems.command("RESERVE_NOW", TNM, reserve("DE", "EMS", "r-same"));
        assertThat(reservationId(lastTaken())).isEqualTo(reservationId(ofEms));
    }

    @Test
    void whoStartsUsesWhatIsReserved() throws Exception {
        ObjectNode reserve = reserve("DE", "EMS", "r-used");
        reserve.set("token", aToken().ownedBy("DE", "EMS").withUid("DRIVER").json());
        Asked reserved = ems.command("RESERVE_NOW", TNM, reserve);
        reply(lastTaken(), YES);
        ems.awaitResults(reserved.uid(), 1, FEW_SECONDS);
        ObjectNode start = start("LOC1", "EVSE-1");
        start.set("token", aToken().ownedBy("DE", "EMS").withUid("DRIVER").json());
        Asked started = ems.command("START_SESSION", TNM, start);
        reply(lastTaken(), YES);
        ems.awaitResults(started.uid(), 1, FEW_SECONDS);
        assertThat(reservation("DE-EMS", "r-used")).isEqualTo("USED");
    }

    @Test
    void aReservationEndsAtItsTime() throws Exception {
        ObjectNode reserve = reserve("DE", "EMS", "r-short")
                .put(
                        "expiry_date",
                        Instant.now()
                                .plusSeconds(3)
                                .truncatedTo(ChronoUnit.SECONDS)
                                .toString());
        Asked reserved = ems.command("RESERVE_NOW", TNM, reserve);
        ChargePointBackEnd.Request request = lastTaken();
        reply(request, YES);
        ems.awaitResults(reserved.uid(), 1, FEW_SECONDS);
        await().atMost(FEW_SECONDS).until(() -> reservation("DE-EMS", "r-short").equals("EXPIRED"));
        assertThat(reply(request, RESERVATION_GONE).outcome()).isEqualTo("200/1000");
        TimeUnit.MILLISECONDS.sleep(MOMENT.toMillis());
        assertThat(ems.results(reserved.uid())).hasSize(1);
    }

    @Test
    void aProfileIsSetAndAskedFor() throws Exception {
        Asked set = ems.setProfile(
                "S1",
                TNM,
                json(
                        "{\"charging_rate_unit\":\"W\",\"charging_profile_period\":[{\"start_period\":0,\"limit\":7000}]}"));
        assertAccepted(set);
        ChargePointBackEnd.Request request = lastTaken();
        assertThat(request.path()).isEqualTo("/back-end/chargingprofiles/CHARGING_PROFILE");
        assertThat(request.body().path("session_id").asString()).isEqualTo("S1");
        reply(request, YES);
        assertThat(only(ems.awaitResults(set.uid(), 1, FEW_SECONDS)).body()).hasToString(YES);

        Asked get = ems.activeProfile("S1", TNM, 600);
        request = lastTaken();
        assertThat(request.body().path("duration").asInt()).isEqualTo(600);
        reply(request, """
                {"result":"ACCEPTED","message":"as wished","profile":{"start_date_time":"2026-03-01T10:00:00Z",
                 "charging_profile":{"charging_rate_unit":"A"}}}""");
        assertThat(only(ems.awaitResults(get.uid(), 1, FEW_SECONDS))
                        .body()
                        .at("/profile/charging_profile/charging_rate_unit")
                        .asString())
                .isEqualTo("A");
    }

    @Test
    void whatIsUnknownOrNotTheCallersGoesNowhere() {
        assertRefused(ems.command("START_SESSION", TNM, start("LOC9", "EVSE-1")), 2003, "REJECTED");
        assertRefused(ems.command("START_SESSION", TNM, start("LOC1", "EVSE-9")), 2003, "REJECTED");
        assertRefused(ems.command("START_SESSION", TNM, start("LOC1", "PLAIN")), 1000, "NOT_SUPPORTED");
        assertRefused(oth.command("START_SESSION", TNM, start("LOC1", "EVSE-1")), 1000, "REJECTED");
        assertRefused(ems.command("STOP_SESSION", TNM, json("{\"session_id\":\"S9\"}")), 1000, "UNKNOWN_SESSION");
        assertRefused(oth.command("STOP_SESSION", TNM, json("{\"session_id\":\"S1\"}")), 1000, "REJECTED");
        assertRefused(ems.command("DANCE", TNM, json("{}")), 1000, "NOT_SUPPORTED");
        assertRefused(ems.clearProfile("S9", TNM), 1000, "UNKNOWN_SESSION");
        assertRefused(oth.activeProfile("S1", TNM, 60), 1000, "REJECTED");
        assertThat(unlock(ems, "http://user@localhost:1/r").code()).isEqualTo(2001);
        assertThat(backEnd.requests()).hasSize(taken);
    }

    @Test
    void aResultThatNobodyTakesIsNotSentAgain() throws Exception {
        AtomicInteger posts = new AtomicInteger();
        try (Callback callback = new Callback(() -> {
            posts.incrementAndGet();
            return 500;
        })) {
            assertThat(unlock(oth, callback.url()).data().path("result").asString())
                    .isEqualTo("ACCEPTED");
            ChargePointBackEnd.Request request = lastTaken();
            reply(request, YES);
            await().atMost(FEW_SECONDS)
                    .until(() -> report(request).path("state").asString().equals("RESULT_UNDELIVERABLE"));
            TimeUnit.SECONDS.sleep(3);
            assertThat(posts).hasValue(1);
        }
    }

    @Test
    void whoIsSlowToTakeAResultHoldsUpNobodyElse() throws Exception {
        CountDownLatch done = new CountDownLatch(1);
        try (Callback callback = new Callback(() -> done.await(20, TimeUnit.SECONDS) ? 200 : 500)) {
            for (int i = 0; i < 20; i++) {
                unlock(slow, callback.url());
                reply(lastTaken(), YES);
            }
            Asked asked = oth.command("UNLOCK_CONNECTOR", TNM, unlock("EVSE-1"));
            reply(lastTaken(), YES);
            assertThat(only(oth.awaitResults(asked.uid(), 1, FEW_SECONDS.dividedBy(2)))
                            .result())
                    .isEqualTo("ACCEPTED");
        } finally {
            done.countDown();
        }
    }

    /** Where results are posted, answered by a test. */
    private static final class Callback implements AutoCloseable {

        private final HttpServer server;
        private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

        Callback(Callable<Integer> status) throws Exception {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.setExecutor(threads);
            server.createContext("/", exchange -> {
                try (exchange) {
                    byte[] body = "{\"status_code\":1000,\"timestamp\":\"2026-03-01T10:00:00Z\"}"
                            .getBytes(StandardCharsets.UTF_8);
                    exchange.sendResponseHeaders(status.call(), body.length);
                    exchange.getResponseBody().write(body);
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            });
            server.start();
        }

        String url() {
            return "http://localhost:" + server.getAddress().getPort() + "/result";
        }

        @Override
        public void close() {
            server.stop(0);
            threads.shutdownNow();
        }
    }

    private ChargePointBackEnd.Request lastTaken() {
        await().atMost(FEW_SECONDS).until(() -> backEnd.requests().size() > taken);
        taken = backEnd.requests().size();
        return backEnd.requests().getLast();
    }

    private static Http.Answer reply(ChargePointBackEnd.Request request, String body) throws Exception {
        return ChargePointBackEnd.reply(platform, cpo, request, body);
    }

    private static void assertAccepted(Asked asked) {
        assertThat(asked.reply().code()).as(asked.reply().toString()).isEqualTo(1000);
        assertThat(asked.reply().data().path("result").asString())
                .as(asked.reply().toString())
                .isEqualTo("ACCEPTED");
        assertThat(asked.reply().data().path("timeout").asInt()).isEqualTo(TIMEOUT_SECONDS);
    }

    private static void assertRefused(Asked asked, int code, String result) {
        assertThat(asked.reply().status()).isEqualTo(200);
        assertThat(asked.reply().code()).as(asked.reply().toString()).isEqualTo(code);
        assertThat(asked.reply().data().path("result").asString()).isEqualTo(result);
        assertThat(asked.reply().data().path("timeout").asInt()).isZero();
    }

    private static <T> T only(List<T> several) {
        assertThat(several).hasSize(1);
        return several.getFirst();
    }

    private static String reservationId(ChargePointBackEnd.Request request) {
        return request.body().path("command").path("reservation_id").asString();
    }

    /** What administrators see of a command. */
    private static JsonNode report(ChargePointBackEnd.Request request) throws Exception {
        return platform.admin().get("/admin/remote-commands/" + request.uid()).json();
    }

    private static String reservation(String sender, String id) throws Exception {
        for (JsonNode each : platform.admin().get("/admin/reservations").json()) {
            if (each.path("sender").asString().equals(sender)
                    && each.path("reservation_id").asString().equals(id)) {
                return each.path("state").asString();
            }
        }
        return "none";
    }

    private static Reply unlock(Simulator partner, String responseUrl) {
        return partner.post(
                partner.partnerUrl("commands", InterfaceRole.RECEIVER, "UNLOCK_CONNECTOR"),
                unlock("EVSE-1").put("response_url", responseUrl));
    }

    private static ObjectNode start(String location, String evse) {
        ObjectNode start = json("{}").put("location_id", location).put("evse_uid", evse);
        start.set("token", Tokens.aToken().ownedBy("DE", "EMS").json());
        return start;
    }

    private static ObjectNode reserve(String country, String party, String id) {
        ObjectNode reserve = json("{}")
                .put("location_id", "LOC1")
                .put("reservation_id", id)
                .put(
                        "expiry_date",
                        Instant.now()
                                .plusSeconds(600)
                                .truncatedTo(ChronoUnit.SECONDS)
                                .toString());
        reserve.set("token", Tokens.aToken().ownedBy(country, party).json());
        return reserve;
    }

    private static ObjectNode unlock(String evse) {
        return json("{}").put("location_id", "LOC1").put("evse_uid", evse).put("connector_id", "1");
    }

    private static ObjectNode json(String text) {
        return OcpiJson.mapper().readValue(text, ObjectNode.class);
    }

    private static Evses capable(String uid) {
        return anEvse(uid)
                .withCapability(Capability.REMOTE_START_STOP_CAPABLE)
                .withCapability(Capability.RESERVABLE)
                .withCapability(Capability.UNLOCK_CAPABLE)
                .withCapability(Capability.CHARGING_PROFILE_CAPABLE);
    }

    private static void put(String module, String id, ObjectNode object) throws Exception {
        Http.Answer answer =
                platform.partner(cpo).put("/ocpi/cpo/2.3.0/" + module + "/NL/TNM/" + id, object.toString());
        assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
    }
}
