package org.ocpiplatform.write.outgoing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.ocpiplatform.write.outgoing.Requests.FROM;
import static org.ocpiplatform.write.outgoing.Requests.ID;
import static org.ocpiplatform.write.outgoing.Requests.PARTNER;
import static org.ocpiplatform.write.outgoing.Requests.START;
import static org.ocpiplatform.write.outgoing.Requests.TO;
import static org.ocpiplatform.write.outgoing.Requests.request;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.commandhandling.gateway.DefaultCommandGateway;
import org.axonframework.queryhandling.DefaultQueryGateway;
import org.axonframework.queryhandling.SimpleQueryBus;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.ocpiplatform.contract.WriteResult;
import org.ocpiplatform.contract.outgoing.OutgoingRequest;
import org.ocpiplatform.contract.outgoing.OutgoingRequestCommand;
import org.ocpiplatform.contract.outgoing.OutgoingRequestCommand.BeginSending;
import org.ocpiplatform.contract.outgoing.OutgoingRequestCommand.NoteAnswerLost;
import org.ocpiplatform.contract.outgoing.OutgoingRequestCommand.NoteSendingFailed;
import org.ocpiplatform.contract.outgoing.OutgoingRequestCommand.RecordAnswer;
import org.ocpiplatform.contract.outgoing.Sending;
import org.ocpiplatform.contract.outgoing.Sending.Turn;
import org.ocpiplatform.contract.partners.PartnerConnection;
import org.ocpiplatform.contract.partners.PartnerLink;
import org.ocpiplatform.contract.partners.PartnerQuery.FindPartnerLink;
import org.ocpiplatform.contract.partners.PartnerQuirks;
import org.ocpiplatform.contract.partners.PartnerState;
import org.ocpiplatform.contract.partners.PartnerView;
import org.ocpiplatform.contract.remote.RemoteAnswer;
import org.ocpiplatform.contract.remote.RemoteOperation;
import org.ocpiplatform.contract.secrets.SecretSeal;
import org.ocpiplatform.ocpi.InterfaceRole;
import org.ocpiplatform.ocpi.ModuleId;
import org.ocpiplatform.ocpi.types.DisplayText;
import org.ocpiplatform.ocpi.versions.Endpoint;
import org.ocpiplatform.write.Steps;
import org.ocpiplatform.write.outbound.OutboundFailure;
import org.ocpiplatform.write.outbound.OutboundFailure.Reason;
import org.ocpiplatform.write.outbound.OutboundRequest;
import org.ocpiplatform.write.outbound.OutboundResponse;
import org.ocpiplatform.write.outbound.OutboundSettings;
import org.ocpiplatform.write.outbound.TestCalls;
import org.springframework.core.ResolvableType;

class RequestSenderTest {

    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private static final SecretSeal SEAL = new SecretSeal(SecretSeal.newKey(new SecureRandom()), new SecureRandom());
    private static final String TAKEN = "{\"data\":{\"result\":\"ACCEPTED\",\"timeout\":20},\"status_code\":1000}";

    private final List<OutboundRequest> sent = new ArrayList<>();
    /** What the partner does, one after the other; after that it takes everything. */
    private final Deque<Object> answers = new ArrayDeque<>();

    private final List<OutgoingRequestCommand> recorded = new ArrayList<>();
    private OutgoingRequest request = START;
    private Turn turn = Turn.SEND;
    private int recordingsThatFail;
    private boolean directoryIsAway;
    private int begun;
    private @Nullable PartnerLink link = link(ModuleId.COMMANDS, ModuleId.CHARGING_PROFILES);
    private @Nullable CountDownLatch hanging;
    private final RequestSender sender = sender();

    @Test
    void aCommandIsPostedWithWhereItsResultGoes() {
        send();

        assertThat(line()).isEqualTo("POST https://cpo.example/commands/START_SESSION");
        assertThat(sent.getFirst().body())
                .isEqualTo(
                        "{\"location_id\":\"LOC1\",\"response_url\":\"https://us.example/commands/START_SESSION/u1\"}");
        assertThat(sent.getFirst().routing().from()).isEqualTo(FROM);
        assertThat(sent.getFirst().routing().to()).isEqualTo(TO);
        assertThat(sent.getFirst().correlationId()).isEqualTo("u1");
        assertThat(sent.getFirst().peer().token()).isEqualTo("secret");
        assertThat(recorded).containsExactly(new RecordAnswer(ID, RemoteAnswer.accepted(20), NOW));
        assertThat(START.content().has("response_url")).isFalse();
    }

