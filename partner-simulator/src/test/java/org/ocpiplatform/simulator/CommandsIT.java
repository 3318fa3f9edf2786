package org.ocpiplatform.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.ocpiplatform.ocpi.InterfaceRole.RECEIVER;
import static org.ocpiplatform.ocpi.InterfaceRole.SENDER;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ocpiplatform.ocpi.PartyId;
import org.ocpiplatform.ocpi.commands.CommandResponse;
import org.ocpiplatform.ocpi.commands.CommandResponseType;
import org.ocpiplatform.ocpi.types.DisplayText;
import tools.jackson.databind.JsonNode;

/** An eMSP asks a CPO for commands, both simulated, over real sockets. */
class CommandsIT {

    private static final PartyId CPO = PartyId.of("NL", "SIM");
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final String STOP = "{\"session_id\":\"S1\"}";
    private static final String UNLOCK = "{\"location_id\":\"LOC1\",\"evse_uid\":\"E1\",\"connector_id\":\"1\"}";

    private final Simulator cpo = Simulator.start(Settings.of(PartnerRole.CPO, "NL", "SIM"));
    private final Simulator emsp = Simulator.start(Settings.of(PartnerRole.EMSP, "DE", "EMS"));

    @BeforeEach
    void register() {
        emsp.register(cpo.versionsUrl(), cpo.tokenA().orElseThrow());
    }

    @AfterEach
    void close() {
        cpo.close();
        emsp.close();
    }

    @Test
    void aCommandIsAnsweredAndItsResultComesLater() throws InterruptedException {
        Instant before = Instant.now();
        Asked asked = emsp.command("UNLOCK_CONNECTOR", CPO, UNLOCK);

        assertThat(asked.response(CommandResponse.class))
                .isEqualTo(new CommandResponse(CommandResponseType.ACCEPTED, 30, List.of(), Map.of()));
        ReceivedResult result = emsp.awaitResults(asked.uid(), 1, SOON).getFirst();
        RecordedRequest request =
                cpo.requests("POST", "/commands/UNLOCK_CONNECTOR").getFirst();
        assertThat(result.operation()).isEqualTo("UNLOCK_CONNECTOR");
        assertThat(result.result()).isEqualTo("ACCEPTED");
        assertThat(result.time()).isAfter(before.plusMillis(150));
        assertThat(emsp.results(asked.uid())).containsExactly(result);
        assertThat(request.json().path("response_url").asString()).isEqualTo(asked.responseUrl());
    }

    @Test
    void theResultComesWithTheRegistrationsTokenAndTheHeadersReversed() throws InterruptedException {
        Asked asked = emsp.command("STOP_SESSION", PartyId.of("NL", "SUB"), STOP);
        RecordedRequest request = emsp.await(each -> each.path().contains(asked.uid()), SOON);

        String token = emsp.partner().orElseThrow().itsToken();
        assertThat(request.header("Authorization")).contains(Client.authorization(token, false));
        assertThat(request.header("OCPI-from-country-code")).contains("NL");
        assertThat(request.header("OCPI-from-party-id")).contains("SUB");
        assertThat(request.header("OCPI-to-country-code")).contains("DE");
        assertThat(request.header("OCPI-to-party-id")).contains("EMS");
    }

    @Test
    void everyCommandHasAnUrlOfItsOwn() throws InterruptedException {
        Asked first = emsp.command("STOP_SESSION", CPO, STOP);
        Asked second = emsp.command("STOP_SESSION", CPO, STOP);

        assertThat(first.uid()).isNotEqualTo(second.uid());
        assertThat(emsp.awaitResults(first.uid(), 1, SOON)).hasSize(1);
        assertThat(emsp.awaitResults(second.uid(), 1, SOON)).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"CANCEL_RESERVATION, {\"reservation_id\":\"R1\"}", "STOP_SESSION, {\"session_id\":\"S1\"}"})
    void aCommandNeedsItsFields(String word, String body) {
        assertThat(emsp.command(word, CPO, body).reply().ok()).isTrue();
        assertThat(emsp.command(word, CPO, "{}").reply().code()).isEqualTo(2001);
        assertThat(emsp.post(emsp.partnerUrl("commands", RECEIVER, word), body).code())
                .isEqualTo(2001);
    }

    @Test
    void aWordThatNobodyKnowsIsNotSupported() {
        CommandResponse response = emsp.command("OPEN_GATE", CPO, STOP).response(CommandResponse.class);

        assertThat(response.result()).isEqualTo(CommandResponseType.NOT_SUPPORTED);
        assertThat(response.timeout()).isZero();
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "ACCEPTED")
    void aRefusedCommandHasNoResult(CommandResponseType word) {
        cpo.script("STOP_SESSION", CommandScript.of(word.name()).withTimeout(5).withMessage("Nobody there."));
        CommandResponse response = emsp.command("STOP_SESSION", CPO, STOP).response(CommandResponse.class);

        assertThat(response)
                .isEqualTo(new CommandResponse(
                        word, 5, List.of(new DisplayText("en", "Nobody there.", Map.of())), Map.of()));
        assertThat(CommandScript.of(word.name()).results()).isEmpty();
    }

    @Test
    void aScriptIsForOneCommandOrForTheRest() {
        cpo.script("*", CommandScript.of("REJECTED"));
        cpo.script("STOP_SESSION", CommandScript.of("UNKNOWN_SESSION"));

        assertThat(answer("STOP_SESSION", STOP)).isEqualTo("UNKNOWN_SESSION");
        assertThat(answer("UNLOCK_CONNECTOR", UNLOCK)).isEqualTo("REJECTED");
        cpo.forgetScripts();
        assertThat(answer("STOP_SESSION", STOP)).isEqualTo("ACCEPTED");
        assertThatIllegalArgumentException().isThrownBy(() -> cpo.script("STOP", CommandScript.of("ACCEPTED")));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CommandScript.of("ACCEPTED").withDelayMillis(-1));
    }

    private String answer(String word, String body) {
        return emsp.command(word, CPO, body).reply().data().path("result").asString("");
    }

    @Test
    void aSilentChargePointReportsNothing() {
        cpo.script("STOP_SESSION", CommandScript.of("ACCEPTED").withResults().withDelayMillis(0));
        Asked silent = emsp.command("STOP_SESSION", CPO, STOP);

        assertThat(silent.response(CommandResponse.class).timeout()).isEqualTo(30);
        assertThatIllegalStateException()
                .isThrownBy(() -> emsp.awaitResults(silent.uid(), 1, Duration.ofMillis(300)))
                .withMessageContaining("did not come");
        assertThat(cpo.sentResults()).isEmpty();
    }

    @Test
    void aReservationIsTakenBackByASecondResult() throws InterruptedException {
        cpo.script(
                "UNLOCK_CONNECTOR",
                CommandScript.of("ACCEPTED")
                        .withResults("ACCEPTED", "CANCELED_RESERVATION")
                        .withDelayMillis(10)
                        .withMessage("Road works."));
        Asked asked = emsp.command("UNLOCK_CONNECTOR", CPO, UNLOCK);

        assertThat(emsp.awaitResults(asked.uid(), 2, SOON))
                .extracting(ReceivedResult::result)
                .containsExactly("ACCEPTED", "CANCELED_RESERVATION");
        assertThat(emsp.results(asked.uid())
                        .getLast()
                        .body()
                        .at("/message/0/text")
                        .asString())
                .isEqualTo("Road works.");
    }

    @Test
    void aResultGoesElsewhere() throws InterruptedException {
        String elsewhere = emsp.url() + "/ocpi/2.3.0/sender/commands/STOP_SESSION/other";
        cpo.script("STOP_SESSION", quick().withUrl(elsewhere));
        Asked asked = emsp.command("STOP_SESSION", CPO, STOP);

        assertThat(emsp.awaitResults("other", 1, SOON)).hasSize(1);
        assertThat(emsp.results(asked.uid())).isEmpty();
        assertThat(sent().url()).isEqualTo(elsewhere);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"result\":\"DONE\"}", "{}", "[]", "{\"result\":"})
    void aBrokenResultIsRefused(String body) throws InterruptedException {
        cpo.script("STOP_SESSION", quick().withBody(body));
        emsp.command("STOP_SESSION", CPO, STOP);

        SentResult sent = sent();
        assertThat(sent.body()).isEqualTo(body);
        assertThat(sent.reply().code()).isEqualTo(2001);
        assertThat(emsp.results()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "stolen"})
    void aStrangerHasNoResults(String token) throws InterruptedException {
        cpo.script("STOP_SESSION", quick().withToken(token));
        Asked asked = emsp.command("STOP_SESSION", CPO, STOP);

        assertThat(sent().reply().status()).isEqualTo(401);
        assertThat(emsp.requests("POST", asked.uid())
                        .getFirst()
                        .header("Authorization")
                        .isPresent())
                .isEqualTo(!token.isEmpty());
    }

    @Test
    void aResultThatReachesNobodyIsRememberedAsSuch() throws InterruptedException {
        cpo.script("STOP_SESSION", quick().withUrl("http://localhost:1/nobody"));
        emsp.command("STOP_SESSION", CPO, STOP);

        assertThat(sent().reply().status()).isZero();
        assertThat(sent().reply().body()).contains("ConnectException");
    }

    @Test
    void faultsBefallResultsOfTheirModule() throws InterruptedException {
        cpo.script("STOP_SESSION", quick());
        emsp.misbehave(Fault.UNAVAILABLE_503, "chargingprofiles");
        emsp.misbehave(Fault.CLOSE, "commands", 1);
        Asked lost = emsp.command("STOP_SESSION", CPO, STOP);

        assertThat(sent().reply().status()).isZero();
        assertThat(emsp.results(lost.uid())).isEmpty();
        Asked taken = emsp.command("STOP_SESSION", CPO, STOP);
        assertThat(emsp.awaitResults(taken.uid(), 1, SOON)).hasSize(1);
    }

    @Test
    void aFaultOfTheCpoMeansThatNothingIsDone() {
        cpo.script("STOP_SESSION", quick().withDelayMillis(0));
        cpo.misbehave(Fault.UNAVAILABLE_503, "commands", 1);

        assertThat(emsp.command("STOP_SESSION", CPO, STOP).reply().status()).isEqualTo(503);
        assertThatIllegalStateException().isThrownBy(() -> cpo.awaitSentResult(each -> true, Duration.ofMillis(300)));
    }

    @Test
    void nothingElseIsAtACallback() {
        String callbacks = cpo.partnerUrl("commands", SENDER);
        String result = "{\"result\":\"ACCEPTED\"}";

        assertThat(cpo.post(callbacks + "/START_SESSION/any", result).ok()).isTrue();
        assertThat(emsp.results("any")).hasSize(1);
        assertThat(cpo.post(callbacks + "/OPEN_GATE/any", result).status()).isEqualTo(404);
        assertThat(cpo.post(callbacks + "/START_SESSION", result).status()).isEqualTo(404);
        assertThat(cpo.put(callbacks + "/START_SESSION", result).status()).isEqualTo(404);
        assertThat(cpo.get(callbacks + "/START_SESSION/any").status()).isEqualTo(404);
        assertThat(emsp.get(emsp.partnerUrl("commands", RECEIVER, "STOP_SESSION"))
                        .status())
                .isEqualTo(405);
        assertThat(emsp.post(emsp.partnerUrl("commands", RECEIVER), result).status())
                .isEqualTo(404);
    }

    @Test
    void aPtpCommandsLikeAnEmsp() throws InterruptedException {
        try (Simulator ptp = Simulator.start(Settings.of(PartnerRole.PTP, "NL", "PAY"))) {
            emsp.unregister();
            ptp.register(cpo.versionsUrl(), cpo.invite());
            Asked asked = ptp.command("STOP_SESSION", CPO, STOP);

            assertThat(ptp.awaitResults(asked.uid(), 1, SOON)).hasSize(1);
        }
    }

    @Test
    void aStartNeedsATokenAndAConnectorItsEvse() throws InterruptedException {
        emsp.publishSamples("tokens", 1);
        JsonNode token = emsp.published("tokens").getFirst();
        String start = "{\"location_id\":\"LOC1\",\"token\":" + token + "}";
        Asked asked = emsp.command("START_SESSION", CPO, start);

        assertThat(emsp.awaitResults(asked.uid(), 1, SOON).getFirst().operation())
                .isEqualTo("START_SESSION");
        assertThat(emsp.command(
                                "START_SESSION",
                                CPO,
                                start.replace("{\"location_id", "{\"connector_id\":\"1\",\"location_id"))
                        .reply()
                        .code())
                .isEqualTo(2001);
    }

    private static CommandScript quick() {
        return CommandScript.of("ACCEPTED").withDelayMillis(10);
    }

    private SentResult sent() throws InterruptedException {
        return cpo.awaitSentResult(each -> true, SOON);
    }
}