    @ParameterizedTest
    @EnumSource(names = {"CANCEL_RESERVATION", "RESERVE_NOW", "STOP_SESSION", "UNLOCK_CONNECTOR"})
    void soIsEachOther(RemoteOperation operation) {
        request = request(operation, "{}");
        send();
        assertThat(line()).isEqualTo("POST https://cpo.example/commands/" + operation);
    }

    @Test
    void anActiveProfileIsAskedFor() {
        request = request(RemoteOperation.ACTIVE_CHARGING_PROFILE, "{\"session_id\":\"S/1\",\"duration\":900}");
        send();
        assertThat(line())
                .isEqualTo("GET https://cpo.example/chargingprofiles/S%2F1?duration=900&response_url="
                        + "https%3A%2F%2Fus.example%2Fcommands%2FACTIVE_CHARGING_PROFILE%2Fu1");
        assertThat(sent.getFirst().body()).isNull();
    }

    @Test
    void aProfileIsPut() {
        request = request(
                RemoteOperation.CHARGING_PROFILE,
                "{\"session_id\":\"S1\",\"charging_profile\":{\"charging_rate_unit\":\"W\"}}");
        send();
        assertThat(line()).isEqualTo("PUT https://cpo.example/chargingprofiles/S1");
        assertThat(sent.getFirst().body())
                .isEqualTo("{\"response_url\":\"https://us.example/commands/CHARGING_PROFILE/u1\","
                        + "\"charging_profile\":{\"charging_rate_unit\":\"W\"}}");
    }

    @Test
    void aProfileIsCleared() {
        request = request(RemoteOperation.CLEAR_PROFILE, "{\"session_id\":\"S1\"}");
        send();
        assertThat(line())
                .isEqualTo("DELETE https://cpo.example/chargingprofiles/S1?response_url="
                        + "https%3A%2F%2Fus.example%2Fcommands%2FCLEAR_PROFILE%2Fu1");
        assertThat(sent.getFirst().body()).isNull();
    }

    @Test
    void aSessionThatCannotBeInAPathIsNotAskedFor() {
        request = request(RemoteOperation.CLEAR_PROFILE, "{\"session_id\":\"..\"}");
        send();
        assertThat(sent).isEmpty();
        assertThat(recorded.getFirst()).isInstanceOf(NoteSendingFailed.class);
    }

    @Test
    void whatWasInterruptedIsNotSentAgain() {
        turn = Turn.INTERRUPTED;
        send();
        assertThat(sent).isEmpty();
        assertThat(recorded)
                .containsExactly(
                        new NoteAnswerLost(ID, "the platform was stopped while it was sending", NOW.plusSeconds(30)));
    }

    @Test
    void whatIsDoneIsLeftAlone() {
        turn = Turn.DONE;
        send();
        assertThat(sent).isEmpty();
        assertThat(recorded).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1000 | {'result':'REJECTED','timeout':0,'message':[{'language':'nl','text':'nee'}]} | REJECTED | nee | false",
                "1000 | {'result':'UNKNOWN_SESSION','timeout':0,'message':[{'language':'nederlands','text':'nee'},7]} | UNKNOWN_SESSION | '' | false",
                "1000 | [{'result':'TOO_OFTEN','timeout':0}] | TOO_OFTEN | '' | false",
                "2003 | {'result':'REJECTED','timeout':0} | REJECTED | no LOC1 | true",
                "2003 | {'result':'REJECTED','timeout':0,'message':[{'language':'en','text':'gone'}]} | REJECTED | gone | true",
                "2000 | [{'result':'REJECTED','timeout':0}] | REJECTED | no LOC1 | false"
            })
    void aRefusalIsRecordedWithItsReason(
            int code, String data, String result, @Nullable String text, boolean unknownLocation) {
        answers.add(response(
                200,
                "{\"data\":" + data.replace('\'', '"') + ",\"status_code\":" + code
                        + ",\"status_message\":\"no LOC1\"}"));
        send();
        assertThat(recorded).hasSize(1);
        RemoteAnswer answer = ((RecordAnswer) recorded.getFirst()).answer();
        assertThat(answer.result()).isEqualTo(result);
        assertThat(answer.accepted()).isFalse();
        assertThat(answer.unknownLocation()).isEqualTo(unknownLocation);
        assertThat(answer.message())
                .extracting(DisplayText::text)
                .isEqualTo(text == null || text.isEmpty() ? List.of() : List.of(text));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "200 | {'status_code':2001,'status_message':'bad token'} | and 2001: bad token",
                "200 | {'status_code':2003,'data':{'result':'ACCEPTED','timeout':5}} | and 2003",
                "404 | {'status_code':2000} | HTTP 404",
                "401 | nonsense | HTTP 401"
            })
    void aRefusalWithoutAnAnswerIsRecordedAsSuch(int status, String body, String detail) {
        answers.add(response(status, body.replace('\'', '"')));
        send();
        assertThat(((NoteSendingFailed) recorded.getFirst()).detail()).contains(detail);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "500 | {'status_code':3000}",
                "503 | down",
                "200 | {'status_code':4002}",
                "200 | nonsense",
                "200 | {'status_code':1000}",
                "200 | {'status_code':1000,'data':{'timeout':5}}",
                "200 | {'status_code':1000,'data':{'result':'you wish'}}",
                "200 | {'status_code':1000,'data':[]}"
            })
    void anAnswerThatSaysNothingIsLost(int status, String body) {
        answers.add(response(status, body.replace('\'', '"')));
        send();
        NoteAnswerLost lost = (NoteAnswerLost) recorded.getFirst();
        assertThat(lost.detail()).isNotBlank();
        assertThat(lost.deadline()).isEqualTo(NOW.plusSeconds(30));
    }

    @ParameterizedTest
    @EnumSource(names = {"TIMEOUT", "TOO_LARGE", "NOT_OCPI"})
    void soIsOneThatCannotBeRead(Reason reason) {
        answers.add(new OutboundFailure(reason, "why"));
        send();
        assertThat(recorded).containsExactly(new NoteAnswerLost(ID, "why", NOW.plusSeconds(30)));
    }

    @Test
    void soIsOneOfAConnectionThatBroke() {
        answers.add(OutboundFailure.broken("closed"));
        send();
        assertThat(recorded).containsExactly(new NoteAnswerLost(ID, "closed", NOW.plusSeconds(30)));
    }

    @Test
    void soIsOneThatFailsHere() {
        answers.add(new IllegalStateException("a defect"));
        send();
        assertThat(((NoteAnswerLost) recorded.getFirst()).detail()).contains("IllegalStateException");
    }

    @ParameterizedTest
    @EnumSource(names = {"NO_CONNECTION", "REFUSED_URL", "CIRCUIT_OPEN", "REDIRECT"})
    void whatDidNotArriveHasFailed(Reason reason) {
        answers.add(new OutboundFailure(reason, "why"));
        send();
        assertThat(recorded).containsExactly(new NoteSendingFailed(ID, "why"));
    }

    @Test
    void whomThereWasNoPlaceForIsTriedAgain() {
        answers.addAll(List.of(busy(), busy()));
        send();
        assertThat(sent).hasSize(3);
        assertThat(recorded).containsExactly(new RecordAnswer(ID, RemoteAnswer.accepted(20), NOW));
    }

    @Test
    void butNotForEver() {
        for (int i = 0; i < 15; i++) {
            answers.add(busy());
        }
        send();
        assertThat(sent).hasSize(15);
        assertThat(recorded).containsExactly(new NoteSendingFailed(ID, "busy"));
    }

    @Test
    void whoIsNotConnectedOrLacksTheModuleIsNotCalled() {
        link = null;
        send();
        link = link(ModuleId.CHARGING_PROFILES);
        send();
        assertThat(sent).isEmpty();
        assertThat(recorded)
                .containsExactly(
                        new NoteSendingFailed(ID, "the partner is not connected"),
                        new NoteSendingFailed(ID, "the partner has no Receiver of commands"));
    }

    @Test
    void whatThePartnerSaidIsNotLostWithAStoreThatIsAway() {
        recordingsThatFail = 1;
        send();
        assertThat(sent).hasSize(1);
        assertThat(recorded).hasSize(1);
    }

    @Test
    void nothingIsBegunBeforeThePartnerIsLookedUp() {
        directoryIsAway = true;
        assertThatThrownBy(() -> sender.send(ID, PARTNER)).isInstanceOf(RuntimeException.class);
        assertThat(begun).isZero();

        directoryIsAway = false;
        send();
        assertThat(begun).isEqualTo(1);
    }

    @Test
    void onlySomeWaitForTheirTurnAtAPartner() throws Exception {
        hanging = new CountDownLatch(1);
        List<CompletableFuture<Boolean>> waiting = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            waiting.add(CompletableFuture.supplyAsync(
                    () -> sender.send(ID, PARTNER), task -> Thread.ofVirtual().start(task)));
        }
        while (sentSoFar() < 4) {
            TimeUnit.MILLISECONDS.sleep(5);
        }
        assertThat(sender.send(ID, PARTNER)).isFalse();
        hanging.countDown();
        for (CompletableFuture<Boolean> each : waiting) {
            assertThat(each.get(5, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(sender.send(ID, PARTNER)).isTrue();
    }

    private int sentSoFar() {
        synchronized (sent) {
            return sent.size();
        }
    }

    private void send() {
        assertThat(sender.send(ID, PARTNER)).isTrue();
    }

    private String line() {
        return sent.getFirst().method() + " " + sent.getFirst().url();
    }

    private static OutboundFailure busy() {
        return new OutboundFailure(Reason.BUSY, "busy");
    }

    private OutboundResponse exchange(OutboundRequest outbound) {
        synchronized (sent) {
            sent.add(outbound);
        }
        if (hanging != null) {
            try {
                hanging.await(10, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
        return switch (answers.isEmpty() ? response(200, TAKEN) : answers.remove()) {
            case RuntimeException failure -> throw failure;
            case OutboundResponse response -> response;
            case Object other -> throw new AssertionError(other);
        };
    }

    private static OutboundResponse response(int status, String body) {
        return new OutboundResponse(status, Map.of(), body.getBytes(StandardCharsets.UTF_8));
    }

    private static PartnerLink link(ModuleId... modules) {
        PartnerConnection connection = new PartnerConnection(
                "https://cpo.example/versions",
                SEAL.seal("secret"),
                List.of(modules).stream()
                        .map(module ->
                                new Endpoint(module, InterfaceRole.RECEIVER, "https://cpo.example/" + module.value()))
                        .toList());
        return new PartnerLink(
                new PartnerView(
                        PARTNER,
                        "CPO",
                        PartnerState.REGISTERED,
                        List.of(),
                        null,
                        NOW,
                        connection.versionsUrl(),
                        connection.endpoints(),
                        PartnerQuirks.NONE,
                        PartnerQuirks.NONE),
                connection);
    }

    private RequestSender sender() {
        SimpleQueryBus queries = SimpleQueryBus.builder().build();
        queries.subscribe(
                FindPartnerLink.class.getName(),
                ResolvableType.forClassWithGenerics(Optional.class, PartnerLink.class)
                        .getType(),
                message -> {
                    if (directoryIsAway) {
                        throw new IllegalStateException("the read store is away");
                    }
                    return Optional.ofNullable(link);
                });
        SimpleCommandBus commands = SimpleCommandBus.builder().build();
        commands.subscribe(BeginSending.class.getName(), message -> {
            synchronized (recorded) {
                begun++;
            }
            return new Sending(turn, request);
        });
        for (Class<?> command : List.of(RecordAnswer.class, NoteSendingFailed.class, NoteAnswerLost.class)) {
            commands.subscribe(command.getName(), message -> {
                synchronized (recorded) {
                    if (recordingsThatFail-- > 0) {
                        throw new IllegalStateException("the store is away");
                    }
                    recorded.add((OutgoingRequestCommand) message.getPayload());
                    return new WriteResult(WriteResult.Kind.UPDATED, "u1", 2);
                }
            });
        }
        return new RequestSender(
                TestCalls.directory(
                        DefaultQueryGateway.builder().queryBus(queries).build()),
                TestCalls.over(this::exchange, SEAL),
                new Steps(DefaultCommandGateway.builder().commandBus(commands).build()),
                new OutboundSettings(true, Duration.ofSeconds(1), Duration.ofSeconds(1), 10_000, 2),
                Clock.fixed(NOW, ZoneOffset.UTC));
    }
}
